"""Phases: a case moves on, closes, is opened again, and is looked at half a year later.

Each move is one command and is taken back as one. What a phase takes is said by the domain.
"""

from collections.abc import Callable
from datetime import date, datetime, time

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ContactMethod, TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import IllegalMove, Invalid
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.minimum import missing
from pbi_desktop.domain.phases import ClosureReason, Phase, move
from pbi_desktop.domain.stages import RatingKind
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.models import Case, Contact, PhaseRecord
from pbi_desktop.services.arrivals import new_case
from pbi_desktop.services.casework import agency_of, refuse_reader
from pbi_desktop.services.phase_facts import read_facts
from pbi_desktop.services.phase_teams import give_role
from pbi_desktop.services.phases_page import open_case_of, read_ending, read_page
from pbi_desktop.services.phases_rows import ContactSaid, Ending, PhaseEntry, PhasePage
from pbi_desktop.services.plans import agree_goals
from pbi_desktop.services.referral_moves import lapse_all
from pbi_desktop.services.reviews import check_ratings, new_rating
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_DONE = {
    Phase.TRIAGED: "Triaged",
    Phase.ENGAGING: "Moved to engaging",
    Phase.ASSESSED: "Assessed",
    Phase.PLANNED: "Planned",
    Phase.REVIEWED: "Review kept",
    Phase.CLOSED: "Case closed",
    Phase.SUSTAINED_CHECK: "Check after closing kept",
}
_RATED_AS = {
    Phase.CLOSED: RatingKind.CLOSING,
    Phase.SUSTAINED_CHECK: RatingKind.SUSTAINED,
}
_ENDED = {
    ClosureReason.DIED: "The case was closed: they died.",
    ClosureReason.DUPLICATE: "The case was closed: it had been opened twice.",
}
_NOON = time(12)


