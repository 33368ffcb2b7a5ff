"""What is told, what is held, and what each field of it weighs, in bits."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pbi_desktop.domain.times import PartialDate

ENOUGH = 12.0
"""The weight from which a match is very likely; a good name alone never reaches it."""
MAYBE = ENOUGH / 2
"""The weight from which a match is possible; below it, unlikely."""
SHOWN_FROM = 2.5
"""The weight from which somebody is shown at all; another name with the same birth is not."""
_BARS = 5


class Strength(StrEnum):
    """How sure a match is, in words."""

    VERY_LIKELY = "very_likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


def strength(weight: float) -> Strength:
    """Return how sure a match of this weight is, in words."""
    if weight >= ENOUGH:
        return Strength.VERY_LIKELY
    return Strength.POSSIBLE if weight >= MAYBE else Strength.UNLIKELY


def bars(weight: float) -> int:
    """Return how many of five bars a match of this weight fills: four where it is very likely."""
    return max(0, min(_BARS, round(weight / ENOUGH * (_BARS - 1))))


@dataclass(frozen=True)
class Held:
    """What is on record of one person, as search keys."""

    names: tuple[str, ...]
    born: PartialDate | None
    streets: tuple[str, ...]
    phones: tuple[str, ...]
    former: tuple[str, ...] = ()
    """Names that count as any other and are never displayed."""
    earlier: tuple[str, ...] = ()
    """Where they lived before; counts less than where they live."""
    household: tuple[str, ...] = ()
    """Name keys of relatives and of those who live with them."""
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What somebody says, as search keys; None or empty: not said."""

    name: str = ""
    born: PartialDate | None = None
    street: str = ""
    phone: str = ""
    household: str = ""
    """The names of relatives, as one line."""
    reference: str = ""


@dataclass(frozen=True)
class Line:
    """One field's part in a match: `verdict` is same, close, differs, not_told or not_held."""

    field: str
    verdict: str
    says: str
    weight: float


@dataclass(frozen=True)
class Weights:
    """What agreement and disagreement weigh, in bits; judged, and adjustable.

    They are kept lower than chance alone would make them: those who share a home share a family
    name, a telephone and a street as well, so that all of these together, and a birth, must stay
    under the line while the given name is another; and so must all of them with one name and
    births a generation apart.
    """

    name_bit: float = 0.55
    """Of each bit by which a name is rare: names tell less than their letters, families share."""
    name_most: float = 10.0
    name_initials: float = 1.0
    """At most, where nothing but initials agree."""
    name_misheard: float = 2.0
    """At most, where a name agrees and the other is only a little alike."""
    name_little: float = -2.0
    name_differs: float = -10.0
    family_differs: float = -2.5
    title_differs: float = -1.0
    born_same: float = 8.0
    born_first_of_january: float = 5.5
    """The day that is written where nobody knows it."""
    born_swapped: float = 6.0
    born_year_by_one: float = 5.5
    born_month: float = 5.0
    born_near: float = 4.5
    born_year: float = 3.0
    born_differs: float = -6.0
    born_generation: float = -12.0
    street_same: float = 4.0
    street_close: float = 3.0
    street_earlier: float = 2.5
    street_area: float = 1.5
    street_differs: float = -0.25
    phone_same: float = 6.0
    phone_close: float = 4.0
    phone_figure: float = 1.0
    """Of each figure of a fragment."""
    phone_differs: float = -0.25
    household_same: float = 3.0
    household_close: float = 2.0
    household_differs: float = -0.25
    reference_same: float = 10.0
    reference_differs: float = -1.0


DEFAULT = Weights()


def total(lines: Iterable[Line]) -> float:
    """Return the whole weight of a match."""
    return sum(line.weight for line in lines)
