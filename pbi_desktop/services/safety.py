"""Safety of the people of a case: children seen, capacity, markers, safe contact, who answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.concerns import Waits
from pbi_desktop.domain.errors import Invalid, NotFound, StaleRecord
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.safety import Capacity, SafeWays, is_marked, may_restrict, read_expiry
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    CapacityDecision,
    ChildSeen,
    Relationship,
    SafeContact,
    StaffMarker,
    Worker,
)
from pbi_desktop.services.case_people import person_of
from pbi_desktop.services.case_safety import read_concerns
from pbi_desktop.services.casework import changeable, open_case, refuse_reader
from pbi_desktop.services.deciders import refuse_undecided
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.restricting import set_restricts
from pbi_desktop.services.safety_choices import read_choices
from pbi_desktop.services.safety_reading import latest_contacts, safe_ways
from pbi_desktop.services.safety_rows import (
    NewCapacity,
    NewChildSeen,
    NewMarker,
    NewSafeContact,
    SafetyChoices,
)
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_HOURS = range(25)
_OTHER_WAY_ROUND = {
    TieKind.CHILD: TieKind.PARENT,
    TieKind.GRANDCHILD: TieKind.GRANDPARENT,
    TieKind.SIBLING: TieKind.SIBLING,
}


class Safety:
    """Commands on what keeps people safe."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def choices(self, actor: Actor, case_id: CaseId) -> SafetyChoices:
        """Return whom and what the panels of safety offer."""
        with self._store().query_case(actor, case_id) as work:
            concerns = read_concerns(work, case_id)
            unsent = tuple(one for one in concerns if one.line.waits is Waits.FOR_SENDING)
            return replace(read_choices(work, case_id), unsent=unsent)

    def ways(self, actor: Actor, person: PersonId) -> SafeWays:
        """Return how somebody may be reached without harm."""
        with self._store().query(actor) as work:
            return safe_ways(work, person)

    # --- children ------------------------------------------------------------------------------

    def see_child(self, actor: Actor, case_id: CaseId, new: NewChildSeen) -> Changes:
        """Keep that a child was seen, or was not and why."""
        typed = Typed()
        why = typed.line(new.why_not)
        if new.seen and new.alone is None:
            raise Invalid({"alone": "Say whether they were seen alone."})
        if not new.seen:
            required(why, "why_not", "Say why they were not seen.")
        with self._store().command(actor, "see child") as work:
            open_case(work, case_id)
            person_of(work, case_id, new.child_id)
            at = _been(work, new.at, "at")
            refuse_without_consent(work, case_id, new.child_id, Category.CHILD)
            made = work.add(
                ChildSeen(
                    case_id=case_id,
                    subject_id=new.child_id,
                    category=Category.CHILD,
                    at=at,
                    worker_id=actor.worker,
                    seen=new.seen,
                    alone=new.alone if new.seen else None,
                    seen_by=typed.line(new.seen_by) or work.get(Worker, actor.worker).name,
                    place=typed.line(new.place) or None,
                    words=typed.text(new.words) or None,
                    why_not=None if new.seen else why,
                )
            )
        return work.changes(typed.done("Kept"), made=made.id)

    def say_responsible(  # noqa: PLR0913 - who for whom, whether, since when
        self,
        actor: Actor,
        case_id: CaseId,
        adult: PersonId,
        child: PersonId,
        responsible: bool,
        since: date | None = None,
    ) -> Changes:
        """Keep whether somebody has parental responsibility for a child of the case."""
        if adult == child:
            raise Invalid({"adult": "Choose two people."})
        with self._store().command(actor, "say who is responsible") as work:
            open_case(work, case_id)
            person_of(work, case_id, adult)
            person_of(work, case_id, child)
            if since is not None and since > london_day(work.now):
                raise Invalid({"since": "That day is yet to come."})
            tie = _tie(work, adult, child)
            fresh = tie is None
            tie = tie or _new_tie(work, adult, child)
            tie.responsible, tie.responsible_since = responsible, since if responsible else None
            if fresh:
                work.add(tie)
            else:
                work.save(tie)
        return work.changes("Kept", made=tie.id)

    # --- capacity ------------------------------------------------------------------------------

    def record_capacity(self, actor: Actor, case_id: CaseId, new: NewCapacity) -> Changes:
        """Keep whether somebody can make one decision; a step it allows may then be done."""
        typed = Typed()
        what = required(typed.line(new.decision), "decision", "Write which decision it is about.")
        _check_capacity(new)
        with self._store().command(actor, "record capacity") as work:
            case = open_case(work, case_id)
            person = new.person_id or case.subject_id
            person_of(work, case_id, person)
            if new.assessed_on is not None and new.assessed_on > london_day(work.now):
                raise Invalid({"assessed_on": "That day is yet to come."})
            refuse_without_consent(work, case_id, person, Category.HEALTH)
            made = work.add(
                CapacityDecision(
                    case_id=case_id,
                    subject_id=person,
                    category=Category.HEALTH,
                    decision=what,
                    capacity=new.capacity,
                    assessed_on=new.assessed_on,
                    assessed_by=typed.line(new.assessed_by) or None,
                    help_given=typed.text(new.help_given) or None,
                    attorney=typed.line(new.attorney) or None,
                    best_interest=typed.text(new.best_interest) or None,
                    consulted=typed.text(new.consulted) or None,
                    review_on=new.review_on,
                )
            )
            if new.step_id is not None:
                _tie_step(work, case_id, new, made)
        return work.changes(typed.done("Decision kept"), made=made.id)

    def say_restricts(self, actor: Actor, step_id: UUID, seen: int, *, restricts: bool) -> Changes:
        """Say whether a step restricts the person: such a step needs a decision on capacity."""
        with self._store().command(actor, "say that a step restricts") as work:
            step = changeable(work, Action, step_id, seen)
            set_restricts(work, step, restricts=restricts)
            work.save(step)
        return work.changes("Kept")

    # --- markers for visitors ------------------------------------------------------------------

    def mark_for_visitors(self, actor: Actor, case_id: CaseId, new: NewMarker) -> Changes:
        """Keep what a visitor must know to be safe: who decided, what shows it, until when."""
        typed = Typed()
        words = required(typed.line(new.words), "words", "Write what a visitor must know.")
        shown = required(typed.text(new.evidence), "evidence", "Write what shows it, and when.")
        why = typed.line(new.why_not_told)
        if new.person_told is None:
            raise Invalid({"person_told": "Say whether they were told."})
        if not new.person_told and not why:
            raise Invalid({"why_not_told": "Say why they were not told."})
        with self._store().command(actor, "mark for visitors") as work:
            case = open_case(work, case_id)
            person = new.person_id or case.subject_id
            person_of(work, case_id, person)
            today = london_day(work.now)
            made = work.add(
                StaffMarker(
                    subject_id=person,
                    category=Category.CORE,
                    words=words,
                    evidence=shown,
                    decided_by=refuse_undecided(work, case.site_id, new.decided_by),
                    decided_on=today,
                    expires_on=read_expiry(new.expires_on, today),
                    person_told=new.person_told,
                    why_not_told=why or None,
                )
            )
        return work.changes(typed.done("Visitors will see it"), made=made.id)

    def end_marker(self, actor: Actor, case_id: CaseId, marker_id: UUID, seen: int) -> Changes:
        """Let a marker lapse today; that it was there stays on record."""
        with self._store().command(actor, "end marker") as work:
            refuse_reader(work, case_id)
            marker = work.get_to_change(StaffMarker, marker_id, seen)
            person_of(work, case_id, marker.subject_id)
            today = london_day(work.now)
            if not is_marked(marker.expires_on, today):
                raise StaleRecord("staff_markers")
            marker.expires_on = today
            work.save(marker)
        return work.changes("Visitors see it no more")

    # --- safe contact --------------------------------------------------------------------------

    def say_safe_contact(
        self, actor: Actor, case_id: CaseId, new: NewSafeContact, seen: int | None = None
    ) -> Changes:
        """Keep how somebody may be reached; `seen` is the version of what was shown before."""
        typed = Typed()
        _check_hours(new)
        with self._store().command(actor, "say safe contact") as work:
            case = open_case(work, case_id)
            person = new.person_id or case.subject_id
            person_of(work, case_id, person)
            before = next(iter(latest_contacts(work, [person])), None)
            if (before is None) is not (seen is None):
                raise StaleRecord("safe_contacts")
            way = (
                SafeContact(subject_id=person, category=Category.CONTACT)
                if before is None or seen is None
                else work.get_to_change(SafeContact, before.id, seen)
            )
            way.may_text, way.may_call = new.text, new.call
            way.may_voicemail, way.may_write = new.voicemail, new.letter
            way.from_hour, way.to_hour = new.from_hour, new.to_hour
            way.code_word = typed.line(new.code_word) or None
            way.letters_to = typed.line(new.letters_to) or None
            if before is None:
                work.add(way)
            else:
                work.save(way)
        return work.changes(typed.done("Safe contact kept"), made=way.id)


