"""The front door: who came, who is the same person as whom, and who was told of a hidden match."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.approaches import AlertAnswer, ApproachState, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import PersonId, WorkerId
from pbi_desktop.domain.times import Precision
from pbi_desktop.models.base import Identifier, PersonRecord, Record, code


class Approach(Record):
    """Somebody who came, rang or was referred, as they said who they are.

    Its writer, whoever it was given to, the leads of its site, and the duty lead who was told of
    a hidden match see it.
    """

    __tablename__ = "approaches"
    __table_args__ = (Index(None, "site_id", "state"),)

    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"))
    at: Mapped[datetime]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    """Who took it."""
    owner_id: Mapped[WorkerId | None] = mapped_column(Identifier, index=True)
    """Who is to see to it, where a lead gave it to somebody."""
    method: Mapped[ContactMethod] = code(ContactMethod)
    given_name: Mapped[str]
    family_name: Mapped[str]
    given_key: Mapped[str] = mapped_column(index=True)
    family_key: Mapped[str] = mapped_column(index=True)
    born_text: Mapped[str | None]
    born_precision: Mapped[Precision | None] = code(Precision, nullable=True)
    street: Mapped[str | None]
    postcode: Mapped[str | None]
    phone: Mapped[str | None]
    phone_key: Mapped[str | None]
    language: Mapped[str | None]
    interpreter: Mapped[str | None]
    lives_with: Mapped[str | None]
    """Who lives with them, as they say it."""
    reference: Mapped[str | None]
    """What they, or whoever sends them, call their file by."""
    reasons: Mapped[str]
    words: Mapped[str | None]
    urgency: Mapped[Urgency | None] = code(Urgency, nullable=True)
    """None: not asked."""
    safe_now: Mapped[SafeNow] = code(SafeNow)
    consent_told: Mapped[bool | None]
    """Whether they were told what is kept and why; None: not said."""
    done: Mapped[str]
    """The codes of what was done, joined by ", "."""
    done_words: Mapped[str | None]
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    """Who referred, where it is an agency that the store knows."""
    referrer: Mapped[str | None]
    """Who referred, and how to reach them, in words."""
    their_reference: Mapped[str | None]
    """What the referrer calls it by: the same referral is not taken in twice."""
    state: Mapped[ApproachState] = code(ApproachState)
    state_reason: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[WorkerId | None] = mapped_column(Identifier)
    previous_id: Mapped[UUID | None]
    """The approach at another site that was sent on to this one."""
    person_id: Mapped[PersonId | None] = mapped_column(Identifier, index=True)
    """Who they turned out to be."""
    case_id: Mapped[UUID | None]
    """The case that it became, or belongs to."""


class IdentityLink(PersonRecord):
    """Two records that are of one person, or that are not: a person decided it, and why."""

    __tablename__ = "identity_links"
    __table_args__ = (Index(None, "other_id"),)

    other_id: Mapped[PersonId] = mapped_column(Identifier)
    same: Mapped[bool]
    reason: Mapped[str]
    weight: Mapped[float | None] = mapped_column(Float)
    """What the match came to when it was decided, in bits."""


class MatchAlert(Record):
    """An approach that may be of somebody whose record is hidden from its writer.

    It says who came and where, and no more: whoever is called may have made up the record that
    they are called about. It stays when its writer takes the approach back.
    """

    __tablename__ = "match_alerts"

    approach_id: Mapped[UUID] = mapped_column(ForeignKey("approaches.id"), index=True)
    known_id: Mapped[PersonId] = mapped_column(Identifier)
    raised_at: Mapped[datetime]
    site_id: Mapped[UUID] = mapped_column(ForeignKey("sites.id"))
    method: Mapped[ContactMethod] = code(ContactMethod)
    urgency: Mapped[Urgency | None] = code(Urgency, nullable=True)
    safe_now: Mapped[SafeNow] = code(SafeNow)
    given_name: Mapped[str]
    family_name: Mapped[str]
    born_text: Mapped[str | None]
    born_precision: Mapped[Precision | None] = code(Precision, nullable=True)
    answer: Mapped[AlertAnswer | None] = code(AlertAnswer, nullable=True)
    answer_words: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[WorkerId | None] = mapped_column(Identifier)


class AlertCall(Record):
    """Somebody who is told of a hidden match, and from when on: an unanswered one goes on."""

    __tablename__ = "alert_calls"

    alert_id: Mapped[UUID] = mapped_column(ForeignKey("match_alerts.id"), index=True)
    worker_id: Mapped[WorkerId] = mapped_column(Identifier, index=True)
    call_at: Mapped[datetime]
