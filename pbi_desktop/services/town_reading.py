"""Reads the facts of a town: every household, group and service that this worker may see.

Set by set, never household by household: a town has a hundred thousand. A household counts where
the worker may read the work of an open case of it; of which only the name is granted, as at a
front door, nothing that a map shows could be seen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.group_help import helps_with
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.outcomes import Progress, quiet
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.town import TownArea, TownFacts, TownGroup, TownHome, TownService
from pbi_desktop.models import (
    Address,
    Agency,
    Area,
    Attendance,
    Case,
    CommunityGroup,
    Household,
    Involvement,
    Membership,
    Need,
    Person,
    Postcode,
    Relationship,
    Residence,
)
from pbi_desktop.services.group_links import GOES_FOR
from pbi_desktop.services.same_people import leads_of_all
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class TownRead:
    """The facts of a town, and the open cases of each household."""

    facts: TownFacts
    cases: Mapping[str, tuple[CaseId, ...]]
    read_on: date


@dataclass
class _Reading:
    """What is read so far."""

    work: Work
    today: date
    home_of_case: dict[UUID, str] = field(default_factory=dict)
    home_of_person: dict[UUID, str] = field(default_factory=dict)
    people_of: defaultdict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    household_of: dict[str, UUID] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)
    area: dict[str, str] = field(default_factory=dict)
    company: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    ties: set[tuple[str, str]] = field(default_factory=set)
    services: dict[str, str] = field(default_factory=dict)
    needs: set[tuple[str, LifeDomain]] = field(default_factory=set)
    areas: tuple[TownArea, ...] = ()
    groups: tuple[TownGroup, ...] = ()


def read_town(work: Work, told: Progress = quiet) -> TownRead:
    """Return the town as this worker may see it; `told` hears how far it is, and may raise."""
    found = _Reading(work, london_day(work.now))
    for done, read in enumerate(_PARTS):
        told(done, len(_PARTS))
        read(found)
    told(len(_PARTS), len(_PARTS))
    cases: defaultdict[str, list[CaseId]] = defaultdict(list)
    for case, home in found.home_of_case.items():
        cases[home].append(CaseId(case))
    return TownRead(
        _facts(found), {home: tuple(sorted(some)) for home, some in cases.items()}, found.today
    )


def _facts(found: _Reading) -> TownFacts:
    homes = sorted(set(found.home_of_case.values()))
    return TownFacts(
        areas=found.areas,
        homes=tuple(
            TownHome(
                home, found.name.get(home, ""), found.area.get(home, ""), found.company.get(home, 0)
            )
            for home in homes
        ),
        groups=found.groups,
        services=tuple(TownService(*one) for one in sorted(found.services.items())),
        ties=frozenset(found.ties),
        needs=frozenset(found.needs),
    )


def _homes(found: _Reading) -> None:
    """Have the household of each open case; whoever lives in none is a household alone."""
    held = found.work.books.held_everywhere()
    asked = select(Case.id, Case.subject_id).where(Case.closed_on.is_(None)).order_by(Case.id)
    lead = leads_of_all(found.work)
    lives: dict[UUID, UUID] = {}
    members: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for person, household in _living(found):
        lives.setdefault(lead.get(person, person), household)
        members[household].add(person)
    for case, subject in found.work.rows(asked):
        if not held.get(case, {}).get(int(Category.CORE), Verb(0)) & Verb.READ:
            continue
        person = lead.get(subject, subject)
        home = f"home:{lives.get(person, person)}"
        found.home_of_case[case] = home
        found.people_of[home].add(subject)
        if person in lives:
            found.household_of[home] = lives[person]
            found.people_of[home] |= members[lives[person]]
    for home, people in found.people_of.items():
        found.home_of_person |= dict.fromkeys(people, home)


def _names(found: _Reading) -> None:
    asked = select(Household.id, Household.name)
    name = {row[0]: row[1] for row in found.work.rows(asked)} if found.household_of else {}
    for home, household in found.household_of.items():
        found.name[home] = name.get(household, "")
    alone = {home for home in found.people_of if not found.name.get(home)}
    if alone:
        for key, given, family in found.work.rows(
            select(Person.id, Person.given_name, Person.family_name).order_by(Person.id)
        ):
            home = found.home_of_person.get(key, "")
            if home in alone and not found.name.get(home):
                found.name[home] = f"{given} {family}".strip()


def _places(found: _Reading) -> None:
    """Have the small area of each household; of one with a protected address there is none."""
    of_code = select(Postcode.postcode, Postcode.area_code).where(Postcode.area_code.is_not(None))
    rows = found.work.rows(
        select(Residence.subject_id, Residence.category, Address.area_code, Address.postcode)
        .join(Address, Address.id == Residence.address_id)
        .where(or_(Residence.ended_on.is_(None), Residence.ended_on > found.today))
        .order_by(Residence.started_on.desc().nulls_last(), Residence.id)
    )
    code: dict[str, str] = {}
    if any(not row.area_code and row.postcode for row in rows):
        code = {row[0]: row[1] for row in found.work.rows(of_code)}
    protected: set[str] = set()
    for person, category, area, postcode in rows:
        home = found.home_of_person.get(person)
        if home is None:
            continue
        if category is not Category.CONTACT:
            protected.add(home)
        elif area or code.get(postcode or ""):
            found.area.setdefault(home, area or code[postcode])
    for home in protected:
        found.area.pop(home, None)


def _directory(found: _Reading) -> None:
    """Have the groups and places of the directory, and the small areas."""
    areas = found.work.rows(
        select(Area.code, Area.name, Area.latitude, Area.longitude).order_by(Area.code)
    )
    found.areas = tuple(
        TownArea(row.code, row.name, _spot(row.latitude, row.longitude)) for row in areas
    )
    known = {area.code for area in found.areas}
    found.area = {home: code for home, code in found.area.items() if code in known}
    found.groups = tuple(
        TownGroup(
            f"group:{one.id}",
            one.name,
            one.area_code if one.area_code in known else "",
            _spot(one.latitude, one.longitude),
            helps_with(one.kind, one.name, one.description, one.offers, one.for_whom),
        )
        for one in found.work.all(select(CommunityGroup).order_by(CommunityGroup.id))
    )


def _spot(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def _services(found: _Reading) -> None:
    """Have the services at work now, each agency's by itself."""
    agency = {row[0]: row[1] for row in found.work.rows(select(Agency.id, Agency.name))}
    rows = found.work.rows(
        select(Involvement.case_id, Involvement.agency_id, Involvement.service)
        .where(or_(Involvement.ended_on.is_(None), Involvement.ended_on > found.today))
        .distinct()
    )
    for case, whose, service in rows:
        home = found.home_of_case.get(case)
        if home is None:
            continue
        by = agency.get(whose, "")
        key = f"service:{whose or ''}:{service}"
        found.services[key] = f"{service}, {by}" if by and by != service else service
        found.ties.add((home, key))


