"""A summary that was kept as JSON comes back to the byte, and takes one side of A4."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.sharing import PlanFact, RiskFact, StepFact, SummaryFacts
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.summary_contents import SummaryEdit
from pbi_desktop.reports.case_summary import build_case_summary, one_side
from pbi_desktop.reports.json_in import read_document
from pbi_desktop.reports.json_out import content_hash, document_json
from pbi_desktop.reports.pdf.render import pages_of, to_pdf
from tests.reports.pdf.reading import failed_rules, pages, text
from tests.reports.samples import NASREEN, facts, request
from tests.reports.summaries import summaries


@settings(max_examples=40)
@given(summaries)
def test_what_is_kept_comes_back_whole_whatever_the_words(known: SummaryFacts) -> None:
    try:
        written = document_json(build_case_summary(known, request()))
    except NotPermitted:
        return
    document = read_document(written)
    assert document_json(document) == written
    assert read_document(document_json(document)) == document


def test_what_comes_back_is_printed_to_the_same_bytes() -> None:
    document = read_document(document_json(one_side(facts(), request()).document))
    again = read_document(document_json(document))
    assert to_pdf(again) == to_pdf(document)
    assert content_hash(again) == content_hash(document)


def crowded(risks: int, asks: int = 1) -> SummaryFacts:
    """Return a case with more than one side has room for."""
    known = facts()
    risk, step, need = known.risks[0], known.steps[0], known.plan[0]
    return replace(
        known,
        risks=tuple(replace(risk, harm=f"Harm number {n}") for n in range(risks)),
        steps=(
            *(replace(step, what=f"Ask number {n}") for n in range(asks)),
            *(
                StepFact(NASREEN, step.category, f"Step {n}", "Leah", "Council", date(2026, 12, 1))
                for n in range(12)
            ),
        ),
        plan=tuple(
            PlanFact(NASREEN, need.category, LifeDomain.CONNECTION, f"Need {n}", ("Tea",))
            for n in range(20)
        ),
    )


def test_a_summary_takes_one_side_with_as_much_as_there_is_room_for() -> None:
    sheet = one_side(crowded(2), request())
    pdf = to_pdf(sheet.document)
    assert (pages(pdf), pages_of(sheet.document), failed_rules(pdf)) == (1, 1, [])
    assert sheet.told.plan == ()
    words = text(pdf)
    assert "Harm number 1" in words
    assert "Ask number 0" in words
    assert "Need 3" not in words
    assert build_case_summary(sheet.told, request()) == sheet.document, "no fact is told unseen"


def test_no_risk_and_nothing_that_we_ask_is_ever_cut_for_room() -> None:
    sheet = one_side(crowded(60, 20), request())
    assert pages_of(sheet.document) > 1
    words = text(to_pdf(sheet.document))
    assert all(f"Harm number {n}" in words for n in range(60))
    assert all(f"Ask number {n}" in words for n in range(20))


def test_every_partner_reads_what_not_to_say_and_has_a_slip_to_send_back() -> None:
    quiet = replace(request(), told_person=False)
    edit = SummaryEdit(ask="Ring us when she is seen", not_to_say="Where her sister lives")
    words = text(to_pdf(one_side(facts(), quiet, edit).document))
    for said in (
        "What not to say",
        "They have not been told of it",
        "Where her sister lives",
        "Ring us when she is seen, no date set",
        "Reply slip",
        "Destroy by",
        "You may copy",
        "There may be more",
    ):
        assert said in words


def test_what_the_person_disputes_is_printed_beside_it() -> None:
    risk = RiskFact(
        NASREEN,
        facts().risks[0].category,
        RiskState.KNOWN,
        "She shouts at staff",
        Likelihood.LOW,
        date(2026, 11, 2),
        disputed="I was in pain.",
    )
    words = text(to_pdf(one_side(replace(facts(), risks=(risk,)), request()).document))
    assert "They do not agree: “I was in pain”." in words
