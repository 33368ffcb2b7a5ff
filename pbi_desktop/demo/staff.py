"""The agencies of the demo and the people who work there: who signs in, and as what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pbi_desktop.demo.agreements import AGREED
from pbi_desktop.demo.books import Books
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.naming import NameBook
from pbi_desktop.demo.places import Site
from pbi_desktop.domain.access import EVERY_VERB, AgencyKind, SiteRole


@dataclass(frozen=True)
class Agency:
    """An organisation with duties of its own."""

    id: UUID
    name: str
    kind: AgencyKind


@dataclass(frozen=True)
class Worker:
    """Somebody who signs in."""

    id: UUID
    name: str
    login: str
    job: str
    agency: Agency
    role: SiteRole
    site: int | None
    """The site by number, or every site."""

    def is_at(self, site: int) -> bool:
        """Say whether this worker has a role at a site."""
        return self.site is None or self.site == site


@dataclass(frozen=True)
class Team:
    """The workers of one site."""

    manager: Worker
    duty_lead: Worker
    front_door: Worker
    key_workers: tuple[Worker, ...]
    partners: dict[AgencyKind, Worker]


@dataclass
class Staff:
    """All agencies and workers."""

    agencies: list[Agency] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)

    def agency(self, kind: AgencyKind, number: int = 0) -> Agency:
        """Return an agency of a kind; numbers go round where there are several."""
        of_kind = [agency for agency in self.agencies if agency.kind is kind]
        return of_kind[number % len(of_kind)]

    def team(self, site: int) -> Team:
        """Return the team of a site."""
        here = [worker for worker in self.workers if worker.is_at(site)]
        by_role = {role: [w for w in here if w.role is role] for role in SiteRole}
        partners = {worker.agency.kind: worker for worker in reversed(by_role[SiteRole.PARTNER])}
        return Team(
            by_role[SiteRole.TEAM_MANAGER][0],
            by_role[SiteRole.DUTY_LEAD][0],
            by_role[SiteRole.FRONT_DOOR][0],
            tuple(by_role[SiteRole.KEY_WORKER]),
            partners,
        )


AGENCIES = (
    ("Tenterfield Council", AgencyKind.COUNCIL),
    ("Lodgehouse Homes", AgencyKind.HOUSING),
    ("Moorside Vale Police", AgencyKind.POLICE),
    ("Canal Road Health Partnership", AgencyKind.HEALTH),
    ("Tenterfield Probation", AgencyKind.PROBATION),
    ("Many Hands", AgencyKind.VOLUNTARY),
    ("Bobbin Lane Primary School", AgencyKind.SCHOOL),
    ("Fullers Housing Trust", AgencyKind.HOUSING),
    ("Tenterfield Carers", AgencyKind.VOLUNTARY),
    ("Heald Academy", AgencyKind.SCHOOL),
    ("Canal Road Hospital", AgencyKind.HEALTH),
    ("Warper Mind and Body", AgencyKind.VOLUNTARY),
    ("Tenterfield Children's Services", AgencyKind.COUNCIL),
    ("Dyers Row Surgery Group", AgencyKind.HEALTH),
)

# Name, login, job, agency kind, role, site by number or none for all.
SMALL_TEAM: tuple[tuple[str, str, str, AgencyKind, SiteRole, int | None], ...] = (
    ("Ruth Adderley", "manager", "Team manager", AgencyKind.COUNCIL, SiteRole.TEAM_MANAGER, None),
    ("Maryam Zaidi", "maryam", "Key worker", AgencyKind.COUNCIL, SiteRole.KEY_WORKER, 0),
    ("Owen Tickhill", "owen", "Key worker", AgencyKind.HOUSING, SiteRole.KEY_WORKER, 0),
    ("Dorota Lis", "dorota", "Key worker", AgencyKind.COUNCIL, SiteRole.KEY_WORKER, 1),
    ("Shahid Alom", "shahid", "Key worker", AgencyKind.HOUSING, SiteRole.KEY_WORKER, 1),
    ("Grace Owusu-Penn", "grace", "Key worker", AgencyKind.COUNCIL, SiteRole.KEY_WORKER, 2),
    ("Ciaran Lavelle", "ciaran", "Key worker", AgencyKind.COUNCIL, SiteRole.KEY_WORKER, 3),
    ("Bev Hartle", "bev", "Duty lead", AgencyKind.COUNCIL, SiteRole.DUTY_LEAD, None),
    ("Jodie Cragshaw", "jodie", "Front door", AgencyKind.COUNCIL, SiteRole.FRONT_DOOR, None),
    ("Sam Pendry", "sam", "Police constable", AgencyKind.POLICE, SiteRole.PARTNER, None),
    ("Temi Adewale-Finn", "temi", "Community nurse", AgencyKind.HEALTH, SiteRole.PARTNER, None),
    ("Colm Redfern", "colm", "Probation officer", AgencyKind.PROBATION, SiteRole.PARTNER, None),
    ("Nasima Khanom", "nasima", "Connector", AgencyKind.VOLUNTARY, SiteRole.PARTNER, None),
    ("Helen Thorlby", "helen", "Family worker", AgencyKind.SCHOOL, SiteRole.PARTNER, None),
    ("Priti Solan", "auditor", "Auditor", AgencyKind.COUNCIL, SiteRole.AUDITOR, None),
)

_PARTNERS_OF_A_SITE = (
    (AgencyKind.POLICE, "Police constable"),
    (AgencyKind.HEALTH, "Community nurse"),
    (AgencyKind.PROBATION, "Probation officer"),
    (AgencyKind.VOLUNTARY, "Connector"),
    (AgencyKind.SCHOOL, "Family worker"),
)
_KEY_WORKER_AGENCIES = (AgencyKind.COUNCIL, AgencyKind.COUNCIL, AgencyKind.HOUSING)


def small_staff(dice: Dice) -> Staff:
    """Return the demo team: fifteen people at four sites."""
    staff = Staff([Agency(dice.new_id(), name, kind) for name, kind in AGENCIES[:9]])
    for name, login, job, kind, role, site in SMALL_TEAM:
        agency = staff.agency(kind)
        staff.workers.append(Worker(dice.new_id(), name, login, job, agency, role, site))
    return staff


def large_staff(dice: Dice, names: NameBook, sites: Sequence[Site], per_site: int) -> Staff:
    """Return the staff of many sites: at each a manager and so many workers."""
    staff = Staff([Agency(dice.new_id(), name, kind) for name, kind in AGENCIES])
    hire = _Hiring(dice, names, staff)
    name, login, job, kind, role, _site = SMALL_TEAM[0]
    first = sites[0].number
    staff.workers.append(Worker(dice.new_id(), name, login, job, staff.agency(kind), role, first))
    for site in sites:
        here = site.number
        if here != first:
            hire.one(AgencyKind.COUNCIL, "Team manager", SiteRole.TEAM_MANAGER, here)
        hire.one(AgencyKind.COUNCIL, "Duty lead", SiteRole.DUTY_LEAD, here)
        hire.one(AgencyKind.COUNCIL, "Front door", SiteRole.FRONT_DOOR, here)
        for partner_kind, partner_job in _PARTNERS_OF_A_SITE:
            hire.one(partner_kind, partner_job, SiteRole.PARTNER, here)
        for place in range(per_site - len(_PARTNERS_OF_A_SITE) - 3):
            kind = _KEY_WORKER_AGENCIES[place % len(_KEY_WORKER_AGENCIES)]
            hire.one(kind, "Key worker", SiteRole.KEY_WORKER, here)
    hire.one(AgencyKind.COUNCIL, "Auditor", SiteRole.AUDITOR, None)
    return staff


class _Hiring:
    """Adds invented workers to a staff."""

    def __init__(self, dice: Dice, names: NameBook, staff: Staff) -> None:
        self._dice = dice
        self._names = names
        self._staff = staff

    def one(self, kind: AgencyKind, job: str, role: SiteRole, site: int | None) -> None:
        """Add one worker of a kind of agency."""
        stock = self._names.community(self._dice)
        woman = self._dice.likely(0.6)
        family = self._names.family(self._dice, stock)
        given = self._names.given(self._dice, stock, self._dice.between(24, 62), woman=woman)
        number = len(self._staff.workers)
        name = f"{given} {family.woman if woman else family.man}"
        agency = self._staff.agency(kind, number)
        worker = Worker(self._dice.new_id(), name, f"worker{number:04d}", job, agency, role, site)
        self._staff.workers.append(worker)


def record_staff(books: Books, staff: Staff, sites: Sequence[Site], at: datetime) -> UUID:
    """Add agencies, workers, their roles and the agreements; return who made them."""
    by, second = staff.workers[0].id, staff.workers[1].id
    for agency in staff.agencies:
        books.keep("agencies", agency.id, at, by, agency.name, agency.kind.value)
    for worker in staff.workers:
        row = (worker.name, worker.login, worker.job, worker.agency.id, True, None)
        books.keep("workers", worker.id, at, by, *row)
        for site in sites:
            if worker.is_at(site.number):
                books.add("site_roles", at, by, worker.id, site.id, worker.role.value, at, None)
    for purpose, kind, basis, categories in AGREED:
        for category in categories:
            terms = (purpose.value, kind.value, category.value, basis.value, at, None)
            row_of = (*terms, EVERY_VERB.value, second)
            books.add("agreements", at, by, *row_of)
    return by
