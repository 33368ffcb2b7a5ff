"""How fresh an entry is, when a group meets, and by which words it is found."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.demo.groups import IDEAS
from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.group_search import find, search_keys, wanted_words
from pbi_desktop.domain.groups import Freshness, Mark, freshness
from pbi_desktop.domain.meeting_days import meeting_days, meets_on

TODAY = date(2026, 11, 21)


def same_or_swapped(one: str, other: str) -> float:
    """Judge words alike that hold the same letters: enough for a slip."""
    return 0.9 if sorted(one) == sorted(other) else 0.0


@pytest.mark.parametrize(
    ("days", "words", "state"),
    [
        (0, "Checked today", Freshness.FRESH),
        (1, "Checked yesterday", Freshness.FRESH),
        (13, "Checked 13 days ago", Freshness.FRESH),
        (21, "Checked 3 weeks ago", Freshness.FRESH),
        (92, "Checked 3 months ago", Freshness.FRESH),
        (93, "Checked 3 months ago: due to be checked", Freshness.AGEING),
        (365, "Checked 12 months ago: due to be checked", Freshness.AGEING),
        (366, "Checked 12 months ago: ring before you send anybody", Freshness.STALE),
        (430, "Checked 14 months ago: ring before you send anybody", Freshness.STALE),
    ],
)
def test_an_entry_says_how_fresh_it_is(days: int, words: str, state: Freshness) -> None:
    checked = freshness(TODAY - timedelta(days=days), TODAY)
    assert (checked.words, checked.state) == (words, state)


def test_an_entry_that_was_never_checked_asks_for_a_ring() -> None:
    checked = freshness(None, TODAY)
    assert checked.words == "Never checked: ring before you send anybody"
    assert checked.state.needs_ringing


def test_a_check_that_is_still_to_come_is_not_believed() -> None:
    checked = freshness(TODAY + timedelta(days=1), TODAY)
    assert checked.state.needs_ringing
    assert "still to come" in checked.words


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 4000))
@settings(max_examples=40)
def test_an_entry_never_grows_fresher_with_time(checked_on: date, days: int) -> None:
    order = (Freshness.FRESH, Freshness.AGEING, Freshness.STALE)
    day = checked_on + timedelta(days=days)
    states = [freshness(checked_on, day + timedelta(days=more)).state for more in (0, 1, 40)]
    assert [order.index(state) for state in states] == sorted(map(order.index, states))
    assert (day > months_on(checked_on, 12)) is (states[0] is Freshness.STALE)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Tuesdays 10:00–12:00", {1}),
        ("Weekly on Thursday", {3}),
        ("Mondays and Thursdays 13:00 to 15:00", {0, 3}),
        ("Monday to Friday 9:00 - 17:00; Saturday 9.30am to 1pm; Sunday closed", set(range(6))),
        ("Mon-Fri 9am-5pm", set(range(5))),
        ("Fri to Mon 10-12", {4, 5, 6, 0}),
        ("Daily", set(range(7))),
        ("Every Wednesday at noon", {2}),
        ("weekdays 10 to 4", set(range(5))),
        ("Tue's 7 p.m.", {1}),
    ],
)
def test_plain_words_say_on_which_days_a_group_meets(words: str, days: set[int]) -> None:
    assert meeting_days(words) == frozenset(days)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "By appointment",
        "First Tuesday of the month",
        "2nd Tuesday",
        "Fortnightly on Monday",
        "Tuesday 12 March",
        "Tuesdays, term time only",
        "Not Mondays",
        "Tuesday 12",
        "Monday closed 12:00 to 13:00",
        "Monday 9:00 to 17:00, closed 12:00 to 13:00",
        "Sunday closed",
        "منگل",
    ],
)
def test_words_that_are_not_plain_are_left_as_they_are(words: str) -> None:
    assert meeting_days(words) is None
    assert meets_on(words, TODAY) is None


def test_every_group_of_the_demo_says_plainly_when_it_meets() -> None:
    assert [idea.name for idea in IDEAS if meeting_days(idea.when) is None] == []


@given(st.text(max_size=60))
@settings(max_examples=40)
def test_no_words_are_ever_read_as_something_else_than_days(words: str) -> None:
    assert (meeting_days(words) or frozenset()) <= frozenset(range(7))


def test_space_goes_round_came_did_not_come_and_not_said() -> None:
    mark, said = Mark.NOT_SAID, []
    for _ in Mark:
        mark = mark.following
        said.append(mark.words)
    assert said == ["Came", "Did not come", "Not said"]


ENTRIES = [
    search_keys(entry)
    for entry in (
        {"name": "Lees Repair Bench", "offers": "Tools, tea", "postcode": "OL4 5AB"},
        {"name": "Community Pantry", "kind": "Food bank", "offers": "Food, toiletries"},
        {"name": "Sewing Circle", "for_whom": "Women", "locality": "Lees"},
        {"name": "مجلس", "offers": "Tea"},
    )
]


def found(words: str) -> list[int]:
    """Return the places of the entries found, best first."""
    hits = find(ENTRIES, words, same_or_swapped)
    best = sorted((-hit.score, at) for at, hit in enumerate(hits) if hit is not None)
    return [at for _score, at in best]


def test_words_are_found_in_any_order_and_by_their_beginnings() -> None:
    assert found("bench rep") == [0]
    assert found("lees") == [0, 2], "a name weighs more than a place"
    assert found("food for women") == []
    assert found("the food") == [1]
    assert found("ol45ab") == found("OL4 5ab") == [0]
    assert found("مجلس") == [3]


def test_no_words_find_everything_and_give_no_reason() -> None:
    hits = find(ENTRIES, "  ", same_or_swapped)
    assert [hit.words for hit in hits if hit is not None] == [""] * len(ENTRIES)
    assert found("%") == []


def test_a_hit_says_by_which_field_it_was_found() -> None:
    hits = find(ENTRIES, "tools lees", same_or_swapped)
    assert hits[0] is not None
    assert hits[0].words == "Found by its name and what it offers"


def test_a_slip_counts_only_for_words_that_nothing_has() -> None:
    (only,) = [hit for hit in find(ENTRIES, "womne", same_or_swapped) if hit is not None]
    assert only.words == "Found by whom it is for, spelt a little differently"
    assert found("teas") == []


@given(st.permutations(("lees", "repair", "bench", "tea")))
@settings(max_examples=20)
def test_the_order_of_words_never_counts(words: list[str]) -> None:
    assert find(ENTRIES, " ".join(words), same_or_swapped) == find(
        ENTRIES, "lees repair bench tea", same_or_swapped
    )


def test_small_words_count_where_there_are_no_others() -> None:
    assert wanted_words("a place for tea") == ("place", "tea")
    assert wanted_words("the") == ("the",)
