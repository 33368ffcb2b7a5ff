"""A shared summary says what one agency may be told, on one side, and nothing of the rest."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.documents import (
    Document,
    Heading,
    KeyValues,
    ListBlock,
    Notice,
    Protection,
    Said,
    Table,
    plain,
)
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.sharing import RiskFact, SummaryFacts, narrow
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.reports.case_summary import build_case_summary
from tests.reports.samples import NASREEN, URDU_NAME, about_somebody_else, facts, request
from tests.reports.summaries import categories, summaries

pairs = st.sampled_from([(kind, purpose) for kind in AgencyKind for purpose in Purpose])


def headings(document: Document) -> list[str]:
    return [plain(block.text) for block in document.blocks if isinstance(block, Heading)]


def pieces(value: object) -> Iterator[str]:
    """Yield every text from a record that a document holds."""
    if isinstance(value, Said):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from pieces(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from pieces(getattr(value, field.name))


def everything(document: Document) -> str:
    return repr(document)


def values(document: Document) -> dict[str, str]:
    return {
        name: plain(text)
        for block in document.blocks
        if isinstance(block, KeyValues)
        for name, text in block.pairs
    }


def section(document: Document, title: str) -> list[object]:
    """Return the blocks under a heading."""
    at = headings(document).index(title)
    starts = [n for n, block in enumerate(document.blocks) if isinstance(block, Heading)]
    ends = [*starts[1:], len(document.blocks)]
    return list(document.blocks[starts[at] + 1 : ends[at]])


def items(document: Document, title: str) -> list[str]:
    return [
        plain(item)
        for block in section(document, title)
        if isinstance(block, ListBlock)
        for item in block.items
    ]


def test_the_order_is_what_we_ask_how_to_reach_them_and_then_the_rest() -> None:
    assert headings(build_case_summary(facts(), request())) == [
        "What we ask of you",
        f"How to reach {URDU_NAME} safely",
        "What not to say",
        "What matters to them, in their words",
        "Risks",
        "How far",
        "What happens next",
        "The plan",
        "Who works with them",
        "What you may do with this",
        "Reply slip",
    ]


def test_what_we_ask_says_by_when_and_the_soonest_is_first() -> None:
    asked = [
        text.replace("\u00a0", " ")
        for text in items(build_case_summary(facts(), request()), "What we ask of you")
    ]
    assert asked == [
        "Fix the back door lock, by 3 December 2026. For Jo Marsh.",
        "Look at the arrears together, no date set. For Jo Marsh.",
    ]


def test_the_copy_is_marked_numbered_and_names_its_reader() -> None:
    marking = build_case_summary(facts(), request()).marking
    assert marking.protection is Protection.OFFICIAL_SENSITIVE
    assert (marking.copy_number, marking.for_whom) == (3, "Oldham Council adult care")
    assert marking.handling == (
        "For Oldham Council adult care only. Do not pass on. Destroy by 21 February 2027."
    )


def test_age_and_year_are_told_but_never_the_day_of_birth() -> None:
    document = build_case_summary(facts(), request())
    assert values(document)["Age"] == "68, born 1958"
    assert "1958-02-01" not in everything(document)
    assert "February 1958" not in everything(document)
    guessed = replace(facts().who, born=PartialDate.of_year(1958, about=True))
    rough = build_case_summary(replace(facts(), who=guessed), request())
    assert values(rough)["Age"] == "about 68, born about 1958"


def test_safe_ways_and_unsafe_ways_are_both_said() -> None:
    told = values(build_case_summary(facts(), request()))
    assert told["Safe"] == "text message, phone call"
    assert told["Not safe"] == "voicemail, letter"
    assert told["When"] == "from 09:00 to 14:00"
    assert told["Number"] == "07700 900123"


def test_a_number_is_given_only_where_it_is_safe_to_use_it() -> None:
    safe = facts().safe_contact
    assert safe is not None
    letters = replace(safe, may_text=False, may_call=False, may_write=True)
    document = build_case_summary(replace(facts(), safe_contact=letters), request())
    assert "07700" not in everything(document)
    assert values(document)["Safe"] == "letter"


def test_where_no_safe_way_may_be_told_the_reader_must_ask_the_key_worker() -> None:
    document = build_case_summary(replace(facts(), safe_contact=None), request())
    (notice,) = section(document, f"How to reach {URDU_NAME} safely")
    assert isinstance(notice, Notice)
    assert plain(notice.text) == (
        "No safe way is given here. Do not call, text or write. Ask Leah Ogden first."
    )


def test_no_risks_told_is_never_worded_as_no_risks() -> None:
    document = build_case_summary(replace(facts(), risks=()), request())
    (notice,) = section(document, "Risks")
    assert isinstance(notice, Notice)
    assert "does not mean that there are none" in plain(notice.text)


def test_asked_and_none_known_is_told_with_its_date() -> None:
    none = RiskFact(
        NASREEN, Category.CORE, RiskState.NONE_KNOWN, "", Likelihood.NOT_JUDGED, date(2026, 11, 2)
    )
    document = build_case_summary(replace(facts(), risks=(none,)), request())
    assert items(document, "Risks") == ["No risk was known when we asked, on 2 November 2026."]


def test_a_known_risk_says_how_likely_what_helps_and_when_it_was_checked() -> None:
    assert items(build_case_summary(facts(), request()), "Risks") == [
        "Falls on the back step. Likelihood: medium. What helps: A rail is on order. "
        "Checked on 2 November 2026. To be looked at again on 20 December 2026."
    ]


def test_stages_are_told_by_area_overall_first_and_only_those_allowed() -> None:
    (table,) = section(build_case_summary(facts(), request()), "How far")
    assert isinstance(table, Table)
    assert [plain(row[0]) for row in table.rows] == ["Overall", "Home", "Mental health"]
    assert plain(table.rows[0][1]) == "Not coping, 2 March 2026"


def test_why_on_what_ground_and_until_when_is_always_said() -> None:
    told = values(build_case_summary(facts(), request()))
    assert told["Why you have it"] == "To support the person."
    assert told["On what ground"] == "A public task: Care Act 2014, section 6"
    assert told["You may copy"].startswith("What we ask of you")
    assert told["Destroy by"].startswith("21 February 2027")
    assert "They object to" not in told
    untold = replace(request(), told_person=False, objection="Her landlord")
    told = values(build_case_summary(facts(), untold))
    assert told["The person knows"].startswith("No: ask us")
    assert told["They object to"] == "Her landlord"


def test_police_preventing_crime_get_a_summary_without_ways_plan_or_stages() -> None:
    police = request(AgencyKind.POLICE, Purpose.CRIME_PREVENTION, agency="Police")
    document = build_case_summary(facts(), police)
    assert "How far" not in headings(document)
    assert "The plan" not in headings(document)
    for hidden in ("07700", "Alderbank", "garden", "612", "pension", "allotment"):
        assert hidden not in everything(document)


def test_nothing_about_somebody_else_is_in_any_summary() -> None:
    for kind in AgencyKind:
        document = build_case_summary(about_somebody_else(facts()), request(kind))
        assert "SOMEBODY ELSE" not in everything(document)


def test_an_agency_that_may_not_know_whom_gets_no_summary() -> None:
    with pytest.raises(NotPermitted):
        build_case_summary(facts(), request(AgencyKind.SCHOOL, Purpose.CRIME_PREVENTION))


@given(summaries, pairs, categories, categories)
def test_granting_less_never_shows_more(
    known: SummaryFacts,
    pair: tuple[AgencyKind, Purpose],
    few: frozenset[Category],
    more: frozenset[Category],
) -> None:
    def shown(allowed: frozenset[Category]) -> set[str]:
        try:
            return set(pieces(build_case_summary(known, request(*pair, allowed))))
        except NotPermitted:
            return set()

    # Who is to be asked falls back on the team's site, which every summary names.
    assert shown(few & more) <= shown(more)


@given(summaries, pairs, categories)
def test_what_may_not_be_told_leaves_no_trace(
    known: SummaryFacts, pair: tuple[AgencyKind, Purpose], allowed: frozenset[Category]
) -> None:
    wanted = request(*pair, allowed)
    try:
        bare = narrow(known, wanted)
    except NotPermitted:
        return
    assert build_case_summary(known, wanted) == build_case_summary(bare, wanted)


@given(summaries, st.randoms())
def test_the_order_of_the_facts_never_matters(known: SummaryFacts, chance: Random) -> None:
    if known.who.about != NASREEN:
        return
    other = replace(
        known,
        addresses=tuple(chance.sample(known.addresses, len(known.addresses))),
        what_matters=tuple(chance.sample(known.what_matters, len(known.what_matters))),
        team=tuple(chance.sample(known.team, len(known.team))),
        steps=tuple(chance.sample(known.steps, len(known.steps))),
        stages=tuple(chance.sample(known.stages, len(known.stages))),
        risks=tuple(chance.sample(known.risks, len(known.risks))),
        plan=tuple(chance.sample(known.plan, len(known.plan))),
    )
    assert build_case_summary(other, request()) == build_case_summary(known, request())
