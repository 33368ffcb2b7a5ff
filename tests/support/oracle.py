"""The access rule once more, in plain Python over plain rows: what both databases must agree with.

Written from the words of the rule, not from its expressions, and as simply as possible.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from pbi_desktop.domain.access import (
    AUDITORS,
    DESK,
    LEADS,
    Basis,
    Category,
    Purpose,
    Seal,
    SiteRole,
    Verb,
)
from pbi_desktop.models import Base, CaseRecord, PersonRecord

Row = dict[str, Any]
About = tuple[UUID, UUID, Category]
PURPOSES = (Purpose.DIRECT_SUPPORT, Purpose.SAFEGUARDING, Purpose.TENANCY)
TENANCY_MAY_KNOW = (Category.IDENTITY, Category.CONTACT, Category.HOUSING)
INSIDE = Verb.READ | Verb.WRITE | Verb.SEAL | Verb.STATISTICS
OPEN_TO_ALL = (
    "sites",
    "agencies",
    "workers",
    "site_roles",
    "agreements",
    "community_groups",
    "retention_rules",
)
DETAIL = (
    "capacity_decisions",
    "children_seen",
    "chronologies",
    "chronology_lines",
    "concern_details",
    "contacts",
    "debts",
    "disagreements",
    "file_audits",
    "goals",
    "hand_overs",
    "involvements",
    "needs",
    "network_checks",
    "notes",
    "paper_contents",
    "papers",
    "phase_records",
    "picture_places",
    "resident_stories",
    "risks",
    "sharing_bases",
    "summary_contents",
    "tenancies",
    "what_matters",
)

PARTS = {"chronology_lines": "entry_id", "concern_details": "concern_id"} | {
    "paper_contents": "paper_id"
}


def kinds_of(parent: type[Base]) -> list[str]:
    """Return the table names of a family of records."""
    mappers = Base.registry.mappers
    return sorted(m.class_.__tablename__ for m in mappers if issubclass(m.class_, parent))


IN_CASE = kinds_of(CaseRecord)
TIES = ("relationships", "identity_links", "kept_apart")
OF_PERSON = [kind for kind in kinds_of(PersonRecord) if kind not in TIES]


@dataclass
class Town:
    """Rows by table, in an order in which they can be inserted."""

    at: datetime
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def all(self, kind: str) -> list[Row]:
        """Return the rows of one table."""
        return self.rows.get(kind, [])

    def get(self, kind: str, key: UUID | None) -> Row:
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

    def agreed(self) -> list[Row]:
        """Return what two people agreed that the worker's kind of agency may hold for this."""
        if not self.may_work():
            return []
        return [
            row
            for row in self.town.all("agreements")
            if row["agency_kind"] == self._my_kind()
            and row["purpose"] == self.purpose
            and row["seconded_by"] is not None
            and self._lasts(row)
            and (self.purpose is not Purpose.TENANCY or row["category"] in TENANCY_MAY_KNOW)
        ]

    def grants(self) -> dict[tuple[UUID, UUID, Category], Verb]:
        """Return (case, person, category) -> what may be done with it."""
        return self._all_grants[0]

    @cached_property
    def _all_grants(self) -> tuple[dict[About, Verb], set[About]]:
        """Return the grants, and those of them that are more than the desk's."""
        worked: set[About] = set()
        found: dict[tuple[UUID, UUID, Category], Verb] = {}

        def give(
            case: UUID, person: UUID, category: Category, verbs: Verb, *, desk: bool = False
        ) -> None:
            if not desk:
                worked.add((case, person, category))
            key = (case, person, category)
            found[key] = found.get(key, Verb(0)) | verbs

        for case in self._cases_not_closed():
            at_site = {role for site, role in self.roles() if site == case["site_id"]}
            unsealed = case["seal"] is Seal.OPEN
            for person in self._people_of(case["id"]):
                if at_site & set(DESK) and unsealed:
                    give(case["id"], person, Category.IDENTITY, Verb.READ, desk=True)
                if self._on_team(case["id"]) or (at_site & set(LEADS) and unsealed):
                    for terms in self.agreed():
                        if self._is_lawful(person, terms):
                            verbs = self._allowed(person, terms["rights"])
                            give(case["id"], person, terms["category"], verbs)
            for person, category in self._through_glass(case):
                give(case["id"], person, category, Verb.READ)
        return found, worked

    def _is_lawful(self, person: UUID, terms: Row) -> bool:
        if terms["basis"] is Basis.DUTY:
            return True
        said = {
            row["given"]
            for row in self.town.all("consents")
            if row["subject_id"] == person
            and row["about"] == terms["category"]
            and row["agency_kind"] in (None, terms["agency_kind"])
            and self._lasts(row)
        }
        if False in said:
            return False
        return terms["basis"] is Basis.TASK or True in said

    def _allowed(self, person: UUID, rights: Verb) -> Verb:
        restricted = any(
            row["subject_id"] == person and self._lasts(row)
            for row in self.town.all("restrictions")
        )
        return rights & INSIDE if restricted else rights

    def _cases_not_closed(self) -> list[Row]:
        if not self.may_work():
            return []
        cases = (row for row in self.town.all("cases") if row["withdrawn_at"] is None)
        return [row for row in cases if not self._is_excluded(row["id"])]

    def _is_excluded(self, case: UUID) -> bool:
        return any(
            row["worker_id"] == self.worker
            and row["person_id"] in self._people_of(case)
            and self._lasts(row)
            for row in self.town.all("exclusions")
        )

    def _through_glass(self, case: Row) -> list[tuple[UUID, Category]]:
        if case["seal"] is Seal.SEALED:
            return []
        broken = {
            row["id"]
            for row in self.town.all("broken_glass")
            if row["case_id"] == case["id"] and row["worker_id"] == self.worker and self._lasts(row)
        }
        serves = TENANCY_MAY_KNOW if self.purpose is Purpose.TENANCY else tuple(Category)
        return [
            (row["person_id"], row["category"])
            for row in self.town.all("glass_scopes")
            if row["glass_id"] in broken and row["withdrawn_at"] is None
            if row["category"] in serves
        ]

    def sees(self, kind: str) -> set[Any]:
        """Return the ids of the rows of one table that the worker may see."""
        if not self.may_work():
            return set()
        judge = self._judge(kind)
        shown = (row for row in self.town.all(kind) if row.get("withdrawn_at") is None)
        return {row["id"] for row in shown if judge(row)}

    def may_add(self, case: UUID, person: UUID, category: Category) -> bool:
        """Say whether the worker may make a record of this kind in a case."""
        return self._may(Verb.WRITE, case, person, category)

    def _judge(self, kind: str) -> Callable[[Row], bool]:
        if kind in OPEN_TO_ALL:
            return lambda row: True
        if kind == "withheld_items":
            return lambda row: (
                self._knows(row["subject_id"], row["category"])
                and not self._is_sealed_away(row["record_id"])
            )
        if kind in ("breaches", "disagreements", "disclosed_fields"):
            return self._speaks
        if kind in PARTS:
            return lambda row: self._sees_part(row, PARTS[kind])
        if kind in DETAIL:
            return lambda row: self._in_case(row) and self._has_opened(row["case_id"])
        if kind in IN_CASE:
            return self._in_case
        if kind in OF_PERSON:
            return lambda row: self._knows(row["subject_id"], row["category"])
        judge: Callable[[Row], bool] = getattr(self, f"_sees_{kind}")
        return judge

    def _sees_part(self, row: Row, of: str) -> bool:
        sealed = row[of] and self._is_sealed_away(row[of], row["case_id"])
        return not sealed and self._in_case(row) and self._has_opened(row["case_id"])

    def _speaks(self, row: Row) -> bool:
        if row["record_id"] and self._is_sealed_away(row["record_id"], row["case_id"]):
            return False
        return self._in_case(row) and ("words" not in row or self._has_opened(row["case_id"]))

    def _in_case(self, row: Row) -> bool:
        seals = self._seals_of(row["id"], row["case_id"])
        named = bool(seals) and all(self._is_named(one) for one in seals)
        if named and not self._is_excluded(row["case_id"]):
            return True
        meets_it = row["case_id"] in self._worked() | self._named_in()
        return meets_it and self._granted(row) and all(self._is_named(one) for one in seals)

    def _named_in(self) -> set[UUID]:
        """Return the cases in which a sealed record names this worker."""
        return {
            seal["case_id"]
            for seal in self.town.all("record_seals")
            if self._lasts(seal)
            and not self._is_sealed_away(seal["record_id"], seal["case_id"])
            and not self._is_excluded(seal["case_id"])
        }

    def _worked(self) -> set[UUID]:
        """Return the cases that are granted to more than the desk."""
        return {case for case, _person, _category in self._all_grants[1]}

    def _granted(self, row: Row, verb: Verb = Verb.READ) -> bool:
        return self._may(verb, row["case_id"], row["subject_id"], row["category"])

    def _may(self, verb: Verb, case: UUID, person: UUID, category: Category) -> bool:
        return bool(self.grants().get((case, person, category), Verb(0)) & verb)

    def _seals_of(self, record: UUID, case: UUID | None = None) -> list[Row]:
        seals = (row for row in self.town.all("record_seals") if row["record_id"] == record)
        return [row for row in seals if self._lasts(row) and case in (None, row["case_id"])]

    def _is_named(self, seal: Row) -> bool:
        return any(
            row["seal_id"] == seal["id"] and row["worker_id"] == self.worker and self._lasts(row)
            for row in self.town.all("seal_names")
        )

    def _is_sealed_away(self, record: UUID, case: UUID | None = None) -> bool:
        return not all(self._is_named(one) for one in self._seals_of(record, case))

    def _has_opened(self, case: UUID) -> bool:
        return any(
            row["worker_id"] == self.worker
            and row["case_id"] == case
            and row["purpose"] == self.purpose
            and row["until"] > self.town.at
            for row in self.town.all("tickets")
        )

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

    def _sees_identity_links(self, row: Row) -> bool:
        return self._sees_relationships(row)

    def _sees_kept_apart(self, row: Row) -> bool:
        leads = any(role in LEADS for _site, role in self.roles())
        return self._sees_relationships(row) and (leads or row["created_by"] == self.worker)

    def _sees_check_outs(self, row: Row) -> bool:
        mine = self.worker in (row["worker_id"], row["watcher_id"])
        return self._at_desk() and (mine or self._leads(row["site_id"]))

    def _sees_covers(self, row: Row) -> bool:
        return self._at_desk()

    def _sees_caseload_limits(self, row: Row) -> bool:
        return self._at_desk()

    def _sees_letter_templates(self, row: Row) -> bool:
        return self._at_desk()

    def _sees_supervisions(self, row: Row) -> bool:
        manages = (row["site_id"], SiteRole.TEAM_MANAGER) in self.roles()
        return manages or self.worker in (row["worker_id"], row["lead_id"])

    def _sees_feedback(self, row: Row) -> bool:
        met = row["case_id"] is None or row["case_id"] in self._cases()
        return met and (row["created_by"] == self.worker or self._leads(row["site_id"]))

    def _at_desk(self) -> bool:
        return any(role in DESK for _site, role in self.roles())

    def _leads(self, at: UUID) -> bool:
        return any(site == at and role in LEADS for site, role in self.roles())

    def _sees_approaches(self, row: Row) -> bool:
        if self.worker in (row["worker_id"], row["owner_id"]):
            return True
        leads = self._leads(row["site_id"])
        met = row["case_id"] is None or row["case_id"] in self._cases()
        about = row["person_id"]
        return leads and met and (about is None or self._knows(about, Category.IDENTITY))

    def _sees_match_alerts(self, row: Row) -> bool:
        calls = (call for call in self.town.all("alert_calls") if call["alert_id"] == row["id"])
        called = any(
            self._sees_alert_calls(call)
            and not call["withdrawn_at"]
            and call["call_at"] <= self.town.at
            for call in calls
        )
        knows = self._knows(row["known_id"], Category.IDENTITY)
        return called and (knows or self._holds(SiteRole.IG_LEAD))

    def _sees_alert_calls(self, row: Row) -> bool:
        return bool(row["worker_id"] == self.worker)

    def _sees_households(self, row: Row) -> bool:
        return self._through("memberships", "household_id", row["id"])

    def _sees_addresses(self, row: Row) -> bool:
        return self._through("residences", "address_id", row["id"])

    def _sees_drafts(self, row: Row) -> bool:
        return bool(row["worker_id"] == self.worker)

    def _sees_import_layouts(self, row: Row) -> bool:
        return self._at_desk()

    def _sees_import_runs(self, row: Row) -> bool:
        return row["kind"] in ("places", "directory") or row["created_by"] == self.worker

    def _sees_import_items(self, row: Row) -> bool:
        everybodys = ("areas", "postcodes", "community_groups")
        return row["kind"] in everybodys or row["created_by"] == self.worker

    def _sees_audit_details(self, row: Row) -> bool:
        if row["case_id"] in self._worked() | self._named_in():
            return True
        return self._holds(*AUDITORS) and not self._is_excluded(row["case_id"])

    def _sees_tickets(self, row: Row) -> bool:
        if row["worker_id"] == self.worker:
            return True
        return self._holds(*AUDITORS) and not self._is_excluded(row["case_id"])

    def _sees_erasures(self, row: Row) -> bool:
        return self._holds(*AUDITORS)

    def _sees_exclusions(self, row: Row) -> bool:
        if row["worker_id"] == self.worker:
            return False
        return self._holds(SiteRole.IG_LEAD) or self._knows(row["person_id"], Category.CORE)

    def _sees_record_seals(self, row: Row) -> bool:
        mine = row["created_by"] == self.worker
        named = not self._is_sealed_away(row["record_id"], row["case_id"])
        return self._granted(row, Verb.SEAL) and (mine or named)

    def _sees_seal_names(self, row: Row) -> bool:
        if row["worker_id"] == self.worker:
            return True
        seal = self.town.get("record_seals", row["seal_id"])
        closed = self._is_sealed_away(seal["record_id"], seal["case_id"])
        others = closed and seal["created_by"] != self.worker
        return seal["withdrawn_at"] is None and self._granted(seal, Verb.SEAL) and not others

    def _sees_broken_glass(self, row: Row) -> bool:
        if row["worker_id"] == self.worker:
            return True
        site = self.town.get("cases", row["case_id"])["site_id"]
        leads = any(where == site and role in LEADS for where, role in self.roles())
        minds = leads or self._holds(SiteRole.IG_LEAD)
        return minds and not self._is_excluded(row["case_id"])

    def _sees_glass_scopes(self, row: Row) -> bool:
        glass = self.town.get("broken_glass", row["glass_id"])
        return glass["withdrawn_at"] is None and self._sees_broken_glass(glass)

    def _holds(self, *roles: SiteRole) -> bool:
        return any(role in roles for _site, role in self.roles())

    def _my_kind(self) -> Any:
        me = self.town.get("workers", self.worker)
        return self.town.get("agencies", me["agency_id"])["kind"]

    def _sees_revisions(self, row: Row) -> bool:
        if row["kind"] in ("households", "addresses", *TIES, *PARTS):
            about = self.town.get(row["kind"], row["record_id"])
            if not (self._judge(row["kind"])(about) or self._is_new(row["kind"], about)):
                return False
        if row["case_id"] and self._is_sealed_away(row["record_id"], row["case_id"]):
            return False
        if row["kind"] in DETAIL and not self._has_opened(row["case_id"]):
            return False
        if row["subject_id"] is None:
            reachable = row["case_id"] is None or row["case_id"] in self._cases()
            return bool(row["worker_id"] == self.worker) and reachable
        if row["case_id"] is None:
            return self._knows(row["subject_id"], row["category"])
        return self._granted(row)

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
        known = (verbs for key, verbs in self.grants().items() if key[1:] == (person, category))
        return any(verbs & Verb.READ for verbs in known)

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


def kinds(one: Town) -> Iterator[str]:
    """Return the tables that a town has rows in and that the rule gives out row by row."""
    yield from (kind for kind in one.rows if kind != "audit_entries")
