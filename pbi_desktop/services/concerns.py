"""Safeguarding concerns: written down, sent, answered. Each method is one command."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.concerns import answer_day, move_concern, read_sent
from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.safety import ConcernState
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Concern, ConcernDetail
from pbi_desktop.services.case_people import person_of
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.deciders import refuse_undecided
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.safety_reading import read_concerns_waiting
from pbi_desktop.services.safety_rows import ConcernLine, NewConcern, NewSent
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Concerns:
    """Commands on concerns. Recording is not referring: nothing counts as sent by being kept."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def waiting(self, actor: Actor) -> tuple[ConcernLine, ...]:
        """Return every concern in sight that is not sent, or not answered."""
        with self._store().query(actor) as work:
            return read_concerns_waiting(work)

    def record(self, actor: Actor, case_id: CaseId, new: NewConcern) -> Changes:
        """Keep a concern; it is not sent yet."""
        typed = Typed()
        words = required(typed.text(new.words), "words", "Write what was seen and heard.")
        why = typed.line(new.why_not_told)
        if new.person_knows is False and not why:
            raise Invalid({"why_not_told": "Say why they were not told."})
        with self._store().command(actor, "record concern") as work:
            case = open_case(work, case_id)
            person = new.person_id or case.subject_id
            person_of(work, case_id, person)
            at = new.noticed_at or work.now
            if at > work.now:
                raise Invalid({"noticed_at": "That is yet to come. Say when it was noticed."})
            refuse_without_consent(work, case_id, person, Category.SAFEGUARDING)
            about = {
                "case_id": case_id,
                "subject_id": person,
                "category": Category.SAFEGUARDING,
            }
            made = work.add(
                Concern(
                    **about,
                    about=new.about,
                    noticed_at=at,
                    worker_id=actor.worker,
                    person_knows=new.person_knows,
                    state=ConcernState.NOT_SENT,
                )
            )
            work.add(
                ConcernDetail(**about, concern_id=made.id, words=words, why_not_told=why or None)
            )
        return work.changes(typed.done("Concern kept. It is NOT YET SENT"), made=made.id)

    def send(self, actor: Actor, concern_id: UUID, seen: int, new: NewSent) -> Changes:
        """Say that a concern was sent: when, to whom, and what they call it by."""
        typed = Typed()
        recipient, reference = typed.line(new.recipient), typed.line(new.reference)
        with self._store().command(actor, "send concern") as work:
            concern = changeable(work, Concern, concern_id, seen)
            sent = read_sent(new.at, recipient, reference, concern.noticed_at, work.now)
            sent_on = london_day(sent.at)
            if new.chase_on is not None and new.chase_on < sent_on:
                raise Invalid({"chase_on": "That is before it was sent. Choose a later day."})
            concern.state = move_concern(concern.state, ConcernState.SENT)
            concern.sent_at, concern.sent_by = sent.at, actor.worker
            concern.recipient, concern.their_reference = sent.recipient, sent.reference
            concern.chase_on = new.chase_on or answer_day(concern.about, sent_on)
            work.save(concern)
        return work.changes(typed.done("Concern sent"))

    def answer(  # noqa: PLR0913 - which concern, as it was shown, and what came of it
        self,
        actor: Actor,
        case_id: CaseId,
        concern_id: UUID,
        seen: int,
        outcome: str,
        on_day: date | None = None,
    ) -> Changes:
        """Say what came of a concern that was sent."""
        typed = Typed()
        words = required(typed.text(outcome), "outcome", "Write what they said they will do.")
        self._store().ensure_open(actor, case_id)
        with self._store().command(actor, "answer concern") as work:
            concern = _of_case(work, case_id, concern_id, seen)
            day = on_day or london_day(work.now)
            if day > london_day(work.now):
                raise Invalid({"outcome_on": "That day is yet to come. Say when they answered."})
            if concern.sent_at is not None and day < london_day(concern.sent_at):
                raise Invalid({"outcome_on": "That is before it was sent. Check the day."})
            concern.state = move_concern(concern.state, ConcernState.ANSWERED)
            concern.outcome_on = day
            work.save(concern)
            detail = _detail(work, concern_id)
            detail.outcome = words
            work.save(detail)
        return work.changes(typed.done("Outcome kept"))

    def not_for_sending(  # noqa: PLR0913 - which concern, as it was shown, why, and who decided
        self,
        actor: Actor,
        case_id: CaseId,
        concern_id: UUID,
        seen: int,
        reason: str,
        decided_by: WorkerId | None,
    ) -> Changes:
        """Say that a lead decided that a concern is not sent, and why."""
        typed = Typed()
        why = required(typed.text(reason), "reason", "Write why it is not for sending.")
        self._store().ensure_open(actor, case_id)
        with self._store().command(actor, "decide on concern") as work:
            concern = _of_case(work, case_id, concern_id, seen)
            site = work.get(Case, case_id).site_id
            concern.decided_by = refuse_undecided(work, site, decided_by)
            concern.state = move_concern(concern.state, ConcernState.NOT_FOR_SENDING)
            work.save(concern)
            detail = _detail(work, concern_id)
            detail.not_sent_reason = why
            work.save(detail)
        return work.changes(typed.done("Kept: not for sending"))


def _of_case(work: Work, case_id: CaseId, concern_id: UUID, seen: int) -> Concern:
    concern = changeable(work, Concern, concern_id, seen)
    if concern.case_id != case_id:
        raise NotFound("concerns")
    return concern


def _detail(work: Work, concern_id: UUID) -> ConcernDetail:
    found = work.one_or_none(select(ConcernDetail).where(ConcernDetail.concern_id == concern_id))
    if found is None:
        raise NotFound("concerns")
    return found
