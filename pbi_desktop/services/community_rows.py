"""What the Community section shows: plain rows, already limited to what may be seen."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.groups import Checked, Mark
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId


@dataclass(frozen=True)
class Filters:
    """What to narrow a search to; both groups and places, or neither, is everything."""

    today: bool = False
    groups: bool = False
    places: bool = False
    checked_lately: bool = False


@dataclass(frozen=True)
class GroupCard:
    """One group or place, as a result of a search."""

    id: GroupId
    name: str
    kind: str
    """In words: "Food bank"."""
    is_place: bool
    offers: str
    for_whom: str
    when: str
    where: str
    meets_today: bool | None
    """None where its entry does not say plainly."""
    checked: Checked
    yours: bool = False
    """Whether somebody of a case that this worker may see goes there or was told of it."""
    found_by: str = ""
    """By which part of the entry a search found it, in words."""


@dataclass(frozen=True)
class Goer:
    """Somebody whom the worker may see and who goes to a group, or was told of it."""

    case_id: CaseId
    person_id: PersonId
    name: str
    kind: ReferralKind | None
    """How they were told of it; None where they went by themselves."""
    status: ReferralStatus | None
    made_on: date | None
    times: int
    last_on: date | None


@dataclass(frozen=True)
class GroupPage:
    """All that is known of one group."""

    card: GroupCard
    version: int
    description: str
    phone: str
    email: str
    website: str
    how_to_refer: str
    source: str
    licence: str
    """Empty where none is stated."""
    checked_on: date | None
    people: tuple[Goer, ...]
    """Of the cases that this worker may see: nothing tells whether there are others."""


@dataclass(frozen=True)
class CaseChoice:
    """A case of mine to refer from, or a person to add to a register."""

    case_id: CaseId
    person_id: PersonId
    name: str
    reference: str


@dataclass(frozen=True)
class Expected:
    """One line of a register; its mark is what was kept of that day before, if anything."""

    case_id: CaseId
    person_id: PersonId
    name: str
    kind: ReferralKind | None
    made_on: date | None
    times: int
    last_on: date | None
    mark: Mark = Mark.NOT_SAID
    closed_on: date | None = None
    """When the second visit closed their link to the group."""


@dataclass(frozen=True)
class Register:
    """Who is expected at a group on a day, of the cases that this worker may write to."""

    group_id: GroupId
    name: str
    day: date
    meets: bool | None
    """Whether the group meets on that day; None where its entry does not say plainly."""
    people: tuple[Expected, ...]


@dataclass(frozen=True)
class Marked:
    """What a worker says of one person on the register."""

    case_id: CaseId
    person_id: PersonId
    mark: Mark
    seen: Mark = Mark.NOT_SAID
    """What the register showed before: who was marked and is no longer is taken back."""


@dataclass(frozen=True)
class RegisterKept(Changes):
    """The news of a register: how many came and did not, whose links it closed."""

    came: int = 0
    missed: int = 0
    closed: tuple[str, ...] = ()
    """The people whose link to the group their second visit closed, by name."""
    left_out: int = 0
    """Of how many nothing was kept: their case was closed, or passed to others, meanwhile."""
