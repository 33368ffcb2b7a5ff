"""The front door from the inside: finding the hidden, silencing a call, reading on after the right.

Each town is shared by the tests of a database; each test has a site, a case and people of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, Seal, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import AlertAnswer, ApproachState, Done, SafeNow
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import (
    AlertCall,
    Approach,
    Case,
    CaseTeamMember,
    Exclusion,
    MatchAlert,
    SiteRoleHeld,
    Worker,
)
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival, Told
from tests.support.desks import EveryonesReading, EveryonesStore, lives_at, undo
from tests.support.insiders import LOG, psql
from tests.support.stores import BOTH, PostgresTemplate, opened
from tests.support.world import CaseMade, World


@dataclass
class Door:
    """A desk to which somebody comes whom a case at another site knows."""

    world: World
    desk: Desk
    given: str = field(default_factory=lambda: f"Zu{uuid4().hex[:6]}")

    def __post_init__(self) -> None:
        """Have a writer at one site, and a duty lead, a manager and the case at another."""
        world = self.world
        self.here, self.there = world.new_site("Holts"), world.new_site("Fitton Hill")
        self.writer = self.worker(SiteRole.FRONT_DOOR, self.here)
        self.own_lead = self.worker(SiteRole.DUTY_LEAD, self.here)
        self.lead = self.worker(SiteRole.DUTY_LEAD, self.there)
        self.boss = world.manager(self.there)
        self.hidden = self.case(self.there, self.boss)

    def worker(self, role: SiteRole | None, site: Any, kind: AgencyKind | None = None) -> Actor:
        login = f"w{uuid4().hex[:8]}"
        return self.world.worker(login, role, kind or AgencyKind.COUNCIL, site=site)

    def case(self, site: Any, by: Actor, given: str = "") -> CaseMade:
        who = self.world.person(given or self.given, "Quarshie")
        return self.world.case(
            uuid4().hex[:7].upper(),
            site=site,
            by=by,
            team=[by],
            subject=who,
            others=[self.world.person("Bo", f"Kin {uuid4().hex}")],
        )

    def comes(self, **said: Any) -> Changes:
        who = {"given_name": self.given, "family_name": "Quarshie"}
        told = {**who, "words": "He is back", **said}
        return self.desk.contacts.keep(self.writer, NewContact(self.here, **told))

    def approach(self, **columns: Any) -> Approach:
        """Return what the writer would keep by a statement of their own."""
        plain = {
            "site_id": self.here,
            "at": self.world.clock(),
            "worker_id": self.writer.worker,
            "method": ContactMethod.SHOPFRONT,
            "given_key": "x",
            "family_key": "x",
            "safe_now": SafeNow.NOT_ASKED,
            "state": ApproachState.WAITING,
        }
        words = dict.fromkeys(("given_name", "family_name", "reasons", "done"), "")
        return Approach(**{**plain, **words, **columns})

    def sees(self, worker: Actor) -> int:
        """Return how many alerts and approaches somebody sees by any statement."""
        with self.world.store_for(worker).query(worker) as work:
            return sum(len(work.rows(select(kind.id))) for kind in (MatchAlert, Approach))

    def its_turn(self) -> None:
        """Have every call begin: a server's clock is not the test's."""
        with self.world.trusted() as connection:
            keys = [row[0] for row in connection.execute(select(AlertCall.id))]
        for key in keys:
            begun = self.world.clock() - timedelta(seconds=1)
            self.world.change_fact(AlertCall, key, call_at=begun)

    def changes_alert(self, by: Actor, **columns: Any) -> None:
        with self.world.store_for(by).command(by, "answer alert") as work:
            [alert] = work.all(select(MatchAlert))
            for name, value in columns.items():
                setattr(alert, name, value)
            work.save(alert)

    def changes_approach(self, **columns: Any) -> None:
        with self.world.store_for(self.writer).command(self.writer, "settle contact") as work:
            [approach] = work.all(select(Approach))
            for name, value in columns.items():
                setattr(approach, name, value)
            work.save(approach)
            work.raise_alerts(approach.id)

    def leads_change(self, column: str, value: Any) -> None:
        """Change a column of what somebody wrote, as a lead of the site."""
        with self.world.store_for(self.own_lead).command(self.own_lead, "settle") as work:
            [approach] = work.all(select(Approach))
            setattr(approach, column, value)
            work.save(approach)

    def exclude(self, worker: Actor, person: UUID) -> None:
        since = {"valid_from": self.world.clock() - timedelta(seconds=1), "reason": "kin"}
        self.world.fact(Exclusion(worker_id=worker.worker, person_id=person, **since))

    def ends(self, kind: type[SiteRoleHeld] | type[CaseTeamMember], worker: Actor) -> None:
        with self.world.trusted() as connection:
            whose = select(kind.id).where(kind.worker_id == worker.worker)
            keys = [row[0] for row in connection.execute(whose)]
        for key in keys:
            ended = self.world.clock() - timedelta(seconds=1)
            self.world.change_fact(kind, key, valid_to=ended)


@pytest.fixture(scope="module", params=BOTH)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, Desk]]:
    with opened(request.param, request, tmp_path_factory.mktemp("door")) as home:
        world = World(home)
        world.agree(AgencyKind.HOUSING, Category.IDENTITY)
        reading, store = EveryonesReading(world), EveryonesStore(world)
        yield world, Desk(reading, lambda: store, world.clock)
        reading.close()


@pytest.fixture
def door(town: tuple[World, Desk]) -> Door:
    return Door(*town)


def test_who_may_know_is_called_and_nobody_else_sees_who_came(door: Door) -> None:
    door.comes()
    theirs = (door.lead, door.boss, door.own_lead, door.writer)
    assert [door.sees(one) for one in theirs] == [1, 0, 1, 1]


# --- who is called -------------------------------------------------------------------------------


def test_a_lead_to_whom_the_case_is_closed_for_another_in_it_is_not_called(door: Door) -> None:
    door.exclude(door.lead, door.hidden.people[1])
    door.comes()
    assert door.sees(door.lead) == 0


def test_somebody_is_called_about_every_hidden_match(door: Door) -> None:
    governor = door.worker(SiteRole.IG_LEAD, door.there)
    for one in (door.lead, door.boss):
        door.exclude(one, door.hidden.subject)
    door.comes()
    door.its_turn()
    assert door.sees(governor) > 0


def test_whoever_plants_a_name_reads_nobodys_new_address(door: Door) -> None:
    rogue = door.worker(SiteRole.DUTY_LEAD, door.world.new_site("Derker"))
    [site] = door.desk.front_door.sites(rogue)
    door.desk.front_door.arrive(rogue, Arrival(site.id, "Nadia", door.given))
    door.comes(given_name="Nadia", family_name=door.given, born="9 4 1991", street="1 Refuge Road")
    with door.world.store_for(rogue).query(rogue) as work:
        assert "1 Refuge Road" not in {row[0] for row in work.rows(select(Approach.street))}


# --- who goes on seeing it -----------------------------------------------------------------------


def _excluded(door: Door) -> None:
    door.exclude(door.lead, door.hidden.subject)


def _left(door: Door) -> None:
    door.ends(SiteRoleHeld, door.lead)


def _sealed(door: Door) -> None:
    door.world.change_fact(Case, door.hidden.id, seal=Seal.SEALED)


@pytest.mark.parametrize("since", [_excluded, _left, _sealed])
def test_an_alert_ends_with_the_right_to_know(door: Door, since: Callable[[Door], None]) -> None:
    door.comes()
    since(door)
    assert door.sees(door.lead) == 0


def test_who_is_called_later_sees_nothing_before_their_turn(door: Door) -> None:
    door.comes()
    assert door.sees(door.boss) == 0


def test_a_case_that_is_sealed_takes_what_was_said_at_the_door_along(door: Door) -> None:
    new = Arrival(door.here, "Zara", "Canary", street="1 Canary Street")
    case = CaseId(_made(door.desk.front_door.arrive(door.writer, new)))
    door.world.change_fact(Case, case, seal=Seal.SEALED)
    assert door.sees(door.own_lead) == 0


@pytest.mark.xfail(strict=True, reason="an approach has no categories: leads see all of it")
def test_a_protected_address_is_not_read_in_what_was_said_at_the_door(door: Door) -> None:
    landlord = door.worker(SiteRole.DUTY_LEAD, door.here, AgencyKind.HOUSING)
    leah = door.worker(SiteRole.KEY_WORKER, door.here)
    new = Arrival(door.here, "Zara", "Canary", street="1 Canary Street")
    case = CaseId(_made(door.desk.front_door.arrive(leah, new)))
    with door.world.store_for(leah).query(leah) as work:
        person = work.get(Case, case).subject_id
    door.desk.protecting.protect(leah, case, person)
    with door.world.store_for(landlord).query(landlord) as work:
        assert not any(row[0] for row in work.rows(select(Approach.street)))


def test_a_protected_address_is_no_evidence_before_identity_is_checked(door: Door) -> None:
    street = f"{door.given} Hill"
    lives_at(door.world, door.boss, door.hidden.subject, f"9 {street}", "OL9 9QH")
    assert len(door.desk.front_door.search(door.boss, Told(street=street)).matches) == 1
    door.desk.protecting.protect(door.boss, door.hidden.id, door.hidden.subject)
    assert door.desk.front_door.search(door.boss, Told(street=street)).matches == ()


# --- silencing and forging -----------------------------------------------------------------------


@pytest.mark.parametrize("first", [True, False])
def test_nobody_answers_in_anothers_name_or_in_nobodys(door: Door, *, first: bool) -> None:
    door.comes()
    if first:
        mine = {"answered_by": door.lead.worker, "answered_at": door.world.clock()}
        door.changes_alert(door.lead, answer=AlertAnswer.SAME, **mine)
    door.its_turn()
    with pytest.raises(PbiError):
        door.changes_alert(door.boss, answer=AlertAnswer.NOT_THE_SAME)


def test_nobody_takes_an_alert_away_without_an_answer(door: Door) -> None:
    door.comes()
    door.its_turn()
    with pytest.raises(PbiError):
        door.changes_alert(door.boss, withdrawn_at=door.world.clock())


def test_an_alert_outlasts_what_its_writer_takes_back(door: Door) -> None:
    undo(door.desk, door.writer, door.comes())
    assert len(door.desk.match_alerts.waiting(door.lead)) == 1


@pytest.mark.parametrize("taken_up", [True, False])
def test_naming_another_record_calls_as_well(door: Door, *, taken_up: bool) -> None:
    other = door.case(door.here, door.worker(SiteRole.KEY_WORKER, door.here))
    if taken_up:
        door.desk.front_door.take_up(door.writer, other.subject, checked=True)
    else:
        door.comes(person_id=other.subject)
    assert len(door.desk.match_alerts.waiting(door.lead)) == 1


@pytest.mark.parametrize("name", ["person_id", "case_id"])
def test_an_approach_is_tied_to_nobody_hidden(door: Door, name: str) -> None:
    door.comes(given_name="Ann", family_name="Bell")
    hidden = door.hidden.subject if name == "person_id" else door.hidden.id
    with pytest.raises(PbiError):
        door.changes_approach(**{name: hidden})


def test_nobody_says_that_another_has_seen_to_it(door: Door) -> None:
    door.comes(given_name="Ann", family_name="Bell")
    with pytest.raises(PbiError):
        door.changes_approach(state=ApproachState.SETTLED, settled_by=door.own_lead.worker)


@pytest.mark.xfail(strict=True, reason="where a site has no lead, its desk does not see who waits")
def test_who_waits_is_not_lost_with_whoever_took_them(door: Door) -> None:
    tom = door.worker(SiteRole.KEY_WORKER, door.here)
    door.comes(given_name="Ann", family_name="Bell")
    door.ends(SiteRoleHeld, door.own_lead)
    door.world.change_fact(Worker, door.writer.worker, active=False)
    assert len(door.desk.waiting.list(tom)) == 1


@pytest.mark.parametrize("name", ["person_id", "case_id", "settled_by"])
def test_no_new_approach_names_who_is_hidden_or_who_settled_it(door: Door, name: str) -> None:
    hidden = {"person_id": door.hidden.subject, "case_id": door.hidden.id}
    key = {**hidden, "settled_by": door.own_lead.worker}[name]
    with pytest.raises(PbiError):
        door.world.add(door.writer, door.approach(**{name: key}))


def test_a_lead_who_has_left_does_not_keep_others_from_being_called(door: Door) -> None:
    governor = door.worker(SiteRole.IG_LEAD, door.there)
    for one in (door.lead, door.boss):
        door.world.change_fact(Worker, one.worker, active=False)
    door.comes()
    door.its_turn()
    assert door.sees(governor) > 0


def test_a_conflict_closes_what_somebody_without_a_case_said_at_the_door(door: Door) -> None:
    known = door.case(door.here, door.worker(SiteRole.KEY_WORKER, door.here))
    door.exclude(door.own_lead, known.subject)
    door.comes(person_id=known.subject, done=(Done.ADVICE,))
    assert door.sees(door.own_lead) == 0


@pytest.mark.xfail(strict=True, reason="whoever minds an approach may give it to anybody at all")
def test_an_approach_is_given_to_nobody_but_the_desk_of_its_site(door: Door) -> None:
    stranger = door.worker(None, door.there)
    door.comes()
    with pytest.raises(PbiError):
        door.changes_approach(owner_id=stranger.worker)


@pytest.mark.parametrize("change", ["words", "phone_key"])
def test_what_somebody_said_at_the_door_stays_as_its_writer_kept_it(
    door: Door, change: str
) -> None:
    door.comes()
    with pytest.raises(PbiError):
        door.leads_change(change, "0")


@pytest.mark.xfail(strict=True, reason="whoever minds an approach may take it away")
def test_nobody_takes_away_what_another_wrote_of_who_came(door: Door) -> None:
    door.comes()
    with pytest.raises(PbiError):
        door.leads_change("withdrawn_at", door.world.clock())


def _made(changes: Changes) -> UUID:
    assert changes.made is not None
    return changes.made


# --- at psql -------------------------------------------------------------------------------------

COMES = """
INSERT INTO approaches (id, version, created_at, created_by, site_id, at, worker_id, method,
  given_name, family_name, given_key, family_key, reasons, done, safe_now, state)
