"""The main job by keyboard alone, in the whole program, and what the store holds afterwards.

The number of keys is that of the drawn flow; it may fall, and never rise.
"""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from pbi_desktop.services.case_rows import MoneySummary, StoryEntry
from tests.journeys.conftest import Sit
from tests.journeys.known import known_case
from tests.journeys.seat import Seat

OPEN_KNOWN, OPEN_NEW, NOTE, AWARD, CAME, TEAM_DAY = 4, 7, 2, 4, 4, 4
COMPOSER = "Write what happened"


def open_known(seat: Seat) -> None:
    """Open the known case from the desk, as somebody stands at it."""
    seat.type(known_case().told)
    seat.press("Enter", "Alt+Y", "Enter")


def story(seat: Seat) -> tuple[StoryEntry, ...]:
    """Return the story of the known case."""
    return seat.desk.cases.story(seat.actor, known_case().case)


def money(seat: Seat) -> MoneySummary:
    """Return the money of the known case."""
    found = seat.desk.cases.money(seat.actor, known_case().case)
    assert found is not None
    return found


def test_a_known_person_at_the_desk(seat: Seat) -> None:
    assert seat.focus_name == "Someone at the desk?"
    open_known(seat)
    assert seat.shell.address == f"case/{known_case().case}/now"
    assert seat.keys <= OPEN_KNOWN
    assert seat.focus_name == COMPOSER  # a note can start at once
    assert seat.reads(known_case().name)


def test_enter_before_the_check_opens_nothing(seat: Seat) -> None:
    seat.type(known_case().told)
    seat.press("Enter", "Enter")
    assert seat.shell.address.startswith("front-door")
    seat.press("Alt+Y", "Enter")
    assert seat.shell.address == f"case/{known_case().case}/now"


def test_somebody_new_becomes_person_household_and_case_in_one_go(seat: Seat) -> None:
    seat.type("zebedee quux 7 2 1988")
    seat.press("Enter", "Ctrl+N", "Right", "Space", "Tab")
    seat.type("The boiler is broken.")
    seat.press("Ctrl+Enter")
    assert seat.keys <= OPEN_NEW
    assert seat.shell.address.startswith("case/")
    found = seat.desk.front_door.search(seat.actor, seat.desk.front_door.read("zebedee quux"))
    assert [match.name for match in found.matches] == ["Zebedee Quux"]
    case = found.matches[0].open_case
    assert case is not None
    header = seat.desk.cases.header(seat.actor, case)
    assert (header.on_team, header.born.text if header.born else "") == (True, "1988-02-07")
    words = [entry.body for entry in seat.desk.cases.story(seat.actor, case)]
    assert any("The boiler is broken." in body for body in words)


def test_a_note_is_written_once_and_can_be_taken_back(seat: Seat) -> None:
    open_known(seat)
    before = len(story(seat))
    seat.keys = 0
    seat.press("Ctrl+J")
    seat.type("Home visit, the letters are in one folder now")
    seat.press("Ctrl+Enter")
    assert seat.keys <= NOTE
    assert len(story(seat)) == before + 1
    assert any("one folder now" in entry.body for entry in story(seat))
    assert seat.shell.undo_bar.isVisible()
    assert seat.focus_name == COMPOSER
    caret, bar = QApplication.focusWidget(), seat.shell.undo_bar
    assert caret is not None
    places = [QRect(one.mapToGlobal(QPoint()), one.size()) for one in (caret, bar)]
    assert not places[0].intersects(places[1])  # one can go on writing
    seat.press("Ctrl+Z")
    assert len(story(seat)) == before


def test_an_award_counts_once_it_is_confirmed(seat: Seat) -> None:
    open_known(seat)
    before = money(seat).confirmed_a_year
    seat.keys = 0
    seat.type("/award carer element 201.68 a month letter")
    seat.press("Enter")
    seat.type("0")
    seat.press("Ctrl+Enter")
    assert seat.keys <= AWARD
    assert money(seat).confirmed_a_year - before == 242_016
    seat.press("Ctrl+Z")
    assert money(seat).confirmed_a_year == before


