"""`export`: what the team has, in a form that other programs take."""

import argparse
from pathlib import Path

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import folder, keep, say, say_json
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.errors import Invalid


def give_out(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Write what was asked for into its file."""
    return {"directory": _directory, "cases": _cases}[asked.kind](asked)


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


def _cases(asked: argparse.Namespace) -> int:
    from pbi_desktop.services.cases_export import FURTHER, Form

    path: Path = asked.out
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ("", Form.XLSX, Form.ODS):
        raise Invalid(
            {"out": f"{path.name}: cases are written as .xlsx, .ods, or CSV files in a folder."}
        )
    form = Form(ending) if ending else Form.CSV
    with opened(asked) as (store, actor):
        made = store.desk.cases_export.cases(actor, form, path.stem)
    home = folder(path) if form is Form.CSV else path.parent
    beside = folder(path / FURTHER) if form is Form.CSV else path.parent
    written = [home / name for name in made.files] + [beside / name for name in made.further]
    for place, data in zip(written, (*made.files.values(), *made.further.values()), strict=True):
        keep(place, data)
    said = ", ".join(f"{count:,} {name}" for name, count in made.counts.items())
    say(asked, f"Written: {path}. {said}. “import cases” takes it back with nothing changed.")
    also = beside if form is Form.CSV else written[-1]
    say(asked, f"Also written: {also}. {made.further_rows:,} rows that are not taken back in.")
    say(asked, "OFFICIAL-SENSITIVE: for the team alone. That you took it out is in the audit log.")
    say_json(
        asked,
        {
            "kind": asked.kind,
            "files": [str(place) for place in written],
            **made.counts,
            "further_rows": made.further_rows,
        },
    )
    return DONE
