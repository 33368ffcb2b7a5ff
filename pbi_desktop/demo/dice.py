"""Seeded chance: the same seed gives the same picks on every machine and in every process."""

import random
from collections.abc import Sequence
from typing import Generic, Self, TypeVar
from uuid import UUID, SafeUUID

T = TypeVar("T")

# The bits that make 128 random ones a UUID of version 4 (RFC 9562, section 5.4).
_KEPT = ~((0xF << 76) | (0x3 << 62))
_VERSION_4 = (0x4 << 76) | (0x2 << 62)
# UUID() checks what it is given, which takes longer than a whole row of a large demo.
_blank = object.__new__
_set = object.__setattr__
_UNKNOWN = SafeUUID.unknown


class Dice(random.Random):
    """Chance that rests on `random()` and `getrandbits()` alone.

    Python promises these two for ever; `choice`, `shuffle` and `gauss` it may change.
    """

    @classmethod
    def of(cls, *labels: object) -> Self:
        """Return the dice of this place in the demo: other labels, other throws."""
        return cls(":".join(map(str, labels)))

    def new_id(self) -> UUID:
        """Return an identifier."""
        made = _blank(UUID)
        _set(made, "int", (self.getrandbits(128) & _KEPT) | _VERSION_4)
        _set(made, "is_safe", _UNKNOWN)
        return made

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each as likely as the others."""
        return items[int(self.random() * len(items))]

    def likely(self, share: float) -> bool:
        """Return yes in this share of throws."""
        return self.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return low + int(self.random() * (high - low + 1))

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return this many different items, or all of them where there are fewer."""
        return self.mixed(items)[:count]

    def mixed(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            deck[last], deck[other] = deck[other], deck[last]
        return deck


class Deck(Generic[T]):
    """Cards dealt in turn and mixed again when they run out: rare ones come, common ones too."""

    def __init__(self, dice: Dice, counts: Sequence[tuple[T, int]]) -> None:
        self._dice = dice
        self._cards = [card for card, count in counts for _ in range(count)]
        self._left: list[T] = []

    def deal(self) -> T:
        """Return the next card."""
        if not self._left:
            self._left = self._dice.mixed(self._cards)
        return self._left.pop()
