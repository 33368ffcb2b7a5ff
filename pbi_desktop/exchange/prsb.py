"""Referrals in the shape of the PRSB Social Prescribing Standard v1.1: CSV, a workbook, or JSON.

A column or a JSON path is known by the end of its name in the standard, such as
"Referrer details > Name"; its group names and "record entry" may be left out. A file that says
nothing of a referrer, or a row whose method is self referral, is of people who ask for themselves.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pbi_desktop.domain.directory import ReadResult, RefusedRow
from pbi_desktop.domain.errors import Invalid, UnreadableInput
from pbi_desktop.domain.incoming import Referrer, SentReferral
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.names import is_name
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.exchange.cases.values import read_birth, read_day
from pbi_desktop.exchange.cases.words import GENDERS, find, shown
from pbi_desktop.exchange.decoding import decode
from pbi_desktop.exchange.list_rows import Refused
from pbi_desktop.exchange.own_forms import is_own_form, own_form
from pbi_desktop.exchange.prsb_names import (
    FIELDS,
    MANDATORY,
    MORE,
    NO_KNOWN_RISKS,
    OF_REFERRER,
    MostSaid,
    field_of,
    under_heading,
)
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.tables import column_key
from pbi_desktop.exchange.workbooks import read_workbook

Said = dict[str, list[str]]
"""What one referral says of each field; a few fields may be said more than once."""

NO_REFERRER = "Nothing in it says who refers: each row is somebody who asks for themselves."
_DEEPEST = 30
_MOST_REFERRALS = 20_000
_NHS_FIGURES = 10


def read_referrals(
    data: bytes, name: str, today: date, mapping: Mapping[str, str] | None = None
) -> ReadResult[SentReferral]:
    """Return the referrals of a file, those refused, and what a person should know."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        told = list(_of_json(data, name))
        themselves = b"referrer" not in data.lower()
        return _judged(told, today, [], [], themselves=themselves)
    sheets = read_workbook(data, name)
    refused = [row for sheet in sheets for row in sheet.refused]
    noticed = [text for sheet in sheets for text in sheet.noticed]
    fields = _fields_of(sheets, name, mapping or {})
    told = list(_of_sheets(sheets, fields))
    themselves = not any(OF_REFERRER & set(names) for names in fields)
    return _judged(told, today, refused, noticed, themselves=themselves)


def _judged(
    told: Sequence[tuple[RowPlace, Said]],
    today: date,
    refused: list[RefusedRow],
    noticed: list[str],
    *,
    themselves: bool,
) -> ReadResult[SentReferral]:
    """Return what the referrals say; `themselves`: nothing in the file is about a referrer."""
    accepted: list[SentReferral] = []
    if themselves and told:
        noticed.append(NO_REFERRER)
    for place, said in told:
        try:
            own = themselves or is_own_form(said)
            accepted.append((own_form if own else _referral)(place, said, today))
        except Refused as reason:
            refused.append(RefusedRow(place.file, place.row, str(reason)))
    refused.sort(key=lambda row: (row.file, row.row_number))
    return ReadResult(tuple(accepted), tuple(refused), tuple(noticed))


# --- where the words are -------------------------------------------------------------------------


def _fields_of(
    sheets: tuple[Sheet, ...], name: str, mapping: Mapping[str, str]
) -> list[list[str | None]]:
    """Return the field of each column of each sheet; refuses a file without names."""
    chosen = _chosen(mapping)
    fields = [
        [chosen.get(column_key(column)) or field_of(column.split(">")) for column in sheet.columns]
        for sheet in sheets
    ]
    if not any(_names_people(set(names)) for names in fields):
        raise UnreadableInput(
            name, 'It has no columns "Person first name" and "Person family name".'
        )
    return fields


def _names_people(fields: set[str | None]) -> bool:
    return {"given_name", "family_name"} <= fields or "full_name" in fields


def _of_sheets(
    sheets: tuple[Sheet, ...], fields: Sequence[Sequence[str | None]]
) -> Iterator[tuple[RowPlace, Said]]:
    for sheet, names in zip(sheets, fields, strict=True):
        for row in sheet.rows:
            said: Said = {}
            for field, cell, column in zip(names, row.cells, sheet.columns, strict=True):
                _hear(said, field, column.split(">"), cell)
            yield RowPlace(sheet.label, sheet.name, row.number), said


def _chosen(mapping: Mapping[str, str]) -> dict[str, str]:
    for name in mapping.values():
        if name not in FIELDS:
            raise Invalid({"map": f"There is no field {name}. Fields: {', '.join(FIELDS)}."})
    return {column_key(column): name for column, name in mapping.items()}


