"""The reports of the house on paper: the summary on one side, the outcomes with every picture."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.documents import Document, Heading, plain
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.outcomes import CaseFacts
from pbi_desktop.domain.sharing import SummaryFacts
from pbi_desktop.reports.case_summary import build_case_summary
from pbi_desktop.reports.pdf.render import to_pdf
from tests.reports.pdf.documents import LONG_NAME, everything, squeezed
from tests.reports.pdf.reading import failed_rules, headings, pages, said, text
from tests.reports.samples import URDU_NAME, a_site, facts, request
from tests.reports.summaries import summaries
from tests.reports.test_outcomes_report import report

FEW = frozenset({Category.CORE, Category.IDENTITY})


def summary(known: SummaryFacts) -> Document:
    return build_case_summary(known, request())


def nearly_nothing() -> SummaryFacts:
    return replace(
        facts(),
        safe_contact=None,
        addresses=(),
        what_matters=(),
        team=(),
        steps=(),
        stages=(),
        risks=(),
        plan=(),
    )


def much() -> SummaryFacts:
    known = facts()
    return replace(
        known,
        who=replace(known.who, name=LONG_NAME, known_as=URDU_NAME),
        team=known.team * 20,
        risks=known.risks * 20,
        plan=known.plan * 20,
        steps=known.steps * 20,
    )


SUMMARIES = {"nearly nothing": nearly_nothing(), "typical": facts(), "much": much()}
SITES: dict[str, list[CaseFacts]] = {"none": [], "one": a_site()[:1], "typical": a_site()}


def expected(document: Document) -> list[tuple[int, str]]:
    """Return the headings that a document has, its title first."""
    inside = [one for one in document.blocks if isinstance(one, Heading)]
    return [(1, plain(document.title)), *((one.level, plain(one.text)) for one in inside)]


@pytest.mark.parametrize("how_much", SUMMARIES)
def test_a_summary_breaks_no_rule_and_its_headings_are_read_in_order(how_much: str) -> None:
    document = summary(SUMMARIES[how_much])
    pdf = to_pdf(document)
    assert failed_rules(pdf) == []
    told = [(level, words.replace(" ", "")) for level, words in headings(pdf)]
    assert told == [(level, words.replace(" ", "")) for level, words in expected(document)]


def test_a_typical_summary_is_one_side_of_a4() -> None:
    assert pages(to_pdf(summary(facts()))) == 1


def test_what_matters_most_is_on_the_first_side_however_much_there_is() -> None:
    told = [words for _, words in headings(to_pdf(summary(much())))]
    assert told[1] == "What we ask of you"
    assert told[2].endswith("safely")


@pytest.mark.parametrize("how_many", SITES)
@pytest.mark.parametrize("shared", [False, True])
def test_an_outcomes_report_breaks_no_rule_and_its_headings_are_read_in_order(
    how_many: str, shared: bool
) -> None:
    document = report(SITES[how_many], shared=shared)
    pdf = to_pdf(document)
    assert failed_rules(pdf) == []
    assert headings(pdf) == expected(document)


def test_every_word_of_a_report_is_read_out_and_can_be_copied() -> None:
    for document in (summary(facts()), report(a_site())):
        pdf = to_pdf(document)
        heard, layer = squeezed(said(pdf)), squeezed(text(pdf))
        words = list(everything(document))
        assert [one for one in words if squeezed(one) not in heard] == []
        lost = [one for one in words for word in one.split() if word not in layer]
        assert lost == []


@settings(max_examples=15, deadline=None)
@given(summaries)
def test_any_summary_of_a_case_breaks_no_rule(known: SummaryFacts) -> None:
    try:
        document = summary(known)
    except NotPermitted:
        return
    assert failed_rules(to_pdf(document)) == []
