"""Questions about what two cases share: with both sides, in any order, and never about some."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.shared_ties import Held, Known, SharedKind, questions

START = date(2025, 1, 1)
PEOPLE = tuple(PersonId(UUID(int=number)) for number in range(1, 6))


def held(number: int, **columns: object) -> Held:
    one = Held(
        SharedKind.ADDRESS,
        "mill",
        "12 Mill Lane",
        PEOPLE[number],
        "ABCDE"[number],
        CaseId(UUID(int=100 + number)),
        f"REF{number}",
    )
    return replace(one, **columns)  # type: ignore[arg-type]


def test_dates_that_do_not_overlap_speak_against_it_and_ask_of_the_past() -> None:
    gone = held(0, started_on=START, ended_on=date(2025, 3, 1))
    (one,) = questions([gone, held(1, started_on=date(2025, 6, 1))], Known())
    assert one.question == "Did A and B share 12 Mill Lane?"
    assert "The dates do not overlap." in one.against
    assert one.speaks_for[0] == "A (REF0): recorded since 1 January 2025 until 1 March 2025."


def test_a_house_of_many_homes_and_a_service_phone_speak_against_it() -> None:
    flats = [held(n, key="h", words="Flat 3, Aspen Court", started_on=START) for n in range(4)]
    for one in questions(flats, Known()):
        assert "By its name it is a building of many homes." in one.against
        assert any("4 people whom you may see" in words for words in one.against)
    phones = [held(n, kind=SharedKind.PHONE, key="01", words="01") for n in range(2)]
    (asked,) = questions(phones, Known(public={"01": "Alder Surgery"}))
    assert "It is the phone of Alder Surgery." in asked.against


def test_two_of_one_case_are_no_question_across_cases() -> None:
    same = CaseId(UUID(int=7))
    assert questions([held(0, case_id=same), held(1, case_id=same)], Known()) == ()


def test_nobody_is_joined_through_somebody_they_are_kept_apart_from() -> None:
    rex = PEOPLE[4]
    both = [held(n, kind=SharedKind.ASSOCIATE, key=str(rex), words="Rex") for n in range(3)]
    assert len(questions(both, Known())) == 3
    (left,) = questions(both, Known(apart={frozenset({PEOPLE[0], rex})}))
    assert {left.one.person, left.other.person} == {PEOPLE[1], PEOPLE[2]}


days = st.none() | st.integers(0, 900).map(lambda day: START + timedelta(days=day))
some = st.lists(
    st.builds(
        lambda number, key, began, ended: held(number, key=key, started_on=began, ended_on=ended),
        st.integers(0, 4),
        st.sampled_from(["mill", "park"]),
        days,
        days,
    ),
    max_size=8,
)
people = st.sampled_from(PEOPLE)
pairs = st.sets(st.frozensets(people, min_size=2, max_size=2), max_size=3)


@settings(max_examples=60, deadline=None)
@given(some=some, never=st.sets(people, max_size=2), apart=pairs, tied=pairs, seed=st.integers())
def test_whoever_must_not_be_asked_about_never_is_and_order_changes_nothing(
    some: list[Held],
    never: set[PersonId],
    apart: set[frozenset[UUID]],
    tied: set[frozenset[UUID]],
    seed: int,
) -> None:
    known = Known(never, apart, tied)
    asked = questions(some, known)
    for one in asked:
        ends = frozenset({one.one.person, one.other.person})
        assert len(ends) == 2
        assert not ends & never
        assert ends not in apart | tied
        assert one.against
        assert one.question.endswith("?")
    assert questions(Random(seed).sample(some, len(some)), known) == asked  # noqa: S311
    without = [one for one in some if one.person not in never]
    assert questions(without, known) == asked
