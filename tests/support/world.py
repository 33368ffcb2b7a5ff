"""A small town for tests: sites, agencies, workers, agreements, and cases with people in them.

    def test_a_stranger_sees_no_note(world: World) -> None:
        leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
        case = world.case("K7QX9B", team=[leah])
        note = world.note(case, "Rang the landlord", by=leah)
        with world.store_for(omar).query(omar) as work:
            assert work.rows(select(Note.id)) == []

The fixture `world` runs such a test twice: on the encrypted file and on PostgreSQL.

- Facts (sites, agencies, workers, roles, agreements) are written above the rule; cases, people,
  notes and teams through real commands of a real worker: of `by`, or the first of the team who
  may, or the site's manager (`world.manager`), who leads every case of `world.site`.
- A council holds every category for direct support; other agencies nothing until `world.agree`.
- `world.clock` stands still at 09:00 on 21 November 2026; `world.clock.forward(days=1)` moves it,
  on PostgreSQL the server's too.
- `world.add(actor, record)` keeps any other record; `world.trusted()` opens a door above the rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection

from pbi_desktop.domain.access import DESK, AgencyKind, Basis, Category, Purpose, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Gender, Marking, NoteKind, PartInCase, TeamRole
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import (
    AgencyId,
    CaseId,
    PersonId,
    RecordId,
    SiteId,
    WorkerId,
    new_reference,
)
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.phases import Phase
from pbi_desktop.models import (
    Agency,
    Agreement,
    Case,
    CasePerson,
    CaseTeamMember,
    Note,
    Person,
    Record,
    Site,
    SiteRoleHeld,
    Worker,
)
from pbi_desktop.store.port import Store
from tests.support.stores import FileHome, Home, PostgresHome, SettableClock, change, keep

R = TypeVar("R", bound=Record)
LONG_AGO = timedelta(days=365)


@dataclass(frozen=True)
class CaseMade:
    """A case of the world: its ids, and whose it is."""

    id: CaseId
    subject: PersonId
    site: SiteId
    reference: str
    people: tuple[PersonId, ...]
    """The subject first."""
    by: Actor


@dataclass
class World:
    """What a test needs to exist, with defaults for all that it does not care about."""

    home: Home
    _agencies: dict[AgencyKind, AgencyId] = field(default_factory=dict)
    _roles: dict[WorkerId, list[tuple[SiteId, SiteRole]]] = field(default_factory=dict)
    _managers: dict[SiteId, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.maker = WorkerId(uuid4())
        self.site = self.new_site("Holts and Lees")
        self.agree(AgencyKind.COUNCIL)

    @property
    def kind(self) -> str:
        """Which database: "file" or "postgres"."""
        return self.home.kind

    @property
    def clock(self) -> SettableClock:
        """The clock of every store of this world."""
        return self.home.clock

    def store_for(self, actor: Actor) -> Store:
        """Return the store as this worker opens it."""
        return self.home.store_for(actor)

    @contextmanager
    def trusted(self) -> Iterator[Connection]:
        """Give a connection that no rule binds: for what a worker could not do."""
        with self.home.trusted() as connection:
            yield connection

    # --- facts, written above the rule -----------------------------------------------------------

    def new_site(self, name: str) -> SiteId:
        """Make a site."""
        return SiteId(self.fact(Site(name=name, hub=f"{name} shop", place="Oldham")))

    def agency(self, kind: AgencyKind) -> AgencyId:
        """Return the one agency of this kind."""
        if kind not in self._agencies:
            made = self.fact(Agency(name=kind.value.title(), kind=kind))
            self._agencies[kind] = AgencyId(made)
        return self._agencies[kind]

    def agree(
        self,
        kind: AgencyKind,
        *categories: Category,
        purpose: Purpose = Purpose.DIRECT_SUPPORT,
        valid_from: datetime | None = None,
        valid_to: datetime | None = None,
    ) -> list[RecordId]:
        """Give a kind of agency these categories, or all of them, for a purpose."""
        agreements = [
            Agreement(
                purpose=purpose,
                agency_kind=kind,
                category=category,
                basis=Basis.TASK,
                seconded_by=self.maker,
                valid_from=valid_from or self.clock() - LONG_AGO,
                valid_to=valid_to,
            )
            for category in categories or tuple(Category)
        ]
        return self.facts(agreements)

    def worker(
        self,
        login: str,
        role: SiteRole | None = SiteRole.KEY_WORKER,
        agency: AgencyKind = AgencyKind.COUNCIL,
        *,
        site: SiteId | None = None,
        active: bool = True,
        purpose: Purpose = Purpose.DIRECT_SUPPORT,
    ) -> Actor:
        """Make a worker who can sign in, with one role at `site` (`world.site`) or none."""
        worker = Worker(
            name=login.title(),
            login=login,
            job="Worker",
            agency_id=self.agency(agency),
            active=active,
        )
        actor = Actor(WorkerId(self.fact(worker)), login, purpose.value)
        self.home.enrol(actor.worker, login)
        if role is not None:
            self.role(actor, role, site or self.site)
        return actor

    def role(
        self,
        actor: Actor,
        role: SiteRole,
        site: SiteId,
        *,
        valid_from: datetime | None = None,
        valid_to: datetime | None = None,
    ) -> RecordId:
        """Give a worker a role at a site."""
        self._roles.setdefault(actor.worker, []).append((site, role))
        return self.fact(
            SiteRoleHeld(
                worker_id=actor.worker,
                site_id=site,
                role=role,
                valid_from=valid_from or self.clock() - LONG_AGO,
                valid_to=valid_to,
            )
        )

    def manager(self, site: SiteId | None = None) -> Actor:
        """Return the manager of a site, a council worker made when first asked for."""
        where = site or self.site
        if where not in self._managers:
            name = f"manager{len(self._managers) or ''}"
            self._managers[where] = self.worker(name, SiteRole.TEAM_MANAGER, site=where)
        return self._managers[where]

    def fact(self, record: Record) -> RecordId:
        """Write one record above the rule."""
        return self.facts([record])[0]

    def facts(self, records: Iterable[Record]) -> list[RecordId]:
        """Write records above the rule, in this order; what the store fills in is filled in."""
        written = [self._complete(record) for record in records]
        with self.trusted() as connection:
            keep(connection, written)
        return [RecordId(record.id) for record in written]

    def change_fact(self, kind: type[Record], key: UUID, **values: Any) -> None:
        """Change columns of a record above the rule: end a role, deactivate a worker."""
        with self.trusted() as connection:
            change(connection, kind.__tablename__, key, **values)

    # --- records, through commands of a worker ---------------------------------------------------

    def add(self, actor: Actor, record: R) -> R:
        """Keep one record as this worker."""
        with self.store_for(actor).command(actor, "add") as work:
            return work.add(record)

    def case(
        self,
        reference: str | None = None,
        *,
        team: Sequence[Actor] = (),
        site: SiteId | None = None,
        by: Actor | None = None,
        subject: Person | PersonId | None = None,
        others: Sequence[Person] = (),
        phase: Phase = Phase.ENGAGING,
        opened_on: date | None = None,
    ) -> CaseMade:
        """Make a case about `subject` (somebody new unless given) and `others`, with a team."""
        where = site or self.site
        maker = by or self._who_may_begin(team, where)
        with self.store_for(maker).command(maker, "open case") as work:
            if not isinstance(subject, UUID):
                subject = PersonId(work.add(subject or self.person()).id)
            people = [subject, *(PersonId(work.add(other).id) for other in others)]
            case = work.add(
                Case(
                    reference=reference or new_reference(),
                    site_id=where,
                    subject_id=subject,
                    category=Category.CORE,
                    phase=phase,
                    opened_on=opened_on or self.clock().date(),
                )
            )
            case_id, known_as = CaseId(case.id), case.reference
            for place, worker in enumerate(team):
                role = TeamRole.MEMBER if place else TeamRole.KEY_WORKER
                if worker == maker:
                    work.add(self._place(case_id, worker, role))
            for place, person in enumerate(people):
                part = PartInCase.HOUSEHOLD if place else PartInCase.MAIN
                work.add(CasePerson(case_id=case_id, person_id=person, part=part))
            for place, worker in enumerate(team):
                role = TeamRole.MEMBER if place else TeamRole.KEY_WORKER
                if worker != maker:
                    work.add(self._place(case_id, worker, role))
        made = CaseMade(case_id, subject, where, known_as, tuple(people), maker)
        for worker in {maker, *team}:
            self.open(made, worker)
        return made

    def open(self, case: CaseMade, worker: Actor) -> None:
        """Open a case, as its screen does: its detail shows to this worker from now on."""
        with suppress(NotFound):  # whose agency is given nothing of it
            self.store_for(worker).open_case(worker, case.id)

    def person(self, given: str = "Ann", family: str = "Bell", **columns: Any) -> Person:
        """Return a person who is not kept yet: hand them to `case`."""
        return Person(
            **{
                "given_name": given,
                "family_name": family,
                "given_key": name_key(given),
                "family_key": name_key(family),
                "gender": Gender.NOT_RECORDED,
                **columns,
            }
        )

    def note(
        self,
        case: CaseMade,
        body: str = "Came in about the rent.",
        *,
        by: Actor | None = None,
        category: Category = Category.CORE,
        subject: PersonId | None = None,
        **columns: Any,
    ) -> RecordId:
        """Write a note into a case, as whoever made the case unless `by` says otherwise."""
        writer = by or case.by
        note = Note(
            **{
                "case_id": case.id,
                "subject_id": subject or case.subject,
                "category": category,
                "at": self.clock(),
                "worker_id": writer.worker,
                "agency_id": self.agency(AgencyKind.COUNCIL),
                "kind": NoteKind.NOTE,
                "body": body,
                "marking": Marking.NOT_MARKED,
                **columns,
            }
        )
        return RecordId(self.add(writer, note).id)

    def join(
        self, case: CaseMade, worker: Actor, *, by: Actor | None = None, **columns: Any
    ) -> RecordId:
        """Put a worker on the team of a case."""
        place = self._place(case.id, worker, TeamRole.MEMBER, **columns)
        made = RecordId(self.add(by or case.by, place).id)
        self.open(case, worker)
        return made

    def leave(self, place: RecordId, *, by: Actor) -> None:
        """End a place on a team from this instant on."""
        with self.store_for(by).command(by, "leave team") as work:
            member = work.get(CaseTeamMember, place)
            member.valid_to = work.now
            work.save(member)

    # --- within ----------------------------------------------------------------------------------

    def _place(self, case: CaseId, worker: Actor, role: TeamRole, **columns: Any) -> CaseTeamMember:
        when = {"valid_from": self.clock(), "valid_to": None, **columns}
        return CaseTeamMember(case_id=case, worker_id=worker.worker, role=role, **when)

    def _who_may_begin(self, team: Sequence[Actor], site: SiteId) -> Actor:
        for worker in team:
            held = self._roles.get(worker.worker, ())
            if any(where == site and role in DESK for where, role in held):
                return worker
        return self.manager(site)

    def _complete(self, record: Record) -> Record:
        record.id = record.id or uuid4()
        record.version = record.version or 1
        record.created_at = record.created_at or self.clock() - LONG_AGO
        record.created_by = record.created_by or self.maker
        return record


@pytest.fixture
def world(home: Home) -> World:
    """Return a town with one site and a council, on each database in turn."""
    return World(home)


@pytest.fixture
def file_world(file_home: FileHome) -> World:
    """Return a town in an encrypted file, for what holds of files alone."""
    return World(file_home)


@pytest.fixture
def postgres_world(postgres_home: PostgresHome) -> World:
    """Return a town on PostgreSQL, for what holds of servers alone."""
    return World(postgres_home)
