"""The plan of a person for the person: asked whether it is safe, logged, then read as they may.

What it is read with sees what the worker sees and what may be given for supporting the person:
nothing sealed, nothing of the team's own books. Of that only records about themselves are asked
for, told by nobody but themselves or by whoever wrote them down at work.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from pbi_desktop.domain.access import Category, Purpose, Verb
from pbi_desktop.domain.access_errors import OnlyViewing
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.casework import ActionStatus, TeamRole, TieKind
from pbi_desktop.domain.documents import DocumentMarking, Protection
from pbi_desktop.domain.gains import one_off_value, year_value
from pbi_desktop.domain.housing import KeyDateState
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.money import Pence
from pbi_desktop.domain.own_plan import (
    SHOWN,
    NotSafeForThem,
    OwnDate,
    OwnGains,
    OwnPlan,
    OwnStep,
    OwnView,
    OwnWords,
    PlanClosed,
    Relative,
    WhoHelps,
    by_role,
    relative,
)
from pbi_desktop.domain.safety import Unsafe, Way, WhyNot, safe_to_use
from pbi_desktop.domain.sharing_errors import NothingMayLeave
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Agency,
    Appointment,
    Case,
    CasePerson,
    CaseTeamMember,
    FinancialGain,
    Goal,
    Involvement,
    KeyDate,
    OtherName,
    Person,
    Relationship,
    Site,
    StageRating,
    WhatMatters,
    Worker,
)
from pbi_desktop.network.words import INVERSE
from pbi_desktop.services.leaving import allowed
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.safety_reading import safe_ways
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

R = TypeVar("R", bound=Any)

_SELF = ("self", "herself", "himself", "themselves", "themself", "the person", "person", "resident")
_HANDLING = "Yours. Keep it where nobody reads it whom you do not want to."
TITLE = "My plan"


@dataclass(frozen=True)
class PrintedPlan:
    """A plan on paper that is logged as given: what its file is called, and what it holds."""

    name: str
    pdf: bytes


class OwnPlans:
    """Shows people their own plan, and prints it for them."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def show(self, actor: Actor, case_id: CaseId, *, asked_now: bool = False) -> OwnPlan:
        """Return the plan as the person may see it; that it was shown is logged first.

        NotSafeForThem where it is not safe, or nobody asked and they were not `asked_now`.
        """
        log_shown(self._store(), actor, case_id, TITLE, asked_now=asked_now)
        return self._read(actor, case_id, SHOWN)

    def look_again(self, actor: Actor, case_id: CaseId) -> OwnPlan:
        """Return the same once something changed while it is shown."""
        return self._read(actor, case_id, SHOWN)

    def print(self, actor: Actor, case_id: CaseId, *, asked_now: bool = False) -> PrintedPlan:
        """Return the plan as a page to take home; that it was given is logged first.

        NotSafeForThem as in `show`; NothingMayLeave where this worker may print nothing of it.
        """
        from pbi_desktop.reports.own_plan import build_own_plan
        from pbi_desktop.reports.pdf.render import LARGE, to_pdf

        if actor.viewing is not None:
            raise OnlyViewing(actor.viewing.agency_kind)
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.query_case(actor, case_id) as work:
            case = work.get(Case, case_id)
            refuse_unsafe(work, case, Way.PRINT, asked_now=asked_now)
            may = allowed(work.books.held(case_id), Verb.PRINT) & SHOWN
            if Category.CORE not in may:
                raise NothingMayLeave(Verb.PRINT)
        plan = self._read(actor, case_id, may)
        with store.command(actor, "print own plan") as work:
            refuse_unsafe(work, case := work.get(Case, case_id), Way.PRINT, asked_now=asked_now)
            by = work.get(Worker, actor.worker).name
            marking = DocumentMarking(
                Protection.OFFICIAL_SENSITIVE, _HANDLING, by, work.now, for_whom=plan.name
            )
            pdf = to_pdf(build_own_plan(plan, marking), LARGE)
            digest, whose = sha256(pdf).hexdigest(), case.subject_id
            work.log("printed for the person", digest, case=case_id, person=whose, text=TITLE)
        return PrintedPlan(f"My plan {plan.as_at.isoformat()}.pdf", pdf)

    def _read(self, actor: Actor, case_id: CaseId, may: frozenset[Category]) -> OwnPlan:
        store = self._store()
        with store.query_case(actor, case_id) as work:
            people = _people(work, work.get(Case, case_id))
            looking = looking_with(work)
        with store.query_case(looking, case_id) as work:
            if not work.books.held(case_id):
                raise PlanClosed
            return _Reading(work, work.get(Case, case_id), people, may).plan()


def log_shown(store: Store, actor: Actor, case_id: CaseId, title: str, *, asked_now: bool) -> None:
    """Log that somebody is shown something of their own; NotSafeForThem where that is not safe."""
    store.ensure_open(actor, case_id)
    with store.command(actor, "show to the person") as work:
        case = work.get(Case, case_id)
        refuse_unsafe(work, case, Way.OWN_VIEW, asked_now=asked_now)
        work.log("shown to the person", case=case_id, person=case.subject_id, text=title)


