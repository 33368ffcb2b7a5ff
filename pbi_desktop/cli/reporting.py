"""`report`: the shared case summary and the outcomes report, to HTML and JSON."""

import argparse
from datetime import date
from pathlib import Path

from pbi_desktop.cli.opening import opened, say
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.errors import Invalid

_WRITTEN = (".html", ".json")


def write(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Write one report to every file asked for, from one run."""
    for path in asked.out:
        if path.suffix.lower() not in _WRITTEN:
            raise Invalid({"out": f"{path.name}: this version writes .html and .json only."})
    with opened(asked) as (store, actor):
        reports = store.desk.reports
        if asked.kind == "case-summary":
            if not asked.case or not asked.view_as:
                raise Invalid({"case": "Give --case REFERENCE and --view-as AGENCY."})
            made = reports.case_summary(actor, asked.case, asked.view_as, Purpose(asked.purpose))
        else:
            first, last = _day(asked.first, "from"), _day(asked.last, "to")
            made = reports.outcomes(actor, first, last, asked.site or "", shared=asked.shared)
    for path in asked.out:
        _keep(path, made.html if path.suffix.lower() == ".html" else made.json)
        say(asked, f"Written: {path}")
    return DONE


def _day(text: str | None, field: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({field: "Write the day like 2025-04-01."}) from None


def _keep(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
