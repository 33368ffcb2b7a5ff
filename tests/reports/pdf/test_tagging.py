"""Every mark belongs to an element or to none, whatever tree of elements a report asks for."""

import pytest

from pbi_desktop.domain.scene import Box, Tint
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.structure import Element
from pbi_desktop.reports.typeface import shape
from tests.reports.pdf.reading import failed_rules, headings, kinds, pages, said
from tests.reports.samples import MADE_AT


class Sheet:
    """One page that says each thing a line further down."""

    def __init__(self) -> None:
        self.canvas = TaggedCanvas("A sheet", "en-GB", MADE_AT)
        self.canvas.begin_page(595, 842)
        self.y = 40.0

    @property
    def root(self) -> Element:
        return self.canvas.root

    def say(self, element: Element, words: str) -> Element:
        self.y += 20
        self.canvas.belongs_to(element)
        self.canvas.words(40, self.y, shape(words), 11, Tint.INK)
        return element

    def item(self, listed: Element, mark: str, words: str) -> Element:
        item = listed.add("LI")
        self.say(item.add("Lbl"), mark)
        return self.say(item.add("LBody"), words)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def test_lists_lie_in_lists(sheet: Sheet) -> None:
    outer = sheet.root.add("L", attributes={"List": {"ListNumbering": "/Decimal"}})
    body = sheet.item(outer, "1.", "Ring the landlord")
    inner = body.add("L", attributes={"List": {"ListNumbering": "/Disc"}})
    sheet.item(inner, "\u2022", "about the roof")
    sheet.item(inner, "\u2022", "about the lock")
    sheet.item(outer, "2.", "Write to the council")
    pdf = sheet.canvas.file()
    assert failed_rules(pdf) == []
    assert kinds(pdf)[:7] == ["Document", "L", "LI", "Lbl", "LBody", "L", "LI"]
    assert said(pdf).index("about the lock") < said(pdf).index("Write to the council")


def test_cells_span_rows_and_columns(sheet: Sheet) -> None:
    table = sheet.root.add("Table")
    rows = [table.add("THead").add("TR"), table.add("TBody").add("TR")]
    rows.append(table.kids[1].add("TR") if isinstance(table.kids[1], Element) else rows[1])
    heads = {"Scope": "/Column"}
    sheet.say(rows[0].add("TH", attributes={"Table": {**heads, "RowSpan": "1"}}), "Who")
    sheet.say(rows[0].add("TH", attributes={"Table": {**heads, "ColSpan": "2"}}), "Both ends")
    both = {"Table": {"Scope": "/Row", "RowSpan": "2"}}
    sheet.say(rows[1].add("TH", attributes=both), "Home")
    for row in rows[1:]:
        for words in ("in crisis", "adapted"):
            sheet.say(row.add("TD"), words)
    assert failed_rules(sheet.canvas.file()) == []


def test_the_validator_would_find_a_table_that_does_not_add_up(sheet: Sheet) -> None:
    body = sheet.root.add("Table").add("TBody")
    for columns in (3, 1):
        row = body.add("TR")
        for number in range(columns):
            sheet.say(row.add("TD"), f"cell {number}")
    assert failed_rules(sheet.canvas.file()) != []


def test_the_validator_would_find_a_heading_that_leaves_out_a_level(sheet: Sheet) -> None:
    sheet.say(sheet.root.add("H1"), "One")
    sheet.say(sheet.root.add("H3"), "Three")
    pdf = sheet.canvas.file()
    assert any("HEADING-NESTING" in one for one in failed_rules(pdf))
    assert headings(pdf) == [(1, "One"), (3, "Three")]


def test_the_validator_would_find_a_picture_without_words(sheet: Sheet) -> None:
    sheet.canvas.belongs_to(sheet.root.add("Figure"))
    sheet.canvas.fill(Box(40, 40, 100, 100), Tint.PRIMARY)
    assert any("FIGURE" in one for one in failed_rules(sheet.canvas.file()))


def test_decoration_is_not_read_out(sheet: Sheet) -> None:
    sheet.say(sheet.root.add("P"), "Said.")
    sheet.canvas.belongs_to(None)
    sheet.canvas.words(40, 200, shape("Only seen."), 11, Tint.INK)
    sheet.canvas.begin_page(595, 842)
    pdf = sheet.canvas.file()
    assert said(pdf).split() == ["Said."]
    assert pages(pdf) == 2
    assert failed_rules(pdf) == []


def test_an_element_that_goes_on_over_a_page_is_one_element(sheet: Sheet) -> None:
    paragraph = sheet.say(sheet.root.add("P"), "It begins here")
    sheet.canvas.begin_page(595, 842)
    sheet.say(paragraph, "and ends there.")
    pdf = sheet.canvas.file()
    assert " ".join(said(pdf).split()) == "It begins here and ends there."
    assert failed_rules(pdf) == []
