"""What is opened for an arrival is done by its own key, asks anew for each, and keeps its words."""

from collections.abc import Callable

import pytest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from pbi_desktop.ui.screens.waiting.moving_on import MovingOn
from pbi_desktop.ui.screens.waiting.ways_on import ANOTHER
from tests.support.robots.who_comes import WhoComesWindow
from tests.support.world import World
from tests.ui.screens.waiting.conftest import Opener


def shabana(window: WhoComesWindow) -> MovingOn:
    """Open the arrival of Shabana; return the ways on."""
    _choose(window, "Shabana")
    return window.waiting.contact.moving


def _choose(window: WhoComesWindow, name: str) -> None:
    [card] = [one for one in window.waiting.list.cards() if name in one.accessibleName()]
    card.setFocus()
    window.settle()


def _seen_to(moving: MovingOn) -> None:
    moving.open_strip(moving.seen_to)
    next(iter(moving.seen_to.chips.values())).setChecked(True)
    moving.seen_to.words.set_text("Told where the law centre is")


def _back(moving: MovingOn) -> None:
    moving.open_strip(moving.back)
    moving.back.reason.set_text("Rochdale have a shop")


def _on(moving: MovingOn) -> None:
    moving.open_strip(moving.on)
    moving.on.reason.set_text("Nearer to her mother")


def _give(moving: MovingOn) -> None:
    moving.open_strip(moving.give)


@pytest.mark.parametrize(
    ("opened", "says"),
    [
        (_seen_to, "Seen to"),
        (_back, "Returned with the reason"),
        (_on, "Sent on to Fitton Hill"),
        (_give, "Given to Tom"),
    ],
)
def test_ctrl_enter_does_what_is_opened_and_opens_no_case(
    arrivals: None, file_world: World, omar: Actor, shop: Desk, leah: Actor,
    open_window: Opener, opened: Callable[[MovingOn], None], says: str,
) -> None:  # fmt: skip
    file_world.worker("tom")
    window = open_window()
    moving = shabana(window)
    accept = window.waiting.contact.accept
    assert accept.accessibleDescription() == "Shortcut Ctrl Enter"
    opened(moving)
    assert moving.open is not None
    assert moving.open.do.accessibleDescription() == "Shortcut Ctrl Enter"
    assert accept.accessibleDescription() == "", "the key belongs to what is opened"
    window.press("Ctrl+Enter")
    assert window.shell.address == "waiting"
    assert says in window.shell.undo_bar.text
    assert moving.open is None
    assert accept.accessibleDescription() == "Shortcut Ctrl Enter"


def test_the_agency_of_one_is_not_filled_in_for_the_next(
    arrivals: None, omar: Actor, open_window: Opener
) -> None:
    window = open_window()
    on = shabana(window).on
    window.waiting.contact.moving.open_strip(on)
    window.press("End")
    assert on.where.value == ANOTHER
    on.reason.set_text("They house people")
    window.press("Ctrl+Enter")
    assert "Say where it goes" in on.agency.problem
    assert on.agency.editor.hasFocus()
    on.agency.set_text("Night shelter")
    _choose(window, "Kofi")
    window.waiting.contact.moving.open_strip(on)
    assert (on.agency.text(), on.agency.problem) == ("", "")
    assert on.where.currentText() == "Fitton Hill"


def test_what_was_written_for_one_is_there_again_after_others_were_looked_at(
    arrivals: None, omar: Actor, open_window: Opener
) -> None:
    window = open_window()
    moving = shabana(window)
    _back(moving)
    window.press("Esc")
    _seen_to(moving)
    window.press("Esc")
    _on(moving)
    window.press("End")
    moving.on.agency.set_text("Night shelter")
    window.press("Esc")
    _choose(window, "Kofi")
    assert moving.back.reason.text() == moving.seen_to.words.text() == ""
    assert moving.seen_to.done == ()
    _choose(window, "Shabana")
    assert moving.back.reason.text() == "Rochdale have a shop"
    assert moving.seen_to.words.text() == "Told where the law centre is"
    assert len(moving.seen_to.done) == 1
    assert (moving.on.where.value, moving.on.agency.text()) == (ANOTHER, "Night shelter")
    assert moving.on.reason.text() == "Nearer to her mother"


def test_whoever_it_was_given_to_is_told_who_may_give_it_on(
    arrivals: None, file_world: World, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    tom, _ada = file_world.worker("tom"), file_world.worker("ada")
    line = next(one for one in shop.waiting.list(leah) if one.name == "Kofi")
    shop.waiting.give_to(leah, line.id, line.version, tom.worker)
    window = open_window(actor=tom)
    moving = window.waiting.contact.moving
    button = moving.buttons[moving.give]
    assert not button.isEnabled()
    assert "Only Leah or a lead may give it on." in window.words
    assert button.accessibleDescription() == "Only Leah or a lead may give it on."


def test_who_has_it_already_is_no_colleague_to_give_it_to(
    arrivals: None, file_world: World, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    moving = shabana(window)
    assert not moving.buttons[moving.give].isEnabled()
    assert "Nobody else is at the desk of Holts and Lees." in window.words
    file_world.worker("tom")
    window = open_window()
    moving = shabana(window)
    assert [moving.give.whom.itemText(at) for at in range(moving.give.whom.count())] == ["Tom"]


def test_with_no_colleague_chosen_it_says_to_choose_one(
    arrivals: None, file_world: World, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    file_world.worker("tom")
    window = open_window()
    moving = shabana(window)
    moving.open_strip(moving.give)
    moving.give.whom.clear()
    window.press("Ctrl+Enter")
    assert "Choose a colleague." in window.words
    assert len(shop.waiting.list(leah)) == 2


def test_a_question_half_answered_is_there_again(
    asked: None, file_world: World, shop: Desk, leah: Actor, omar: Actor, open_window: Opener
) -> None:
    there = shop.front_door.sites(omar)[0].id
    shop.front_door.arrive(omar, Arrival(there, "Ada", "Bell", "2 3 1970", street="5 Fold"))
    came = NewContact(file_world.site, given_name="Ada", family_name="Bell", born="2 3 1970")
    shop.contacts.keep(leah, came)
    window = open_window(actor=omar)
    alert = window.waiting.alert
    _choose(window, "Ewa")
    alert.answer.choose("same")
    alert.words.set_text("I rang Leah.")
    _choose(window, "Ada")
    assert (alert.answer.value, alert.words.text()) == ("", "")
    _choose(window, "Ewa")
    assert (alert.answer.value, alert.words.text()) == ("same", "I rang Leah.")
