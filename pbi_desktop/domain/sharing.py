"""What a partner agency may be told: an allow-list by kind of agency, purpose and category.

A summary is built from what is allowed, never by taking things out. What is not in the list is
not shared, whatever an agreement says; an agreement can only narrow the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.disclosures import Source
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.domain.times import PartialDate


class SummaryPart(StrEnum):
    """The groups of fields of a shared summary. Notes are not among them, and never will be."""

    WHO = "who"
    SAFE_CONTACT = "safe_contact"
    ADDRESS = "address"
    WHAT_MATTERS = "what_matters"
    TEAM = "team"
    ASKS = "asks"
    HOW_FAR = "how_far"
    RISKS = "risks"
    NEXT_STEPS = "next_steps"
    PLAN = "plan"


_BASIC = frozenset({Category.IDENTITY, Category.CORE})
_REACH = _BASIC | {Category.CONTACT}

_CATEGORIES: dict[tuple[AgencyKind, Purpose], frozenset[Category]] = {
    (AgencyKind.COUNCIL, Purpose.DIRECT_SUPPORT): _REACH
    | {Category.HEALTH, Category.CHILD, Category.HOUSING, Category.FINANCE},
    (AgencyKind.HOUSING, Purpose.DIRECT_SUPPORT): _REACH | {Category.HOUSING, Category.FINANCE},
    (AgencyKind.HEALTH, Purpose.DIRECT_SUPPORT): _REACH | {Category.HEALTH, Category.SUBSTANCE_USE},
    (AgencyKind.PROBATION, Purpose.DIRECT_SUPPORT): _REACH
    | {Category.OFFENDING, Category.SUBSTANCE_USE},
    (AgencyKind.VOLUNTARY, Purpose.DIRECT_SUPPORT): _REACH,
    (AgencyKind.SCHOOL, Purpose.DIRECT_SUPPORT): _REACH | {Category.CHILD},
    (AgencyKind.POLICE, Purpose.DIRECT_SUPPORT): _REACH,
    (AgencyKind.COUNCIL, Purpose.SAFEGUARDING): _REACH
    | {
        Category.PROTECTED_ADDRESS,
        Category.HEALTH,
        Category.SUBSTANCE_USE,
        Category.OFFENDING,
        Category.SAFEGUARDING,
        Category.CHILD,
        Category.HOUSING,
    },
    (AgencyKind.POLICE, Purpose.SAFEGUARDING): _REACH
    | {
        Category.PROTECTED_ADDRESS,
        Category.OFFENDING,
        Category.SAFEGUARDING,
        Category.CHILD,
    },
    (AgencyKind.HEALTH, Purpose.SAFEGUARDING): _REACH
    | {
        Category.HEALTH,
        Category.SUBSTANCE_USE,
        Category.SAFEGUARDING,
        Category.CHILD,
    },
    (AgencyKind.SCHOOL, Purpose.SAFEGUARDING): _REACH | {Category.SAFEGUARDING, Category.CHILD},
    (AgencyKind.PROBATION, Purpose.SAFEGUARDING): _REACH
    | {Category.OFFENDING, Category.SAFEGUARDING},
    (AgencyKind.HOUSING, Purpose.SAFEGUARDING): _REACH | {Category.HOUSING, Category.SAFEGUARDING},
    (AgencyKind.POLICE, Purpose.CRIME_PREVENTION): _REACH | {Category.OFFENDING},
    (AgencyKind.PROBATION, Purpose.CRIME_PREVENTION): _REACH | {Category.OFFENDING},
    (AgencyKind.COUNCIL, Purpose.CRIME_PREVENTION): _BASIC | {Category.OFFENDING},
}

_EVERY_PART = frozenset(SummaryPart)
_PARTS: dict[Purpose, frozenset[SummaryPart]] = {
    Purpose.DIRECT_SUPPORT: _EVERY_PART,
    Purpose.SAFEGUARDING: _EVERY_PART - {SummaryPart.PLAN},
    Purpose.CRIME_PREVENTION: frozenset(
        {SummaryPart.WHO, SummaryPart.TEAM, SummaryPart.ASKS, SummaryPart.RISKS}
    ),
}


def permitted_categories(agency: AgencyKind, purpose: Purpose) -> frozenset[Category]:
    """Return the categories that this kind of agency may be told for this purpose, if any."""
    return _CATEGORIES.get((agency, purpose), frozenset())


def permitted_parts(agency: AgencyKind, purpose: Purpose) -> frozenset[SummaryPart]:
    """Return the groups of fields that a summary for them may hold; nothing where not listed."""
    return _PARTS[purpose] if (agency, purpose) in _CATEGORIES else frozenset()


def may_receive(agency: AgencyKind, purpose: Purpose, category: Category) -> bool:
    """Say whether this kind of agency may be told this category for this purpose."""
    return category in permitted_categories(agency, purpose)


# --- the facts of a summary; each knows whom it is about and of which category it is -------------


@dataclass(frozen=True)
class Fact:
    """One thing that may be told: about one person, of one category."""

    about: PersonId
    category: Category
    sources: tuple[Source, ...] = field(default=(), kw_only=True, repr=False)
    """Which records say it, the one that it is made of first; the ledger keeps them."""
    disputed: str = field(default="", kw_only=True)
    """What the person says against it, in their words: it goes wherever the record goes."""


_Told = TypeVar("_Told", bound=Fact)


@dataclass(frozen=True)
class WhoFact(Fact):
    """Who the person is. `born` is told as year and age, never to the day."""

    name: str
    known_as: str = ""
    pronouns: str = ""
    born: PartialDate | None = None
    first_language: str = ""
    interpreter: str = ""


@dataclass(frozen=True)
class SafeContactFact(Fact):
    """How the person may be reached without harm; what is not said to be safe is not safe."""

    may_text: bool = False
    may_call: bool = False
    may_voicemail: bool = False
    may_write: bool = False
    from_hour: int | None = None
    to_hour: int | None = None
    phone: str = ""


@dataclass(frozen=True)
class AddressFact(Fact):
    """Where the person lives; CONTACT, or PROTECTED_ADDRESS."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class MattersFact(Fact):
    """What matters to the person, in their words."""

    words: str
    said_on: date
    please_do: str = ""
    please_dont: str = ""


