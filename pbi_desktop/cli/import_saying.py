"""What a run of `import` says of itself, in words and as JSON."""

import argparse
from typing import Any

from pbi_desktop.cli.saying import say
from pbi_desktop.services.import_rows import ImportReport


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
