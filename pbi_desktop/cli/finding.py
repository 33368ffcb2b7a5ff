"""`find`: the front-door search: how it was read, who may be meant, and why; also as JSON."""

import argparse

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.services.front_door_rows import Match, SearchResult, Told, Verdict

_WORDS = {"very_likely": "very likely", "possible": "possible", "unlikely": "unlikely"}
_FIELDS = {
    "name": "name",
    "born": "born",
    "street": "street",
    "phone": "phone",
    "household": "lives with",
    "reference": "reference",
}


def find(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Say how the words were read, who may be meant, best first, and why."""
    with opened(asked) as (store, actor):
        door = store.desk.front_door
        told = door.read(" ".join(asked.text))
        result = door.search(actor, told)
    for field, words in _FIELDS.items():
        if getattr(told, field):
            say(asked, f"{words}: {getattr(told, field)}{_read(result, field)}")
    for match in result.matches:
        say(asked, f"{match.name}: {_WORDS[match.strength]}{_known_at(match)} ({_why(match)})")
    if not result.matches:
        say(asked, "Nobody that you may see fits these words.")
    if result.capped:
        say(asked, "There are more. Add another fact to find who is meant.")
    say_json(asked, _whole(told, result))
    return DONE


def _read(result: SearchResult, field: str) -> str:
    said = result.problems.get(field) or result.read_as.get(field, "")
    return f". {said}" if said else ""


def _known_at(match: Match) -> str:
    return f", {match.known_at[0].lower()}{match.known_at[1:]}" if match.known_at else ""


def _why(match: Match) -> str:
    told = [line for line in match.evidence if line.verdict is not Verdict.NOT_TOLD]
    return "; ".join(f"{_FIELDS[line.field]} {line.says} {line.weight:+.1f}" for line in told)


def _whole(told: Told, result: SearchResult) -> dict[str, object]:
    return {
        "told": {field: getattr(told, field) for field in _FIELDS if getattr(told, field)},
        "read_as": result.read_as,
        "problems": result.problems,
        "matches": [_plain(match) for match in result.matches],
        "more": result.capped,
    }


def _plain(match: Match) -> dict[str, object]:
    return {
        "person": str(match.person_id),
        "name": match.name,
        "strength": match.strength.value,
        "weight": round(match.weight, 1),
        "known_at": match.known_at,
        "evidence": [
            {
                "field": line.field,
                "verdict": line.verdict.value,
                "says": line.says,
                "weight": round(line.weight, 1),
            }
            for line in match.evidence
        ],
    }
