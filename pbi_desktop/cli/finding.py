"""`find`: the front-door search, in words or as JSON."""

import argparse

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.services.front_door_rows import Match, Verdict

_WORDS = {"very_likely": "very likely", "possible": "possible", "unlikely": "unlikely"}


def find(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Say who may be meant, best first, and why."""
    with opened(asked) as (store, actor):
        door = store.desk.front_door
        result = door.search(actor, door.read(" ".join(asked.text)))
    for match in result.matches:
        told = [line.field for line in match.evidence if line.verdict is not Verdict.NOT_TOLD]
        say(asked, f"{match.name}: {_WORDS[match.strength]} ({', '.join(told)})")
    if not result.matches:
        say(asked, "Nobody that you may see fits these words.")
    say_json(asked, {"matches": [_plain(match) for match in result.matches]})
    return DONE


def _plain(match: Match) -> dict[str, object]:
    return {
        "person": str(match.person_id),
        "name": match.name,
        "strength": match.strength.value,
        "weight": round(match.weight, 1),
        "evidence": [
            {"field": line.field, "verdict": line.verdict.value, "weight": round(line.weight, 1)}
            for line in match.evidence
        ],
    }
