"""What the front door keeps: contacts with and without a case, who is not whom, and its undo."""

import gc
import time
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import ApproachState, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Approach, Contact, IdentityLink, SafeContact, Worker
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.notices import Notice
from tests.support.robots.front_door import FrontDoorRobot
from tests.support.world import World
from tests.ui.screens.front_door.conftest import Opener, known

on_the_file = pytest.mark.parametrize("home", ["file"], indirect=True)


def approaches(world: World, worker: Actor) -> list[tuple[str, ApproachState, str]]:
    """Return who came and what became of it: the name, the state, what was done."""
    with world.store_for(worker).query(worker) as work:
        found = work.all(select(Approach).where(Approach.case_id.is_(None)))
        return [(f"{a.given_name} {a.family_name}".strip(), a.state, a.done) for a in found]


def apart(world: World, worker: Actor) -> int:
    """Return how many pairs are kept apart."""
    with world.store_for(worker).query(worker) as work:
        return len(work.all(select(IdentityLink).where(IdentityLink.same.is_(False))))


def test_advice_is_kept_without_a_case_and_can_be_taken_back(
    world: World, leah: Actor, door: FrontDoorRobot
) -> None:
    door.tell(name="kofi mensah")
    door.window.press("Alt+K")
    assert approaches(world, leah) == [("Kofi Mensah", ApproachState.SETTLED, "advice")]
    assert door.told["name"] == ""
    assert door.window.shell.address == "front-door"
    door.window.press("Ctrl+Z")
    assert approaches(world, leah) == []
    assert door.told["name"] == "kofi mensah"


@on_the_file
def test_what_was_done_takes_the_place_of_advice(
    world: World, leah: Actor, door: FrontDoorRobot
) -> None:
    door.tell(name="kofi mensah")
    door.unfold("how")
    assert "Advice only" in door.screen.telling.keep.text()
    door.screen.telling.how.done.chips()[3].click()
    assert door.screen.telling.keep.text() == "Keep without a case"
    door.window.press("Alt+K")
    assert approaches(world, leah) == [("Kofi Mensah", ApproachState.SETTLED, "refer_on")]


