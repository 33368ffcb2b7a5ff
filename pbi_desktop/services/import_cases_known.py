"""What is known before people and cases come in: sites, workers, references, addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import NEVER_SERVES, Basis, Category, Purpose, Verb
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import PersonId, SiteId
from pbi_desktop.domain.intake import Intake
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.search_keys import street_key
from pbi_desktop.models import (
    Address,
    Agency,
    Agreement,
    Case,
    CasePerson,
    ContactPoint,
    Membership,
    PersonReference,
    Postcode,
    Residence,
    Worker,
)
from pbi_desktop.services.standing import is_live, led_sites
from pbi_desktop.store.unit_of_work import Work

CASE_OF = ", case "
"""In the issuer of a team's own reference of a case, between the site and our reference."""
_FEW = 5_000  # a server takes only so many parameters
_ACTION = "import cases"

AddressKey = tuple[str, str, str]


@dataclass(frozen=True)
class SiteAt:
    """A site whose lead the importer is."""

    id: SiteId
    name: str


@dataclass(frozen=True)
class CaseKnown:
    """A case in sight, as far as it is compared."""

    id: UUID
    reference: str
    subject: UUID
    site: UUID


@dataclass
class Known:
    """What a plan is made against."""

    sites: dict[str, SiteAt]
    held: frozenset[int]
    workers: dict[str, UUID]
    people: dict[tuple[str, str], PersonId] = field(default_factory=dict)
    """By the issuer and the key of the team's own reference."""
    own_ids: dict[str, PersonId] = field(default_factory=dict)
    """People in sight by their id as text, which a full export gives where a team gave none."""
    cases: dict[tuple[str, str], CaseKnown] = field(default_factory=dict)
    """By the site and the key of the team's reference, or of ours."""
    addresses: dict[AddressKey, UUID] = field(default_factory=dict)
    spelled: dict[UUID, AddressKey] = field(default_factory=dict)
    """The form of each address that is compared: two spellings of one place have the same."""
    areas: dict[str, str] = field(default_factory=dict)
    homes: dict[UUID, dict[UUID, UUID]] = field(default_factory=dict)
    """Of each person, the addresses now lived at, with the residence."""
    phones: dict[UUID, set[str]] = field(default_factory=dict)
    held_in: dict[UUID, dict[int, Verb]] = field(default_factory=dict)
    """What the rule lets the importer do in each known case, consent counted, by category."""
    households: dict[UUID, UUID] = field(default_factory=dict)

    @property
    def first_site(self) -> SiteAt:
        """The site of a case that names none."""
        return next(iter(self.sites.values()))

    def may_write(self, case: UUID, category: int) -> bool:
        """Say whether records of a category may be written in a case, known or about to be."""
        here = self.held_in.get(case, {}).get(category, Verb(0))
        return category in self.held or bool(here & Verb.WRITE)


def read_known(work: Work, intake: Intake) -> Known:
    """Return what there is; refuses whoever leads no site."""
    known = Known(_sites(work), _held(work), _workers(work))
    if not {int(Category.IDENTITY), int(Category.CORE)} <= known.held:
        raise NotPermitted(_ACTION)
    names = {site.name for site in known.sites.values()}
    known.held_in = work.books.held_everywhere()
    _read_cases(work, known, {site.id: site.name for site in known.sites.values()})
    _read_references(work, known, names)
    _read_own_ids(work, known, intake)
    codes = {row.postcode for row in intake.people if row.postcode}
    known.areas = _areas(work, codes)
    if any(row.address_1 or row.postcode for row in intake.people):
        for key, first, second, code in work.rows(
            select(Address.id, Address.line_1, Address.line_2, Address.postcode)
        ):
            known.spelled[key] = address_key(first, second or "", code or "")
            known.addresses[known.spelled[key]] = key
        for key, person, address in work.rows(
            select(Residence.id, Residence.subject_id, Residence.address_id).where(
                Residence.ended_on.is_(None)
            )
        ):
            known.homes.setdefault(person, {})[address] = key
    for person, figures in work.rows(select(ContactPoint.subject_id, ContactPoint.value_key)):
        known.phones.setdefault(person, set()).add(figures)
    for person, household in work.rows(
        select(Membership.subject_id, Membership.household_id).where(Membership.ended_on.is_(None))
    ):
        known.households[person] = household
    return known


def address_key(first: str, second: str, code: str) -> AddressKey:
    """Return the form to compare addresses by."""
    return street_key(first), street_key(second), code


def _sites(work: Work) -> dict[str, SiteAt]:
    """Return the sites that the importer leads, by the keys of their names."""
    return {name_key(name): SiteAt(site, name) for site, name in led_sites(work, _ACTION)}


def _held(work: Work) -> frozenset[int]:
    """Return the categories of which the importer may write records about somebody new.

    Nobody new has been asked yet, so what needs consent is not among them.
    """
    purpose = Purpose(work.actor.purpose)
    rows = work.rows(
        select(Agreement.category, Agreement.rights)
        .join(Agency, Agency.kind == Agreement.agency_kind)
        .join(Worker, Worker.agency_id == Agency.id)
        .where(Worker.id == work.actor.worker, Agreement.purpose == purpose)
        .where(Agreement.seconded_by.is_not(None), Agreement.basis != Basis.CONSENT)
        .where(is_live(Agreement, work.now))
    )
    never = NEVER_SERVES.get(purpose, frozenset())
    return frozenset(int(one) for one, rights in rows if rights & Verb.WRITE and one not in never)


def _workers(work: Work) -> dict[str, UUID]:
    """Return the workers by login, and by name those still here where only one bears it."""
    rows = work.rows(select(Worker.id, Worker.name, Worker.login, Worker.active))
    found: dict[str, UUID] = {}
    names = [name_key(row[1]) for row in rows if row[3]]
    for key, name in zip((row[0] for row in rows if row[3]), names, strict=True):
        if names.count(name) == 1:
            found[name] = key
    return found | {name_key(row[2]): row[0] for row in rows}


def _read_cases(work: Work, known: Known, sites: dict[SiteId, str]) -> None:
    asked = select(Case.id, Case.reference, Case.subject_id, Case.site_id)
    for row in work.rows(asked.where(Case.site_id.in_(list(sites)))):
        case = CaseKnown(row[0], row[1], row[2], row[3])
        known.cases[sites[row[3]], reference_key(row[1])] = case


def _read_own_ids(work: Work, known: Known, intake: Intake) -> None:
    """Know people by the identifiers that a full export gives where a team gave none."""
    longest = len(str(UUID(int=0)))
    said = {row.person for row in intake.people} | {row.person for row in intake.cases}
    if any(len(person) == longest for person in said):
        for row in work.rows(select(CasePerson.person_id).distinct()):
            known.own_ids[str(row[0])] = PersonId(row[0])


def _read_references(work: Work, known: Known, sites: set[str]) -> None:
    rows: Iterable[Any] = work.rows(
        select(PersonReference.subject_id, PersonReference.issuer, PersonReference.value_key)
    )
    for person, issuer, key in rows:
        site, of_case, ours = issuer.rpartition(CASE_OF)
        if of_case and site in sites:
            case = known.cases.get((site, reference_key(ours)))
            if case is not None:
                known.cases[site, key] = case
        elif issuer in sites:
            known.people[issuer, key] = PersonId(person)


def _areas(work: Work, codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    asked = select(Postcode.postcode, Postcode.area_code)
    if len(codes) < _FEW:
        asked = asked.where(Postcode.postcode.in_(codes))
    return {row[0]: row[1] for row in work.rows(asked) if row[1]}
