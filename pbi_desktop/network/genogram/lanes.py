"""The heights at which lines run across, in the strip above a generation."""

from collections.abc import Sequence
from dataclasses import dataclass

_APART = 6.0
_SAME = 4.0
_MANY = 40
"""More lines than this in one strip no family has: they are not compared with each other."""


@dataclass(frozen=True)
class Bar:
    """One line in a strip: where it comes from above, and where it leaves downwards."""

    route: int
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    @property
    def left(self) -> float:
        """The left end."""
        return min(*self.tops, *self.bottoms, float("inf"))

    @property
    def right(self) -> float:
        """The right end."""
        return max(*self.tops, *self.bottoms, float("-inf"))

    @property
    def is_straight(self) -> bool:
        """Whether the line just goes down."""
        return self.right - self.left < 0.01

    def overlaps(self, other: "Bar") -> bool:
        """Say whether two lines would touch at one height."""
        return self.left < other.right + _APART and other.left < self.right + _APART


def lanes_of(bars: Sequence[Bar]) -> tuple[dict[int, int], int]:
    """Return the lane of each line, counted from the top, and how many there are.

    Lines that come from above run over those that only join people of one generation.
    """
    across = [bar for bar in bars if not bar.is_straight]
    lanes: dict[int, int] = {}
    depth = 0
    for group in ([b for b in across if b.tops], [b for b in across if not b.tops]):
        start, laid = depth, list[Bar]()
        for bar in _from_the_top(group):
            under = [lanes[o.route] + 1 for o in laid if bar.overlaps(o)]
            lanes[bar.route] = max([start, *under])
            depth = max(depth, lanes[bar.route] + 1)
            laid.append(bar)
    return lanes, depth


def _from_the_top(bars: Sequence[Bar]) -> list[Bar]:
    """Return lines in an order in which the fewest cross, and none lies on another."""
    left = sorted(bars, key=lambda bar: (bar.left, bar.right, bar.route))
    if len(left) > _MANY:
        return left
    ordered: list[Bar] = []
    while left:
        best = min(left, key=lambda bar: (_burden(bar, left), bar.left - bar.right, bar.route))
        ordered.append(best)
        left.remove(best)
    return ordered


def _burden(bar: Bar, others: Sequence[Bar]) -> float:
    """Return what it costs to put a line over all others, next to putting it under them."""
    rest = [other for other in others if other is not bar and bar.overlaps(other)]
    return max((_crossings(bar, o) - _crossings(o, bar) for o in rest), default=0.0)


def _crossings(upper: Bar, lower: Bar) -> float:
    lying = sum(abs(a - b) < _SAME for a in upper.bottoms for b in lower.tops)
    crossed = sum(upper.left < x < upper.right for x in lower.tops)
    crossed += sum(lower.left < x < lower.right for x in upper.bottoms)
    return crossed + 100 * lying
