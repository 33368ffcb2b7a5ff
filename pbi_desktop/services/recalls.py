"""A person says no: what stops, what goes on and on which ground, and what is asked back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import RecallReason
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.recall import Aftermath, Flow, Word, aftermath
from pbi_desktop.models import Agency, Case, Consent, Disclosure, Recall, Worker
from pbi_desktop.services.ledger import holdings_of
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.summary_requests import agreed, words_of
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Refusal:
    """What a person says no to: one category, to one kind of agency or to all."""

    about: Category
    kind: AgencyKind | None = None
    words: str = ""


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
    """Hears refusals, and keeps the list of who must be told."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def effect(self, actor: Actor, case_id: CaseId, refusal: Refusal) -> RefusalEffect:
        """Return what a refusal by the person of a case would do; nothing is kept."""
        with self._store().query_case(actor, case_id) as work:
            after = _after(work, writable_case(work, case_id), refusal)
            return _effect(work, after, refusal)

    def refuse(self, actor: Actor, case_id: CaseId, refusal: Refusal) -> Changes:
        """Keep that the person of a case says no, and list who holds what must go back.

        What rests on a duty goes on, and nothing of it is asked back.
        """
        typed = Typed()
        with self._store().command(actor, "refuse sharing") as work:
            case = writable_case(work, case_id)
            given = list(_given(work, case, refusal))
            reason = RecallReason.CONSENT_WITHDRAWN if given else RecallReason.OBJECTION
            ask_back(work, case.subject_id, refusal.about, _heard(work, case, refusal), reason)
            for consent in given:
                consent.valid_to = work.now
                work.save(consent)
            # Last, as it may end this worker's own right to what it is about.
            work.add(
                Consent(
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    about=refusal.about,
                    agency_kind=refusal.kind,
                    given=False,
                    words=typed.text(refusal.words) or None,
                    valid_from=work.now,
                )
            )
        return work.changes(typed.done("Refusal kept"))

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
            workers = dict(work.rows(select(Worker.id, Worker.name)))
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


def _after(work: Work, case: Case, refusal: Refusal) -> Aftermath:
    held = holdings_of(work, case.subject_id)
    heard = _heard(work, case, refusal)
    return aftermath(case.subject_id, agreed(work), heard, held, work.now)


def _heard(work: Work, case: Case, refusal: Refusal) -> tuple[Word, ...]:
    """Return what a person said so far, and this refusal."""
    said = Word(case.subject_id, refusal.about, refusal.kind, given=False, begins=work.now)
    return (*words_of(work, case.subject_id), said)


def _given(work: Work, case: Case, refusal: Refusal) -> Iterable[Consent]:
    """Return the consents that this refusal takes back."""
    asked = select(Consent).where(
        Consent.subject_id == case.subject_id,
        Consent.about == refusal.about,
        Consent.given.is_(True),
        (Consent.valid_to.is_(None)) | (Consent.valid_to > work.now),
    )
    if refusal.kind is not None:
        asked = asked.where(Consent.agency_kind == refusal.kind)
    return work.all(asked)


def _effect(work: Work, after: Aftermath, refusal: Refusal) -> RefusalEffect:
    rows = work.rows(
        select(Disclosure.id, Agency.name, Disclosure.copy_number, Disclosure.at).join(
            Agency, Agency.id == Disclosure.agency_id
        )
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
