"""Everybody's generation: the longest way down from the oldest, with partners level."""

import numpy as np

_FREE = -(10**6)


class Generations:
    """Who must stand how far below whom. What would go in a circle is refused."""

    def __init__(self, count: int) -> None:
        self._least = np.full((count, count), _FREE, dtype=np.int64)
        np.fill_diagonal(self._least, 0)
        self._steps: list[tuple[int, int, int]] = []

    def below(self, upper: int, lower: int, by: int) -> bool:
        """Put one person at least so many generations below another, if that is possible."""
        if self._least[lower, upper] + by > 0:
            return False
        way = self._least[:, upper, None] + by + self._least[None, lower, :]
        self._least = np.maximum(self._least, way)
        self._steps.append((upper, lower, by))
        return True

    def level(self, one: int, other: int) -> bool:
        """Put two people in one generation, if that is possible."""
        if self._least[one, other] > 0 or self._least[other, one] > 0:
            return False
        return self.below(one, other, 0) and self.below(other, one, 0)

    def levels(self, start: int | None) -> tuple[int, ...]:
        """Return everybody's generation from 0, counted in each connected part on its own.

        Nobody floats: from a start each part is drawn together until every person touches
        another by the shortest tie, so that a lone parent stands right above the child.
        """
        level: list[int] = np.maximum(self._least.max(axis=0, initial=0), 0).tolist()
        left = set(range(len(level)))
        while left:
            part = self._drawn_together(level, start if start in left else min(left))
            highest = min(level[person] for person in part)
            for person in part:
                level[person] -= highest
            left -= part
        return tuple(level)

    def _drawn_together(self, level: list[int], start: int) -> set[int]:
        part = {start}
        while True:
            slack = [
                (level[lower] - level[upper] - by, upper, lower)
                for upper, lower, by in self._steps
                if (upper in part) != (lower in part)
            ]
            if not slack:
                return part
            gap, upper, lower = min(slack)
            for person in part if gap else ():
                level[person] += gap if upper in part else -gap
            part |= {end for far, *ends in slack if not far for end in ends} or {upper, lower}
