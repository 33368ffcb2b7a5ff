"""Sharing is by allow-list: what is not named is not told, and less granted never tells more."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.sharing import (
    Fact,
    StepFact,
    SummaryFacts,
    SummaryPart,
    SummaryRequest,
    may_receive,
    narrow,
    permitted_categories,
    permitted_parts,
    shareable,
)
from tests.reports.samples import NASREEN, SOMEONE_ELSE, about_somebody_else, facts, request
from tests.reports.summaries import categories, summaries

EVERY_PAIR = [(kind, purpose) for kind in AgencyKind for purpose in Purpose]
NEVER = (Category.SEXUALITY_GENDER, Category.ETHNICITY_RELIGION, Category.IMMIGRATION)

pairs = st.sampled_from(EVERY_PAIR)


def told(kept: SummaryFacts) -> set[Fact]:
    """Return every fact of a summary, whatever part it is in."""
    found: set[Fact] = set()
    for field in fields(kept):
        value = getattr(kept, field.name)
        found |= {one for one in (value if isinstance(value, tuple) else (value,)) if is_fact(one)}
    return found


def is_fact(value: object) -> bool:
    return isinstance(value, Fact)


def asked(pair: tuple[AgencyKind, Purpose], allowed: frozenset[Category]) -> SummaryRequest:
    return request(pair[0], pair[1], allowed)


def try_narrow(known: SummaryFacts, wanted: SummaryRequest) -> set[Fact]:
    try:
        return told(narrow(known, wanted))
    except NotPermitted:
        return set()


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "purpose"), EVERY_PAIR)
def test_who_is_not_in_the_list_may_be_told_nothing(kind: AgencyKind, purpose: Purpose) -> None:
    listed = permitted_categories(kind, purpose)
    assert bool(listed) == bool(permitted_parts(kind, purpose))
    assert {one for one in Category if may_receive(kind, purpose, one)} == listed
    if listed:
        assert {Category.IDENTITY, Category.CORE} <= listed


def test_no_list_names_what_people_are_never_asked_to_share() -> None:
    for kind, purpose in EVERY_PAIR:
        assert permitted_categories(kind, purpose).isdisjoint(NEVER)


def test_a_protected_address_is_named_for_safeguarding_by_police_and_council_alone() -> None:
    named = {
        pair for pair in EVERY_PAIR if Category.PROTECTED_ADDRESS in permitted_categories(*pair)
    }
    assert named == {
        (AgencyKind.POLICE, Purpose.SAFEGUARDING),
        (AgencyKind.COUNCIL, Purpose.SAFEGUARDING),
    }


def test_a_housing_association_is_not_told_of_health_or_offending() -> None:
    for purpose in Purpose:
        listed = permitted_categories(AgencyKind.HOUSING, purpose)
        assert listed.isdisjoint({Category.HEALTH, Category.OFFENDING, Category.SUBSTANCE_USE})


def test_schools_and_the_voluntary_sector_are_told_nothing_to_prevent_crime() -> None:
    for kind in (AgencyKind.SCHOOL, AgencyKind.VOLUNTARY, AgencyKind.HEALTH, AgencyKind.HOUSING):
        assert not permitted_categories(kind, Purpose.CRIME_PREVENTION)


def test_notes_are_no_part_of_any_summary() -> None:
    assert not [part for part in SummaryPart if "note" in part or "story" in part]
    assert not [field.name for field in fields(SummaryFacts) if "note" in field.name]


# --- the sieve ------------------------------------------------------------------------------------


def test_a_council_is_told_what_it_needs_for_support_and_no_more() -> None:
    kept = narrow(facts(), request())
    assert {fact.category for fact in told(kept)} == {
        Category.IDENTITY,
        Category.CORE,
        Category.CONTACT,
        Category.HEALTH,
        Category.HOUSING,
        Category.FINANCE,
    }
    assert [risk.harm for risk in kept.risks] == ["Falls on the back step"]
    assert [address.lines[0] for address in kept.addresses] == ["14 Alderbank Road"]


def test_records_about_somebody_else_are_never_told() -> None:
    mixed = about_somebody_else(facts())
    assert SOMEONE_ELSE in {fact.about for fact in told(mixed)}
    for kind, purpose in EVERY_PAIR:
        assert {f.about for f in try_narrow(mixed, request(kind, purpose))} <= {NASREEN}


def test_without_a_right_to_know_whom_it_is_about_there_is_no_summary() -> None:
    with pytest.raises(NotPermitted):
        narrow(facts(), request(allowed=frozenset({Category.CORE})))
    with pytest.raises(NotPermitted):
        narrow(facts(), request(AgencyKind.SCHOOL, Purpose.CRIME_PREVENTION))


def test_police_preventing_crime_are_told_no_way_to_reach_the_person() -> None:
    kept = narrow(facts(), request(AgencyKind.POLICE, Purpose.CRIME_PREVENTION))
    assert (kept.safe_contact, kept.addresses, kept.plan, kept.what_matters) == (None, (), (), ())
    assert kept.next_review_on is None
    assert all(step.asked_of_recipient for step in kept.steps)


@given(summaries, pairs, categories)
def test_every_fact_told_is_about_the_person_granted_and_in_the_list(
    known: SummaryFacts, pair: tuple[AgencyKind, Purpose], allowed: frozenset[Category]
) -> None:
    for fact in try_narrow(known, asked(pair, allowed)):
        assert fact.about == known.person
        assert fact.category in allowed
        assert may_receive(*pair, fact.category)


@given(summaries, pairs, categories, categories)
def test_granting_less_never_tells_more(
    known: SummaryFacts,
    pair: tuple[AgencyKind, Purpose],
    few: frozenset[Category],
    more: frozenset[Category],
) -> None:
    assert try_narrow(known, asked(pair, few & more)) <= try_narrow(known, asked(pair, more))


@given(summaries, pairs, categories)
def test_an_agreement_never_widens_the_list(
    known: SummaryFacts, pair: tuple[AgencyKind, Purpose], allowed: frozenset[Category]
) -> None:
    listed = permitted_categories(*pair)
    wanted = asked(pair, allowed)
    assert shareable(wanted) == allowed & listed
    assert try_narrow(known, wanted) == try_narrow(known, asked(pair, allowed & listed))


@given(summaries, pairs, categories)
def test_what_may_be_told_is_always_told(
    known: SummaryFacts, pair: tuple[AgencyKind, Purpose], allowed: frozenset[Category]
) -> None:
    wanted = asked(pair, allowed)
    kept = try_narrow(known, wanted)
    if not kept or permitted_parts(*pair) != frozenset(SummaryPart):
        return
    assert kept == {
        fact
        for fact in told(known)
        if fact.about == known.person and fact.category in shareable(wanted)
    }


@given(summaries, pairs, categories)
def test_narrowing_twice_is_narrowing_once(
    known: SummaryFacts, pair: tuple[AgencyKind, Purpose], allowed: frozenset[Category]
) -> None:
    wanted = asked(pair, allowed)
    if try_narrow(known, wanted):
        once = narrow(known, wanted)
        assert narrow(once, wanted) == once


def test_a_step_is_an_ask_or_a_next_step_and_each_needs_its_own_part() -> None:
    step = StepFact(NASREEN, Category.CORE, "Ring her landlord", "Jo", "Council", date(2026, 12, 1))
    known = replace(facts(), steps=(step, replace(step, asked_of_recipient=True)))
    police = request(AgencyKind.POLICE, Purpose.CRIME_PREVENTION)
    assert [one.asked_of_recipient for one in narrow(known, police).steps] == [True]
    assert [one.asked_of_recipient for one in narrow(known, request()).steps] == [True, False]


def test_a_request_says_on_what_ground_and_until_when() -> None:
    wanted = request()
    assert (wanted.basis, wanted.gateway) == (Basis.TASK, "Care Act 2014, section 6")
    assert wanted.destroy_by > datetime(2026, 11, 21, tzinfo=UTC).date()
