"""`import cases`: a team's own spreadsheets, with answers about who is known already."""

import argparse
from typing import Any
from uuid import UUID

from pbi_desktop.cli.import_saying import as_json, say_report
from pbi_desktop.cli.opening import opened, read_file
from pbi_desktop.cli.saying import keep, say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import RunId
from pbi_desktop.services.import_case_rows import CasesReport
from pbi_desktop.services.import_rows import ImportReport, InputFile, UndoneImport

Mapping = dict[str, dict[str, str]]


def take_in_cases(asked: argparse.Namespace) -> int:
    """Take in spreadsheets, or say what that would do; the reasons go into a file if asked."""
    from pbi_desktop.services.import_answers import read_answers, reasons_csv
    from pbi_desktop.services.import_cases import Asked
    from pbi_desktop.services.imports import How, RowsRefused

    files = [InputFile(path.name, read_file(path)) for path in asked.files]
    answers = asked.decisions
    decisions = read_answers(InputFile(answers.name, read_file(answers))) if answers else {}
    wish = Asked(How(asked.dry_run, asked.strict), decisions, _mapping(asked.map))
    report: ImportReport
    with opened(asked) as (store, actor):
        try:
            report = store.desk.case_imports.cases(actor, files, wish)
        except RowsRefused as refused:
            say(asked, "Rows were refused and --strict was asked for: nothing was kept.")
            report = refused.report
    if asked.reasons:
        keep(asked.reasons, reasons_csv(report))
    _say(asked, report)
    return LOOK if report.refused else DONE


def look_at_undo(asked: argparse.Namespace, run: str) -> int:
    """Say what taking a run back would come to; nothing is taken back."""
    try:
        run_id = RunId(UUID(run))
    except ValueError:
        raise Invalid({"undo": "Give the run as the import printed it."}) from None
    with opened(asked) as (store, actor):
        undone = store.desk.case_imports.look_at_undo(actor, run_id, asked.kind)
    say(
        asked,
        f"Would be taken back: {undone.withdrawn} records, {undone.put_back} as they were before.",
    )
    for name in undone.kept:
        say(asked, f"Would be kept, because of later work: {name}")
    say_json(asked, _undone(undone))
    return LOOK if undone.kept else DONE


def _undone(undone: UndoneImport) -> dict[str, Any]:
    return {
        "run": str(undone.run_id),
        "dry_run": True,
        "withdrawn": undone.withdrawn,
        "put_back": undone.put_back,
        "kept": list(undone.kept),
    }


def _mapping(pairs: list[str]) -> Mapping:
    """Return sheet -> column -> field; refuses what is not SHEET.COLUMN=FIELD."""
    found: Mapping = {}
    for pair in pairs:
        left, sign, field = pair.rpartition("=")
        sheet, dot, column = left.partition(".")
        if not (sign and dot and sheet and column):
            raise Invalid({"map": f"Write SHEET.COLUMN=FIELD, not {pair}."})
        found.setdefault(sheet, {})[column] = field
    return found


def _say(asked: argparse.Namespace, report: ImportReport) -> None:

    more: dict[str, Any] = {}
    if isinstance(report, CasesReport):
        for sheet in report.remembered:
            say(asked, f"Columns of {sheet} were read as they were the last time.")
        if report.left_out:
            say(asked, f"Left out, as was answered: {report.left_out:,} rows.")
        more = _more(report)
    say_report(asked, report)
    if report.run_id is not None:
        say(asked, "To see first what that would take: the same with --dry-run.")
    say_json(asked, as_json(report) | more)


def _more(report: CasesReport) -> dict[str, Any]:
    return {
        "left_out": report.left_out,
        "maybe_known": [
            {
                "person": one.row,
                "initials": one.initials,
                "case": one.case,
                "evidence": one.evidence,
            }
            for one in report.maybe_known
        ],
        "columns": {sheet: dict(columns) for sheet, columns in report.columns.items()},
        "remembered": list(report.remembered),
        "made": dict(report.counted),
    }
