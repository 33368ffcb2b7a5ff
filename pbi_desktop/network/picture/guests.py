"""Who and what stands on the ring round a family, with their words and their links."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TypeAlias

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Point, TextMeasure
from pbi_desktop.domain.ties import TieFact
from pbi_desktop.network.build import person_node
from pbi_desktop.network.ecomap.given import Chair, Guest
from pbi_desktop.network.people import Around
from pbi_desktop.network.picture.cast import Cast, Fold
from pbi_desktop.network.picture.family import Middle
from pbi_desktop.network.picture.helps import MOST_LINES
from pbi_desktop.network.picture.lines import Bond
from pbi_desktop.network.picture.people import ring_block
from pbi_desktop.network.picture.text import Block, block
from pbi_desktop.network.picture.ties import help_bond, pairs, tie_bond

Seats: TypeAlias = Mapping[str, Chair]
"""Where nodes sit on the ring."""
Bonds: TypeAlias = dict[tuple[str, str], Bond]
"""How each link is, by its two ends: somebody of the family, and who or what is on the ring."""
_HELP_WIDTH = 132.0


def guests_of(
    shown: Cast, round_it: tuple[PersonId, ...], family: Middle
) -> tuple[tuple[Guest, ...], Bonds]:
    """Return who and what is on the ring, and how each link is."""
    guests: list[Guest] = []
    bonds: Bonds = {}
    for one in shown.helps:
        there = [fact for fact in one.facts if fact.person in family.places]
        for fact in there[:MOST_LINES]:
            bond = help_bond(fact, shown.now.as_at, community=one.community)
            bonds[person_node(fact.person), one.key] = bond
        sector = f"{'group' if one.community else 'service'}:{one.kind.sector}"
        guests.append(Guest(one.key, _ends(bonds, one.key), (0, 0), sector, one.since))
    known = pairs(shown.now)
    for person in round_it:
        ties = [tie for pair, tie in sorted(known.items()) if person in pair]
        for tie in ties:
            other = _other(tie, person)
            if other in family.places:
                bonds[person_node(other), person_node(person)] = tie_bond(tie)
        key = person_node(person)
        since = turn(person, shown)[0]
        guests.append(Guest(key, _ends(bonds, key), (0, 0), "people", since))
    for fold in shown.folds:
        guests.append(_fold_guest(fold, family, bonds))
    return tuple(guests), bonds


def _ends(bonds: Bonds, key: str) -> tuple[str, ...]:
    return tuple(one for one, other in bonds if other == key)


def _fold_guest(fold: Fold, family: Middle, bonds: Bonds) -> Guest:
    """Return a fold as a guest; more than two lines to one card would say nothing."""
    users = [user for user in fold.users if user in family.places][:2]
    for user in users:
        bonds[person_node(user), fold.key] = Bond(plain=True)
    return Guest(fold.key, _ends(bonds, fold.key), (0, 0), "fold", date.min)


def _other(tie: TieFact, person: PersonId) -> PersonId:
    return tie.other if tie.subject == person else tie.subject


def ring_words(
    shown: Cast, round_it: tuple[PersonId, ...], circle: Around, measure: TextMeasure
) -> dict[str, Block]:
    """Return the words beside each symbol on the ring."""
    helps = {one.key: block(one.name, one.notes, measure, _HELP_WIDTH) for one in shown.helps}
    people = {person_node(one): ring_block(one, shown.now, circle, measure) for one in round_it}
    folds = {fold.key: block(fold.title, (), measure, _HELP_WIDTH) for fold in shown.folds}
    return {**helps, **people, **folds}


def _size(words: Block) -> tuple[float, float]:
    return words.width, words.height


def with_seats(
    guests: tuple[Guest, ...], words: Mapping[str, Block], seats: Seats, by: Mapping[str, Point]
) -> tuple[Guest, ...]:
    """Return the guests with the room that their words take, and where they sat before."""
    return tuple(
        replace(
            one,
            label=_size(words[one.key]),
            chair=seats.get(one.key),
            moved=by.get(one.key, (0.0, 0.0)),
        )
        for one in guests
    )


def turn(person: PersonId, shown: Cast) -> tuple[date, str]:
    """Return what puts people of the ring in order: the oldest tie first."""
    begun = [
        tie.started_on
        for tie in shown.now.ties
        if person in (tie.subject, tie.other) and tie.started_on
    ]
    return min(begun, default=date.min), sha256(str(person).encode()).hexdigest()
