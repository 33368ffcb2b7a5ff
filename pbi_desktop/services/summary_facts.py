"""What a case could tell a partner agency, as facts that each know their category."""

from datetime import date

from sqlalchemy import ColumnElement, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import DOMAIN_CATEGORY, ActionStatus
from pbi_desktop.domain.ids import AgencyId, CaseId, PersonId
from pbi_desktop.domain.sharing import (
    AddressFact,
    MattersFact,
    PlanFact,
    RiskFact,
    SafeContactFact,
    StageFact,
    StepFact,
    SummaryFacts,
    TeamFact,
    WhoFact,
)
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Action,
    Address,
    Agency,
    Case,
    CaseRecord,
    CaseTeamMember,
    ContactPoint,
    Goal,
    Need,
    Person,
    Residence,
    Risk,
    SafeContact,
    Site,
    StageRating,
    WhatMatters,
    Worker,
)
from pbi_desktop.services.case_header import full_name
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work


def read_summary(work: Work, case_id: CaseId, recipient: AgencyId) -> SummaryFacts:
    """Return all that this worker may see of the case's main person, for the builder to narrow."""
    case = work.get(Case, case_id)
    person = work.get(Person, case.subject_id)
    return SummaryFacts(
        person=case.subject_id,
        reference=case.reference,
        site=work.get(Site, case.site_id).name,
        who=_who(person),
        safe_contact=_safe_contact(work, case.subject_id),
        addresses=_addresses(work, case.subject_id, london_day(work.now)),
        what_matters=_matters(work, case),
        team=_team(work, case),
        steps=_steps(work, case, recipient),
        stages=_stages(work, case),
        risks=_risks(work, case),
        plan=_plan(work, case),
        next_review_on=case.next_review_on,
    )


def _who(person: Person) -> WhoFact:
    return WhoFact(
        PersonId(person.id),
        Category.IDENTITY,
        full_name(person),
        person.known_as or "",
        person.pronouns or "",
        person.born,
        person.first_language or "",
        person.interpreter or "",
    )


def _safe_contact(work: Work, person: PersonId) -> SafeContactFact | None:
    ways = work.all(
        select(SafeContact)
        .where(SafeContact.subject_id == person)
        .order_by(SafeContact.created_at.desc(), SafeContact.id)
        .limit(1)
    )
    phones = work.rows(
        select(ContactPoint.value)
        .where(ContactPoint.subject_id == person, ContactPoint.kind == "phone")
        .order_by(ContactPoint.created_at, ContactPoint.id)
        .limit(1)
    )
    # Without a word on how to reach them safely no number is handed on.
    return next(
        (
            SafeContactFact(
                person,
                Category(way.category),
                way.may_text,
                way.may_call,
                way.may_voicemail,
                way.may_write,
                way.from_hour,
                way.to_hour,
                phones[0][0] if phones else "",
            )
            for way in ways
        ),
        None,
    )


def _addresses(work: Work, person: PersonId, today: date) -> tuple[AddressFact, ...]:
    rows = work.rows(
        select(Residence, Address)
        .join(Address, Address.id == Residence.address_id)
        .where(Residence.subject_id == person)
        .where((Residence.ended_on.is_(None)) | (Residence.ended_on > today))
        .order_by(Residence.id)
    )
    return tuple(
        AddressFact(
            person,
            Category(stay.category),
            tuple(
                part for part in (home.line_1, home.line_2, home.locality, home.postcode) if part
            ),
        )
        for stay, home in rows
    )


def _matters(work: Work, case: Case) -> tuple[MattersFact, ...]:
    found = work.all(
        select(WhatMatters)
        .where(_of(WhatMatters, case))
        .order_by(WhatMatters.said_on.desc(), WhatMatters.created_at.desc(), WhatMatters.id)
        .limit(1)
    )
    return tuple(
        MattersFact(
            said.subject_id,
            Category(said.category),
            said.words,
            said.said_on,
            said.please_do or "",
            said.please_dont or "",
        )
        for said in found
    )


def _team(work: Work, case: Case) -> tuple[TeamFact, ...]:
    rows = work.rows(
        select(Worker.name, Worker.job, Agency.name, CaseTeamMember.role)
        .join(CaseTeamMember, CaseTeamMember.worker_id == Worker.id)
        .join(Agency, Agency.id == Worker.agency_id)
        .where(CaseTeamMember.case_id == case.id, is_live(CaseTeamMember, work.now))
        .order_by(Worker.name, Worker.id)
    )
    return tuple(
        TeamFact(
            case.subject_id, Category.CORE, row[0], row[1], row[2], row[3].value == "key_worker"
        )
        for row in rows
    )


def _steps(work: Work, case: Case, recipient: AgencyId) -> tuple[StepFact, ...]:
    rows = work.rows(
        select(Action, Worker.name, Agency.name, Agency.id)
        .join(Worker, Worker.id == Action.owner_id)
        .join(Agency, Agency.id == Worker.agency_id)
        .where(_of(Action, case), Action.status == ActionStatus.OPEN)
        .order_by(Action.due_on.nulls_last(), Action.what, Action.id)
    )
    return tuple(
        StepFact(
            step.subject_id,
            Category(step.category),
            step.what,
            owner,
            agency,
            step.due_on,
            agency_id == recipient,
        )
        for step, owner, agency, agency_id in rows
    )


def _stages(work: Work, case: Case) -> tuple[StageFact, ...]:
    found = work.all(
        select(StageRating)
        .where(_of(StageRating, case))
        .order_by(StageRating.rated_on, StageRating.created_at, StageRating.id)
    )
    facts = []
    for domain in LifeDomain:
        category = DOMAIN_CATEGORY[domain]  # what was kept more closely stays out
        own = [one for one in found if one.domain is domain and one.category is category]
        if own:
            first, last = own[0], own[-1]
            facts.append(
                StageFact(
                    case.subject_id,
                    category,
                    domain,
                    first.stage,
                    first.rated_on,
                    last.stage,
                    last.rated_on,
                    last.own_view,
                )
            )
    return tuple(facts)


def _risks(work: Work, case: Case) -> tuple[RiskFact, ...]:
    found = work.all(select(Risk).where(_of(Risk, case)).order_by(Risk.checked_on.desc(), Risk.id))
    return tuple(
        RiskFact(
            risk.subject_id,
            Category(risk.category),
            risk.state,
            risk.harm,
            risk.likelihood,
            risk.checked_on,
            risk.plan or "",
            risk.review_on,
        )
        for risk in found
    )


def _plan(work: Work, case: Case) -> tuple[PlanFact, ...]:
    goals = work.all(select(Goal).where(_of(Goal, case)).order_by(Goal.created_at, Goal.id))
    needs = work.all(select(Need).where(_of(Need, case)).order_by(Need.created_at, Need.id))
    return tuple(
        PlanFact(
            need.subject_id,
            Category(need.category),
            need.domain,
            need.words,
            # A goal of another category has no category of its own in this fact: it stays out.
            tuple(
                goal.words
                for goal in goals
                if goal.need_id == need.id and goal.category == need.category
            ),
        )
        for need in needs
    )


def _of(kind: type[CaseRecord], case: Case) -> ColumnElement[bool]:
    """Return the condition that a record of the case is about its main person."""
    return (kind.case_id == case.id) & (kind.subject_id == case.subject_id)