def _of_json(data: bytes, name: str) -> Iterator[tuple[RowPlace, Said]]:
    try:
        whole = json.loads(decode(data, name).text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(name, "It is not whole JSON: it may have been cut short.") from error
    for number, one in enumerate(_referrals_in(whole, name), start=1):
        said: Said = {}
        if isinstance(one, dict):
            _gather(one, (), said, name)
        yield RowPlace(name, "", number), said


def _referrals_in(whole: Any, name: str) -> list[Any]:
    """Return the referrals of a document: a list of them, a list under one name, or one alone."""
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list)]
        whole = lists[0] if len(whole) == len(lists) == 1 else [whole]
    if len(whole) > _MOST_REFERRALS:
        raise UnreadableInput(name, f"It has more than {_MOST_REFERRALS:,} referrals. Split it.")
    found: list[Any] = whole
    return found


def _gather(value: Any, path: tuple[str, ...], said: Said, name: str, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise UnreadableInput(name, f"It is more than {_DEEPEST} levels deep.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _gather(inner, (*path, str(key)), said, name, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, path, said, name, depth + 1)
    elif value is not None:
        _hear(said, field_of(path), path, str(value))


def _hear(said: Said, field: str | None, path: Sequence[str], cell: str) -> None:
    """Remember what a cell says of a field, or under its own heading where it is none's."""
    if not cell.strip():
        return
    text = cell.strip() if field else under_heading(path, cell)
    said.setdefault(field or MORE, []).append(text)


# --- what they say -------------------------------------------------------------------------------


def _referral(place: RowPlace, said: Said, today: date) -> SentReferral:
    """Return the referral; refuses one that lacks what the standard makes mandatory."""
    text = MostSaid(said)
    as_said: dict[str, Any] = {name: text.of(name) for name in _AS_SAID}
    missing = [words for name, words in MANDATORY.items() if not text.of(name)]
    if missing:
        raise Refused(f"The standard needs more: {', '.join(missing)}.")
    for name in ("given_name", "family_name"):
        if not is_name(text.of(name)):
            raise Refused(f"{shown(text.of(name))} is no name.")
    return SentReferral(
        place,
        text.of("given_name"),
        text.of("family_name"),
        _born(text.of("born"), today),
        text.of("practice_code").replace(" ", "").upper(),
        Referrer(*(text.of(f"referrer_{part}") for part in _REFERRER)),
        _risks(said["risk"]),
        referred_on=_referred_on(text.of("referred_on"), today),
        gender=find(GENDERS, text.of("gender")) or GENDERS["notrecorded"],
        nhs_number=_nhs_number(text.of("nhs_number")),
        postcode=_postcode(text.of("postcode")),
        more=tuple(said.get(MORE, ())),
        **as_said,
    )


_REFERRER = ("name", "service", "organisation", "contact")
_AS_SAID = ("practice", "referral_to", "method", "reason", "known_as", "pronouns", "reference",
    "address", "address_2", "locality", "phone", "matters", "please", "language", "interpreter",
    "reasons", "number")  # fmt: skip


def _born(said: str, today: date) -> PartialDate:
    read = read_birth(said, today)
    if read.day is None:
        raise Refused(read.fault)
    if read.day.day is None:
        raise Refused(f"{shown(said)} is not a whole date of birth.")
    return read.day


def _referred_on(said: str, today: date) -> date | None:
    if not said:
        return None
    read = read_day(said, today, Lean.PAST)
    if read.day is None:
        raise Refused(read.fault)
    return read.day.day


def _risks(said: list[str]) -> tuple[str, ...]:
    """Return the risks; none where it says that none is known. Refuses both at once."""
    none = [risk for risk in said if column_key(risk) in NO_KNOWN_RISKS]
    if none and len(none) < len(said):
        raise Refused("It names a risk and says that none is known.")
    return () if none else tuple(" ".join(risk.split()) for risk in dict.fromkeys(said))


def _nhs_number(said: str) -> str:
    """Return the ten figures; refuses a number that cannot be one: a slip would be somebody's."""
    figures = "".join(said.replace("-", "").split())
    if not figures:
        return ""
    if not (figures.isascii() and figures.isdecimal() and len(figures) == _NHS_FIGURES):
        raise Refused(f"{shown(said)} is no NHS number: that has ten figures.")
    rest = (
        11
        - sum(int(one) * weight for one, weight in zip(figures[:-1], range(10, 1, -1), strict=True))
        % 11
    )
    if rest % 11 != int(figures[-1]):
        raise Refused(f"{shown(said)} is no NHS number: check its figures.")
    return figures


def _postcode(said: str) -> str:
    if not said:
        return ""
    try:
        return read_postcode(said)
    except Invalid as invalid:
        raise Refused(invalid.fields["postcode"]) from None
