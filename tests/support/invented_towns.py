"""Inventing a town: facts and records, small, and with everything that decides on an edge.

Times one microsecond before, at and after the instant; withdrawn rows; agreements of one person
alone or for another purpose; consent and refusal at once; seals, exclusions, broken glass.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table

from pbi_desktop.domain.access import (
    EVERY_VERB,
    AgencyKind,
    Basis,
    Category,
    Seal,
    SiteRole,
    Verb,
)
from pbi_desktop.models import Base, Code, Identifier, Instant
from tests.support.oracle import IN_CASE, OF_PERSON, PURPOSES, Row, Town

MOMENT = timedelta(microseconds=1)
CATEGORIES = (Category.IDENTITY, Category.CORE, Category.CONTACT, Category.HEALTH)
BASES = (Basis.DUTY, Basis.TASK, Basis.TASK, Basis.TASK, Basis.CONSENT)
RIGHTS = (EVERY_VERB, EVERY_VERB, EVERY_VERB, Verb.READ, Verb.READ | Verb.SEAL, Verb.WRITE)
SEALS = (Seal.OPEN, Seal.OPEN, Seal.OPEN, Seal.NAMED, Seal.SEALED)
ROLES = (
    SiteRole.KEY_WORKER,
    SiteRole.FRONT_DOOR,
    SiteRole.TEAM_MANAGER,
    SiteRole.DUTY_LEAD,
    SiteRole.PARTNER,
    SiteRole.AUDITOR,
    SiteRole.IG_LEAD,
)

SIMPLE = [
    kind
    for kind in IN_CASE
    if not any(key.column.table.name in IN_CASE for key in Base.metadata.tables[kind].foreign_keys)
]
"""Records that need no other record of a case."""
SIMPLE_OF_PERSON = [kind for kind in OF_PERSON if kind not in ("withheld_items", "restrictions")]


def town(seed: int, at: datetime, workers: int = 4) -> Town:
    """Invent facts and records: small, and with everything that can be on an edge."""
    made = _Maker(Random(seed), Town(at), at)  # noqa: S311 - the same seed, the same town
    made.places_and_workers(workers)
    made.agreements()
    made.people_and_cases()
    made.records()
    made.openings_and_closings()
    made.seals()
    made.books()
    made.contradictions()
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
                            basis=self.random.choice(BASES),
                            rights=self.random.choice(RIGHTS),
                            seconded_by=self.one("workers") if self.random.random() < 0.9 else None,
                            **self.period(),
                        )

    def people_and_cases(self) -> None:
        for _ in range(4):
            self.row("people")
        for _ in range(3):
            whose = {"site_id": self.one("sites"), "subject_id": self.one("people")}
            case = self.row("cases", seal=self.random.choice(SEALS), **whose)
            people = {case["subject_id"]} if self.random.random() < 0.9 else set()
            people |= {self.one("people") for _ in range(self.random.choice((0, 1)))}
            for person in sorted(people):
                self.row("case_people", case_id=case["id"], person_id=person)
            for _ in range(self.random.choice((0, 1, 1, 2))):
                team = {"case_id": case["id"], "worker_id": self.one("workers")}
                self.row("case_team", **team, **self.period())

    def openings_and_closings(self) -> None:
        for _ in range(4):
            person = {"subject_id": self.one("people"), "category": Category.CORE}
            kind = self.random.choice((None, AgencyKind.COUNCIL, AgencyKind.POLICE))
            said = {"about": self.category(), "given": self.random.random() < 0.6}
            self.row("consents", agency_kind=kind, **person, **said, **self.period())
        if self.random.random() < 0.4:
            person = {"subject_id": self.one("people"), "category": Category.CORE}
            self.row("restrictions", **person, **self.period())
        if self.random.random() < 0.6:
            whom = {"worker_id": self.one("workers"), "person_id": self.one("people")}
            self.row("exclusions", **whom, **self.period())
        for _ in range(2):
            case = {"case_id": self.one("cases"), "worker_id": self.one("workers")}
            glass = self.row("broken_glass", **case, **self.period())
            opened = {"person_id": self.one("people"), "category": self.category()}
            self.row("glass_scopes", glass_id=glass["id"], **opened)
        self.tickets()

    def contradictions(self) -> None:
        for said in self.random.sample(self.town.all("consents"), 2):
            same = {name: said[name] for name in ("subject_id", "category", "about")}
            for given in (True, False):
                since = self.at - self.random.choice((MOMENT, 9 * MOMENT))
                when = {"valid_from": since, "valid_to": None}
                self.row("consents", agency_kind=None, given=given, **same, **when)

    def tickets(self) -> None:
        # Enough of them that detail shows at all; the edges are in `until`.
        for worker in self.town.all("workers"):
            for case in self.town.all("cases"):
                for purpose in PURPOSES:
                    if self.random.random() < 0.75:
                        until = self.at + self.random.choice((MOMENT, 9 * MOMENT, 0 * MOMENT))
                        whose = {"worker_id": worker["id"], "case_id": case["id"]}
                        self.row("tickets", purpose=purpose, until=until, **whose)

    def seals(self) -> None:
        sealed = [
            (row, kind)
            for kind in ("notes", "needs", "stage_ratings")
            for row in self.town.all(kind)
        ]
        for entry in self.random.sample(sealed, min(3, len(sealed))):
            about = {name: entry[0][name] for name in ("case_id", "subject_id", "category")}
            whole = self.row("chronologies", **about)
            self.row(
                "chronology_lines", chronology_id=whole["id"], entry_id=entry[0]["id"], **about
            )
        for record, _kind in self.random.sample(sealed, min(2, len(sealed))):
            about = {name: record[name] for name in ("case_id", "subject_id", "category")}
            seal = self.row("record_seals", record_id=record["id"], **about, **self.period())
            for _ in range(self.random.choice((0, 1, 2))):
                whom = {"seal_id": seal["id"], "worker_id": self.one("workers")}
                self.row("seal_names", **whom, **self.period())

    def records(self) -> None:
        self.row("needs", **self.about())
        for kind in ["notes", "stage_ratings", *self.random.sample(SIMPLE, 2)]:
            for _ in range(3):
                self.row(kind, **self.about())
        for _ in range(2):
            self.row("households")
            self.row("addresses")
        for kind in ["memberships", "residences", self.random.choice(SIMPLE_OF_PERSON)]:
            for _ in range(2):
                self.row(kind, subject_id=self.one("people"), category=self.category())
        for _ in range(2):
            place = self.random.choice((None, self.one("addresses")))
            about = {"subject_id": self.one("people"), "category": self.category()}
            self.row("demand_events", address_id=place, **about)
        for _ in range(2):
            two = {"subject_id": self.one("people"), "other_id": self.one("people")}
            self.row("relationships", category=self.category(), **two)
            self.row("identity_links", category=self.category(), **two)
            self.row("kept_apart", category=self.category(), **two)
            out = {"worker_id": self.one("workers"), "watcher_id": self.one("workers")}
            self.row("check_outs", **out)
            led = {"worker_id": self.one("workers"), "lead_id": self.one("workers")}
            self.row("supervisions", **led)
            self.row("feedback", case_id=self.random.choice((None, self.one("cases"))))
        for kind in ("covers", "caseload_limits", "letter_templates"):
            self.row(kind)
        for _ in range(3):
            whose = {"worker_id": self.one("workers"), "owner_id": self.one("workers")}
            case = self.random.choice((None, self.one("cases")))
            person = self.one("people") if self.random.random() < 0.5 else None
            came = self.row("approaches", case_id=case, person_id=person, **whose)
            alert = self.row("match_alerts", approach_id=came["id"], known_id=self.one("people"))
            turn = self.at + self.random.choice((-MOMENT, 0 * MOMENT, MOMENT))
            whom = {"alert_id": alert["id"], "worker_id": self.one("workers")}
            self.row("alert_calls", call_at=turn, **whom)

    def books(self) -> None:
        self.row("import_layouts")
        for kind, made in (("places", "postcodes"), ("gains", "gains")):
            run = self.row("import_runs", kind=kind)
            self.row("import_items", run_id=run["id"], kind=made)
        self.row("drafts", worker_id=self.one("workers"))
        self.row("erasures")
        for kind in (
            "notes",
            "memberships",
            "households",
            "addresses",
            "relationships",
            "identity_links",
            "kept_apart",
            "case_team",
            "chronology_lines",
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
            if column.nullable or column.key in columns:
                continue
            default: Any = column.default
            row[column.key] = self._anything(table, column) if default is None else default.arg
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
    simple: dict[type, Any] = {
        str: "x",
        bool: False,
        bytes: b"x",
        int: 1,
        float: 0.5,
        date: maker.at.date(),
    }
    return simple[kind.python_type]
