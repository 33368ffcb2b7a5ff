"""`match`: likely duplicates within a list, or between two, as lines and as JSON."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from pbi_desktop.analysis.matching import MatchResult, Pair, Record, match
from pbi_desktop.cli.opening import read_file
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.times import london_day, system_clock
from pbi_desktop.exchange.person_lists import ListedPerson, PersonList, read_people

_AGREEMENT = {
    "same": "same",
    "close": "close",
    "differs": "different",
    "not_told": "missing",
    "not_held": "missing",
}
_SHOWN = 20
_MOST_FILES = 2


def match_lists(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Say which records are likely one person, best first, and why."""
    if not 1 <= len(asked.files) <= _MOST_FILES:
        raise Invalid({"files": "Name one list, or two to compare with each other."})
    if not 0 <= asked.threshold <= 1:
        raise Invalid({"threshold": "Give a probability from 0 to 1, such as 0.5."})
    lists = [_read(asked, place) for place in range(len(asked.files))]
    records = [[_record(person) for person in one.people] for one in lists]
    begun = perf_counter()
    found = match(records[0], *records[1:], threshold=asked.threshold)
    seconds = perf_counter() - begun
    count = sum(map(len, records))
    _say(asked, found, count, seconds)
    plain = {"records": count, "pairs": [_pair(pair) for pair in found.pairs]}
    say_json(asked, plain | {"threshold": asked.threshold, "seconds": round(seconds, 3)})
    return LOOK if any(one.noticed for one in lists) else DONE


def _read(asked: argparse.Namespace, place: int) -> PersonList:
    path: Path = asked.files[place]
    today = london_day(system_clock())
    read = read_people(read_file(path), path.name, today, _mapping(asked.map))
    for text in read.noticed:
        say(asked, f"{path.name}: {text}")
    return read


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    """Return column to field, of COLUMN=FIELD."""
    split = [pair.rpartition("=") for pair in pairs]
    if any(not (column and field) for column, _sign, field in split):
        raise Invalid({"map": "Write it as COLUMN=FIELD, such as surname=family_name."})
    return {column: field for column, _sign, field in split}


def _record(person: ListedPerson) -> Record:
    said = person.texts
    return Record(
        person.id,
        said["given_name"],
        said["family_name"],
        said["full_name"],
        person.born,
        person.age,
        said["sex"],
        said["address_1"],
        said["address_2"],
        said["locality"],
        said["postcode"],
        said["phone"],
        said["reference"],
        said["email"],
    )


def _say(asked: argparse.Namespace, found: MatchResult, count: int, seconds: float) -> None:
    for pair in found.pairs[:_SHOWN]:
        why = ", ".join(
            f"{line.field} {line.says}" for line in pair.evidence if line.verdict != "not_told"
        )
        say(asked, f"{pair.left} and {pair.right}: {pair.probability:.0%} ({why})")
    if len(found.pairs) > _SHOWN:
        say(asked, f"And {len(found.pairs) - _SHOWN:,} more; --json FILE keeps them all.")
    pairs = "1 likely pair" if len(found.pairs) == 1 else f"{len(found.pairs):,} likely pairs"
    say(asked, f"{pairs} among {count:,} records, in {seconds:.1f} seconds.")


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "left": pair.left,
        "right": pair.right,
        "probability": round(pair.probability, 6),
        "weight": round(pair.weight, 3),
        "evidence": [
            {
                "field": line.field,
                "agreement": _AGREEMENT[line.verdict],
                "weight": round(line.weight, 3),
            }
            for line in pair.evidence
        ],
    }
