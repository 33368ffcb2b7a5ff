"""Open Referral feeds: UK 1, UK 3 and HSDS 3, told by their shape, taken in service by service."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from pbi_desktop.domain.directory import (
    OWN_EXPORT,
    CommunityEntry,
    ReadResult,
    RefusedRow,
    Source,
)
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.decoding import counted
from pbi_desktop.exchange.directory import Feed, directory_of
from pbi_desktop.exchange.directory_json import Piece, read_pieces, told_encoding
from pbi_desktop.exchange.directory_keys import Numbered, told_apart
from pbi_desktop.exchange.geojson import table_of
from pbi_desktop.exchange.open_referral_service import (
    HSDS_3,
    ORUK_1,
    ORUK_3,
    Version,
    entry_of,
    fault_of,
)
from pbi_desktop.exchange.open_referral_tables import Tables, joined
from pbi_desktop.exchange.open_referral_values import Record, line, number, shown

MOST_SERVICES = 30_000
MOST_CHARACTERS = 40 * 1024 * 1024  # of all services together, as they are kept
MOST_REMARKS = 500
_OF_A_ROW = 500  # what a row takes besides its text
MARK_OF_OWN = "exported_by"

_LISTS = ("contents", "content", "features", "services")
_MARKS_OF_1 = frozenset(
    {"regular_schedules", "eligibilitys", "service_taxonomys", "reviews"}
    | {"fundings", "deliverable_type", "attending_access", "holiday_schedules"}
)
_MARKS_OF_HSDS = frozenset(
    {"phones", "program", "capacities", "additional_urls", "alternate_name", "application_process"}
    | {"eligibility_description", "interpretation_services", "required_documents"}
)
_MARKS_OF_SERVICE = (
    frozenset(
        {"status", "organization", "organization_id", "service_at_locations", "schedules"}
        | {"assured_date", "minimum_age", "maximum_age", "cost_options", "fees"}
    )
    | _MARKS_OF_1
)
_OTHERS = (
    ("place where a service is given", frozenset({"service", "service_id"})),
    ("organisation", frozenset({"organization_identifiers", "website", "logo", "legal_status"})),
    ("organisation", frozenset({"parent_organization_id", "tax_status", "year_incorporated"})),
    ("location", frozenset({"location_type", "addresses", "transportation"})),
    ("term of a taxonomy", frozenset({"term_uri", "taxonomy", "parent_id", "taxonomy_detail"})),
    ("taxonomy", frozenset({"uri", "version"})),
)
_NAMED = frozenset({"id", "name"})
_TITLE_PAGE = frozenset({"openapi_url", "profile"})


@dataclass
class _Reading:
    """What has been read of one feed so far."""

    name: str
    feed: Feed
    numbered: list[Numbered] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    remarks_more: int = 0
    ids: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    twice: int = 0

    @property
    def rows(self) -> int:
        """How many services were found, taken in or not."""
        return len(self.numbered) + len(self.refused)

    def take(self, row: int, service: Record, version: Version) -> None:
        """Take in one service, or refuse it with the reason."""
        self.versions[version.words] += 1
        known = line(service, "id")
        self.ids.update([known] if known else [])
        fault = fault_of(service, version)
        if fault:
            self.refuse(row, service, fault)
            return
        entry, told = entry_of(service, self.feed.feed_id, self.feed.licence)
        self.numbered.append(Numbered(row, entry))
        self.letters += sum(_weight(said) for _key, said in entry.raw)
        for one in told:
            if len(self.remarks) < MOST_REMARKS:
                self.remarks.append(f"Row {row}: {one}")
            else:
                self.remarks_more += 1

    def refuse(self, row: int, item: Any, reason: str) -> None:
        """Refuse one item."""
        self.refused.append(RefusedRow(self.name, row, reason, shown(item)))

    def refuse_flood(self) -> None:
        """Refuse a feed that cannot be held at once, before it fills the memory."""
        if self.rows > MOST_SERVICES:
            most = f"more than {MOST_SERVICES:,} services"
        elif self.letters > MOST_CHARACTERS:
            most = f"services of more than {MOST_CHARACTERS // (1024 * 1024)} MB of text"
        else:
            return
        reason = f"It holds {most}: that is more than can be taken in at once. Ask for its pages."
        raise UnreadableInput(self.name, reason)


def _weight(text: str) -> int:
    """Return what a text takes of the memory, nearly: letters beyond ASCII take two or more."""
    return len(text) if text.isascii() else 2 * len(text)


def read_json(source: Source, feed: Feed | None = None) -> ReadResult[CommunityEntry]:
    """Return the entries of a JSON file of services or places; refuses one that holds none."""
    asked = feed or Feed()
    encoding = told_encoding(source)
    pieces = read_pieces(source, encoding, _LISTS)
    first = next(pieces, None)
    if first is None:
        raise UnreadableInput(source.name, "It is empty.")
    both = chain([first], pieces)
    if first.container == "features":
        found = _places(source.name, both, asked)
    else:
        found = _services(source.name, both, asked)
    return ReadResult(found.accepted, found.refused, (*encoding.noticed, *found.noticed))


def read_services(
    name: str, tables: Tables, rows: Sequence[int], feed: Feed
) -> ReadResult[CommunityEntry]:
    """Return the services of a package of tables as entries; `rows` are the rows they stand in."""
    reading = _Reading(name, _named(feed, name))
    for row, service in zip(rows, joined(tables), strict=True):
        reading.take(row, service, HSDS_3)
        reading.refuse_flood()
    return _result(reading, {}) if reading.rows else ReadResult()


def version_of(item: Record, container: str | None) -> Version:
    """Return the version that a service is written in, by its list and by its own keys."""
    if container == "content" or not _MARKS_OF_1.isdisjoint(item):
        return ORUK_1
    return HSDS_3 if not _MARKS_OF_HSDS.isdisjoint(item) else ORUK_3


def _places(name: str, pieces: Iterator[Piece], feed: Feed) -> ReadResult[CommunityEntry]:
    """Return the entries of a map of places."""
    too_large: list[RefusedRow] = []
    table = table_of(name, _features(name, pieces, too_large))
    found = directory_of(table, feed) if table.rows else ReadResult[CommunityEntry]()
    refused = [*too_large, *(found.refused if table.rows else table.refused)]
    noticed = found.noticed if table.rows else ("It holds no places.",)
    return ReadResult(
        found.accepted, tuple(sorted(refused, key=lambda row: row.row_number)), noticed
    )


def _features(
    name: str, pieces: Iterator[Piece], too_large: list[RefusedRow]
) -> Iterator[tuple[int, Any]]:
    """Give the features of a map with their numbers; refuses a flood of them."""
    letters = 0
    for piece in pieces:
        if piece.container != "features":
            continue
        if piece.is_too_large:
            too_large.append(RefusedRow(name, piece.number, "It is larger than any place is."))
            continue
        if isinstance(piece.value, dict):
            letters += _weight(str(piece.value.get("properties")))
        if piece.number > MOST_SERVICES or letters > MOST_CHARACTERS:
            reason = "It holds more places than can be taken in at once. Ask for its parts."
            raise UnreadableInput(name, reason)
        yield piece.number, piece.value


def _services(name: str, pieces: Iterator[Piece], feed: Feed) -> ReadResult[CommunityEntry]:
    reading = _Reading(name, _named(feed, name))
    tables: dict[str, list[Record]] = {}
    envelope: Any = None
    for piece in pieces:
        reading.twice += piece.twice
        if piece.container is None:
            envelope = piece.value
        elif piece.container.endswith(".csv"):
            _gather(tables, piece, reading)
        else:
            _take_item(reading, piece)
        reading.refuse_flood()
    if tables:
        for row, service in enumerate(joined(tables), start=1):
            reading.take(row, service, HSDS_3)
    elif not reading.rows and not reading.others:
        _take_alone(reading, envelope)
    return _result(reading, envelope if isinstance(envelope, dict) else {})


def _named(feed: Feed, name: str) -> Feed:
    """Return the feed under its own id, else under the name of its file."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return replace(feed, feed_id=feed.feed_id or stem)


