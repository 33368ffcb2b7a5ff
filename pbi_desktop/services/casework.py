"""Case work: what a worker does in a case. Each method is one command, undone as one."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import bindparam, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import (
    DOMAIN_CATEGORY,
    ActionStatus,
    Importance,
    Likelihood,
    RiskState,
)
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Agency,
    Case,
    CaseRecord,
    Goal,
    Need,
    Note,
    Risk,
    WhatMatters,
)
from pbi_desktop.services.arrivals import join
from pbi_desktop.services.case_rows import NewNote, NewStep
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.plan_rows import NOBODY_ELSE, DoneBy
from pbi_desktop.services.restricting import open_if_restricting, refuse_without_capacity
from pbi_desktop.services.standing import is_on_team
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=CaseRecord)
_SUBJECT = Question(
    select(Case.subject_id).where(Case.id == bindparam("case"), Case.withdrawn_at.is_(None))
)
_SCALE = range(Importance.LEAST, Importance.MOST + 1)


class Casework:
    """Commands on one case: the story, the plan, safety."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def take_up_case(self, actor: Actor, case_id: CaseId) -> Changes:
        """Join the team of a case that this worker sees only the head of."""
        with self._store().command(actor, "take up case") as work:
            work.get(Case, case_id)
            join(work, case_id)
        return work.changes("You are on the team of this case")

    # --- the story -----------------------------------------------------------------------------

    def write_note(self, actor: Actor, case_id: CaseId, note: NewNote) -> Changes:
        """Write down what happened, once."""
        typed = Typed()
        body = required(typed.text(note.body), "body", "Write what happened.")
        with self._store().command(actor, "write note") as work:
            subject = subject_of(work, case_id)
            if note.at is not None and note.at > work.now:
                raise Invalid(
                    {"at": "A note is about what has happened: choose a time before now."}
                )
            refuse_without_consent(work, case_id, subject, note.category)
            made = work.add(
                Note(
                    case_id=case_id,
                    subject_id=subject,
                    category=note.category,
                    at=note.at or work.now,
                    worker_id=actor.worker,
                    agency_id=agency_of(work),
                    kind=note.kind,
                    place=typed.line(note.place) or None,
                    body=body,
                    marking=note.marking,
                    told_by=typed.line(note.told_by) or None,
                )
            )
            for step in note.steps:
                _add_step_of_note(work, case_id, subject, step, typed)
        return work.changes(typed.done(_kept_words(len(note.steps))), made=made.id)

    def say_what_matters(
        self, actor: Actor, case_id: CaseId, words: str, please_do: str = "", please_dont: str = ""
    ) -> Changes:
        """Keep what matters to the person, in their words; what was said before stays on record."""
        typed = Typed()
        said = required(typed.text(words), "words", "Write what they said, in their words.")
        with self._store().command(actor, "say what matters") as work:
            case = open_case(work, case_id)
            made = work.add(
                WhatMatters(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    words=said,
                    please_do=typed.text(please_do) or None,
                    please_dont=typed.text(please_dont) or None,
                    said_on=london_day(work.now),
                )
            )
        return work.changes(typed.done("Kept in their words"), made=made.id)

    # --- the plan ------------------------------------------------------------------------------

    def add_need(self, actor: Actor, case_id: CaseId, domain: LifeDomain, words: str) -> Changes:
        """Add a need in one domain of life."""
        typed = Typed()
        text = required(typed.text(words), "words", "Write what is needed.")
        with self._store().command(actor, "add need") as work:
            case = open_case(work, case_id)
            made = work.add(
                Need(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=DOMAIN_CATEGORY[domain],
                    domain=domain,
                    words=text,
                )
            )
        return work.changes(typed.done("Need added"), made=made.id)

    def add_goal(
        self, actor: Actor, need_id: UUID, words: str, importance: int | None = None
    ) -> Changes:
        """Add a goal to a need, in the person's words; importance is 1 to 10."""
        typed = Typed()
        text = required(typed.text(words), "words", "Write what they want, in their words.")
        check_scale("importance", importance)
        with self._store().command(actor, "add goal") as work:
            need = changeable(work, Need, need_id)
            made = work.add(
                Goal(
                    case_id=need.case_id,
                    subject_id=need.subject_id,
                    category=need.category,
                    need_id=need.id,
                    words=text,
                    importance=importance,
                )
            )
        return work.changes(typed.done("Goal added"), made=made.id)

    def add_step(  # noqa: PLR0913 - what, when, who and what for
        self,
        actor: Actor,
        case_id: CaseId,
        what: str,
        due_on: date | None,
        owner_id: WorkerId | None = None,
        goal_id: UUID | None = None,
        done_by: DoneBy = NOBODY_ELSE,
        confidence: int | None = None,
        *,
        restricts: bool = False,
    ) -> Changes:
        """Add a step; the acting worker owns it unless somebody else is named.

        Where another agency does it, the owner asks after it. One that restricts the person is
        not done before a decision on capacity allows it.
        """
        typed = Typed()
        check_scale("confidence", confidence)
        text = required(typed.line(what), "what", "Write what will be done.")
        with self._store().command(actor, "add step") as work:
            subject = subject_of(work, case_id)
            goal = None if goal_id is None else _goal_of(work, case_id, goal_id)
            refuse_stranger(work, case_id, owner_id)
            made = Action(
                case_id=case_id,
                subject_id=subject,
                category=goal.category if goal else Category.CORE,
                goal_id=goal_id,
                what=text,
                owner_id=owner_id or actor.worker,
                due_on=due_on,
                status=ActionStatus.OPEN,
                confidence=confidence,
                restricts=restricts or None,
            )
            set_done_by(work, made, done_by, typed)
            work.add(made)
        return work.changes(typed.done("Step added"), made=made.id)

    def settle_step(
        self, actor: Actor, step_id: UUID, seen: int, status: ActionStatus, reason: str = ""
    ) -> Changes:
        """Say what became of a step. "Not possible" needs a reason; done may need capacity."""
        typed = Typed()
        why = typed.line(reason)
        if status is ActionStatus.NOT_POSSIBLE and not why:
            raise Invalid({"reason": "Say why it is not possible."})
        if status is ActionStatus.DONE:
            open_if_restricting(self._store(), actor, step_id)
        with self._store().command(actor, "settle step") as work:
            step = changeable(work, Action, step_id, seen)
            if status is ActionStatus.DONE:
                refuse_without_capacity(work, step)
            step.status, step.reason = status, why or None
            step.settled_at = None if status is ActionStatus.OPEN else work.now
            work.save(step)
        done = {ActionStatus.DONE: "Step done", ActionStatus.OPEN: "Step open again"}
        return work.changes(typed.done(done.get(status, "Step settled")))

    def move_step(self, actor: Actor, step_id: UUID, seen: int, due_on: date) -> Changes:
        """Move a step to another day."""
        with self._store().command(actor, "move step") as work:
            step = changeable(work, Action, step_id, seen)
            step.due_on = due_on
            work.save(step)
        return work.changes("Step moved")

    # --- safety --------------------------------------------------------------------------------

    def record_risk(  # noqa: PLR0913 - the parts of a risk
        self,
        actor: Actor,
        case_id: CaseId,
        state: RiskState,
        harm: str = "",
        likelihood: Likelihood = Likelihood.NOT_JUDGED,
        plan: str = "",
        review_on: date | None = None,
    ) -> Changes:
        """Record a risk, or that it was asked and none is known."""
        typed = Typed()
        text = typed.text(harm)
        if state is not RiskState.NONE_KNOWN:
            text = required(text, "harm", "Write what harm could happen.")
        with self._store().command(actor, "record risk") as work:
            case = open_case(work, case_id)
            made = work.add(
                Risk(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    state=state,
                    harm=text or "No known risk",
                    likelihood=likelihood,
                    plan=typed.text(plan) or None,
                    checked_on=london_day(work.now),
                    review_on=review_on,
                )
            )
        return work.changes(typed.done("Safety recorded"), made=made.id)


