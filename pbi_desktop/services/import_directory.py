"""What a directory brings, beside the groups and places there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from pbi_desktop.domain.directory import (
    OWN_EXPORT,
    RAW_JSON,
    CommunityEntry,
    Listing,
    RefusedRow,
    Source,
)
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.groups import freshness
from pbi_desktop.domain.times import london_day
from pbi_desktop.exchange.directory import Feed
from pbi_desktop.exchange.directory_files import read_directory_files
from pbi_desktop.exchange.directory_out import published_ids, service_of
from pbi_desktop.exchange.open_referral_service import entry_of
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.import_areas import areas_by_postcode
from pbi_desktop.services.import_runs import Difference, compare
from pbi_desktop.store.revisions import as_text
from pbi_desktop.store.unit_of_work import Work

MOST_CHANGED = 10_000
"""Each is kept as it was and as it is until all is written: more would fill the memory."""

Cells = dict[str, Any]
_NAMED = 20
_OF_THE_RECORD = ("feed", "source_key", "raw", "licence")


@dataclass(frozen=True)
class DirectoryRead:
    """What the files of one import gave together."""

    entries: tuple[CommunityEntry, ...]
    refused: tuple[RefusedRow, ...]
    noticed: tuple[str, ...]
    rows_in: int


def read_files(files: Sequence[Source], mapping: Mapping[str, str] | None) -> DirectoryRead:
    """Return the entries of all files; of two files that tell of one entry the first counts."""
    read = read_directory_files(files, Feed(mapping=dict(mapping or {})))
    entries: dict[tuple[str, str], CommunityEntry] = {}
    again = 0
    for entry in (entry for one in read for entry in one.accepted):
        again += (entry.feed_id, entry.source_key) in entries
        entries.setdefault((entry.feed_id, entry.source_key), entry)
    told = f"Entries that an earlier file of this import had already, as it said them: {again:,}."
    return DirectoryRead(
        tuple(entries.values()),
        tuple(row for one in read for row in one.refused),
        (*(text for one in read for text in one.noticed), *((told,) if again else ())),
        sum(len(one.accepted) + len(one.refused) for one in read),
    )


def entries_difference(
    work: Work, entries: Sequence[CommunityEntry]
) -> list[tuple[type[Any], Difference[Any]]]:
    """Return what is new, changed, as it was and not seen; nothing is done yet."""
    today = london_day(work.now)
    own = _Own(work, entries)
    feeds = sorted({own.key_of(entry)[0] for entry in entries})
    known = {
        _key(group.feed, group.source_key): group
        for group in work.all(select(CommunityGroup).where(CommunityGroup.feed.in_(feeds)))
    }
    areas = areas_by_postcode(work, {entry.postcode for entry in entries if entry.postcode})
    checks: list[date | None] = []

    def wanted() -> Iterator[tuple[str, Cells]]:  # one by one: all at once would fill the memory
        for entry in entries:
            key = _key(*own.key_of(entry))
            cells = own.cells_of(entry, areas.get(entry.postcode))
            cells["checked_on"] = _checked_on(entry, known.get(key), today)
            if entry.tells_checks:
                checks.append(cells["checked_on"])
            yield key, cells

    found = compare(known, wanted())
    if len(found.changed) > MOST_CHANGED:
        told = f"They change {len(found.changed):,} entries; at most {MOST_CHANGED:,} can be "
        raise Invalid({"files": f"{told}changed at once. Take in the feed page by page."})
    seen = {_key(*own.key_of(entry)) for entry in entries}
    found.not_seen_names = _first(group.name for key, group in known.items() if key not in seen)
    found.noticed = _stale(checks, today)
    return [(CommunityGroup, found)]


def listing_of(group: CommunityGroup) -> Listing:
    """Return a group as it is kept, for those who publish it."""
    return Listing(
        feed_id=group.feed,
        source_key=group.source_key,
        name=group.name,
        kind=group.kind,
        description=group.description or "",
        what_offered=group.offers or "",
        for_whom=group.for_whom or "",
        when_text=group.when_text or "",
        address=group.address or "",
        postcode=group.postcode or "",
        locality=group.locality or "",
        phone=group.phone or "",
        email=group.email or "",
        website=group.website or "",
        referral_method=group.referral_method or "",
        latitude=group.latitude,
        longitude=group.longitude,
        checked_on=group.checked_on,
        licence=group.licence or "",
        raw=group.raw or "",
    )


class _Own:
    """Knows entries of this program's own export again, as the groups they were made of."""

    def __init__(self, work: Work, entries: Sequence[CommunityEntry]) -> None:
        self._groups: dict[str, CommunityGroup] = {}
        if not any(entry.feed_id == OWN_EXPORT for entry in entries):
            return
        listings = {
            (group.feed, group.source_key): group for group in work.all(select(CommunityGroup))
        }
        ids = published_ids(map(listing_of, listings.values()))
        self._groups = {ids[key]: group for key, group in listings.items()}

    def key_of(self, entry: CommunityEntry) -> tuple[str, str]:
        """Return feed and key of the group that an entry is about."""
        group = self._of(entry)
        return (group.feed, group.source_key) if group else (entry.feed_id, entry.source_key)

    def cells_of(self, entry: CommunityEntry, area: str | None) -> Cells:
        """Return an entry as cells; where it says what was exported, those of the group stay."""
        group = self._of(entry)
        cells = _cells(entry, area)
        if group is None:
            return cells
        service = service_of(listing_of(group), entry.source_key)
        exported = _cells(entry_of(service, entry.feed_id, entry.licence)[0], area)
        for name, said in cells.items():
            if name in _OF_THE_RECORD or said == exported[name]:
                cells[name] = getattr(group, name)
        return cells

    def _of(self, entry: CommunityEntry) -> CommunityGroup | None:
        return self._groups.get(entry.source_key) if entry.feed_id == OWN_EXPORT else None


