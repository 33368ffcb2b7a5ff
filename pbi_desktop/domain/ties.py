"""Who is tied to whom around one person, as dated facts: household, family, services, groups."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind, TieNature
from pbi_desktop.domain.findings import Finding
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.times import PartialDate


def runs_on(day: date, started_on: date | None, ended_on: date | None) -> bool:
    """Say whether something dated is there on a day; an unknown start or end shuts nothing out."""
    return (started_on is None or started_on <= day) and (ended_on is None or day < ended_on)


@dataclass(frozen=True)
class PersonFact:
    """A person in the picture; `called` is the short name for sentences."""

    id: PersonId
    name: str
    called: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    gender: Gender = Gender.NOT_RECORDED
    pronouns: str | None = None
    due: date | None = None
    """When a child who is not born yet is expected."""

    @property
    def short(self) -> str:
        """The name for sentences."""
        return self.called or self.name


@dataclass(frozen=True)
class HomeFact:
    """A person who lives, or lived, in the household that the picture is about."""

    person: PersonId
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class TieFact:
    """A dated tie between two people: `subject` is `kind` of `other`. `strength` is 1 to 3."""

    subject: PersonId
    other: PersonId
    kind: TieKind
    quality: Quality | None = None
    strength: int | None = None
    flow: Flow | None = None
    started_on: date | None = None
    ended_on: date | None = None
    note: str = ""
    nature: TieNature | None = None
    """Birth, step, adoptive or foster; twins; married, separated and so on."""


@dataclass(frozen=True)
class ServiceFact:
    """A service at work with one person. One real service is one `id`, however many it helps."""

    id: UUID
    person: PersonId
    name: str
    worker: str = ""
    """The named worker behind the tie, if there is one."""
    quality: Quality | None = None
    strength: int | None = None
    flow: Flow | None = None
    started_on: date | None = None
    ended_on: date | None = None
    last_contact_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class GroupFact:
    """A community group that one person goes to, was referred to, or was told of."""

    id: GroupId
    person: PersonId
    name: str
    worker: str = ""
    """The worker who made the link and keeps it going, if there is one."""
    quality: Quality | None = None
    strength: int | None = None
    flow: Flow | None = None
    started_on: date | None = None
    ended_on: date | None = None
    came: tuple[date, ...] = ()
    """The days on which the person came."""
    missed: tuple[date, ...] = ()
    """The days on which the person was expected and did not come."""
    note: str = ""


@dataclass(frozen=True)
class PlaceFact:
    """How far somebody moved a node of the picture, in points to the right and down."""

    node: str
    dx: float
    dy: float


@dataclass(frozen=True)
class CheckFact:
    """The last day on which the network was gone through with the person it is about."""

    on_day: date
    together: bool


@dataclass(frozen=True)
class NetworkFacts:
    """Everything around one person, already limited to what the viewer may see."""

    about: PersonId
    as_at: date
    people: tuple[PersonFact, ...]
    home: tuple[HomeFact, ...] = ()
    ties: tuple[TieFact, ...] = ()
    services: tuple[ServiceFact, ...] = ()
    groups: tuple[GroupFact, ...] = ()
    places: tuple[PlaceFact, ...] = ()
    checks: tuple[CheckFact, ...] = ()


# --- the same network in words ------------------------------------------------------------------


@dataclass(frozen=True)
class OutlineLine:
    """One node in words; `node` is its id in the graph, for a selection shared with a picture."""

    node: str
    title: str
    detail: str
    quality: str = ""
    """The quality of the closest tie in words, such as "strong"; empty where none is recorded."""
    started_on: date | None = None
    ended_on: date | None = None

    @property
    def spoken(self) -> str:
        """The whole line as it is read out."""
        return f"{self.title}. {self.detail}" if self.detail else f"{self.title}."


@dataclass(frozen=True)
class OutlineSection:
    """A part of the network; `count` is said in words, `empty` is said where there are no lines."""

    title: str
    count: str
    lines: tuple[OutlineLine, ...]
    empty: str


@dataclass(frozen=True)
class Outline:
    """The network in words, and what would break: `fragile` holds whole sentences."""

    about: str
    as_at: date
    sections: tuple[OutlineSection, ...]
    fragile: tuple[str, ...]


@dataclass(frozen=True)
class NetworkPicture:
    """The network drawn and in words; spots of the scene and lines of the outline share keys."""

    scene: Scene
    alt: str
    outline: Outline
    findings: tuple[Finding, ...] = ()
    """What the network says, where somebody asked."""