def test_a_visit_to_a_group_is_recorded_and_undone(seat: Seat) -> None:
    open_known(seat)
    group = seat.desk.cases.groups(seat.actor, known_case().case)[0]
    before = [entry.id for entry in story(seat) if entry.kind == "group"]
    seat.keys = 0
    seat.type(f"/came {group.name}")
    seat.press("Enter")
    seat.wait_for(lambda: seat.reads("Came to a group"), "the form is open")
    seat.press("Enter", "Enter")
    after = [entry for entry in story(seat) if entry.kind == "group" and entry.id not in before]
    assert len(after) == 1
    assert group.name in after[0].title + after[0].body
    assert seat.keys <= CAME
    seat.press("Ctrl+Z")
    assert [entry.id for entry in story(seat) if entry.kind == "group"] == before


# --- every journey survives -----------------------------------------------------------------------


def test_half_a_note_outlives_the_lock_and_the_program(sit: Sit) -> None:
    seat = sit()
    open_known(seat)
    seat.type("Half a sentence about the")
    seat.press("Ctrl+L")
    assert seat.windows() == ["LockScreen"]
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")
    assert seat.focus_name == COMPOSER
    seat.type(" boiler")
    seat.press("Ctrl+Q")
    again = sit()
    open_known(again)
    again.press("Ctrl+J", "Ctrl+Enter")
    assert any(entry.body == "Half a sentence about the boiler" for entry in story(again))


def test_the_lock_gives_the_caret_back_to_where_it_was(sit: Sit) -> None:
    seat = sit()
    open_known(seat)
    seat.press("Ctrl+K")
    seat.type("community")
    seat.press("Enter")
    was = QApplication.focusWidget()
    seat.press("Tab")
    now = QApplication.focusWidget()
    assert now is not None
    assert now is not was, "this is not where work begins"
    seat.press("Ctrl+L", "Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")
    assert QApplication.focusWidget() is now


def test_ctrl_and_a_number_goes_to_each_section_that_is_built(seat: Seat) -> None:
    for number, address in ((2, "front-door"), (3, "cases"), (1, "my-day")):
        seat.press(f"Ctrl+{number}")
        assert seat.shell.address == address
    seat.press("Ctrl+4")  # meetings are not built: nothing happens
    assert seat.shell.address == "my-day"
    seat.press("Alt+Left")
    assert seat.shell.address == "cases"


def test_names_can_be_hidden_at_once(seat: Seat) -> None:
    open_known(seat)
    assert seat.reads(known_case().name)
    seat.press("F8")
    assert not seat.reads(known_case().name)
    seat.press("F8")
    assert seat.reads(known_case().name)


def test_a_promise_is_ticked_off_on_my_day_and_back(seat: Seat) -> None:
    def promised() -> list[str]:
        return [one.what for one in seat.desk.my_day.show(seat.actor).promises]

    before = promised()
    assert before
    while not seat.focus_name.startswith(before[0]):
        assert seat.keys < 20, "Tab never comes to the promises"
        seat.press("Tab")
    seat.press("Space")
    assert len(promised()) == len(before) - 1
    seat.press("Ctrl+Z")
    assert promised() == before


def test_what_one_writes_the_other_reads_and_the_police_do_not(sit: Sit) -> None:
    seat = sit()
    open_known(seat)
    seat.press("Ctrl+J")
    seat.type("Rang about the carers' group")
    seat.press("Ctrl+Enter")
    manager = sit("manager")
    assert any(entry.body == "Rang about the carers' group" for entry in story(manager))
    police = sit("sam")
    lines = police.desk.cases.list(police.actor)
    if known_case().case not in {line.case_id for line in lines}:
        police.press("Ctrl+2")
        police.type(known_case().name)
        police.press("Enter")
        assert not police.reads("Rang about the carers' group")


def test_a_lead_finds_the_day_of_the_team_on_her_own_and_nobody_else_does(sit: Sit) -> None:
    lead = sit("bev")
    lead.wait_for(lead.shell.screen_at("my-day").team.isVisible, "the team is offered")  # type: ignore[union-attr]
    for _ in range(4):
        if lead.focus_name != "Team day":
            lead.press("Shift+Backtab")
    lead.press("Enter")
    assert lead.shell.address == "team-day"
    assert lead.keys <= TEAM_DAY
    lead.press("Ctrl+K")
    lead.type("my day")
    lead.press("Enter")  # at once: the words are not answered yet
    lead.wait_for(lambda: lead.shell.address == "my-day", "what was typed is what opens")
    worker = sit()
    worker.press("Ctrl+3", "Ctrl+K")
    worker.type("go out")
    worker.press("Enter")
    worker.wait_for(lambda: worker.focus_name.startswith("Where"), "it asks where they go")
    assert not worker.shell.screen_at("my-day").team.isVisible()  # type: ignore[union-attr]
