"""`export`: what the team has, in a form that other programs take."""

import argparse
from pathlib import Path

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import keep, say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.errors import Invalid


def give_out(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Write what was asked for into its file."""
    return {"directory": _directory}[asked.kind](asked)


def _directory(asked: argparse.Namespace) -> int:
    path: Path = asked.out
    if path.suffix.lower() != ".json":
        raise Invalid({"out": f"{path.name}: the directory is written as .json."})
    with opened(asked) as (store, actor):
        made = store.desk.directory_export.directory(actor)
    keep(path, made.data)
    say(asked, f"Written: {path}. {made.services:,} groups and places, as Open Referral UK 3.")
    for why, count in made.left_out:
        say(asked, f"Left out: {count:,}, {why}.")
    for text in made.noticed:
        say(asked, f"Noticed: {text}")
    say_json(
        asked,
        {
            "kind": asked.kind,
            "file": path.name,
            "services": made.services,
            "left_out": dict(made.left_out),
            "noticed": list(made.noticed),
        },
    )
    return DONE