def _been(work: Work, at: datetime | None, field: str) -> datetime:
    """Return when something was, now where nothing is said; refuses what is yet to come."""
    if at is not None and at > work.now:
        raise Invalid({field: "That is yet to come. Say when it was."})
    return at or work.now


def _check_capacity(new: NewCapacity) -> None:
    """Refuse an assessment without a day or an assessor, and a step without what allows it."""
    problems = {}
    if new.capacity is not Capacity.NOT_ASSESSED:
        if new.assessed_on is None:
            problems["assessed_on"] = "Say when it was assessed."
        if not new.assessed_by.strip():
            problems["assessed_by"] = "Say who assessed it."
    if new.capacity is Capacity.LACKS:
        if not new.help_given.strip():
            problems["help_given"] = "Say how they were helped to decide for themselves."
        if new.step_id is not None and not new.best_interest.strip():
            problems["best_interest"] = "Write what was decided in their best interest."
        if new.step_id is not None and not new.consulted.strip():
            problems["consulted"] = "Say who was asked."
    if new.capacity is Capacity.HAS and new.step_id is not None and new.agreed is None:
        problems["agreed"] = "Say whether they agreed to the step."
    if problems:
        raise Invalid(problems)


def _tie_step(work: Work, case_id: CaseId, new: NewCapacity, made: CapacityDecision) -> None:
    """Have a step wait for this decision, and rest on it where it allows the step."""
    step = changeable(work, Action, new.step_id) if new.step_id else None
    if step is None or step.case_id != case_id:
        raise NotFound("actions")
    allowed = may_restrict(
        made.capacity,
        agreed=bool(new.agreed),
        best_interest=made.best_interest,
        consulted=made.consulted,
    )
    step.restricts, step.capacity_id = True, made.id if allowed else None
    work.save(step)


