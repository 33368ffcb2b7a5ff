"""What the papers of a case are to a screen: frozen rows, already limited to what may be seen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.papers import PaperSource, PaperType


@dataclass(frozen=True)
class LookedAt:
    """A file that was looked at and may be kept: what it is, and what it will be called."""

    body: bytes
    name: str
    paper_type: PaperType
    said: str = ""
    """What to say where its own name told another type."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.body)


@dataclass(frozen=True)
class NewPaper:
    """A file to keep with a case, and what the worker says of it."""

    name: str
    body: bytes
    source: PaperSource
    received_on: date
    from_whom: str = ""
    about: str = ""
    category: Category = Category.CORE


@dataclass(frozen=True)
class PaperLine:
    """One paper as a list shows it."""

    id: UUID
    version: int
    name: str
    paper_type: PaperType
    source: PaperSource
    size: int
    received_on: date
    from_whom: str
    about: str
    category: Category
    kept_by: str


@dataclass(frozen=True)
class CasePapers:
    """The papers of a case, the latest first, and what this worker may do with them."""

    papers: tuple[PaperLine, ...]
    may_write: bool
    categories: tuple[Category, ...]
    """What a new paper may be about."""


@dataclass(frozen=True)
class PaperFile:
    """A paper with what it holds, its hash compared with the one it was kept with."""

    id: UUID
    name: str
    paper_type: PaperType
    body: bytes
