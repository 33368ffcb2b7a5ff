"""Duplicates in lists against Splink, each on the same files in the same run: F1 and time.

Splink lives in an environment of its own, as `requirements/bench.txt` locks it; PBI_PEER_PYTHON
names its Python. The lists with known answers lie in PBI_REFERENCE_DATA. What is absent is said.

Both are asked for the pairs that are one person with a probability of at least one half. Splink
gives the pairs of its blocking rules; ours adds the pairs that follow through a third record. The
file is read inside Splink's time (well under a second of a million rows) and outside ours.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from pbi_desktop.analysis.matching import Record, match
from pbi_desktop.bench import linkage_peer
from pbi_desktop.bench.linkage_lists import KNOWN, KnownList, rows_of_records
from pbi_desktop.bench.linkage_town import town
from pbi_desktop.bench.name_origins import by_origin, named_lists

Row = tuple[str, str, tuple[float, ...], float, float]
"""Name, floor, ratios, target, stretch: what a result of a bench is made of."""

PEER_PYTHON = "PBI_PEER_PYTHON"
REFERENCE = "PBI_REFERENCE_DATA"
_HALF = 0.5
_TOWN = 1_000_000
_SEED = 7
_TARGET, _STRETCH = 0.5, 0.2


@dataclass(frozen=True)
class Took:
    """The pairs that were found, and the processor seconds it took."""

    pairs: frozenset[frozenset[str]]
    seconds: float


def measured(rounds: int) -> Iterable[Row]:
    """Give a row for each list with known answers, and for a town of a million people."""
    _say_origins()
    peer = os.environ.get(PEER_PYTHON, "")
    if not peer:
        _say(f"Splink was not there: {PEER_PYTHON} names no Python that has it.")
        return
    yield from _of_known_lists(peer)
    yield from _of_a_town(peer, rounds)


def f1(found: frozenset[frozenset[str]], true: frozenset[frozenset[str]]) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * len(found & true) / (len(found) + len(true)) if found or true else 1.0


def ours(records: Sequence[Record]) -> Took:
    """Return what `match` finds."""
    begun = process_time()
    pairs = match(records, threshold=_HALF).pairs
    took = process_time() - begun
    return Took(frozenset(frozenset((pair.left, pair.right)) for pair in pairs), took)


def theirs(python: str, kind: str, rows: Iterable[Sequence[str]]) -> Took:
    """Return what Splink finds, run in its own environment."""
    with TemporaryDirectory() as folder:
        table, pairs, times = (Path(folder) / name for name in ("list.csv", "pairs.csv", "t.json"))
        with table.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        script = str(linkage_peer.__file__)
        words = [python, script, kind, str(table), str(pairs), str(times), str(_HALF)]
        subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own script
        with pairs.open(newline="", encoding="utf-8") as file:
            found = frozenset(frozenset(row[:2]) for row in list(csv.reader(file))[1:])
        return Took(found, float(json.loads(times.read_text())["cpu_seconds"]))


def _say_origins() -> None:
    """Say for the names of each origin how many misspelt ones the desk finds."""
    folder = Path(os.environ.get(REFERENCE, ""))
    if not (os.environ.get(REFERENCE) and (folder / "names").is_dir()):
        _say(f"Lists of names were not there: {REFERENCE} names no folder that has them.")
        return
    for rate in by_origin(named_lists(lambda path: (folder / path).read_bytes())):
        _say(f"Misspelt names of {rate.line}.")


def _of_known_lists(peer: str) -> Iterable[Row]:
    folder = Path(os.environ.get(REFERENCE, ""))
    for known in KNOWN:
        path = folder / "linkage" / known.file
        if not (os.environ.get(REFERENCE) and path.is_file()):
            _say(f"{known.name} was not there: {REFERENCE} names no folder that has it.")
            continue
        yield _errors(known, path, peer)


def _errors(known: KnownList, path: Path, peer: str) -> Row:
    """Return the row of one list: our distance from a perfect F1, against Splink's."""
    records, true = known.read(path)
    one = f1(ours(records).pairs, true)
    other = f1(theirs(peer, known.kind, known.rows(path)).pairs, true)
    _say(f"{known.name}: F1 {one:.4f}; Splink {other:.4f}.")
    return (f"1 / F1 of {known.name}", "1 / F1 of Splink", (other / one,), 1.0, 1.0)


def _of_a_town(peer: str, rounds: int) -> Iterable[Row]:
    made = town(_TOWN, _SEED)
    true = frozenset(frozenset(pair) for pair in made.same)
    sides: tuple[tuple[str, Callable[[], Took]], ...] = (
        ("ours", lambda: ours(made.records)),
        ("Splink", lambda: theirs(peer, "city", rows_of_records(made.records))),
    )
    ratios = []
    for number in range(max(1, min(rounds, 3))):
        order = Random(number).sample(sides, len(sides))  # noqa: S311 - which goes first
        took = {name: run() for name, run in order}
        ratios.append(took["ours"].seconds / took["Splink"].seconds)
        for name, side in took.items():
            much = f1(side.pairs, true)
            _say(f"A million, {name}: {side.seconds:.0f} s of processor, F1 {much:.3f}.")
    yield (
        "likely pairs of a million people",
        "Splink's training and prediction",
        tuple(ratios),
        _TARGET,
        _STRETCH,
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr)
