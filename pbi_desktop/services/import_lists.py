"""What comes in: lists of money found, of calls and visits, referrals and forms of a website."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.directory import ReadResult, RefusedRow
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.times import Clock, london_day
from pbi_desktop.exchange.demand_list import read_demand
from pbi_desktop.exchange.gains_list import read_gains
from pbi_desktop.exchange.prsb import read_referrals
from pbi_desktop.services.import_demand import plan_demand
from pbi_desktop.services.import_gains import plan_gains
from pbi_desktop.services.import_plan import Plan
from pbi_desktop.services.import_referrals import plan_referrals
from pbi_desktop.services.import_rows import ImportReport, InputFile
from pbi_desktop.services.import_runs import Run
from pbi_desktop.services.imports import How, RowsRefused
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

Read = Callable[[bytes, str, date, Mapping[str, str]], ReadResult[Any]]
Planner = Callable[[Work, Sequence[Any]], Plan]


@dataclass(frozen=True)
class _Kind:
    """One kind of list: how it is read, and what its rows would do."""

    name: str
    read: Read
    plan: Planner


AS_USUAL = How()
GAINS = _Kind("gains", read_gains, plan_gains)
DEMAND = _Kind("demand", read_demand, plan_demand)
REFERRALS = _Kind("referrals", read_referrals, plan_referrals)


class ListImports:
    """The import door for lists about people whom the team knows, or is asked to help."""

    def __init__(self, store: Callable[[], Store], clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def gains(
        self,
        actor: Actor,
        files: Sequence[InputFile],
        how: How = AS_USUAL,
        mapping: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Take in money found; an award that is there is counted once."""
        return self._run(actor, GAINS, files, how, mapping)

    def demand(
        self,
        actor: Actor,
        files: Sequence[InputFile],
        how: How = AS_USUAL,
        mapping: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Take in calls and visits; a row that is there is not counted again."""
        return self._run(actor, DEMAND, files, how, mapping)

    def referrals(
        self,
        actor: Actor,
        files: Sequence[InputFile],
        how: How = AS_USUAL,
        mapping: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Take in referrals, and forms of people themselves: each waits until it is seen to."""
        return self._run(actor, REFERRALS, files, how, mapping)

    def _run(
        self,
        actor: Actor,
        kind: _Kind,
        files: Sequence[InputFile],
        how: How,
        mapping: Mapping[str, str] | None,
    ) -> ImportReport:
        today = london_day(self._clock())
        read = [kind.read(file.data, file.name, today, mapping or {}) for file in files]
        names = tuple(file.name for file in files)
        with self._unit(actor, kind, dry_run=how.dry_run) as work:
            desk_sites(work, f"import {kind.name}")
            plan = kind.plan(work, [row for one in read for row in one.accepted])
            report = _report(kind.name, names, read, plan)
            if how.strict and report.refused:
                raise RowsRefused(report)
            if how.dry_run or not plan.new:
                return report
            run = Run(work, kind.name, names)
            plan.keep(run)
            return replace(report, run_id=run.finish(report.accepted, len(report.refused)))

    def _unit(self, actor: Actor, kind: _Kind, *, dry_run: bool) -> AbstractContextManager[Work]:
        store = self._store()
        ticket = store.sweep(actor, f"import {kind.name}")
        if dry_run:
            return store.query(actor, sweep=ticket)
        return store.command(actor, f"import {kind.name}", sweep=ticket)


def _report(
    kind: str, names: tuple[str, ...], read: Sequence[ReadResult[Any]], plan: Plan
) -> ImportReport:
    unread = [row for one in read for row in one.refused]
    refused = [*unread, *(_refused(place, reason) for place, reason in plan.refused)]
    order = {name: at for at, name in enumerate(names)}
    return ImportReport(
        kind,
        names,
        sum(len(one.accepted) for one in read) + len(unread),
        plan.new,
        0,
        plan.unchanged,
        0,
        tuple(sorted(refused, key=lambda row: (order.get(row.file, 0), row.file, row.row_number))),
        (*(text for one in read for text in one.noticed), *plan.noticed),
    )


def _refused(place: RowPlace, reason: str) -> RefusedRow:
    return RefusedRow(place.file, place.row, reason)
