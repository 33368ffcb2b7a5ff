"""Copying for one's own agency: found by the palette, seen first, logged, then on the clipboard."""

from datetime import timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.disclosures import DisclosureHow
from pbi_desktop.services.desk import Desk
from tests.support.accessibility import clipped, unnamed
from tests.support.world import CaseMade
from tests.ui.screens.case.conftest import Opener


def test_it_is_seen_first_then_logged_then_copied_by_keys(
    desk: Desk, leah: Actor, shabana: CaseMade, open_case: Opener, qtbot: QtBot
) -> None:
    today = desk.clock().date()
    desk.casework.add_step(leah, shabana.id, "Ring council tax", today + timedelta(days=2))
    robot = open_case(shabana)
    robot.window.press("Ctrl+K")
    palette = robot.window.shell.palette_box
    QTest.keyClicks(palette.box, "copy for my agency")
    qtbot.waitUntil(lambda: len(palette.list.suggestions()) == 1)
    robot.window.press("Enter")
    robot.window.settle()
    card = robot.screen.rights.own_agency
    assert robot.window.shell.address == f"case/{shabana.id}/sharing"
    assert card.texts[0] == "Case: K7QX9B"
    assert "Step: Ring council tax, Leah, by 23 November 2026" in card.texts
    assert robot.window.focus_name.startswith("Copy ")
    assert robot.window.focus_name.endswith("for Council")
    assert desk.ledger.of_case(leah, shabana.id) == (), "looking tells nobody"
    assert unnamed(card) == []
    assert clipped(card) == []
    robot.window.press("F8")
    assert "council tax" not in str(card.texts)
    robot.window.press("F8")
    QApplication.clipboard().clear()
    robot.window.press("Enter")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Case: K7QX9B"
    assert copied[-1] == "Step: Ring council tax, Leah, by 23 November 2026"
    (row,) = desk.ledger.of_case(leah, shabana.id)
    assert row.how is DisclosureHow.COPIED
    assert "the clipboard is cleared" in card.notice.text
    assert card.texts == ()


def test_what_changed_meanwhile_is_neither_logged_nor_copied(
    desk: Desk, leah: Actor, shabana: CaseMade, open_case: Opener
) -> None:
    robot = open_case(shabana)
    robot.go(shabana, "sharing")
    card = robot.screen.rights.own_agency
    card.ask_button.click()
    robot.window.settle()
    QApplication.clipboard().setText("before")
    desk.casework.add_step(leah, shabana.id, "New step", None)
    card.copy_button.click()
    robot.window.settle()
    assert QApplication.clipboard().text() == "before"
    assert "changed" in card.notice.text
    assert desk.ledger.of_case(leah, shabana.id) == ()


def test_the_palette_leads_from_a_case_to_booking_a_visit(
    shabana: CaseMade, open_case: Opener, qtbot: QtBot
) -> None:
    robot = open_case(shabana)
    robot.window.press("Ctrl+K")
    palette = robot.window.shell.palette_box
    QTest.keyClicks(palette.box, "book a visit")
    qtbot.waitUntil(lambda: len(palette.list.suggestions()) == 1)
    robot.window.press("Enter")
    robot.window.settle()
    assert robot.window.shell.address == f"my-day/visit/{shabana.id}"
