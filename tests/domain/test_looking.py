"""What a lead should ask about: one's own name, many openings, nights, cases of others."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.looking import MANY_OPENINGS, Did, Flag, Look, did_by, flags

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEAH = UUID(int=1)


def look(at: datetime = NOON, worker: UUID = LEAH, did: Did = Did.OPENED, **more: object) -> Look:
    return Look(at, worker, "Ogden", did, **more)  # type: ignore[arg-type]


def test_an_ordinary_opening_is_not_asked_about() -> None:
    assert flags([look(surnames=frozenset({"Akhtar"}), on_team=True)]) == [()]


def test_ones_own_surname_is_asked_about_however_it_is_spelt() -> None:
    assert flags([look(surnames=frozenset({"OGDEN", "Akhtar"}))]) == [(Flag.OWN_NAME,)]


def test_a_case_of_others_is_asked_about_where_it_is_known() -> None:
    assert flags([look(on_team=False), look(on_team=None)]) == [(Flag.NOT_ON_TEAM,), ()]


@pytest.mark.parametrize(
    ("hour", "night"), [(5, True), (6, False), (21, False), (22, True), (0, True)]
)
def test_nights_are_asked_about_by_the_clock_on_the_wall(hour: int, night: bool) -> None:
    winter = NOON.replace(hour=hour)
    assert (Flag.NIGHT in flags([look(winter)])[0]) is night
    summer = datetime(2026, 7, 1, hour, 0, tzinfo=UTC) - timedelta(hours=1)
    assert (Flag.NIGHT in flags([look(summer)])[0]) is night


def test_more_than_forty_openings_in_an_hour_are_asked_about() -> None:
    ordinary = [look(NOON + timedelta(seconds=89 * n)) for n in range(MANY_OPENINGS)]
    assert set(flags(ordinary)) == {()}
    one_more = [*ordinary, look(NOON + timedelta(seconds=3599))]
    assert set(flags(one_more)) == {(Flag.MANY,)}
    just_after = [*ordinary, look(NOON + timedelta(seconds=3600))]
    assert set(flags(just_after)) == {()}
    somebody_else = [*ordinary, look(NOON + timedelta(seconds=9), UUID(int=2))]
    assert set(flags(somebody_else)) == {()}
    prints = [look(one.at, did=Did.PRINTED) for one in one_more]
    assert set(flags(prints)) == {()}


@given(st.lists(st.tuples(st.integers(0, 7200), st.integers(1, 2)), max_size=90))
def test_openings_are_counted_as_by_hand(made: list[tuple[int, int]]) -> None:
    looks = [look(NOON + timedelta(seconds=at), UUID(int=who)) for at, who in made]
    hour = timedelta(hours=1)

    def by_hand(one: Look) -> bool:
        begins = [other.at for other in looks if other.worker == one.worker]
        return any(
            sum(at <= other < at + hour for other in begins) > MANY_OPENINGS
            for at in begins
            if at <= one.at < at + hour
        )

    assert [Flag.MANY in found for found in flags(looks)] == [by_hand(one) for one in looks]


def test_what_changes_records_is_no_looking() -> None:
    assert did_by("add note") is None
    assert did_by("opened all for my day") is Did.LISTED
    assert did_by("opened case") is Did.OPENED
    assert did_by("broke glass") is Did.EMERGENCY
    assert did_by("printed network") is Did.PRINTED
    assert did_by("export cases") is Did.EXPORTED
