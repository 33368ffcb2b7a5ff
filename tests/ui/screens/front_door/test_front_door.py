"""The front door: search before create, check before open, and nothing read out by the screen."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Worker
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.evidence_words import FIELDS
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import LIGHT, Look
from pbi_desktop.ui.kit.widgets.waterfall import Waterfall
from tests.support.accessibility import FileCanary, clipped, tab_ring, unnamed
from tests.support.robots.front_door import FrontDoorRobot
from tests.support.world import World
from tests.ui.screens.front_door.conftest import Opener, known

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)


def test_the_caret_stands_in_the_name(door: FrontDoorRobot) -> None:
    assert door.window.focus_name == "Name, as it sounds"


def test_matches_show_while_one_types_and_each_field_says_how_it_was_read(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shab", born="9 4 91")
    assert door.matches == ["Shabana Akhtar"]
    assert "Read as 9 April 1991; 4 September 1991 is tried too" in door.shown_words()


def test_a_match_says_what_agrees_in_words(shabana: CaseId, door: FrontDoorRobot) -> None:
    door.tell(name="shabana aktar", born="9 4 91", street="alderbank", phone="999")
    words = door.shown_words()
    for said in ("Very likely", "Name close", "Day and month swapped", "Street", "Phone differs"):
        assert said in words
    assert door.evidence("born") == ("9 4 91", "Day and month swapped", "Strong")
    assert door.evidence("phone")[2] in ("Against", "A little against")


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_each_bar_stands_beside_its_words(
    shabana: CaseId, open_window: Opener, look: Theme, scale: float
) -> None:
    look.apply(Look(LIGHT, scale))
    door = FrontDoorRobot(open_window("front-door/search/shabana%201991"))
    table = door.screen.who.evidence
    rows = table.bar_rows()
    assert len(rows) > 3
    for field, row in zip(FIELDS, rows, strict=False):
        assert row.contains(table.line(field).field.geometry().center()), field
    assert all(above.bottom() < below.top() for above, below in pairwise(rows))
    bars = table.findChild(Waterfall)
    assert bars is not None
    drawn = bars.grab().toImage()
    top = {drawn.pixelColor(across, 0).name() for across in range(drawn.width())}
    assert LIGHT.primary.lower() not in top, "the first bar is whole"


def test_nothing_that_is_held_but_the_name_shows_before_the_check(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana aktar", born="1991", street="alderbank", phone="417")
    door.window.press("Alt+Y")
    words = door.shown_words().lower()
    for held in ("september", "1991-09", "road", "14 a", "07700", "900417", "coping", "key worker"):
        assert held not in words, held


def test_the_question_asks_for_what_was_not_told_and_the_answer_is_compared(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    assert "phone number" in door.screen.who.check.question
    door.window.press("Alt+Y")
    door.tell(phone="0417")
    assert door.evidence("phone") == ("0417", "Agrees", "Some")
    assert door.chosen == "Shabana Akhtar"
    assert door.is_checked, "an answer that agrees does not undo the check"
    assert "your name on it" in door.screen.who.check.question


def test_enter_before_the_check_asks_for_it_in_place(shabana: CaseId, door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Enter")
    assert door.asks_for_check
    assert door.window.focus_name == "Phone, any part", "there the answer is typed"
    assert "type the answer here" in door.shown_words()
    assert QApplication.activeModalWidget() is None
    door.window.type("417")
    assert door.asks_for_check, "the strip stays while the answer is typed"
    assert "type the answer here" not in door.shown_words()
    door.window.press("Enter")
    assert door.window.focus_name == "They answered, and it fits"
    door.window.press("Enter")
    assert door.window.shell.address == "front-door", "Enter alone never opens"
    door.window.press("Space", "Enter")
    assert door.window.shell.address == f"case/{shabana}/now"


def test_a_check_is_of_one_person_only(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar")
    door.window.press("Alt+Y")
    assert door.is_checked
    door.window.press("Down")
    assert door.chosen == "Shabana Akhter"
    assert not door.is_checked
    door.window.press("Up")
    assert not door.is_checked


def test_the_arrows_choose_while_one_types_on(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar")
    door.window.press("Down")
    door.window.type("i")
    assert door.told["name"] == "shabana akhtari"
    assert door.chosen == "Shabana Akhter"


def test_a_better_match_takes_the_place_of_one_that_nobody_chose(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana", street="quarry")
    assert door.chosen == "Shabana Akhter"
    door.tell(born="4 9 1991", phone="417")
    assert door.matches[0] == "Shabana Akhtar"
    assert door.chosen == "Shabana Akhtar"


def test_not_the_same_goes_to_the_next_and_then_to_somebody_new(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", phone="417")
    assert door.matches == ["Shabana Akhtar", "Shabana Akhter"]
    door.window.press("Alt+X")
    assert door.chosen == "Shabana Akhter"
    door.window.press("Alt+X")
    assert door.window.focus_name == "Start a new person"


def test_somebody_new_needs_two_facts_that_were_searched(door: FrontDoorRobot) -> None:
    door.tell(name="zebedee quux")
    assert not door.may_start_new
    door.window.press("Ctrl+N")
    assert not door.has_new_form
    door.tell(born="31 2 1991")
    assert not door.may_start_new, "a date that cannot be was not searched"
    door.tell(street="mill brow")
    assert door.may_start_new
    assert "Nobody that you may see" in door.screen.people.sentence


def test_what_was_told_is_not_typed_twice(door: FrontDoorRobot) -> None:
    door.tell(name="zebedee o'quux", born="1988", street="3 mill brow ol4 5aa")
    door.window.press("Ctrl+N")
    form = door.screen.new_form.value()
    assert (form.given_name, form.family_name) == ("Zebedee", "O'quux")
    assert (form.street, form.postcode) == ("3 mill brow", "OL4 5AA")
    assert door.window.focus_name == "Why today? Money"


def test_a_name_is_not_forced_out_of_anybody(door: FrontDoorRobot) -> None:
    door.tell(street="mill brow", phone="0161 496 0123")
    door.window.press("Ctrl+N")
    assert door.window.focus_name == "Given name"
    door.window.press("Ctrl+Enter")
    assert door.window.shell.address == "front-door"
    assert "They do not give a name" in door.screen.new_form.given.problem
    door.screen.new_form.no_name.click()
    door.window.press("Ctrl+Enter")
    assert door.window.shell.address.startswith("case/")


def test_a_date_that_cannot_be_is_said_at_its_field_and_nothing_is_lost(
    door: FrontDoorRobot,
) -> None:
    door.tell(name="zebedee quux", street="mill brow")
    door.tell(born="31 2 1991")
    assert not door.screen.telling.born.problem, "not while one still types"
    door.window.press("Tab")
    assert "There is no 31 February" in door.screen.telling.born.problem
    door.window.press("Ctrl+N", "Ctrl+Enter")
    assert door.window.shell.address == "front-door"
    assert door.window.focus_name == "Date of birth or age"
    assert door.told["name"] == "zebedee quux"


def test_esc_leads_from_somebody_new_back_to_the_matches(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Ctrl+N")
    assert "very likely the same person" in door.shown_words()
    door.window.press("Esc")
    assert not door.has_new_form
    assert door.screen.who.isVisible()
    assert door.told["name"] == "shabana akhtar"


def type_language(door: FrontDoorRobot) -> None:
    door.tell(name="zebedee quux", born="1988")
    door.window.press("Ctrl+N")
    door.screen.new_form.language.editor.setFocus()
    door.window.type("Polish")
    door.window.press("Esc")


def test_esc_discards_nothing_of_somebody_new(door: FrontDoorRobot, open_window: Opener) -> None:
    type_language(door)
    assert not door.has_new_form
    door.window.press("Ctrl+N")
    assert door.screen.new_form.value().language == "Polish"
    door.window.press("Esc")
    door.tell(street="3 mill brow")
    door.window.press("Ctrl+N")
    form = door.screen.new_form.value()
    assert (form.language, form.street) == ("Polish", "3 mill brow")
    door.window.press("Esc")
    again = FrontDoorRobot(open_window())
    again.window.press("Ctrl+N")
    assert again.screen.new_form.value().language == "Polish", "it is drafted too"


def test_what_was_left_is_of_one_person_only(door: FrontDoorRobot) -> None:
    type_language(door)
    door.screen.telling.afresh.click()
    door.window.settle()
    door.tell(name="zebedee quux", born="1988")
    door.window.press("Ctrl+N")
    assert door.screen.new_form.value().language == ""


def test_whoever_may_open_no_case_is_told_so(world: World, open_window: Opener) -> None:
    stranger = world.worker("zora", role=None)
    door = FrontDoorRobot(open_window("front-door", stranger))
    door.tell(name="zebedee quux", born="1988")
    door.window.press("Ctrl+N")
    assert "You have no site where you may open a case." in door.shown_words()
    assert not door.screen.new_form.open.isEnabled()


def test_a_search_that_fails_says_why(
    world: World, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    world.change_fact(Worker, leah.worker, active=False)
    door.tell(name="shabana")
    assert door.matches == []
    assert re.search("Nothing was (shown or )?changed", door.shown_words())


# --- drafts and undo ---------------------------------------------------------------------------


def test_what_is_typed_outlives_the_window(shabana: CaseId, open_window: Opener) -> None:
    first = FrontDoorRobot(open_window())
    first.tell(name="shabana akhtar", born="1991")
    first.screen.telling.why.chips()[0].click()
    first.screen.telling.words.editor.setFocus()
    first.window.type("A letter from the court.")
    first.window.shell.lock()  # takes the caret away, which keeps the draft
    first.window.settle()
    again = FrontDoorRobot(open_window())
    assert again.told["name"] == "shabana akhtar"
    assert again.told["words"] == "A letter from the court."
    assert again.screen.telling.why.reasons == ("Money",)
    assert again.chosen == "Shabana Akhtar"


def test_a_half_filled_new_person_outlives_the_window(open_window: Opener) -> None:
    first = FrontDoorRobot(open_window())
    first.tell(name="zebedee quux", born="1988")
    first.window.press("Ctrl+N")
    first.screen.new_form.language.editor.setFocus()
    first.window.type("Polish")
    first.window.shell.lock()
    first.window.settle()
    again = FrontDoorRobot(open_window())
    assert again.has_new_form
    assert again.screen.new_form.value().language == "Polish"
    again.window.press("Ctrl+Enter")
    assert again.window.shell.address.startswith("case/")


def test_a_draft_is_gone_once_it_is_a_case(
    desk: Desk, leah: Actor, shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Alt+Y", "Enter")
    assert desk.drafts.find(leah, "front_door", None) == ""
    door.window.press("Ctrl+2")
    assert door.told["name"] == ""
    assert door.matches == []


def test_opening_can_be_undone_and_what_was_typed_comes_back(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Alt+Y", "Enter")
    door.window.press("Ctrl+Z")
    assert door.window.shell.address == "front-door"
    assert door.told["name"] == "shabana akhtar"
    assert not door.is_checked


def test_clearing_can_be_undone(shabana: CaseId, door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar")
    door.screen.telling.afresh.click()
    door.window.settle()
    assert door.told["name"] == ""
    door.window.shell.undo_bar.undo()
    door.window.settle()
    assert door.told["name"] == "shabana akhtar"
    assert door.matches == ["Shabana Akhtar"]


def test_words_of_one_person_are_put_aside_for_the_next_and_come_back(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="kofi")
    door.screen.telling.words.editor.setFocus()
    door.window.type("No heating.")
    door.window.shell.go("front-door/search/shabana%201991")
    door.window.settle()
    assert door.told["words"] == ""
    assert door.chosen == "Shabana Akhtar"
    door.screen.telling.before.click()
    door.window.settle()
    assert (door.told["name"], door.told["words"]) == ("kofi", "No heating.")


def words_of(door: FrontDoorRobot, name: str, words: str) -> None:
    """Type what somebody says, then go on to somebody else."""
    door.tell(name=name)
    door.screen.telling.words.editor.setFocus()
    door.window.type(words)
    door.window.shell.go(f"front-door/search/next%20{name}")
    door.window.settle()


def bring_back(door: FrontDoorRobot) -> str:
    door.screen.telling.before.click()
    door.window.settle()
    return door.told["words"]


def test_a_third_visitor_wipes_nobodys_words(door: FrontDoorRobot, open_window: Opener) -> None:
    words_of(door, "kofi", "No heating.")
    words_of(door, "derek", "A letter from the court.")
    assert "2 put aside" in door.screen.telling.before.text()
    assert "Bring back" in door.screen.telling.before.accessibleName()
    assert bring_back(door) == "A letter from the court."
    assert bring_back(door) == "No heating."
    assert bring_back(door) == ""
    again = FrontDoorRobot(open_window("front-door/search/shabana"))
    assert "2 put aside" in again.screen.telling.before.text(), "and the next window knows them"
    assert {bring_back(again), bring_back(again)} == {"A letter from the court.", "No heating."}


def test_no_more_than_five_are_put_aside(door: FrontDoorRobot) -> None:
    for at in range(6):
        words_of(door, f"kofi {at}", f"Words {at}")
    assert "5 put aside" in door.screen.telling.before.text()
    assert bring_back(door) == "Words 5"


# --- what everybody must be given --------------------------------------------------------------


def show_nothing(_door: FrontDoorRobot) -> None:
    """Leave the front door as it opens."""


def show_matches(door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar", born="9 4 91")


def ask_for_check(door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar")
    door.window.press("Enter")


def start_new(door: FrontDoorRobot) -> None:
    show_matches(door)
    door.window.press("Ctrl+N")


def look_first(door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    door.window.press("Ctrl+N", "Ctrl+Enter")
    assert door.asks_to_look


def unfold(door: FrontDoorRobot) -> None:
    show_matches(door)
    door.unfold("more")
    door.unfold("how")
    door.window.press("Alt+X")


def find_nobody(door: FrontDoorRobot) -> None:
    door.tell(name="zebedee quux", born="1988")


STATES = {
    "empty": show_nothing,
    "matches": show_matches,
    "asked": ask_for_check,
    "new": start_new,
    "look first": look_first,
    "nobody": find_nobody,
    "unfolded": unfold,
}


@pytest.mark.parametrize("state", STATES)
def test_every_control_has_a_name_and_tab_reaches_and_leaves_it(
    shabana: CaseId, namesake: CaseId, door: FrontDoorRobot, state: str
) -> None:
    STATES[state](door)
    assert unnamed(door.window.shell) == []
    tab_ring(door.window.shell)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("scale", "mirrored"), [(1.0, False), (2.0, True)])
def test_words_have_room(
    look: Theme,
    shabana: CaseId,
    namesake: CaseId,
    door: FrontDoorRobot,
    state: str,
    scale: float,
    mirrored: bool,
) -> None:
    STATES[state](door)
    look.apply(Look(LIGHT, scale))
    if mirrored:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    door.window.settle()
    assert clipped(door.screen) == []


def test_tab_goes_in_reading_order(shabana: CaseId, door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    ring = [widget.accessibleName() for widget in tab_ring(door.window.shell)]
    begin = ring.index("Name, as it sounds")
    wanted = [
        "Name, as it sounds",
        "Date of birth or age",
        "Street, landmark or postcode",
        "Phone, any part",
        "A reference, who they live with, folded",
        "Why today? Money",
        "In their own words",
        "How, how urgent, what was done, folded",
        "Clear for the next person",
        "Start a new person",
        "Advice only, no case",
    ]
    assert ring[begin : begin + len(wanted)] == wanted
    rest = ring[begin + len(wanted) :]
    assert rest[0].startswith("Shabana Akhtar")
    assert rest[1:7] == [
        "Who waits",
        "Same person?",
        "They answered, and it fits",
        "Yes, it is them. Open case",
        "Not the same",
        "Not sure, ask a colleague",
    ]


def test_names_and_what_was_told_are_covered_while_names_are_hidden(
    shabana: CaseId, door: FrontDoorRobot
) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991", street="alderbank")
    door.window.press("F8")
    words = door.shown_words()
    for hidden in ("Shabana", "Akhtar", "1991", "alderbank"):
        assert hidden not in words, hidden
    assert "Is this S. A.?" in words


def test_the_title_of_the_window_names_nobody(shabana: CaseId, door: FrontDoorRobot) -> None:
    door.tell(name="shabana akhtar", born="4 9 1991")
    assert "habana" not in door.window.shell.windowTitle()
    assert not any("habana" in part for part in door.window.shell.header.crumbs)


def test_a_name_that_looks_like_markup_opens_no_file_and_shows_whole(
    world: World,
    desk: Desk,
    leah: Actor,
    door: FrontDoorRobot,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with FileCanary(tmp_path_factory.mktemp("canary")) as canary:
        known(desk, leah, world, f"Bo {canary.markup}", "4 9 1991")
        door.tell(name="bo", born="4 9 1991")
        door.screen.grab()
        assert f"Bo {canary.markup}" in door.shown_words()
        assert not canary.was_opened


@pytest.mark.parametrize("name", ["شبانه اختر", "Ng", "X" * 300])
def test_names_in_any_script_and_of_any_length_come_through_whole(
    world: World, desk: Desk, leah: Actor, door: FrontDoorRobot, name: str
) -> None:
    known(desk, leah, world, name, "4 9 1991")
    door.tell(name=name[:40], born="4 9 1991")
    assert door.matches == [name]
    assert clipped(door.screen) == []


def test_one_endless_word_makes_no_column_wider_than_it_is(
    world: World, desk: Desk, leah: Actor, door: FrontDoorRobot
) -> None:
    known(desk, leah, world, "X" * 300, "4 9 1991")
    door.tell(name="X" * 300, born="4 9 1991", street="Y" * 300)
    door.tell(household="Z" * 300)
    door.screen.telling.more.head.click()
    door.window.settle()
    areas = door.screen.findChildren(QScrollArea)
    across = [area.horizontalScrollBar().maximum() for area in areas if area.isVisible()]
    assert len(across) == 3
    assert set(across) == {0}
    assert door.window.shell.minimumSizeHint().width() <= 1280
