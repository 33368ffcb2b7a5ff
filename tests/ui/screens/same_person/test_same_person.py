"""Likely pairs are decided by a person, by keys: linked, kept apart, left, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.who_comes import WhoComesWindow
from tests.support.world import World
from tests.ui.screens.same_person.conftest import Opener

WHY = "She says both are her."


def pairs(window: WhoComesWindow) -> list[str]:
    return [card.accessibleName().split(".")[0] for card in window.same_person.list.cards()]


def decided(desk: Desk, actor: Actor) -> list[tuple[bool, str]]:
    return [(line.same, line.reason) for line in desk.identities.decided(actor)]


def test_likely_pairs_are_shown_best_first_each_with_why(town: None, open_window: Opener) -> None:
    window = open_window()
    assert {frozenset(pair.split(" and ")) for pair in pairs(window)} == {
        frozenset({"Kofi Mensah"}),
        frozenset({"Shabana Akhtar", "Shabana Aktar"}),
    }
    weights = [pair.weight for pair in window.same_person._found.pairs]
    assert weights == sorted(weights, reverse=True)
    first = window.same_person.list.cards()[0]
    assert first.hasFocus()
    assert "2 likely pairs" in window.words
    for said in ("How the two compare", "Date of birth", "Agrees", "Strong", "dashed line"):
        assert said in window.words
    window.privacy.hide(True)
    window.settle()
    for word in ("Shabana", "Kofi", "1991", "1988"):
        assert word not in window.words
    assert "S. A." in window.words


def test_two_are_linked_by_keys_with_a_reason_and_the_next_pair_is_open(
    town: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    gone, left = pairs(window)
    window.press("Alt+Y")
    assert "Write why they are the same person." in window.words
    assert window.focus_name == "Why you say so", "the caret goes where something is missing"
    assert decided(shop, leah) == []
    window.same_person.list.land()
    window.keys = 0
    window.press("Enter")
    assert window.focus_name == "Why you say so"
    window.type(WHY)
    window.press("Alt+Y")
    assert window.keys == 2
    assert pairs(window) == [left]
    assert decided(shop, leah) == [(True, WHY)]
    assert window.same_person.pair.reason.text() == "", "a reason is of one pair"
    assert window.shell.undo_bar.text == "Linked as one person."
    window.press("Ctrl+Z")
    assert pairs(window) == [gone, left]
    assert decided(shop, leah) == []


def test_not_the_same_is_remembered_when_somebody_looks_again(
    town: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    apart, left = pairs(window)
    window.press("Enter")
    window.type("Twins")
    window.press("Alt+X")
    assert decided(shop, leah) == [(False, "Twins")]
    window.press("F5")
    assert pairs(window) == [left]
    again = open_window()
    assert pairs(again) == [left]
    assert "Not the same" in again.same_person.decided.table.rows_model.index(0, 1).data()
    assert apart not in pairs(again)


def test_not_sure_leaves_the_pair_and_goes_on(town: None, open_window: Opener) -> None:
    window = open_window()
    first, second = window.same_person._found.pairs
    window.press("Alt+N")
    assert window.same_person._found.chosen is second
    assert len(pairs(window)) == 2
    assert "2 likely pairs, 1 not sure" in window.words
    assert "Not sure yet" in window.same_person.list.cards()[0].accessibleName()
    window.press("Up")
    assert window.same_person._found.chosen is first


def test_looking_again_keeps_the_pair_its_reason_and_who_is_left_for_later(
    town: None, open_window: Opener
) -> None:
    window = open_window()
    first, second = pairs(window)
    window.press("Alt+N")
    assert window.same_person.pair.question.find(second.split(" and ")[0]) >= 0
    window.press("Enter")
    window.type(WHY)
    window.press("F5")
    chosen = [card for card in window.same_person.list.cards() if card.isChecked()]
    assert [card.accessibleName().split(".")[0] for card in chosen] == [second]
    assert window.same_person.pair.reason.text() == WHY
    assert "2 likely pairs, 1 not sure" in window.words
    window.same_person.list.land()
    window.press("Up")
    assert window.same_person.pair.reason.text() == "", "a reason is of one pair"
    window.press("Down")
    assert window.same_person.pair.reason.text() == WHY, "and waits for it"
    assert pairs(window) == [first, second]


def test_what_is_undone_after_looking_again_is_there_once_with_its_reason(
    town: None, open_window: Opener
) -> None:
    window = open_window()
    gone, left = pairs(window)
    window.press("Enter")
    window.type(WHY)
    window.press("Alt+Y", "F5")
    assert pairs(window) == [left]
    window.shell.undo_bar.undo()
    window.settle()
    assert pairs(window) == [gone, left]
    assert window.same_person.pair.reason.text() == WHY


def test_what_was_decided_can_be_split_again(
    town: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.press("Enter")
    window.type(WHY)
    window.press("Alt+Y")
    screen = window.same_person
    screen.decided.table.setFocus()
    screen.decided.table.selectRow(0)
    assert f"Why: “{WHY}”" in window.words
    assert screen.decided.back.text() == "Split again"
    screen.decided.back.setFocus()
    window.press("Enter")
    assert decided(shop, leah) == []
    assert "Split: two people again." in window.shell.undo_bar.text
    assert "No pair is decided yet" in window.words


def test_when_every_pair_is_decided_the_screen_says_so(town: None, open_window: Opener) -> None:
    window = open_window()
    for _pair in range(2):
        window.same_person.pair.reason.set_text("Brothers")
        window.press("Alt+X")
    assert "You have looked at every pair" in window.words
    window.rest()
    assert window.focus_name == "Look again"
    assert not window.same_person.pair.isVisible()


def test_nobody_alike_is_said_with_one_button(open_window: Opener) -> None:
    window = open_window()
    assert "Nobody you may see looks like somebody else on record." in window.words


def test_looking_is_stopped_by_a_key_and_by_going_elsewhere(
    town: None, open_window: Opener
) -> None:
    window = open_window("my-day")
    window.shell.go("same-person")
    assert window.same_person.progress.isVisible()
    window.same_person.progress.stop.click()
    window.settle()
    assert "You stopped looking. Nothing was changed." in window.words
    window.press("F5")
    assert len(pairs(window)) == 2
    window.same_person.look_wanted.emit()
    window.shell.go("my-day")
    window.settle()
    window.shell.go("same-person")
    window.settle()
    assert len(pairs(window)) == 2


def test_whoever_is_at_no_desk_is_told_why_nothing_is_shown(
    town: None, file_world: World, open_window: Opener
) -> None:
    window = open_window(actor=file_world.worker("nobody", None))
    assert "do not have the right" in window.words


@pytest.mark.parametrize(
    ("worn", "way"),
    [
        (Look(DARK), Qt.LayoutDirection.LeftToRight),
        (Look(LIGHT, 2.0), Qt.LayoutDirection.RightToLeft),
    ],
)
def test_everything_has_a_name_is_reached_and_no_word_is_cut(
    town: None, open_window: Opener, look: Theme, worn: Look, way: Qt.LayoutDirection
) -> None:
    look.apply(worn)
    QApplication.setLayoutDirection(way)
    window = open_window()
    window.same_person.pair.reason.set_text("Twins")
    window.press("Alt+X")
    window.rest()
    assert unnamed(window.same_person) == []
    assert clipped(window.same_person) == []
    tab_ring(window.shell)