def _gather(tables: dict[str, list[Record]], piece: Piece, reading: _Reading) -> None:
    table = str(piece.container).removesuffix(".csv")
    if isinstance(piece.value, dict):
        tables.setdefault(table, []).append(piece.value)
        reading.letters += _OF_A_ROW + sum(len(str(cell)) for cell in piece.value.values())


def _take_item(reading: _Reading, piece: Piece) -> None:
    if piece.is_too_large:
        reading.refuse(piece.number, None, "It is larger than any service is.")
    elif not isinstance(piece.value, dict):
        reading.refuse(piece.number, None, "It is not a service.")
    else:
        other = _other_than_service(piece.value)
        if not piece.container and not other and piece.value.keys().isdisjoint(_NAMED):
            other = "unknown record"
        if other:
            reading.others[other] += 1
        else:
            version = version_of(piece.value, piece.container)
            reading.take(piece.number, piece.value, version)


def _take_alone(reading: _Reading, item: Any) -> None:
    """Take in a file that is one service; what is none is told by its kind."""
    if not isinstance(item, dict) or _TITLE_PAGE & item.keys() or _is_envelope(item):
        return
    other = _other_than_service(item)
    if other:
        reading.others[other] += 1
    elif not _MARKS_OF_SERVICE.isdisjoint(item) and ("id" in item or "name" in item):
        reading.take(1, item, version_of(item, None))


