"""Records that are of one person, and records that are not: what links join, and what they may not.

Nothing is ever merged: a record stays as it came, and an identity is no more than its links.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.errors import PbiError

Pair = tuple[UUID, UUID]
"""Two people, the smaller id first."""


@dataclass
class KeptApart(PbiError):
    """Two people would be one who were said not to be the same; nothing was changed."""

    one: UUID
    other: UUID


@dataclass
class OnePerson(PbiError):
    """Two records are of one person already, so they cannot be kept apart; nothing was changed."""

    one: UUID
    other: UUID


def pair(one: UUID, other: UUID) -> Pair:
    """Return two people in the order in which a link keeps them."""
    return (one, other) if one.bytes < other.bytes else (other, one)


def leads(links: Iterable[Pair]) -> dict[UUID, UUID]:
    """Return, for everybody with a link, the smallest id of all whom the links join them to."""
    above: dict[UUID, UUID] = {}
    for one, other in links:
        first, second = _top(above, one), _top(above, other)
        low, high = pair(first, second)
        above[low] = low
        above[high] = low
    return {person: _top(above, person) for person in above}


def identity_of(person: UUID, links: Iterable[Pair]) -> tuple[UUID, ...]:
    """Return everybody who is this person by the links, in order of their ids."""
    lead = leads(links)
    mine = lead.get(person, person)
    return tuple(sorted({person} | {each for each, its in lead.items() if its == mine}))


def records_by_person(links: Iterable[Pair]) -> dict[UUID, tuple[UUID, ...]]:
    """Return, for everybody with a link, all records of their identity in order of their ids."""
    lead = leads(links)
    found: dict[UUID, list[UUID]] = {}
    for person in sorted(lead):
        found.setdefault(lead[person], []).append(person)
    return {person: tuple(found[lead[person]]) for person in lead}


def together(one: UUID, other: UUID, lead: Mapping[UUID, UUID]) -> bool:
    """Say whether two people are one identity."""
    return lead.get(one, one) == lead.get(other, other)


def refuse_link(one: UUID, other: UUID, links: Iterable[Pair], apart: Iterable[Pair]) -> None:
    """Refuse a link that would join two who are kept apart, directly or through others."""
    refuse_torn([*links, pair(one, other)], apart)


def refuse_apart(one: UUID, other: UUID, links: Iterable[Pair]) -> None:
    """Refuse to keep apart two who are one person: whoever means it splits them first."""
    if together(one, other, leads(links)):
        raise OnePerson(*pair(one, other))


def refuse_torn(links: Iterable[Pair], apart: Iterable[Pair]) -> None:
    """Refuse links that make one person of two who are kept apart."""
    lead = leads(links)
    for one, other in sorted(apart):
        if together(one, other, lead):
            raise KeptApart(one, other)


def parts_after_split(split: Pair, links: Iterable[Pair]) -> tuple[tuple[UUID, ...], ...]:
    """Return who is one person with each end once this link is gone.

    One part where other links still hold the two together.
    """
    left = [link for link in links if link != split]
    one, other = (identity_of(end, left) for end in split)
    return (one,) if one == other else (one, other)


def _top(above: dict[UUID, UUID], person: UUID) -> UUID:
    """Return the head of whom a person is joined to so far; shortens the way for the next."""
    above.setdefault(person, person)
    way = []
    while above[person] != person:
        way.append(person)
        person = above[person]
    for passed in way:
        above[passed] = person
    return person
