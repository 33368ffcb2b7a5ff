"""A team's own data as the rows that `import cases` reads: what goes out is what comes in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import PartInCase, TeamRole
from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, PersonRow, RowPlace, StageRow
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.search_keys import phone_key
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Address,
    Case,
    CasePerson,
    CaseTeamMember,
    ContactPoint,
    FinancialGain,
    Membership,
    Person,
    PersonReference,
    Residence,
    StageRating,
    Worker,
)
from pbi_desktop.services.import_cases_known import CASE_OF
from pbi_desktop.services.leaving import Exportable, exportable
from pbi_desktop.services.standing import is_live, led_sites
from pbi_desktop.store.unit_of_work import Work

ACTION = "export cases"
_NOWHERE = RowPlace("", "", 0)
_LONG_AGO = date.min


@dataclass(frozen=True)
class Team:
    """Whose data it is, and what people and cases are called in the sheets."""

    sites: Mapping[UUID, str]
    today: date
    people: Mapping[UUID, str]
    cases: Mapping[UUID, str]
    workers: Mapping[UUID, str]
    """Logins."""
    may: Exportable
    """What of it all may leave."""
    parts: Mapping[UUID, tuple[tuple[UUID, PartInCase], ...]] = field(default_factory=dict)
    """Of each person, the cases about others that they are in."""


def cases_of(team_sites: Iterable[UUID]) -> Select[Any]:
    """Return the question which cases lie at these sites."""
    return select(Case.id).where(Case.site_id.in_(list(team_sites)))


def people_of(team_sites: Iterable[UUID]) -> Select[Any]:
    """Return the question who is in a case at these sites."""
    return select(CasePerson.person_id).where(CasePerson.case_id.in_(cases_of(team_sites)))


def read_team(work: Work) -> Team:
    """Return whose data the worker may take out whole; refuses who leads no site."""
    sites = _led(work)
    own: dict[UUID, str] = {}
    subject: dict[UUID, UUID] = {}
    site_of: dict[UUID, str] = {}
    asked = select(Case.id, Case.reference, Case.subject_id, Case.site_id)
    for key, reference, person, site in work.rows(asked.where(Case.site_id.in_(list(sites)))):
        own[key], subject[key], site_of[key] = reference, person, sites[site]
    members: dict[UUID, list[tuple[UUID, PartInCase]]] = defaultdict(list)
    for case, person, part in work.rows(
        select(CasePerson.case_id, CasePerson.person_id, CasePerson.part)
    ):
        if case in own:
            members[person].append((case, part))
    for case, person in subject.items():
        members[person].append((case, PartInCase.MAIN))
    by_issuer = _references(work)
    cases = _case_names(own, site_of, by_issuer)
    parts = {
        person: tuple((case, part) for case, part in places if subject[case] != person)
        for person, places in members.items()
    }
    people = _people_names(members, cases, site_of, by_issuer)
    workers = {row[0]: row[1] for row in work.rows(select(Worker.id, Worker.login))}
    return Team(sites, london_day(work.now), people, cases, workers, exportable(work), parts)


def read_rows(work: Work, team: Team) -> Intake:
    """Return people, cases, stages and gains, as far as the worker sees them."""
    return Intake(_people(work, team), _cases(work, team), _stages(work, team), _gains(work, team))


def _led(work: Work) -> dict[UUID, str]:
    return dict(sorted(led_sites(work, ACTION), key=lambda one: one[1]))


# --- what they are called ------------------------------------------------------------------------


def _references(work: Work) -> dict[str, dict[UUID, str]]:
    """Return the team's own references by their issuer, then by person."""
    found: dict[str, dict[UUID, str]] = defaultdict(dict)
    asked = select(PersonReference.issuer, PersonReference.subject_id, PersonReference.value)
    for issuer, person, value in work.rows(asked.order_by(PersonReference.value.desc())):
        found[issuer][person] = value
    return found


def _case_names(
    own: Mapping[UUID, str],
    site_of: Mapping[UUID, str],
    by_issuer: Mapping[str, Mapping[UUID, str]],
) -> dict[UUID, str]:
    """Return the team's reference of each case, ours where it has none that is its alone."""
    theirs = {}
    for case, ours in own.items():
        values = sorted(by_issuer.get(f"{site_of[case]}{CASE_OF}{ours}", {}).values())
        theirs[case] = values[0] if values else ours
    return _told_apart(theirs, own)


def _people_names(
    members: Mapping[UUID, list[tuple[UUID, PartInCase]]],
    cases: Mapping[UUID, str],
    site_of: Mapping[UUID, str],
    by_issuer: Mapping[str, Mapping[UUID, str]],
) -> dict[UUID, str]:
    """Return the team's reference of each person, the identifier where that is not theirs alone."""
    own = {person: str(person) for person in members}
    theirs = dict(own)
    for person, places in members.items():
        in_order = sorted((case for case, _part in places), key=lambda case: cases[case])
        for site in dict.fromkeys(site_of[case] for case in in_order):
            value = by_issuer.get(site, {}).get(person)
            if value:
                theirs[person] = value
                break
    return _told_apart(theirs, own)


def _told_apart(theirs: Mapping[UUID, str], own: Mapping[UUID, str]) -> dict[UUID, str]:
    """Return a name for each that no other has, however it is compared."""
    count = Counter(reference_key(value) for value in theirs.values())
    count.update(reference_key(own[key]) for key, value in theirs.items() if value != own[key])
    return {
        key: value if count[reference_key(value)] == 1 else own[key]
        for key, value in theirs.items()
    }


# --- rows ----------------------------------------------------------------------------------------