SELECT '{key}', 1, authz.clock(), authz.me(), '{site}', authz.clock(), authz.me(), 'shopfront',
  'x', 'x', '{given}', 'quarshie', '', '', 'not_asked', 'waiting'
"""
RAISES = "SELECT authz.raise_alerts('{key}')"
AFTER = {
    "locks": "SELECT relation::regclass::text, mode FROM pg_locks WHERE pid = pg_backend_pid() "
    "AND relation::regclass::text ~ 'alert' ORDER BY 1, 2",
    "counters": "SELECT pg_stat_get_xact_tuples_inserted('match_alerts'::regclass)",
    "WAL": f"EXPLAIN (ANALYZE, WAL, COSTS OFF, TIMING OFF, SUMMARY OFF) {RAISES}",
}


@pytest.fixture(scope="module")
def psql_door(postgres_template: PostgresTemplate) -> Iterator[Door]:
    home = postgres_template.copy()
    world = World(home)
    store = EveryonesStore(world)
    yield Door(world, Desk(EveryonesReading(world), lambda: store, world.clock))
    home.close()


def trace(door: Door, given: str, how: str) -> str:
    """Return what the writer can tell after a call that they take back: nothing of it is kept."""
    key = uuid4()
    with psql(door.world, door.writer) as tool:
        for step in ("BEGIN", LOG, COMES.format(key=key, site=door.here, given=given)):
            tool.rows(step)
        if how != "WAL":
            tool.rows(RAISES.format(key=key))
        told = tool.tell(AFTER[how].format(key=key))
        tool.rows("ROLLBACK")
    return told


@pytest.mark.parametrize("how", sorted(AFTER))
@pytest.mark.xfail(strict=True, reason="the writer's own transaction tells that a call was written")
def test_calling_leaves_no_trace_for_the_writer(psql_door: Door, how: str) -> None:
    given = psql_door.given.lower()
    assert trace(psql_door, given, how) == trace(psql_door, "zzzzzz", how)


def test_nobody_asks_who_fits_or_who_would_be_called(psql_door: Door) -> None:
    with psql(psql_door.world, psql_door.writer) as tool:
        for asked in ("hidden_matches", "called_for"):
            told = tool.refusal(f"SELECT * FROM authz.{asked}('{psql_door.hidden.subject}')")
            assert "permission denied" in told
