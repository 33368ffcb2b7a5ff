"""What is shown of records that are of one person, or may be: frozen rows of what one may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.people_words import say_date


@dataclass(frozen=True)
class SideCase:
    """A case that a record is in."""

    id: CaseId
    reference: str
    opened_on: date
    closed_on: date | None
    is_main: bool
    """Whether the case is about them; else they are of somebody's household in it."""

    @property
    def says(self) -> str:
        """The case in words: "K7QX9B, open since 3 March 2026"."""
        state = f"open since {say_date(self.opened_on)}"
        if self.closed_on is not None:
            state = f"closed {say_date(self.closed_on)}"
        return f"{self.reference}, {state}{'' if self.is_main else ', in the household'}"


@dataclass(frozen=True)
class PersonSide:
    """One record of a person: the name and birth that it holds, and the cases it is in."""

    id: PersonId
    name: str
    born: str
    """In words; empty where it is not recorded."""
    cases: tuple[SideCase, ...]
    """Those about them first, the latest opened first."""


@dataclass(frozen=True)
class LinkLine:
    """Two records of which somebody said that they are of one person, or that they are not."""

    id: UUID
    version: int
    one: PersonId
    other: PersonId
    names: tuple[str, str]
    same: bool
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Identity:
    """A person, whatever records they are in, and who they are not."""

    people: tuple[PersonSide, ...]
    """The record asked about first."""
    links: tuple[LinkLine, ...]
    apart: tuple[LinkLine, ...]
    """Who they are not; two of `people` where each was said by somebody who saw a part."""
