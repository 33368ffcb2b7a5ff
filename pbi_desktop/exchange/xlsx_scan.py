"""What calamine does not tell of an XLSX workbook: formulas without results, errors, far cells.

Calamine lays every sheet out as one full rectangle, so a single cell in the last row and column
would take all memory: the extent is measured here first.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.sheets import (
    MOST_CELLS,
    MOST_ROWS,
    SheetFacts,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)
from pbi_desktop.exchange.tables import MOST_COLUMNS
from pbi_desktop.exchange.workbook_guard import DAMAGED, Package

MOST_CHARACTERS = 128 * 1024 * 1024

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LONGEST_ROW = 32 * 1024 * 1024
_SHOWN = 5
_LETTERS = 26

# As spreadsheets write it; whatever is written otherwise goes the slower way below.
_USUAL = re.compile(rb'<c r="([A-Z]{1,2})([1-9][0-9]{0,5})"')
_UNUSUAL = (b":c", b"r='", b"r =", b"r= ", b"r\t", b"r\n", b"r=\t", b"r=\n")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?row\b[^<>]*+(?<=/)>")
_BEGINNING = re.compile(rb"<(?:\w+:)?(?:c|row)(?=[\s>/])")
# Strict on purpose: what calamine reads leniently must not be read here as something else.
_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(c|row)"
    rb"""((?:\s++[\w:.-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'))*+\s*+/?)>"""
)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_CELL_PLACE = re.compile(rb"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW_PLACE = re.compile(rb"[1-9][0-9]{0,6}")
_UNVALUED = re.compile(
    rb"""<(?:\w+:)?c\s([^<>]*+)>\s*+<(?:\w+:)?f(?=[\s/>])[^<>]*+"""
    rb"""(?:(?<=/)>|>[^<]*+</(?:\w+:)?f\s*>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v\s*>)?\s*</(?:\w+:)?c\s*>"""
)
_MAY_BE_ERROR = re.compile(rb"""t\s*=\s*["']e["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s([^<>]*\bt\s*=\s*["']e["'](?:[^<>]*[^/])?)>""")
_REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_RESULT_IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_INDEX = re.compile(rb">\s*([0-9]{1,9})\s*</(?:\w+:)?v")
_STRING = re.compile(rb"<(?:\w+:)?si(?=[\s/])[^<>]*+(?<=/)>|</(?:\w+:)?si\s*>")


@dataclass
class _Found:
    """What the scan of one sheet has met so far."""

    errors: list[str] = field(default_factory=list)
    error_count: int = 0
    unvalued: dict[int, str] = field(default_factory=dict)
    columns: set[bytes] = field(default_factory=set)
    last_column: int = 0
    last_row: int = 0
    cells: int = 0
    row: int = 0  # where the next cell stands that does not say so
    column: int = 0


def scan(package: Package) -> dict[str, SheetFacts]:
    """Return the facts of each sheet by name; refuses one too large to lay out."""
    strings = _string_lengths(package)
    sheets = list(_sheets(package))
    facts = {name: _scan_sheet(package, name, part, strings) for name, part in sheets}
    if len(facts) < len(sheets):
        raise UnreadableInput(package.name, DAMAGED)
    return facts


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Give the name of each sheet and the part that holds it."""
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _tree(package, _RELATIONS)
    }
    for node in _tree(package, _WORKBOOK).iter():
        if node.tag.rpartition("}")[2] == "sheet":
            target = targets.get(node.get(_RELATION_ID, ""), "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            yield node.get("name", ""), posixpath.normpath(path)


def _tree(package: Package, part: str) -> ElementTree.Element:
    """Return a small part as a tree; one with a document type is refused: no workbook has one."""
    data = package.whole(part)
    if len(data) > _LONGEST_ROW or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableInput(package.name, DAMAGED)
    try:
        return ElementTree.fromstring(data)  # noqa: S314 - no document type, so no entities
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableInput(package.name, DAMAGED) from None


def _scan_sheet(package: Package, name: str, part: str, strings: list[int]) -> SheetFacts:
    """Return what is known of one sheet; refuses it where it is too large."""
    found = _Found()
    longest, characters = max(strings, default=0), 0
    for stretch in _whole_rows(package, part):
        cells = _usual_extent(stretch, found)
        if cells is None:
            cells = _extent(stretch, found, package.name)
        found.cells += cells
        if cells * longest > _LONGEST_ROW:
            characters += _characters(stretch, strings)
        if found.cells > MOST_CELLS or characters > MOST_CHARACTERS:
            too_many_cells(package.name)
        if b"<f" in stretch or b":f" in stretch:
            _formulas(stretch, found)
        if _MAY_BE_ERROR.search(stretch):
            _errors(stretch, found)
    _refuse_if_too_large(package.name, name, found)
    return SheetFacts(
        errors=tuple(found.errors), error_count=found.error_count, unvalued=found.unvalued
    )


def _whole_rows(package: Package, part: str) -> Iterator[bytes]:
    """Give the bytes of a sheet in stretches that end where a row does."""
    kept = b""
    for piece in package.pieces(part):
        kept += piece
        end = max((found.end() for found in _ROW_END.finditer(kept)), default=0)
        if end:
            yield kept[:end]
            kept = kept[end:]
        elif len(kept) > _LONGEST_ROW:
            raise UnreadableInput(package.name, "It has a row longer than any list has.")
    yield kept


def _usual_extent(stretch: bytes, found: _Found) -> int | None:
    """Add the rows and columns of a stretch as spreadsheets write it; return how many cells.

    Nothing comes back where any cell of it is written in another way.
    """
    places = _USUAL.findall(stretch)
    placed_rows = stretch.count(b'<row r="')
    if (
        len(places) != stretch.count(b"<c")
        or stretch.count(b'r="') != len(places) + placed_rows
        or any(sign in stretch for sign in _UNUSUAL)
    ):
        return None
    last = max((int(row) for row in {row for _, row in places}), default=found.row)
    if last > MOST_ROWS:  # perhaps only cells that carry a style: look more closely
        return None
    found.columns.update({letters for letters, _ in places})
    found.row, found.last_row = last, max(found.last_row, last)
    return len(places)


def _extent(stretch: bytes, found: _Found, file: str) -> int:
    """Add the rows and columns of a stretch, cell by cell; refuses what says no clear place."""
    cells = met = 0
    for tag in _ROW_OR_CELL.finditer(stretch):
        met += 1
        places = _PLACE.findall(tag[2])
        if tag[1] == b"row":
            found.row = _row_number(places, found.row + 1, file)
            found.column = 0
            continue
        cells += 1
        found.row, found.column = _cell_place(places, found, file)
        if not tag[2].endswith(b"/"):
            found.last_row = max(found.last_row, found.row)
            found.last_column = max(found.last_column, found.column)
    if met != len(_BEGINNING.findall(stretch)):
        raise UnreadableInput(file, DAMAGED)
    return cells


def _row_number(places: list[bytes], following: int, file: str) -> int:
    """Return the number that a row says, or the following one."""
    if not places:
        return following
    if len(places) > 1 or not _ROW_PLACE.fullmatch(places[0]):
        raise UnreadableInput(file, DAMAGED)
    return int(places[0])


def _cell_place(places: list[bytes], found: _Found, file: str) -> tuple[int, int]:
    """Return the row and column that a cell says, or those where it comes."""
    if not places:
        return max(1, found.row), found.column + 1
    place = _CELL_PLACE.fullmatch(places[0])
    if len(places) > 1 or not place:
        raise UnreadableInput(file, DAMAGED)
    return int(place[2]), _column_number(place[1])


def _formulas(stretch: bytes, found: _Found) -> None:
    """Add the cells whose formula has no result; an empty text is a result."""
    for cell in _UNVALUED.finditer(stretch):
        place = _REFERENCE.search(cell[1])
        if place and not _RESULT_IS_TEXT.search(cell[1]):
            found.unvalued.setdefault(int(place[2]), (place[1] + place[2]).decode().upper())


def _errors(stretch: bytes, found: _Found) -> None:
    """Add the cells that hold an error."""
    for cell in _ERROR.finditer(stretch):
        found.error_count += 1
        place = _REFERENCE.search(cell[1])
        if place and len(found.errors) < _SHOWN:
            found.errors.append((place[1] + place[2]).decode().upper())


def _refuse_if_too_large(file: str, name: str, found: _Found) -> None:
    """Refuse a sheet whose rectangle is larger than a list can be."""
    columns = max([found.last_column, *map(_column_number, found.columns)])
    rows = found.last_row
    if columns > MOST_COLUMNS:
        too_many_columns(file, columns)
    if rows > MOST_ROWS:
        too_many_rows(file, name, rows)
    if rows * columns > MOST_CELLS:
        too_many_cells(file)


def _column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _string_lengths(package: Package) -> list[int]:
    """Return the length of each text that cells share, its marks counted with it."""
    if _STRINGS not in package:
        return []
    lengths: list[int] = []
    carried = 0
    kept = b""
    for piece in package.pieces(_STRINGS):
        kept += piece
        last = 0
        for end in _STRING.finditer(kept):
            lengths.append(carried + end.end() - last)
            carried, last = 0, end.end()
        cut = max(last, len(kept) - 64)  # a mark may be cut in two
        carried += cut - last
        kept = kept[cut:]
    return lengths


def _characters(stretch: bytes, strings: list[int]) -> int:
    """Return at most how many characters the shared texts of these cells come to."""
    indexes: Iterable[int] = map(int, _INDEX.findall(stretch))
    return sum(strings[index] for index in indexes if index < len(strings))
