"""What a team has beyond the four sheets that are taken back: written out, so that none is lost.

Protected addresses never leave, nor what was agreed and told to others, nor the audit trail.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, literal, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.times import LONDON
from pbi_desktop.exchange.cases_out import further_sheet
from pbi_desktop.exchange.out_sheets import OutCell, OutSheet
from pbi_desktop.models import (
    Action,
    Address,
    Agency,
    Appointment,
    Approach,
    Attendance,
    CapacityDecision,
    Case,
    CasePerson,
    CaseRecord,
    CaseTeamMember,
    ChildSeen,
    Chronology,
    ChronologyLine,
    CommunityGroup,
    Concern,
    ConcernDetail,
    Contact,
    ContactPoint,
    Debt,
    DemandEvent,
    FinancialGain,
    Goal,
    GoingAlong,
    GpRegistration,
    HandOver,
    Household,
    IdentityLink,
    Involvement,
    KeyDate,
    Membership,
    Need,
    NetworkCheck,
    Note,
    OtherName,
    Paper,
    Person,
    PersonRecord,
    PersonReference,
    PhaseRecord,
    PicturePlace,
    Record,
    Referral,
    Relationship,
    Residence,
    ResidentStory,
    Risk,
    SafeContact,
    StaffMarker,
    StageRating,
    Tenancy,
    WhatMatters,
)
from pbi_desktop.services.cases_export_rows import Team, cases_of, people_of
from pbi_desktop.services.leaving import Exportable
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class _Sheet:
    """A sheet: which records, and which of their cells under which heading."""

    name: str
    kind: type[Record]
    cells: Mapping[str, str]
    """Heading to the name of the cell; the first says whose record it is."""


def _of_case(name: str, kind: type[CaseRecord], *cells: str, **called: str) -> _Sheet:
    same = {cell: cell for cell in cells}
    return _Sheet(name, kind, {"case": "case_id", "person": "subject_id", **same, **called})


def _of_person(name: str, kind: type[PersonRecord], *cells: str, **called: str) -> _Sheet:
    return _Sheet(name, kind, {"person": "subject_id", **{cell: cell for cell in cells}, **called})


SHEETS: tuple[_Sheet, ...] = (
    _of_case("notes", Note, "at", "kind", "body", "place", "told_by", "marking", by="worker_id"),
    _of_case("contacts_made", Contact, "at", "method", "reasons", "words", "identity_checked",
             "urgency", "safe_now", "consent_told", "done", "done_words",
             by="worker_id"),
    _Sheet("arrivals", Approach, {
        "person": "person_id", "case": "case_id", "site": "site_id", "by": "worker_id",
        "owner": "owner_id", **{cell: cell for cell in (
            "at", "method", "given_name", "family_name", "born_text", "lives_with",
            "reference", "reasons", "words", "urgency", "safe_now", "consent_told", "done",
            "done_words", "referrer", "their_reference", "state", "state_reason", "settled_at")}}),
    _of_case("what_matters", WhatMatters, "said_on", "words", "please_do", "please_dont"),
    _of_case("needs", Need, "domain", "words"),
    _of_case("goals", Goal, "words", "importance", "agreed_on", need="need_id"),
    _of_case("steps", Action, "what", "due_on", "status", "reason", "settled_at", "confidence",
             owner="owner_id", goal="goal_id"),
    _of_case("risks", Risk, "state", "harm", "likelihood", "plan", "checked_on", "review_on"),
    _of_person("ties", Relationship, "kind", "quality", "strength", "flow", "started_on",
               "ended_on", "source", other="other_id"),
    _of_case("services", Involvement, "service", "worker_name", "started_on", "ended_on",
             "last_contact_on", "quality", "strength", "flow", agency="agency_id"),
    _of_case("referrals_made", Referral, "kind", "status", "reason", "agreed_with_person",
             "made_on", "closed_on", "quality", "flow", group="group_id", agency="agency_id"),
    _of_case("attendances", Attendance, "on_day", "came", group="group_id"),
    _of_case("visits", Appointment, "at", "what", "done", worker="worker_id"),
    _of_person("demand", DemandEvent, "kind", "agency", "on_day", "count", "source"),
    _of_case("gain_details", FinancialGain, "what", "frequency", "start_on",
             "recurs_next_year", "attribution", "confirmed_by", amount_in_pence="amount"),
    _of_case("rating_details", StageRating, "domain", "rated_on", "scale_id", "scale_version",
             agency="agency_id"),
    _Sheet("case_details", Case, {"case": "id", "previous_case": "previous_case_id"}),
    _Sheet("case_people", CasePerson, {"case": "case_id", "person": "person_id", "part": "part"}),
    _Sheet("case_team", CaseTeamMember, {"case": "case_id", "worker": "worker_id", "role": "role",
                                         "from": "valid_from", "to": "valid_to"}),
    _Sheet("people_details", Person, {"person": "id", "died": "died_text"}),
    _of_person("other_names", OtherName, "name", "kind"),
    _of_person("references", PersonReference, "issuer", "value"),
    _of_person("ways_to_reach", ContactPoint, "kind", "value"),
    _of_person("safe_contact", SafeContact, "may_text", "may_call", "may_voicemail", "may_write",
               "from_hour", "to_hour", "code_word"),
    _of_case("phases_entered", PhaseRecord, "phase", "on_day", "threshold", "safeguarding",
             "engagement", "agreed_on", "not_agreed", "goes_on", "goes_on_shared",
             by="worker_id"),
    _of_case("concerns", Concern, "about", "noticed_at", "person_knows", "state", "sent_at",
             "recipient", "their_reference", "chase_on", "outcome_on", by="worker_id",
             concern="id"),
    _of_case("concern_details", ConcernDetail, "words", "why_not_told", "not_sent_reason",
             "outcome", concern="concern_id"),
    _of_case("children_seen", ChildSeen, "at", "seen", "alone", "seen_by", "place", "words",
             "why_not", by="worker_id"),
    _of_case("capacity", CapacityDecision, "decision", "capacity", "assessed_on", "assessed_by",
             "help_given", "attorney", "best_interest", "consulted", "review_on"),
    _of_case("tenancies", Tenancy, "tenure", "landlord", "rent_frequency", "started_on",
             "ended_on", "ends_by", rent_in_pence="rent"),
    _of_case("debts", Debt, "debt_kind", "creditor", "as_at", "repayment_frequency", "state",
             "settled_on", amount_in_pence="amount", repayment_in_pence="repayment"),
    _of_case("key_dates", KeyDate, "date_kind", "what", "on_day", "at", "place", "consequence",
             "state", "outcome"),
    _of_case("going_along", GoingAlong, "at", "going_to", "place", "went", "minutes",
             by="worker_id"),
    _of_case("papers", Paper, "name", "paper_type", "source", "size", "received_on",
             "from_whom", "about"),
    _of_case("chronologies", Chronology, "title", "for_whom", "from_day", "to_day",
             chronology="id"),
    _of_case("chronology_lines", ChronologyLine, "at", "words", "source", "significance",
             "marking", "left_out", chronology="chronology_id"),
    _of_case("hand_overs", HandOver, "at", "basis", "basis_words", "words", "person_told",
             to="to_id", of="from_id"),
    _of_case("residents_words", ResidentStory, "words", "called", "agreed_use", "agreed_on",
             "taken_back_on"),
    _of_case("network_checks", NetworkCheck, "on_day", "together", "said", by="worker_id"),
    _of_case("picture_places", PicturePlace, "node", "dx", "dy"),
    _of_person("visitors_beware", StaffMarker, "words", "evidence", "decided_on", "expires_on",
               "person_told", "why_not_told", by="decided_by"),
    _of_person("surgeries", GpRegistration, "practice", "practice_code"),
    _of_person("same_person", IdentityLink, "same", "reason", other="other_id"),
    _of_person("household_members", Membership, "started_on", "ended_on", household="household_id"),
    _of_person("addresses", Residence, "started_on", "ended_on", address="address_id"),
)  # fmt: skip
NAMES = tuple(sheet.name for sheet in SHEETS)
_OF_A_CASE = 3
_OF_CASE = (CaseRecord, CasePerson, CaseTeamMember)


def read_further(work: Work, team: Team) -> tuple[OutSheet, ...]:
    """Return everything else that the worker sees of the team's people and cases."""
    names = _names(work, team)
    return tuple(_read(work, team, sheet, names) for sheet in SHEETS)


