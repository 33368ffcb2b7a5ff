"""A person, their names and ways to reach them, households, and who is what to whom."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.models.base import Identifier, PersonRecord, Record, code


class Person(Record):
    """A resident. Names stand as given, in any script; the keys are for search alone."""

    __tablename__ = "people"
    __table_args__ = (
        Index(None, "family_key", "given_key", "born_text"),
        Index(None, "given_key", "born_text"),
        Index(None, "created_at"),
    )

    given_name: Mapped[str]
    family_name: Mapped[str]
    given_key: Mapped[str]
    family_key: Mapped[str]
    known_as: Mapped[str | None]
    gender: Mapped[Gender] = code(Gender)
    pronouns: Mapped[str | None]
    born_text: Mapped[str | None] = mapped_column(index=True)
    born_precision: Mapped[Precision | None] = code(Precision, nullable=True)
    died_text: Mapped[str | None]
    due_on: Mapped[date | None]
    """When a child who is not born yet is expected; empty for everybody else."""
    first_language: Mapped[str | None]
    interpreter: Mapped[str | None]

    @property
    def born(self) -> PartialDate | None:
        """When the person was born, as far as it is known."""
        if self.born_text is None or self.born_precision is None:
            return None
        return PartialDate(self.born_text, self.born_precision)


class OtherName(PersonRecord):
    """Another name or spelling that a person goes by."""

    __tablename__ = "other_names"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]


class PersonReference(PersonRecord):
    """What the team's own list, or an agency, calls a person by."""

    __tablename__ = "person_references"

    issuer: Mapped[str]
    value: Mapped[str]
    value_key: Mapped[str] = mapped_column(index=True)


class ContactPoint(PersonRecord):
    """A phone number or address for messages."""

    __tablename__ = "contact_points"

    kind: Mapped[str]
    value: Mapped[str]
    value_key: Mapped[str] = mapped_column(index=True)


class SafeContact(PersonRecord):
    """How a person may be reached without harm; what is not ticked is not safe."""

    __tablename__ = "safe_contacts"

    may_text: Mapped[bool]
    may_call: Mapped[bool]
    may_voicemail: Mapped[bool]
    may_write: Mapped[bool]
    from_hour: Mapped[int | None]
    to_hour: Mapped[int | None]
    code_word: Mapped[str | None]
    letters_to: Mapped[str | None]
    """Another address for letters, or whom they go through."""


class GpRegistration(PersonRecord):
    """The practice a person is registered with."""

    __tablename__ = "gp_registrations"

    practice: Mapped[str]
    practice_code: Mapped[str | None]


class Household(Record):
    """People at one address over dated periods."""

    __tablename__ = "households"

    name: Mapped[str]


class Membership(PersonRecord):
    """A person in a household, from a day to a day."""

    __tablename__ = "memberships"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id"), index=True)
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Residence(PersonRecord):
    """A person at an address, from a day to a day; CONTACT or PROTECTED_ADDRESS."""

    __tablename__ = "residences"

    address_id: Mapped[UUID] = mapped_column(ForeignKey("addresses.id"), index=True)
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class Relationship(PersonRecord):
    """A dated tie: the subject is `kind` of the other person."""

    __tablename__ = "relationships"
    __table_args__ = (Index(None, "other_id"),)

    other_id: Mapped[PersonId] = mapped_column(Identifier)
    kind: Mapped[TieKind] = code(TieKind)
    quality: Mapped[Quality | None] = code(Quality, nullable=True)
    strength: Mapped[int | None]
    flow: Mapped[Flow | None] = code(Flow, nullable=True)
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    source: Mapped[str | None]
    nature: Mapped[TieNature | None] = code(TieNature, nullable=True)
    """Birth, step, adoptive or foster; twins; married, separated and so on. See NATURES."""
    responsible: Mapped[bool | None]
    """Whether the subject has parental responsibility for the other; None where not asked."""
    responsible_since: Mapped[date | None]
