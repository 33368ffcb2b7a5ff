"""Two changed one record: different things join, the same thing is put side by side.

What a screen showed is the base, what a worker made of it is mine, what another has kept
meanwhile is theirs. Values are plain, as the history of a record keeps them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from pbi_desktop.domain.errors import StaleRecord

Values = Mapping[str, Any]
"""A record's fields by name: words, numbers, yes or no, or nothing."""

PARAGRAPHS = "\n\n"
ONE_LINE = "; "
_NONE: Mapping[str, "Keep"] = MappingProxyType({})
_WHOSE = frozenset({"case_id", "subject_id", "person_id", "category", "withdrawn_at"})
"""Whom a record is about, and whether it is there: whoever changes that changes all of it."""


class Keep(StrEnum):
    """What a worker chooses where another changed the same."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Group:
    """Fields that say one thing: taken all from one worker, never mixed."""

    fields: tuple[str, ...]
    follow: tuple[str, ...] = ()
    """Fields that only come with the others, such as when it was decided and by whom."""

    @property
    def name(self) -> str:
        """What it is called: its first field."""
        return self.fields[0]


@dataclass(frozen=True)
class Shape:
    """How one kind of record falls into things that can be changed apart."""

    groups: tuple[Group, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    """Fields of free words, and what stands between two of them when both are kept."""


@dataclass(frozen=True)
class Clash:
    """One thing that two changed: the fields of it that differ, three times over."""

    name: str
    base: Values
    mine: Values
    theirs: Values
    can_keep_both: bool


@dataclass(frozen=True)
class Joined:
    """What comes of two changes. With a clash nothing may be kept until somebody has chosen."""

    values: Values
    clashes: tuple[Clash, ...]


class Seen(int):
    """The version that a screen showed, and what was chosen where another changed the same since.

    The choices were made in view of the version `met`; they hold as long as what they were made
    about is still so.
    """

    met: int
    chosen: Mapping[str, Keep]

    def __new__(cls, version: int, met: int = 0, chosen: Mapping[str, Keep] = _NONE) -> "Seen":
        """Return a version with these choices."""
        made = super().__new__(cls, version)
        made.met, made.chosen = met, chosen
        return made

    def choosing(self, met: int, chosen: Mapping[str, Keep]) -> "Seen":
        """Return the same version with further choices."""
        return Seen(int(self), met, {**self.chosen, **chosen})


@dataclass
class Overtaken(StaleRecord):
    """Somebody changed the same first. Nothing was overwritten, and nothing kept until chosen."""

    record: UUID
    met: int
    """The version that stands now."""
    clashes: tuple[Clash, ...] = ()
    by: str = ""
    """Who changed it last, where that may be known."""
    at: datetime | None = None


def join(
    base: Values,
    mine: Values,
    theirs: Values,
    shape: Shape,
    chosen: Mapping[str, Keep] = _NONE,
) -> Joined:
    """Return what comes of both changes; where both changed the same and nobody chose, theirs."""
    values, clashes = dict(theirs), []
    for group in _groups(base, shape):
        if not _differ(group, base, mine) or not _differ(group, mine, theirs):
            continue
        if not _differ(group, base, theirs):
            values |= _of(group, mine)
            continue
        choice = chosen.get(group.name)
        both = _both(group, base, mine, theirs, shape.words)
        if choice is Keep.MINE:
            values |= _of(group, mine)
        elif choice is Keep.BOTH and both:
            values |= both
        elif choice is not Keep.THEIRS:
            clashes.append(_clash(group, base, mine, theirs, can_keep_both=bool(both)))
    return Joined(values, tuple(clashes))


def rebased(base: Values, theirs: Values, shape: Shape, chosen: Mapping[str, Keep]) -> Values:
    """Return the base of a worker who has seen what another did, and wants their own all the same.

    Whoever keeps their own starts there from theirs, so that rules on what may follow hold.
    """
    values = dict(base)
    for group in _groups(base, shape):
        if chosen.get(group.name) is Keep.MINE:
            values |= _of(group, theirs)
    return values


def still_chosen(
    met: Values, theirs: Values, shape: Shape, chosen: Mapping[str, Keep]
) -> dict[str, Keep]:
    """Return the choices whose matter is as it was when they were made."""
    moved = {group.name for group in _groups(met, shape) if _differ(group, met, theirs)}
    return {name: keep for name, keep in chosen.items() if name not in moved}


def is_about_another(base: Values, mine: Values, theirs: Values) -> bool:
    """Say whether one of the two made it a record about somebody or something else."""
    return any(not base[name] == mine[name] == theirs[name] for name in _WHOSE & set(base))


def _groups(values: Values, shape: Shape) -> Iterable[Group]:
    """Return every field in its group; what no group names says one thing together."""
    known = {name for group in shape.groups for name in (*group.fields, *group.follow)}
    rest = tuple(sorted(set(values) - known))
    return (*shape.groups, *([Group(rest)] if rest else []))


def _differ(group: Group, one: Values, other: Values) -> bool:
    return any(one[name] != other[name] for name in group.fields)


def _of(group: Group, values: Values) -> dict[str, Any]:
    return {name: values[name] for name in (*group.fields, *group.follow)}


def _both(
    group: Group, base: Values, mine: Values, theirs: Values, words: Mapping[str, str]
) -> dict[str, str]:
    """Return both texts as one, theirs first; nothing where more than one text is at stake."""
    name, *more = _apart(group, base, mine, theirs)
    if more or name not in words or not mine[name] or not theirs[name]:
        return {}
    own, other = mine[name], theirs[name]
    if own in other or other in own:
        return {name: max(own, other, key=len)}
    return {name: f"{other}{words[name]}{own}"}


def _apart(group: Group, base: Values, mine: Values, theirs: Values) -> list[str]:
    return [name for name in group.fields if not base[name] == mine[name] == theirs[name]]


def _clash(
    group: Group, base: Values, mine: Values, theirs: Values, *, can_keep_both: bool
) -> Clash:
    shown = _apart(group, base, mine, theirs)
    was, own, other = ({name: values[name] for name in shown} for values in (base, mine, theirs))
    return Clash(group.name, was, own, other, can_keep_both)
