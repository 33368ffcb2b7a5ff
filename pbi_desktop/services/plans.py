"""The plan as a whole, and putting its lines right: agreed or why not, when to look again."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.phases import OPEN_PHASES, Phase
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Action, Agency, Case, CaseRecord, Goal, Need, PhaseRecord
from pbi_desktop.services.casework import (
    changeable,
    check_scale,
    open_case,
    refuse_reader,
    refuse_stranger,
    set_done_by,
)
from pbi_desktop.services.plan_rows import AgencyOption, PlanAgreed, StepWords, along_words
from pbi_desktop.services.restricting import set_restricts
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Plans:
    """Commands on the plan; each is undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def agencies(self, actor: Actor) -> tuple[AgencyOption, ...]:
        """Return every agency that can do a step, by name."""
        with self._store().query(actor) as work:
            rows = work.rows(select(Agency.id, Agency.name).order_by(Agency.name, Agency.id))
            return tuple(AgencyOption(row[0], row[1]) for row in rows)

    def change_need(self, actor: Actor, need_id: UUID, seen: int, words: str) -> Changes:
        """Put a need into other words; what it said before stays in its history."""
        typed = Typed()
        text = required(typed.text(words), "words", "Write what is needed.")
        with self._store().command(actor, "change need") as work:
            need = changeable(work, Need, need_id, seen)
            need.words = text
            work.save(need)
        return work.changes(typed.done("Need changed"))

    def change_goal(
        self, actor: Actor, goal_id: UUID, seen: int, words: str, importance: int | None
    ) -> Changes:
        """Put right what they want, in their words, and how much it matters to them."""
        typed = Typed()
        text = required(typed.text(words), "words", "Write what they want, in their words.")
        check_scale("importance", importance)
        with self._store().command(actor, "change goal") as work:
            goal = changeable(work, Goal, goal_id, seen)
            goal.words, goal.importance = text, importance
            work.save(goal)
        return work.changes(typed.done("Goal changed"))

    def change_step(self, actor: Actor, step_id: UUID, seen: int, step: StepWords) -> Changes:
        """Put a step right: what it says, whose it is, who does it, how sure they are."""
        typed = Typed()
        text = required(typed.line(step.what), "what", "Write what will be done.")
        check_scale("confidence", step.confidence)
        with self._store().command(actor, "change step") as work:
            kept = changeable(work, Action, step_id, seen)
            if step.owner_id != kept.owner_id:
                refuse_stranger(work, CaseId(kept.case_id), step.owner_id)
            kept.what, kept.owner_id, kept.confidence = text, step.owner_id, step.confidence
            set_done_by(work, kept, step.done_by, typed)
            if step.restricts is not None:
                set_restricts(work, kept, restricts=step.restricts)
            work.save(kept)
        return work.changes(typed.done("Step changed"))

    def take_away_need(
        self, actor: Actor, need_id: UUID, seen: int, along: Collection[UUID] = ()
    ) -> Changes:
        """Take a need off the plan, with its goals and their steps: `along` are those shown."""
        with self._store().command(actor, "take away need") as work:
            need = changeable(work, Need, need_id)
            _refuse_changed(need, seen)
            goals = work.all(select(Goal).where(Goal.need_id == need.id).order_by(Goal.id))
            steps = _steps_towards(work, goals)
            _take_away(work, [*steps, *goals], along)
            work.withdraw(need)
        return work.changes(_taken_away("Need", along_words(len(goals), len(steps))))

    def take_away_goal(
        self, actor: Actor, goal_id: UUID, seen: int, along: Collection[UUID] = ()
    ) -> Changes:
        """Take a goal off the plan, with its steps: `along` are those shown."""
        with self._store().command(actor, "take away goal") as work:
            goal = changeable(work, Goal, goal_id)
            _refuse_changed(goal, seen)
            steps = _steps_towards(work, [goal])
            _take_away(work, steps, along)
            work.withdraw(goal)
        return work.changes(_taken_away("Goal", along_words(0, len(steps))))

    def agree_plan(
        self, actor: Actor, case_id: CaseId, agreed_on: date | None, not_agreed: str = ""
    ) -> Changes:
        """Say that the person agreed the plan, or why it could not be agreed with them.

        Goals that nobody had agreed yet are agreed with it.
        """
        typed = Typed()
        why = typed.text(not_agreed)
        if (agreed_on is None) is not bool(why):
            raise Invalid({"not_agreed": "Say when they agreed, or why it could not be agreed."})
        with self._store().command(actor, "agree plan") as work:
            case = open_case(work, case_id)
            today = london_day(work.now)
            if agreed_on is not None and agreed_on > today:
                raise Invalid({"agreed_on": "That day is yet to come. Say it once they agreed."})
            made = work.add(
                PhaseRecord(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    phase=Phase.PLANNED,
                    on_day=today,
                    worker_id=actor.worker,
                    agreed_on=agreed_on,
                    not_agreed=why or None,
                )
            )
            if agreed_on is not None:
                agree_goals(work, case_id, agreed_on)
        done = "Plan agreed with them" if agreed_on else "Kept why it is not agreed"
        return work.changes(typed.done(done), made=made.id)

    def set_review(self, actor: Actor, case_id: CaseId, seen: int, on_day: date) -> Changes:
        """Say when the plan is looked at again."""
        with self._store().command(actor, "set review") as work:
            case = work.get_to_change(Case, case_id, seen)
            refuse_reader(work, case_id)
            if case.phase not in OPEN_PHASES:
                raise NotPermitted("plan a review of a closed case")
            if on_day < london_day(work.now):
                raise Invalid({"review_on": "That day is over. Say when you will look again."})
            case.next_review_on = on_day
            work.save(case)
        return work.changes(f"Review on {say_date(on_day)}")


