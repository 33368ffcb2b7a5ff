"""Ratios against a floor in the same run, interleaved; the result is the median of the rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from pbi_desktop.bench.access import access
from pbi_desktop.bench.case import case
from pbi_desktop.bench.connections import connections
from pbi_desktop.bench.front_door import front_door
from pbi_desktop.bench.importing import importing
from pbi_desktop.bench.network import network
from pbi_desktop.bench.start_up import start_up
from pbi_desktop.domain.errors import Invalid

_BENCHES = {
    "start-up": start_up,
    "importing": importing,
    "connections": connections,
    "access": access,
    "front-door": front_door,
    "case": case,
    "network": network,
}
MOST_ROUNDS = {"importing": 3, "connections": 5, "access": 5, "network": 3}
"""A round of 100,000 rows takes most of a minute: more of them tell nothing new."""


@dataclass(frozen=True)
class Result:
    """One ratio: how many times the floor something takes, and the most that it may."""

    name: str
    floor: str
    ratios: tuple[float, ...]
    target: float
    stretch: float

    @property
    def ratio(self) -> float:
        """The median of the per-round ratios."""
        return median(self.ratios)

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.ratio <= self.target

    @property
    def p95(self) -> float:
        """The ratio that one round in twenty passes."""
        return quantiles(self.ratios, n=20)[-1] if len(self.ratios) > 1 else self.ratio

    @property
    def line(self) -> str:
        """The result in words."""
        verdict = "met" if self.met else "MISSED"
        return (
            f"{self.name}: {self.ratio:.2f} x {self.floor} (p95 {self.p95:.2f}, "
            f"{len(self.ratios)} rounds; target {self.target:g} {verdict}; "
            f"stretch {self.stretch:g})"
        )

    @property
    def plain(self) -> dict[str, Any]:
        """The result for JSON."""
        return {
            "name": self.name,
            "floor": self.floor,
            "ratio": round(self.ratio, 3),
            "p95": round(self.p95, 3),
            "rounds": len(self.ratios),
            "target": self.target,
            "stretch": self.stretch,
            "met": self.met,
        }


def run(names: Sequence[str], rounds: int) -> list[Result]:
    """Run the named benches, or all of them."""
    unknown = [name for name in names if name not in _BENCHES]
    if unknown:
        raise Invalid({"bench": f"There is no bench called {unknown[0]}."})
    results = []
    for name in names or list(_BENCHES):
        least = min(rounds, MOST_ROUNDS.get(name, rounds))
        results += [Result(*measured) for measured in _BENCHES[name](least)]
    return results
