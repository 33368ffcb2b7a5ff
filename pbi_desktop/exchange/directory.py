"""Published lists of groups and places that help: libraries, food banks, pharmacies and others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pbi_desktop.domain.directory import (
    LICENCE_UNKNOWN,
    CommunityEntry,
    EntryKind,
    ReadResult,
)
from pbi_desktop.domain.errors import Invalid, UnreadableInput
from pbi_desktop.domain.names import LONGEST_NAME, name_key
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.exchange.contacts import read_email, read_phone, read_website, split_contact
from pbi_desktop.exchange.directory_columns import (
    FIELDS,
    kind_by_header,
    kind_in_words,
    opening_hours_columns,
    opening_hours_text,
)
from pbi_desktop.exchange.directory_keys import Numbered, told_apart
from pbi_desktop.exchange.numbers import in_britain, read_decimal
from pbi_desktop.exchange.tables import Row, Table, column_key, read_table

_NOT_KNOWN = frozenset(
    {"", "na", "nan", "none", "null", "nil", "notknown", "unknown", "notavailable", "tbc"}
)
_SHOWN = 60
_DAYS = range(7)


@dataclass(frozen=True)
class Feed:
    """Where a list comes from, and what its header cannot tell; `mapping` is column to field."""

    feed_id: str = ""
    kind: EntryKind | None = None
    licence: str = LICENCE_UNKNOWN
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Layout:
    """Which column of this table fills which field, and what holds for every row."""

    places: dict[str, int]
    hours: dict[int, int]
    feed_id: str
    licence: str
    kind: EntryKind | None
    is_sure: bool

    def cell(self, row: Row, name: str) -> str:
        """Return what a row says of a field; empty where it is not known."""
        return _known(row, self.places.get(name))

    def line(self, row: Row, name: str) -> str:
        """Return the same as one line."""
        return " ".join(self.cell(row, name).split())


def read_directory(data: bytes, name: str, feed: Feed | None = None) -> ReadResult[CommunityEntry]:
    """Return the entries of a list of places, the rows refused, and what a person should know."""
    return directory_of(read_table(data, name), feed or Feed())


def directory_of(table: Table, feed: Feed) -> ReadResult[CommunityEntry]:
    """Return the entries of a table; refuses one without a column of names."""
    layout = _layout(table, feed)
    refused = list(table.refused)
    numbered: list[Numbered] = []
    remarks: list[str] = []
    for row in table.rows:
        reason = _no_name(layout.line(row, "name"))
        if reason:
            refused.append(table.refuse(row, reason))
            continue
        entry, about = _entry(table, layout, row)
        numbered.append(Numbered(row.number, entry))
        remarks.extend(f"Row {row.number}: {remark}" for remark in about)
    apart = told_apart(table.name, numbered)
    return ReadResult(
        tuple(entry for _, entry in apart.accepted),
        tuple(sorted((*refused, *apart.refused), key=lambda row: row.row_number)),
        (*table.noticed, *_on_the_whole(layout, apart.accepted), *remarks, *apart.noticed),
    )


def _layout(table: Table, feed: Feed) -> _Layout:
    """Return which column fills which field; refuses a table without a column of names."""
    columns = dict(FIELDS)
    for column, name in feed.mapping.items():
        if name not in FIELDS:
            raise Invalid({"map": f"There is no field {name}. Fields: {', '.join(FIELDS)}."})
        if table.column(column) is None:
            raise UnreadableInput(table.name, f'It has no column "{column}".')
        columns[name] = (column,)
    places = {
        name: place for name, of in columns.items() if (place := table.column(*of)) is not None
    }
    if "name" not in places:
        raise UnreadableInput(table.name, "None of its columns holds the name of a place or group.")
    hours = {
        day: place
        for day in _DAYS
        if (place := table.column(*opening_hours_columns(day))) is not None
    }
    stem = PurePosixPath(table.name.replace("\\", "/")).stem
    return _Layout(
        places,
        hours,
        feed.feed_id or stem,
        feed.licence,
        feed.kind or kind_by_header(table.columns) or kind_in_words(stem),
        feed.kind is not None,
    )


def _known(row: Row, place: int | None) -> str:
    """Return a cell; empty where there is no such column or it says "not known"."""
    if place is None or column_key(row.cells[place]) in _NOT_KNOWN:
        return ""
    return row.cells[place]


def _no_name(name: str) -> str:
    """Return why this is not the name of a place or group, or nothing."""
    if not any(letter.isalnum() for letter in name):
        return "It has no name."
    if len(name) > LONGEST_NAME:
        return f"Its name is longer than {LONGEST_NAME:,} letters."
    return ""


def _entry(table: Table, layout: _Layout, row: Row) -> tuple[CommunityEntry, list[str]]:
    """Return the entry of a row, and a sentence on each thing that was left out of it."""
    remarks: list[str] = []
    emails, phones, rest = split_contact(layout.line(row, "contact"))
    kind = _kind(layout, row)
    latitude, longitude = _position(layout, row, remarks)
    entry = CommunityEntry(
        feed_id=layout.feed_id,
        source_key=layout.line(row, "id"),
        name=_name(layout, row, kind, remarks),
        kind=kind,
        description=_description(layout, row, kind, rest),
        what_offered=layout.cell(row, "what_offered"),
        for_whom=layout.cell(row, "for_whom"),
        when_text=layout.line(row, "when_text") or _hours(layout, row),
        address=_address(layout, row),
        postcode=_postcode(layout, row, remarks),
        locality=layout.line(row, "locality"),
        phone=_phone(layout, row, remarks) or ", ".join(phones),
        email=_email(layout, row, remarks) or ", ".join(emails),
        website=_website(layout, row, remarks),
        referral_method=layout.line(row, "referral_method"),
        latitude=latitude,
        longitude=longitude,
        raw=table.pairs(row),
        licence=layout.licence,
    )
    return entry, remarks


def _kind(layout: _Layout, row: Row) -> EntryKind:
    """Return what kind of place this is: as asked, by the row's own words, else by the list."""
    if layout.is_sure and layout.kind is not None:
        return layout.kind
    return kind_in_words(layout.line(row, "kind")) or layout.kind or EntryKind.OTHER