def subject_of(work: Work, case_id: CaseId) -> PersonId:
    """Return whom a case is about that this worker may add to; refuses as `open_case` does."""
    found = work.ask(_SUBJECT, case=case_id)
    if not found:
        raise NotFound("cases")
    refuse_reader(work, case_id)
    subject: PersonId = found[0].subject_id
    return subject


def open_case(work: Work, case_id: CaseId) -> Case:
    """Return a case that this worker may add to; refuses one of which only the head is seen."""
    case = work.get(Case, case_id)
    refuse_reader(work, case_id)
    return case


def changeable(work: Work, kind: type[R], key: UUID, seen: int | None = None) -> R:
    """Return a record of a case that this worker may change, as the screen showed it."""
    record = work.get(kind, key) if seen is None else work.get_to_change(kind, key, seen)
    refuse_reader(work, record.case_id)
    return record


def refuse_reader(work: Work, case_id: CaseId) -> None:
    """Refuse a worker who may only read in a case."""
    if not work.may_write(case_id):
        raise NotPermitted("change this case")


def agency_of(work: Work) -> UUID:
    """Return the agency of the acting worker."""
    if work.agency is None:
        raise NotFound("workers")
    return work.agency


def _goal_of(work: Work, case_id: CaseId, goal_id: UUID) -> Goal:
    goal = work.get(Goal, goal_id)
    if goal.case_id != case_id:
        raise NotFound("goals")
    return goal


def check_scale(field: str, number: int | None) -> None:
    """Refuse a number that is not on the scale from 1 to 10 on which a person answers."""
    if number is not None and number not in _SCALE:
        raise Invalid({field: "Give a number from 1 to 10, or leave it empty."})


def set_done_by(work: Work, step: Action, done_by: DoneBy, typed: Typed) -> None:
    """Say who does a step, where it is not its owner."""
    if done_by.agency_id is not None:
        work.get(Agency, done_by.agency_id)
    step.done_by_agency_id = done_by.agency_id
    step.done_by = typed.line(done_by.who) or None


def refuse_stranger(work: Work, case_id: CaseId, owner: WorkerId | None) -> None:
    """Refuse an owner who could not see the step."""
    if owner is None or owner == work.actor.worker or is_on_team(work, case_id, owner):
        return
    raise Invalid({"owner": "Choose somebody of this case's team."})


def _add_step_of_note(
    work: Work, case_id: CaseId, subject: PersonId, step: NewStep, typed: Typed
) -> None:
    """Add a step that stood in a note."""
    refuse_stranger(work, case_id, step.owner_id)
    work.add(
        Action(
            case_id=case_id,
            subject_id=subject,
            category=Category.CORE,
            what=required(typed.line(step.what), "what", "Write what will be done."),
            owner_id=step.owner_id or work.actor.worker,
            due_on=step.due_on,
            status=ActionStatus.OPEN,
        )
    )


def _kept_words(steps: int) -> str:
    if not steps:
        return "Note kept"
    return "Note and step kept" if steps == 1 else f"Note and {steps} steps kept"
