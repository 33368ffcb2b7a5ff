"""What a case could tell a partner agency, as facts that know their category and their records."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TypedDict

from sqlalchemy import ColumnElement, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import DOMAIN_CATEGORY, ActionStatus, RiskState
from pbi_desktop.domain.disclosures import Source
from pbi_desktop.domain.ids import AgencyId, CaseId, PersonId
from pbi_desktop.domain.sharing import (
    AddressFact,
    Fact,
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
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.sources import Dispute, disputes, source_of
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.unit_of_work import Work


def read_summary(work: Work, case_id: CaseId, recipient: AgencyId) -> SummaryFacts:
    """Return all that this worker may see of the case's main person, for the builder to narrow."""
    case = work.get(Case, case_id)
    person = work.get(Person, case.subject_id)
    said = disputes(work, case_id)
    return SummaryFacts(
        person=case.subject_id,
        reference=case.reference,
        site=work.get(Site, case.site_id).name,
        who=_who(person),
        safe_contact=_safe_contact(work, case.subject_id),
        addresses=_addresses(work, case.subject_id, london_day(work.now)),
        what_matters=_matters(work, case, said),
        team=_team(work, case),
        steps=_steps(work, case, recipient, said),
        stages=_stages(work, case, said),
        risks=_risks(work, case, said),
        plan=_plan(work, case, said),
        next_review_on=case.next_review_on,
        sources=(source_of(case, "reference", "site_id", "next_review_on"),),
    )


def read_dangers(work: Work, case: Case) -> tuple[Fact, ...]:
    """Return what a copy must not be wrong about: risks, where they live, how to reach them."""
    safe = _safe_contact(work, case.subject_id)
    return (
        *((safe,) if safe else ()),
        *_addresses(work, case.subject_id, london_day(work.now)),
        *_risks(work, case, ()),
    )


def _who(person: Person) -> WhoFact:
    told = (
        "given_name",
        "family_name",
        "known_as",
        "pronouns",
        "born_text",
        "first_language",
        "interpreter",
    )
    return WhoFact(
        PersonId(person.id),
        Category.IDENTITY,
        full_name(person),
        person.known_as or "",
        person.pronouns or "",
        person.born,
        person.first_language or "",
        person.interpreter or "",
        sources=(source_of(person, *told),),
    )


def _safe_contact(work: Work, person: PersonId) -> SafeContactFact | None:
    ways = work.all(
        select(SafeContact)
        .where(SafeContact.subject_id == person)
        .order_by(SafeContact.created_at.desc(), SafeContact.id)
        .limit(1)
    )
    # Without a word on how to reach them safely no number is handed on.
    return next((_way(way, _phone(work, way)) for way in ways), None)


def _phone(work: Work, way: SafeContact) -> ContactPoint | None:
    """Return the number to use, where it is safe to use one."""
    if not (way.may_text or way.may_call or way.may_voicemail):
        return None
    phones = work.all(
        select(ContactPoint)
        .where(ContactPoint.subject_id == way.subject_id, ContactPoint.kind == "phone")
        .where(ContactPoint.category == way.category)
        .order_by(ContactPoint.created_at, ContactPoint.id)
        .limit(1)
    )
    return phones[0] if phones else None


def _way(way: SafeContact, phone: ContactPoint | None) -> SafeContactFact:
    told = ("may_text", "may_call", "may_voicemail", "may_write", "from_hour", "to_hour")
    return SafeContactFact(
        way.subject_id,
        Category(way.category),
        way.may_text,
        way.may_call,
        way.may_voicemail,
        way.may_write,
        way.from_hour,
        way.to_hour,
        phone.value if phone else "",
        sources=(source_of(way, *told), *([source_of(phone, "value")] if phone else [])),
    )


def _addresses(work: Work, person: PersonId, today: date) -> tuple[AddressFact, ...]:
    rows = work.rows(
        select(Residence, Address)
        .join(Address, Address.id == Residence.address_id)
        .where(Residence.subject_id == person)
        .where((Residence.ended_on.is_(None)) | (Residence.ended_on > today))
        .order_by(Residence.id)
    )
    told = ("line_1", "line_2", "locality", "postcode")
    return tuple(
        AddressFact(
            person,
            Category(stay.category),
            tuple(part for part in (getattr(home, name) for name in told) if part),
            sources=(
                source_of(stay),
                source_of(home, *told, category=Category(stay.category), about=person),
            ),
        )
        for stay, home in rows
    )


