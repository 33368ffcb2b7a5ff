"""How a crowd of nodes pushes one node away, for all at once: sums over a grid."""

from dataclasses import dataclass

import numpy as np

from pbi_desktop.network.large.graph import Numbers

_CELL = 1.5
_MOST_CELLS = 1_500_000
_SOFT = 0.3
"""In cells: nearer than that, no node pushes harder."""


@dataclass(frozen=True, eq=False)
class Field:
    """A grid over an area, and the push that one node in a cell makes around it."""

    low: Numbers
    cell: float
    shape: tuple[int, int]
    padded: tuple[int, int]
    across: Numbers
    down: Numbers

    def pushes(self, crowd: Numbers) -> tuple[Numbers, Numbers]:
        """Return the push across and down in each cell that a crowd at these points makes."""
        cells, parts = self._corners(crowd)
        count = self.shape[0] * self.shape[1]
        mass = np.zeros(count)
        for cell, part in zip(cells, parts, strict=True):
            mass += np.bincount(cell, part, count)
        room = np.zeros(self.padded, np.float32)
        room[: self.shape[0], : self.shape[1]] = mass.reshape(self.shape)
        waves = np.fft.rfft2(room)
        return self._back(waves * self.across), self._back(waves * self.down)

    def at(self, pushes: tuple[Numbers, Numbers], points: Numbers) -> Numbers:
        """Return the push at each point, from that in the cells around it."""
        cells, parts = self._corners(points)
        found = np.zeros((len(points), 2), np.float32)
        for cell, part in zip(cells, parts, strict=True):
            found[:, 0] += part * pushes[0][cell]
            found[:, 1] += part * pushes[1][cell]
        return found

    def _back(self, waves: Numbers) -> Numbers:
        wide = np.fft.irfft2(waves, self.padded)
        return np.ascontiguousarray(wide[: self.shape[0], : self.shape[1]]).ravel()

    def _corners(self, points: Numbers) -> tuple[tuple[Numbers, ...], tuple[Numbers, ...]]:
        """Return the four cells around each point, and the point's share in each."""
        where = np.clip((points - self.low) / self.cell, 0, np.array(self.shape) - 1.001)
        whole = where.astype(np.int32)
        right, down = (where - whole).astype(np.float32).T
        wide = self.shape[1]
        first = whole[:, 0] * wide + whole[:, 1]
        return (
            (first, first + 1, first + wide, first + wide + 1),
            ((1 - right) * (1 - down), (1 - right) * down, right * (1 - down), right * down),
        )


def field(low: Numbers, high: Numbers, reach: float) -> Field:
    """Return a field over an area. A push falls with distance, and ends at `reach`."""
    room = np.maximum(np.asarray(high, np.float64) - low, 1.0)
    cell = max(_CELL, float(np.sqrt(room.prod() / _MOST_CELLS)))
    wide, tall = (int(n) + 5 for n in np.ceil(room / cell))
    beyond = max(1, int(np.ceil(reach / cell)))
    padded = (_easy(wide + beyond), _easy(tall + beyond))
    dx = np.fft.fftfreq(padded[0], 1 / padded[0])[:, None] * cell
    dy = np.fft.fftfreq(padded[1], 1 / padded[1])[None, :] * cell
    square = dx * dx + dy * dy
    fall = np.clip(2 - 2 * np.sqrt(square) / reach, 0, 1) / (square + (_SOFT * cell) ** 2)
    across, down = (np.fft.rfft2((way * fall).astype(np.float32)) for way in (dx, dy))
    return Field(np.asarray(low) - 2 * cell, cell, (wide, tall), padded, across, down)


def _easy(least: int) -> int:
    """Return the next number that is made of 2, 3 and 5 alone: such waves are quick to sum."""
    while True:
        rest = least
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1 and least % 2 == 0:
            return least
        least += 1
