"""Days that matter and going along: kept once, moved to a new one, told as a note, taken back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.housing import GoingTo, KeyDateKind, KeyDateState, Went
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.pressing import rank_of_promise
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.housing_reading import read_key_dates
from pbi_desktop.services.housing_rows import NewGoing, NewKeyDate, WhatHappened
from tests.support.desks import undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
HEARING = NewKeyDate(
    KeyDateKind.HEARING,
    "Possession hearing",
    date(2026, 11, 24),
    "The court can give the home back to the landlord",
    datetime(2026, 11, 24, 10, tzinfo=LONDON),
    "County court",
    Category.HOUSING,
)
COURT = NewGoing(datetime(2026, 11, 20, 9, 30, tzinfo=LONDON), GoingTo.COURT, "County court")
Town = tuple[World, Desk]


@pytest.fixture
def leah(file_desk: Town) -> Actor:
    return file_desk[0].worker("leah")


@pytest.fixture
def case(file_desk: Town, leah: Actor) -> CaseMade:
    return file_desk[0].case(team=[leah])


@pytest.fixture
def desk(file_desk: Town) -> Desk:
    return file_desk[1]


def states(desk: Desk, leah: Actor, case: CaseMade) -> list[tuple[KeyDateState, date, str]]:
    return [(one.state, one.on_day, one.outcome) for one in desk.key_dates.dates(leah, case.id)]


def test_a_date_that_moves_stays_on_record_and_makes_a_new_one(
    desk: Desk, leah: Actor, case: CaseMade
) -> None:
    first = desk.key_dates.add_key_date(leah, case.id, HEARING)
    assert first.made is not None
    new_day, hour = date(2026, 12, 8), datetime(2026, 12, 8, 14, tzinfo=LONDON)
    moved = desk.key_dates.move_key_date(leah, first.made, 1, new_day, hour, "no judge")
    assert moved.done == "Moved to 8 December 2026"
    assert states(desk, leah, case) == [
        (KeyDateState.COMING, new_day, ""),
        (KeyDateState.MOVED, HEARING.on_day, "Moved to 8 December 2026: no judge"),
    ]
    now, old = desk.key_dates.dates(leah, case.id)
    assert (now.what, now.place, now.consequence, now.category, now.at) == (
        old.what, old.place, old.consequence, Category.HOUSING, hour,
    )  # fmt: skip
    undo(desk, leah, moved)
    assert states(desk, leah, case) == [(KeyDateState.COMING, HEARING.on_day, "")]


@pytest.mark.parametrize("state", [KeyDateState.KEPT, KeyDateState.MISSED, KeyDateState.CALLED_OFF])
def test_what_became_of_a_date_is_said_once_and_can_be_taken_back(
    file_desk: Town, leah: Actor, case: CaseMade, state: KeyDateState
) -> None:
    world, desk = file_desk
    made = desk.key_dates.add_key_date(leah, case.id, HEARING).made
    assert made is not None
    world.clock.forward(days=4)
    kept = desk.key_dates.settle_key_date(leah, made, 1, state, "Suspended at £3.70 a week")
    assert states(desk, leah, case) == [(state, HEARING.on_day, "Suspended at £3.70 a week")]
    with pytest.raises(Invalid):
        desk.key_dates.settle_key_date(leah, made, 2, KeyDateState.MISSED)
    with pytest.raises(Invalid):
        desk.key_dates.move_key_date(leah, made, 2, date(2027, 1, 4))
    undo(desk, leah, kept)
    assert states(desk, leah, case) == [(KeyDateState.COMING, HEARING.on_day, "")]


def test_dates_to_come_are_read_most_pressing_first_and_before_promises(
    file_desk: Town, leah: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    for kind, away in (
        (KeyDateKind.FORM_BY, 20),
        (KeyDateKind.OTHER, -3),
        (KeyDateKind.EVICTION, 3),
        (KeyDateKind.FORM_BY, 3),
    ):
        new = NewKeyDate(kind, f"{kind} {away}", TODAY + timedelta(days=away), "It is lost")
        desk.key_dates.add_key_date(leah, case.id, new)
    with world.store_for(leah).query(leah) as work:
        lines = read_key_dates(work, [case.id])
    assert [line.what for line in lines] == ["other -3", "eviction 3", "form_by 3", "form_by 20"]
    assert [line.days_left for line in lines] == [-3, 3, 3, 20]
    late = rank_of_promise(TODAY - timedelta(days=90))
    assert [line.rank < late for line in lines] == [True, True, True, False]
    assert desk.cases.now(leah, case.id).dates == lines
    alerts = [alert.text for alert in desk.cases.header(leah, case.id).alerts]
    assert alerts == ["3 days ago: other -3"], "the most pressing one, wherever one is in the case"


def test_a_date_without_its_consequence_is_refused(desk: Desk, leah: Actor, case: CaseMade) -> None:
    dates, key = desk.key_dates, uuid4()
    wrong_hour = datetime(2026, 11, 25, 10, tzinfo=LONDON)
    kind, day = KeyDateKind.FORM_BY, TODAY
    attempts: list[tuple[set[str], Callable[[], Changes]]] = [
        ({"consequence"}, lambda: dates.add_key_date(
            leah, case.id, NewKeyDate(kind, "UC form", day, " "))),
        ({"what", "consequence"}, lambda: dates.add_key_date(
            leah, case.id, NewKeyDate(kind, " ", day, "\n"))),
        ({"on_day"}, lambda: dates.add_key_date(
            leah, case.id, NewKeyDate(kind, "UC form", day, "It stops", wrong_hour))),
        ({"on_day"}, lambda: dates.settle_key_date(leah, key, 1, KeyDateState.MOVED)),
        ({"place"}, lambda: dates.plan_going(
            leah, case.id, NewGoing(COURT.at, GoingTo.COURT, " "))),
        ({"worker"}, lambda: dates.plan_going(
            leah, case.id, NewGoing(COURT.at, GoingTo.COURT, "Court", stranger()))),
        ({"words"}, lambda: dates.went_along(leah, case.id, COURT, WhatHappened(Went.WENT))),
        ({"went"}, lambda: dates.record_going(leah, key, 1, WhatHappened(Went.PLANNED))),
        ({"minutes"}, lambda: dates.went_along(
            leah, case.id, COURT, WhatHappened(Went.WENT, "Adjourned", 0))),
        ({"at"}, lambda: dates.went_along(
            leah, case.id, NewGoing(HEARING.at or COURT.at, GoingTo.COURT, "Court"),
            WhatHappened(Went.WENT, "Adjourned"))),
    ]  # fmt: skip
    for fields, attempt in attempts:
        with pytest.raises(Invalid) as refused:
            attempt()
        assert set(refused.value.fields) == fields
        assert all(said.endswith(".") for said in refused.value.fields.values())
    assert states(desk, leah, case) == []
    assert desk.key_dates.going(leah, case.id) == ()
    assert desk.cases.story(leah, case.id) == ()


def stranger() -> WorkerId:
    return WorkerId(uuid4())


def test_what_happened_there_is_a_note_in_the_story(
    file_desk: Town, leah: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    new = NewGoing(HEARING.at or COURT.at, GoingTo.COURT, "County court")
    planned = desk.key_dates.plan_going(leah, case.id, new)
    assert planned.made is not None
    assert [one.went for one in desk.cases.now(leah, case.id).going] == [Went.PLANNED]
    world.clock.forward(days=4)
    happened = WhatHappened(Went.WENT, "The judge suspended it. She spoke for herself.", 95)
    kept = desk.key_dates.record_going(leah, planned.made, 1, happened)
    line = desk.key_dates.going(leah, case.id)[0]
    assert (line.went, line.minutes, line.has_note, line.mine) == (Went.WENT, 95, True, True)
    entry = desk.cases.story(leah, case.id)[0]
    assert (entry.body, entry.at) == (happened.words, new.at)
    with pytest.raises(StaleRecord):
        desk.key_dates.record_going(leah, planned.made, 2, WhatHappened(Went.CALLED_OFF))
    undo(desk, leah, kept)
    assert desk.cases.story(leah, case.id) == ()
    assert desk.key_dates.going(leah, case.id)[0].went is Went.PLANNED


def test_going_along_that_nobody_planned_is_one_command(
    desk: Desk, leah: Actor, case: CaseMade
) -> None:
    kept = desk.key_dates.went_along(
        leah, case.id, COURT, WhatHappened(Went.DID_NOT_COME, "We waited until ten.")
    )
    assert [one.went for one in desk.key_dates.going(leah, case.id)] == [Went.DID_NOT_COME]
    assert [one.body for one in desk.cases.story(leah, case.id)] == ["We waited until ten."]
    undo(desk, leah, kept)
    assert desk.key_dates.going(leah, case.id) == ()
    assert desk.cases.story(leah, case.id) == ()


def test_a_criminal_hearing_shows_to_nobody_who_may_not_know_of_offences(
    file_desk: Town, leah: Actor
) -> None:
    world, desk = file_desk
    world.agree(AgencyKind.HOUSING, Category.CORE, Category.IDENTITY, Category.HOUSING)
    tom = world.worker("tom", agency=AgencyKind.HOUSING)
    case = world.case(team=[leah, tom])
    crime = NewKeyDate(
        KeyDateKind.HEARING, "Sentencing", TODAY, "Prison", None, "", Category.OFFENDING
    )
    desk.key_dates.add_key_date(leah, case.id, crime)
    desk.key_dates.add_key_date(leah, case.id, HEARING)
    assert [one.what for one in desk.key_dates.dates(leah, case.id)] == [
        "Sentencing",
        "Possession hearing",
    ]
    assert [one.what for one in desk.key_dates.dates(tom, case.id)] == ["Possession hearing"]
    hidden = desk.key_dates.dates(leah, case.id)[0]
    with pytest.raises(NotFound):
        desk.key_dates.settle_key_date(tom, hidden.id, 1, KeyDateState.MISSED)
    with pytest.raises(NotPermitted):
        desk.key_dates.add_key_date(tom, case.id, crime)
