"""A table as it goes onto the clipboard: text with tabs, and HTML for spreadsheets."""

import re
from collections.abc import Sequence
from html import escape

Lines = Sequence[Sequence[str]]

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?", re.ASCII)
# A spreadsheet takes text for text only where it is told so: "00123" stays "00123".
_AS_TEXT = " style=\"mso-number-format:'\\@'\""


def as_tabs(headings: Sequence[str], lines: Lines) -> str:
    """Return lines of cells with tabs between; no cell can become a formula."""
    return "\n".join("\t".join(map(_safe, line)) for line in (headings, *lines))


def as_html(headings: Sequence[str], lines: Lines) -> str:
    """Return the same as an HTML table: numbers as numbers, all else as text."""
    head = "".join(f"<th>{escape(_safe(title))}</th>" for title in headings)
    rows = "".join(f"<tr>{''.join(map(_cell, line))}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{rows}</table>'


def _cell(text: str) -> str:
    look = "" if _is_number(text) else _AS_TEXT
    return f"<td{look}>{escape(_safe(text))}</td>"


def _safe(text: str) -> str:
    from pbi_desktop.exchange.csv_out import safe_cell  # copying is rarer than a start

    line = " ".join(text.split())
    return line if _is_number(line) else safe_cell(line)


def _is_number(text: str) -> bool:
    """Say whether a cell is a plain number; one with leading zeros is a reference."""
    bare = text.removeprefix("-")
    leading = bare.startswith("0") and bare[1:2].isdigit()
    return _NUMBER.fullmatch(text) is not None and not leading
