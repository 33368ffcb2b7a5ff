"""A person says no: what stops, what goes on and on which ground, and what is asked back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.access_words import AGENCY_KINDS
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import RecallReason
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.recall import Aftermath, Flow, Word, aftermath
from pbi_desktop.models import Agency, Case, Disclosure, Recall
from pbi_desktop.services.ledger import holdings_of
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.summary_requests import agreed, words_of
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Refusal:
    """What a person says no to: one category, to one kind of agency or to all."""

    about: Category
    kind: AgencyKind | None = None


@dataclass(frozen=True)
class AskedBack:
    """Something that an agency holds: asked back, or theirs to keep on a ground."""

    agency: str
    purpose: Purpose
    category: Category
    copy_number: int
    told_at: datetime
    basis: Basis | None = None
    """On which ground it stays; None where it is asked back."""


@dataclass(frozen=True)
class RefusalEffect:
    """What a refusal does: what stops, what goes on all the same, what is asked back."""

    stops: tuple[Flow, ...]
    goes_on: tuple[Flow, ...]
    asked_back: tuple[AskedBack, ...]
    stays: tuple[AskedBack, ...]


@dataclass(frozen=True)
class RecallRow:
    """An agency that must be told that what it holds no longer stands."""

    id: UUID
    version: int
    agency: str
    reason: RecallReason
    purpose: Purpose
    copy_number: int
    told_at: datetime
    raised_at: datetime
    settled_at: datetime | None
    settled_by: str
    outcome: str


class Recalls:
    """Tells what a refusal would do, and keeps the list of who must be told."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def effect(self, actor: Actor, case_id: CaseId, refusal: Refusal) -> RefusalEffect:
        """Return what a refusal by the person of a case would do; nothing is kept."""
        with self._store().query_case(actor, case_id) as work:
            return effect_of(work, writable_case(work, case_id).subject_id, refusal)

    def of_case(self, actor: Actor, case_id: CaseId) -> tuple[RecallRow, ...]:
        """Return who must be told something of a case, unsettled and oldest first."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            rows = work.rows(
                select(Recall, Disclosure, Agency.name)
                .join(Disclosure, Disclosure.id == Recall.disclosure_id)
                .join(Agency, Agency.id == Disclosure.agency_id)
                .where(Recall.case_id == case_id)
                .order_by(Recall.settled_at.nulls_first(), Recall.raised_at, Recall.id)
            )
            workers = worker_names(work, (row[0].settled_by for row in rows))
            return tuple(
                RecallRow(
                    one.id,
                    one.version,
                    agency,
                    one.reason,
                    disclosure.purpose,
                    disclosure.copy_number,
                    disclosure.at,
                    one.raised_at,
                    one.settled_at,
                    workers.get(one.settled_by, ""),
                    one.outcome or "",
                )
                for one, disclosure, agency in rows
            )

    def settle(self, actor: Actor, recall_id: UUID, seen: int, outcome: str) -> Changes:
        """Note what came of telling an agency: destroyed, returned, kept under their own duty."""
        typed = Typed()
        said = required(typed.text(outcome), "outcome", "Write what they did with their copy.")
        with self._store().command(actor, "settle recall") as work:
            recall = work.get(Recall, recall_id, seen)
            recall.settled_at, recall.settled_by = work.now, actor.worker
            recall.outcome = said
            work.save(recall)
        return work.changes(typed.done("Settled"))


def ask_back(
    work: Work, person: PersonId, about: Category, said: Iterable[Word], reason: RecallReason
) -> int:
    """List what agencies hold of a category and may not, given what the person says now.

    What rests on a duty, or on a task that is not refused, is not asked back. Returns how many
    are new.
    """
    after = aftermath(person, agreed(work), said, holdings_of(work, person), work.now)
    held = {one.disclosure for one in after.recall if one.category is about}
    return raise_recalls(work, held, reason)


def raise_recalls(work: Work, disclosures: Iterable[UUID], reason: RecallReason) -> int:
    """List that the agencies of these disclosures must be told; returns how many are new."""
    wanted = set(disclosures)
    listed = {
        row[0]
        for row in work.rows(
            select(Recall.disclosure_id).where(
                Recall.disclosure_id.in_(wanted),
                Recall.reason == reason,
                Recall.settled_at.is_(None),
            )
        )
    }
    new = work.all(
        select(Disclosure).where(Disclosure.id.in_(wanted - listed)).order_by(Disclosure.id)
    )
    for one in new:
        work.add(
            Recall(
                case_id=one.case_id,
                subject_id=one.subject_id,
                category=one.category,
                disclosure_id=one.id,
                reason=reason,
                raised_at=work.now,
            )
        )
    return len(new)


def effect_of(work: Work, person: PersonId, refusal: Refusal) -> RefusalEffect:
    """Return what a refusal by this person would do; nothing is kept."""
    held = holdings_of(work, person)
    said = Word(person, refusal.about, refusal.kind, given=False, begins=work.now)
    heard = (*words_of(work, person), said)
    return _effect(work, aftermath(person, agreed(work), heard, held, work.now), refusal)


def in_words(effect: RefusalEffect) -> str:
    """Return what a refusal does as a sentence; empty where it changes nothing."""
    stops = sorted({AGENCY_KINDS[one.kind] for one in effect.stops})
    goes_on = sorted({AGENCY_KINDS[one.kind] for one in effect.goes_on})
    asked_back = sorted({f"{one.agency}, copy {one.copy_number}" for one in effect.asked_back})
    parts = (
        ("Stops for", stops, ", "),
        ("Goes on, on another ground, for", goes_on, ", "),
        ("To be asked back from", asked_back, "; "),
    )
    return ". ".join(f"{head} {between.join(some)}" for head, some, between in parts if some)


def _effect(work: Work, after: Aftermath, refusal: Refusal) -> RefusalEffect:
    wanted = {one.disclosure for one in (*after.recall, *(held for held, _basis in after.stays))}
    rows = work.rows(
        select(Disclosure.id, Agency.name, Disclosure.copy_number, Disclosure.at)
        .join(Agency, Agency.id == Disclosure.agency_id)
        .where(Disclosure.id.in_(wanted))
    )
    known = {key: (agency, copy, at) for key, agency, copy, at in rows}

    def row(disclosure: UUID, purpose: Purpose, basis: Basis | None = None) -> AskedBack:
        agency, copy, at = known[disclosure]
        return AskedBack(agency, purpose, refusal.about, copy, at, basis)

    about = refusal.about
    return RefusalEffect(
        tuple(one for one in after.stops if one.category is about),
        tuple(one for one in after.goes_on if one.category is about),
        tuple(row(one.disclosure, one.purpose) for one in after.recall if one.category is about),
        tuple(
            row(one.disclosure, one.purpose, basis)
            for one, basis in after.stays
            if one.category is about
        ),
    )