def _name(layout: _Layout, row: Row, kind: EntryKind, remarks: list[str]) -> str:
    """Return the name; one that only repeats the town gets the kind behind it."""
    name = layout.line(row, "name")
    if kind is EntryKind.OTHER or name_key(name) != name_key(layout.line(row, "locality")):
        return name
    longer = f"{name} {kind.words}"
    remarks.append(f'the name is only "{name}"; it is kept as "{longer}".')
    return longer


def _description(layout: _Layout, row: Row, kind: EntryKind, contact: str) -> str:
    """Return the description, or the row's words for its kind, and what else its contact says."""
    words = layout.line(row, "kind")
    told = layout.cell(row, "description") or ("" if words.casefold() == kind.words else words)
    contact = f"Contact: {contact}" if contact else ""
    return "\n".join(part for part in (told, contact) if part)


def _hours(layout: _Layout, row: Row) -> str:
    """Return the opening hours of columns that hold a day each."""
    hours = [_known(row, layout.hours.get(day)) for day in _DAYS]
    return opening_hours_text([re.sub(r"\s*,\s*", ", ", text).casefold() for text in hours])


def _address(layout: _Layout, row: Row) -> str:
    """Return the address as one line."""
    lines = [layout.cell(row, name) for name in ("address", "address_2", "address_3")]
    parts = (" ".join(part.split()) for part in re.split(r"[,\n]", "\n".join(lines)))
    return ", ".join(part for part in parts if part)


def _postcode(layout: _Layout, row: Row, remarks: list[str]) -> str:
    """Return the postcode; one that is none is left out and told."""
    given = layout.line(row, "postcode")
    if not given:
        return ""
    try:
        return read_postcode(given)
    except Invalid as invalid:
        remarks.append(f"{invalid.fields['postcode']} It is kept without one.")
        return ""


def _phone(layout: _Layout, row: Row, remarks: list[str]) -> str:
    """Return the telephone numbers; a cell without one is left out and told."""
    given = layout.line(row, "phone")
    phone = read_phone(given) or ", ".join(split_contact(given)[1])
    if given and not phone:
        remarks.append(f'"{given[:_SHOWN]}" is not a telephone number; it was left out.')
    return phone


def _email(layout: _Layout, row: Row, remarks: list[str]) -> str:
    """Return the e-mail addresses; a cell without one is left out and told."""
    given = layout.line(row, "email")
    email = read_email(given) or ", ".join(split_contact(given)[0])
    if given and not email:
        remarks.append(f'"{given[:_SHOWN]}" is not an e-mail address; it was left out.')
    return email


def _website(layout: _Layout, row: Row, remarks: list[str]) -> str:
    """Return the web address; one that a browser should not open is left out and told."""
    given = layout.line(row, "website")
    website = read_website(given) or ""
    if given and not website:
        remarks.append(f'"{given[:_SHOWN]}" is not a web address; it was left out.')
    return website


def _position(
    layout: _Layout, row: Row, remarks: list[str]
) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude; a point outside the UK is left out and told."""
    north, east = layout.cell(row, "latitude"), layout.cell(row, "longitude")
    if not north and not east:
        return None, None
    latitude, longitude = read_decimal(north), read_decimal(east)
    if latitude is None or longitude is None or not in_britain(latitude, longitude):
        remarks.append("its latitude and longitude are not in the UK; they were left out.")
        return None, None
    return latitude, longitude


def _on_the_whole(layout: _Layout, accepted: tuple[tuple[int, CommunityEntry], ...]) -> list[str]:
    """Return sentences on what was done to many rows alike."""
    told: list[str] = []
    column = layout.places.get("phone")
    zeros = sum(
        bool(entry.phone) and column is not None and entry.raw[column][1][:1] in set("12378")
        for _, entry in accepted
    )
    if zeros:
        told.append(f"Telephone numbers that had lost their first 0, which was put back: {zeros}.")
    others = sum(entry.kind is EntryKind.OTHER for _, entry in accepted)
    if others and not layout.is_sure:
        words = EntryKind.OTHER.words
        told.append(f'Nothing says what kind of place it is, so it is kept as "{words}": {others}.')
    return told
