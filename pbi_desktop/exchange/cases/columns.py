"""Which column fills which field, and what kind of rows a sheet holds."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pbi_desktop.exchange.cases.fields import (
    COLUMNS,
    LEFT_OUT,
    NAME_FIELDS,
    SHEET_NAMES,
    SheetKind,
)
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.tables import column_key

Mappings = Mapping[str, Mapping[str, str]]
"""For each sheet, by its key: column to field, as a person has matched them."""

_NOTHING: Mapping[str, str] = {}


def sheet_keys(sheets: Iterable[Sheet]) -> dict[str, Sheet]:
    """Return the sheets by the keys under which their columns are remembered.

    The key is the name of the sheet, or of a CSV file without its ending; where a second sheet
    has the same name, its file stands before it.
    """
    keyed: dict[str, Sheet] = {}
    for sheet in sheets:
        key = sheet.name if sheet.name not in keyed else f"{sheet.file}: {sheet.name}"
        while key in keyed:
            key += " again"
        keyed[key] = sheet
    return keyed


def suggest_columns(
    sheet: Sheet, remembered: Mapping[str, str] = _NOTHING, kind: SheetKind | None = None
) -> dict[str, str]:
    """Return column to field, for the columns that are known; what is remembered wins.

    A remembered field of "" leaves the column out. Each field is filled by one column only.
    """
    meant = kind or kind_of(sheet, remembered)
    if meant is None:
        return {}
    told = _told(remembered)
    suggested: dict[str, str] = {}
    for column in sheet.columns:
        chosen = told.get(column_key(column))
        if chosen and chosen in COLUMNS[meant] and chosen not in suggested.values():
            suggested.setdefault(column, chosen)
    for column, name in _best(sheet, meant):
        if column_key(column) not in told and name not in suggested.values():
            suggested.setdefault(column, name)
    return {column: suggested[column] for column in sheet.columns if column in suggested}


def kind_of(
    sheet: Sheet, remembered: Mapping[str, str] = _NOTHING, *, people_elsewhere: bool = False
) -> SheetKind | None:
    """Return what the rows of a sheet are, by its name and its columns; nothing where unclear."""
    found = {kind: _fields(sheet, kind, remembered) for kind in SheetKind}
    named = {kind for kind, names in _sheet_names().items() if column_key(sheet.name) in names}
    has_name = bool(found[SheetKind.PEOPLE] & NAME_FIELDS)
    for kind in (SheetKind.STAGES, SheetKind.GAINS):
        if kind in named and "case" in found[kind]:
            return kind
    if has_name and "opened_on" in found[SheetKind.CASELOAD]:
        joined = people_elsewhere and "person" in found[SheetKind.CASES]
        return SheetKind.CASES if joined else SheetKind.CASELOAD
    if has_name and SheetKind.CASES not in named:
        return SheetKind.PEOPLE
    if {"case", "stage"} <= found[SheetKind.STAGES]:
        return SheetKind.STAGES
    if "case" in found[SheetKind.GAINS] and found[SheetKind.GAINS] & {"amount", "one_off_amount"}:
        return SheetKind.GAINS
    if {"person", "opened_on"} <= found[SheetKind.CASES] or SheetKind.CASES in named:
        return SheetKind.CASES
    return SheetKind.PEOPLE if SheetKind.PEOPLE in named and found[SheetKind.PEOPLE] else None


def _fields(sheet: Sheet, kind: SheetKind, remembered: Mapping[str, str]) -> frozenset[str]:
    """Return the fields of a kind that this sheet fills."""
    told = _told(remembered)
    guessed = {name for column, name in _best(sheet, kind) if column_key(column) not in told}
    chosen = {told.get(column_key(column), LEFT_OUT) for column in sheet.columns}
    return frozenset(guessed | (chosen & COLUMNS[kind].keys()))


def _told(remembered: Mapping[str, str]) -> dict[str, str]:
    """Return a remembered matching by the forms in which columns are compared."""
    return {column_key(column): name for column, name in remembered.items()}


def _best(sheet: Sheet, kind: SheetKind) -> list[tuple[str, str]]:
    """Return the columns that a kind knows, those with the more usual name of a field first."""
    known = _known(kind)
    ranked = [
        (rank, place, column, name)
        for place, column in enumerate(sheet.columns)
        for rank, name in [known.get(column_key(column), (-1, ""))]
        if name
    ]
    return [(column, name) for _, _, column, name in sorted(ranked)]


@lru_cache(maxsize=16)
def _known(kind: SheetKind) -> dict[str, tuple[int, str]]:
    """Return each known name of a column with its field, and how usual it is (0 the most)."""
    known: dict[str, tuple[int, str]] = {}
    for name, columns in COLUMNS[kind].items():
        for rank, column in enumerate((name, *columns)):
            key = column_key(column)
            if key not in known or rank < known[key][0]:
                known[key] = (rank, name)
    return known


@lru_cache(maxsize=1)
def _sheet_names() -> dict[SheetKind, frozenset[str]]:
    """Return the usual names of sheets in the form in which they are compared."""
    return {kind: frozenset(map(column_key, names)) for kind, names in SHEET_NAMES.items()}
