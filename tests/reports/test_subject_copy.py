"""The copy reads in order and tells nothing that may not be told; the schedule tells all of it."""

from datetime import UTC, date, datetime

from pbi_desktop.domain.data_rights import GivenItem, Ground, SubjectAnswer
from pbi_desktop.domain.documents import Heading, plain
from pbi_desktop.reports.html import to_html
from pbi_desktop.reports.pdf.render import to_pdf
from pbi_desktop.reports.subject_copy import build_copy
from pbi_desktop.reports.withheld_schedule import build_schedule
from tests.reports.pdf.reading import failed_rules

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
URDU = "\u0634\u0628\u0627\u0646\u06c1"
ITEMS = (
    GivenItem("A note", date(2026, 3, 2), "K7QX9B", (("What was noted", f"<b>{URDU}</b>"),)),
    GivenItem("A note", date(2025, 3, 2), "K7QX9B", (("What was noted", "earlier"),)),
    GivenItem("Who you are", date(2026, 3, 2), "", (("Given name", URDU),)),
)
KEPT = ((Ground.OTHER_PERSON, 3), (Ground.CRIME, 2), (Ground.POLICE_INTELLIGENCE, 7))


def answer(*kept: tuple[Ground, int], undecided: int = 0) -> SubjectAnswer:
    days = date(2026, 11, 2), date(2026, 11, 21)
    return SubjectAnswer(f"{URDU} Akhtar", "Council", *days, "Leah", ITEMS, kept, undecided)


def test_the_copy_begins_with_who_they_are_and_runs_in_time() -> None:
    document = build_copy(answer(), NOW)
    heads = [plain(block.text) for block in document.blocks if isinstance(block, Heading)]
    assert heads == [
        "What is kept back",
        "Who you are",
        "2 March 2026",
        "A note",
        "2 March 2025, case K7QX9B",
        "2 March 2026, case K7QX9B",
        "What you may do now",
    ]


def test_two_copies_that_differ_in_what_may_not_be_told_are_the_same() -> None:
    told = answer((Ground.OTHER_PERSON, 3))
    assert to_html(build_copy(answer(*KEPT), NOW)) == to_html(build_copy(told, NOW))
    assert to_html(build_copy(answer(*KEPT[1:]), NOW)) == to_html(build_copy(answer(), NOW))


def test_the_schedule_tells_every_ground_with_its_law_and_what_nobody_decided() -> None:
    said = to_html(build_schedule(answer(*KEPT, undecided=2), NOW))
    for words in ("police intelligence", "paragraph 2", "Not for the person", "2 records stayed"):
        assert words in said
    whole = to_html(build_schedule(answer(), NOW))
    assert "was given whole" in whole
    assert "cannot see" in whole


def test_both_papers_can_be_heard_as_well_as_read() -> None:
    assert failed_rules(to_pdf(build_copy(answer(*KEPT), NOW))) == []
    assert failed_rules(to_pdf(build_schedule(answer(*KEPT, undecided=1), NOW))) == []