def _read(work: Work, team: Team, sheet: _Sheet, names: Mapping[UUID, str]) -> OutSheet:
    cells = [getattr(sheet.kind, cell) for cell in sheet.cells.values()]
    asked = select(*cells, *_judged_by(sheet.kind))
    found = (
        row[: len(cells)]
        for row in work.rows(_theirs(asked, sheet, team))
        if _leaves(row[len(cells) :], team.may)
    )
    rows = ([_said(value, names) for value in row] for row in found)
    return further_sheet(sheet.name, tuple(sheet.cells), rows)


def _judged_by(kind: Any) -> tuple[Any, ...]:
    """Return the columns by which a record may leave or not: its case, person and category."""
    if issubclass(kind, CaseRecord):
        return kind.case_id, kind.subject_id, kind.category
    if issubclass(kind, PersonRecord):
        return kind.subject_id, kind.category
    by = {
        Case: (Case.id, Case.subject_id, Case.category),
        CasePerson: (CasePerson.person_id, literal(Category.IDENTITY)),
        CaseTeamMember: (CaseTeamMember.case_id, CaseTeamMember.worker_id, literal(Category.CORE)),
        Person: (Person.id, literal(Category.IDENTITY)),
        Approach: (Approach.person_id, literal(Category.HEALTH)),  # a form names the surgery
    }
    return by[kind]


