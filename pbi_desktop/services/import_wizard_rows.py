"""What the import wizard shows and is told: kinds of lists, columns, people, runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pbi_desktop.domain.directory import Source
from pbi_desktop.domain.ids import PersonId, RunId
from pbi_desktop.domain.intake_matching import Decision
from pbi_desktop.services.import_rows import ImportReport


class ListKind(StrEnum):
    """What a list tells of."""

    CASES = "cases"
    REFERRALS = "referrals"
    GAINS = "gains"
    DEMAND = "demand"
    DIRECTORY = "directory"
    PLACES = "places"

    @property
    def is_about_people(self) -> bool:
        """Whether its rows name people, so that F8 covers what they say."""
        return self not in (ListKind.DIRECTORY, ListKind.PLACES)


@dataclass(frozen=True)
class ColumnSeen:
    """A column of a file, the field it is read as (none: ""), and its first values."""

    name: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class SheetSeen:
    """A sheet or file with columns, and the fields that its columns may be read as."""

    key: str
    label: str
    columns: tuple[ColumnSeen, ...]
    fields: tuple[str, ...]
    holds: str = ""
    """What its rows are, where that can be told: people, cases, stages, gains, caseload."""
    remembered: bool = False
    """Whether its columns are read as those of a list of this shape were the last time."""
    may_leave_out: bool = True
    """Whether a column that is known can be left unread."""


@dataclass(frozen=True)
class FilesSeen:
    """What files are before anything of them is taken in; no kind where that is unclear."""

    kind: ListKind | None
    sheets: tuple[SheetSeen, ...] = ()


@dataclass(frozen=True)
class Wish:
    """Which files to take in, as what, with which columns and answers about people."""

    kind: ListKind
    files: tuple[Source, ...]
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each sheet, by its key: column to field; "" leaves a column out."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """By `reference_key` of the team's reference of a person."""


@dataclass(frozen=True)
class PersonSaid:
    """What is said of a person: by the file, or by the records that the worker may see."""

    name: str = ""
    born: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Likeness:
    """Somebody known who may be meant, and what agrees."""

    person_id: PersonId
    case: str
    evidence: str
    said: PersonSaid


@dataclass(frozen=True)
class Unsure:
    """A person of the files who may be known already; nobody is joined without an answer."""

    key: str
    reference: str
    said: PersonSaid
    maybe: tuple[Likeness, ...]


@dataclass(frozen=True)
class Looked:
    """What a run would do, and about whom somebody has to answer first."""

    report: ImportReport
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True)
class RunSeen:
    """An earlier run that the worker may take back."""

    id: RunId
    kind: ListKind
    files: str
    on: datetime
    accepted: int
    refused: int
    taken_back: bool