def _visits(found: _Reading) -> None:
    """Have who came to which group lately; to be told of one is no tie yet."""
    rows = found.work.rows(
        select(Attendance.case_id, Attendance.group_id)
        .where(Attendance.came.is_(True), Attendance.on_day >= found.today - GOES_FOR)
        .distinct()
    )
    known = {group.key for group in found.groups}
    for case, group in rows:
        home, key = found.home_of_case.get(case), f"group:{group}"
        if home is not None and key in known:
            found.ties.add((home, key))


def _relatives(found: _Reading) -> None:
    """Have the ties of households with each other, and how many lead elsewhere."""
    seen = {row[0] for row in found.work.rows(select(Person.id).where(Person.died_text.is_(None)))}
    rows = found.work.rows(
        select(Relationship.subject_id, Relationship.other_id, Relationship.quality).where(
            or_(Relationship.ended_on.is_(None), Relationship.ended_on > found.today)
        )
    )
    for one, other, quality in rows:
        if quality is Quality.CUT_OFF or not {one, other} <= seen:
            continue
        here, there = found.home_of_person.get(one), found.home_of_person.get(other)
        if here and there:
            if here != there:
                found.ties.add((min(here, there), max(here, there)))
        elif here or there:
            found.company[here or there or ""] += 1


def _needed(found: _Reading) -> None:
    for case, domain in found.work.rows(select(Need.case_id, Need.domain).distinct()):
        home = found.home_of_case.get(case)
        if home is not None and domain is not LifeDomain.OVERALL:
            found.needs.add((home, domain))


def _living(found: _Reading) -> Iterable[tuple[UUID, UUID]]:
    """Return who lives in which household today, whoever came first before others."""
    rows = found.work.rows(
        select(Membership.subject_id, Membership.household_id)
        .where(or_(Membership.ended_on.is_(None), Membership.ended_on > found.today))
        .order_by(Membership.started_on.nulls_last(), Membership.id)
    )
    return ((row[0], row[1]) for row in rows)


_PARTS: tuple[Callable[[_Reading], None], ...] = (
    _homes,
    _names,
    _places,
    _directory,
    _services,
    _visits,
    _relatives,
    _needed,
)