def looking_with(work: Work) -> Actor:
    """Return who reads what a person is shown: it sees what may be given for supporting them."""
    kind = work.get(Agency, work.get(Worker, work.actor.worker).agency_id).kind
    return replace(work.actor, viewing=Viewing(kind, Purpose.DIRECT_SUPPORT))


def refuse_unsafe(work: Work, case: Case, way: Way, *, asked_now: bool) -> None:
    """Refuse what is not safe for the person, or what nobody asked them about."""
    safe = safe_to_use(safe_ways(work, PersonId(case.subject_id)), way, work.now)
    if isinstance(safe, Unsafe) and not (asked_now and safe.why is WhyNot.NOT_ASKED):
        raise NotSafeForThem(safe.reason, safe.why)


@dataclass(frozen=True)
class _People:
    """The person with all their records and names, and whoever else could be named."""

    records: tuple[UUID, ...]
    names: tuple[str, ...]
    others: tuple[Relative, ...]


def _people(work: Work, case: Case) -> _People:
    """Return who is who, with the worker's own eyes: to leave a name out one has to know it."""
    records = records_of(work, case.subject_id)
    own = _names_of(work, records)
    held = select(CasePerson.person_id).where(CasePerson.case_id == case.id)
    others: dict[UUID, TieKind | None] = {row[0]: None for row in work.rows(held)}
    ends = or_(Relationship.subject_id.in_(records), Relationship.other_id.in_(records))
    for tie in work.all(select(Relationship).where(ends).order_by(Relationship.id)):
        from_them = tie.subject_id in records
        other = tie.other_id if from_them else tie.subject_id
        others[other] = _seen_from_them(tie.kind) if from_them else tie.kind
    known = tuple(
        relative(_names_of(work, records_of(work, one)), kind, own)
        for one, kind in sorted(others.items())
        if one not in records
    )
    return _People(tuple(records), own, known)


def _seen_from_them(kind: TieKind) -> TieKind | None:
    """Return what somebody is to the person, of whom the person is this."""
    return None if kind is TieKind.CARER else INVERSE.get(kind, kind)


def _names_of(work: Work, records: tuple[PersonId, ...]) -> tuple[str, ...]:
    called = select(Person.given_name, Person.family_name, Person.known_as)
    rows = list(work.rows(called.where(Person.id.in_(records)).order_by(Person.id)))
    also = select(OtherName.name).where(OtherName.subject_id.in_(records)).order_by(OtherName.id)
    rows += work.rows(also)
    return tuple(name for row in rows for name in row if name)


