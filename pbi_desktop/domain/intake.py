"""What a team's own spreadsheets say, row by row, once it has been read and checked.

Rows name each other by the team's own references, as text: `person`, `household` and `case`.
"""

from dataclasses import dataclass, field
from datetime import date

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.gains import Evidence, Gain
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import PartialDate


@dataclass(frozen=True)
class RowPlace:
    """Where a row stands, so that a reason can name it; the header is row 1."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class PersonRow:
    """A person, and where and how they live."""

    place: RowPlace
    person: str
    given_name: str
    family_name: str = ""
    known_as: str = ""
    born: PartialDate | None = None
    gender: Gender = Gender.NOT_RECORDED
    pronouns: str = ""
    first_language: str = ""
    interpreter: str = ""
    household: str = ""
    address_1: str = ""
    address_2: str = ""
    locality: str = ""
    postcode: str = ""
    phone: str = ""
    in_cases: tuple[str, ...] = ()
    """Cases about somebody else of the household that this person is in."""
    family_in: tuple[str, ...] = ()
    """Cases that this person is in as family from outside the household."""


@dataclass(frozen=True)
class CaseRow:
    """A case about one person."""

    place: RowPlace
    case: str
    person: str
    opened_on: date
    site: str = ""
    phase: Phase = Phase.IDENTIFIED
    closed_on: date | None = None
    closure_reason: ClosureReason | None = None
    source: str = ""
    key_worker: str = ""
    next_review_on: date | None = None


@dataclass(frozen=True)
class StageRow:
    """A rating of one part of life, or overall."""

    place: RowPlace
    case: str
    domain: LifeDomain
    stage: Stage
    rated_on: date
    kind: RatingKind = RatingKind.REVIEW
    rated_by: str = ""
    reason: str = ""
    own_view: Stage | None = None


@dataclass(frozen=True)
class GainRow:
    """A gain of the household of a case."""

    place: RowPlace
    case: str
    gain: Gain
    what: str = ""
    evidence: Evidence = Evidence.NONE
    confirmed_on: date | None = None


@dataclass(frozen=True)
class Intake:
    """All that the sheets of one run gave; only whole rows, the others are refused with reasons."""

    people: tuple[PersonRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    stages: tuple[StageRow, ...] = ()
    gains: tuple[GainRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    noticed: tuple[str, ...] = ()
    rows_in: int = 0
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each sheet, which column was read as which field."""
    as_written: bool = False
    """Whether this program wrote the sheets: what they leave empty is empty, not unknown."""