def _leaves(judged: Sequence[Any], may: Exportable) -> bool:
    if len(judged) == _OF_A_CASE:
        case, person, category = judged
        return may.of_case(case, person, Category(category))
    person, category = judged
    if person is None:  # who came and is nobody on record
        return True
    return may.of_person(person, Category(category))


def _theirs(asked: Select[Any], sheet: _Sheet, team: Team) -> Select[Any]:
    """Return a question about the team's own cases and people alone; no address is protected."""
    kind: Any = sheet.kind
    if issubclass(kind, _OF_CASE):
        return asked.where(kind.case_id.in_(cases_of(team.sites)))
    if kind is Approach:
        return asked.where(Approach.site_id.in_(list(team.sites)))
    if kind is Case:
        return asked.where(Case.id.in_(cases_of(team.sites)), Case.previous_case_id.is_not(None))
    if kind is Person:
        return asked.where(Person.id.in_(people_of(team.sites)), Person.died_text.is_not(None))
    if kind is Residence:
        asked = asked.where(Residence.category == Category.CONTACT)
    return asked.where(kind.subject_id.in_(people_of(team.sites)))


def _names(work: Work, team: Team) -> dict[UUID, str]:
    """Return what everything that a record may point to is called."""
    people = work.rows(select(Person.id, Person.given_name, Person.family_name))
    names = {key: f"{given} {family}".strip() for key, given, family in people}
    names |= {**team.people, **team.cases, **team.workers, **team.sites}
    called: tuple[tuple[Any, Any], ...] = (
        (Agency.id, Agency.name),
        (CommunityGroup.id, CommunityGroup.name),
        (Household.id, Household.name),
    )
    for pair in called:
        names.update((key, text) for key, text in work.rows(select(*pair)))
    for mapped in (Need, Goal):
        asked = select(mapped.id, mapped.words, *_judged_by(mapped))
        rows = work.rows(asked.where(mapped.case_id.in_(cases_of(team.sites))))
        names.update((row[0], row[1]) for row in rows if _leaves(row[2:], team.may))
    lines = (Address.line_1, Address.line_2, Address.locality, Address.postcode)
    for key, *said in work.rows(select(Address.id, *lines)):
        names[key] = ", ".join(filter(None, said))
    return names


def _said(value: Any, names: Mapping[UUID, str]) -> OutCell:
    if isinstance(value, UUID):
        return names.get(value, "")
    if isinstance(value, Enum):
        return int(value) if isinstance(value, int) else str(value.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat(" ", "minutes")
    return value if isinstance(value, str | int | date) else None
