"""A case, who it is about, who works on it, and what is done and found."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.access import Category, Seal
from pbi_desktop.domain.approaches import SafeNow, Urgency
from pbi_desktop.domain.casework import (
    ActionStatus,
    ContactMethod,
    Flow,
    Likelihood,
    Marking,
    NoteKind,
    PartInCase,
    Quality,
    ReferralKind,
    ReferralStatus,
    RiskState,
    TeamRole,
)
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId, WorkerId
from pbi_desktop.domain.phases import ClosureReason, Engagement, Phase, SafeguardingCheck, move
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models.base import CaseRecord, Code, Identifier, Record, code


class Case(Record):
    """One episode of work with a person; re-opening makes a new one, linked to the old."""

    __tablename__ = "cases"

    reference: Mapped[str] = mapped_column(unique=True)
    site_id: Mapped[SiteId] = mapped_column(Identifier, ForeignKey("sites.id"), index=True)
    subject_id: Mapped[PersonId] = mapped_column(Identifier, ForeignKey("people.id"), index=True)
    category: Mapped[Category] = code(Category)
    phase: Mapped[Phase] = code(Phase)
    source: Mapped[str | None]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    closure_reason: Mapped[ClosureReason | None] = code(ClosureReason, nullable=True)
    next_review_on: Mapped[date | None]
    previous_case_id: Mapped[UUID | None]
    seal: Mapped[Seal] = mapped_column(Code(Seal), default=Seal.OPEN, server_default="0")

    def advance(self, to: Phase) -> None:
        """Move to another phase; the domain decides what is allowed."""
        self.phase = move(self.phase, to)


class PhaseRecord(CaseRecord):
    """What a case entered a phase with: the least that has to be said then."""

    __tablename__ = "phase_records"

    phase: Mapped[Phase] = code(Phase)
    on_day: Mapped[date]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    threshold: Mapped[str | None]
    """Whether it meets what statutory help takes, as it was judged at triage."""
    safeguarding: Mapped[SafeguardingCheck | None] = code(SafeguardingCheck, nullable=True)
    engagement: Mapped[Engagement | None] = code(Engagement, nullable=True)
    agreed_on: Mapped[date | None]
    """When the person agreed the plan."""
    not_agreed: Mapped[str | None]
    """Why it could not be agreed with them."""
    goes_on: Mapped[str | None]
    """What continues in universal services after closing."""
    goes_on_shared: Mapped[str | None]
    """What is shared at closing, and with whom."""


class CasePerson(Record):
    """A person that a case is about, and in what part."""

    __tablename__ = "case_people"
    __table_args__ = (Index(None, "case_id", "person_id"),)

    case_id: Mapped[CaseId] = mapped_column(Identifier, ForeignKey("cases.id"))
    person_id: Mapped[PersonId] = mapped_column(Identifier, ForeignKey("people.id"), index=True)
    part: Mapped[PartInCase] = code(PartInCase)


class CaseTeamMember(Record):
    """The legitimate relationship: a worker on a case, from an instant to an instant."""

    __tablename__ = "case_team"

    case_id: Mapped[CaseId] = mapped_column(Identifier, ForeignKey("cases.id"), index=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, ForeignKey("workers.id"), index=True)
    role: Mapped[TeamRole] = code(TeamRole)
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]


class Contact(CaseRecord):
    """An approach or conversation at the front door, with the reasons given."""

    __tablename__ = "contacts"

    at: Mapped[datetime]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    method: Mapped[ContactMethod] = code(ContactMethod)
    reasons: Mapped[str]
    words: Mapped[str | None]
    identity_checked: Mapped[bool]
    urgency: Mapped[Urgency | None] = code(Urgency, nullable=True)
    safe_now: Mapped[SafeNow | None] = code(SafeNow, nullable=True)
    consent_told: Mapped[bool | None]
    done: Mapped[str | None]
    """The codes of what was done, joined by ", "."""
    done_words: Mapped[str | None]
    reached: Mapped[bool | None]
    """False: an attempt that reached nobody."""


class Note(CaseRecord):
    """A note or event in the story of a case."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "case_id", "at"),)

    at: Mapped[datetime]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    agency_id: Mapped[UUID] = mapped_column()
    kind: Mapped[NoteKind] = code(NoteKind)
    place: Mapped[str | None]
    body: Mapped[str]
    marking: Mapped[Marking] = code(Marking)


