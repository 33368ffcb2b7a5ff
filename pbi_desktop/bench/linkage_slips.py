"""The second record of somebody, as another desk wrote it: misspelt, swapped, moved, left out."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Protocol

from pbi_desktop.analysis.matching import Record
from pbi_desktop.domain.times import PartialDate

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MISSPELT = 0.25
_SWAPPED = 0.03
_SHORTENED = 0.1
_OTHER_FAMILY = 0.05
_BIRTH_WRONG = 0.12
_BIRTH_MISSING = 0.05
_MOVED = 0.25
_PHONE_OTHER = 0.3


class _Home(Protocol):
    """Where somebody moved to."""

    @property
    def address(self) -> str: ...
    @property
    def locality(self) -> str: ...
    @property
    def postcode(self) -> str: ...


def again(dice: Random, person: Record, home: _Home) -> Record:
    """Return the same person as written down a second time."""
    given, family = _misspelt(dice, person.given_name), _misspelt(dice, person.family_name)
    if dice.random() < _SHORTENED:
        given = given.split()[0]
    if dice.random() < _OTHER_FAMILY:
        family = f"{family} {_misspelt(dice, 'Greenhalgh')}"
    if dice.random() < _SWAPPED:
        given, family = family, given
    person = replace(person, given_name=given, family_name=family)
    person = replace(person, date_of_birth=_born(dice, person.date_of_birth))
    if dice.random() < _PHONE_OTHER:
        person = replace(person, phone="")
    if dice.random() < _MOVED:
        return replace(
            person, address_1=home.address, locality=home.locality, postcode=home.postcode
        )
    return replace(person, address_1=_misspelt(dice, person.address_1))


def slip(dice: Random, word: str) -> str:
    """Return a word with one slip of the hand: a letter lost, doubled, wrong or out of place."""
    if len(word) < len("ann"):
        return word
    at = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + dice.choice(_LETTERS) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _misspelt(dice: Random, text: str) -> str:
    return slip(dice, text) if dice.random() < _MISSPELT else text


def _born(dice: Random, born: PartialDate | None) -> PartialDate | None:
    day = born.day if born else None
    if day is None or dice.random() < _BIRTH_MISSING:
        return None
    if dice.random() >= _BIRTH_WRONG:
        return born
    kind = dice.randrange(3)
    if kind == 0 and day.day <= 12:
        return PartialDate.of_day(date(day.year, day.day, day.month))
    if kind == 1:
        return PartialDate.of_day(day + timedelta(days=365))
    return PartialDate.of_day(day + timedelta(days=dice.choice((1, 2, 10, -1))))