def _matters(work: Work, case: Case, said: Iterable[Dispute]) -> tuple[MattersFact, ...]:
    found = work.all(
        select(WhatMatters)
        .where(_of(WhatMatters, case))
        .order_by(WhatMatters.said_on.desc(), WhatMatters.created_at.desc(), WhatMatters.id.desc())
        .limit(1)
    )
    return tuple(
        MattersFact(
            one.subject_id,
            Category(one.category),
            one.words,
            one.said_on,
            one.please_do or "",
            one.please_dont or "",
            **_with_dispute(one, ("words", "said_on", "please_do", "please_dont"), said),
        )
        for one in found
    )


def _team(work: Work, case: Case) -> tuple[TeamFact, ...]:
    rows = work.rows(
        select(CaseTeamMember, Worker, Agency)
        .join(Worker, CaseTeamMember.worker_id == Worker.id)
        .join(Agency, Agency.id == Worker.agency_id)
        .where(CaseTeamMember.case_id == case.id, is_live(CaseTeamMember, work.now))
        .order_by(Worker.name, Worker.id)
    )
    of = partial(source_of, category=Category.CORE, about=case.subject_id)
    return tuple(
        TeamFact(
            case.subject_id,
            Category.CORE,
            worker.name,
            worker.job,
            agency.name,
            member.role.value == "key_worker",
            sources=(of(member, "role"), of(worker, "name", "job"), of(agency, "name")),
        )
        for member, worker, agency in rows
    )


def _steps(
    work: Work, case: Case, recipient: AgencyId, said: Iterable[Dispute]
) -> tuple[StepFact, ...]:
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
            **_with_dispute(step, ("what", "due_on", "owner_id"), said),
        )
        for step, owner, agency, agency_id in rows
    )


def _stages(work: Work, case: Case, said: Iterable[Dispute]) -> tuple[StageFact, ...]:
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
            facts.append(_stage(own[0], own[-1], said))
    return tuple(facts)


def _stage(first: StageRating, last: StageRating, said: Iterable[Dispute]) -> StageFact:
    latest = _with_dispute(last, ("domain", "stage", "rated_on", "own_view"), said)
    began = source_of(first, "domain", "stage", "rated_on")
    return StageFact(
        last.subject_id,
        Category(last.category),
        last.domain,
        first.stage,
        first.rated_on,
        last.stage,
        last.rated_on,
        last.own_view,
        sources=(*latest["sources"], began),
        disputed=latest["disputed"],
    )


def _risks(work: Work, case: Case, said: Iterable[Dispute]) -> tuple[RiskFact, ...]:
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
            **_with_dispute(risk, _told_of(risk), said),
        )
        for risk in found
    )


def _told_of(risk: Risk) -> tuple[str, ...]:
    if risk.state is RiskState.NONE_KNOWN:
        return "state", "checked_on"
    return "state", "harm", "likelihood", "checked_on", "plan", "review_on"


def _plan(work: Work, case: Case, said: Iterable[Dispute]) -> tuple[PlanFact, ...]:
    goals = work.all(select(Goal).where(_of(Goal, case)).order_by(Goal.created_at, Goal.id))
    needs = work.all(select(Need).where(_of(Need, case)).order_by(Need.created_at, Need.id))
    # A goal of another category has no category of its own in this fact: it stays out.
    of = {
        need.id: [one for one in goals if (one.need_id, one.category) == (need.id, need.category)]
        for need in needs
    }
    facts = []
    for need in needs:
        kept = _with_dispute(need, ("domain", "words"), said)
        wanted = tuple(source_of(goal, "words") for goal in of[need.id])
        facts.append(
            PlanFact(
                need.subject_id,
                Category(need.category),
                need.domain,
                need.words,
                tuple(goal.words for goal in of[need.id]),
                sources=(*kept["sources"], *wanted),
                disputed=kept["disputed"],
            )
        )
    return tuple(facts)


class _Kept(TypedDict):
    """What every fact of a record knows beside its words."""

    sources: tuple[Source, ...]
    disputed: str


def _with_dispute(record: CaseRecord, told: tuple[str, ...], said: Iterable[Dispute]) -> _Kept:
    """Return which record a fact is made of, and what the person says against it."""
    against = [one for one in said if one.record == record.id and one.category == record.category]
    words = "; ".join(one.words for one in against)
    own = source_of(record, *told)
    return _Kept(sources=(own, *(one.source for one in against)), disputed=words)


def _of(kind: type[CaseRecord], case: Case) -> ColumnElement[bool]:
    """Return the condition that a record of the case is about its main person."""
    return (kind.case_id == case.id) & (kind.subject_id == case.subject_id)
