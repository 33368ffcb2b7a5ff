"""The ledger: what each agency was told, in which words, when, for what and on which ground."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import DisclosureHow
from pbi_desktop.domain.ids import AgencyId, CaseId, PersonId
from pbi_desktop.domain.recall import Holding
from pbi_desktop.domain.times import start_of
from pbi_desktop.models import Agency, Case, DisclosedField, Disclosure, Site, Worker
from pbi_desktop.services.past_versions import as_they_stood
from pbi_desktop.services.person_names import names_of
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class KnownField:
    """A field that an agency was told, and what it said; None where it can no longer be read."""

    name: str
    value: Any
    as_told: str
    """The value as words; names in place of identifiers."""


@dataclass(frozen=True)
class KnownRecord:
    """A version of a record that an agency was told, in which words, first when and on what."""

    kind: str
    record_id: UUID
    version: int
    category: Category
    about: str
    told_at: datetime
    how: DisclosureHow | None
    purpose: Purpose
    basis: Basis
    fields: tuple[KnownField, ...]


@dataclass(frozen=True)
class DisclosureRow:
    """One time that an agency was told something."""

    id: UUID
    version: int
    at: datetime
    agency: str
    how: DisclosureHow | None
    purpose: Purpose
    basis: Basis
    by: str
    copy_number: int
    records: int
    """How many records, of those that whoever looks may see."""
    summary_id: UUID | None
    endangers: bool


class Ledger:
    """Answers what an agency knows, and who was told what."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def known_to(
        self, actor: Actor, agency: AgencyId, case_id: CaseId, day: date
    ) -> tuple[KnownRecord, ...]:
        """Return what an agency had been told of a case by the end of a day, as it was told.

        Two versions of one record are both there: they were told both.
        """
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            end = start_of(day + timedelta(days=1))
            rows = _told_rows(
                work, Disclosure.case_id == case_id, Disclosure.agency_id == agency,
                Disclosure.at < end,
            )  # fmt: skip
            return _known(work, rows)

    def of_case(
        self, actor: Actor, case_id: CaseId, *, for_person: bool = False
    ) -> tuple[DisclosureRow, ...]:
        """Return each time that an agency was told something of a case, the latest first.

        A log `for_person` leaves out what would endanger somebody, or tip somebody off.
        """
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            found = work.all(
                select(Disclosure)
                .where(Disclosure.case_id == case_id)
                .order_by(Disclosure.at.desc(), Disclosure.copy_number.desc(), Disclosure.id)
            )
            shown = [one for one in found if not (for_person and one.endangers)]
            return _rows(work, shown)

    def keep_from_person(
        self, actor: Actor, disclosure_id: UUID, seen: int, *, endangers: bool = True
    ) -> Changes:
        """Say that a log for the person leaves this out, or that it need not any more."""
        with self._store().command(actor, "mark disclosure") as work:
            disclosure = work.get(Disclosure, disclosure_id, seen)
            disclosure.endangers = endangers
            work.save(disclosure)
        words = "Left out of the log for the person" if endangers else "In the log for the person"
        return work.changes(words)


# --- what other services ask of it ---------------------------------------------------------------


@dataclass(frozen=True)
class Holder:
    """An agency that was told a version of a record, and with which disclosure."""

    disclosure: UUID
    case_id: CaseId
    agency: str
    version: int


def holders_of(work: Work, kind: str, record: UUID) -> tuple[Holder, ...]:
    """Return which agencies were told some version of a record."""
    rows = work.rows(
        select(Disclosure.id, Disclosure.case_id, Agency.name, DisclosedField.record_version)
        .join(DisclosedField, DisclosedField.disclosure_id == Disclosure.id)
        .join(Agency, Agency.id == Disclosure.agency_id)
        .where(DisclosedField.kind == kind, DisclosedField.record_id == record)
        .order_by(Disclosure.at, Disclosure.id)
    )
    return tuple(Holder(row[0], CaseId(row[1]), row[2], row[3]) for row in rows)


