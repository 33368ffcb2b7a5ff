"""The plan as the person themselves sees it: in plain words, theirs first, nobody else's secrets.

Whoever else of the case is named in what a worker wrote is said by what they are to the person.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.money import Pence
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.safety import WhyNot
from pbi_desktop.domain.stages import LifeDomain, Stage

SHOWN = frozenset(Category) - {
    Category.SAFEGUARDING,
    Category.CHILD,
    Category.PROTECTED_ADDRESS,
}
"""What a record may be about to stand on it: what could endanger somebody never does."""

OWN_STAGES = {
    Stage.CRISIS: "I need help at once",
    Stage.NOT_COPING: "It is too much for me",
    Stage.COPING: "I manage with help",
    Stage.ADAPTED: "I manage by myself",
    Stage.THRIVING: "I manage, and I help others",
}
"""The stages as somebody says them of themselves."""

OWN_DOMAINS = {
    LifeDomain.OVERALL: "My life as a whole",
    LifeDomain.MONEY: "My money",
    LifeDomain.HOUSING: "My home",
    LifeDomain.WORK: "Work and learning",
    LifeDomain.MENTAL_HEALTH: "How I feel",
    LifeDomain.PHYSICAL_HEALTH: "My health",
    LifeDomain.SUBSTANCE_USE: "Drink and drugs",
    LifeDomain.FAMILY: "My family",
    LifeDomain.SAFETY: "Feeling safe",
    LifeDomain.CRIME: "Staying out of trouble",
    LifeDomain.EDUCATION: "School",
    LifeDomain.CONNECTION: "Company",
}


@dataclass(frozen=True)
class OwnWords:
    """What matters to the person, as they last said it, and what they want."""

    words: str = ""
    please_do: str = ""
    please_dont: str = ""
    said_on: date | None = None
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class WhoHelps:
    """Somebody who works with the person; `reach` is empty for the team itself."""

    name: str
    what: str
    reach: str


@dataclass(frozen=True)
class OwnStep:
    """What is done next, by whom, by which day."""

    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True)
class OwnDate:
    """A day that matters, and what happens if it is missed; empty where nothing does."""

    what: str
    on_day: date
    at: datetime | None
    place: str
    if_missed: str


@dataclass(frozen=True)
class OwnView:
    """How somebody said they manage in one part of life: at first, and last."""

    domain: LifeDomain
    then: Stage
    then_on: date
    now: Stage
    now_on: date


@dataclass(frozen=True)
class OwnGains:
    """What came of it in money; what is not certain is not in it."""

    a_year: Pence
    once: Pence
    debt_gone: Pence
    lines: tuple[str, ...]


@dataclass(frozen=True)
class OwnPlan:
    """Everything that a person is shown of their own plan."""

    name: str
    team: str
    reach: str
    as_at: date
    matters: OwnWords
    helpers: tuple[WhoHelps, ...]
    steps: tuple[OwnStep, ...]
    dates: tuple[OwnDate, ...]
    views: tuple[OwnView, ...]
    gains: OwnGains | None


@dataclass
class NotSafeForThem(PbiError):
    """Showing or printing a plan is not safe for the person, or nobody asked; nothing was shown."""

    reason: str
    why: WhyNot


@dataclass
class PlanClosed(PbiError):
    """Nothing of this case may be shown or given to the person; nothing was shown."""


# --- who else is named -------------------------------------------------------------------------

_ROLES = {
    TieKind.PARENT: "your parent",
    TieKind.CHILD: "your child",
    TieKind.PARTNER: "your partner",
    TieKind.FORMER_PARTNER: "your former partner",
    TieKind.SIBLING: "your brother or sister",
    TieKind.GRANDPARENT: "your grandparent",
    TieKind.GRANDCHILD: "your grandchild",
    TieKind.CARER: "your carer",
    TieKind.FRIEND: "your friend",
    TieKind.NEIGHBOUR: "your neighbour",
}
SOMEBODY = "somebody else"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
_OWNER = re.compile(r"['\u2019]s?$", re.IGNORECASE)
_BETWEEN = re.compile(r"[ .\-]*")
# In small letters these are words and no names: "we will ring" stays as it is.
_WORDS_TOO = frozenset(
    name_key(
        "art bill black brown chance day dawn drew faith frank grace grant green grey hall hill "
        "home hope house iris ivy joy june late lee long mark may miles nick pat peace penny rich "
        "rob rose short sky sue summer white will wood young"
    ).split()
)


@dataclass(frozen=True)
class Relative:
    """Somebody else: the parts of their names as keys, and what they are to the person."""

    names: frozenset[str]
    role: str


def relative(names: Iterable[str], kind: TieKind | None, own: Iterable[str]) -> Relative:
    """Return somebody by their names; a part that the person is called by too tells nothing."""
    parts = {part for name in names for part in name_key(name).split() if len(part) > 1}
    parts -= {part for name in own for part in name_key(name).split()}
    return Relative(frozenset(parts), _ROLES.get(kind, SOMEBODY) if kind else SOMEBODY)


def by_role(text: str, others: Iterable[Relative]) -> str:
    """Return a text in which others are named by what they are to the person: "your child"."""
    known: dict[str, list[Relative]] = {}
    for one in others:
        for part in one.names:
            known.setdefault(part, []).append(one)
    said, end = "", 0
    for run in _runs(text, known):
        first, last = run[0], run[-1]
        said += text[end : first.start()] + _capital(_role(run, known), text, first.start())
        owner = _OWNER.search(last[0])
        said += owner[0] if owner and not _names(last[0], known) else ""
        end = last.end()
    return said + text[end:]


def _runs(text: str, known: Mapping[str, list[Relative]]) -> list[list[re.Match[str]]]:
    """Return the words that name somebody, those that stand together as one."""
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text):
        if not _parts(word[0], known):
            continue
        joined = runs and _BETWEEN.fullmatch(text, runs[-1][-1].end(), word.start())
        if joined:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _parts(word: str, known: Mapping[str, list[Relative]]) -> set[str]:
    """Return the parts of names that a word holds."""
    if word in _WORDS_TOO:
        return set()
    keys = {name_key(word), name_key(_OWNER.sub("", word))}
    found = {part for key in keys for part in (key, *key.split()) if part in known}
    # Scripts without blanks run names and words together.
    return found | {one for one in known if not one.isascii() for key in keys if one in key}


def _names(word: str, known: Mapping[str, list[Relative]]) -> bool:
    return name_key(word) in known


def _role(run: list[re.Match[str]], known: Mapping[str, list[Relative]]) -> str:
    """Return what the one is whom most of the words name; two alike: somebody else."""
    counted: dict[Relative, int] = {}
    for word in run:
        for part in _parts(word[0], known):
            for one in known[part]:
                counted[one] = counted.get(one, 0) + 1
    most = max(counted.values())
    roles = {one.role for one, many in counted.items() if many == most}
    return roles.pop() if len(roles) == 1 else SOMEBODY


def _capital(role: str, text: str, start: int) -> str:
    before = text[:start].rstrip()
    return role[:1].upper() + role[1:] if not before or before[-1] in ".!?" else role