def _people(work: Work, team: Team) -> tuple[PersonRow, ...]:
    homes, phones, households = _homes(work, team), _phones(work, team), _households(work, team)
    rows = work.all(select(Person).where(Person.id.in_(people_of(team.sites))))
    return tuple(
        PersonRow(
            _NOWHERE,
            team.people[row.id],
            row.given_name,
            row.family_name,
            row.known_as or "",
            row.born,
            row.gender,
            row.pronouns or "",
            row.first_language or "",
            row.interpreter or "",
            households.get(row.id, ""),
            *homes.get(row.id, ("", "", "", "")),
            phone=phones.get(row.id, ""),
            in_cases=_in(team, row.id, (PartInCase.MAIN, PartInCase.HOUSEHOLD)),
            family_in=_in(team, row.id, (PartInCase.FAMILY,)),
        )
        for row in rows
        if row.id in team.people and team.may.of_person(row.id, Category.IDENTITY)
    )


def _in(team: Team, person: UUID, parts: tuple[PartInCase, ...]) -> tuple[str, ...]:
    places = team.parts.get(person, ())
    return tuple(sorted({team.cases[case] for case, part in places if part in parts}))


def _homes(work: Work, team: Team) -> dict[UUID, tuple[str, str, str, str]]:
    """Return where each person lives now, the latest if there are several; none is protected."""
    said = (Address.line_1, Address.line_2, Address.locality, Address.postcode)
    asked = select(Residence.subject_id, Residence.started_on, Residence.ended_on, *said)
    asked = asked.join(Address, Address.id == Residence.address_id)
    found = work.rows(asked.where(Residence.category == Category.CONTACT))
    own = (row for row in found if row[0] in team.people)
    rows = [row for row in own if team.may.of_person(row[0], Category.CONTACT)]
    return {
        key: (first, second, locality, code)
        for key, (first, second, locality, code) in _latest(rows, team.today).items()
    }


def _households(work: Work, team: Team) -> dict[UUID, str]:
    """Return what the household of each person is called: after the first of its members."""
    asked = select(
        Membership.subject_id,
        Membership.started_on,
        Membership.ended_on,
        Membership.household_id,
        Membership.category,
    )
    own = (row for row in work.rows(asked) if row[0] in team.people)
    rows = [row[:4] for row in own if team.may.of_person(row[0], row[4])]
    of = _latest(rows, team.today)
    first: dict[str, str] = {}
    for person, (household,) in of.items():
        if person in team.people:
            name = team.people[person]
            first[household] = min(first.get(household, name), name)
    return {
        person: f"home of {first[household]}"
        for person, (household,) in of.items()
        if household in first
    }


def _latest(rows: Iterable[Any], today: date) -> dict[UUID, tuple[str, ...]]:
    """Return of each person what began last and has not ended."""
    found: dict[UUID, tuple[date, tuple[str, ...]]] = {}
    for person, start, end, *said in rows:
        if end is None or end > today:
            told = (start or _LONG_AGO, tuple("" if one is None else str(one) for one in said))
            found[person] = max(found.get(person, told), told)
    return {person: told for person, (_start, told) in found.items()}


def _phones(work: Work, team: Team) -> dict[UUID, str]:
    """Return the first number of each person that can be rung."""
    told = (ContactPoint.subject_id, ContactPoint.value, ContactPoint.category)
    asked = select(*told).where(ContactPoint.kind == "phone")
    found: dict[UUID, str] = {}
    in_order = asked.order_by(ContactPoint.created_at, ContactPoint.value)
    for person, value, category in work.rows(in_order):
        rings = person in team.people and phone_key(value)
        if rings and team.may.of_person(person, category):
            found.setdefault(person, value)
    return found


def _cases(work: Work, team: Team) -> tuple[CaseRow, ...]:
    leading = _key_workers(work)
    rows = work.all(select(Case).where(Case.site_id.in_(list(team.sites))))
    return tuple(
        CaseRow(
            _NOWHERE,
            team.cases[row.id],
            team.people[row.subject_id],
            row.opened_on,
            team.sites[row.site_id],
            row.phase,
            row.closed_on,
            row.closure_reason,
            row.source or "",
            team.workers.get(leading.get(row.id, row.id), ""),
            row.next_review_on,
        )
        for row in rows
        if team.may.of_case(row.id, row.subject_id, row.category)
    )


def _key_workers(work: Work) -> dict[UUID, UUID]:
    """Return who leads each case now, whoever has led it longest."""
    member = CaseTeamMember
    asked = select(member.case_id, member.worker_id).order_by(member.valid_from.desc(), member.id)
    live = (member.role == TeamRole.KEY_WORKER) & is_live(member, work.now)
    return {row[0]: row[1] for row in work.rows(asked.where(live))}


def _stages(work: Work, team: Team) -> tuple[StageRow, ...]:
    rows = work.all(select(StageRating).where(StageRating.case_id.in_(cases_of(team.sites))))
    return tuple(
        StageRow(
            _NOWHERE,
            team.cases[row.case_id],
            row.domain,
            row.stage,
            row.rated_on,
            row.kind,
            team.workers.get(row.rated_by, ""),
            row.reason or "",
            row.own_view,
        )
        for row in rows
        if team.may.of_case(row.case_id, row.subject_id, row.category)
    )


def _gains(work: Work, team: Team) -> tuple[GainRow, ...]:
    rows = work.all(select(FinancialGain).where(FinancialGain.case_id.in_(cases_of(team.sites))))
    return tuple(
        GainRow(
            _NOWHERE,
            team.cases[row.case_id],
            row.figures,
            row.what,
            row.evidence,
            row.confirmed_on,
        )
        for row in rows
        if team.may.of_case(row.case_id, row.subject_id, row.category)
    )
