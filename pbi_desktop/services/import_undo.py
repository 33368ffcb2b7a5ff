"""Taking a run of the import door back: its own rows go, what people did since is kept and named.

A record that somebody changed stays, and so does one that something later stands on: a case with
a note in it, a group to which somebody was referred. A case that stays keeps its people and team.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import null, select

from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.ids import RunId
from pbi_desktop.models import (
    CasePerson,
    CaseTeamMember,
    ImportItem,
    ImportRun,
    Record,
    Revision,
)
from pbi_desktop.services.import_rows import UndoneImport
from pbi_desktop.services.standing_changes import portions, standing_changes
from pbi_desktop.services.undo import standing_on
from pbi_desktop.store import revisions
from pbi_desktop.store.access.kinds import OPEN_ITEMS
from pbi_desktop.store.unit_of_work import Work

Made = dict[str, set[UUID]]
"""The records that a run made, by their kind."""

OUT_OF_SIGHT = "a record that was taken away since, or is no longer shared with you"
_WITH_THE_CASE = ("case_people", "case_team")
# The right to change what is of a person ends with what ties one to them: that goes last.
_ORDER = {"people": 1, "households": 1, "addresses": 1, "memberships": 2, "residences": 2}
_LAST = 3
_FEW = 500
_PLACING = {"area_code"}
"""A run gave the record its small area: that is no person's edit."""
_NONE: frozenset[UUID] = frozenset()


def take_back(work: Work, run_id: RunId, kind: str | None = None) -> UndoneImport:
    """Undo a run: its own rows go, what it changed is put back, what people did since is kept.

    Refuses a run of another kind than the one that is named.
    """
    run = work.get(ImportRun, run_id)
    if run.undone_at is not None:
        raise NotFound("import run")
    if kind is not None and run.kind != kind:
        again = f"import {run.kind} --undo {run_id}"
        raise Invalid(
            {"undo": f"That run took in {run.kind}, not {kind}. To take it back: {again}"}
        )
    items = work.all(select(ImportItem).where(ImportItem.run_id == run_id).order_by(ImportItem.id))
    kept: list[str] = []
    withdrawn = _withdraw(work, [item for item in items if item.before is None], kept)
    put_back = _put_back(work, [item for item in items if item.before is not None], kept)
    run.undone_at = work.now.isoformat()
    work.save(run)
    return UndoneImport(run_id, withdrawn, put_back, tuple(sorted(kept)))


def _withdraw(work: Work, items: Sequence[ImportItem], kept: list[str]) -> int:
    made, touched = _as_it_is(work, items)
    stay = _staying(work, made, touched)
    private = [item for item in items if item.kind not in OPEN_ITEMS]
    kept += [OUT_OF_SIGHT] * sum(item.record_id not in made[item.kind] for item in private)
    kept += sorted(
        _name(work, kind, key) for kind in stay if kind not in _WITH_THE_CASE for key in stay[kind]
    )
    going = {kind: made[kind] - stay.get(kind, set()) for kind in made}
    with_cases = [kind for kind in _WITH_THE_CASE if going.get("cases") and kind in going]
    for kind in sorted(going, key=_last_ties_last):
        if going[kind] and kind not in with_cases:
            work.withdraw_many(kind, sorted(going[kind]))
    return sum(map(len, going.values()))


def _last_ties_last(kind: str) -> tuple[int, str]:
    last = kind == "cases" or kind in _WITH_THE_CASE
    return _LAST if last else _ORDER.get(kind, 0), kind


def _as_it_is(work: Work, items: Sequence[ImportItem]) -> tuple[Made, Made]:
    """Return what the run made and is still there, and what of it somebody has changed."""
    made, touched = defaultdict[str, set[UUID]](set), defaultdict[str, set[UUID]](set)
    for kind in sorted({item.kind for item in items}):
        mapped = revisions.class_of(kind)
        versions = {row[0]: row[1] for row in work.rows(select(mapped.id, mapped.version))}
        there = [item for item in items if item.kind == kind and item.record_id in versions]
        made[kind] = {item.record_id for item in there}
        later = [item for item in there if versions[item.record_id] != item.record_version]
        for item, changes in _changed_since(work, later):
            if any(json.loads(before).keys() != _PLACING for before in changes):
                touched[kind].add(item.record_id)
        touched[kind] |= _changed_out_of_sight(work, later, versions)
    return made, touched


