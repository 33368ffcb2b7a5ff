"""Ctrl+J away from a case: who, then the note; the screen one is on stays where it is."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case.jotting.strip import JotStrip
from pbi_desktop.ui.screens.case.jotting.words import matching
from tests.support.accessibility import clipped, unnamed
from tests.support.robots.case import CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import CaseMade, World


@pytest.fixture
def world(file_world: World) -> World:
    """Return a town on the encrypted file: the services are tested on both databases."""
    return file_world


@pytest.fixture
def window(
    desk: Desk, leah: Actor, shabana: CaseMade, world: World, qtbot: QtBot, tmp_path: Path
) -> Iterator[CaseWindow]:
    """Return Leah's window on My day; she has two cases."""
    world.case("M2PT4C", team=[leah], subject=world.person("Kofi", "Mensah"))
    made = CaseWindow(qtbot, desk, leah, tmp_path)
    made.open("my-day")
    yield made
    made.close()


def strip_of(window: CaseWindow) -> JotStrip:
    strip = window.shell.jotting.strip
    assert isinstance(strip, JotStrip)
    return strip


def test_a_note_is_written_from_another_screen_in_three_keys(
    window: CaseWindow, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    before = QApplication.focusWidget()
    window.press("Ctrl+J")
    assert window.focus_name == "Who is the note about"
    window.type("sha")
    window.press("Enter")
    window.type("Rang about the rent /step ring council tax fri")
    strip = strip_of(window)
    assert "About Shabana Akhtar, K7QX9B" in words_in(strip)
    assert strip.composer.strip.kind.value == "call"
    assert (unnamed(window.shell), clipped(window.shell)) == ([], [])
    window.press("Ctrl+Enter")
    assert window.keys == 3
    assert (window.shell.address, QApplication.focusWidget()) == ("my-day", before)
    assert not window.shell.jotting.is_open
    (note,) = desk.cases.story(leah, shabana.id)
    assert note.body == "Rang about the rent"
    assert [step.what for step in desk.cases.now(leah, shabana.id).steps] == ["Ring council tax"]
    assert desk.drafts.find(leah, "jot", None) == ""
    window.press("Ctrl+Z")
    assert desk.cases.story(leah, shabana.id) == ()


def test_what_is_put_aside_is_there_again_even_in_another_window(
    window: CaseWindow, desk: Desk, leah: Actor, qtbot: QtBot, tmp_path: Path
) -> None:
    window.press("Ctrl+J")
    window.type("kofi")
    window.press("Enter")
    window.type("Half a sentence")
    window.press("Esc")
    assert not window.shell.jotting.is_open
    again = CaseWindow(qtbot, desk, leah, tmp_path)
    again.open("my-day")
    again.press("Ctrl+J")
    assert "About Kofi Mensah" in words_in(strip_of(again))
    assert strip_of(again).composer.edit.toPlainText() == "Half a sentence"
    assert again.focus_name == "Write what happened"
    again.close()


def test_with_a_case_in_view_the_note_is_written_there(
    window: CaseWindow, shabana: CaseMade
) -> None:
    window.press("Ctrl+J")
    window.type("kofi")
    window.shell.go(f"case/{shabana.id}/plan")
    window.settle()
    window.press("Ctrl+J")
    assert not window.shell.jotting.is_open
    assert window.case.forms.composer.edit.hasFocus()


def test_a_step_is_kept_and_another_command_goes_to_the_case_with_its_line(
    window: CaseWindow, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    window.press("Ctrl+J")
    window.type("k7qx")
    window.press("Enter")
    window.type("/step ring fri")
    assert "Enter keeps a step: Ring, by Friday 27 November." in words_in(strip_of(window))
    window.press("Enter")
    assert [step.what for step in desk.cases.now(leah, shabana.id).steps] == ["Ring"]
    window.press("Ctrl+J")
    window.type("k7qx")
    window.press("Enter")
    window.type("/risk goes out at night")
    window.press("Enter")
    assert window.shell.address == f"case/{shabana.id}/now"
    assert window.case.forms.dock.form is window.case.forms.risk
    assert window.case.forms.risk.harm.text() == "Goes out at night"
    window.press("Esc", "Ctrl+J")
    window.type("Half a note")
    window.press("Ctrl+1", "Ctrl+J")
    window.type("k7qx")
    window.press("Enter")
    window.type("/risk has a knife")
    window.press("Enter")
    assert window.case.forms.risk.harm.text() == "Has a knife", "the line is not lost"
    assert window.case.forms.composer.edit.toPlainText() == "Half a note", "nor is the note"


def test_nobody_is_written_about_unless_they_were_named(
    window: CaseWindow, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    window.press("Ctrl+J", "Enter")
    assert window.focus_name == "Who is the note about", "Enter alone chooses nobody"
    window.type("nobody")
    assert "None of your open cases has these words." in words_in(strip_of(window))
    window.press("Enter")
    assert not strip_of(window).composer.isVisible()
    window.privacy.toggle()
    strip_of(window).search.setText("")
    window.type("sha")
    assert "Shabana" not in words_in(strip_of(window))
    assert desk.cases.story(leah, shabana.id) == ()


def test_each_word_begins_a_word_of_the_name_or_the_reference() -> None:
    zoe = CaseChoice(CaseId(uuid4()), PersonId(uuid4()), "Zoë Ash", "K7")
    assert matching([zoe], "zoe a") == [zoe]
    assert matching([zoe], "k7") == [zoe]
    assert matching([zoe], "sh") == []
