"""Papers kept with a case, and a chronology drafted from its story."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.papers import PaperSource, PaperType
from pbi_desktop.models.base import CaseRecord, code


class Paper(CaseRecord):
    """A file of a case: what it is, how long, and the hash of what it holds."""

    __tablename__ = "papers"

    name: Mapped[str]
    paper_type: Mapped[PaperType] = code(PaperType)
    source: Mapped[PaperSource] = code(PaperSource)
    size: Mapped[int]
    content_hash: Mapped[str]
    received_on: Mapped[date]
    from_whom: Mapped[str | None]
    about: Mapped[str | None]
    """What record it shows: "award letter, carer element"."""


class PaperContent(CaseRecord):
    """The bytes of a paper, inside the encrypted store; history keeps their hash alone."""

    __tablename__ = "paper_contents"

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("papers.id"), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Chronology(CaseRecord):
    """What happened and when, drafted from the story for a meeting or a court."""

    __tablename__ = "chronologies"

    title: Mapped[str]
    for_whom: Mapped[str]
    from_day: Mapped[date | None]
    to_day: Mapped[date | None]


class ChronologyLine(CaseRecord):
    """One line of a chronology: as closed as the entry that it was drafted from."""

    __tablename__ = "chronology_lines"

    chronology_id: Mapped[UUID] = mapped_column(ForeignKey("chronologies.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]
    source: Mapped[str]
    """Who says so: the worker and agency, or whoever told them."""
    significance: Mapped[str | None]
    marking: Mapped[Marking] = code(Marking)
    entry_kind: Mapped[str | None]
    entry_id: Mapped[UUID | None]
    left_out: Mapped[bool]
