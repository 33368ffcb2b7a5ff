"""`export cases`: everything a team has of its people, for the team itself to keep or move."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.documents import Protection
from pbi_desktop.domain.intake import Intake
from pbi_desktop.exchange.cases_out import case_sheets
from pbi_desktop.exchange.ods_out import to_ods
from pbi_desktop.exchange.out_sheets import OutSheet, csv_files
from pbi_desktop.exchange.workbook_out import to_xlsx
from pbi_desktop.models import Agency, Worker
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.services.cases_export_further import NAMES, read_further
from pbi_desktop.services.cases_export_rows import ACTION, Team, read_rows, read_team
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

FURTHER = "further"
_TITLE = "A team's people and cases"
_HANDLING = (
    "Everything the team has on record of people: names, addresses, health, money and risk. For "
    "the team alone. Keep it where the team's records are kept, and delete it when it has served."
)
_TAKEN_BACK = "people, cases, stages, gains: “import cases” takes them back with nothing changed"
_NEVER = (
    "protected addresses; what was agreed with agencies and told to them; the audit trail; the "
    "directory, which “export directory” writes"
)


_LEFT_OUT = "Something may not be exported and is left out."


class Form(StrEnum):
    """What kind of files a team's data goes into."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True)
class CasesFiles:
    """The files of an export by their names, and how much is in them."""

    files: dict[str, bytes]
    """With CSV one for each sheet."""
    further: dict[str, bytes]
    """What is not taken back in; with CSV one for each sheet."""
    counts: dict[str, int]
    """Rows of each sheet that is taken back."""
    further_rows: int


class CasesExport:
    """Writes the data of the sites that a worker leads, and logs it before it is handed over."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def cases(self, actor: Actor, form: Form, name: str = "team") -> CasesFiles:
        """Return the data as files called `name`; NotPermitted for whoever leads no site."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "an export")) as work:
            team = read_team(work)
            rows = read_rows(work, team)
            others = read_further(work, team)  # before the first sheet: it says what is left out
            sheets = case_sheets(rows, _about(work, team, rows))
            further = (sheets[0], *others)
        made = CasesFiles(
            _written(sheets, form, name),
            _written(further, form, f"{name}-{FURTHER}"),
            {sheet.name: len(sheet.rows) for sheet in sheets[1:]},
            sum(len(sheet.rows) for sheet in further[1:]),
        )
        with store.command(actor, ACTION) as work:
            work.log(ACTION, _fingerprint(made, team), text=_counted(made))
        return made


def _written(sheets: tuple[OutSheet, ...], form: Form, name: str) -> dict[str, bytes]:
    if form is Form.CSV:
        return csv_files(sheets)
    to_bytes = to_xlsx if form is Form.XLSX else to_ods
    return {f"{name}.{form}": to_bytes(sheets, _TITLE)}


def _fingerprint(made: CasesFiles, team: Team) -> str:
    """Return what the log keeps: whose data, how much, and the sum of every file."""
    files = (*made.files.values(), *made.further.values())
    sums = " ".join(sha256(data).hexdigest() for data in files)
    counts = " ".join(f"{count} {name}" for name, count in made.counts.items())
    return f"{', '.join(team.sites.values())}: {counts} {sums}"


def _counted(made: CasesFiles) -> str:
    return ", ".join(f"{count:,} {name.lower()}" for name, count in made.counts.items())


def _about(work: Work, team: Team, rows: Intake) -> tuple[tuple[str, str], ...]:
    """Return what the first sheet says: how to handle it, who made it, and what is in it."""
    by = work.get(Worker, work.actor.worker)
    agency = work.get(Agency, by.agency_id)
    return (
        ("Marking", Protection.OFFICIAL_SENSITIVE),
        ("Handling", _HANDLING),
        ("Made by", f"{by.name}, {agency.name}"),
        ("Made", say_instant(work.now)),
        ("Purpose", work.actor.purpose.replace("_", " ")),
        ("Sites", ", ".join(team.sites.values())),
        ("Rows", f"{len(rows.people):,} people, {len(rows.cases):,} cases, "
                 f"{len(rows.stages):,} stages, {len(rows.gains):,} gains"),
        ("Taken back in", _TAKEN_BACK),
        ("Not taken back in", f"in the further file: {', '.join(NAMES)}"),
        ("Never written", _NEVER),
        *((("Left out", _LEFT_OUT),) if team.may.left_out else ()),
    )  # fmt: skip