def test_whoever_is_not_sure_leaves_it_to_a_colleague_and_nothing_is_opened(
    world: World, leah: Actor, desk: Desk, shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Alt+A")
    assert approaches(world, leah) == [("Shabana Akhtar", ApproachState.WAITING, "")]
    assert door.window.shell.address == "front-door"
    assert door.told["name"] == ""
    assert desk.drafts.find(leah, "front_door", None) == ""
    door.window.press("Ctrl+Z")
    assert approaches(world, leah) == []
    assert door.chosen == "Shabana Akhtar"


def test_not_the_same_is_remembered_once_another_is_opened(
    world: World, leah: Actor, shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar")
    first = door.chosen
    door.window.press("Alt+X")
    assert door.rejected == [first]
    assert door.chosen != first
    assert apart(world, leah) == 0, "nothing is kept before somebody is opened"
    door.window.press("Alt+Y", "Enter")
    assert door.window.shell.address.startswith("case/")
    assert apart(world, leah) == 1
    door.window.press("Ctrl+Z")
    assert apart(world, leah) == 0
    assert door.rejected == [first], "what was said comes back with what was typed"


@on_the_file
def test_somebody_new_is_kept_apart_from_whom_they_are_not(
    world: World, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", phone="999")
    door.window.press("Alt+X", "Ctrl+N", "Ctrl+Enter")
    assert door.window.shell.address.startswith("case/")
    assert apart(world, leah) == 1


@on_the_file
def test_not_the_same_can_be_taken_back_at_once(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", phone="417")
    door.window.press("Alt+X", "Up")
    assert door.chosen == "Shabana Akhtar"
    assert door.screen.who.no.text() == "Take back “not the same”"
    door.window.press("Alt+X")
    assert door.rejected == []
    door.window.press("Alt+X", "Ctrl+Z")
    assert door.rejected == []
    assert door.chosen == "Shabana Akhtar"


@on_the_file
def test_whoever_was_rejected_is_not_proposed_again_while_one_types_on(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar")
    door.window.press("Alt+X")
    door.tell(phone="417")
    assert door.matches[0] == "Shabana Akhtar"
    assert door.chosen == "Shabana Akhter"


def test_who_was_kept_apart_before_is_said_and_can_be_undone(
    world: World,
    desk: Desk,
    leah: Actor,
    shabana: CaseId,
    namesake: CaseId,
    door: FrontDoorRobot,
) -> None:
    one, other = (desk.cases.header(leah, case).person_id for case in (shabana, namesake))
    desk.identities.keep_apart(leah, one, other, "They are sisters in law.")
    door.tell(name="shabana akhtar")
    assert len(door.checked_before) == 1
    assert "by " in door.checked_before[0]
    assert "Checked before: two different people" in door.shown_words()
    door.screen.people.before.buttons()[0].click()
    door.window.settle()
    assert door.checked_before == []
    assert apart(world, leah) == 0
    door.window.shell.undo_bar.undo()
    door.window.settle()
    assert apart(world, leah) == 1
    assert len(door.checked_before) == 1


@on_the_file
def test_who_comes_again_is_counted_on_the_card(
    world: World, desk: Desk, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    person = desk.cases.header(leah, shabana).person_id
    for _ in range(2):
        world.clock.forward(days=1)
        desk.front_door.take_up(leah, person, checked=True)
    door.tell(name="shabana akhtar")
    times = desk.contacts.repeats(leah, person)
    assert times > 1
    assert f"Came {times} times in the last 8 weeks: repeat demand" in door.shown_words()


def test_how_they_came_is_kept_in_the_case(
    world: World, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.unfold("how")
    how = door.screen.telling.how
    for choice, words in ((how.method, "Phone"), (how.urgency, "Today"), (how.safe, "Not sure")):
        chips = choice.findChildren(ToggleChip)
        next(chip for chip in chips if chip.text() == words).click()
    door.window.press("Alt+Y", "Enter")
    with world.store_for(leah).query(leah) as work:
        kept = work.all(select(Contact).where(Contact.case_id == shabana).order_by(Contact.at))[-1]
        assert (kept.method, kept.urgency, kept.safe_now, kept.consent_told) == (
            ContactMethod.PHONE,
            Urgency.TODAY,
            SafeNow.NOT_SURE,
            None,
        )


@on_the_file
def test_all_that_is_typed_outlives_the_lock_and_the_window(
    shabana: CaseId, namesake: CaseId, open_window: Opener
) -> None:
    first = FrontDoorRobot(open_window())
    first.tell(name="shabana akhtar", reference="QX9", household="yusuf")
    first.unfold("how")
    first.screen.telling.how.done.chips()[0].click()
    first.screen.telling.how.done_words.editor.setFocus()
    first.window.type("Rang the council.")
    first.window.press("Alt+X")
    first.window.shell.lock()
    first.window.settle()
    again = FrontDoorRobot(open_window())
    assert (again.told["reference"], again.told["household"]) == ("QX9", "yusuf")
    how = again.screen.telling.how.value()
    assert (how.done, how.done_words) == (("advice",), "Rang the council.")
    assert again.rejected == first.rejected != []
    assert again.unfolded == {"more", "how"}, "what was open is open again"


@on_the_file
def test_what_is_folded_away_is_said_and_not_asked_is_said_too(door: FrontDoorRobot) -> None:
    assert "Walk-in · urgency and safety not asked" in door.shown_words()
    door.tell(reference="QX9")
    door.screen.telling.more.head.click()
    assert "Reference QX9" in door.shown_words()
    door.window.press("F8")
    assert "QX9" not in door.shown_words()


@on_the_file
def test_a_refusal_is_said_at_its_field_and_nothing_is_lost(door: FrontDoorRobot) -> None:
    door.tell(name="kofi", born="31 2 1991")
    door.window.press("Alt+K")
    assert "There is no 31 February" in door.screen.telling.born.problem
    assert door.told["name"] == "kofi"


@on_the_file
def test_nothing_is_kept_of_nobody(world: World, leah: Actor, door: FrontDoorRobot) -> None:
    assert not door.screen.telling.keep.isEnabled()
    door.window.press("Alt+K", "Alt+A")
    assert approaches(world, leah) == []


@on_the_file
def test_cards_are_shown_again_and_not_made_anew_while_one_types(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="sha")
    cards = door.screen.people.matches.cards()
    door.tell(name="bn")
    door.tell(phone="417")
    assert door.screen.people.matches.every_card() == cards


@on_the_file
@pytest.mark.parametrize(
    "words",
    ["", "x", "a" * 2000, "' OR 1=1 --", "NEAR(a b) AND *", "🙂🙂", "9 4 2091", "130", "ZZ99 9ZZ"],
)
def test_odd_words_are_answered_by_a_plain_sentence(
    shabana: CaseId, open_window: Opener, words: str
) -> None:
    door = FrontDoorRobot(open_window())
    for name in ("name", "born", "street", "phone", "reference", "household"):
        getattr(door.screen.telling, name).editor.setText(words)
    door.window.settle()
    assert door.screen.people.sentence or door.matches
    assert door.told["name"] == words


@on_the_file
def test_no_key_stalls_the_window_while_results_arrive(
    world: World, desk: Desk, leah: Actor, open_window: Opener, request: pytest.FixtureRequest
) -> None:
    for at in range(12):
        known(desk, leah, world, "Shabana Akhtar", f"{at + 1} 9 1991", f"{at + 1} Alderbank Road")
    door = FrontDoorRobot(open_window())
    door.tell(name="shab")
    assert len(door.matches) == 12
    longest = 0.0
    door.screen.telling.name.editor.setFocus()
    gc.collect()
    gc.freeze()  # what thousands of other tests left behind is not this window's to look through
    request.addfinalizer(gc.unfreeze)
    for sign in "ana akhtar":
        QTest.keyClicks(door.screen.telling.name.editor, sign)
        while door.window.lane.waiting:
            begun = time.thread_time()  # of this thread: other work on the machine is no stall
            QApplication.processEvents()
            longest = max(longest, time.thread_time() - begun)
    assert door.told["name"] == "shabana akhtar"
    assert longest < 0.05


# --- somebody new who may be on record -----------------------------------------------------------


def start_somebody_new(door: FrontDoorRobot, name: str, **told: str) -> None:
    """Type what they tell and go on to start a new person."""
    door.tell(name=name, **told)
    door.window.press("Ctrl+N", "Ctrl+Enter")


def rename(door: FrontDoorRobot, given: str, family: str) -> None:
    """Write another name into the form of the new person."""
    form = door.screen.new_form
    for editor, name in ((form.given.editor, given), (form.family.editor, family)):
        editor.setFocus()
        editor.selectAll()
        door.window.type(name)


def people_called(desk: Desk, actor: Actor, name: str) -> int:
    """Return how many people of this name are on record."""
    found = desk.front_door.search(actor, desk.front_door.read(name)).matches
    return sum(match.name.lower() == name for match in found)


@on_the_file
def test_somebody_very_like_a_new_person_is_shown_first_and_the_second_time_it_is_kept(
    desk: Desk, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    start_somebody_new(door, "shabana akhtar", born="4 9 1991")
    assert door.window.shell.address == "front-door"
    assert door.asks_to_look
    assert door.matches == ["Shabana Akhtar"]
    assert door.has_new_form, "what was typed stays"
    assert QApplication.activeModalWidget() is None
    assert people_called(desk, leah, "shabana akhtar") == 1
    door.window.press("Ctrl+Enter")
    assert door.window.shell.address.startswith("case/")
    assert door.window.shell.address != f"case/{shabana}/now"
    assert people_called(desk, leah, "shabana akhtar") == 2


@on_the_file
def test_whom_the_search_did_not_find_is_put_among_the_matches(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    """The name in the form may say more than the name that was searched."""
    door.tell(name="zebedee quux", born="4 9 1991", phone="900417")
    door.window.press("Ctrl+N")
    rename(door, "Shabana", "Akhtar")
    door.window.press("Ctrl+Enter")
    assert door.asks_to_look
    assert "Shabana Akhtar" in door.matches
    assert door.chosen == "Shabana Akhtar"


@on_the_file
def test_looking_leads_to_their_case_and_the_strip_goes(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    start_somebody_new(door, "shabana akhtar", born="4 9 1991")
    door.window.press("Esc")
    assert not door.asks_to_look
    door.window.press("Alt+Y", "Enter")
    assert door.window.shell.address == f"case/{shabana}/now"


@on_the_file
def test_whoever_was_said_to_be_somebody_else_is_not_asked_about_again(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Alt+X", "Ctrl+N", "Ctrl+Enter")
    assert door.window.shell.address.startswith("case/")


@on_the_file
def test_somebody_else_who_is_very_like_them_is_shown_too(
    world: World, desk: Desk, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    known(desk, leah, world, "Bogdan Wrona", "4 9 1991", "3 Mill Brow", "07700 900555")
    start_somebody_new(door, "shabana akhtar", born="4 9 1991")
    assert door.chosen == "Shabana Akhtar"
    rename(door, "Bogdan", "Wrona")
    door.window.press("Ctrl+Enter")
    assert door.asks_to_look
    assert door.chosen == "Bogdan Wrona"
    door.window.press("Ctrl+Enter")
    assert door.window.shell.address.startswith("case/")


@on_the_file
def test_the_strip_goes_with_the_next_search(shabana: CaseId, door: FrontDoorRobot) -> None:
    start_somebody_new(door, "shabana akhtar", born="4 9 1991")
    door.tell(phone="999")
    assert not door.asks_to_look


@on_the_file
def test_nobody_very_like_them_and_it_is_kept_at_once(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    start_somebody_new(door, "zebedee quux", born="4 9 1991")
    assert door.window.shell.address.startswith("case/")


@on_the_file
def test_the_second_press_while_one_still_looks_keeps_nothing_twice(
    desk: Desk, leah: Actor, door: FrontDoorRobot
) -> None:
    door.tell(name="zebedee quux", born="1988")
    door.window.press("Ctrl+N")
    door.screen.finished.emit()
    door.screen.finished.emit()
    door.window.settle()
    assert people_called(desk, leah, "zebedee quux") == 1


@on_the_file
def test_where_nobody_can_be_looked_up_nobody_is_kept_and_it_is_said(
    world: World, leah: Actor, door: FrontDoorRobot
) -> None:
    door.tell(name="zebedee quux", born="1988")
    door.window.press("Ctrl+N")
    world.change_fact(Worker, leah.worker, active=False)
    door.window.press("Ctrl+Enter")
    assert door.window.shell.address == "front-door"
    assert door.has_new_form
    said = [notice.text for notice in door.window.shell.notices.findChildren(Notice)]
    assert any("Nothing was" in words for words in said), said


@on_the_file
def test_the_strip_is_said_to_a_screen_reader(
    shabana: CaseId, door: FrontDoorRobot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)  # a screen reader listens
    start_somebody_new(door, "shabana akhtar", born="4 9 1991")
    assert said[-1] == door.screen.new_form.likely.text
    assert said.count(said[-1]) == 1


@on_the_file
def test_a_word_that_was_agreed_is_asked_for_and_not_shown(
    world: World, desk: Desk, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    person = desk.cases.header(leah, shabana).person_id
    ways = dict.fromkeys(("may_text", "may_call", "may_voicemail", "may_write"), True)
    about: dict[str, Any] = {"subject_id": person, "category": Category.CONTACT}
    world.add(leah, SafeContact(**about, **ways, code_word="kestrel"))
    door.tell(name="shabana akhtar", born="4 9 1991")
    assert "word that you agreed" in door.screen.who.check.question
    assert "kestrel" not in door.shown_words()
