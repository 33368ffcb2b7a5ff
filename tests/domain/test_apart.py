"""Two who are kept apart: near in time is enough, unless both places are known and differ."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.apart import AROUND, LASTS, Booked, may_meet

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
moments = st.integers(0, 48 * 4).map(lambda quarters: TEN + timedelta(minutes=15 * quarters))
bookings = st.builds(
    lambda at, lasts, place: Booked(at, None if lasts is None else at + lasts, place),
    moments,
    st.none() | st.integers(1, 12).map(lambda quarters: timedelta(minutes=15 * quarters)),
    st.sampled_from(["", "The Clinic", "the clinic", "Court"]),
)


@given(bookings, bookings)
def test_whoever_may_meet_the_one_is_met_by_them(one: Booked, other: Booked) -> None:
    assert may_meet(one, other) is may_meet(other, one)
    assert may_meet(one, one)


@given(bookings, bookings)
def test_saying_where_never_brings_them_nearer(one: Booked, other: Booked) -> None:
    anywhere = may_meet(Booked(one.at, one.ends_at), Booked(other.at, other.ends_at))
    assert anywhere or not may_meet(one, other)


def test_leaving_and_arriving_within_the_hour_is_a_meeting_and_another_place_is_none() -> None:
    first = Booked(TEN, place="The Clinic")
    near, far = TEN + LASTS + AROUND - timedelta(minutes=1), TEN + LASTS + AROUND
    assert may_meet(first, Booked(near, place="the clinic"))
    assert not may_meet(first, Booked(far, place="the clinic"))
    assert not may_meet(first, Booked(TEN, place="Court"))
    assert may_meet(first, Booked(TEN)), "nobody said where: it may be there"
