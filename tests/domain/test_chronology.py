"""A chronology keeps the order of days, the sort of each statement, and how closed its entry is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import (
    ORDER,
    Happening,
    Period,
    Sort,
    draft,
    parts,
    printable,
    sort_of,
)
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.times import london_day

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANN = PersonId(UUID(int=1))


def happening(number: int = 1, **said: object) -> Happening:
    made = Happening(
        record="notes",
        id=UUID(int=number),
        kind="visit",
        at=START,
        title="Home visit",
        body="The heating is off.",
        by="Leah",
        agency="Council",
        marking=Marking.NOT_MARKED,
        told_by="",
        category=Category.CORE,
        about=ANN,
    )
    return replace(made, **said)  # type: ignore[arg-type]


happenings = st.lists(
    st.builds(
        happening,
        st.integers(1, 10_000),
        kind=st.sampled_from(["note", "visit", "stage", "money", "demand", "unheard of"]),
        at=st.integers(0, 400).map(lambda days: START + timedelta(hours=6 * days)),
        marking=st.sampled_from(Marking),
        category=st.sampled_from(Category),
    ),
    unique_by=lambda one: one.id,
    max_size=12,
)
days = st.none() | st.integers(-2, 102).map(lambda day: date(2026, 3, 1) + timedelta(days=day))


@settings(max_examples=40)
@given(happenings, days, days, st.sets(st.sampled_from(Sort)), st.randoms())
def test_a_draft_holds_what_falls_into_it_by_day_and_no_entry_becomes_more_open_or_a_fact(
    story: list[Happening], first: date | None, last: date | None, sorts: set[Sort], random: object
) -> None:
    period = Period(first, last)
    lines = draft(story, period, sorts)
    shuffled = list(story)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draft(shuffled, period, sorts) == lines
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    by_id = {one.id: one for one in story}
    wanted = {
        one.id
        for one in story
        if sort_of(one.kind) in sorts
        and (first is None or london_day(one.at) >= first)
        and (last is None or london_day(one.at) <= last)
    }
    assert {line.entry for line in lines} == wanted
    for line in lines:
        entry = by_id[line.entry]
        assert (line.category, line.marking, line.about) == (
            entry.category,
            entry.marking,
            entry.about,
        )


@settings(max_examples=40)
@given(happenings, st.sets(st.sampled_from(Category)), st.booleans())
def test_what_may_not_be_printed_never_is_and_the_numbers_run_by_day_across_all_parts(
    story: list[Happening], allowed: set[Category], closed: bool
) -> None:
    lines = draft(story, Period())
    restricted = frozenset({ANN}) if closed else frozenset()
    kept = printable(lines, frozenset(allowed), restricted)
    assert kept == tuple(one for one in lines if one.category in allowed and not closed)
    found = parts(kept)
    assert [part.marking for part in found] == [
        mark for mark in ORDER if mark in {one.marking for one in kept}
    ]
    pairs = [pair for part in found for pair in part.lines]
    numbered = sorted(pairs, key=lambda pair: pair[0])
    assert [number for number, _line in numbered] == list(range(1, len(kept) + 1))
    assert [line.at for _number, line in numbered] == sorted(line.at for line in kept)


def test_a_line_left_out_is_in_no_part_and_takes_no_number() -> None:
    one, two = draft([happening(1), happening(2, at=START + timedelta(days=1))], Period())
    (part,) = parts([replace(one, left_out=True), two])
    assert part.lines == ((1, two),)
    assert printable([replace(one, left_out=True)], frozenset(Category), frozenset()) == ()


@pytest.mark.parametrize(
    ("entry", "words", "source"),
    [
        (happening(), "Home visit. The heating is off.", "Leah, Council"),
        (happening(kind="note", title="Note"), "The heating is off.", "Leah, Council"),
        (
            happening(kind="group", title="Came to Choir", body=" "),
            "Came to Choir",
            "Leah, Council",
        ),
        (
            happening(marking=Marking.TOLD, told_by="her sister"),
            "Home visit. The heating is off.",
            "her sister, as told to Leah, Council",
        ),
        (
            happening(by="", agency="Police", marking=Marking.TOLD, told_by="Police"),
            "Home visit. The heating is off.",
            "Police",
        ),
    ],
)
def test_a_line_says_what_happened_and_whose_word_it_is(
    entry: Happening, words: str, source: str
) -> None:
    (line,) = draft([entry], Period())
    assert (line.words, line.source) == (words, source)


def test_the_last_hour_of_the_day_on_the_wall_is_of_that_day() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight in Oldham
    assert Period(date(2026, 7, 1), date(2026, 7, 1)).holds(late)
    assert not Period(last=date(2026, 6, 30)).holds(late)
