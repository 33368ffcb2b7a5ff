"""A note's own words say when it happened; what is of something else, or to come, is not taken."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.happened import happened, say_moment

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Visited on tue at 2. All well.", "Tuesday 17 November 2026, 14:00"),
        ("Yesterday she rang about the rent", "Friday 20 November 2026"),
        ("Rang the landlord yesterday at 14:30, no answer", "Friday 20 November 2026, 14:30"),
        ("Met her on the 12th of November at half past 10", "Thursday 12 November 2026, 10:30"),
        ("Texted 3 days ago", "Wednesday 18 November 2026"),
        ("All well. Saw her last mon", "Monday 16 November 2026"),
        ("She fell on tue", "Tuesday 17 November 2026"),
    ],
)
def test_the_day_of_the_contact_is_read(note: str, said: str) -> None:
    moment = happened(note, TODAY).moment
    assert moment is not None
    assert say_moment(moment) == said


@pytest.mark.parametrize(
    "note",
    [
        "Home visit, all well",
        "Home visit. The summons came on friday.",
        "Rang about the letter that came on friday",
        "She will come on tue",
        "Appointment at the jobcentre on tue at 2",
        "Her son, born on 9 april 1991, came in",
        "She said he left on monday",
        "Visit on wed at 25",
        "She moved on monday",
        "",
    ],
)
def test_the_day_of_something_else_is_not_when_it_happened(note: str) -> None:
    found = happened(note, TODAY)
    assert found.moment is None
    assert found.several == ()


def test_of_two_days_none_is_taken() -> None:
    found = happened("Saw her on mon and again on wed", TODAY)
    assert found.moment is None
    assert [one.day.day for one in found.several] == [16, 18]


_WORDS = (
    *("visited", "rang", "her", "yesterday", "on", "tue", "at", "2", "last", "friday", "tomorrow"),
    *("will", ".", "3", "days", "ago", "12", "nov", "today", "the", "letter", "2pm", "saw"),
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_nothing_ever_happened_on_a_day_to_come(words: list[str], today: date) -> None:
    found = happened(" ".join(words), today)
    for moment in (found.moment, *found.several):
        assert moment is None or moment.day <= today
