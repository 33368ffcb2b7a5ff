"""The access rule once more, in plain Python over plain rows: what both databases must agree with.

Written from the words of the rule, not from its expressions, and as simply as possible.

`town(seed, at)` invents facts and records with everything that decides on an edge: times one
microsecond before, at and after `at`, withdrawn rows, agreements for another purpose.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table

from pbi_desktop.domain.access import (
    AUDITORS,
    DESK,
    LEADS,
    AgencyKind,
    Basis,
    Category,
    Purpose,
    SiteRole,
)
from pbi_desktop.models import Base, CaseRecord, Code, Identifier, Instant, PersonRecord

Row = dict[str, Any]
MOMENT = timedelta(microseconds=1)
PURPOSES = (Purpose.DIRECT_SUPPORT, Purpose.SAFEGUARDING)
CATEGORIES = (Category.IDENTITY, Category.CORE, Category.CONTACT, Category.HEALTH)
ROLES = (
    SiteRole.KEY_WORKER,
    SiteRole.FRONT_DOOR,
    SiteRole.TEAM_MANAGER,
    SiteRole.DUTY_LEAD,
    SiteRole.PARTNER,
    SiteRole.AUDITOR,
    SiteRole.IG_LEAD,
)
OPEN_TO_ALL = (
    "sites",
    "agencies",
    "workers",
    "site_roles",
    "agreements",
    "community_groups",
)


def kinds_of(parent: type[Base]) -> list[str]:
    """Return the table names of a family of records."""
    mappers = Base.registry.mappers
    return sorted(m.class_.__tablename__ for m in mappers if issubclass(m.class_, parent))


IN_CASE = kinds_of(CaseRecord)
OF_PERSON = [kind for kind in kinds_of(PersonRecord) if kind != "relationships"]


@dataclass
class Town:
    """Rows by table, in an order in which they can be inserted."""

    at: datetime
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def all(self, kind: str) -> list[Row]:
        """Return the rows of one table."""
        return self.rows.get(kind, [])

    def get(self, kind: str, key: UUID) -> Row:
        """Return one row by its id."""
        return next(row for row in self.all(kind) if row["id"] == key)


# --- the rule ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Oracle:
    """What one worker may see and write in a town, for a purpose, at its instant."""

    town: Town
    worker: UUID
    purpose: Purpose

    def may_work(self) -> bool:
        """Say whether the worker may sign in at all."""
        me = self.town.get("workers", self.worker)
        return bool(me["active"]) and me["withdrawn_at"] is None

    def roles(self) -> set[tuple[UUID, SiteRole]]:
        """Return the sites and roles held now."""
        if not self.may_work():
            return set()
        mine = (row for row in self.town.all("site_roles") if row["worker_id"] == self.worker)
        return {(row["site_id"], row["role"]) for row in mine if self._lasts(row)}

    def agreed(self) -> set[Category]:
        """Return the categories that the worker's kind of agency may hold for the purpose."""
        if not self.may_work():
            return set()
        agency = self.town.get("agencies", self.town.get("workers", self.worker)["agency_id"])
        return {
            row["category"]
            for row in self.town.all("agreements")
            if row["agency_kind"] == agency["kind"]
            and row["purpose"] == self.purpose
            and self._lasts(row)
        }

    def grants(self) -> dict[tuple[UUID, UUID, Category], bool]:
        """Return (case, person, category) -> whether it may be written."""
        found: dict[tuple[UUID, UUID, Category], bool] = {}
        for case in self.town.all("cases"):
            if case["withdrawn_at"] is not None:
                continue
            at_site = {role for site, role in self.roles() if site == case["site_id"]}
            for person in self._people_of(case["id"]):
                if at_site & set(DESK):
                    found.setdefault((case["id"], person, Category.IDENTITY), False)
                if self._on_team(case["id"]) or at_site & set(LEADS):
                    found.update({(case["id"], person, one): True for one in self.agreed()})
        return found

    def sees(self, kind: str) -> set[Any]:
        """Return the ids of the rows of one table that the worker may see."""
        if not self.may_work():
            return set()
        judge = self._judge(kind)
        shown = (row for row in self.town.all(kind) if row.get("withdrawn_at") is None)
        return {row["id"] for row in shown if judge(row)}

    def may_add(self, case: UUID, person: UUID, category: Category) -> bool:
        """Say whether the worker may make a record of this kind in a case."""
        return self.grants().get((case, person, category), False)

    def _judge(self, kind: str) -> Callable[[Row], bool]:
        if kind in OPEN_TO_ALL:
            return lambda row: True
        if kind in IN_CASE:
            return self._in_case
        if kind in OF_PERSON:
            return lambda row: self._knows(row["subject_id"], row["category"])
        judge: Callable[[Row], bool] = getattr(self, f"_sees_{kind}")
        return judge

    def _in_case(self, row: Row) -> bool:
        return (row["case_id"], row["subject_id"], row["category"]) in self.grants()

    def _sees_people(self, row: Row) -> bool:
        return self._knows(row["id"], Category.IDENTITY)

    def _sees_cases(self, row: Row) -> bool:
        return row["id"] in self._cases()

    def _sees_case_people(self, row: Row) -> bool:
        return row["case_id"] in self._cases()

    def _sees_case_team(self, row: Row) -> bool:
        return row["case_id"] in self._cases()

    def _sees_relationships(self, row: Row) -> bool:
        both = (row["subject_id"], row["other_id"])
        return all(self._knows(person, row["category"]) for person in both)

    def _sees_households(self, row: Row) -> bool:
        return self._through("memberships", "household_id", row["id"])

    def _sees_addresses(self, row: Row) -> bool:
        return self._through("residences", "address_id", row["id"])

    def _sees_drafts(self, row: Row) -> bool:
        return bool(row["worker_id"] == self.worker)

    def _sees_import_layouts(self, row: Row) -> bool:
        return any(role in DESK for _site, role in self.roles())

    def _sees_import_runs(self, row: Row) -> bool:
        return row["kind"] in ("places", "directory") or row["created_by"] == self.worker

    def _sees_import_items(self, row: Row) -> bool:
        everybodys = ("areas", "postcodes", "community_groups")
        return row["kind"] in everybodys or row["created_by"] == self.worker

    def _sees_audit_entries(self, row: Row) -> bool:
        return any(role in AUDITORS for _site, role in self.roles())

    def _sees_revisions(self, row: Row) -> bool:
        if row["kind"] in ("households", "addresses", "relationships"):
            about = self.town.get(row["kind"], row["record_id"])
            if not (self._judge(row["kind"])(about) or self._is_new(row["kind"], about)):
                return False
        if row["subject_id"] is None:
            reachable = row["case_id"] is None or row["case_id"] in self._cases()
            return bool(row["worker_id"] == self.worker) and reachable
        if row["case_id"] is None:
            return self._knows(row["subject_id"], row["category"])
        return self._in_case(row)

    def _is_new(self, kind: str, row: Row) -> bool:
        ties = {
            "households": (("memberships", "household_id"),),
            "addresses": (("residences", "address_id"), ("demand_events", "address_id")),
        }
        if kind not in ties or row["created_by"] != self.worker:
            return False
        return all(
            tie[column] != row["id"] for by, column in ties[kind] for tie in self.town.all(by)
        )

    def _through(self, kind: str, column: str, key: UUID) -> bool:
        ties = (row for row in self.town.all(kind) if row[column] == key)
        return any(
            self._knows(row["subject_id"], row["category"])
            for row in ties
            if row["withdrawn_at"] is None
        )

    def _knows(self, person: UUID, category: Category) -> bool:
        return any(key[1:] == (person, category) for key in self.grants())

    def _cases(self) -> set[UUID]:
        return {case for case, _person, _category in self.grants()}

    def _people_of(self, case: UUID) -> set[UUID]:
        rows = (row for row in self.town.all("case_people") if row["case_id"] == case)
        return {row["person_id"] for row in rows if row["withdrawn_at"] is None}

    def _on_team(self, case: UUID) -> bool:
        rows = (row for row in self.town.all("case_team") if row["case_id"] == case)
        return any(self._lasts(row) for row in rows if row["worker_id"] == self.worker)

    def _lasts(self, row: Row) -> bool:
        begun = row["valid_from"] <= self.town.at
        ended = row["valid_to"] is not None and row["valid_to"] <= self.town.at
        return begun and not ended and row["withdrawn_at"] is None


