"""Who waits is seen to: accepted, returned, sent on or given, all by keys; nobody is dropped."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import ELSEWHERE
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.world import World
from tests.ui.screens.waiting.conftest import Opener


def test_who_is_not_safe_stands_first_with_age_sender_and_what_presses(
    arrivals: None, open_window: Opener
) -> None:
    window = open_window()
    first, second = window.waiting.list.cards()
    assert first.accessibleName() == "Kofi. Under 1 day. Rang, taken by Leah. Now. Not safe now"
    assert second.accessibleName() == (
        "Shabana Aktar. Late: 6 working days. From Dr Nasreen Malik, Alder surgery. Within days"
    )
    assert first.hasFocus()
    assert "2 people wait\nMost pressing first" in window.words
    window.press("Down")
    assert "“A letter says I must go to court about council tax.”" in window.words
    item = window.shell.rail.item("front-door")
    assert item is not None
    assert item.waiting == 2
    window.privacy.hide(True)
    window.settle()
    for word in ("Shabana", "Alderbank", "court", "900417"):
        assert word not in window.words
    assert "S. A." in window.words


def test_what_they_said_goes_along_to_the_front_door_each_in_its_field(
    known: CaseId, arrivals: None, open_window: Opener
) -> None:
    window = open_window()
    window.press("Down")
    for said in ("Lives with", "Amina and Yusuf", "Reference", "FCHO 1182"):
        assert said in window.words
    window.waiting.contact.look.click()
    window.settle()
    telling = window.front_door.telling
    assert [field.text() for field in (telling.name, telling.born, telling.street)] == [
        "Shabana Aktar",
        "9 April 1991",
        "14 Alderbank Road OL4 1AA",
    ]
    assert [field.text() for field in (telling.phone, telling.reference, telling.household)] == [
        "07700 900417",
        "FCHO 1182",
        "Amina and Yusuf",
    ]
    assert "Shabana Akhtar" in window.words


def test_somebody_known_is_accepted_into_their_case_by_keys(
    known: CaseId, arrivals: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.press("Down")
    assert window.waiting.contact.who.chosen is None, "nobody is chosen beforehand"
    window.press("Enter", "Down", "Up", "Ctrl+Enter")
    assert window.waiting.contact.who.chosen is None, "passing by chooses nobody"
    assert "Choose who it is first" in window.words
    assert len(shop.waiting.list(leah)) == 2
    window.waiting.list.land()
    window.keys = 0
    window.press("Enter", "Space", "Ctrl+Enter")
    assert window.keys == 3
    assert window.shell.address == f"case/{known}/now"
    assert [line.name for line in shop.waiting.list(leah)] == ["Kofi"]
    story = "\n".join(str(entry) for entry in shop.cases.story(leah, known))
    assert "court about council tax" in story


def test_somebody_new_is_made_from_what_they_said(
    arrivals: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.press("Down", "Ctrl+Enter")
    case = CaseId(UUID(window.shell.address.split("/")[1]))
    header = shop.cases.now(leah, case).header
    assert header.name == "Shabana Aktar"
    assert header.address.startswith("14 Alderbank Road")
    window.press("Ctrl+Z")
    assert [line.name for line in shop.waiting.list(leah)] == ["Kofi", "Shabana Aktar"]


def test_who_is_very_like_somebody_new_is_named_once_before_a_case_opens(
    known: CaseId, arrivals: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.press("Down", "Enter", "Down", "Space", "Ctrl+Enter")
    assert "Very likely: Shabana Akhtar. Look again" in window.words
    assert window.shell.address == "waiting"
    window.press("Ctrl+Enter")
    case = CaseId(UUID(window.shell.address.split("/")[1]))
    assert case != known
    assert shop.cases.now(leah, case).header.name == "Shabana Aktar"


def test_a_return_needs_a_reason_and_can_be_undone(
    arrivals: None, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.press("Down")
    moving = window.waiting.contact.moving
    moving.buttons[moving.back].setFocus()
    window.press("Enter")
    assert window.focus_name == "Why it goes back"
    moving.back.do.click()
    window.settle()
    assert "Write why it goes back" in moving.back.reason.problem
    window.type("She lives in another borough: Rochdale have a shop.")
    moving.back.do.click()
    window.settle()
    assert [line.name for line in shop.waiting.list(leah)] == ["Kofi"]
    assert "Returned with the reason." in window.shell.undo_bar.text
    assert "1 person waits" in window.words
    assert window.waiting.contact.line is not None
    assert window.waiting.contact.line.name == "Kofi"
    window.rest()
    assert window.focus_name.startswith("Kofi"), "the keyboard is never lost"
    window.press("Ctrl+Z")
    assert len(shop.waiting.list(leah)) == 2


def test_what_was_opened_is_left_by_a_key_and_nothing_is_lost(
    arrivals: None, open_window: Opener
) -> None:
    window = open_window()
    moving = window.waiting.contact.moving
    moving.buttons[moving.on].click()
    moving.on.reason.set_text("Nearer to her mother")
    window.press("Esc")
    assert moving.open is None
    assert window.focus_name == "Send on"
    moving.buttons[moving.on].click()
    assert moving.on.reason.text() == "Nearer to her mother"
    window.waiting.list.land()
    window.press("Down")
    assert moving.on.reason.text() == "", "another arrival begins anew"
    assert window.waiting.list.cards()[1].hasFocus()


def test_it_is_sent_on_to_another_site_or_to_an_agency(
    arrivals: None, shop: Desk, leah: Actor, omar: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.press("Down")
    on = window.waiting.contact.moving.on
    window.waiting.contact.moving.open_strip(on)
    assert [on.where.itemText(at) for at in range(on.where.count())] == [
        "Fitton Hill",
        "An agency",
    ]
    assert on.agency.isHidden()
    on.reason.set_text("She lives there")
    on.do.click()
    window.settle()
    assert [(line.name, line.sent_on_from) for line in shop.waiting.list(omar)] == [
        ("Shabana Aktar", "another site")
    ]
    window.waiting.list.land()
    window.press("Up")
    window.waiting.contact.moving.open_strip(on)
    on.where.setFocus()
    window.press("Down")
    assert on.agency.isVisible()
    on.reason.set_text("They house people")
    on.do.click()
    window.settle()
    assert "Say where it goes" in window.words
    on.agency.set_text("Night shelter, rang 0161 496 0001")
    on.do.click()
    window.settle()
    assert [line.site for line in shop.waiting.list(leah)] == ["Fitton Hill"]


def test_it_is_given_to_a_colleague_or_seen_to_at_once(
    arrivals: None, file_world: World, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    tom = file_world.worker("tom")
    window = open_window()
    window.press("Down")
    moving = window.waiting.contact.moving
    moving.open_strip(moving.give)
    moving.give.whom.choose(str(tom.worker))
    moving.give.do.click()
    window.settle()
    assert [line.name for line in shop.waiting.list(tom)] == ["Shabana Aktar"]
    window.waiting.list.land()
    window.press("Up")
    moving.open_strip(moving.seen_to)
    moving.seen_to.do.click()
    window.settle()
    assert "Say what was done" in window.words
    window.press("Space")
    moving.seen_to.do.click()
    window.settle()
    assert [line.name for line in shop.waiting.list(leah)] == ["Shabana Aktar"]


def test_a_list_out_of_sight_asks_nothing_and_is_new_when_it_is_seen_again(
    arrivals: None, file_world: World, shop: Desk, leah: Actor, open_window: Opener
) -> None:
    window = open_window()
    window.open("front-door")
    shop.contacts.keep(leah, NewContact(file_world.site, given_name="Ada"))
    window.lane.tell(ELSEWHERE)
    window.settle()
    assert len(window.waiting.list.cards()) == 2
    window.open("waiting")
    assert len(window.waiting.list.cards()) == 3
    shop.contacts.keep(leah, NewContact(file_world.site, given_name="Bea"))
    window.lane.tell(ELSEWHERE)
    window.settle()
    assert len(window.waiting.list.cards()) == 4


def test_with_nobody_waiting_one_button_leads_to_the_front_door(open_window: Opener) -> None:
    window = open_window()
    assert "Nobody waits" in window.words
    window.rest()
    assert window.focus_name == "Go to the front door"
    window.press("Enter")
    assert window.shell.address == "front-door"


def test_my_day_says_who_waits_and_leads_there(arrivals: None, open_window: Opener) -> None:
    window = open_window("my-day")
    waits = window.my_day.desk.waits
    assert waits.text() == (
        "1 not safe now. 2 people wait, the longest for 6 working days. 1 is late"
    )
    waits.setFocus()
    window.press("Enter")
    assert window.shell.address == "waiting"


# --- questions ---------------------------------------------------------------------------------


def test_a_lead_is_asked_about_a_hidden_match_and_answers_by_keys(
    asked: None, shop: Desk, omar: Actor, open_window: Opener
) -> None:
    window = open_window("my-day", omar)
    assert "You are asked whether you know somebody at a desk" in window.words
    window.my_day.questions.look.click()
    window.settle()
    assert window.shell.address == "waiting"
    assert "Do you know this person?" in window.words
    assert "Leah sees nothing of it" in window.words
    assert "Ewa Nowicka" in window.words
    window.press("Ctrl+Enter")
    assert "Choose one" in window.words
    window.waiting.list.land()
    window.press("Enter", "Space", "Tab")
    assert window.focus_name == "In your words"
    window.type("I rang Leah.")
    window.press("Ctrl+Enter")
    assert shop.match_alerts.waiting(omar) == ()
    assert "Nobody waits" in window.words


def test_whoever_wrote_it_is_not_asked_and_sees_an_arrival_like_any_other(
    asked: None, open_window: Opener
) -> None:
    window = open_window()
    assert [card.accessibleName() for card in window.waiting.list.cards()] == [
        "Ewa Nowicka. Under 1 working day. Came in, taken by Leah"
    ]
    assert "Nobody you may see fits" in window.words
    assert not window.waiting.alert.isVisible()


# --- everybody can use it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("worn", "way"),
    [
        (Look(DARK), Qt.LayoutDirection.LeftToRight),
        (Look(LIGHT, 2.0), Qt.LayoutDirection.RightToLeft),
    ],
)
def test_everything_has_a_name_is_reached_and_no_word_is_cut(
    known: CaseId, arrivals: None, asked: None, omar: Actor,
    open_window: Opener, look: Theme, worn: Look, way: Qt.LayoutDirection,
) -> None:  # fmt: skip
    look.apply(worn)
    QApplication.setLayoutDirection(way)
    for actor in (None, omar):
        window = open_window() if actor is None else open_window(actor=actor)
        window.rest()
        assert unnamed(window.waiting) == []
        assert clipped(window.waiting) == []
        tab_ring(window.shell)
