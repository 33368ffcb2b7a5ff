"""`import`: files in, with a reason for every row that is refused, and a way back."""

import argparse
from uuid import UUID

from pbi_desktop.cli.import_saying import as_json, say_report
from pbi_desktop.cli.importing_cases import look_at_undo, take_in_cases
from pbi_desktop.cli.opening import file_at, opened
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import RunId

OF_AGENCIES = ("gains", "demand", "referrals")


def take_in(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Take in the files, or take a run back."""
    _refuse_mixed(asked)
    if asked.undo:
        return look_at_undo(asked, asked.undo) if asked.dry_run else _undo(asked)
    if asked.kind == "cases":
        return take_in_cases(asked)
    from pbi_desktop.services.imports import How, RowsRefused

    files = [file_at(path) for path in asked.files]
    how = How(asked.dry_run, asked.strict)
    with opened(asked) as (store, actor):
        try:
            if asked.kind == "places":
                report = store.desk.imports.places(actor, files, how)
            elif asked.kind in OF_AGENCIES:
                take = getattr(store.desk.lists, asked.kind)
                report = take(actor, files, how, _mapping(asked.map))
            else:
                report = store.desk.imports.directory(actor, files, how, _mapping(asked.map))
        except RowsRefused as refused:
            say(asked, "Rows were refused and --strict was asked for: nothing was kept.")
            report = refused.report
    say_report(asked, report)
    say_json(asked, as_json(report))
    return LOOK if report.refused else DONE


def _refuse_mixed(asked: argparse.Namespace) -> None:
    """Refuse what would otherwise be passed over in silence."""
    if asked.undo and (asked.files or asked.strict or asked.map):
        raise Invalid({"undo": "Give it alone: --undo RUN takes a whole run back."})
    if (asked.decisions or asked.reasons) and (asked.undo or asked.kind != "cases"):
        raise Invalid({"decisions": "Only an import of cases has decisions and a reason file."})
    if not (asked.undo or asked.files):
        raise Invalid({"files": "Name at least one file to take in."})
    if asked.map and asked.kind == "places":
        raise Invalid({"map": "The columns of places cannot be read as others."})


def _undo(asked: argparse.Namespace) -> int:
    try:
        run = RunId(UUID(asked.undo))
    except ValueError:
        raise Invalid({"undo": "Give the run as the import printed it."}) from None
    with opened(asked) as (store, actor):
        undone = store.desk.imports.undo(actor, run, asked.kind)
    say(asked, f"Taken back: {undone.withdrawn} records, {undone.put_back} as they were before.")
    for name in undone.kept:
        say(asked, f"Kept, because somebody changed it since: {name}")
    say_json(asked, {"run": asked.undo, "withdrawn": undone.withdrawn, "kept": list(undone.kept)})
    return LOOK if undone.kept else DONE


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        column, sign, field = pair.partition("=")
        if not sign or not column or not field:
            raise Invalid({"map": f"Write COLUMN=FIELD, not {pair}."})
        found[column] = field
    return found
