"""What was written about one person alone goes with them into a case of their own.

It is made anew there and withdrawn where it stood, in one command, under the rule for both cases:
the record of then keeps its case, with its history, its seal and what the ledger says of it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId, new_ids
from pbi_desktop.models import (
    Action,
    Attendance,
    CapacityDecision,
    CaseRecord,
    Debt,
    Disagreement,
    DisclosedField,
    FinancialGain,
    Goal,
    KeyDate,
    Need,
    Note,
    RecordSeal,
    Referral,
    Risk,
    StageRating,
    Tenancy,
    WhatMatters,
)
from pbi_desktop.store.unit_of_work import Work

_KINDS: tuple[type[CaseRecord], ...] = (
    *(Need, Goal, CapacityDecision, Action, Referral, Attendance, Note, Risk, WhatMatters),
    *(StageRating, FinancialGain, Debt, Tenancy, KeyDate),
)
"""What goes along, and before what is tied to it. The rest tells of the case that it is in."""
_TIES = {
    "goals": ("need_id",),
    "actions": ("goal_id", "capacity_id"),
    "referrals": ("previous_id",),
}
_OF_ITS_OWN = frozenset({"id", "version", "created_at", "created_by", "withdrawn_at", "case_id"})


def move_records(
    work: Work, case_id: CaseId, person: PersonId, to: CaseId, worker: WorkerId
) -> int:
    """Move what is about a person alone to their own case; returns how many records.

    What is sealed, disputed or was told to an agency stays, with all that is tied to it: its seal,
    its dispute and the ledger are of that case. So does what this worker may not see or write.
    Open steps become the new worker's.
    """
    found = [one for kind in _KINDS for one in _about(work, kind, case_id, person)]
    stays = _staying(found, _held_back(work, case_id, to, found))
    anew: dict[UUID, UUID] = {}
    goes = [one for one in _oldest_first(found) if one.id not in stays]
    # All are made at one instant: what was written later is told from it by the later key.
    for one, key in zip(goes, sorted(new_ids(len(goes))), strict=True):
        _make_anew(work, one, key, to, anew, worker)
        anew[one.id] = key
    for one in reversed(found):
        if one.id in anew:
            work.withdraw(one)
    return len(anew)


def _about(
    work: Work, kind: type[CaseRecord], case_id: CaseId, person: PersonId
) -> list[CaseRecord]:
    asked = select(kind).where(kind.case_id == case_id, kind.subject_id == person)
    return list(work.all(asked.order_by(kind.created_at, kind.id)))


def _held_back(work: Work, case_id: CaseId, to: CaseId, found: Iterable[CaseRecord]) -> set[UUID]:
    """Return those that stay for their own sake."""
    stays = {
        row[0]
        for column in (RecordSeal.record_id, Disagreement.record_id, DisclosedField.record_id)
        for row in work.rows(select(column).where(column.class_.case_id == case_id))
    }
    for one in found:
        category = Category(one.category)
        if not all(work.may(Verb.WRITE, case, category) for case in (case_id, to)):
            stays.add(one.id)
    return stays


def _staying(found: Iterable[CaseRecord], held: set[UUID]) -> set[UUID]:
    """Return all that stays: what is held back, and whatever is tied to it, however far."""
    stays, ties = set(held), [(one.id, tied) for one in found for tied in _tied_to(one)]
    there = {one.id for one in found}
    while True:
        more = {a for a, b in ties if b in stays or b not in there}
        more |= {b for a, b in ties if a in stays}
        if more <= stays:
            return stays
        stays |= more


def _tied_to(record: CaseRecord) -> list[UUID]:
    names = _TIES.get(record.__tablename__, ())
    return [key for name in names if (key := getattr(record, name)) is not None]


def _oldest_first(found: list[CaseRecord]) -> list[CaseRecord]:
    """Return them with whatever a record is tied to before it: a referral before what followed."""
    ranks = {kind: at for at, kind in enumerate(_KINDS)}
    return sorted(found, key=lambda one: (ranks[type(one)], one.created_at, one.id))


def _make_anew(  # noqa: PLR0913 - of what, under which key, where, tied to what, and whose it is
    work: Work,
    record: CaseRecord,
    key: UUID,
    to: CaseId,
    anew: dict[UUID, UUID],
    worker: WorkerId,
) -> None:
    kind = type(record)
    names = [one.key for one in inspect(kind).column_attrs]
    values: dict[str, Any] = {
        name: getattr(record, name) for name in names if name not in _OF_ITS_OWN
    }
    for name in _TIES.get(kind.__tablename__, ()):
        values[name] = None if values[name] is None else anew[values[name]]
    if kind is Action and values["status"] is ActionStatus.OPEN:
        values["owner_id"] = worker
    work.add(kind(id=key, case_id=to, **values))
