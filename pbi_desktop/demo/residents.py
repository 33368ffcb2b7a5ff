"""Invents the people of a household: ages that fit, names that families share."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.instants import as_date, clock
from pbi_desktop.demo.name_lists import NameStock
from pbi_desktop.demo.naming import FamilyName, NameBook
from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.times import Precision

ADULT = 18
_YEAR = 365
_WOMEN_SHARE = 0.56
_SAME_SEX_COUPLES = 0.05
_GROWN_UP_ELSEWHERE = 35


Known = tuple[datetime, UUID]
"""When somebody came to be known, and to which worker."""


class Part(StrEnum):
    """What somebody is in a household, seen from its head."""

    HEAD = "head"
    PARTNER = "partner"
    CHILD = "child"
    ELDER = "elder"
    GROWN = "grown"
    SIBLING = "sibling"
    FRIEND = "friend"


@dataclass(slots=True, eq=False)
class Resident:
    """A person of the demo."""

    id: UUID
    part: Part
    given: str
    family: str
    gender: str
    age: int
    born_text: str
    born_precision: str
    known: datetime
    known_by: UUID
    """When and by whom the team first heard of them."""

    language: str | None = None
    interpreter: str | None = None
    pronouns: str | None = None
    known_as: str | None = None
    died_text: str | None = None

    @property
    def first_name(self) -> str:
        """What workers call them in notes."""
        return self.known_as or self.given.split(" ")[0]

    @property
    def is_adult(self) -> bool:
        """Say whether they are of age."""
        return self.age >= ADULT


@dataclass(frozen=True)
class Shape:
    """Who lives together: a head of some age, and the others by their part."""

    youngest: int
    oldest: int
    parts: tuple[Part, ...]


_CHILDREN = (Part.CHILD,) * 4
SHAPES: dict[int, tuple[Shape, ...]] = {
    1: (Shape(19, 88, ()), Shape(22, 70, ()), Shape(62, 90, ())),
    2: (
        Shape(24, 84, (Part.PARTNER,)),
        Shape(20, 46, (Part.CHILD,)),
        Shape(40, 62, (Part.ELDER,)),
        Shape(48, 70, (Part.GROWN,)),
        Shape(19, 44, (Part.SIBLING,)),
        Shape(19, 34, (Part.FRIEND,)),
    ),
    3: (
        Shape(23, 48, (Part.PARTNER, Part.CHILD)),
        Shape(24, 47, _CHILDREN[:2]),
        Shape(30, 50, (Part.CHILD, Part.ELDER)),
        Shape(47, 68, (Part.PARTNER, Part.GROWN)),
    ),
    4: (
        Shape(25, 49, (Part.PARTNER, *_CHILDREN[:2])),
        Shape(26, 46, _CHILDREN[:3]),
        Shape(30, 50, (Part.ELDER, *_CHILDREN[:2])),
        Shape(40, 52, (Part.PARTNER, Part.GROWN, Part.CHILD)),
    ),
    5: (
        Shape(28, 48, (Part.PARTNER, *_CHILDREN[:3])),
        Shape(32, 50, (Part.PARTNER, Part.ELDER, *_CHILDREN[:2])),
    ),
    6: (
        Shape(30, 48, (Part.PARTNER, *_CHILDREN)),
        Shape(36, 52, (Part.PARTNER, Part.ELDER, *_CHILDREN[:3])),
    ),
}
_SHARE_THE_NAME = frozenset({Part.PARTNER, Part.CHILD, Part.GROWN, Part.SIBLING})


class Inventor:
    """Invents people, one household after another."""

    def __init__(self, dice: Dice, names: NameBook, today: int) -> None:
        self._dice = dice
        self._names = names
        self._today = today

    def household(self, size: int, known: Known) -> list[Resident]:
        """Return the people of a new household, its head first."""
        dice = self._dice
        stock = self._names.community(dice)
        family = self._names.family(dice, stock)
        shape = dice.pick(SHAPES[size])
        age = dice.between(shape.youngest, shape.oldest)
        woman = dice.random() < _WOMEN_SHARE
        people = [self._person(Part.HEAD, age, woman, (stock, family), known)]
        for part in shape.parts:
            shared = part in _SHARE_THE_NAME
            named = family if shared else self._names.family(dice, stock)
            other = self._is_woman(part, woman)
            person = self._person(part, self._age(part, age), other, (stock, named), known)
            if any(person.given == another.given for another in people):
                person.given = self._names.given(dice, stock, person.age, woman=other)
            people.append(person)
        return people

    def _is_woman(self, part: Part, head_is_woman: bool) -> bool:
        if part is Part.PARTNER and self._dice.random() > _SAME_SEX_COUPLES:
            return not head_is_woman
        return self._dice.random() < _WOMEN_SHARE

    def _age(self, part: Part, head: int) -> int:
        """Return an age that fits the part beside a head of this age."""
        between = self._dice.between
        if part is Part.CHILD:
            return between(max(0, head - 40), max(0, min(ADULT - 1, head - ADULT)))
        if part is Part.GROWN:
            return between(ADULT + 1, max(ADULT + 1, head - 20))
        if part is Part.ELDER:
            return head + between(20, 32)
        return max(ADULT, head + between(-6, 6))

    def _person(
        self,
        part: Part,
        age: int,
        woman: bool,
        named: tuple[NameStock, FamilyName],
        known: Known,
    ) -> Resident:
        """Return one person."""
        dice, (stock, family) = self._dice, named
        day = self._today - age * _YEAR - age // 4 - dice.between(20, 360)
        text, precision = self._born(day)
        person = Resident(
            dice.new_id(),
            part,
            self._names.given(dice, stock, age, woman=woman),
            family.woman if woman else family.man,
            self._gender(woman, age),
            age,
            text,
            precision,
            max(known[0], clock(day + 14, 11)) if age <= 3 else known[0],
            known[1],
        )
        if age >= ADULT:
            self._speaks(person, stock, woman)
        return person

    def _gender(self, woman: bool, age: int) -> str:
        throw = self._dice.random()
        if age >= ADULT and throw > 0.994:
            return Gender.NON_BINARY.value
        if throw < 0.006:
            return Gender.NOT_RECORDED.value
        return (Gender.WOMAN if woman else Gender.MAN).value

    def _speaks(self, person: Resident, stock: NameStock, woman: bool) -> None:
        """Add the language of an adult, and who has asked for an interpreter or for a pronoun."""
        dice = self._dice
        needs = person.age >= _GROWN_UP_ELSEWHERE and dice.random() < stock.interpreter_share
        if needs or dice.random() < 0.4:
            person.language = stock.language
        if needs:
            person.interpreter = f"{stock.language} interpreter"
        if dice.random() < 0.5:
            person.pronouns = "she/her" if woman else "he/him"
        if person.gender == Gender.NON_BINARY:
            person.pronouns = "they/them"

    def _born(self, day: int) -> tuple[str, str]:
        """Return a date of birth; of some people only the month or the year is known."""
        born = as_date(day).isoformat()
        throw = self._dice.random()
        if throw < 0.95:
            return born, Precision.DAY.value
        if throw < 0.965:
            return born[:7], Precision.MONTH.value
        return born[:4], (Precision.YEAR if throw < 0.985 else Precision.ABOUT).value