def _is_envelope(item: Record) -> bool:
    return "total_items" in item or "totalElements" in item


def _other_than_service(item: Record) -> str:
    """Return what an item is where it is plainly no service, or nothing."""
    if isinstance(item.get("service"), dict) or ("service_id" in item and "name" not in item):
        return _OTHERS[0][0]
    if "location_type" in item and "status" not in item:
        return "location"
    if not _MARKS_OF_SERVICE.isdisjoint(item) and "organization_identifiers" not in item:
        return ""
    return next((words for words, keys in _OTHERS[1:] if not keys.isdisjoint(item)), "")


def _result(reading: _Reading, envelope: Record) -> ReadResult[CommunityEntry]:
    if not reading.rows:
        _refuse_without_services(reading, envelope)
    if envelope.get(MARK_OF_OWN) == OWN_EXPORT:
        reading.numbered = [
            Numbered(row, replace(entry, feed_id=OWN_EXPORT)) for row, entry in reading.numbered
        ]
    apart = told_apart(reading.name, reading.numbered)
    refused = sorted((*reading.refused, *apart.refused), key=lambda row: row.row_number)
    return ReadResult(
        tuple(entry for _, entry in apart.accepted),
        tuple(refused),
        (*_noticed(reading, envelope), *reading.remarks, *apart.noticed),
    )


def _refuse_without_services(reading: _Reading, envelope: Record) -> None:
    """Say what a file without services holds; an empty page of services is no failure."""
    if reading.others:
        what, count = reading.others.most_common(1)[0]
        reason = f"It holds no services: {counted(count, what)} instead. Ask for the services."
        raise UnreadableInput(reading.name, reason)
    if not _is_envelope(envelope):
        reason = "It holds no services and no places, as far as can be told."
        raise UnreadableInput(reading.name, reason)


def _version_told(reading: _Reading, envelope: Record) -> Iterator[str]:
    """Say which version a feed is in: the widest that one of its services needs."""
    found = [one.words for one in (ORUK_1, HSDS_3, ORUK_3) if one.words in reading.versions]
    if envelope.get(MARK_OF_OWN) == OWN_EXPORT:
        found = ["this program's own export"]
    if found:
        yield f"Read as {found[0]}: {counted(sum(reading.versions.values()), 'service')}."


def _noticed(reading: _Reading, envelope: Record) -> Iterator[str]:
    """Give sentences on the feed as a whole."""
    yield from _version_told(reading, envelope)
    if not reading.rows:
        yield "It holds no services: the page is empty."
    for what, count in reading.others.most_common():
        yield f"It also holds {counted(count, what)}, which were passed over."
    told = number(envelope, "total_items") or number(envelope, "totalElements")
    if told is not None and int(told) != reading.rows:
        pages = "It may be one page of several: take in the others too."
        wrong = "What it says of itself is not right."
        yield (
            f"The file speaks of {counted(int(told), 'service')} and holds {reading.rows:,}. "
            f"{pages if told > reading.rows else wrong}"
        )
    again = sum(count - 1 for count in reading.ids.values() if count > 1)
    if again:
        yield (
            f"Ids that stand in it more than once: {len(reading.ids):,} different ids "
            f"in {sum(reading.ids.values()):,} services."
        )
    if reading.twice:
        yield f"{counted(reading.twice, 'key')} stood twice in one record; the last one was read."
    if reading.remarks_more:
        yield f"There are {reading.remarks_more:,} more remarks of the kind below."
