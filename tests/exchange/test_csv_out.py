"""No cell of an export can become a formula, and accents arrive whole."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.exchange.csv_out import csv_bytes


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_rows_arrive_with_their_header_and_the_mark_that_spreadsheets_need() -> None:
    data = csv_bytes(("name", "n", "when"), [('Zoë, "W"', 3, date(2026, 11, 21)), (None, -4, None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_back(data) == [
        ["name", "n", "when"],
        ['Zoë, "W"', "3", "2026-11-21"],
        ["", "-4", ""],
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 161", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "\ufeff=1"],
)
def test_text_that_could_start_a_formula_gets_an_apostrophe(text: str) -> None:
    assert read_back(csv_bytes(("a",), [(text,)]))[1] == ["'" + text]


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_no_text_cell_ever_begins_like_a_formula(texts: list[str]) -> None:
    header, row = read_back(csv_bytes(texts, [texts]))
    for cell, text in zip(header + row, texts * 2, strict=True):
        assert cell in (text, "'" + text)
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
