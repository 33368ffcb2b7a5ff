"""What is dated is there from its first day until the day before its end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.ids import PersonId, new_id
from pbi_desktop.domain.ties import OutlineLine, PersonFact, runs_on

DAY = date(2026, 3, 1)
maybe = st.none() | st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days))


@given(maybe, maybe)
def test_something_is_there_unless_it_has_not_begun_or_is_over(
    started: date | None, ended: date | None
) -> None:
    waiting = started is not None and started > DAY
    over = ended is not None and ended <= DAY
    assert runs_on(DAY, started, ended) == (not waiting and not over)


def test_a_person_without_a_short_name_is_called_by_the_whole_one() -> None:
    person = PersonId(new_id())
    assert PersonFact(person, "Nasreen Akhtar").short == "Nasreen Akhtar"
    assert PersonFact(person, "Nasreen Akhtar", "Nas").short == "Nas"


def test_a_line_is_read_out_whole() -> None:
    assert OutlineLine("a", "Nasreen, mother, 68", "Strong tie.").spoken == (
        "Nasreen, mother, 68. Strong tie."
    )
    assert OutlineLine("a", "Nasreen", "").spoken == "Nasreen."
