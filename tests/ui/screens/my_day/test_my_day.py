"""My day: the desk first, late promises first, and every line leads to its case."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from pbi_desktop.domain.access import Basis, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.models import Appointment, Worker
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.services.my_day_rows import CaseOrder
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import LIGHT, Look
from pbi_desktop.ui.screens.my_day.timeline import NowLine
from tests.support.accessibility import FileCanary, clipped, tab_ring, unnamed
from tests.support.robots.my_day import MyDayRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.my_day.conftest import Opener

TODAY = date(2026, 11, 21)  # a Saturday, by the world's clock


@pytest.fixture
def promised(desk: Desk, leah: Actor, shabana: CaseMade, kofi: CaseMade) -> None:
    """Let her have promised three things."""
    steps = desk.casework
    steps.add_step(leah, kofi.id, "Ask about the bus pass", TODAY)
    steps.add_step(leah, shabana.id, "Ring council tax", TODAY - timedelta(days=2))
    steps.add_step(leah, shabana.id, "Book an interpreter", TODAY + timedelta(days=3))


def words_of(robot: MyDayRobot) -> str:
    shown = [found for found in robot.screen.findChildren(QLabel) if found.isVisible()]
    return "\n".join(found.text() for found in shown)


def test_the_day_opens_with_the_caret_in_the_search(open_day: Opener) -> None:
    robot = open_day()
    assert robot.window.focus_name == "Someone at the desk?"
    assert robot.screen.words == ("Good morning, Leah", "Saturday 21 November 2026")


@pytest.mark.parametrize("words", ["shabana 1991", "9/4/91", "100% wool & co?#"])
def test_enter_carries_the_words_to_the_front_door(open_day: Opener, words: str) -> None:
    robot = open_day()
    robot.window.type(words)
    robot.window.press("Enter")
    assert robot.window.shell.address.startswith("front-door/search/")
    telling = robot.window.front_door.telling
    fields = (telling.name, telling.born, telling.street, telling.phone)
    carried = " ".join(field.text() for field in fields if field.text())
    assert sorted(carried.split()) == sorted(words.split())
    assert robot.screen.desk.box.text() == "", "the next person starts afresh"


def test_enter_without_words_goes_to_the_front_door(open_day: Opener) -> None:
    robot = open_day()
    robot.window.press("Enter")
    assert robot.window.shell.address == "front-door"


def test_an_address_puts_the_caret_in_the_search(promised: None, open_day: Opener) -> None:
    robot = open_day()
    robot.on_promise("Ring council tax")
    robot.window.press("Ctrl+2")
    robot.window.shell.go("my-day/desk")
    robot.window.settle()
    assert robot.window.focus_name == "Someone at the desk?"


# --- promises ----------------------------------------------------------------------------------


def test_late_promises_come_first_and_say_so_in_words(promised: None, open_day: Opener) -> None:
    robot = open_day()
    assert robot.promises == ["Ring council tax", "Ask about the bus pass", "Book an interpreter"]
    assert robot.due == ["Late by 2 days", "Today", "Tuesday 24"]
    assert "1 late · 1 today · 1 this week" in words_of(robot)
    assert robot.window.shell.rail.item("my-day").waiting == 2  # type: ignore[union-attr]


def test_space_says_done_and_can_be_undone(promised: None, open_day: Opener) -> None:
    robot = open_day()
    robot.on_promise("Ring council tax")
    robot.window.press("Space")
    assert robot.promises == ["Ask about the bus pass", "Book an interpreter"]
    assert robot.window.shell.undo_bar.text == "Step done."
    robot.window.press("Ctrl+Z")
    assert robot.promises[0] == "Ring council tax"


def test_no_late_promise_is_cut_off_and_a_link_shows_the_others(
    desk: Desk, leah: Actor, shabana: CaseMade, open_day: Opener
) -> None:
    for at in range(9):
        due = TODAY + timedelta(days=at - 7)
        desk.casework.add_step(leah, shabana.id, f"Step {at}", due)
    day = open_day()
    assert day.promises == [f"Step {at}" for at in range(7)], "seven are late"
    link = day.screen.promises.more
    assert link.text() == "Show 2 more"
    link.setFocus()
    day.window.press("Enter")
    assert day.promises == [f"Step {at}" for at in range(9)]
    assert day.window.focus_name.startswith("Step 7"), "the keyboard is on the first that is new"
    day.window.press("Tab")
    assert day.window.focus_name == "Show fewer"
    day.window.press("Enter")
    assert len(day.promises) == 7


def test_m_moves_to_another_day_in_place(promised: None, open_day: Opener) -> None:
    robot = open_day()
    robot.on_promise("Ring council tax")
    robot.window.press("M")
    assert robot.screen.promises.move_strip.isVisible()
    assert QApplication.activeModalWidget() is None
    robot.window.type("in 2 weeks")
    robot.window.press("Enter")
    assert dict(zip(robot.promises, robot.due, strict=True))["Ring council tax"] == "5 December"
    robot.window.press("Ctrl+Z")
    assert robot.due[0] == "Late by 2 days"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "There is no date"), ("1991", "whole day"), ("20 nov", "over"), ("blah", "not a date")],
)
def test_a_day_that_cannot_be_meant_is_refused_in_words(
    promised: None, open_day: Opener, typed: str, said: str
) -> None:
    robot = open_day()
    robot.on_promise("Ring council tax")
    robot.window.press("M")
    robot.window.type(typed if typed != "20 nov" else "20 nov 2026")
    robot.window.press("Enter")
    assert said in robot.screen.promises.move_strip.day.problem
    assert robot.due[0] == "Late by 2 days"
    robot.window.press("Esc")
    assert not robot.screen.promises.move_strip.isVisible()
    assert robot.window.focus_name.startswith("Ring council tax")


def test_enter_opens_the_case_of_a_promise(
    promised: None, shabana: CaseMade, open_day: Opener
) -> None:
    robot = open_day()
    robot.on_promise("Ring council tax")
    robot.window.press("Enter")
    assert robot.window.shell.address == f"case/{shabana.id}/now"


def test_a_step_that_somebody_changed_first_is_not_overwritten(
    promised: None, desk: Desk, leah: Actor, open_day: Opener
) -> None:
    robot = open_day()
    late = desk.my_day.show(leah).promises[0]
    status = ActionStatus.NOT_POSSIBLE
    desk.casework.settle_step(leah, late.id, late.version, status, "The office is shut")
    robot.on_promise("Ring council tax")
    robot.window.press("Space")
    assert "changed" in robot.window.shell.notices.texts[0]
    assert "Ring council tax" not in robot.promises


# --- today and news ----------------------------------------------------------------------------


def book(
    world: World, case: CaseMade, actor: Actor, hour: int, what: str, done: bool = False
) -> None:
    world.add(
        actor,
        Appointment(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            at=world.clock().replace(hour=hour, minute=0),
            worker_id=actor.worker,
            what=what,
            done=done,
        ),
    )


def test_the_day_runs_by_time_with_now_in_its_place(
    world: World, leah: Actor, shabana: CaseMade, kofi: CaseMade, open_day: Opener
) -> None:
    book(world, kofi, leah, 14, "Home visit")
    book(world, shabana, leah, 8, "Rang the school", done=True)
    robot = open_day()
    assert robot.today == [
        "08:00, Shabana Akhtar, Rang the school, Done",
        "14:00, Kofi Mensah, Home visit",
    ]
    assert "1 to go" in words_of(robot)
    line = robot.screen.findChild(NowLine)
    assert line is not None
    assert line.text == "Now 09:00"
    first, second = robot.screen.today.list.rows()
    assert first.y() < line.y() < second.y()


def test_now_moves_on_and_a_new_day_is_shown(
    world: World, shabana: CaseMade, leah: Actor, open_day: Opener
) -> None:
    book(world, shabana, leah, 14, "Home visit")
    robot = open_day()
    world.clock.forward(hours=6)
    robot.screen.ticked.emit()
    assert robot.window.lane.waiting == 0, "what the clock alone changes is asked once, elsewhere"
    robot.window.settle()
    assert "Now 15:00" in [line.text for line in robot.screen.findChildren(NowLine)]
    world.clock.forward(days=1)
    robot.screen.ticked.emit()
    robot.window.settle()
    assert robot.screen.words[1] == "Sunday 22 November 2026"
    assert "Nothing is booked for you today." in words_of(robot)


def test_news_is_what_others_did_said_once(
    world: World, leah: Actor, shabana: CaseMade, open_day: Opener
) -> None:
    omar = world.worker("omar")
    world.join(shabana, omar, by=leah)
    world.clock.forward(minutes=1)
    world.note(shabana, "Came in.", by=omar)
    world.note(shabana, "Rang.", by=omar)
    world.note(shabana, "My own.", by=leah)
    robot = open_day()
    assert robot.news == ["Omar wrote a note (2 times), 09:01, Shabana Akhtar"]
    robot.screen.news.list.rows()[0].click()
    robot.window.settle()
    assert robot.window.shell.address == f"case/{shabana.id}/now"


def test_a_case_that_was_handed_over_opens_at_its_note(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade, open_day: Opener
) -> None:
    omar = world.worker("omar")
    case = world.case(team=[omar], subject=world.person("Ann", "Bell"))
    new = NewKeyWorker(leah.worker, Basis.TASK, "Hers now", "Ring after ten.", person_told=True)
    desk.handing_over.hand_over(omar, case.id, new)
    robot = open_day()
    assert robot.news == ["Omar handed this case to you, 09:00, Ann Bell"]
    robot.screen.news.list.rows()[0].click()
    robot.window.settle()
    assert robot.window.shell.address == f"case/{case.id}/sharing"


# --- cases -------------------------------------------------------------------------------------


def test_cases_that_need_her_come_first_and_can_be_ordered_otherwise(
    promised: None, shabana: CaseMade, open_day: Opener
) -> None:
    robot = open_day()
    assert robot.cases == ["Shabana Akhtar", "Kofi Mensah"]
    robot.screen.cases.orders[CaseOrder.STREET].click()
    robot.window.settle()
    assert robot.cases == ["Kofi Mensah", "Shabana Akhtar"]
    robot.screen.cases.table.setFocus()
    robot.screen.cases.table.selectRow(1)
    robot.window.press("Enter")
    assert robot.window.shell.address == f"case/{shabana.id}/now"


def test_a_case_says_its_next_step_and_how_late_it_is(promised: None, open_day: Opener) -> None:
    robot = open_day()
    table = robot.screen.cases.table
    cells = [table.model().index(0, at).data() for at in range(6)]
    assert cells[0].startswith("Shabana Akhtar")
    assert cells[1:5] == [
        "A step is late by 2 days",
        "Not rated yet",
        "Nothing written yet",
        "Late by 2 days · Ring council tax",
    ]


def test_more_cases_than_fit_lead_to_the_list_of_all(
    world: World, leah: Actor, open_day: Opener
) -> None:
    for number in range(10):
        world.case(team=[leah], subject=world.person("Ann", f"Number{number}"))
    robot = open_day()
    assert len(robot.cases) == 8
    assert robot.screen.cases.all.text() == "Show all 10"
    robot.screen.cases.all.click()
    assert robot.window.shell.address == "cases"


def test_an_empty_day_says_what_to_do(open_day: Opener) -> None:
    said = words_of(open_day())
    for sentence in (
        "Nothing is booked for you today.",
        "No steps due. Steps that you take on in a case show here.",
        "Nobody else has changed your cases since you opened them.",
        "You have no open case yet. Look first for who is at the desk.",
    ):
        assert sentence in said


def test_cases_of_others_change_nothing(
    world: World, leah: Actor, shabana: CaseMade, open_day: Opener
) -> None:
    before = words_of(open_day())
    other = world.new_site("Fitton Hill")
    zora = world.worker("zora", site=other)
    hidden = world.case(team=[zora], subject=world.person("Hidden", "Person"), site=other)
    world.note(hidden, "Secret.", by=zora)
    assert words_of(open_day()) == before


# --- keeping up --------------------------------------------------------------------------------


def test_f5_looks_again(desk: Desk, leah: Actor, shabana: CaseMade, open_day: Opener) -> None:
    robot = open_day()
    desk.casework.add_step(leah, shabana.id, "Ring the school", TODAY)
    assert robot.promises == []
    robot.window.press("F5")
    assert robot.promises == ["Ring the school"]


def test_a_change_made_elsewhere_in_the_window_is_heard(
    desk: Desk, leah: Actor, shabana: CaseMade, open_day: Opener
) -> None:
    robot = open_day()
    robot.window.lane.command(
        lambda: desk.casework.add_step(leah, shabana.id, "Ring the school", TODAY)
    )
    robot.window.settle()
    assert robot.promises == ["Ring the school"]


def test_a_day_that_cannot_be_read_says_why_and_what_to_do(
    world: World, leah: Actor, open_day: Opener
) -> None:
    robot = open_day()
    world.change_fact(Worker, leah.worker, active=False)
    robot.window.press("F5")
    assert "Press F5 to look again." in words_of(robot)
    world.change_fact(Worker, leah.worker, active=True)
    robot.window.press("F5")
    assert "Press F5 to look again." not in words_of(robot)


# --- what everybody must be given --------------------------------------------------------------


def test_names_and_notes_are_covered_while_names_are_hidden(
    promised: None, world: World, leah: Actor, kofi: CaseMade, open_day: Opener
) -> None:
    book(world, kofi, leah, 14, "Home visit")
    robot = open_day()
    robot.window.press("F8")
    shown = [words_of(robot), *robot.today, *robot.promises]
    table = robot.screen.cases.table
    rows, columns = range(len(table.rows)), range(6)
    shown += [str(table.model().index(row, at).data()) for row in rows for at in columns]
    shown += [row.accessibleName() for row in robot.screen.promises.list.rows()]
    for hidden in ("Shabana", "Kofi", "council tax", "Home visit"):
        assert not [words for words in shown if hidden in words], hidden
    assert any("K. M." in words for words in shown)


def test_every_control_has_a_name_and_tab_goes_in_reading_order(
    promised: None, world: World, leah: Actor, kofi: CaseMade, open_day: Opener
) -> None:
    book(world, kofi, leah, 14, "Home visit")
    boss = world.manager()
    world.open(kofi, boss)
    world.clock.forward(minutes=1)
    world.note(kofi, "Came in.", by=boss)
    robot = open_day()
    assert unnamed(robot.window.shell) == []
    ring = [widget.accessibleName() for widget in tab_ring(robot.window.shell)]
    begin = ring.index("Someone at the desk?")
    assert ring[begin : begin + 10] == [
        "Someone at the desk?",
        "Find",
        "14:00, Kofi Mensah, Home visit",
        "Book a visit",
        "Go out",
        "Calendar file",
        "Ring council tax, Shabana Akhtar, Late by 2 days",
        "Manager wrote a note, 09:01, Kofi Mensah",
        "Order: Needs you first",
        "Your cases",
    ]


def test_the_keyboard_stays_where_it_was_when_the_day_is_shown_again(
    promised: None, open_day: Opener
) -> None:
    robot = open_day()
    robot.on_promise("Ask about the bus pass")
    robot.window.press("F5")
    assert robot.window.focus_name.startswith("Ask about the bus pass")


@pytest.mark.parametrize(
    ("scale", "mirrored"), [(1.0, False), (1.0, True), (1.3, False), (2.0, False), (2.0, True)]
)
def test_words_have_room(
    promised: None,
    world: World,
    leah: Actor,
    kofi: CaseMade,
    open_day: Opener,
    look: Theme,
    scale: float,
    mirrored: bool,
) -> None:
    book(world, kofi, leah, 14, "Home visit")
    robot = open_day()
    look.apply(Look(LIGHT, scale))
    if mirrored:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    robot.on_promise("Ring council tax")
    robot.window.press("M")
    assert clipped(robot.screen) == []


def test_text_of_records_is_shown_as_it_is_and_opens_no_file(
    desk: Desk,
    leah: Actor,
    shabana: CaseMade,
    open_day: Opener,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with FileCanary(tmp_path_factory.mktemp("canary")) as canary:
        desk.casework.add_step(leah, shabana.id, canary.markup, TODAY)
        robot = open_day()
        robot.screen.grab()
        assert robot.promises == [canary.markup]
        assert not canary.was_opened
