"""Records as they stood: the values of a version, worked out from today's and from each change."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.models import Record, Revision
from pbi_desktop.store import revisions
from pbi_desktop.store.unit_of_work import Work

Values = Mapping[str, Any]
Version = tuple[str, UUID, int]
"""The kind of a record, its id, and which version of it."""


def as_they_stood(work: Work, wanted: Iterable[Version]) -> dict[Version, Values]:
    """Return the values of these versions, as far as this worker may see record and history.

    A version is reckoned back from the record as it is now, or forth from when it was made; one
    that neither reaches is left out.
    """
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    versions = list(wanted)
    for kind, record, _version in versions:
        by_kind[kind].add(record)
    found: dict[Version, Values] = {}
    for kind, records in by_kind.items():
        found |= _of_kind(work, kind, records)
    return {one: found[one] for one in versions if one in found}


def _of_kind(work: Work, kind: str, records: set[UUID]) -> dict[Version, Values]:
    mapped: Any = revisions.class_of(kind)
    now: dict[UUID, Record] = {
        one.id: one for one in work.all(select(mapped).where(mapped.id.in_(records)))
    }
    history: dict[UUID, dict[int, Revision]] = defaultdict(dict)
    changes = select(Revision).where(Revision.kind == kind, Revision.record_id.in_(records))
    for change in work.all(changes):
        history[change.record_id][change.version] = change
    return {
        (kind, record, version): values
        for record in records
        for version, values in _versions(now.get(record), history[record]).items()
    }


def _versions(now: Record | None, changes: Mapping[int, Revision]) -> dict[int, Values]:
    """Return every version of one record that can be reckoned."""
    found: dict[int, Values] = {}
    version, values = 1, _first(changes)
    while values is not None:
        found[version] = values
        version += 1
        change = changes.get(version)
        values = {**values, **json.loads(change.after)} if change else None
    if now is not None:
        version, values = now.version, revisions.after_insert(now)
        found[version] = values
        while (change := changes.get(version)) and change.before is not None:
            version -= 1
            values = {**values, **json.loads(change.before)}
            found[version] = values
    return found


def _first(changes: Mapping[int, Revision]) -> dict[str, Any] | None:
    made = changes.get(1)
    if made is None or made.before is not None:
        return None
    values: dict[str, Any] = json.loads(made.after)
    return values
