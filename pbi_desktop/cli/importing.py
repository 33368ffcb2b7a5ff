"""`import`: files in, with a reason for every row that is refused, and a way back."""

import argparse
from typing import Any
from uuid import UUID

from pbi_desktop.cli.importing_cases import look_at_undo, take_in_cases
from pbi_desktop.cli.opening import file_at, opened
from pbi_desktop.cli.saying import say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import RunId
from pbi_desktop.services.import_rows import ImportReport

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


def say_report(asked: argparse.Namespace, report: ImportReport) -> None:
    """Say what was kept, and every row that was refused."""
    kept = "Would keep" if report.run_id is None and (report.new or report.changed) else "Kept"
    say(
        asked,
        f"Rows in: {report.rows_in:,}. {kept}: {report.new:,} new, {report.changed:,} changed, "
        f"{report.unchanged:,} as they were. Refused: {len(report.refused):,}.",
    )
    _say_names(asked, "New", report.new, report.new_names)
    _say_names(asked, "Changed", report.changed, report.changed_names)
    kept = "Not seen in this list, and kept"
    _say_names(asked, kept, report.not_seen, report.not_seen_names)
    for text in report.noticed:
        say(asked, f"Noticed: {text}")
    for row in report.refused:
        say(asked, f"Refused: {row.file}, row {row.row_number}: {row.reason}")
    if report.run_id is not None:
        say(asked, f"To take it back: pbi-desktop import {report.kind} --undo {report.run_id}")


def _say_names(asked: argparse.Namespace, what: str, count: int, names: tuple[str, ...]) -> None:
    """Name the first of them: who looks before anything is kept has to see what it is about."""
    if not names:
        return
    more = f" and {count - len(names):,} more" if count > len(names) else ""
    say(asked, f"{what}: {', '.join(names)}{more}.")


def as_json(report: ImportReport) -> dict[str, Any]:
    """Return the report as `--json` writes it."""
    return {
        "kind": report.kind,
        "files": list(report.files),
        "run": str(report.run_id) if report.run_id else None,
        "rows_in": report.rows_in,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "not_seen": report.not_seen,
        "new_names": list(report.new_names),
        "changed_names": list(report.changed_names),
        "not_seen_names": list(report.not_seen_names),
        "refused": [
            {"file": row.file, "row": row.row_number, "reason": row.reason}
            for row in report.refused
        ],
        "noticed": list(report.noticed),
    }
