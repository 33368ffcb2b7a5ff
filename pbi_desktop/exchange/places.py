"""Published lists of postcodes and small areas; the header tells which list a file is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import Invalid, UnreadableInput
from pbi_desktop.domain.places import AreaChange, Places, Postcode, SmallArea
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.exchange.decoding import counted
from pbi_desktop.exchange.grid import latitude_longitude
from pbi_desktop.exchange.numbers import in_britain, read_decimal
from pbi_desktop.exchange.tables import Row, Table, read_table

_AREA_CODE = re.compile(r"[A-Z][0-9]{8}")
_NO_AREA = "99999999"  # the lists' own sign for "outside Great Britain"
_MONTH = re.compile(r"(?P<year>1[89][0-9]{2}|2[01][0-9]{2})(?P<month>0[1-9]|1[0-2])")
_FARTHEST_EAST, _FARTHEST_NORTH = 700_000, 1_300_000


class PlaceList(StrEnum):
    """Which list a file is."""

    POSTCODES = "postcodes with their small areas"
    GRID = "postcodes with their place on the grid"
    CENTRES = "middles of small areas"
    CHANGES = "small areas from one census to the next"


@dataclass(frozen=True)
class PlacesFile:
    """What one file gave: which list it is, its records, refused rows, and what was noticed."""

    kind: PlaceList
    rows: int
    places: Places
    refused: tuple[RefusedRow, ...] = ()
    noticed: tuple[str, ...] = ()


class _Refused(Exception):
    """Why a row cannot be kept."""


@dataclass(frozen=True)
class _Columns:
    """Where a list's columns are in this table."""

    table: Table
    places: dict[str, int]

    def cell(self, row: Row, name: str) -> str:
        """Return a cell of a row; empty where the list has no such column."""
        place = self.places.get(name)
        return "" if place is None else row.cells[place]


@dataclass(frozen=True)
class _Shape:
    """How a list is told by its columns, and how a row of it is read."""

    kind: PlaceList
    needed: dict[str, tuple[str, ...]]
    wanted: dict[str, tuple[str, ...]]
    read: Callable[[_Columns, Row], Places]


def read_places(data: bytes, name: str) -> PlacesFile:
    """Return what a published list of places says; refuses a file that is none of those known."""
    table = read_table(data, name)
    shape, columns = _told_by_header(table)
    gathered = _Gathered(table)
    for row in table.rows:
        try:
            gathered.take(row, shape.read(columns, row))
        except _Refused as refused:
            gathered.refused.append(table.refuse(row, str(refused)))
    return PlacesFile(
        shape.kind,
        len(table.rows) + len(table.refused),
        gathered.places(),
        tuple(sorted(gathered.refused, key=lambda row: row.row_number)),
        (*table.noticed, *gathered.noticed()),
    )