@dataclass(frozen=True)
class TeamFact(Fact):
    """Somebody who works with the person, and how to reach them."""

    worker: str
    job: str
    agency: str
    is_key_worker: bool = False
    reach: str = ""


@dataclass(frozen=True)
class StepFact(Fact):
    """An open step: what, who, by when. `asked_of_recipient` makes it one of our asks."""

    what: str
    owner: str
    owner_agency: str
    due_on: date | None = None
    asked_of_recipient: bool = False


@dataclass(frozen=True)
class StageFact(Fact):
    """How far one domain of life has come: first and latest rating, and the person's own view."""

    domain: LifeDomain
    first: Stage
    first_on: date
    latest: Stage
    latest_on: date
    own_view: Stage | None = None


@dataclass(frozen=True)
class RiskFact(Fact):
    """A risk that is known or past, or that it was asked and none is known."""

    state: RiskState
    harm: str
    likelihood: Likelihood
    checked_on: date
    plan: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class PlanFact(Fact):
    """A need in one domain of life, and what the person wants instead, in their words."""

    domain: LifeDomain
    need: str
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class SummaryFacts:
    """All that the case could tell; the builder takes from it what is allowed, and no more."""

    person: PersonId
    reference: str
    site: str
    who: WhoFact
    safe_contact: SafeContactFact | None = None
    addresses: tuple[AddressFact, ...] = ()
    what_matters: tuple[MattersFact, ...] = ()
    team: tuple[TeamFact, ...] = ()
    steps: tuple[StepFact, ...] = ()
    stages: tuple[StageFact, ...] = ()
    risks: tuple[RiskFact, ...] = ()
    plan: tuple[PlanFact, ...] = ()
    next_review_on: date | None = None
    sources: tuple[Source, ...] = field(default=(), repr=False)
    """Of what the head says of the case itself."""


@dataclass(frozen=True)
class SummaryRequest:
    """For whom a summary is made, why, on what ground, and with which categories at most."""

    agency: str
    agency_kind: AgencyKind
    purpose: Purpose
    basis: Basis
    gateway: str
    allowed: frozenset[Category]
    """What the viewer may see and the agency may receive; the allow-list narrows it further."""
    copy_number: int
    made_by: str
    made_at: datetime
    destroy_by: date
    told_person: bool = True
    objection: str = ""


# --- the rule ----------------------------------------------------------------------------------


def shareable(request: SummaryRequest) -> frozenset[Category]:
    """Return the categories that may go into this summary: granted, and in the allow-list."""
    return request.allowed & permitted_categories(request.agency_kind, request.purpose)


def narrow(facts: SummaryFacts, request: SummaryRequest) -> SummaryFacts:
    """Return what this recipient may be told of the facts; refuses where they may not know whom.

    A fact is kept if it is about the person, of a category that is granted and in the allow-list,
    and of a part that the allow-list names. Everything else might as well not be recorded: what is
    kept does not depend on it.
    """
    kept = _Sieve(facts.person, request)
    who = kept(SummaryPart.WHO, [facts.who])
    if not who:
        raise NotPermitted("share")
    asks = [step for step in facts.steps if step.asked_of_recipient]
    steps = [step for step in facts.steps if not step.asked_of_recipient]
    safe = kept(SummaryPart.SAFE_CONTACT, [facts.safe_contact] if facts.safe_contact else [])
    return SummaryFacts(
        facts.person,
        facts.reference,
        facts.site,
        who[0],
        safe[0] if safe else None,
        kept(SummaryPart.ADDRESS, facts.addresses),
        kept(SummaryPart.WHAT_MATTERS, facts.what_matters),
        kept(SummaryPart.TEAM, facts.team),
        (*kept(SummaryPart.ASKS, asks), *kept(SummaryPart.NEXT_STEPS, steps)),
        kept(SummaryPart.HOW_FAR, facts.stages),
        kept(SummaryPart.RISKS, facts.risks),
        kept(SummaryPart.PLAN, facts.plan),
        facts.next_review_on if kept.holds(SummaryPart.NEXT_STEPS, Category.CORE) else None,
        facts.sources if kept.holds(SummaryPart.WHO, Category.CORE) else (),
    )


class _Sieve:
    """Keeps what one recipient may be told about one person."""

    def __init__(self, person: PersonId, request: SummaryRequest) -> None:
        self._person = person
        self._categories = shareable(request)
        self._parts = permitted_parts(request.agency_kind, request.purpose)

    def __call__(self, part: SummaryPart, found: Iterable[_Told]) -> tuple[_Told, ...]:
        return tuple(
            fact for fact in found if fact.about == self._person and self.holds(part, fact.category)
        )

    def holds(self, part: SummaryPart, category: Category) -> bool:
        """Say whether this category may be told in this part."""
        return part in self._parts and category in self._categories
