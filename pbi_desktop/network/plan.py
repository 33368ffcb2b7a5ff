"""Where the people of a family stand, and the lines between them, before anything is drawn."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.casework import TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Point

SYMBOL = 36.0
"""The side of everybody's symbol, children's too."""

LABEL_SIZE, NOTE_SIZE = 13.0, 11.5
LABEL_WIDTH = 108.0
"""No label is wider: longer names are wrapped and cut."""
LABEL_TOP = 4.0
"""The room between a symbol and the label below it."""
LABEL_HEIGHT = 34.0
"""Two lines. No line of the family runs through a label's box."""


class WireKind(StrEnum):
    """What a line between people says."""

    TOGETHER = "together"
    """Two partners."""
    APART = "apart"
    """Two former partners: drawn with a stroke across."""
    CHILD = "child"
    """From parents down to their children, as one line with its branches."""
    SIBLINGS = "siblings"
    """Brothers and sisters whose parents are not recorded."""
    DISTANT = "distant"
    """Grandparent and grandchild with nobody recorded between them."""


@dataclass(frozen=True)
class Placed:
    """A person, and the middle of their symbol."""

    person: PersonId
    x: float
    y: float


@dataclass(frozen=True)
class Wire:
    """A line with its branches, each a chain of points, and whom it joins.

    Chains run level or upright, aslant to twins, and end at the rims of symbols. Parents who are
    not recorded as a couple are joined by the line to their child itself.
    """

    kind: WireKind
    people: frozenset[PersonId]
    chains: tuple[tuple[Point, ...], ...]
    nature: TieNature | None = None
    """Step, adoptive or foster; half; married, living together, separated or divorced."""
    on: date | None = None
    """Since when two partners are together, or apart."""

    def moved(self, dx: float, dy: float = 0.0) -> "Wire":
        """Return the line in another place."""
        chains = tuple(tuple((x + dx, y + dy) for x, y in chain) for chain in self.chains)
        return replace(self, chains=chains)


@dataclass(frozen=True)
class FamilyPlan:
    """A family on paper, from 0, 0. `apart` are those tied to nobody by family.

    The person whom the picture is about is always among the people.
    """

    people: tuple[Placed, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float
    apart: tuple[PersonId, ...] = ()
