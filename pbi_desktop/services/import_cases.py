"""`import cases`: a team's own spreadsheets of people, cases, stages and gains."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import RunId
from pbi_desktop.domain.intake import Intake, RowPlace
from pbi_desktop.domain.intake_matching import Decision
from pbi_desktop.domain.times import london_day
from pbi_desktop.exchange.cases.columns import Mappings, sheet_keys
from pbi_desktop.exchange.cases.reading import read_cases
from pbi_desktop.exchange.sheets import Sheet
from pbi_desktop.exchange.workbooks import read_workbook
from pbi_desktop.services.casework import agency_of
from pbi_desktop.services.import_case_rows import CasesReport, Watch, nobody_watches
from pbi_desktop.services.import_cases_changes import known_gains, known_ratings, settle
from pbi_desktop.services.import_cases_keeping import Counts, keep
from pbi_desktop.services.import_cases_known import read_known
from pbi_desktop.services.import_cases_people import keep_people, plan_people
from pbi_desktop.services.import_cases_plan import Plan, cases_at_my_sites, reach_of
from pbi_desktop.services.import_cases_work import plan_cases, plan_gains, plan_stages
from pbi_desktop.services.import_layouts import remember, remembered, shape_of
from pbi_desktop.services.import_people_matching import PeopleInSight
from pbi_desktop.services.import_rows import InputFile, UndoneImport
from pbi_desktop.services.import_undo import take_back
from pbi_desktop.services.imports import How, RowsRefused
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

KIND = "cases"
_TABLES = ("people", "cases", "stage_ratings", "gains")


@dataclass(frozen=True)
class Asked:
    """How files are to be read and kept: columns by hand, answers about people, a way to watch."""

    how: How = field(default_factory=How)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """By the key of the team's reference of a person: `intake_matching.read_decisions`."""
    mapping: Mappings = field(default_factory=dict)
    watch: Watch = nobody_watches


@dataclass(frozen=True)
class _Read:
    """What the files gave, and how their sheets are remembered."""

    intake: Intake
    layouts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    remembered: tuple[str, ...] = ()


_AS_USUAL = Asked()


class ImportCases:
    """Takes a team's own spreadsheets in, shows what that would do, and takes it back."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def cases(
        self, actor: Actor, files: Sequence[InputFile], asked: Asked = _AS_USUAL
    ) -> CasesReport:
        """Take people and cases in: all accepted rows together, or none."""
        if asked.how.dry_run:
            return self.look_at_cases(actor, files, asked)
        sheets = _sheets(files)
        store = self._store()
        ticket = store.sweep(actor, "import cases")
        with _unswept(), store.command(actor, "import cases", sweep=ticket) as work:
            read = _read(work, sheets, asked.mapping)
            return self._keep(work, read, tuple(file.name for file in files), asked)

    def look_at_cases(
        self, actor: Actor, files: Sequence[InputFile], asked: Asked = _AS_USUAL
    ) -> CasesReport:
        """Return what an import would do; keeps nothing."""
        sheets = _sheets(files)
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "import cases")) as work:
            read = _read(work, sheets, asked.mapping)
            report, _plan = _planned(work, read, tuple(file.name for file in files), asked)
        if asked.how.strict and report.refused:
            raise RowsRefused(report)
        return report

    def keep_intake(
        self, actor: Actor, intake: Intake, names: tuple[str, ...] = (), asked: Asked = _AS_USUAL
    ) -> CasesReport:
        """Take in what was read and checked elsewhere: a wizard, or a bench."""
        store = self._store()
        ticket = store.sweep(actor, "import cases")
        with _unswept(), store.command(actor, "import cases", sweep=ticket) as work:
            return self._keep(work, _Read(intake), names, asked)

    def look_at_intake(
        self, actor: Actor, intake: Intake, names: tuple[str, ...] = (), asked: Asked = _AS_USUAL
    ) -> CasesReport:
        """Return what keeping an intake would do; keeps nothing."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "import cases")) as work:
            return _planned(work, _Read(intake), names, asked)[0]

    def look_at_undo(self, actor: Actor, run_id: RunId, kind: str | None = None) -> UndoneImport:
        """Return what taking a run back would come to: it is done, told and thrown away."""
        found: list[UndoneImport] = []
        try:
            store = self._store()
            ticket = store.sweep(actor, "undoing an import")
            with store.command(actor, "look at undo", sweep=ticket) as work:
                desk_sites(work, "undo an import")
                found.append(take_back(work, run_id, kind))
                raise _OnlyLooked
        except _OnlyLooked:
            return found[0]

    def _keep(self, work: Work, read: _Read, names: tuple[str, ...], asked: Asked) -> CasesReport:
        report, plan = _planned(work, read, names, asked)
        if asked.how.strict and report.refused:
            raise RowsRefused(report)
        remember(work, KIND, read.layouts)
        if not (report.new or report.changed):
            return report
        rows = Counts(report.accepted, len(report.refused))
        return replace(report, run_id=keep(work, plan, names, rows, asked.watch))


