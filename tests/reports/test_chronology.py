"""A chronology on paper keeps facts, what was told and opinions apart, in words and in tables."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import Line, Period, Sheet
from pbi_desktop.domain.documents import Heading, Notice, Table, plain
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.reports.chronology import TITLES, build_chronology, say_period
from pbi_desktop.reports.html import to_html
from pbi_desktop.reports.pdf.render import pages_of, to_pdf

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def line(number: int, marking: Marking = Marking.FACT, **said: object) -> Line:
    made = Line(
        at=NOW - timedelta(days=100 - number),
        words=f"Words {number}",
        source="Leah Ogden, Oldham Council",
        marking=marking,
        category=Category.CORE,
        about=PersonId(UUID(int=1)),
        record="notes",
        entry=UUID(int=number),
    )
    return replace(made, **said)  # type: ignore[arg-type]


def sheet(*lines: Line, notice: str = "") -> Sheet:
    period = Period(date(2026, 3, 1), date(2026, 11, 1))
    return Sheet("Shabana Akhtar", "K7QX9B", "Repairs", "County Court", period, lines, notice)


def test_each_sort_of_statement_has_a_table_of_its_own_and_the_numbers_keep_the_order() -> None:
    marks = (Marking.OPINION, Marking.FACT, Marking.TOLD, Marking.NOT_MARKED, Marking.FACT)
    made = build_chronology(
        sheet(*(line(at, mark) for at, mark in enumerate(marks))), "Leah Ogden", NOW
    )
    titles = [plain(one.text) for one in made.blocks if isinstance(one, Heading)]
    assert titles == [TITLES[mark] for mark in TITLES]
    tables = [one for one in made.blocks if isinstance(one, Table)]
    numbers = [[plain(row[0]) for row in table.rows] for table in tables]
    assert numbers == [["2", "5"], ["4"], ["3"], ["1"]]
    assert all(table.caption for table in tables)
    assert made.marking.for_whom == "County Court"


def test_a_column_that_nobody_wrote_in_is_left_out_and_what_is_missing_is_said_without_what() -> (
    None
):
    told = line(2, Marking.TOLD, significance="It set the day.")
    made = build_chronology(sheet(line(1), told, notice="Something is left out."), "Leah", NOW)
    facts, heard = (one for one in made.blocks if isinstance(one, Table))
    assert (facts.header[-1], heard.header[-1]) == ("Who says so", "Why it matters")
    (notice,) = (one for one in made.blocks if isinstance(one, Notice))
    assert plain(notice.text) == "Something is left out."
    assert "It set the day." in to_html(made)


def test_a_long_chronology_goes_over_pages_and_an_empty_one_says_so() -> None:
    long = build_chronology(
        sheet(*(line(at, words="Rang the landlord. " * 8) for at in range(60))), "Leah", NOW
    )
    assert pages_of(long) > 2
    assert to_pdf(long).startswith(b"%PDF")
    assert "nothing in it" in to_html(build_chronology(sheet(), "Leah", NOW))


def test_a_period_is_said_with_either_end_open() -> None:
    first, last = date(2026, 3, 1), date(2026, 11, 1)
    assert say_period(Period(first, last)) == "1 March 2026 to 1 November 2026"
    assert say_period(Period(first)) == "from 1 March 2026 on"
    assert say_period(Period(last=last)) == "until 1 November 2026"
    assert say_period(Period()) == "everything there is"