@dataclass
class _Reading:
    """What one person is shown, through the eyes that were narrowed for it."""

    work: Work
    case: Case
    people: _People
    may: frozenset[Category]

    def plan(self) -> OwnPlan:
        """Return all of it."""
        person, site = self.work.get(Person, self.case.subject_id), self._site
        return OwnPlan(
            name=person.known_as or full_name(person),
            team=f"{site.name} team",
            reach=self._hub,
            as_at=london_day(self.work.now),
            matters=self._matters(),
            helpers=self._helpers(),
            steps=self._steps(),
            dates=self._dates(),
            views=self._views(),
            gains=self._gains(),
        )

    @cached_property
    def _site(self) -> Site:
        return self.work.get(Site, self.case.site_id)

    @property
    def _hub(self) -> str:
        return ", ".join(part for part in (self._site.hub, self._site.place) if part)

    def _own(self, kind: type[R], *also: ColumnElement[bool]) -> Select[Any]:
        """Return the question for records about the person, which nobody told in confidence."""
        table: Any = kind
        told = func.lower(func.trim(func.coalesce(table.told_by, "")))
        return select(kind).where(
            table.case_id == self.case.id,
            table.subject_id.in_(self.people.records),
            table.category.in_(sorted(self.may)),
            told.in_(("", *_SELF, *sorted(self._own_names))),
            *also,
        )

    @cached_property
    def _own_names(self) -> set[str]:
        names = self.people.names
        person = self.work.get(Person, self.case.subject_id)
        return {name.lower() for name in (*names, full_name(person))}

    def _said(self, text: str | None) -> str:
        return by_role(text or "", self.people.others)

    def _matters(self) -> OwnWords:
        latest = (WhatMatters.said_on.desc(), WhatMatters.created_at.desc(), WhatMatters.id.desc())
        said = self.work.all(self._own(WhatMatters).order_by(*latest).limit(1))
        importance = (Goal.importance.desc().nulls_last(), Goal.created_at, Goal.id)
        goals = self.work.all(self._own(Goal).order_by(*importance))
        words = tuple(dict.fromkeys(goal.words for goal in goals))
        if not said:
            return OwnWords(goals=words)
        one = said[0]
        return OwnWords(one.words, one.please_do or "", one.please_dont or "", one.said_on, words)

    def _helpers(self) -> tuple[WhoHelps, ...]:
        team = self._team()
        known = {one.name for one in team}
        return (*team, *(one for one in self._services() if one.name not in known))

    def _team(self) -> tuple[WhoHelps, ...]:
        rows = self.work.rows(
            select(Worker.name, Worker.job, Agency.name, CaseTeamMember.role)
            .join(CaseTeamMember, CaseTeamMember.worker_id == Worker.id)
            .join(Agency, Agency.id == Worker.agency_id)
            .where(CaseTeamMember.case_id == self.case.id)
            .where(is_live(CaseTeamMember, self.work.now))
            .order_by(Worker.name, Worker.id)
        )
        first = sorted(rows, key=lambda row: (row[3] is not TeamRole.KEY_WORKER, row[0]))
        return tuple(
            WhoHelps(name, _job(job, agency, role), "")
            for name, job, agency, role in dict.fromkeys(map(tuple, first))
        )

    def _services(self) -> tuple[WhoHelps, ...]:
        asked = self._own(Involvement, Involvement.ended_on.is_(None))
        found = self.work.all(asked.order_by(Involvement.service, Involvement.id))
        return tuple(
            WhoHelps(one.worker_name or one.service, one.service, "Ask us how to reach them")
            for one in found
        )

    def _steps(self) -> tuple[OwnStep, ...]:
        # What restricts somebody is talked over with them, and not found on a page.
        open_ones = (Action.status == ActionStatus.OPEN, Action.restricts.isnot(True))
        asked = self._own(Action, *open_ones).order_by(
            Action.due_on.is_(None), Action.due_on, Action.what, Action.id
        )
        return tuple(
            OwnStep(self._said(one.what), self._who(one), one.due_on)
            for one in self.work.all(asked)
        )

    @cached_property
    def _agencies(self) -> dict[UUID, str]:
        return {row[0]: row[1] for row in self.work.rows(select(Agency.id, Agency.name))}

    def _who(self, step: Action) -> str:
        agency = self._agencies.get(step.done_by_agency_id, "") if step.done_by_agency_id else ""
        who = (step.done_by or "").strip()
        if who.lower() in {*_SELF, *self._own_names}:
            return "You"
        if who or agency:
            return ", ".join(part for part in (self._said(who), agency) if part)
        return self.work.get(Worker, step.owner_id).name

    def _dates(self) -> tuple[OwnDate, ...]:
        today = london_day(self.work.now)
        coming = (KeyDate.state == KeyDateState.COMING, KeyDate.on_day >= today)
        dates = [
            OwnDate(
                self._said(one.what),
                one.on_day,
                one.at,
                self._said(one.place),
                self._said(one.consequence),
            )
            for one in self.work.all(self._own(KeyDate, *coming).order_by(KeyDate.id))
        ]
        visits = self._own(Appointment, Appointment.at > self.work.now, Appointment.done.is_(False))
        for one in self.work.all(visits.order_by(Appointment.at, Appointment.id)):
            with_whom = self.work.get(Worker, one.worker_id).name
            place = self._said(one.place)
            dates.append(OwnDate(f"You see {with_whom}", london_day(one.at), one.at, place, ""))
        return tuple(sorted(dates, key=_by_day))

    def _views(self) -> tuple[OwnView, ...]:
        order = (StageRating.rated_on, StageRating.created_at, StageRating.id)
        said = self._own(StageRating, StageRating.own_view.is_not(None)).order_by(*order)
        found = self.work.all(said)
        views = []
        for domain in LifeDomain:
            own = [one for one in found if one.domain is domain]
            if own:
                first, last = own[0], own[-1]
                views.append(
                    OwnView(domain, first.own_view, first.rated_on, last.own_view, last.rated_on)
                )
        return tuple(views)

    def _gains(self) -> OwnGains | None:
        newest = (FinancialGain.start_on.desc().nulls_last(), FinancialGain.id)
        gains = [
            one
            for one in self.work.all(self._own(FinancialGain).order_by(*newest))
            if one.figures.counts
        ]
        if not gains:
            return None
        money = [one.figures for one in gains if not one.figures.is_debt]
        return OwnGains(
            Pence(sum(year_value(one) for one in money)),
            Pence(sum(one_off_value(one) for one in money)),
            Pence(sum(one.amount for one in gains if one.figures.is_debt)),
            tuple(dict.fromkeys(self._said(one.what) for one in gains)),
        )


def _job(job: str, agency: str, role: TeamRole) -> str:
    if role is TeamRole.KEY_WORKER:
        return f"Your key worker, {agency}"
    return ", ".join(part for part in (job, agency) if part)


def _by_day(one: OwnDate) -> tuple[Any, ...]:
    return one.on_day, one.at is not None, one.at.isoformat() if one.at else "", one.what