# --- inventing a town ----------------------------------------------------------------------------


def town(seed: int, at: datetime, workers: int = 4) -> Town:
    """Invent facts and records: small, and with everything that can be on an edge."""
    made = _Maker(Random(seed), Town(at), at)  # noqa: S311 - the same seed, the same town
    made.places_and_workers(workers)
    made.agreements()
    made.people_and_cases()
    made.records()
    made.books()
    return made.town


@dataclass
class _Maker:
    random: Random
    town: Town
    at: datetime

    def places_and_workers(self, count: int) -> None:
        for _ in range(2):
            self.row("sites")
        self.row("community_groups")
        for kind in (AgencyKind.COUNCIL, AgencyKind.POLICE):
            self.row("agencies", kind=kind)
        for _ in range(count):
            active = self.random.random() < 0.9
            withdrawn = self.at if self.random.random() < 0.05 else None
            worker = self.row(
                "workers", agency_id=self.one("agencies"), active=active, withdrawn_at=withdrawn
            )
            for _ in range(self.random.choice((0, 1, 1, 2))):
                role = self.random.choice(ROLES)
                self.row(
                    "site_roles",
                    worker_id=worker["id"],
                    site_id=self.one("sites"),
                    role=role,
                    **self.period(),
                )

    def agreements(self) -> None:
        for agency in self.town.all("agencies"):
            for purpose in PURPOSES:
                for category in CATEGORIES:
                    if self.random.random() < 0.6:
                        self.row(
                            "agreements",
                            purpose=purpose,
                            agency_kind=agency["kind"],
                            category=category,
                            basis=Basis.TASK,
                            **self.period(),
                        )

    def people_and_cases(self) -> None:
        for _ in range(4):
            self.row("people")
        for _ in range(3):
            case = self.row("cases", site_id=self.one("sites"), subject_id=self.one("people"))
            people = {case["subject_id"]} if self.random.random() < 0.9 else set()
            people |= {self.one("people") for _ in range(self.random.choice((0, 1)))}
            for person in sorted(people):
                self.row("case_people", case_id=case["id"], person_id=person)
            for _ in range(self.random.choice((0, 1, 1, 2))):
                team = {"case_id": case["id"], "worker_id": self.one("workers")}
                self.row("case_team", **team, **self.period())

    def records(self) -> None:
        self.row("needs", **self.about())
        for kind in ["notes", *self.random.sample(IN_CASE, 2)]:
            for _ in range(3):
                self.row(kind, **self.about())
        for _ in range(2):
            self.row("households")
            self.row("addresses")
        for kind in ["memberships", "residences", self.random.choice(OF_PERSON)]:
            for _ in range(2):
                self.row(kind, subject_id=self.one("people"), category=self.category())
        for _ in range(2):
            place = self.random.choice((None, self.one("addresses")))
            about = {"subject_id": self.one("people"), "category": self.category()}
            self.row("demand_events", address_id=place, **about)
        for _ in range(2):
            two = {"subject_id": self.one("people"), "other_id": self.one("people")}
            self.row("relationships", category=self.category(), **two)

    def books(self) -> None:
        self.row("import_layouts")
        for kind, made in (("places", "postcodes"), ("gains", "gains")):
            run = self.row("import_runs", kind=kind)
            self.row("import_items", run_id=run["id"], kind=made)
        self.row("drafts", worker_id=self.one("workers"))
        for kind in (
            "notes",
            "memberships",
            "households",
            "addresses",
            "relationships",
            "case_team",
        ):
            for about in self.town.all(kind):
                subject, category = about.get("subject_id"), about.get("category")
                self.row(
                    "revisions",
                    kind=kind,
                    record_id=about["id"],
                    worker_id=self.one("workers"),
                    case_id=about.get("case_id"),
                    subject_id=subject,
                    category=None if category is None else int(category),
                )

    def about(self) -> Row:
        return {
            "case_id": self.one("cases"),
            "subject_id": self.one("people"),
            "category": self.category(),
        }

    def category(self) -> Category:
        return self.random.choice(CATEGORIES)

    def one(self, kind: str) -> UUID:
        found: UUID = self.random.choice(self.town.all(kind))["id"]
        return found

    def period(self) -> Row:
        long_ago = self.at - timedelta(days=9)
        begun = (long_ago, long_ago, long_ago, self.at - MOMENT, self.at, self.at + MOMENT)
        ended = (None, None, None, self.at - MOMENT, self.at, self.at + MOMENT)
        return {"valid_from": self.random.choice(begun), "valid_to": self.random.choice(ended)}

    def row(self, into: str, /, **columns: Any) -> Row:
        table = Base.metadata.tables[into]
        row: Row = {column.key: None for column in table.columns}
        for column in table.columns:
            if not column.nullable and column.key not in columns:
                row[column.key] = self._anything(table, column)
        if "withdrawn_at" in row and self.random.random() < 0.12:
            row["withdrawn_at"] = self.at
        row.update(columns)
        self.town.rows.setdefault(into, []).append(row)
        return row

    def _anything(self, table: Table, column: Column[Any]) -> Any:
        if column.key == "id":
            return UUID(int=self.random.getrandbits(128))
        if column.key == "created_by":
            made = self.town.all("workers")
            return self.random.choice(made)["id"] if made else UUID(int=0)
        for key in column.foreign_keys:
            return self.one(key.column.table.name)
        return _plain(column, self)


def _plain(column: Column[Any], maker: _Maker) -> Any:
    kind = column.type
    if isinstance(kind, Code):
        return next(iter(kind.kind))
    if isinstance(kind, Identifier):
        return UUID(int=maker.random.getrandbits(128))
    if isinstance(kind, Instant):
        return maker.at
    if column.unique:
        return f"{maker.random.getrandbits(64):x}"
    simple: dict[type, Any] = {str: "x", bool: False, int: 1, float: 0.5, date: maker.at.date()}
    return simple[kind.python_type]


def kinds(one: Town) -> Iterator[str]:
    """Return the tables that a town has rows in and that the rule gives out row by row."""
    yield from (kind for kind in one.rows if kind != "audit_entries")
