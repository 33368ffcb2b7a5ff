"""What files are, and which of their columns is read as what, before anything is taken in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from pbi_desktop.domain.directory import Source
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.cases.columns import kind_of, sheet_keys
from pbi_desktop.exchange.cases.fields import COLUMNS as CASE_FIELDS
from pbi_desktop.exchange.cases.fields import SheetKind
from pbi_desktop.exchange.cases.reading import plan_sheets
from pbi_desktop.exchange.demand_list import COLUMNS as DEMAND_FIELDS
from pbi_desktop.exchange.directory_columns import FIELDS as DIRECTORY_FIELDS
from pbi_desktop.exchange.directory_columns import kind_by_header, kind_in_words
from pbi_desktop.exchange.directory_json import is_json
from pbi_desktop.exchange.gains_list import COLUMNS as GAIN_FIELDS
from pbi_desktop.exchange.places import read_places
from pbi_desktop.exchange.prsb_names import FIELDS as REFERRAL_FIELDS
from pbi_desktop.exchange.prsb_names import MANDATORY, OF_OWN_FORM, field_of
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.tables import column_key
from pbi_desktop.exchange.workbooks import read_workbook
from pbi_desktop.services.import_layouts import Columns, shape_of
from pbi_desktop.services.import_wizard_rows import ColumnSeen, FilesSeen, ListKind, SheetSeen

_HEAD = 256 * 1024
_ZIP = b"PK\x03\x04"
_IN_FORMS = (b"referrer", b"self referral", b"in your own words", b"how can we help")
_SAMPLES, _LONGEST_SAMPLE = 3, 60
_WHOSE = {"case", "person", "name", "given_name", "family_name"}
_OF_PLACES = {"website", "email", "what_offered", "when_text", "referral_method", "for_whom"}
_FLAT: Mapping[ListKind, Mapping[str, tuple[str, ...]]] = {
    ListKind.DIRECTORY: DIRECTORY_FIELDS,
    ListKind.GAINS: GAIN_FIELDS,
    ListKind.DEMAND: DEMAND_FIELDS,
}


def see_files(
    files: Sequence[Source], kind: ListKind | None, known: Mapping[str, Columns]
) -> FilesSeen:
    """Return what files are, and their columns read as that; refuses what cannot be read.

    `known` is how the columns of lists of each shape were read the last time.
    """
    if kind is ListKind.PLACES:
        return FilesSeen(kind)
    tables = [file for file in files if not is_json(file)]
    told = {_kind_of_json(file) for file in files if is_json(file)}
    if kind is None and not told and all(map(_is_of_places, tables)):
        return FilesSeen(ListKind.PLACES)
    sheets = [sheet for file in tables for sheet in _sheets(file)]
    if kind is None:
        kind = _guessed({*told, *([_kind_of_sheets(sheets)] if sheets else [])})
    if kind is None:
        return FilesSeen(None)
    return FilesSeen(kind, tuple(_seen(sheets, kind, known)))


def flat(columns: Mapping[str, Mapping[str, str]], seen: Sequence[SheetSeen]) -> Mapping[str, str]:
    """Return column to field where a person has chosen another than what is suggested."""
    suggested = {(one.key, column.name): column.field for one in seen for column in one.columns}
    return {
        column: name
        for key, chosen in columns.items()
        for column, name in chosen.items()
        if name and suggested.get((key, column), "") != name
    }


# --- what a file is ------------------------------------------------------------------------------


def _head(file: Source) -> tuple[bytes, bool]:
    """Return whole lines of the beginning of a file, and whether they are all of it."""
    with closing(file.open()) as opened:
        found = opened.read(_HEAD)
    if len(found) < _HEAD:
        return found, True
    return found[: found.rfind(b"\n") + 1] or found, False


def _sheets(file: Source) -> tuple[Sheet, ...]:
    """Return the sheets of a file; of a CSV file with its first rows only."""
    head, whole = _head(file)
    if not whole and not head.startswith(_ZIP):
        try:
            return read_workbook(head, file.name)
        except UnreadableInput:  # a cell may go on where the beginning ends
            return read_workbook(file.data, file.name)
    return read_workbook(head if whole else file.data, file.name)


def _is_of_places(file: Source) -> bool:
    try:
        read_places(_head(file)[0], file.name)
    except UnreadableInput:
        return False
    return True


def _kind_of_json(file: Source) -> ListKind:
    head = _head(file)[0].lower()
    sent = any(words in head for words in _IN_FORMS)
    return ListKind.REFERRALS if sent else ListKind.DIRECTORY


def _guessed(found: set[ListKind | None]) -> ListKind | None:
    return next(iter(found)) if len(found) == 1 else None


def _kind_of_sheets(sheets: Sequence[Sheet]) -> ListKind | None:
    """Return what sheets are together; nothing where they may be one thing or another."""
    fields = [set(_flat_fields(sheet, REFERRAL_FIELDS, ListKind.REFERRALS)) for sheet in sheets]
    if any(len(found & MANDATORY.keys()) >= len(MANDATORY) // 2 + 1 for found in fields):
        return ListKind.REFERRALS
    if all(map(_is_own_form, fields)) and fields:
        return ListKind.REFERRALS
    kinds = {kind_of(sheet) for sheet in sheets} - {None}
    if kinds & {SheetKind.CASELOAD, SheetKind.CASES, SheetKind.STAGES}:
        return ListKind.CASES
    for kind, needed in (
        (ListKind.GAINS, {"what", "amount"}),
        (ListKind.DEMAND, {"kind", "on_day"}),
    ):
        found = [set(_flat_fields(sheet, _FLAT[kind], kind)) for sheet in sheets]
        whose = _WHOSE if kind is ListKind.GAINS else {*_WHOSE, "address"}
        if all(needed <= one and one & whose for one in found):
            return kind
    if kinds and not any(map(_tells_of_a_place, sheets)):
        return ListKind.CASES
    return ListKind.DIRECTORY if all(map(_tells_of_a_place, sheets)) else None


def _is_own_form(fields: set[str]) -> bool:
    """Say whether these are the columns of a form by which people ask for themselves."""
    named = "full_name" in fields or {"given_name", "family_name"} <= fields
    return named and "reason" in fields and bool(fields & OF_OWN_FORM)


def _tells_of_a_place(sheet: Sheet) -> bool:
    found = set(_flat_fields(sheet, DIRECTORY_FIELDS, ListKind.DIRECTORY))
    people = set(_flat_fields(sheet, CASE_FIELDS[SheetKind.PEOPLE], ListKind.CASES))
    told = kind_by_header(sheet.columns) or kind_in_words(sheet.name) or found & _OF_PLACES
    return "name" in found and bool(told) and not people & {"born", "age", "given_name"}


# --- which column is which field -----------------------------------------------------------------


def _flat_fields(
    sheet: Sheet, fields: Mapping[str, tuple[str, ...]], kind: ListKind
) -> dict[str, str]:
    """Return the column of each field that a sheet fills, by its usual names."""
    if kind is ListKind.REFERRALS:
        told = [(field_of(column.split(">")), column) for column in reversed(sheet.columns)]
        return {name: column for name, column in told if name}
    keys = {column_key(column): column for column in reversed(sheet.columns)}
    found = {
        name: next((keys[key] for key in map(column_key, (name, *known)) if key in keys), "")
        for name, known in fields.items()
    }
    return {name: column for name, column in found.items() if column}


def _seen(
    sheets: Sequence[Sheet], kind: ListKind, known: Mapping[str, Columns]
) -> Iterator[SheetSeen]:
    if kind is ListKind.CASES:
        yield from _seen_cases(sheets, known)
        return
    fields = REFERRAL_FIELDS if kind is ListKind.REFERRALS else _FLAT[kind]
    for key, sheet in sheet_keys(sheets).items():
        found = _flat_fields(sheet, fields, kind)
        read = {column: name for name, column in reversed(found.items())}
        columns = tuple(_columns(sheet, read))
        yield SheetSeen(key, sheet.label, columns, tuple(fields), may_leave_out=False)


def _seen_cases(sheets: Sequence[Sheet], known: Mapping[str, Columns]) -> Iterator[SheetSeen]:
    keyed = sheet_keys(sheets)
    told = {key: known.get(shape_of(sheet.columns), {}) for key, sheet in keyed.items()}
    plans = {plan.key: plan for plan in plan_sheets(sheets, told)}
    every = tuple(dict.fromkeys(name for fields in CASE_FIELDS.values() for name in fields))
    for key, sheet in keyed.items():
        plan = plans.get(key)
        fields = every if plan is None else tuple(CASE_FIELDS[plan.kind])
        columns = tuple(_columns(sheet, {} if plan is None else plan.columns))
        holds = "" if plan is None else plan.kind.value
        yield SheetSeen(key, sheet.label, columns, fields, holds, remembered=bool(told[key]))


def _columns(sheet: Sheet, read: Mapping[str, str]) -> Iterator[ColumnSeen]:
    for at, column in enumerate(sheet.columns):
        if column:
            values = (" ".join(row.cells[at].split()) for row in sheet.rows[:200])
            said = [value for value in values if value][:_SAMPLES]
            cut = (
                one if len(one) <= _LONGEST_SAMPLE else f"{one[:_LONGEST_SAMPLE]}…" for one in said
            )
            yield ColumnSeen(column, read.get(column, ""), tuple(cut))
