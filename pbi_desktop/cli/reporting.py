"""`report`: the shared case summary and the outcomes report, to HTML and JSON."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import give_json, keep, say
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from pbi_desktop.services.reports import Made

_WRITTEN = (".html", ".json")


def write(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Write one report to every file asked for, from one run."""
    for path in asked.out:
        if path.suffix.lower() not in _WRITTEN:
            raise Invalid({"out": f"{path.name}: this version writes .html and .json only."})
    make = _summary if asked.kind == "case-summary" else _outcomes
    made = make(asked)
    for path in asked.out:
        keep(path, made.html if path.suffix.lower() == ".html" else made.json)
    for path in asked.out:
        say(asked, f"Written: {path}")
    give_json(asked, made.json)
    return DONE


def _summary(asked: argparse.Namespace) -> "Made":
    if not asked.case or not asked.view_as:
        raise Invalid({"case": "Give --case REFERENCE and --view-as AGENCY."})
    with opened(asked) as (store, actor):
        reports = store.desk.reports
        return reports.case_summary(actor, asked.case, asked.view_as, Purpose(asked.purpose))


def _outcomes(asked: argparse.Namespace) -> "Made":
    first, last = _day(asked.first, "from"), _day(asked.last, "to")
    if first and last and last < first:
        raise Invalid({"to": "The last day is before the first one."})
    with opened(asked) as (store, actor):
        reports = store.desk.reports
        return reports.outcomes(actor, first, last, asked.site or "", shared=asked.shared)


def _day(text: str | None, field: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({field: "Write the day like 2025-04-01."}) from None
