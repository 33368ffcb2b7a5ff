"""What a summary tells once it is narrowed: its records, its categories, what is left out of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from pbi_desktop.domain.access import SHORTEST_REASON, Category, Verb
from pbi_desktop.domain.disclosures import DisclosureHow, Source, merged
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.sharing import (
    Fact,
    MattersFact,
    PlanFact,
    RiskFact,
    StageFact,
    StepFact,
    SummaryFacts,
    SummaryPart,
    TeamFact,
)
from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS

_Told = TypeVar("_Told", bound=Fact)


@dataclass(frozen=True)
class SummaryEdit:
    """What the worker made of a summary, within what may be told."""

    left_out: frozenset[UUID] = frozenset()
    """Records that are not told after all. Who it is and how to reach them safely always is."""
    ask: str = ""
    """What else is asked of the agency, in the worker's own words."""
    ask_by: date | None = None
    not_to_say: str = ""
    """What the reader must not say to the person or to others."""


AS_IT_IS = SummaryEdit()
"""Nothing left out, nothing added."""


@dataclass(frozen=True)
class Handing:
    """How a summary is handed over: in which form, as edited, and why it cannot wait, if so."""

    how: DisclosureHow = DisclosureHow.PRINTED
    edit: SummaryEdit = AS_IT_IS
    urgent: str = ""
    """Serious harm: shared now, approved afterwards; a refusal does not stop it."""

    @property
    def verbs(self) -> Verb:
        """The rights it takes."""
        return Verb.SHARE | Verb.PRINT if self.how is DisclosureHow.PRINTED else Verb.SHARE

    def refuse_unreasoned(self) -> None:
        """Refuse an emergency without a reason."""
        if self.urgent and len(self.urgent.strip()) < SHORTEST_REASON:
            hint = f"Say in {SHORTEST_REASON} characters or more what harm may come to whom."
            raise Invalid({"why it cannot wait": hint})


AS_USUAL = Handing()


def without(told: SummaryFacts, left_out: frozenset[UUID]) -> SummaryFacts:
    """Return the facts without those that are made of these records."""

    def stays(found: tuple[_Told, ...]) -> tuple[_Told, ...]:
        return tuple(one for one in found if not is_of(one, left_out))

    return replace(
        told,
        what_matters=stays(told.what_matters),
        team=stays(told.team),
        steps=stays(told.steps),
        stages=stays(told.stages),
        risks=stays(told.risks),
        plan=stays(told.plan),
    )


def is_of(fact: Fact, records: frozenset[UUID]) -> bool:
    """Say whether a fact is made of one of these records."""
    return bool(fact.sources) and fact.sources[0].record in records


def told_facts(told: SummaryFacts) -> tuple[Fact, ...]:
    """Return every fact of a summary."""
    safe = (told.safe_contact,) if told.safe_contact else ()
    many = (told.addresses, told.what_matters, told.team, told.steps, told.stages)
    return (told.who, *safe, *(one for some in many for one in some), *told.risks, *told.plan)


def told_sources(told: SummaryFacts) -> tuple[Source, ...]:
    """Return which fields of which versions of which records a summary tells."""
    reviewed = {"next_review_on"} if told.next_review_on is None else set()
    head = tuple(
        replace(one, fields=tuple(name for name in one.fields if name not in reviewed))
        for one in told.sources
    )
    return merged((*head, *(one for fact in told_facts(told) for one in fact.sources)))


def holds(told: SummaryFacts) -> frozenset[Category]:
    """Return the categories of all that a summary tells."""
    return frozenset(one.category for one in told_facts(told))


SECOND_PERSON = frozenset(
    {
        Category.PROTECTED_ADDRESS,
        Category.HEALTH,
        Category.SUBSTANCE_USE,
        Category.SEXUALITY_GENDER,
        Category.ETHNICITY_RELIGION,
        Category.IMMIGRATION,
        Category.OFFENDING,
        Category.SAFEGUARDING,
        Category.CHILD,
    }
)
"""What leaves the team only after a second person has read it."""

_OPEN_FIRST = (
    Category.IDENTITY,
    Category.CORE,
    Category.HOUSING,
    Category.CONTACT,
    Category.FINANCE,
    Category.HEALTH,
    Category.SUBSTANCE_USE,
    Category.ETHNICITY_RELIGION,
    Category.SEXUALITY_GENDER,
    Category.CHILD,
    Category.IMMIGRATION,
    Category.OFFENDING,
    Category.SAFEGUARDING,
    Category.PROTECTED_ADDRESS,
)


ALWAYS_TOLD = frozenset({SummaryPart.WHO, SummaryPart.SAFE_CONTACT, SummaryPart.ADDRESS})
"""What a worker cannot leave out of a summary: who it is, and how to reach them without harm."""


def said_by(fact: Fact) -> str:
    """Return a fact in a few words, to tell it from others of its part."""
    match fact:
        case StepFact():
            return fact.what
        case RiskFact():
            return fact.harm
        case PlanFact():
            return f"{DOMAIN_LABELS[fact.domain]}: {fact.need}"
        case StageFact():
            return f"{DOMAIN_LABELS[fact.domain]}: {LABELS[fact.latest]}"
        case MattersFact():
            return fact.words
        case TeamFact():
            return fact.worker
    return ""


def needs_second_person(categories: Iterable[Category]) -> tuple[Category, ...]:
    """Return which of these a second person must approve, in their order."""
    return tuple(sorted(SECOND_PERSON.intersection(categories)))


def most_closed(categories: Iterable[Category]) -> Category:
    """Return the one of these categories that the fewest may see."""
    return max(categories, key=_OPEN_FIRST.index)
