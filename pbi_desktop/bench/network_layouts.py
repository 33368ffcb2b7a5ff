"""Layouts of an invented borough against igraph's, and a change against a layout from new.

igraph lives in an environment of its own, as `requirements/bench.txt` locks it; PBI_PEER_PYTHON
names its Python. Processor seconds of the layout alone are compared: reading the graph, and
loading libraries, count on neither side. Crossings and nodes too near are counted in the same run.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from pbi_desktop.bench import network_peer
from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.network_borough import Borough, borough
from pbi_desktop.bench.network_quality import Numbers, crossings, too_near
from pbi_desktop.network.large.edits import edited
from pbi_desktop.network.large.graph import LargeGraph, plain_ties
from pbi_desktop.network.large.islands import Layout, islands

PEER_PYTHON = "PBI_PEER_PYTHON"
TEN, HUNDRED = 10_000, 100_000
_ONE_IN = 100


@dataclass(frozen=True, eq=False)
class Took:
    """Where the nodes stand, and the processor seconds it took."""

    positions: Numbers
    seconds: float


@dataclass(frozen=True)
class Aim:
    """A peer's method, and the most that ours may take of its time and make of its crossings."""

    how: str
    peer: str
    time: tuple[float, float]
    crossed: tuple[float, float]


_AIMS = {
    TEN: Aim("drl", "igraph DrL", (0.25, 0.1), (1.15, 1.0)),
    HUNDRED: Aim("grid", "igraph Fruchterman-Reingold grid", (1.2, 0.6), (0.15, 0.15)),
}


def layout_lines(rounds: int, aims: dict[int, Aim] | None = None) -> list[Measured]:
    """Return the layouts against igraph's; where it is not there, that is said."""
    peer = os.environ.get(PEER_PYTHON, "")
    if not peer:
        say(f"igraph was not there: {PEER_PYTHON} names no Python that has it.")
        return []
    found = [_layout(peer, size, aim, rounds) for size, aim in (aims or _AIMS).items()]
    return [line for pair in found for line in pair]


def edit_lines(rounds: int, size: int = TEN) -> list[Measured]:
    """Return a change of one node in a hundred against the layout from new; who moved counts."""
    whole = graph_of(borough(size))
    origin, fewer = _without_some(whole)
    ours(fewer)
    ratios = []
    for _round in range(rounds):
        old, full = _timed_layout(fewer)
        begun = process_time()
        new = edited(old, whole, origin)
        took = process_time() - begun
        moved = int((new.positions[origin >= 0] != old.positions).any(axis=1).sum())
        ratios.append(inf if moved else took / full)
    say(f"1 % added to {size:,}: {moved} old nodes moved.")
    return [(f"1% edit of {size:,} nodes", "own full layout", tuple(ratios), 0.15, 0.05)]


def graph_of(town: Borough) -> LargeGraph:
    """Return the borough as the program's own graph."""
    return LargeGraph(tuple(map(str, range(town.size))), town.kind, plain_ties(town.edges))


def ours(graph: LargeGraph) -> Took:
    """Return our layout."""
    layout, seconds = _timed_layout(graph)
    return Took(layout.positions, seconds)


def theirs(python: str, how: str, graph: LargeGraph) -> Took:
    """Return igraph's layout, made in its own environment."""
    with TemporaryDirectory() as folder:
        ties, out, times = (Path(folder) / name for name in ("ties.npy", "out.npy", "t.json"))
        np.save(ties, graph.edges)
        script = str(network_peer.__file__)
        words = [python, script, how, str(graph.size), str(ties), str(out), str(times)]
        # What it says of its failure is seen; the table alone stands on the other stream.
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        return Took(np.load(out), float(json.loads(times.read_text())["cpu_seconds"]))


def say(text: str) -> None:
    """Tell whoever watches, beside the results."""
    print(text, file=sys.stderr)


def _layout(peer: str, size: int, aim: Aim, rounds: int) -> list[Measured]:
    graph = graph_of(borough(size))
    ours(graph_of(borough(200)))  # loads the libraries
    took, crossed = [], []
    for number in range(rounds):
        pair = [ours(graph), theirs(peer, aim.how, graph)]
        one, other = (crossings(side.positions, graph.edges, seed=number) for side in pair)
        took.append(pair[0].seconds / pair[1].seconds)
        crossed.append(one / other)
    near = [too_near(side.positions) for side in pair]
    say(f"{size:,} nodes, ours: {one:.0f} crossings a tie, {near[0]:.1%} of nodes too near.")
    say(f"{size:,} nodes, {aim.peer}: {other:.0f} crossings a tie, {near[1]:.1%} too near.")
    return [
        (f"layout of {size:,} nodes", aim.peer, tuple(took), *aim.time),
        (f"crossings at {size:,} nodes", aim.peer, tuple(crossed), *aim.crossed),
    ]


def _timed_layout(graph: LargeGraph) -> tuple[Layout, float]:
    begun = process_time()
    layout = islands(graph)
    return layout, process_time() - begun


def _without_some(whole: LargeGraph) -> tuple[Numbers, LargeGraph]:
    """Return the graph without one node in a hundred, and where its nodes were in it."""
    gone = np.random.default_rng(3).choice(whole.size, whole.size // _ONE_IN, replace=False)
    origin = np.zeros(whole.size, np.int64)
    origin[gone] = -1
    kept = np.flatnonzero(origin == 0)
    origin[kept] = np.arange(len(kept))
    ties = origin[whole.edges]
    ids = tuple(whole.ids[row] for row in kept)
    return origin, LargeGraph(ids, whole.kind[kept], plain_ties(ties[(ties >= 0).all(axis=1)]))
