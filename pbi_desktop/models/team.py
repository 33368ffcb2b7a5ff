"""The team itself: who stands in for whom, hand-overs, supervision, complaints, limits, stories."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.access import Basis, SiteRole
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.letters import LetterTo
from pbi_desktop.domain.team import FeedbackKind, FeedbackState, StoryUse
from pbi_desktop.models.base import CaseRecord, Identifier, Record, code


class Cover(Record):
    """A colleague stands in for one who is away, from a day to a day."""

    __tablename__ = "covers"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    away_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    cover_id: Mapped[WorkerId | None] = mapped_column(Identifier, index=True)
    """None: nobody stands in yet."""
    from_day: Mapped[date]
    to_day: Mapped[date]


class HandOver(CaseRecord):
    """A case went from one key worker to another: on what basis, and what to know."""

    __tablename__ = "hand_overs"

    at: Mapped[datetime]
    from_id: Mapped[UUID | None]
    to_id: Mapped[WorkerId] = mapped_column(Identifier)
    basis: Mapped[Basis] = code(Basis)
    basis_words: Mapped[str]
    words: Mapped[str]
    """What whoever takes over has to know."""
    person_told: Mapped[bool]


class Supervision(Record):
    """What a lead and a worker talked over and agreed; it is theirs."""

    __tablename__ = "supervisions"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"))
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    lead_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    on_day: Mapped[date]
    words: Mapped[str]
    agreed: Mapped[str | None]
    next_on: Mapped[date | None]


class FileAudit(CaseRecord):
    """Somebody looked at a file: what was in order, and what was not."""

    __tablename__ = "file_audits"

    on_day: Mapped[date]
    auditor_id: Mapped[WorkerId] = mapped_column(Identifier)
    in_order: Mapped[str]
    """The codes of what was in order, joined by ", "."""
    missing: Mapped[str]
    """The codes of what was missing."""
    words: Mapped[str | None]


class Feedback(Record):
    """A complaint, thanks or an idea; of a case where one is named."""

    __tablename__ = "feedback"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    case_id: Mapped[CaseId | None] = mapped_column(Identifier, index=True)
    kind: Mapped[FeedbackKind] = code(FeedbackKind)
    received_on: Mapped[date]
    said_by: Mapped[str]
    words: Mapped[str]
    state: Mapped[FeedbackState] = code(FeedbackState)
    owner_id: Mapped[UUID | None]
    answer_by: Mapped[date | None]
    answer: Mapped[str | None]
    answered_on: Mapped[date | None]


class ResidentStory(CaseRecord):
    """A resident's own words, and how far they agreed that they go; they may take that back."""

    __tablename__ = "resident_stories"

    words: Mapped[str]
    called: Mapped[str]
    """By which name they want to be called in it; never their own unless they ask."""
    agreed_use: Mapped[StoryUse] = code(StoryUse)
    agreed_on: Mapped[date]
    taken_back_on: Mapped[date | None]


class LetterTemplate(Record):
    """A letter that a team writes again and again, in its own words; in one language.

    One of the same key in another language stands beside the English, and never without it.
    """

    __tablename__ = "letter_templates"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    letter: Mapped[str]
    """Its own, or that of a letter of the program whose place it takes."""
    language: Mapped[str]
    """As people's first language is recorded; empty: English."""
    name: Mapped[str]
    letter_to: Mapped[LetterTo] = code(LetterTo)
    title: Mapped[str]
    body: Mapped[str]


class CaseloadLimit(Record):
    """How many open cases somebody in a role is meant to have at most."""

    __tablename__ = "caseload_limits"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    role: Mapped[SiteRole] = code(SiteRole)
    most: Mapped[int]
