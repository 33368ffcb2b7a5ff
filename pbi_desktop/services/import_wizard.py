"""The import door as the window uses it: seen, looked at, kept, and taken back.

It does what the command does, by the same services; only a long run can be stopped as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.directory import Source
from pbi_desktop.domain.ids import CaseId, RunId, TicketId
from pbi_desktop.domain.intake import PersonRow
from pbi_desktop.domain.intake_matching import MaybeKnown, reference_key
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import Clock, PartialDate, Precision, london_day
from pbi_desktop.exchange.cases.reading import read_cases
from pbi_desktop.exchange.workbooks import read_workbook
from pbi_desktop.models import Address, ContactPoint, ImportRun, Person, Residence
from pbi_desktop.services.import_case_rows import CasesReport, ImportStopped, Watch, nobody_watches
from pbi_desktop.services.import_cases import Asked, ImportCases
from pbi_desktop.services.import_layouts import remembered
from pbi_desktop.services.import_lists import ListImports
from pbi_desktop.services.import_rows import ImportReport, InputFile, UndoneImport
from pbi_desktop.services.import_wizard_columns import flat, see_files
from pbi_desktop.services.import_wizard_rows import (
    FilesSeen,
    Likeness,
    ListKind,
    Looked,
    PersonSaid,
    RunSeen,
    Unsure,
    Wish,
)
from pbi_desktop.services.imports import How, Imports
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_RUNS = 100
_FEW = 400
_LOOK = How(dry_run=True)


class ImportWizard:
    """Takes lists in step by step; each step can be seen before the next."""

    def __init__(self, store: Callable[[], Store], clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def check(self, actor: Actor) -> None:
        """Refuse a worker who may take nothing in."""
        with self._store().query(actor) as work:
            desk_sites(work, "import")

    def see(self, actor: Actor, files: Sequence[Source], kind: ListKind | None = None) -> FilesSeen:
        """Return what files are, and how their columns would be read; refuses unreadable ones."""
        with self._store().query(actor) as work:
            desk_sites(work, "import")
            known = remembered(work, ListKind.CASES.value)
        return see_files(files, kind, known)

    def look(self, actor: Actor, wish: Wish, watch: Watch = nobody_watches) -> Looked:
        """Return what taking files in would do, and whom of them may be known; keeps nothing."""
        report = self._run(actor, wish, _LOOK, watch)
        if not isinstance(report, CasesReport) or not report.maybe_known:
            return Looked(report)
        return Looked(report, self._unsure(actor, wish, report))

    def keep(self, actor: Actor, wish: Wish, watch: Watch = nobody_watches) -> ImportReport:
        """Take files in: all accepted rows together, or none where somebody stops it."""
        return self._run(actor, wish, How(), watch)

    def runs(self, actor: Actor) -> tuple[RunSeen, ...]:
        """Return the earlier runs that this worker may see, the newest first."""
        asked = select(
            ImportRun.id,
            ImportRun.kind,
            ImportRun.files,
            ImportRun.created_at,
            ImportRun.accepted,
            ImportRun.refused,
            ImportRun.undone_at,
        ).order_by(ImportRun.created_at.desc(), ImportRun.id.desc())
        with self._store().query(actor) as work:
            rows = work.rows(asked.limit(_MOST_RUNS))
        kinds = {kind.value: kind for kind in ListKind}
        return tuple(
            RunSeen(RunId(key), kinds[kind], files, on, accepted, refused, undone is not None)
            for key, kind, files, on, accepted, refused, undone in rows
            if kind in kinds
        )

    def look_at_undo(self, actor: Actor, run_id: RunId) -> UndoneImport:
        """Return what taking a run back would come to; keeps nothing of it."""
        return ImportCases(self._store).look_at_undo(actor, run_id)

    def undo(self, actor: Actor, run_id: RunId) -> UndoneImport:
        """Take a whole run back, even after later work."""
        return Imports(self._store).undo(actor, run_id)

    def _run(self, actor: Actor, wish: Wish, how: How, watch: Watch) -> ImportReport:
        store = _Stoppable(self._store(), watch)
        files = [_Watched(file, at, len(wish.files), watch) for at, file in enumerate(wish.files)]
        if wish.kind is ListKind.PLACES:
            return Imports(lambda: store).places(actor, files, how)
        if wish.kind is ListKind.CASES:
            asked = Asked(how, wish.decisions, wish.columns, watch)
            return ImportCases(lambda: store).cases(actor, _held(files), asked)
        columns = flat(wish.columns, see_files(wish.files, wish.kind, {}).sheets)
        if wish.kind is ListKind.DIRECTORY:
            return Imports(lambda: store).directory(actor, files, how, columns)
        lists = ListImports(lambda: store, self._clock)
        take = {
            ListKind.GAINS: lists.gains,
            ListKind.DEMAND: lists.demand,
            ListKind.REFERRALS: lists.referrals,
        }[wish.kind]
        return take(actor, _held(files), how, columns)

    def _unsure(self, actor: Actor, wish: Wish, report: CasesReport) -> tuple[Unsure, ...]:
        """Return side by side what the files say and who of the known people may be meant."""
        wanted: dict[str, list[MaybeKnown]] = {}
        for one in report.maybe_known:
            wanted.setdefault(reference_key(one.row), []).append(one)
        said = {reference_key(row.person): row for row in self._people(wish, report)}
        with self._store().query(actor) as work:
            known = _known(work, [one.person_id for some in wanted.values() for one in some])
        return tuple(
            Unsure(
                key,
                some[0].row,
                _said_by(said[key]) if key in said else PersonSaid(),
                tuple(
                    Likeness(
                        one.person_id,
                        one.case,
                        one.evidence,
                        known.get(one.person_id, PersonSaid(one.initials)),
                    )
                    for one in some
                ),
            )
            for key, some in wanted.items()
        )

    def _people(self, wish: Wish, report: CasesReport) -> tuple[PersonRow, ...]:
        sheets = [sheet for file in wish.files for sheet in read_workbook(file.data, file.name)]
        columns = {**wish.columns, **report.columns}
        return read_cases(sheets, columns, today=london_day(self._clock())).people


class _Watched:
    """A file that tells when it is read, and is not read once somebody has stopped the run."""

    def __init__(self, file: Source, at: int, of: int, watch: Watch) -> None:
        self._file, self._at, self._of, self._watch = file, at, of, watch

    @property
    def name(self) -> str:
        """The name, without the path."""
        return self._file.name

    @property
    def data(self) -> bytes:
        """All that is in it."""
        self._tell()
        return self._file.data

    def open(self) -> BinaryIO:
        """Open it from its beginning."""
        self._tell()
        return self._file.open()

    def _tell(self) -> None:
        _go_on(self._watch, "read", self._at, self._of)


class _Stoppable:
    """A store of which a run that somebody stopped keeps nothing, however far it is."""

    def __init__(self, store: Store, watch: Watch) -> None:
        self._store, self._watch = store, watch

    def query(self, actor: Actor, *, sweep: TicketId | None = None) -> AbstractContextManager[Work]:
        """Give a unit of work that only reads."""
        return self._store.query(actor, sweep=sweep)

    def query_case(self, actor: Actor, case: CaseId) -> AbstractContextManager[Work]:
        """Give a unit that reads the detail of one case."""
        return self._store.query_case(actor, case)

    @contextmanager
    def command(
        self, actor: Actor, action: str, *, sweep: TicketId | None = None
    ) -> Iterator[Work]:
        """Give a unit of work that changes; refuses to end where the run was stopped."""
        with self._store.command(actor, action, sweep=sweep) as work:
            _go_on(self._watch, "keep", 0, 0)
            yield work
            _go_on(self._watch, "keep", 1, 1)

    def ensure_open(self, actor: Actor, case: CaseId) -> None:
        """Open a case unless the worker has it open."""
        self._store.ensure_open(actor, case)

    def open_case(self, actor: Actor, case: CaseId) -> None:
        """Open a case for some hours."""
        self._store.open_case(actor, case)

    def sweep(self, actor: Actor, task: str) -> TicketId:
        """Return a ticket that opens all cases of a worker."""
        return self._store.sweep(actor, task)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()


def _go_on(watch: Watch, step: str, done: int, of: int) -> None:
    if not watch(step, done, of):
        raise ImportStopped(step)


def _held(files: Sequence[_Watched]) -> list[InputFile]:
    return [InputFile(file.name, file.data) for file in files]


def _said_by(row: PersonRow) -> PersonSaid:
    address = ", ".join(filter(None, (row.address_1, row.address_2, row.locality, row.postcode)))
    born = say_date(row.born) if row.born else ""
    return PersonSaid(f"{row.given_name} {row.family_name}".strip(), born, address, row.phone)


def _known(work: Work, people: Sequence[UUID]) -> Mapping[UUID, PersonSaid]:
    """Return what the worker may see of people: names, birth, where they live, a phone."""
    found: dict[UUID, PersonSaid] = {}
    for start in range(0, len(people), _FEW):
        some = people[start : start + _FEW]
        homes, phones = _homes(work, some), _phones(work, some)
        asked = select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.born_text,
            Person.born_precision,
        ).where(Person.id.in_(some))
        for key, given, family, text, precision in work.rows(asked):
            born = say_date(PartialDate(text, Precision(precision))) if text and precision else ""
            name = f"{given or ''} {family or ''}".strip()
            found[key] = PersonSaid(name, born, homes.get(key, ""), phones.get(key, ""))
    return found


def _homes(work: Work, people: Sequence[UUID]) -> dict[UUID, str]:
    asked = (
        select(Residence.subject_id, Address.line_1, Address.locality, Address.postcode)
        .join(Address, Address.id == Residence.address_id)
        .where(Residence.subject_id.in_(people), Residence.ended_on.is_(None))
        .order_by(Residence.started_on, Residence.id)
    )
    return {row[0]: ", ".join(filter(None, row[1:])) for row in work.rows(asked)}


def _phones(work: Work, people: Sequence[UUID]) -> dict[UUID, str]:
    asked = select(ContactPoint.subject_id, ContactPoint.value).where(
        ContactPoint.subject_id.in_(people), ContactPoint.kind == "phone"
    )
    return {row[0]: row[1] for row in work.rows(asked.order_by(ContactPoint.id))}
