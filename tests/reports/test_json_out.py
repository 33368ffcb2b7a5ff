"""JSON has the shape that other programs rely on, and the same run writes the same text."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.outcomes import count_outcomes
from pbi_desktop.domain.outcomes import CaseFacts, OutcomesQuestion
from pbi_desktop.domain.sharing import SummaryFacts
from pbi_desktop.reports.case_summary import build_case_summary
from pbi_desktop.reports.json_out import content_hash, document_json, outcomes_json
from tests.analysis.worlds import QUESTION, questions, worlds
from tests.reports.samples import NASREEN, URDU_NAME, a_site, facts, request
from tests.reports.summaries import summaries


def test_the_outcomes_have_exactly_the_keys_of_the_command_line() -> None:
    figures = json.loads(outcomes_json(count_outcomes(a_site(), QUESTION)))
    assert list(figures) == [
        "period",
        "filter",
        "definitions",
        "snapshot",
        "measures",
        "transitions",
        "time_to_adapted",
        "money",
    ]
    assert figures["period"] == {"from": "2024-04-01", "to": "2026-03-31"}
    assert [set(measure) for measure in figures["measures"]] == [
        {"id", "label", "n", "N", "percent", "low", "high", "left_out", "suppressed"}
    ] * 6
    assert [measure["id"] for measure in figures["measures"]] == [
        "took_part",
        "adapted_at_close",
        "adapted_at_six_months",
        "better_off_confirmed",
        "group_twice_or_more",
        "fewer_unplanned_events",
    ]
    assert set(figures["time_to_adapted"]) == {"days", "share", "low", "high", "at_risk"}
    assert set(figures["money"]) == {
        "confirmed_recurring_pence",
        "confirmed_one_off_pence",
        "estimated_pence",
        "debt_written_off_pence",
        "median_gain_pence",
        "highest_gain_pence",
        "recurring_share",
    }


def test_the_numbers_are_those_that_were_counted() -> None:
    question = replace(QUESTION, filter={"site": "Holts"})
    figures = json.loads(outcomes_json(count_outcomes(a_site(), question)))
    close = figures["measures"][1]
    assert (close["n"], close["N"], close["percent"]) == (40, 50, 80.0)
    assert close["left_out"] == {
        "duplicate": 0,
        "did_not_take_part": 8,
        "still_open": 7,
        "rating_missing": 5,
        "started_higher": 6,
    }
    assert figures["transitions"]["states"] == ["CRISIS", "NOT_COPING", "COPING", "ADAPTED"]
    assert figures["transitions"]["counts"][1] == [1, 0, 9, 40]
    assert figures["measures"][5]["left_out"] == {"no_demand_events_recorded": 76}
    assert figures["measures"][5]["percent"] is None
    assert figures["money"]["confirmed_recurring_pence"] == 728_000
    assert figures["filter"] == {"site": "Holts", "counted_on": "2026-03-31"}


@given(worlds(), questions, st.booleans())
@settings(max_examples=30)
def test_the_columns_of_the_curve_are_always_equally_long(
    world: list[CaseFacts], question: OutcomesQuestion, shared: bool
) -> None:
    figures = json.loads(outcomes_json(count_outcomes(world, question, shared=shared)))
    assert len({len(column) for column in figures["time_to_adapted"].values()}) == 1
    for measure in figures["measures"]:
        hidden = None in (measure["n"], measure["N"], *measure["left_out"].values())
        assert measure["suppressed"] == hidden


def test_a_summary_is_written_as_the_tree_that_it_is() -> None:
    tree = json.loads(document_json(build_case_summary(facts(), request())))
    assert tree["block"] == "document"
    assert tree["title"] == ["Shared summary: ", {"block": "said", "text": URDU_NAME}]
    assert tree["marking"]["protection"] == "OFFICIAL-SENSITIVE"
    assert tree["marking"]["printed_at"] == "2026-11-21T14:02:00+00:00"
    assert {block["block"] for block in tree["blocks"]} == {
        "heading",
        "keyvalues",
        "listblock",
        "para",
        "table",
    }


def test_the_hash_of_a_copy_changes_with_its_number_and_its_words() -> None:
    copy = build_case_summary(facts(), request())
    again = build_case_summary(facts(), request())
    fourth = build_case_summary(facts(), replace(request(), copy_number=4))
    other = build_case_summary(replace(facts(), risks=()), request())
    assert content_hash(copy) == content_hash(again)
    assert len({content_hash(one) for one in (copy, fourth, other)}) == 3


@given(summaries)
def test_any_case_can_be_written_and_hashed(known: SummaryFacts) -> None:
    if known.who.about == NASREEN:
        document = build_case_summary(known, request())
        assert json.loads(document_json(document).encode("utf-8"))
        assert len(content_hash(document)) == 64
