"""The words of people's rights over their data, and what an answer gives and keeps back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.names import name_key


class RequestKind(StrEnum):
    """What somebody asks for about their own data."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


class RetentionTrigger(StrEnum):
    """From when a period is counted."""

    LAST_CONTACT = "last_contact"
    CASE_CLOSED = "case_closed"
    EIGHTEENTH_BIRTHDAY = "eighteenth_birthday"
    RECORDED = "recorded"


class RetentionAction(StrEnum):
    """What happens when a period is over."""

    REVIEW = "review"
    DELETE = "delete"
    ANONYMISE = "anonymise"


class Ground(StrEnum):
    """Why a record that could tell of somebody else is given, or kept back."""

    CONSENTED = "consented"
    REASONABLE = "reasonable"
    NAMES_OUT = "names_out"
    OTHER_PERSON = "other_person"
    HEALTH_OPINION = "health_opinion"
    SERIOUS_HARM = "serious_harm"
    CRIME = "crime"
    PRIVILEGE = "privilege"
    POLICE_INTELLIGENCE = "police_intelligence"

    @property
    def keeps_back(self) -> bool:
        """Whether the whole record stays out of the copy."""
        return self not in _GIVEN

    @property
    def tells(self) -> bool:
        """Whether naming it, even as a count, could tip off or endanger."""
        return self in _NEVER_TOLD


_GIVEN = frozenset({Ground.CONSENTED, Ground.REASONABLE, Ground.NAMES_OUT})
_NEVER_TOLD = frozenset({Ground.SERIOUS_HARM, Ground.CRIME, Ground.POLICE_INTELLIGENCE})

KIND_LABELS = {
    RequestKind.ACCESS: "A copy of their data",
    RequestKind.RECTIFICATION: "To put something right",
    RequestKind.ERASURE: "To erase something",
    RequestKind.RESTRICTION: "To stop using it for now",
    RequestKind.OBJECTION: "They object to its use",
}

GROUND_LABELS = {
    Ground.CONSENTED: "Give: the other person agreed",
    Ground.REASONABLE: "Give: reasonable without asking them",
    Ground.NAMES_OUT: "Give, with other people's names taken out",
    Ground.OTHER_PERSON: "Keep back: about somebody else, who did not agree",
    Ground.HEALTH_OPINION: "Keep back: a health professional must say first",
    Ground.SERIOUS_HARM: "Keep back: serious harm to somebody",
    Ground.CRIME: "Keep back: would harm finding out or preventing a crime",
    Ground.PRIVILEGE: "Keep back: legal advice",
    Ground.POLICE_INTELLIGENCE: "Keep back: police intelligence, theirs to answer for",
}

GROUND_SOURCES = {
    Ground.CONSENTED: "Data Protection Act 2018, Schedule 2, paragraph 16(1)(a)",
    Ground.REASONABLE: "Data Protection Act 2018, Schedule 2, paragraph 16(1)(b)",
    Ground.NAMES_OUT: "Data Protection Act 2018, Schedule 2, paragraph 16",
    Ground.OTHER_PERSON: "Data Protection Act 2018, Schedule 2, paragraph 16",
    Ground.HEALTH_OPINION: "Data Protection Act 2018, Schedule 3, paragraph 6",
    Ground.SERIOUS_HARM: "Data Protection Act 2018, Schedule 3",
    Ground.CRIME: "Data Protection Act 2018, Schedule 2, paragraph 2",
    Ground.PRIVILEGE: "Data Protection Act 2018, Schedule 2, paragraph 19",
    Ground.POLICE_INTELLIGENCE: "Data Protection Act 2018, Schedule 2, paragraph 2, and Part 3",
}

HEALTH = frozenset({Category.HEALTH, Category.SUBSTANCE_USE})