class Phases:
    """Moves cases; reads what a move takes, and how a case ended."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def page(self, actor: Actor, case_id: CaseId) -> PhasePage:
        """Return what the form that moves a case has to know."""
        with self._store().query_case(actor, case_id) as work:
            return read_page(work, case_id)

    def ending(self, actor: Actor, case_id: CaseId) -> Ending:
        """Return how a case ended, what goes on, and which case was before or after it."""
        with self._store().query_case(actor, case_id) as work:
            return read_ending(work, case_id)

    def enter(self, actor: Actor, case_id: CaseId, seen: int, entry: PhaseEntry) -> Changes:
        """Move a case to another phase, or close it; Invalid says everything that is missing."""
        typed = Typed()
        store = self._store()
        store.ensure_open(actor, case_id)
        try:
            with store.command(actor, "advance case") as work:
                case = work.get_to_change(Case, case_id, seen)
                refuse_reader(work, case_id)
                move(case.phase, entry.to)
                lacks = missing(entry.to, entry.upon(read_facts(work, case)))
                if lacks:
                    raise Invalid({one.field: one.how for one in lacks})
                _move(work, case, entry)
                _keep_parts(work, typed, case, entry)
        except _TheirsStands:
            return Changes()
        return work.changes(typed.done(_DONE[entry.to]))

    def reopen(self, actor: Actor, case_id: CaseId, why: str) -> Changes:
        """Open a new case on the same person; the closed one stays closed, and is linked."""
        typed = Typed()
        reason = required(typed.text(why), "why", "Write why they need us again.")
        with self._store().command(actor, "open case again") as work:
            old = work.get(Case, case_id)
            if old.closed_on is None:
                raise IllegalMove(old.phase, Phase.IDENTIFIED)
            other = open_case_of(work, old)
            if other is not None:
                raise Invalid({"case": f"Their case {other} is open already. Go on there."})
            today = london_day(work.now)
            case = new_case(
                work, old.subject_id, old.site_id, today, previous=old, source="opened again"
            )
            _keep_contact(work, case, ContactSaid(today, ContactMethod.OTHER, reached=True), reason)
            work.open_case(case.id)
        return work.changes(typed.done("Opened again, as a new case"), made=case.id)


class _TheirsStands(Exception):
    """Of two moves at once the other one was chosen: nothing of this one is kept."""


def _move(work: Work, case: Case, entry: PhaseEntry) -> None:
    case.advance(entry.to)
    if entry.to in (Phase.PLANNED, Phase.REVIEWED) and entry.next_review_on is not None:
        case.next_review_on = entry.next_review_on
    if entry.to is Phase.CLOSED:
        case.closed_on, case.closure_reason = london_day(work.now), entry.closure
    work.save(case)
    if case.phase is not entry.to:
        raise _TheirsStands


def _keep_parts(work: Work, typed: Typed, case: Case, entry: PhaseEntry) -> None:
    """Keep what belongs to the move: who, the first contact, the ratings, and what was said."""
    if entry.to is Phase.TRIAGED:
        give_role(work, CaseId(case.id), TeamRole.KEY_WORKER, entry.key_worker)
        give_role(work, CaseId(case.id), TeamRole.BACKUP, entry.backup)
    if entry.to is Phase.ENGAGING and entry.contact is not None:
        if entry.contact.on_day > london_day(work.now):
            raise Invalid({"contact": "Choose a day that has been."})
        _keep_contact(work, case, entry.contact, "Getting in touch")
    if entry.to is Phase.PLANNED and entry.agreed_on is not None:
        agree_goals(work, CaseId(case.id), entry.agreed_on)
    if entry.to in _RATED_AS and entry.ratings:
        _rate(work, typed, case, entry)
    if entry.closure in _ENDED and entry.to is Phase.CLOSED:
        lapse_all(work, CaseId(case.id), _ENDED[entry.closure])
    _record(work, typed, case, entry)


def _rate(work: Work, typed: Typed, case: Case, entry: PhaseEntry) -> None:
    check_ratings(typed, entry.ratings)
    agency = agency_of(work)
    for one in entry.ratings:
        rating = new_rating(work, typed, case, one, _RATED_AS[entry.to], agency)
        if entry.to is Phase.SUSTAINED_CHECK:
            rating.rated_on = entry.checked_on or rating.rated_on
            rating.evidence = typed.text(entry.evidence) or None
            rating.method = entry.method
        work.add(rating)


def _record(work: Work, typed: Typed, case: Case, entry: PhaseEntry) -> None:
    work.add(
        PhaseRecord(
            case_id=CaseId(case.id),
            subject_id=case.subject_id,
            category=Category.CORE,
            phase=entry.to,
            on_day=_day_of(work, entry),
            worker_id=_whose(work, entry),
            threshold=typed.text(entry.threshold) or None,
            safeguarding=entry.safeguarding,
            engagement=entry.engagement,
            agreed_on=entry.agreed_on,
            not_agreed=typed.text(entry.without_them) or None,
            goes_on=typed.text(entry.goes_on) or None,
            goes_on_shared=typed.text(entry.goes_on_shared) or None,
        )
    )


def _day_of(work: Work, entry: PhaseEntry) -> date:
    checked = entry.checked_on if entry.to is Phase.SUSTAINED_CHECK else None
    return checked or london_day(work.now)


def _whose(work: Work, entry: PhaseEntry) -> WorkerId:
    """Return whose the next review is; of every other phase, whoever moved the case."""
    return entry.review_owner or work.actor.worker


def _keep_contact(work: Work, case: Case, said: ContactSaid, reason: str) -> None:
    today = said.on_day == london_day(work.now)
    at = work.now if today else datetime.combine(said.on_day, _NOON, tzinfo=LONDON)
    work.add(
        Contact(
            case_id=CaseId(case.id),
            subject_id=case.subject_id,
            category=Category.CORE,
            at=at,
            worker_id=work.actor.worker,
            method=said.method,
            reasons=reason,
            identity_checked=False,
            reached=said.reached,
        )
    )
