"""Which copies no longer say how things stand: reckoned from the ledger, whatever changed it.

A copy is out of date when a risk, an address or a way of contact that it tells has changed, ended
or been added to since it was frozen, or since its holder was last told. Nothing has to be called
when a record changes: the versions in the ledger are compared with those of today.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.disclosures import CHANGES_TO_TELL, RecallReason
from pbi_desktop.domain.errors import NothingAgreed
from pbi_desktop.domain.sharing import Fact, SummaryPart, permitted_parts
from pbi_desktop.models import Agency, Case, DisclosedField, Disclosure, Revision, SharedSummary
from pbi_desktop.services.frozen import thaw
from pbi_desktop.services.summary_facts import read_dangers
from pbi_desktop.services.summary_requests import may_be_told
from pbi_desktop.store.revisions import class_of
from pbi_desktop.store.unit_of_work import Work

_Key = tuple[str, UUID]
_PART = {
    RecallReason.RISK_CHANGED: SummaryPart.RISKS,
    RecallReason.ADDRESS_CHANGED: SummaryPart.ADDRESS,
    RecallReason.SAFE_CONTACT_CHANGED: SummaryPart.SAFE_CONTACT,
}


@dataclass(frozen=True)
class _State:
    """How a record stands: when it last moved, and whether this worker can see it now."""

    moved_at: datetime
    is_visible: bool


def out_of_date(
    work: Work, summaries: Sequence[SharedSummary]
) -> dict[UUID, tuple[RecallReason, ...]]:
    """Return for each of these summaries what changed since its holder was told; only if any."""
    told = _told(work, summaries)
    dangers = {key: read_dangers(work, work.get(Case, key)) for key in _cases(summaries)}
    now = {one.id: _now(work, one, dangers[one.case_id]) for one in summaries}
    keys = {key for found in (*told.values(), *now.values()) for key in found}
    states = _states(work, keys)
    found = {one.id: _changed(one, told[one.id], now[one.id], states) for one in summaries}
    return {key: reasons for key, reasons in found.items() if reasons}


def _changed(
    summary: SharedSummary,
    told: Mapping[_Key, int],
    now: Mapping[_Key, int],
    states: Mapping[_Key, _State],
) -> tuple[RecallReason, ...]:
    moved = {
        CHANGES_TO_TELL[key[0]]
        for key in {*told, *now}
        if told.get(key) != now.get(key) and _is_news(summary, key in told, states.get(key))
    }
    return tuple(sorted(moved))


def _is_news(summary: SharedSummary, was_told: bool, state: _State | None) -> bool:
    """Say whether whoever holds the copy does not know yet that this is not as it tells."""
    if state is None:  # no longer shared with this worker, who cannot know
        return False
    if was_told and summary.told_at is None and state.is_visible:
        return True
    return state.moved_at > (summary.told_at or summary.proposed_at)


def _told(work: Work, summaries: Iterable[SharedSummary]) -> dict[UUID, dict[_Key, int]]:
    """Return which versions each copy tells: from the ledger, or from what waits to be told."""
    found: dict[UUID, dict[_Key, int]] = defaultdict(dict)
    issued = [one.id for one in summaries if one.issued_at is not None]
    rows = work.rows(
        select(
            Disclosure.summary_id,
            DisclosedField.kind,
            DisclosedField.record_id,
            DisclosedField.record_version,
        )
        .join(DisclosedField, DisclosedField.disclosure_id == Disclosure.id)
        .where(Disclosure.summary_id.in_(issued), DisclosedField.kind.in_(list(CHANGES_TO_TELL)))
    )
    for summary, kind, record, version in rows:
        found[summary][kind, record] = version
    for one in summaries:
        frozen = thaw(work, one) if one.issued_at is None else None
        for source in frozen.told if frozen else ():
            if source.kind in CHANGES_TO_TELL:
                found[one.id][source.kind, source.record] = source.version
    return found


def _cases(summaries: Iterable[SharedSummary]) -> list[UUID]:
    return sorted({one.case_id for one in summaries})


def _now(work: Work, summary: SharedSummary, dangers: Iterable[Fact]) -> dict[_Key, int]:
    """Return which versions a copy made today would tell."""
    case, agency = work.get(Case, summary.case_id), work.get(Agency, summary.agency_id)
    parts = permitted_parts(agency.kind, summary.purpose)
    allowed = _allowed(work, case, agency, summary)
    return {
        (one.kind, one.record): one.version
        for fact in dangers
        for one in fact.sources
        if one.category in allowed
        and one.kind in CHANGES_TO_TELL
        and _PART[CHANGES_TO_TELL[one.kind]] in parts
    }


def _allowed(work: Work, case: Case, agency: Agency, summary: SharedSummary) -> frozenset[Category]:
    try:
        return may_be_told(work, case.subject_id, agency, summary.purpose, urgent=summary.urgent)
    except NothingAgreed:  # what they hold is asked back, and nothing new is for them
        return frozenset()


def _states(work: Work, keys: Iterable[_Key]) -> dict[_Key, _State]:
    """Return how records stand, as far as this worker sees them or what became of them."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for kind, record in keys:
        by_kind[kind].append(record)
    found: dict[_Key, _State] = {}
    for kind, records in by_kind.items():
        changed = dict(
            work.rows(
                select(Revision.record_id, func.max(Revision.at))
                .where(Revision.kind == kind, Revision.record_id.in_(records))
                .group_by(Revision.record_id)
            )
        )
        mapped: Any = class_of(kind)
        made = dict(work.rows(select(mapped.id, mapped.created_at).where(mapped.id.in_(records))))
        for record in {*changed, *made}:
            moments = [one[record] for one in (changed, made) if record in one]
            found[kind, record] = _State(max(moments), record in made)
    return found