@contextmanager
def _unswept() -> Iterator[None]:
    """Hold back the search for circles of dead objects: millions of live ones make it a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _OnlyLooked(Exception):
    """What was done was done to be seen."""


def _sheets(files: Sequence[InputFile]) -> tuple[Sheet, ...]:
    return tuple(sheet for file in files for sheet in read_workbook(file.data, file.name))


def _read(work: Work, sheets: Sequence[Sheet], mapping: Mappings) -> _Read:
    """Read sheets with the columns that are named, else as lists of their shape were read last."""
    known = remembered(work, KIND)
    told: dict[str, Mapping[str, str]] = {}
    again, shapes = [], {}
    for key, sheet in sheet_keys(sheets).items():
        shapes[key] = shape_of(sheet.columns)
        said = mapping.get(key) or mapping.get(sheet.name)
        if said is None and shapes[key] in known:
            again.append(key)
        told[key] = {**known.get(shapes[key], {}), **(said or {})}
    intake = read_cases(sheets, told, today=london_day(work.now))
    layouts = {shapes[key]: columns for key, columns in intake.columns.items() if columns}
    return _Read(intake, layouts, tuple(key for key in again if intake.columns.get(key)))


def _planned(
    work: Work, read: _Read, names: tuple[str, ...], asked: Asked
) -> tuple[CasesReport, Plan]:
    intake = read.intake
    asked.watch("read", 0, len(intake.people))
    known = read_known(work, intake)
    plan = Plan(known, work.now, work.actor.worker, agency_of(work), intake.as_written)
    rows = cases_at_my_sites(plan, intake)
    reach = reach_of(plan, intake, rows)
    taken = plan_people(plan, intake.people, reach, PeopleInSight(work), asked.decisions)
    wanted = plan_cases(plan, rows, reach, intake)
    wanted += keep_people(plan, taken, reach)
    moves, plan.changes = plan.changes, []
    wanted += moves
    old = {case.id for case in plan.cases.values() if case.known}
    wanted += plan_stages(plan, intake.stages, known_ratings(work, old))
    wanted += plan_gains(plan, intake.gains, known_gains(work, old))
    settle(work, plan, wanted)
    return _report(plan, read, names), plan


def _report(plan: Plan, read: _Read, names: tuple[str, ...]) -> CasesReport:
    intake = read.intake
    every: set[RowPlace] = set()
    for rows in (intake.people, intake.cases, intake.stages, intake.gains):
        every.update(row.place for row in rows)
    refused = plan.refused.keys()
    out = plan.left_out - refused
    new = plan.new - refused
    changed = {*(change.place for change in plan.changes), *plan.added} - new - refused
    noticed = (f"{count:,}: {text}" for text, count in plan.noticed.items() if count)
    return CasesReport(
        KIND,
        names,
        max(intake.rows_in, len(every)),
        len(new),
        len(changed),
        len(every - new - changed - refused - out),
        0,
        (*intake.refused, *plan.refused.values()),
        (*intake.noticed, *noticed),
        maybe_known=tuple(plan.maybe),
        left_out=len(out),
        columns=intake.columns,
        remembered=read.remembered,
        counted={table: len(plan.rows[table]) for table in _TABLES},
    )