def _check_hours(new: NewSafeContact) -> None:
    problems = {}
    for name, hour in (("from_hour", new.from_hour), ("to_hour", new.to_hour)):
        if hour is not None and hour not in _HOURS:
            problems[name] = "Write an hour of the day, like 9 or 14."
    if new.from_hour is not None and new.from_hour == new.to_hour:
        problems["to_hour"] = "That leaves no time at all. Choose another hour."
    if new.letters_to.strip() and not new.letter:
        problems["letters_to"] = "Tick that a letter is safe: it goes there, and never home."
    if problems:
        raise Invalid(problems)


def _tie(work: Work, adult: PersonId, child: PersonId) -> Relationship | None:
    found = work.all(
        select(Relationship)
        .where(Relationship.subject_id == adult, Relationship.other_id == child)
        .where(Relationship.ended_on.is_(None))
        .order_by(Relationship.created_at, Relationship.id)
        .limit(1)
    )
    return next(iter(found), None)


def _new_tie(work: Work, adult: PersonId, child: PersonId) -> Relationship:
    """Return what an adult is to a child, read from what the child is to them."""
    back = _tie(work, child, adult)
    kind = TieKind.OTHER if back is None else _OTHER_WAY_ROUND.get(back.kind, TieKind.OTHER)
    return Relationship(subject_id=adult, other_id=child, category=Category.IDENTITY, kind=kind)