class _Gathered:
    """The records of one list, each postcode and change once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._postcodes: dict[str, tuple[int, Postcode]] = {}
        self._areas: dict[str, SmallArea] = {}
        self._changes: dict[tuple[str, str], AreaChange] = {}
        self.refused = list(table.refused)

    def take(self, row: Row, found: Places) -> None:
        """Keep what one row says; refuses a postcode or a change that an earlier row has."""
        for postcode in found.postcodes:
            number, _ = self._postcodes.setdefault(postcode.postcode, (row.number, postcode))
            if number != row.number:
                raise _Refused(f"{postcode.postcode} is already in row {number}.")
        for change in found.changes:
            if self._changes.setdefault((change.old_code, change.new_code), change) is not change:
                raise _Refused(f"{change.old_code} to {change.new_code} is already there.")
        for area in found.areas:
            known = self._areas.get(area.code, area)
            vintages = tuple(sorted({*known.vintages, *area.vintages}))
            self._areas[area.code] = replace(known, vintages=vintages)

    def places(self) -> Places:
        """Return the records in the order of their codes."""
        return Places(
            tuple(self._postcodes[key][1] for key in sorted(self._postcodes)),
            tuple(self._areas[key] for key in sorted(self._areas)),
            tuple(self._changes[key] for key in sorted(self._changes)),
        )

    def noticed(self) -> Iterator[str]:
        """Give sentences on what a person may want to know of the postcodes."""
        kept = [postcode for _, postcode in self._postcodes.values()]
        ended = sum(not postcode.live for postcode in kept)
        nowhere = sum(not postcode.area_code and postcode.easting is None for postcode in kept)
        if ended:
            of_all = f"{ended:,} of {counted(len(kept), 'postcode')}"
            yield f"No longer in use: {of_all}; they are kept with the month they ended."
        if nowhere:
            yield f"Known, but on no map: {counted(nowhere, 'postcode')}."


def _told_by_header(table: Table) -> tuple[_Shape, _Columns]:
    """Return which list this is and where its columns are; refuses a header of no known list."""
    for shape in _SHAPES:
        places = {
            field: place
            for field, names in (shape.needed | shape.wanted).items()
            if (place := table.column(*names)) is not None
        }
        if places.keys() >= shape.needed.keys():
            return shape, _Columns(table, places)
    raise UnreadableInput(
        table.name,
        "Its columns are not those of a list of postcodes, of middles of small areas, "
        "or of small areas from one census to the next.",
    )


def _postcode(columns: _Columns, row: Row) -> str:
    """Return the postcode of a row, or refuse it."""
    try:
        return read_postcode(columns.cell(row, "postcode"))
    except Invalid as invalid:
        raise _Refused(invalid.fields["postcode"]) from None


def _area_code(code: str) -> str:
    """Return the code of a small area, or refuse it."""
    if not _AREA_CODE.fullmatch(code):
        raise _Refused(f'"{code[:20]}" is not the code of a small area.')
    return code


def _month(text: str) -> PartialDate | None:
    """Return a month written 199405, nothing where there is none, or refuse it."""
    if not text:
        return None
    found = _MONTH.fullmatch(text)
    if not found:
        raise _Refused(f'"{text[:20]}" is not a month; one looks like 199405.')
    return PartialDate(f"{found['year']}-{found['month']}", Precision.MONTH)


def _read_postcode_row(columns: _Columns, row: Row) -> Places:
    """Read a row of the list of postcodes with their small areas."""
    code = columns.cell(row, "code")
    started, ended = (_month(columns.cell(row, name)) for name in ("started", "ended"))
    if started and ended and ended.text < started.text:
        raise _Refused(f"It ended ({ended.text}) before it started ({started.text}).")
    postcode = _postcode(columns, row)
    if not code or code.endswith(_NO_AREA):
        return Places((Postcode(postcode, started=started, ended=ended),))
    area = SmallArea(_area_code(code), columns.cell(row, "name"), vintages=("2011",))
    return Places((Postcode(postcode, area.code, started=started, ended=ended),), (area,))


def _read_newer_postcode_row(columns: _Columns, row: Row) -> Places:
    """Read a row of the same list with the small areas of 2021."""
    read = _read_postcode_row(columns, row)
    return replace(read, areas=tuple(replace(area, vintages=("2021",)) for area in read.areas))


def _read_grid_row(columns: _Columns, row: Row) -> Places:
    """Read a row of the list of postcodes with their place on the grid."""
    postcode = _postcode(columns, row)
    east, north = columns.cell(row, "easting"), columns.cell(row, "northing")
    if (east or "0", north or "0") == ("0", "0"):  # the list's own sign for "not placed"
        return Places((Postcode(postcode),))
    if not all(side.isascii() and side.isdecimal() and len(side) <= 7 for side in (east, north)):
        raise _Refused(f'"{east[:20]}, {north[:20]}" is not a place on the grid.')
    easting, northing = int(east), int(north)
    if easting > _FARTHEST_EAST or northing > _FARTHEST_NORTH:
        raise _Refused(f"{easting}, {northing} lies outside the grid.")
    latitude, longitude = latitude_longitude(easting, northing)
    return Places((Postcode(postcode, None, easting, northing, latitude, longitude),))


def _read_centre_row(columns: _Columns, row: Row) -> Places:
    """Read a row of the list of middles of small areas."""
    code = _area_code(columns.cell(row, "code"))
    latitude = read_decimal(columns.cell(row, "latitude"))
    longitude = read_decimal(columns.cell(row, "longitude"))
    if latitude is None or longitude is None or not in_britain(latitude, longitude):
        raise _Refused("Its latitude and longitude are not those of a place in the UK.")
    return Places(areas=(SmallArea(code, columns.cell(row, "name"), latitude, longitude),))


def _read_change_row(columns: _Columns, row: Row) -> Places:
    """Read a row of the list of small areas from one census to the next."""
    old = SmallArea(
        _area_code(columns.cell(row, "old_code")),
        columns.cell(row, "old_name"),
        vintages=("2011",),
    )
    new = SmallArea(
        _area_code(columns.cell(row, "new_code")),
        columns.cell(row, "new_name"),
        vintages=("2021",),
    )
    change = AreaChange(old.code, new.code, columns.cell(row, "change"), old.name, new.name)
    return Places(areas=(old, new), changes=(change,))


_POSTCODE_NAMES = ("pcds", "pcd8", "pcd7", "pcd", "postcode")
_MONTHS = {"started": ("dointr",), "ended": ("doterm",)}
_SHAPES = (
    _Shape(
        PlaceList.CHANGES,
        {
            "old_code": ("lsoa11_code", "lsoa11cd"),
            "new_code": ("lsoa21_code", "lsoa21cd"),
            "change": ("change_code", "chgind", "chngind"),
        },
        {"old_name": ("lsoa11_name", "lsoa11nm"), "new_name": ("lsoa21_name", "lsoa21nm")},
        _read_change_row,
    ),
    _Shape(
        PlaceList.POSTCODES,
        {"postcode": _POSTCODE_NAMES, "code": ("lsoa11cd", "lsoa11")},
        {"name": ("lsoa11nm",), **_MONTHS},
        _read_postcode_row,
    ),
    _Shape(
        PlaceList.POSTCODES,
        {"postcode": _POSTCODE_NAMES, "code": ("lsoa21cd", "lsoa21")},
        {"name": ("lsoa21nm",), **_MONTHS},
        _read_newer_postcode_row,
    ),
    _Shape(
        PlaceList.GRID,
        {
            "postcode": ("postcode", "pc"),
            "easting": ("eastings", "easting", "ea"),
            "northing": ("northings", "northing", "no"),
        },
        {},
        _read_grid_row,
    ),
    _Shape(
        PlaceList.CENTRES,
        {
            "code": ("lsoacd", "lsoa21cd", "lsoa11cd"),
            "latitude": ("latitude", "lat"),
            "longitude": ("longitude", "long", "lon"),
        },
        {"name": ("lsoanm", "lsoa21nm", "lsoa11nm")},
        _read_centre_row,
    ),
)
