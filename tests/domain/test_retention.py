"""The rule that keeps longest decides, for the person of a file who is kept longest."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.data_rights import RetentionAction
from pbi_desktop.domain.retention import (
    DEFAULTS,
    PersonFacts,
    RecordType,
    copies_hold_until,
    due_of,
    file_due,
    types_of,
)
from pbi_desktop.domain.times import PartialDate, Precision

ADULT = PersonFacts(
    date(2015, 3, 1),
    PartialDate("1980-05-05", Precision.DAY),
    last_contact_on=date(2016, 2, 1),
    last_closed_on=date(2016, 4, 1),
)
BABY = PersonFacts(
    date(2015, 3, 1), PartialDate("2014-06", Precision.MONTH), last_contact_on=date(2016, 2, 1)
)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
births = st.none() | days.map(PartialDate.of_day) | st.integers(1930, 2030).map(PartialDate.of_year)
people = st.builds(
    PersonFacts,
    days,
    births,
    st.none() | days,
    st.none() | days,
    st.just(False),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def test_an_adults_file_counts_from_the_day_the_case_closed() -> None:
    due = due_of(ADULT, DEFAULTS)
    assert due is not None
    assert (due.on, due.record_type) == (date(2022, 4, 1), RecordType.ADULT_FILE)
    assert due.action is RetentionAction.REVIEW


def test_who_only_came_once_goes_after_two_years_without_review() -> None:
    once = PersonFacts(date(2020, 1, 6), None, date(2020, 1, 6), date(2020, 2, 1), only_came=True)
    due = due_of(once, DEFAULTS)
    assert due is not None
    assert (due.on, due.action) == (date(2022, 1, 6), RetentionAction.DELETE)


def test_health_and_safeguarding_keep_longer() -> None:
    for kept in ({"has_health": True}, {"has_safeguarding": True}):
        due = due_of(PersonFacts(**{**ADULT.__dict__, **kept}), DEFAULTS)
        assert due is not None
        assert due.on == date(2024, 2, 1)


def test_a_family_is_kept_until_the_youngest_childs_time_is_over() -> None:
    due = file_due([ADULT, BABY], DEFAULTS)
    assert due is not None
    assert (due.record_type, due.since) == (RecordType.CHILD_FILE, date(2032, 6, 30))
    assert due.on == date(2035, 6, 30)


def test_an_open_case_keeps_the_whole_file() -> None:
    assert file_due([ADULT, PersonFacts(date(2015, 3, 1), is_open=True)], DEFAULTS) is None


def test_a_sort_of_file_without_a_rule_is_kept() -> None:
    without = [rule for rule in DEFAULTS if rule.record_type is not RecordType.ADULT_FILE]
    assert due_of(ADULT, without) is None
    assert file_due([ADULT, BABY], without) is None


def test_every_sort_has_a_proposed_rule_with_a_source_and_most_are_reviewed_first() -> None:
    assert {rule.record_type for rule in DEFAULTS} == set(RecordType)
    assert all(rule.source for rule in DEFAULTS)
    reviewed = [rule for rule in DEFAULTS if rule.action is RetentionAction.REVIEW]
    assert len(reviewed) > len(DEFAULTS) / 2


@pytest.mark.parametrize(
    ("born", "since"),
    [
        (PartialDate("2008-02-29", Precision.DAY), date(2026, 2, 28)),
        (PartialDate("2008-02", Precision.MONTH), date(2026, 2, 28)),
        (PartialDate.of_year(2008), date(2026, 12, 31)),
    ],
)
def test_an_eighteenth_birthday_that_is_not_known_is_the_last_it_could_be(
    born: PartialDate, since: date
) -> None:
    due = due_of(PersonFacts(date(2015, 1, 1), born), DEFAULTS)
    assert due is not None
    assert due.since == since


@given(people)
def test_everybody_has_a_sort_and_a_day_on_which_it_is_over(facts: PersonFacts) -> None:
    assert types_of(facts)
    assert due_of(facts, DEFAULTS) is not None


@given(st.lists(people, min_size=1, max_size=4), people)
def test_one_more_person_in_a_file_never_makes_it_go_earlier(
    some: list[PersonFacts], more: PersonFacts
) -> None:
    before, after = file_due(some, DEFAULTS), file_due([*some, more], DEFAULTS)
    assert before is not None
    assert after is not None
    assert after.on >= before.on
    assert after.on == max(due.on for one in [*some, more] if (due := due_of(one, DEFAULTS)))


@given(people, st.integers(0, 600))
def test_a_longer_period_never_makes_it_go_earlier(facts: PersonFacts, longer: int) -> None:
    lengthened = [
        type(rule)(**{**rule.__dict__, "months": rule.months + longer, "id": uuid4()})
        for rule in DEFAULTS
    ]
    before, after = due_of(facts, DEFAULTS), due_of(facts, lengthened)
    assert before is not None
    assert after is not None
    assert after.on >= before.on


def test_old_copies_hold_it_for_twelve_months_more() -> None:
    assert copies_hold_until(date(2026, 11, 22)) == months_on(date(2026, 11, 22), 12)
