"""The outcomes report says one sentence first, and each figure with what it is out of."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.outcomes import count_outcomes
from pbi_desktop.domain.documents import (
    Document,
    Figure,
    Heading,
    KeyValues,
    Para,
    Protection,
    Table,
    Tone,
    plain,
)
from pbi_desktop.domain.outcomes import (
    CaseFacts,
    MeasureId,
    OutcomesQuestion,
    OutcomesResult,
)
from pbi_desktop.domain.stages import RatingKind, Stage
from pbi_desktop.reports.outcomes import NO_COMPARISON, build_outcomes, headline
from pbi_desktop.reports.typeface import Typeface
from tests.analysis.worlds import (
    OPENED,
    QUESTION,
    a_case,
    a_closed_case,
    crowds,
    questions,
    rated,
    worlds,
)
from tests.reports.samples import MADE_AT, a_site

FACE = Typeface()
LOW, COPING, HIGH = Stage.NOT_COPING, Stage.COPING, Stage.ADAPTED


def counted(cases: list[CaseFacts], *, shared: bool = False) -> OutcomesResult:
    return count_outcomes(cases, replace(QUESTION, filter={"site": "Holts"}), shared=shared)


def report(cases: list[CaseFacts], *, shared: bool = False) -> Document:
    return build_outcomes(counted(cases, shared=shared), "Leah Ogden", MADE_AT, FACE)


def tables(document: Document) -> dict[str, list[list[str]]]:
    """Return the rows of each table by the heading over it."""
    found: dict[str, list[list[str]]] = {}
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = plain(block.text)
        if isinstance(block, Table):
            found[title] = [[plain(cell) for cell in row] for row in block.rows]
    return found


def values(document: Document) -> dict[str, str]:
    return {
        name: plain(text)
        for block in document.blocks
        if isinstance(block, KeyValues)
        for name, text in block.pairs
    }


def paragraphs(document: Document) -> list[str]:
    return [plain(block.text) for block in document.blocks if isinstance(block, Para)]


def figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks if isinstance(block, Figure)]


def test_the_first_thing_said_is_one_sentence_with_n_of_n() -> None:
    first = report(a_site()).blocks[0]
    assert isinstance(first, Para)
    assert first.tone is Tone.LEAD
    assert plain(first.text) == (
        "40 of 50 cases that started in crisis or not coping were adapted when we closed: 80%."
    )


def test_the_second_gives_the_interval_the_period_and_claims_no_cause() -> None:
    assert paragraphs(report(a_site()))[1] == (
        "The 95% interval is 67% to 89%. Cases opened 1 April 2024 to 31 March 2026, "
        f"counted on 31 March 2026. {NO_COMPARISON}"
    )


def test_one_case_is_said_in_the_singular_and_no_case_without_a_share() -> None:
    assert headline(counted([a_closed_case(LOW, HIGH)])) == (
        "1 of 1 case that started in crisis or not coping was adapted when we closed: 100%."
    )
    assert headline(counted([a_case(LOW)])).startswith("No case that started in crisis")
    assert headline(counted([])).startswith("There is no case to count: none was opened")


def test_who_is_counted_leads_from_all_cases_to_the_headline() -> None:
    assert tables(report(a_site()))["Who is counted"] == [
        ["Cases opened in the period", "76", "none"],
        ["Took part", "68", "8 did not take part"],
        ["Closed", "61", "7 still open"],
        ["Rated at both ends", "56", "5 without a rating at the start or end"],
        ["Started in crisis or not coping", "50", "6 started above not coping"],
        ["Adapted when closed", "40", "10 not adapted when closed"],
    ]


def test_each_chart_of_the_report_is_followed_by_its_numbers() -> None:
    blocks = report(a_site()).blocks
    charts = [at for at, block in enumerate(blocks) if isinstance(block, Figure)]
    assert len(charts) == 4
    assert all(isinstance(blocks[at + 1], Table) for at in charts)


def test_what_whoever_counts_may_not_see_is_said_and_never_counted_as_nothing() -> None:
    cases = [replace(case, visits_hidden=True, money_hidden=True) for case in a_site()]
    told = report(cases)
    assert any("Of 68 cases, visits that are kept more closely" in t for t in paragraphs(told))
    rows = {row[0]: row[1:] for row in tables(told)["All measures"]}
    money = rows["Cases with a confirmed gain in money"]
    assert money[0] == "0 of 0"
    assert money[-1] == "76 whose money records whoever counted may not see"


def test_each_measure_has_n_of_n_unit_share_interval_and_who_was_left_out() -> None:
    rows = {row[0]: row[1:] for row in tables(report(a_site()))["All measures"]}
    assert rows["Cases adapted when we closed"] == [
        "40 of 50",
        "cases",
        "80%",
        "67% to 89%",
        "8 did not take part; 7 still open; 5 without a rating at the start or end; "
        "6 started above not coping",
    ]
    assert rows["Cases where the person took part"][-1] == "none"
    assert rows["Cases with fewer unplanned events"] == [
        "0 of 0",
        "cases",
        "no cases",
        "",
        "76 without any unplanned events recorded yet",
    ]


def test_getting_worse_is_told_beside_getting_better() -> None:
    document = report(a_site())
    assert (
        "Of 56 closed cases rated at both ends, 55 ended at a better stage than they started, "
        "0 at the same, and 1 at a worse one."
    ) in paragraphs(document)
    assert tables(document)["How cases moved"][1] == [
        "Started: Not coping",
        "1",
        "0",
        "9",
        "40",
    ]


def test_money_lines_stay_apart_and_are_never_added() -> None:
    told = values(report(a_site()))
    assert told["Confirmed, comes again"] == "£7,280 in the first year"
    assert told["Confirmed, came once"] == "£2,100"
    assert told["Of the confirmed, comes again"] == "78%"
    assert told["Households better off"] == "7 households"
    assert told["Middle gain of a household better off"].startswith("£1,340 in the first year")
    assert told["Highest gain of one household"].startswith("£1,340 in the first year")
    assert told["Not confirmed yet"] == "£6,300, in no headline"
    assert told["Debt that went away"] == "£4,284, not income"


def test_the_report_says_what_it_was_counted_from() -> None:
    result = counted(a_site())
    told = values(report(a_site()))
    assert told["Cases opened"] == "1 April 2024 to 31 March 2026"
    assert told["Site"] == "Holts"
    assert told["Definitions"] == f"version {result.definitions_version}"
    assert len(told["Records counted"]) == len("fingerprint ") + 64


def test_every_measure_is_defined() -> None:
    result = counted(a_site())
    whole = repr(report(a_site()).blocks)
    for measure in result.measures:
        assert f"{measure.label}. {measure.definition}" in whole


def test_the_curve_has_the_same_numbers_as_its_table() -> None:
    review = rated(RatingKind.REVIEW, HIGH, OPENED + timedelta(days=100))
    document = report([*(a_case(LOW, more=[review]) for _ in range(3)), a_case(LOW)])
    assert ("3 of 4 cases became adapted so far. Half were adapted within 4 months.") in paragraphs(
        document
    )
    rows = tables(document)["How long it takes"]
    assert rows[0] == ["0 months", "0%", "none yet", "4"]
    assert rows[1] == ["3 months", "0%", "none yet", "4"]
    assert rows[2][:2] == ["6 months", "75%"]
    assert rows[2][3] == "1"
    figure = next(block for block in figures(document) if "A curve" in block.alt)
    assert "75% were adapted within 23 months" in figure.alt


def test_while_fewer_than_half_are_adapted_no_middle_is_told() -> None:
    review = rated(RatingKind.REVIEW, HIGH, OPENED + timedelta(days=100))
    document = report([a_case(LOW, more=[review]), *(a_case(LOW) for _ in range(3))])
    assert (
        "1 of 4 cases became adapted so far. Fewer than half have become adapted so far."
    ) in paragraphs(document)


def test_a_shared_curve_has_gaps_where_few_moved() -> None:
    def adapted(after: int) -> CaseFacts:
        review = rated(RatingKind.REVIEW, HIGH, OPENED + timedelta(days=after))
        return a_case(LOW, more=[review])

    cases = [*(adapted(70) for _ in range(3)), *(adapted(150) for _ in range(6))]
    cases += [a_case(LOW) for _ in range(12)]
    rows = {row[0]: row[1:] for row in tables(report(cases, shared=True))["How long it takes"]}
    assert rows["0 months"] == ["0%", "none yet", "21"]
    assert rows["3 months"] == ["hidden", "hidden", "hidden"]
    assert rows["6 months"][0] == "43%"
    assert rows["6 months"][2] == "12"


def test_a_curve_of_less_than_a_month_is_not_drawn() -> None:
    soon = replace(QUESTION, as_at=OPENED + timedelta(days=20))
    document = build_outcomes(count_outcomes([a_case(LOW)], soon), "Leah Ogden", MADE_AT, FACE)
    assert not [block for block in figures(document) if "A curve" in block.alt]
    assert any("less than a month ago" in text for text in paragraphs(document))


def test_the_teams_copy_warns_and_a_shared_copy_says_what_it_hides() -> None:
    team, shared = report(a_site()), report(a_site(), shared=True)
    assert team.marking.protection is shared.marking.protection is Protection.OFFICIAL
    assert "not to be passed on" in team.marking.handling
    assert "hidden" in shared.marking.handling
    assert any("would let one be worked out" in text for text in paragraphs(shared))
    assert "Highest gain of one household" not in values(shared)


def test_a_shared_copy_of_few_cases_says_that_the_headline_is_hidden() -> None:
    few = [a_closed_case(LOW, HIGH) for _ in range(3)]
    assert headline(counted(few, shared=True)).endswith("could point to people.")
    told = report(few, shared=True)
    assert any("hidden" in text for text in paragraphs(told))
    assert tables(told)["Who is counted"][0] == ["Cases opened in the period", "hidden", "none"]


@given(crowds())
@settings(max_examples=30)
def test_no_cell_of_a_shared_copy_ever_counts_1_to_4(world: list[CaseFacts]) -> None:
    document = report(world, shared=True)
    found = tables(document)
    counts = [row[1] for row in found["Who is counted"]]
    counts += [part.split()[0] for row in found["Who is counted"] for part in row[2].split(", ")]
    counts += [cell for row in found["How cases moved"] for cell in row[1:]]
    counts += [part for row in found["All measures"] for part in row[1].split(" of ")]
    counts += [part.split()[0] for row in found["All measures"] for part in row[5].split("; ")]
    counts += [row[3] for row in found.get("How long it takes", [])]
    assert not {"1", "2", "3", "4"} & set(counts)
    assert not any("ended at a better stage" in text for text in paragraphs(document))


@given(worlds(), questions, st.booleans())
@settings(max_examples=30)
def test_the_sentence_and_the_table_always_agree(
    world: list[CaseFacts], question: OutcomesQuestion, shared: bool
) -> None:
    result = count_outcomes(world, question, shared=shared)
    measure = result.measure(MeasureId.ADAPTED_AT_CLOSE)
    sentence = headline(result)
    if measure.n is not None and measure.N:
        assert sentence.startswith(f"{measure.n} of {measure.N} ")
        row = tables(build_outcomes(result, "Leah", MADE_AT, FACE))["All measures"][1]
        assert row[1] == f"{measure.n} of {measure.N}"
        assert sentence.endswith(f"{row[3]}.")
    else:
        assert "%" not in sentence


def test_a_report_of_no_site_names_all_sites() -> None:
    result = count_outcomes([], OutcomesQuestion(QUESTION.period, date(2026, 4, 1)))
    assert plain(build_outcomes(result, "Leah", MADE_AT, FACE).title) == "Outcomes: all sites"
