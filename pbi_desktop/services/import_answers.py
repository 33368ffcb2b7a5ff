"""The reason file of an import, with a column to answer in, and the answers given back."""

import json
from collections.abc import Mapping

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.intake_matching import Decision, read_decisions
from pbi_desktop.domain.names import name_key
from pbi_desktop.exchange.csv_out import csv_bytes
from pbi_desktop.exchange.workbooks import read_workbook
from pbi_desktop.services.import_cases_plan import ANSWER
from pbi_desktop.services.import_rows import ImportReport, InputFile

PERSON = "person"
_HOW = "It needs the columns person and decision, or in JSON a decision for each person."


def reasons_csv(report: ImportReport) -> bytes:
    """Return every refused row with its reason; who waits for an answer has a cell for it."""
    rows = []
    for row in report.refused:
        raw = dict(row.raw)
        waits = ANSWER in raw
        said = (raw.get(PERSON, ""), raw.get(ANSWER, "")) if waits else ("", "")
        rows.append((row.file, row.row_number, *said, row.reason))
    return csv_bytes(("file", "row", PERSON, ANSWER, "reason"), rows)


def read_answers(file: InputFile) -> dict[str, Decision]:
    """Return the answers of a CSV, spreadsheet or JSON file; refuses a file without any place."""
    beginning = file.data.removeprefix(b"\xef\xbb\xbf").lstrip()
    said = _of_json(file) if beginning.startswith(b"{") else _of_sheets(file)
    return read_decisions(said)


def _of_json(file: InputFile) -> Mapping[str, str]:
    try:
        found = json.loads(file.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableInput(file.name, f"It is no whole JSON. {_HOW}") from None
    if not all(isinstance(text, str) for text in found.values()):
        raise UnreadableInput(file.name, _HOW)
    return {str(person): text for person, text in found.items()}


def _of_sheets(file: InputFile) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sheet in read_workbook(file.data, file.name):
        columns = [name_key(column) for column in sheet.columns]
        if {PERSON, ANSWER} <= set(columns):
            person, answer = columns.index(PERSON), columns.index(ANSWER)
            told = ((row.cells[person], row.cells[answer]) for row in sheet.rows)
            found |= {_unmarked(who): text for who, text in told if who and text}
            return found
    raise UnreadableInput(file.name, _HOW)


def _unmarked(text: str) -> str:
    """Return a reference without the sign that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text