class WhatMatters(CaseRecord):
    """What matters to the person, in their words."""

    __tablename__ = "what_matters"

    words: Mapped[str]
    please_do: Mapped[str | None]
    please_dont: Mapped[str | None]
    said_on: Mapped[date]


class Need(CaseRecord):
    """Something that is missing or wrong, in one domain of life."""

    __tablename__ = "needs"

    domain: Mapped[LifeDomain] = code(LifeDomain)
    words: Mapped[str]


class Goal(CaseRecord):
    """What the person wants instead, in their words."""

    __tablename__ = "goals"

    need_id: Mapped[UUID] = mapped_column(ForeignKey("needs.id"), index=True)
    words: Mapped[str]
    importance: Mapped[int | None]
    agreed_on: Mapped[date | None]


class Action(CaseRecord):
    """A step: what, who, by when, and what became of it."""

    __tablename__ = "actions"

    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goals.id"))
    what: Mapped[str]
    owner_id: Mapped[WorkerId] = mapped_column(Identifier, ForeignKey("workers.id"), index=True)
    due_on: Mapped[date | None]
    status: Mapped[ActionStatus] = code(ActionStatus)
    reason: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    confidence: Mapped[int | None]
    done_by_agency_id: Mapped[UUID | None]
    """The agency that does it; whoever owns the step asks after it."""
    done_by: Mapped[str | None]
    """Who does it there, or the person themselves."""
    restricts: Mapped[bool | None]
    """True: it restricts the person, and is not done without a decision on capacity."""
    capacity_id: Mapped[UUID | None]


class Risk(CaseRecord):
    """A known risk, or that it was asked and none is known."""

    __tablename__ = "risks"

    state: Mapped[RiskState] = code(RiskState)
    harm: Mapped[str]
    likelihood: Mapped[Likelihood] = code(Likelihood)
    plan: Mapped[str | None]
    checked_on: Mapped[date]
    review_on: Mapped[date | None]


class StageRating(CaseRecord):
    """A judgement on the coping scale for one domain or overall, and the person's own view."""

    __tablename__ = "stage_ratings"

    domain: Mapped[LifeDomain] = code(LifeDomain)
    kind: Mapped[RatingKind] = code(RatingKind)
    stage: Mapped[Stage] = code(Stage)
    own_view: Mapped[Stage | None] = code(Stage, nullable=True)
    reason: Mapped[str | None]
    rated_on: Mapped[date]
    rated_by: Mapped[WorkerId] = mapped_column(Identifier)
    agency_id: Mapped[UUID] = mapped_column()
    scale_id: Mapped[str]
    scale_version: Mapped[int]
    evidence: Mapped[str | None]
    """What a check after closing rests on."""
    method: Mapped[ContactMethod | None] = code(ContactMethod, nullable=True)


class Referral(CaseRecord):
    """A referral to a group or agency, or a signpost, and the tie that grows from it."""

    __tablename__ = "referrals"

    kind: Mapped[ReferralKind] = code(ReferralKind)
    status: Mapped[ReferralStatus] = code(ReferralStatus)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("community_groups.id"))
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    reason: Mapped[str | None]
    agreed_with_person: Mapped[bool]
    made_on: Mapped[date]
    closed_on: Mapped[date | None]
    quality: Mapped[Quality | None] = code(Quality, nullable=True)
    flow: Mapped[Flow | None] = code(Flow, nullable=True)
    answered_on: Mapped[date | None]
    answer: Mapped[str | None]
    """Why it was returned or lapsed, or what they said when they accepted."""
    previous_id: Mapped[UUID | None]
    """The referral that was returned, and sent on as this one."""


class Attendance(CaseRecord):
    """A person came to a group, or did not, on a day."""

    __tablename__ = "attendances"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("community_groups.id"), index=True)
    on_day: Mapped[date]
    came: Mapped[bool]


class Involvement(CaseRecord):
    """A service at work with a person: who, since when, and how the tie is."""

    __tablename__ = "involvements"

    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    service: Mapped[str]
    worker_name: Mapped[str | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    last_contact_on: Mapped[date | None]
    quality: Mapped[Quality | None] = code(Quality, nullable=True)
    strength: Mapped[int | None]
    flow: Mapped[Flow | None] = code(Flow, nullable=True)


class Appointment(CaseRecord):
    """A visit or meeting in a worker's day."""

    __tablename__ = "appointments"

    at: Mapped[datetime] = mapped_column(index=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    what: Mapped[str]
    done: Mapped[bool]
    place: Mapped[str | None]
    ends_at: Mapped[datetime | None]
