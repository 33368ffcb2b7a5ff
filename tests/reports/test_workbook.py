"""A workbook holds every table as it is: figures as numbers, text as text, marked as the report."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from pbi_desktop.domain.documents import (
    Document,
    Figure,
    Heading,
    KeyValues,
    ListBlock,
    Notice,
    Para,
    Said,
    Table,
)
from pbi_desktop.reports.workbook import to_workbook
from tests.reports.pdf.documents import MARKING, PICTURE, document, documents
from tests.reports.samples import URDU_NAME, a_site
from tests.reports.test_outcomes_report import report

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Cell:
    """A cell as a spreadsheet program reads it."""

    text: str
    number: float | None
    is_formula: bool


def sheets(data: bytes) -> dict[str, dict[str, Cell]]:
    """Return the cells of each sheet by its name and their places, read without our writer."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        names = [
            sheet.attrib["name"]
            for sheet in _tree(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        ]
        words: list[str] = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = _tree(book.read("xl/sharedStrings.xml"))
            words = ["".join(one.itertext()) for one in shared.iter(f"{_MAIN}si")]
        return {
            name: _cells(book.read(f"xl/worksheets/sheet{number}.xml"), words)
            for number, name in enumerate(names, start=1)
        }


def _tree(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - a file that we just made


def _cells(xml: bytes, words: list[str]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for one in _tree(xml).iter(f"{_MAIN}c"):
        value = one.findtext(f"{_MAIN}v")
        formula = one.find(f"{_MAIN}f") is not None
        if value is None:
            continue
        if one.get("t") == "s":
            found[one.attrib["r"]] = Cell(words[int(value)], None, formula)
        else:
            found[one.attrib["r"]] = Cell("", float(value), formula)
    return found


def written(*blocks: Table | Figure | Heading | Para) -> dict[str, dict[str, Cell]]:
    return sheets(to_workbook(document(*blocks)))


def a_figure_table(*figures: str) -> Table:
    rows = tuple(((f"row {place}",), (said,)) for place, said in enumerate(figures))
    return Table("Figures", ("What", "How many"), rows, frozenset({1}))


def test_each_table_has_its_sheet_and_the_first_says_what_it_all_is() -> None:
    book = sheets(to_workbook(report(a_site())))
    tables = [
        block if isinstance(block, Table) else block.table
        for block in report(a_site()).blocks
        if isinstance(block, Table) or (isinstance(block, Figure) and block.table)
    ]
    assert len(book) == 1 + len(tables)
    about = [cell.text for cell in book["About"].values()]
    assert "Outcomes: Holts" in about
    assert "OFFICIAL" in about
    assert any("Made by Leah Ogden, 21 November 2026, 14:02" in words for words in about)


def test_every_sheet_is_marked() -> None:
    for name, cells in written(a_figure_table("1")).items():
        assert any("OFFICIAL-SENSITIVE" in cell.text for cell in cells.values()), name


def test_figures_are_numbers_and_words_stay_words() -> None:
    cells = written(a_figure_table("1,234", "66%", "£1,234.50", "hidden", "40 of 50", "0", "007"))
    column = [cells["Figures"][f"B{row}"] for row in range(5, 12)]
    assert [one.number for one in column] == [1234, 0.66, 1234.5, None, None, 0, None]
    assert [one.text for one in column[3:5]] == ["hidden", "40 of 50"]


def test_a_reference_that_looks_like_a_number_is_text_outside_figures() -> None:
    table = Table("People", ("Number",), (((Said("07700900123"),),), ((Said("12"),),)))
    cells = written(table)["People"]
    assert [cells["A5"].text, cells["A6"].text] == ["07700900123", "12"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  ="])
def test_nothing_from_a_record_is_ever_a_formula(start: str) -> None:
    words = f'{start}HYPERLINK("http://x.example";"a")'
    table = Table("Names", (words, "B"), (((Said(words),), (Said(words),)),), frozenset({1}))
    for cells in written(table, Para((Said(words),))).values():
        assert not any(cell.is_formula for cell in cells.values())
    assert b"<f>" not in to_workbook(document(table))


def test_sheets_have_names_that_a_workbook_allows_and_no_two_the_same() -> None:
    captions = ["A:B/C\\D?E*[F]", "history", "x" * 50, "X" * 50, "", "'", "About", URDU_NAME]
    names = list(written(*(Table(one, ("A",), ()) for one in captions)))
    assert len({name.casefold() for name in names}) == len(captions) + 1
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)
    assert URDU_NAME in names


def test_a_table_without_a_caption_is_called_after_its_heading() -> None:
    assert list(written(Heading(2, ("Money",)), Table("", ("A",), ())))[1] == "Money"


def test_what_is_no_table_stands_on_the_first_sheet() -> None:
    made = document(
        Para(("A sentence.",)),
        ListBlock((("An item.",),)),
        KeyValues((("Name", (Said(URDU_NAME),)),)),
        Notice("Mind", ("the gap.",)),
        Figure("A line", PICTURE),
    )
    words = {cell.text for cell in sheets(to_workbook(made))["About"].values()}
    assert {"A sentence.", "An item.", "Name", URDU_NAME, "Mind", "the gap.", "A line"} <= words


def test_a_text_that_no_cell_can_hold_says_that_it_was_cut() -> None:
    cells = written(Table("Long", ("A",), (((Said("x" * 40_000),),),)))["Long"]
    assert len(cells["A5"].text) == 32_767
    assert cells["A5"].text.endswith("[cut here: a cell holds no more]")


def test_the_same_document_is_the_same_file() -> None:
    made = report(a_site())
    assert to_workbook(made) == to_workbook(made)


@settings(max_examples=20, deadline=None)
@given(documents)
def test_any_document_is_a_workbook_without_formulas(made: Document) -> None:
    for cells in sheets(to_workbook(made)).values():
        assert not any(cell.is_formula for cell in cells.values())


def test_the_handling_is_printed_on_every_page() -> None:
    with zipfile.ZipFile(BytesIO(to_workbook(document(a_figure_table("1"))))) as book:
        for number in (1, 2):
            assert MARKING.handling in book.read(f"xl/worksheets/sheet{number}.xml").decode()
