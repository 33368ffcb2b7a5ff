"""`report`: the shared case summary and the outcomes report, each form from one run."""

import argparse
from datetime import date

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import give_json, keep, say
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.summary_contents import Handing
from pbi_desktop.services.reports import Made, MadeOfCounts

_WRITTEN = {
    "case-summary": (".pdf", ".html", ".json"),  # what is said of a person is no workbook
    "outcomes": (".pdf", ".html", ".xlsx", ".json"),
}


def write(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Write one report to every file asked for, from one run."""
    endings = _WRITTEN[asked.kind]
    for path in asked.out:
        if path.suffix.lower() not in endings:
            raise Invalid({"out": f"{path.name}: this report is written as {_either(endings)}."})
    make = _summary if asked.kind == "case-summary" else _outcomes
    made = make(asked)
    for path in asked.out:
        keep(path, _form(made, path.suffix.lower()))
    for path in asked.out:
        say(asked, f"Written: {path}")
    give_json(asked, made.json)
    return DONE


def _either(endings: tuple[str, ...]) -> str:
    return f"{', '.join(endings[:-1])} or {endings[-1]}"


def _form(made: Made, ending: str) -> str | bytes:
    if ending == ".pdf":
        return made.pdf
    if ending == ".xlsx" and isinstance(made, MadeOfCounts):
        return made.workbook
    return made.html if ending == ".html" else made.json


def _summary(asked: argparse.Namespace) -> Made:
    if not asked.case or not asked.view_as:
        raise Invalid({"case": "Give --case REFERENCE and --view-as AGENCY."})
    with opened(asked) as (store, actor):
        purpose = Purpose(asked.purpose)
        if asked.approve:
            approve = store.desk.shared_summaries.approve_proposed
            return approve(actor, asked.case, asked.view_as, purpose)
        handing = Handing(urgent=asked.urgent)
        reports = store.desk.reports
        return reports.case_summary(actor, asked.case, asked.view_as, purpose, handing)


def _outcomes(asked: argparse.Namespace) -> Made:
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