def holdings_of(work: Work, person: PersonId) -> tuple[Holding, ...]:
    """Return what agencies were told about a person, by disclosure and category."""
    rows = work.rows(
        select(
            Disclosure.id,
            Agency.id,
            Agency.kind,
            Disclosure.purpose,
            DisclosedField.category,
        )
        .join(DisclosedField, DisclosedField.disclosure_id == Disclosure.id)
        .join(Agency, Agency.id == Disclosure.agency_id)
        .where(DisclosedField.subject_id == person)
        .distinct()
    )
    return tuple(
        Holding(key, AgencyId(agency), AgencyKind(kind), purpose, person, Category(category))
        for key, agency, kind, purpose, category in rows
    )


# --- within --------------------------------------------------------------------------------------


def _told_rows(work: Work, *which: ColumnElement[bool]) -> Sequence[tuple[Disclosure, Any]]:
    return work.rows(
        select(Disclosure, DisclosedField)
        .join(DisclosedField, DisclosedField.disclosure_id == Disclosure.id)
        .where(*which)
        .order_by(Disclosure.at, Disclosure.copy_number, DisclosedField.kind, DisclosedField.id)
    )


def _known(
    work: Work, rows: Sequence[tuple[Disclosure, DisclosedField]]
) -> tuple[KnownRecord, ...]:
    first: dict[tuple[str, UUID, int], tuple[Disclosure, DisclosedField]] = {}
    fields: dict[tuple[str, UUID, int], set[str]] = {}
    for disclosure, told in rows:
        key = (told.kind, told.record_id, told.record_version)
        first.setdefault(key, (disclosure, told))
        fields.setdefault(key, set()).update(told.fields.split())
    values = as_they_stood(work, first)
    names = _names(work, {told.subject_id for _, told in first.values()})
    return tuple(
        KnownRecord(
            *key,
            Category(told.category),
            names.get(told.subject_id, ""),
            disclosure.at,
            disclosure.how,
            disclosure.purpose,
            disclosure.basis,
            _fields(fields[key], values.get(key, {}), names),
        )
        for key, (disclosure, told) in first.items()
    )


def _fields(
    told: Iterable[str], values: Mapping[str, Any], names: Mapping[UUID, str]
) -> tuple[KnownField, ...]:
    return tuple(
        KnownField(name, values.get(name), _as_words(values.get(name), names))
        for name in sorted(told)
    )


def _as_words(value: Any, names: Mapping[UUID, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    try:
        return names.get(UUID(value), "") if isinstance(value, str) else str(value)
    except ValueError:  # a text like any other
        return str(value)


def _names(work: Work, people: set[PersonId]) -> dict[UUID, str]:
    """Return what workers and sites are called, and these people as far as they are known."""
    names: dict[UUID, str] = dict(work.rows(select(Worker.id, Worker.name)))
    names |= dict(work.rows(select(Site.id, Site.name)))
    return names | names_of(work, people)


def _rows(work: Work, found: Sequence[Disclosure]) -> tuple[DisclosureRow, ...]:
    agencies = dict(work.rows(select(Agency.id, Agency.name)))
    workers = worker_names(work, (one.worker_id for one in found))
    told = select(DisclosedField.disclosure_id, func.count(DisclosedField.record_id.distinct()))
    ids = [one.id for one in found]
    asked = told.where(DisclosedField.disclosure_id.in_(ids)).group_by(DisclosedField.disclosure_id)
    counts = dict(work.rows(asked))
    return tuple(
        DisclosureRow(
            one.id,
            one.version,
            one.at,
            agencies.get(one.agency_id, ""),
            one.how,
            one.purpose,
            one.basis,
            workers.get(one.worker_id, ""),
            one.copy_number,
            counts.get(one.id, 0),
            one.summary_id,
            bool(one.endangers),
        )
        for one in found
    )
