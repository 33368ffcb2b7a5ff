"""The story on the screen: read in parts, filtered by keys, opened in whole, put right in place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.housing import KeyDateKind
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.domain.team import StoryUse
from pbi_desktop.models import Case
from pbi_desktop.services.case_rows import NewNote, StoryEntry
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.housing_rows import NewKeyDate
from pbi_desktop.services.safety_rows import NewConcern
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.tabs.story import StoryTab
from pbi_desktop.ui.screens.case.telling import FIRST
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.case.words import DATES, SAFETY, TALKS
from tests.support.accessibility import clipped
from tests.support.world import CaseMade, World
from tests.ui.screens.case import invented
from tests.ui.screens.case.conftest import Opener


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


def rows_of(tab: StoryTab) -> list[StoryEntry]:
    return tab.list.story.entries


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), key)
    QApplication.processEvents()


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[CaseScreen]:
    """Return the screen on the tab of a story, without a store."""
    made = CaseScreen(Privacy(), WorkerId(uuid4()))
    made.begin(Tab.STORY)
    made.show_head(invented.header(), invented.TODAY)
    made.resize(1240, 820)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_PageDown])
def test_ten_thousand_entries_are_walked_with_no_more_measured_than_is_in_sight(
    screen: CaseScreen, key: Qt.Key
) -> None:
    tab, rows = screen.story, screen.story.list
    screen.show_story(invented.story(10_000), invented.TODAY)
    settle()
    widgets = len(tab.findChildren(QWidget))
    in_sight = rows.viewport().height() // 40 + 2
    assert rows.measured <= 4 * in_sight
    rows.setFocus()
    before = rows.measured
    press(key, 5)
    assert rows.measured - before <= 5 * 2 * in_sight
    if key == Qt.Key.Key_End:
        assert rows.currentIndex().row() == 9_999
        last = rows.visualRect(rows.currentIndex())
        assert last.bottom() <= rows.viewport().height() <= last.bottom() + 2
        press(Qt.Key.Key_Home)
        assert (rows.currentIndex().row(), rows.verticalScrollBar().value()) == (0, 0)
    else:
        assert 3 * 4 < rows.currentIndex().row() < 5 * in_sight
        press(Qt.Key.Key_PageUp, 5)
        assert rows.currentIndex().row() == 0
    drawn = rows.painted
    bar = rows.verticalScrollBar()
    for at in range(20):
        bar.setValue(bar.maximum() * at // 20)
        QApplication.processEvents()
    assert rows.painted - drawn <= 20 * 3 * in_sight
    assert len(tab.findChildren(QWidget)) == widgets
    spoken = QAccessible.queryAccessibleInterface(rows)
    assert spoken is not None
    assert "Entry 9999" in spoken.child(9_999).text(QAccessible.Text.Name)


def test_what_is_read_stays_in_place_while_more_of_the_story_arrives(screen: CaseScreen) -> None:
    story, rows = invented.story(600), screen.story.list
    screen.show_story(story[:50], invented.TODAY, more=True)
    settle()
    assert screen.story.count.text() == "50 entries so far"
    rows.setCurrentIndex(rows.story.index(30, 0))
    place, stands = rows.verticalScrollBar().value(), rows.visualRect(rows.currentIndex())
    assert place > 0
    screen.show_story(story, invented.TODAY)
    assert rows.verticalScrollBar().value() == place
    newer = invented.entry("New", story[0].at + timedelta(hours=1), UUID(int=10_000))
    screen.show_story((newer, *story), invented.TODAY)
    now = rows.entry_now()
    assert now is not None
    assert now.id == story[30].id
    assert rows.visualRect(rows.currentIndex()) == stands
    screen.resize(800, 700)
    settle()
    assert rows.visualRect(rows.currentIndex()).intersects(rows.viewport().rect())


def test_a_story_is_narrowed_by_keys_and_stays_so_for_the_session(
    open_case: Opener, world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    hours = timedelta(hours=1)
    for number in range(FIRST + 10):
        at: datetime = world.clock() - number * hours
        world.note(shabana, f"Note {number}", by=leah, at=at)
    desk.casework.write_note(
        leah, shabana.id, NewNote("Warm, I think", NoteKind.VISIT, place="home")
    )
    world.note(shabana, "The meter reads 4412", by=leah, marking=Marking.FACT)
    world.note(shabana, "Rent is behind", by=leah, category=Category.FINANCE)
    robot = open_case(shabana, "story")
    tab = robot.screen.story
    assert (len(rows_of(tab)), tab.count.text()) == (FIRST + 13, f"{FIRST + 13} entries")

    robot.window.press("Ctrl+Shift+F")
    assert tab.search.hasFocus()
    QTest.keyClicks(tab.search, "note 4")
    assert tab.count.text() == f"16 of {FIRST + 13} entries"
    press(Qt.Key.Key_Escape)
    assert tab.count.text() == f"{FIRST + 13} entries"
    tab.bar.marks[Marking.FACT].setFocus()
    press(Qt.Key.Key_Space)
    assert [one.body for one in rows_of(tab)] == ["The meter reads 4412"]

    other = world.case("QQQQQQ", team=[leah])
    robot.go(other, "story")
    assert tab.count.text() == "0 entries"
    robot.go(shabana, "story")
    assert [one.body for one in rows_of(tab)] == ["The meter reads 4412"]
    assert robot.story == ["Today: Note, Leah, Council. The meter reads 4412. Marked fact."]
    robot.window.privacy.hide(True)
    assert robot.story == ["Today: Note, Leah, Council. Hidden (F8). Marked fact."]


def test_a_note_is_opened_corrected_marked_and_moved_by_keys_and_nothing_is_erased(
    open_case: Opener, world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    world.note(shabana, "Rent is £300 behind.", by=leah)
    world.case("QQQQQQ", team=[leah], subject=world.person("Bo", "Kay"))
    robot = open_case(shabana, "story")
    tab, pane = robot.screen.story, robot.screen.story.pane
    tab.list.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert pane.area.hasFocus()
    assert "Rent is £300 behind." in pane.area.accessibleName()

    pane.correct_button.click()
    form = robot.form
    assert form is robot.screen.forms.correct
    QTest.keyClicks(focused(), "x")
    robot.window.press("Esc")
    robot.window.settle()
    pane.correct_button.click()
    robot.window.settle()
    assert robot.screen.forms.correct.words.text() == "xRent is £300 behind.", "a draft is kept"
    robot.screen.forms.correct.words.set_text("Rent is £30 behind.")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    assert robot.see("Corrected today by Leah.")
    pane.before.click()
    robot.window.settle()
    assert robot.see("Rent is £300 behind.")
    assert robot.see("when Leah changed it, it said:")

    pane.mark_button.click()
    mark = robot.screen.forms.mark_note
    mark.sort.choose(Marking.TOLD.value)
    robot.window.press("Ctrl+Enter")
    assert mark.told_by.problem or not mark.notice.isHidden()
    mark.told_by.set_text("her sister")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    assert robot.see("Told by her sister")

    pane.move_button.click()
    robot.window.settle()
    move = robot.screen.forms.move_note
    assert [move.case_pick.itemText(at) for at in range(move.case_pick.count())][1:] == [
        "Bo Kay, QQQQQQ"
    ]
    move.case_pick.setCurrentIndex(1)
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    (stub,) = desk.cases.story(leah, shabana.id)
    assert stub.moved
    assert pane.move_button.isHidden()
    assert pane.before.isHidden()
    press(Qt.Key.Key_Escape)
    assert pane.isHidden()


def test_what_was_before_is_joined_when_asked_for_and_asked_for_anew_each_time(
    open_case: Opener, world: World, desk: Desk, leah: Actor
) -> None:
    old = world.case("F97Z4V", team=[leah], subject=world.person("Shabana", "Akhtar"))
    world.note(old, "She was alone.", by=leah, at=world.clock() - timedelta(days=600))
    ended = {"phase": Phase.CLOSED, "closed_on": date(2025, 5, 3)}
    world.change_fact(Case, old.id, **ended, closure_reason=ClosureReason.OUTCOMES_MET)
    again = desk.phases.reopen(leah, old.id, "Rent is behind again.").made
    assert again is not None
    case = replace(old, id=CaseId(again))
    robot = open_case(case, "story")
    tab = robot.screen.story
    alone = [one.title for one in rows_of(tab)]
    assert "Opened again, after case F97Z4V" in alone
    assert robot.see("case F97Z4V, closed 3 May 2025")
    assert not tab.bar.earlier.isChecked()
    tab.bar.earlier.setFocus()
    press(Qt.Key.Key_Space)
    robot.window.settle()
    assert [one.title for one in rows_of(tab)] == [*alone, "Case closed: outcomes met", "Note"]
    assert "From case F97Z4V" in robot.story[-1]

    tab.list.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    pane = tab.pane
    assert pane.correct_button.isHidden(), "another case is corrected in that case"
    assert pane.place.text() == "Go to case F97Z4V"
    assert clipped(robot.screen) == []
    press(Qt.Key.Key_Escape)
    tab.bar.earlier.setFocus()
    press(Qt.Key.Key_Space)
    robot.window.settle()
    assert [one.title for one in rows_of(tab)] == alone
    press(Qt.Key.Key_Space)
    robot.go(old, "story")
    robot.go(case, "story")
    assert not tab.bar.earlier.isChecked()
    assert [one.title for one in rows_of(tab)] == alone


def test_an_entry_stands_under_its_filter_in_their_own_voice_and_leads_to_its_record(
    open_case: Opener, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    desk.voices.keep_words(leah, shabana.id, "You listened.", "Mrs K", StoryUse.TEAM)
    day = NewKeyDate(KeyDateKind.HEARING, "Hearing", date(2026, 12, 1), "They may be evicted.")
    desk.key_dates.add_key_date(leah, shabana.id, day)
    desk.concerns.record(leah, shabana.id, NewConcern(ConcernAbout.ADULT, "A bruise."))
    robot = open_case(shabana, "story")
    tab, pane = robot.screen.story, robot.screen.story.pane
    assert {one.kind for one in rows_of(tab)} == {"own_words", "key_date", "concern"}
    for name, kind in ((DATES, "key_date"), (SAFETY, "concern"), (TALKS, "own_words")):
        chip = tab.bar.kinds[name]
        chip.setFocus()
        press(Qt.Key.Key_Space)
        assert [one.kind for one in rows_of(tab)] == [kind]
        press(Qt.Key.Key_Space)
    tab.bar.kinds[TALKS].click()
    tab.list.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert pane.own_words.text() == "“You listened.”"
    assert pane.said.text() == "They agreed on 21 November 2026: in the team"
    robot.window.privacy.hide(True)
    assert pane.own_words.isHidden()
    assert "You listened" not in " ".join(robot.story)
    robot.window.privacy.hide(False)
    assert pane.place.text() == "Show it on Sharing"
    pane.place.click()
    robot.window.settle()
    assert robot.window.shell.address == f"case/{shabana.id}/sharing"