@dataclass(frozen=True)
class HeldItem:
    """One record that an answer could give: what it says, and what must be weighed first."""

    kind: str
    """The table's name."""
    title: str
    record_id: UUID
    owner: UUID
    """The agency that answers for it."""
    on: date
    case: str
    """The case's reference; empty for what is about the person whatever the case."""
    said: tuple[tuple[str, str], ...]
    """Heading and text, in the record's own words."""
    category: Category
    about_other: bool = False
    """It is a record about somebody else, in which the person comes up."""
    names_others: bool = False
    told_by_other: bool = False
    told_by_person: bool = False
    endangers: bool = False

    @property
    def suggested(self) -> Ground | None:
        """What holds until somebody decides; None where nothing speaks against giving it."""
        if self.endangers or self.category is Category.PROTECTED_ADDRESS:
            return Ground.SERIOUS_HARM
        if self.about_other or self.told_by_other or self.names_others:
            return Ground.OTHER_PERSON
        if self.category in HEALTH and not self.told_by_person:
            return Ground.HEALTH_OPINION
        return None


@dataclass(frozen=True)
class OtherPeople:
    """Everybody else by whose name, number or street a text could tell of them."""

    keys: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, names: Iterable[str], numbers: Iterable[str] = (), *, own: Iterable[str] = ()
    ) -> "OtherPeople":
        """Return what to look for; a name that the person has as well tells nothing."""
        found = {part for name in names for part in _parts(name)}
        found -= {part for name in own for part in _parts(name)}
        digits = {_digits(number) for number in numbers}
        return cls(frozenset(found), frozenset(one for one in digits if len(one) >= _SHORTEST))

    def is_in(self, text: str) -> bool:
        """Say whether a text names one of them."""
        return self.taken_out(text) != text

    def taken_out(self, text: str) -> str:
        """Return the text with `ANOTHER` where it names one of them."""
        text = _NUMBER.sub(lambda met: ANOTHER if self._rings(met[0]) else met[0], text)
        text = _WORD.sub(lambda met: ANOTHER if self._names(met[0]) else met[0], text)
        return _REPEATED.sub(ANOTHER, text)

    def _rings(self, number: str) -> bool:
        return _digits(number) in self.numbers

    def _names(self, word: str) -> bool:
        key = name_key(_POSSESSIVE.sub("", word))
        whole = name_key(word)
        if self.keys & {key, whole, *key.split(), *whole.split()}:
            return True
        # Scripts without blanks run names and words together.
        return any(not one.isascii() and one in key for one in self.keys)


ANOTHER = "[another person]"
TOLD_BY = "Told by"
_SHORTEST = 6
_NUMBER = re.compile(r"\+?\d[\d ()\-]{4,}\d")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)
_REPEATED = re.compile(rf"{re.escape(ANOTHER)}(?:[ .\-]+{re.escape(ANOTHER)})+")


def _parts(name: str) -> set[str]:
    key = name_key(name)
    return {part for part in (*key.split(), *map(name_key, name.split())) if len(part) > 1}


def _digits(number: str) -> str:
    found = "".join(sign for sign in number if sign.isdecimal())
    return f"0{found[2:]}" if number.strip().startswith("+44") else found


@dataclass(frozen=True)
class GivenItem:
    """A record as the person gets it: no identifier, and nobody else in it."""

    title: str
    on: date
    case: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SubjectAnswer:
    """What one agency gives a person of the data that it answers for, and what it keeps back."""

    person: str
    agency: str
    received_on: date
    answered_on: date
    answered_by: str
    items: tuple[GivenItem, ...]
    withheld: tuple[tuple[Ground, int], ...] = ()
    """How many records are kept back, or changed, on which ground: for the agency's own file."""
    undecided: int = 0

    @property
    def told_withheld(self) -> tuple[tuple[Ground, int], ...]:
        """What the person may be told of it: nothing that would tip off or endanger."""
        return tuple((ground, many) for ground, many in self.withheld if not ground.tells)


def as_given(item: HeldItem, ground: Ground | None, others: OtherPeople) -> GivenItem | None:
    """Return a record as it is given on a ground; None where it is kept back."""
    if ground is not None and ground.keeps_back:
        return None
    said = item.said
    if ground is Ground.NAMES_OUT:
        said = without_names(item, others)
    return GivenItem(item.title, item.on, item.case, said)


def without_names(item: HeldItem, others: OtherPeople) -> tuple[tuple[str, str], ...]:
    """Return what a record says, everybody else's name taken out, and whoever told of it."""
    return tuple(
        (heading, ANOTHER if heading == TOLD_BY and item.told_by_other else others.taken_out(text))
        for heading, text in item.said
    )
