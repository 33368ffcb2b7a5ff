"""All threads, and which of them a household's story is made of."""

from functools import cache

from pbi_desktop.demo import (
    threads_family,
    threads_health,
    threads_home,
    threads_living,
    threads_money,
    threads_safety,
)
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.residents import Part, Resident
from pbi_desktop.demo.thread import Thread, Trait

# Each thread and how many cards it has in the pack.
PACK: tuple[tuple[Thread, int], ...] = (
    (threads_money.COUNCIL_TAX, 5),
    (threads_money.UNCLAIMED, 5),
    (threads_money.UNIVERSAL_CREDIT, 5),
    (threads_living.ENERGY, 4),
    (threads_living.WORK, 3),
    (threads_home.RENT, 4),
    (threads_home.DAMP, 4),
    (threads_home.ALONE, 14),
    (threads_home.ENGLISH, 0),
    (threads_health.BREATH, 4),
    (threads_health.LOW, 5),
    (threads_health.DRINK, 3),
    (threads_family.CARING, 20),
    (threads_family.PARENTING, 5),
    (threads_family.SCHOOL, 6),
    (threads_safety.SAFE, 2),
    (threads_safety.RELEASE, 2),
)
_FULL = 0.5
_SECOND_THREAD = 0.3
_LITTLE_UNTIL = 9
_SCHOOL_FROM = 5


def traits(people: list[Resident]) -> frozenset[Trait]:
    """Return what is true of a household."""
    children = [person.age for person in people if person.part is Part.CHILD]
    found = set()
    if any(age <= _LITTLE_UNTIL for age in children):
        found.add(Trait.LITTLE)
    if any(age >= _SCHOOL_FROM for age in children):
        found.add(Trait.PUPIL)
    if any(person.part is Part.ELDER for person in people):
        found.add(Trait.ELDER)
    if len(people) == 1:
        found.add(Trait.ALONE)
    return frozenset(found)


@cache
def _fitting(found: frozenset[Trait], age: int) -> tuple[Thread, ...]:
    """Return the cards that fit a household with these traits and a main person of this age."""
    return tuple(
        thread
        for thread, cards in PACK
        if (thread.about is None or thread.about in found)
        and thread.ages[0] <= age <= thread.ages[1]
        for _ in range(cards)
    )


def choose(dice: Dice, people: list[Resident], fullness: float) -> tuple[Thread, ...]:
    """Return the threads of a story that fits these people, the main one first."""
    pack = _fitting(traits(people), people[0].age)
    count = dice.between(1, 3) if fullness > _FULL else 1 + int(dice.random() < _SECOND_THREAD)
    chosen = [dice.pick(pack)]
    if people[0].interpreter and dice.random() < _FULL:
        chosen = [threads_home.ENGLISH]
    while len(chosen) < count:
        thread = dice.pick(pack)
        if thread not in chosen:
            chosen.append(thread)
    return tuple(chosen)