def _key(feed: str, source_key: str) -> str:
    return f"{feed}\n{source_key}"


def _checked_on(entry: CommunityEntry, same: CommunityGroup | None, today: date) -> date | None:
    """Return the day of the last check; a later one by the team is never overwritten."""
    kept = same.checked_on if same else None
    if not entry.tells_checks:
        # The day of a reading changes each time: it alone makes no entry "changed".
        return kept if same else today
    told = entry.checked_on if entry.checked_on and entry.checked_on <= today else None
    return max((day for day in (kept, told) if day), default=None)


def _stale(days: Iterable[date | None], today: date) -> tuple[str, ...]:
    """Return a sentence on how many entries nobody has checked for long; they count as open."""
    stale = sum(freshness(day, today).state.needs_ringing for day in days)
    if not stale:
        return ()
    return (
        f"Not checked by their publisher for more than a year, or never: {stale:,}. "
        "They are kept and shown as unchecked, not as closed.",
    )


def _first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names)[:_NAMED])


def _cells(entry: CommunityEntry, area: str | None) -> Cells:
    return {
        "feed": entry.feed_id,
        "source_key": entry.source_key,
        "name": entry.name,
        "kind": entry.kind.words,
        "description": entry.description or None,
        "offers": entry.what_offered or None,
        "for_whom": entry.for_whom or None,
        "when_text": entry.when_text or None,
        "address": entry.address or None,
        "locality": entry.locality or None,
        "postcode": entry.postcode or None,
        "area_code": area,
        "phone": entry.phone or None,
        "email": entry.email or None,
        "website": entry.website or None,
        "referral_method": entry.referral_method or None,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "licence": entry.licence,
        "raw": _raw(entry),
    }


def _raw(entry: CommunityEntry) -> str:
    """Return what a list said of an entry; that of a feed of JSON is such a text already."""
    said = dict(entry.raw)
    return said[RAW_JSON] if said.keys() == {RAW_JSON} else as_text(said)
