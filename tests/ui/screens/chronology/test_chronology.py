"""A chronology from the story to the saved file, by keys; typed words outlive leaving them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import Sort
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case
from pbi_desktop.services.chronology_rows import ChronologyWish, NewLine
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case.screen import make_case
from pbi_desktop.ui.screens.chronology.screen import make_chronology
from pbi_desktop.ui.screens.chronology.view import ChronologyScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import clipped, unnamed
from tests.support.robots.case import CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import CaseMade, World


class ChronologyWindow(CaseWindow):
    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("case", "Case", "users", 0, self._made_by(make_case)),
            ScreenEntry("chronology", "Chronology", "list", 0, self._made_by(make_chronology)),
        ]

    @property
    def screen(self) -> ChronologyScreen:
        found = self.shell.screen_at("chronology")
        assert isinstance(found, ChronologyScreen)
        return found

    @property
    def words(self) -> str:
        return words_in(self.screen)


def type_words(text: str) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    QTest.keyClicks(focused, text)


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    made = world.case("K7QX9B", team=[leah], subject=world.person("Shabana", "Akhtar"))
    day = timedelta(days=1)
    world.note(made, "The boiler is off.", at=world.clock() - 3 * day, marking=Marking.FACT)
    world.note(made, "I think she is cold.", at=world.clock() - day, marking=Marking.OPINION)
    return made


@pytest.fixture
def window(desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path) -> Iterator[ChronologyWindow]:
    made = ChronologyWindow(qtbot, desk, leah, tmp_path)
    yield made
    made.close()


def test_a_chronology_is_drafted_from_the_story_without_the_mouse(
    window: ChronologyWindow, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    window.open(f"case/{case.id}/story")
    window.case.story.bar.chronology.click()
    window.settle()
    screen = window.screen
    assert "No chronology is kept with this case yet." in window.words
    assert screen.form.title.editor.hasFocus()
    window.press("Ctrl+Enter")
    assert screen.form.title.problem
    type_words("Repairs")
    screen.form.whom.setFocus()
    type_words("County Court")
    screen.form.first.setFocus()
    type_words("nonsense")
    window.press("Ctrl+Enter")
    assert screen.form.first.problem
    screen.form.first.set_text("")
    screen.form.sorts[Sort.MONEY].setChecked(False)
    window.press("Ctrl+Enter")
    window.settle()

    assert "Repairs: Shabana Akhtar, K7QX9B" in window.words
    assert [one.words for one in screen.lines.rows] == [
        "The boiler is off.",
        "I think she is cold.",
    ]
    assert screen.lines.hasFocus()
    assert screen.lines.rows_model.data(screen.lines.rows_model.index(1, 2)) == "Opinion"
    (kept,) = desk.chronologies.of_case(leah, case.id).kept
    assert (kept.title, kept.for_whom) == ("Repairs", "County Court")
    window.press("Esc")
    window.settle()
    assert [one.title for one in screen.kept.rows] == ["Repairs"]
    window.press("Esc")
    window.settle()
    assert window.shell.address == f"case/{case.id}/story"


def test_a_line_is_edited_by_keys_its_draft_outlives_leaving_and_the_file_is_saved(
    window: ChronologyWindow, desk: Desk, leah: Actor, case: CaseMade, tmp_path: Path
) -> None:
    made = desk.chronologies.draft(leah, case.id, ChronologyWish("Repairs", "County Court")).made
    window.open(f"chronology/{case.id}/{made}")
    screen = window.screen
    window.press("Down")
    window.press("Enter")
    assert screen.editor.words.editor.hasFocus()
    screen.editor.significance.setFocus()
    type_words("Why we ask")
    window.press("Esc")
    window.settle()
    assert screen.lines.hasFocus()
    window.shell.go(f"chronology/{case.id}")
    window.settle()
    window.shell.go(f"chronology/{case.id}/{made}")
    window.settle()
    screen.lines.selectRow(1)
    window.settle()
    assert screen.editor.significance.text() == "Why we ask", "what is typed is kept as a draft"
    window.press("Ctrl+Enter")
    window.settle()
    assert screen.editor.line is not None
    assert screen.editor.line.significance == "Why we ask"
    assert "Line kept" in window.shell.undo_bar.text
    screen.editor.out.click()
    window.settle()
    assert "1 of them left out" in window.words
    assert screen.editor.out.text() == "Take it in again"
    assert unnamed(screen) == []
    assert clipped(screen) == []

    place = tmp_path / "out"
    screen.ask_where = lambda _over, name, _kind: place.with_name(name)
    window.press("Ctrl+P")
    window.settle()
    saved = tmp_path / "chronology-K7QX9B.pdf"
    assert saved.read_bytes().startswith(b"%PDF")
    assert "The log says that it was printed." in window.words


def test_hidden_names_stay_hidden_and_an_address_of_nothing_says_so(
    window: ChronologyWindow, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    made = desk.chronologies.draft(leah, case.id, ChronologyWish("Repairs", "County Court")).made
    window.open(f"chronology/{case.id}/{made}")
    window.privacy.hide(True)
    window.settle()
    assert "S. A." in window.words
    assert "The boiler is off." not in window.words
    assert window.screen.lines.rows_model.data(window.screen.lines.rows_model.index(0, 1)) == (
        "Hidden (F8)"
    )
    assert not window.screen.editor.words.isVisible()
    window.privacy.hide(False)
    assert window.screen.editor.words.isVisible()
    window.shell.go("chronology/nobody")
    window.settle()
    assert "There is no such case." in window.words


def test_what_another_makes_of_the_line_that_is_edited_is_shown_beside_it(
    window: ChronologyWindow, world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    omar = world.worker("omar")
    world.join(case, omar)
    made = desk.chronologies.draft(leah, case.id, ChronologyWish("Repairs", "County Court")).made
    assert made is not None
    window.open(f"chronology/{case.id}/{made}")
    editor = window.screen.editor
    editor.words.set_text("Mine.")
    first = desk.chronologies.open(omar, case.id, made).lines[0]
    theirs = desk.chronologies.change_line(omar, first.id, first.version, "Theirs.", "")
    window.press("Ctrl+Enter")
    window.settle()
    assert desk.chronologies.open(leah, case.id, made).lines[0].words == "Theirs."
    assert editor.words.text() == "Mine."
    assert "It says now: “Theirs.”." in window.words
    window.press("Ctrl+Enter")
    window.settle()
    assert desk.chronologies.open(leah, case.id, made).lines[0].words == "Mine."
    assert editor.theirs.isHidden()

    editor.words.set_text("Mine again.")
    now = desk.chronologies.open(omar, case.id, made).lines[0]
    theirs = desk.chronologies.change_line(omar, now.id, now.version, "Theirs again.", "")
    window.lane.tell(theirs)
    window.settle()
    editor.take_theirs.click()
    assert editor.words.text() == "Theirs again."


def test_a_line_is_added_by_hand_and_what_is_typed_of_it_is_kept_as_a_draft(
    window: ChronologyWindow, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    made = desk.chronologies.draft(leah, case.id, ChronologyWish("Repairs", "County Court")).made
    window.open(f"chronology/{case.id}/{made}")
    screen, form = window.screen, window.screen.adding
    assert form.isHidden()
    screen.add_button.click()
    assert form.day.editor.hasFocus()
    type_words("nonsense")
    window.press("Ctrl+Enter")
    assert form.day.problem
    form.day.set_text("2 mar 2026")
    window.press("Ctrl+Enter")
    window.settle()
    assert form.words.problem
    form.words.editor.setFocus()
    type_words("A letter came.")
    window.press("Esc")
    assert form.isHidden()
    window.settle()
    window.shell.go(f"chronology/{case.id}")
    window.settle()
    window.shell.go(f"chronology/{case.id}/{made}")
    window.settle()
    screen.add_button.click()
    assert form.words.text() == "A letter came.", "what is typed is kept as a draft"
    assert form.day.text() == "2 mar 2026"
    form.source.editor.setFocus()
    type_words("School report")
    window.settle()
    assert (unnamed(screen), clipped(screen)) == ([], [])
    window.press("Ctrl+Enter")
    window.settle()
    assert form.isHidden()
    (line,) = [one for one in screen.lines.rows if one.by_hand]
    assert screen.editor.line == line, "it is the one that is chosen"
    assert "Added by Leah." in window.words


def test_a_line_added_by_hand_is_edited_removed_and_brought_back_by_keys(
    window: ChronologyWindow, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    made = desk.chronologies.draft(leah, case.id, ChronologyWish("Repairs", "County Court")).made
    assert made is not None
    new = NewLine(date(2026, 3, 2), "A letter came.", "School report")
    desk.chronologies.add_line(leah, case.id, made, new)
    window.open(f"chronology/{case.id}/{made}")
    screen = window.screen
    screen.lines.selectRow(0)
    assert screen.editor.day.text() == "2 March 2026"
    screen.editor.day.set_text("9 mar 2026")
    screen.editor.words.editor.setFocus()
    window.press("Ctrl+Enter")
    window.settle()
    (line,) = [one for one in desk.chronologies.open(leah, case.id, made).lines if one.by_hand]
    assert (london_day(line.at), line.words) == (date(2026, 3, 9), "A letter came.")
    assert screen.editor.line == line
    screen.editor.remove.click()
    window.settle()
    assert not [one for one in screen.lines.rows if one.by_hand]
    assert "Line removed" in window.shell.undo_bar.text
    window.press("Ctrl+Z")
    window.settle()
    assert [one.words for one in screen.lines.rows if one.by_hand] == ["A letter came."]
    screen.lines.selectRow(1)
    assert not screen.editor.remove.isVisible()
    assert not screen.editor.day.isVisible()
    window.privacy.hide(True)
    assert "A letter came." not in window.words
    assert not screen.add_button.isVisible()


def test_what_was_before_is_taken_up_when_asked_for_and_opened_again_by_a_button(
    window: ChronologyWindow, world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    ended = {"phase": Phase.CLOSED, "closed_on": date(2026, 11, 20)}
    world.change_fact(Case, case.id, **ended)
    again = desk.phases.reopen(leah, case.id, "The boiler is off again.").made
    window.open(f"chronology/{again}")
    screen = window.screen
    assert "case K7QX9B, closed 20 November 2026" in window.words
    screen.form.title.set_text("Repairs")
    screen.form.whom.set_text("County Court")
    screen.form.earlier.setChecked(True)
    screen.form.title.setFocus()
    window.press("Ctrl+Enter")
    window.settle()
    bodies = [one.words for one in screen.lines.rows]
    assert "The boiler is off." in bodies
    assert not screen.open_closed.isVisible()
    screen.lines.selectRow(0)
    assert "Case K7QX9B." in window.words

    world.clock.forward(hours=13)
    address = window.shell.address
    window.shell.go(f"chronology/{again}")
    window.settle()
    window.shell.go(address)
    window.settle()
    assert "The boiler is off." not in [one.words for one in screen.lines.rows]
    screen.open_closed.click()
    window.settle()
    assert [one.words for one in screen.lines.rows] == bodies
    assert not screen.open_closed.isVisible()