def _changed_out_of_sight(
    work: Work, items: Sequence[ImportItem], versions: Mapping[UUID, int]
) -> set[UUID]:
    """Return the records with more versions since than this worker sees the history of.

    Of what has no case and no one person, each sees their own changes alone.
    """
    seen: Counter[UUID] = Counter()
    made = {item.record_id: item.record_version for item in items}
    for some in portions(made):
        asked = select(Revision.record_id, Revision.version).where(Revision.record_id.in_(some))
        seen.update(key for key, version in work.rows(asked) if version > made[key])
    return {
        item.record_id
        for item in items
        if versions[item.record_id] - item.record_version > seen[item.record_id]
    }


def _changed_since(
    work: Work, items: Sequence[ImportItem]
) -> Iterator[tuple[ImportItem, list[str]]]:
    """Give each item with what its record said before each change since that still stands.

    What was changed and taken back again, by a person or by the undo of a run, is no change.
    """
    standing = standing_changes(work, {item.record_id for item in items})
    for item in items:
        changes = standing.get(item.record_id, [])
        yield item, [before for _key, at, before, _after in changes if at > item.record_version]


def _staying(work: Work, made: Made, touched: Made) -> Made:
    """Return what is kept: what was changed, what something stands on, and what holds a case."""
    ties = [tie for below in made for tie in _ties_to(work, below, made[below])]
    held = _held_in_cases(work, made)
    stay = defaultdict[str, set[UUID]](set, {kind: set(keys) for kind, keys in touched.items()})
    count = -1
    while count != (count := sum(map(len, stay.values()))):
        for kind, key, below, onto in ties:
            if key in stay[kind] or key not in made.get(kind, _NONE):
                stay[below].add(onto)
        for link, key, case, person in held:
            if case in stay["cases"] or person in stay["people"]:
                stay[link].add(key)
                stay["cases"] |= {case} & made.get("cases", _NONE)
    return {kind: keys for kind, keys in stay.items() if keys}


def _held_in_cases(work: Work, made: Made) -> list[tuple[str, UUID, UUID, UUID | None]]:
    """Return (kind, id, case, person) of the people and workers that the run put into cases."""
    found: list[tuple[str, UUID, UUID, UUID | None]] = []
    for mapped, whom in ((CasePerson, CasePerson.person_id), (CaseTeamMember, null())):
        link = mapped.__tablename__
        if made.get(link):
            rows = work.rows(select(mapped.id, mapped.case_id, whom))
            found += [(link, row[0], row[1], row[2]) for row in rows if row[0] in made[link]]
    return found


def _ties_to(work: Work, below: str, keys: set[UUID]) -> Iterator[tuple[str, UUID, str, UUID]]:
    """Give the records in view that are tied to one of these: (kind, id, below, tied to)."""
    for mapped, column in standing_on(below) if keys else ():
        asked = select(mapped.id, column).where(column.is_not(None))
        if len(keys) <= _FEW:
            asked = asked.where(column.in_(keys))
        for row in work.rows(asked):
            if row[1] in keys:
                yield mapped.__tablename__, row[0], below, row[1]


def _put_back(work: Work, items: Sequence[ImportItem], kept: list[str]) -> int:
    count = 0
    since = dict(_changed_since(work, list(items)))
    records = {item: _record_of(work, item) for item in since}
    there = {item.record_id: record.version for item, record in records.items() if record}
    unseen = _changed_out_of_sight(work, [item for item in since if records[item]], there)
    for item, record in records.items():
        if record is None:  # taken away since: there is nothing to put back
            continue
        if since[item] or item.record_id in unseen:
            kept.append(_name(work, item.kind, item.record_id))
            continue
        revisions.restore(record, json.loads(item.before or "{}"))
        work.save(record)
        count += 1
    return count


def _record_of(work: Work, item: ImportItem) -> Record | None:
    return work.session.get(revisions.class_of(item.kind), item.record_id)


def _name(work: Work, kind: str, key: UUID) -> str:
    record = work.session.get(revisions.class_of(kind), key)
    whole = " ".join(filter(None, (getattr(record, part, None) for part in _PARTS)))
    said = (whole, *(getattr(record, name, None) for name in _NAMES))
    return next((str(text) for text in said if text), kind.replace("_", " "))


_PARTS = ("given_name", "family_name")
_NAMES = ("reference", "name", "line_1", "postcode", "code", "what", "value", "harm")
