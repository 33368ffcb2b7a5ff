"""Tasks 2 to 5 in one sitting, by keys alone, with text twice as large and a lock on the way.

The number of keys of each is that of the drawn flow; it may fall, and never rise.
"""

from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.stages import Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.case_rows import GroupChoice
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import LIGHT, Look
from tests.journeys.conftest import Sit
from tests.journeys.known import known_case
from tests.journeys.seat import Seat

DRAWN = {
    "2 a note in the case": 2,
    "2 a note from another screen, who asked": 3,
    "3 a stage review with one change": 9,
    "4 an award": 4,
    "5a a referral": 4,
    "5b a register": 6,
}


class Counted:
    """How many keys each task took at a seat."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.found: dict[str, int] = {}

    def task(self, name: str) -> None:
        """Begin to count for a task."""
        self.found[name] = 0
        self.seat.keys = 0
        self.name = name

    def done(self) -> None:
        self.found[self.name] = self.seat.keys


def test_a_working_day_by_keys_alone(sit: Sit) -> None:
    seat = sit()
    theme().apply(Look(LIGHT, 2.0))
    seat.settle()
    case, counted = known_case().case, Counted(seat)
    note_from_elsewhere(counted)
    seat.shell.go(f"case/{case}/now")
    seat.settle()
    note_in_the_case(counted)
    lock_and_unlock(seat)
    stage_review(counted)
    award(counted)
    register(counted, refer(counted))
    assert set(counted.found) == set(DRAWN)
    over = {name: keys for name, keys in counted.found.items() if keys > DRAWN[name]}
    assert over == {}, f"took more keys than drawn: {counted.found}"


def lock_and_unlock(seat: Seat) -> None:
    seat.press("Ctrl+L")
    assert seat.windows() == ["LockScreen"]
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")


def note_from_elsewhere(counted: Counted) -> None:
    seat = counted.seat
    assert seat.shell.address == "my-day"
    counted.task("2 a note from another screen, who asked")
    seat.press("Ctrl+J")
    seat.type(known_case().name.lower())
    seat.press("Enter")
    seat.type("Rang yesterday at 2 about the boiler /step ring the landlord fri")
    seat.press("Ctrl+Enter")
    counted.done()
    assert seat.shell.address == "my-day"
    note = next(one for one in seat.desk.cases.story(seat.actor, known_case().case)
                if one.body.startswith("Rang yesterday"))  # fmt: skip
    assert (note.kind, note.at.hour in (13, 14)) == ("call", True)
    steps = seat.desk.cases.now(seat.actor, known_case().case).steps
    assert any(step.what == "Ring the landlord" for step in steps)


def note_in_the_case(counted: Counted) -> None:
    seat = counted.seat
    counted.task("2 a note in the case")
    seat.press("Ctrl+J")
    seat.type("Home visit, the letters are in one folder now")
    seat.press("Ctrl+Enter")
    counted.done()
    bodies = [one.body for one in seat.desk.cases.story(seat.actor, known_case().case)]
    assert "Home visit, the letters are in one folder now" in bodies


def stage_review(counted: Counted) -> None:
    seat = counted.seat
    counted.task("3 a stage review with one change")
    seat.type("/stage")
    seat.press("Enter", "Down", "1", "2", "Tab", "Tab", "2", "Tab")
    seat.type("Opens the post alone, twice this week")
    seat.press("Ctrl+Enter")
    counted.done()
    latest = seat.desk.cases.now(seat.actor, known_case().case).journey.points[-1]
    assert (latest.stage, latest.reason) == (Stage.COPING, "Opens the post alone, twice this week")


def award(counted: Counted) -> None:
    seat, case = counted.seat, known_case().case
    before = seat.desk.cases.money(seat.actor, case)
    counted.task("4 an award")
    seat.type("/award carer element 201.68 a month letter")
    seat.press("Enter")
    seat.type("0")
    seat.press("Ctrl+Enter")
    counted.done()
    after = seat.desk.cases.money(seat.actor, case)
    assert before is not None
    assert after is not None
    assert after.confirmed_a_year - before.confirmed_a_year == 242_016


def refer(counted: Counted) -> GroupChoice:
    seat, case = counted.seat, known_case().case
    before = seat.desk.cases.plan(seat.actor, case).referrals
    group = next(
        one
        for one in seat.desk.cases.groups(seat.actor, case)
        if one.name not in {line.to for line in before}
    )
    counted.task("5a a referral")
    seat.type(f"/refer {group.name.lower()}")
    seat.press("Enter", "Enter", "Space", "Ctrl+Enter")
    counted.done()
    made = [line.to for line in seat.desk.cases.plan(seat.actor, case).referrals]
    assert made.count(group.name) == 1
    return group


def register(counted: Counted, group: GroupChoice) -> None:
    seat = counted.seat
    counted.task("5b a register")
    seat.press("Ctrl+6")
    seat.type(group.name.lower())
    seat.press("Down", "A", "E", "Ctrl+Enter")
    counted.done()
    today = london_day(seat.desk.clock())
    lines = seat.desk.community.register(seat.actor, group.id, today).people
    assert [one.mark for one in lines if one.case_id == known_case().case] == [Mark.CAME]
