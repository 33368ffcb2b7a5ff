"""Tables on the clipboard: as a spreadsheet takes them, and nothing of them a formula."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.ui.kit.copying import as_html, as_tabs

HEADINGS = ("Name", "Ref", "Gain")


class Cells(HTMLParser):
    """Reads a table back as a spreadsheet would: what each cell says, and whether it is text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.as_text: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.as_text.append(tag == "td" and "mso-number-format" in (dict(attrs)["style"] or "")
                                if attrs else False)  # fmt: skip

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data


def read(html: str) -> Cells:
    cells = Cells()
    cells.feed(html)
    return cells


def test_text_stays_text_and_numbers_are_numbers() -> None:
    lines = [("شبانہ <b>اختر</b>", "00123", "-12.50"), ("Ann & Ben", "1e5", "7")]
    cells = read(as_html(HEADINGS, lines))
    assert cells.rows == [list(HEADINGS), *map(list, lines)]
    assert cells.as_text[3:] == [True, True, False, True, True, False]
    assert as_tabs(HEADINGS, lines).splitlines() == ["\t".join(row) for row in (HEADINGS, *lines)]


@pytest.mark.parametrize("text", ["=1+1", "+44 161", "-2+3", "@SUM(A1)", "\uff1dA1", " =A1"])
def test_nothing_becomes_a_formula(text: str) -> None:
    assert as_tabs(("Name",), [(text,)]).splitlines()[1] == f"'{text.strip()}"
    assert read(as_html(("Name",), [(text,)])).rows[1] == [f"'{text.strip()}"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_a_table_always_keeps_its_shape(lines: list[tuple[str, str]]) -> None:
    tabs = as_tabs(("A", "B"), lines).split("\n")
    assert [len(line.split("\t")) for line in tabs] == [2] * (len(lines) + 1)
    cells = read(as_html(("A", "B"), lines))
    assert [len(row) for row in cells.rows] == [2] * (len(lines) + 1)
    assert cells.tags <= {"meta", "table", "tr", "th", "td"}
