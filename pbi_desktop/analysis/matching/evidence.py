"""What is told, what is held, and what each field of it weighs, in bits."""

from collections.abc import Iterable
from dataclasses import dataclass

from pbi_desktop.domain.times import PartialDate

ENOUGH = 12.0
"""The weight from which a match is very likely; a good name alone never reaches it."""
POSSIBLE = 2.5
"""The weight from which somebody is shown at all; another name with the same birth is not."""


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
    """What agreement and disagreement weigh, in bits; judged, and adjustable."""

    name_same: float = 9.0
    name_close: float = 6.0
    name_differs: float = -6.0
    street_same: float = 4.0
    street_earlier: float = 2.5
    street_differs: float = -0.25
    phone_same: float = 6.0
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
