"""How tall the rows of a long list are: guessed until a row comes into sight, measured then. No Qt.

Ten thousand entries are never measured at once, yet the bar beside them is about as long as they
are, and a row does not jump when the ones above it turn out taller than guessed.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate


class Heights:
    """Heights of rows in their order, and where each row begins."""

    def __init__(self) -> None:
        self._tall: list[int] = []
        self._known: list[bool] = []
        self._ends: list[int] | None = []

    def begin(self, guesses: Iterable[int] = ()) -> None:
        """Forget every row and start with these, none of them measured."""
        self._tall, self._known = [], []
        self.extend(guesses)

    def extend(self, guesses: Iterable[int]) -> None:
        """Add rows at the end, none of them measured."""
        self._tall += [max(1, guess) for guess in guesses]
        self._known += [False] * (len(self._tall) - len(self._known))
        self._ends = None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._tall)

    @property
    def total(self) -> int:
        """How tall all rows are together, as far as that is known."""
        ends = self._all_ends()
        return ends[-1] if ends else 0

    def top(self, row: int) -> int:
        """Return where a row begins."""
        return self.end(row) - self._tall[row]

    def end(self, row: int) -> int:
        """Return where a row ends."""
        return self._all_ends()[row]

    def tall(self, row: int) -> int:
        """Return how tall a row is."""
        return self._tall[row]

    def row_at(self, place: int) -> int:
        """Return the row that stands at a place; the last one beyond them all, -1 without rows."""
        return min(bisect_right(self._all_ends(), max(place, 0)), self.count - 1)

    def measure(self, row: int, measured: Callable[[int], int]) -> int:
        """Return how tall a row is, measuring it if it was only guessed."""
        if not self._known[row]:
            self._known[row] = True
            exact = max(1, measured(row))
            if exact != self._tall[row]:
                self._tall[row] = exact
                self._ends = None
        return self._tall[row]

    def show_from(self, place: int, room: int, measured: Callable[[int], int]) -> int:
        """Measure the rows in sight from a place on; return the place that shows the same then.

        The row at the top keeps its lower edge where it is, so that nothing jumps on the way up;
        the beginning stays the beginning.
        """
        if not self.count:
            return 0
        row = self.row_at(place)
        below = self.end(row) - place if place > 0 else self.measure(row, measured)
        tall = self.measure(row, measured)
        seen = min(below, tall)
        place = self.end(row) - seen
        while seen < room and row + 1 < self.count:
            row += 1
            seen += self.measure(row, measured)
        return max(0, min(place, self.total - room))

    def show_until(self, row: int, room: int, measured: Callable[[int], int]) -> int:
        """Return the place from which a row is the last in sight, measuring what stands above."""
        seen, above = self.measure(row, measured), row
        while seen < room and above > 0:
            above -= 1
            seen += self.measure(above, measured)
        return max(0, self.end(row) - room)

    def _all_ends(self) -> list[int]:
        if self._ends is None:
            self._ends = list(accumulate(self._tall))
        return self._ends
