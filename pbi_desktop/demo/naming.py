"""Gives people names: common ones often, rare ones seldom, by community and as families do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.name_lists import STOCKS, NameStock
from pbi_desktop.domain.names import name_key

T = TypeVar("T")

_COMPOSED = 0.4
_YOUNG = 36
_OLD = 66
_OLD_NAMES = 0.6
_DOUBLED = 0.05
_WITH_MIDDLE = 0.5
_SAME_FOR_WOMEN = 0.3

key_of = lru_cache(maxsize=131072)(name_key)
"""The search key of a name; remembered, because names repeat."""


def skewed(dice: Dice, items: Sequence[T]) -> T:
    """Return one of the items; the first of the list come far more often than the last."""
    throw = dice.random()
    return items[int(throw * throw * len(items))]


@dataclass(frozen=True)
class FamilyName:
    """The name of a family, as its men and as its women bear it."""

    man: str
    woman: str


class NameBook:
    """All names of the demo."""

    def __init__(self) -> None:
        self._cards = tuple(stock for stock in STOCKS for _ in range(stock.share))

    def community(self, dice: Dice) -> NameStock:
        """Return the names of a community, the larger ones more often."""
        return dice.pick(self._cards)

    def given(self, dice: Dice, stock: NameStock, age: int, *, woman: bool) -> str:
        """Return a given name that was in use when somebody of this age was born."""
        young = stock.young_women if woman else stock.young_men
        old = stock.old_women if woman else stock.old_men
        if young and age < _YOUNG:
            return skewed(dice, young)
        if old and age > _OLD and dice.random() < _OLD_NAMES:
            return skewed(dice, old)
        return skewed(dice, stock.women if woman else stock.men)

    def family(self, dice: Dice, stock: NameStock) -> FamilyName:
        """Return a family name."""
        if dice.random() < _COMPOSED:
            return _put_together(dice, stock)
        name = skewed(dice, stock.families)
        if stock.doubles_names and dice.random() < _DOUBLED:
            doubled = f"{name}-{_put_together(dice, stock).man}"
            return FamilyName(doubled, doubled)
        if not stock.women_families or dice.random() < _SAME_FOR_WOMEN:
            return FamilyName(name, name)
        return FamilyName(name, skewed(dice, stock.women_families))


def _put_together(dice: Dice, stock: NameStock) -> FamilyName:
    """Return a family name made of parts, such as may exist and belongs to nobody here."""
    stem = dice.pick(stock.beginnings)
    if stock.middles and dice.random() < _WITH_MIDDLE:
        stem += skewed(dice, stock.middles)
    ending = dice.pick(range(len(stock.endings)))
    man = stem + stock.endings[ending]
    woman = stem + stock.women_endings[ending] if stock.women_endings else man
    return FamilyName(man, woman)
