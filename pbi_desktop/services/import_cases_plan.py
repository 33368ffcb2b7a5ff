"""The plan of an import of cases: which rows are made of the files, and what becomes of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.intake import CaseRow, Intake, RowPlace
from pbi_desktop.domain.intake_matching import Decision, MaybeKnown, reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.models import Record
from pbi_desktop.services.import_cases_known import AddressKey, Known, SiteAt

ANSWER = "decision"
"""The column of the reason file in which a person answers."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "people": (
        *("id", "given_name", "family_name", "given_key", "family_key", "known_as", "gender"),
        *("pronouns", "born_text", "born_precision", "died_text", "first_language", "interpreter"),
    ),
    "person_references": ("id", "subject_id", "category", "issuer", "value", "value_key"),
    "contact_points": ("id", "subject_id", "category", "kind", "value", "value_key"),
    "households": ("id", "name"),
    "memberships": ("id", "subject_id", "category", "household_id", "started_on", "ended_on"),
    "addresses": ("id", "line_1", "line_2", "locality", "postcode", "area_code", "street_key"),
    "residences": ("id", "subject_id", "category", "address_id", "started_on", "ended_on"),
    "cases": (
        *("id", "reference", "site_id", "subject_id", "category", "phase", "source", "opened_on"),
        *("closed_on", "closure_reason", "next_review_on", "previous_case_id"),
    ),
    "case_people": ("id", "case_id", "person_id", "part"),
    "case_team": ("id", "case_id", "worker_id", "role", "valid_from", "valid_to"),
    "stage_ratings": (
        *("id", "case_id", "subject_id", "category", "domain", "kind", "stage", "own_view"),
        *("reason", "rated_on", "rated_by", "agency_id", "scale_id", "scale_version"),
    ),
    "gains": (
        *("id", "case_id", "subject_id", "category", "gain_category", "what", "nature", "status"),
        *("amount", "frequency", "previous_amount", "start_on", "end_on", "recurs_next_year"),
        *("evidence", "confirmed_on", "confirmed_by", "attribution"),
    ),
}
"""What a run fills in of each kind; the identifier first."""


@dataclass(frozen=True)
class Change:
    """Cells of a known record that a file gives otherwise, and what is made once they may be."""

    kind: type[Record]
    key: UUID
    cells: Mapping[str, Any]
    place: RowPlace
    then: tuple[tuple[str, tuple[Any, ...]], ...] = ()


@dataclass(frozen=True)
class CaseAt:
    """A case that rows of stages and gains are about."""

    id: UUID
    subject: UUID
    known: bool


@dataclass
class Plan:
    """What a run will make and change, and why it will not take the rest."""

    known: Known
    now: Any
    worker: UUID
    agency: UUID
    as_written: bool = False
    """Whether this program wrote the sheets: what they leave empty is empty."""
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    first_people: list[tuple[Any, ...]] = field(default_factory=list)
    """Of `case_people`, at most one row for each new person: it opens person and case."""
    own_team: list[tuple[Any, ...]] = field(default_factory=list)
    """Of `case_team`, where the importer is the key worker: one may join what one has begun."""
    household_people: list[tuple[Any, ...]] = field(default_factory=list)
    """Of `case_people`, those who are in the case of somebody of their household."""
    further_people: list[tuple[Any, ...]] = field(default_factory=list)
    """Of `case_people`, the second case and more of those who are in several."""
    changes: list[Change] = field(default_factory=list)
    refused: dict[RowPlace, RefusedRow] = field(default_factory=dict)
    maybe: list[MaybeKnown] = field(default_factory=list)
    noticed: Counter[str] = field(default_factory=Counter)
    new: set[RowPlace] = field(default_factory=set)
    added: set[RowPlace] = field(default_factory=set)
    """Rows that add a record to somebody known: a phone, an address, a household."""
    left_out: set[RowPlace] = field(default_factory=set)
    people: dict[str, UUID] = field(default_factory=dict)
    made_people: set[UUID] = field(default_factory=set)
    joined: dict[str, str] = field(default_factory=dict)
    """The site that gives a reference to each person who had none there."""
    with_case: set[str] = field(default_factory=set)
    in_case: set[UUID] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    waiting: dict[str, str] = field(default_factory=dict)
    """Why people are not taken, by the key of their reference."""
    exact_addresses: dict[AddressKey, UUID] = field(default_factory=dict)
    """Addresses of this run as they are written, where each spelling is one of its own."""
    answered_out: set[str] = field(default_factory=set)
    cases: dict[str, CaseAt] = field(default_factory=dict)
    cases_out: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.references |= {case.reference for case in self.known.cases.values()}

    def refuse(self, place: RowPlace, reason: str, *, answer: str = "", person: str = "") -> None:
        """Leave a row out, and say why."""
        raw = (("person", person), (ANSWER, answer)) if person else ()
        row = RefusedRow(said_place(place), place.row, reason, raw)
        self.refused.setdefault(place, row)


def said_place(place: RowPlace) -> str:
    """Return the file of a row, with its sheet where the file has several."""
    same = not place.sheet or place.file.rpartition(".")[0] == place.sheet
    return place.file if same else f"{place.file}, sheet {place.sheet}"


@dataclass
class Reach:
    """Which case, site and household each person of the files belongs to."""

    site_of_case: dict[str, SiteAt] = field(default_factory=dict)
    site_of_person: dict[str, SiteAt] = field(default_factory=dict)
    case_of_household: dict[str, str] = field(default_factory=dict)


def reach_of(plan: Plan, intake: Intake, accepted: Iterable[CaseRow]) -> Reach:
    """Return where people belong, by the cases that are about them or their household."""
    reach = Reach()
    home = {reference_key(one.person): reference_key(one.household) for one in intake.people}
    for row in accepted:
        site = plan.known.sites[name_key(row.site)] if row.site else plan.known.first_site
        case, person = reference_key(row.case), reference_key(row.person)
        reach.site_of_case[case] = site
        reach.site_of_person.setdefault(person, site)
        if home.get(person):
            reach.case_of_household.setdefault(home[person], case)
    for one in intake.people:
        for case in map(reference_key, (*one.in_cases, *one.family_in)):
            if case in reach.site_of_case:
                person = reference_key(one.person)
                reach.site_of_person.setdefault(person, reach.site_of_case[case])
    for person, household in home.items():
        shared = reach.case_of_household.get(household)
        if shared is not None:
            reach.site_of_person.setdefault(person, reach.site_of_case[shared])
    return reach


def cases_at_my_sites(plan: Plan, intake: Intake) -> list[CaseRow]:
    """Return the first row of each case at a site of the importer; refuses the others."""
    found: dict[str, CaseRow] = {}
    for row in intake.cases:
        key = reference_key(row.case)
        if row.site and name_key(row.site) not in plan.known.sites:
            plan.refuse(row.place, f"You lead no site called {row.site}.")
            plan.cases_out.add(key)
        elif key in found:
            plan.refuse(row.place, f"Case {row.case} is in row {found[key].place.row} already.")
        else:
            found[key] = row
    plan.cases_out -= found.keys()
    return list(found.values())


def decided(decisions: Mapping[str, Decision], person: str) -> Decision | None:
    """Return what somebody answered about a person of the files."""
    return decisions.get(reference_key(person))