def read_agreed(work: Work, case_id: CaseId) -> PlanAgreed | None:
    """Return whether the plan is agreed, as last said; None where nobody has said."""
    said = PhaseRecord.agreed_on.is_not(None) | PhaseRecord.not_agreed.is_not(None)
    found = work.all(
        select(PhaseRecord)
        .where(PhaseRecord.case_id == case_id, PhaseRecord.phase == Phase.PLANNED, said)
        .order_by(PhaseRecord.created_at.desc(), PhaseRecord.id)
        .limit(1)
    )
    return next(
        (PlanAgreed(one.agreed_on, one.not_agreed or "", one.on_day) for one in found), None
    )


def agree_goals(work: Work, case_id: CaseId, agreed_on: date) -> None:
    """Have every goal that nobody had agreed yet agreed on a day."""
    waiting = select(Goal).where(Goal.case_id == case_id, Goal.agreed_on.is_(None))
    for goal in work.all(waiting):
        if work.may(Verb.WRITE, case_id, goal.category):
            goal.agreed_on = agreed_on
            work.save(goal)


def _steps_towards(work: Work, goals: Iterable[Goal]) -> Sequence[Action]:
    keys = [goal.id for goal in goals]
    return work.all(select(Action).where(Action.goal_id.in_(keys)).order_by(Action.id))


def _refuse_changed(record: CaseRecord, seen: int) -> None:
    """Refuse where somebody changed it since: what they wrote would go unread."""
    if record.version != seen:
        raise StaleRecord(record.__tablename__)


def _take_away(work: Work, records: Sequence[CaseRecord], shown: Collection[UUID]) -> None:
    """Take away what stands under a line; refuse where somebody has added to it since."""
    if {one.id for one in records} != set(shown):
        raise StaleRecord(Action.__tablename__)
    for one in records:
        work.withdraw(one)


def _taken_away(what: str, along: str) -> str:
    return f"{what} taken away, with {along}" if along else f"{what} taken away"
