"""All threads, and which of them a household's story is made of."""

from pbi_desktop.demo import threads_family, threads_health, threads_home, threads_money
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.residents import Part, Resident
from pbi_desktop.demo.thread import Thread

# Each thread and how many cards it has in the pack.
_PACK: tuple[tuple[Thread, int], ...] = (
    (threads_money.COUNCIL_TAX, 5),
    (threads_money.UNCLAIMED, 5),
    (threads_money.UNIVERSAL_CREDIT, 4),
    (threads_money.ENERGY, 4),
    (threads_money.WORK, 3),
    (threads_home.RENT, 4),
    (threads_home.DAMP, 4),
    (threads_home.ALONE, 6),
    (threads_home.ENGLISH, 0),
    (threads_health.BREATH, 4),
    (threads_health.LOW, 5),
    (threads_health.DRINK, 3),
    (threads_family.CARING, 6),
    (threads_family.PARENTING, 4),
    (threads_family.SCHOOL, 4),
    (threads_family.SAFE, 2),
    (threads_family.RELEASE, 2),
)
_FULL = 0.5
_SECOND_THREAD = 0.3


def _packs() -> dict[frozenset[Part], tuple[Thread, ...]]:
    """Return the cards that fit a household, by which of child and elder live there."""
    packs = {}
    for special in (
        frozenset[Part](),
        frozenset({Part.CHILD}),
        frozenset({Part.ELDER}),
        frozenset({Part.CHILD, Part.ELDER}),
    ):
        fitting = [pair for pair in _PACK if pair[0].about is None or pair[0].about in special]
        packs[special] = tuple(thread for thread, cards in fitting for _ in range(cards))
    return packs


_FITTING = _packs()
_SPECIAL = frozenset({Part.CHILD, Part.ELDER})


def choose(dice: Dice, people: list[Resident], fullness: float) -> tuple[Thread, ...]:
    """Return the threads of a story that fits these people, the main one first."""
    pack = _FITTING[frozenset(person.part for person in people) & _SPECIAL]
    count = dice.between(1, 3) if fullness > _FULL else 1 + int(dice.random() < _SECOND_THREAD)
    chosen = [dice.pick(pack)]
    if people[0].interpreter and dice.random() < _FULL:
        chosen = [threads_home.ENGLISH]
    while len(chosen) < count:
        thread = dice.pick(pack)
        if thread not in chosen:
            chosen.append(thread)
    return tuple(chosen)
