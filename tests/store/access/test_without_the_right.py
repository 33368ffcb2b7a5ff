"""A worker without the right: every way to the record is refused, or as empty as if it were not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking, NoteKind, PartInCase, TeamRole
from pbi_desktop.domain.errors import NotFound, NotPermitted, PbiError
from pbi_desktop.domain.ids import SiteId, WorkerId, new_id
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.models import (
    AuditEntry,
    Base,
    Case,
    CasePerson,
    CaseTeamMember,
    Goal,
    Membership,
    Need,
    Note,
    Person,
    Record,
    Relationship,
    Residence,
    Revision,
    StoreMeta,
    Worker,
)
from pbi_desktop.store.unit_of_work import Work
from tests.support.hidden import CANARY, Hidden, hide
from tests.support.stores import BOTH, opened
from tests.support.world import World


@pytest.fixture(scope="module", params=BOTH)
def hidden(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Hidden]:
    """Return a town that these tests look at, and try in vain to change."""
    with opened(request.param, request, tmp_path_factory.mktemp("hidden")) as home:
        yield hide(World(home))


@pytest.fixture
def fresh(world: World) -> Hidden:
    """Return a town that a test may change."""
    return hide(world)


@contextmanager
def reading(hidden: Hidden, actor: Actor) -> Iterator[Work]:
    with hidden.world.store_for(actor).query(actor) as work:
        yield work


def refused(hidden: Hidden, actor: Actor, change: Callable[[Work], object]) -> PbiError:
    """Return the failure with which a change is refused; fails if it is taken."""
    store = hidden.world.store_for(actor)
    with pytest.raises(PbiError) as caught, store.command(actor, "try") as work:
        change(work)
    return caught.value


# --- reading -------------------------------------------------------------------------------------


def test_the_case_is_not_found(hidden: Hidden) -> None:
    for actor in (hidden.omar, hidden.nina):
        with reading(hidden, actor) as work, pytest.raises(NotFound):
            work.get(Case, hidden.case.id)


def test_hidden_and_missing_look_the_same(hidden: Hidden) -> None:
    told = []
    for key in (hidden.note, new_id()):
        with reading(hidden, hidden.omar) as work, pytest.raises(NotFound) as caught:
            work.get(Note, key)
        told.append(caught.value)
    assert told[0] == told[1]


def test_nothing_is_counted_but_what_is_seen(hidden: Hidden) -> None:
    with reading(hidden, hidden.omar) as work:
        count = {
            kind.__tablename__: work.rows(select(func.count()).select_from(kind))[0][0]
            for kind in (Case, Person, Note, Need, Residence, Membership, Relationship)
        }
    assert count == {
        "cases": 1,
        "people": 2,
        "notes": 1,
        "needs": 1,
        "residences": 0,
        "memberships": 0,
        "relationships": 0,
    }


def test_a_search_has_no_hit(hidden: Hidden) -> None:
    with reading(hidden, hidden.omar) as work:
        assert not work.rows(select(Person.id).where(Person.family_key == "canary"))
        assert not work.rows(select(Case.id).where(Case.reference == hidden.case.reference))
        assert not work.rows(select(Note.id).where(Note.body.like(f"%{CANARY}%")))


def test_no_table_holds_a_word_of_it(hidden: Hidden) -> None:
    with reading(hidden, hidden.omar) as work:
        for table in Base.metadata.sorted_tables:
            assert CANARY not in str(work.rows(select(table))), table.name


def test_its_history_and_the_audit_trail_are_out_of_reach(hidden: Hidden) -> None:
    with reading(hidden, hidden.omar) as work:
        kept = work.rows(select(Revision.record_id))
        assert {row[0] for row in kept}.isdisjoint({hidden.note, hidden.case.id, hidden.own_health})
        # Who opened a case of one's own is no secret; what was written in it is told by nothing.
        assert {row[0] for row in work.rows(select(AuditEntry.action))} <= {"opened case"}
        assert [row[0] for row in work.rows(select(StoreMeta.name))] == ["store_id"]


def test_a_common_table_expression_does_not_reach_the_base_table(hidden: Hidden) -> None:
    base = "main" if hidden.world.kind == "file" else "public"
    for name in ("notes", "hidden"):
        query = f"WITH {name} AS (SELECT * FROM {base}.notes) SELECT body FROM {name}"
        try:
            with reading(hidden, hidden.omar) as work:
                met = work.rows(text(query))
        except PbiError:
            continue
        assert [row[0] for row in met] == ["seen note"]


def test_the_desk_sees_who_somebody_is_and_nothing_else(fresh: Hidden) -> None:
    rosa = fresh.world.worker("rosa")
    with reading(fresh, rosa) as work:
        assert work.get(Person, fresh.case.subject).family_name == CANARY
        assert work.get(Case, fresh.case.id).reference == fresh.case.reference
        for table in ("notes", "needs", "residences", "contact_points", "addresses", "households"):
            assert not work.rows(select(Base.metadata.tables[table])), table


# --- raw writes ----------------------------------------------------------------------------------

RAW = (
    "UPDATE notes SET body = 'x'",
    "UPDATE notes SET body = 'x' WHERE id = :note",
    "DELETE FROM notes",
    "DELETE FROM notes WHERE id = :note",
    "INSERT INTO notes (id) VALUES (:note)",
    "UPDATE cases SET site_id = :note",
    "DELETE FROM revisions",
    "UPDATE revisions SET after = '{}'",
    "DELETE FROM audit_entries",
    "UPDATE audit_entries SET action = 'x'",
    "INSERT INTO store_meta (name, value) VALUES ('store_id', 'x')",
    "UPDATE store_meta SET value = 'x'",
    "INSERT INTO site_roles (id) VALUES (:note)",
    "UPDATE workers SET active = false",
)


@pytest.mark.parametrize("statement", RAW)
def test_a_raw_write_changes_nothing(hidden: Hidden, statement: str) -> None:
    before = everything(hidden.world)
    key: Any = hidden.note.bytes if hidden.world.kind == "file" else hidden.note
    values = {"note": key} if ":note" in statement else {}
    store = hidden.world.store_for(hidden.omar)
    with suppress(PbiError), store.command(hidden.omar, "try") as work:
        work.session.execute(text(statement), values)
    assert everything(hidden.world) == before


def everything(world: World) -> str:
    """Return all that the store holds, read above the rule."""
    with world.trusted() as connection:
        return "\n".join(
            str(sorted(map(str, connection.execute(select(table)))))
            for table in Base.metadata.sorted_tables
            if table.name != "store_meta"
        )


# --- records that are moved, and records under what one may not see ------------------------------


def moved(kind: type[Record], key: UUID, **columns: Any) -> Callable[[Work], None]:
    def change(work: Work) -> None:
        record = work.get(kind, key)
        for name, value in columns.items():
            setattr(record, name, value)
        work.save(record)

    return change


def test_a_record_cannot_be_moved_to_what_is_not_held(hidden: Hidden) -> None:
    places: list[dict[str, Any]] = [
        {"case_id": hidden.case.id},
        {"subject_id": hidden.case.subject},
        {"category": Category.HEALTH},
        {"case_id": hidden.case.id, "subject_id": hidden.case.subject},
    ]
    for place in places:
        failure = refused(hidden, hidden.omar, moved(Note, hidden.own_note, **place))
        assert failure == NotPermitted("change"), place


def test_what_is_held_can_be_moved_within(fresh: Hidden) -> None:
    work_on = moved(Note, fresh.own_note, subject_id=fresh.neighbour, category=Category.CONTACT)
    with fresh.world.store_for(fresh.omar).command(fresh.omar, "move") as work:
        work_on(work)
    with reading(fresh, fresh.omar) as work:
        assert work.get(Note, fresh.own_note).subject_id == fresh.neighbour


def test_a_tie_between_a_case_and_a_person_never_changes_ends(hidden: Hidden) -> None:
    with reading(hidden, hidden.omar) as work:
        tie = work.all(select(CasePerson).where(CasePerson.person_id == hidden.own_person))[0].id
        mine = select(CaseTeamMember).where(CaseTeamMember.worker_id == hidden.omar.worker)
        place = work.all(mine)[0].id
    for kind, key, column, value in (
        (CasePerson, tie, "person_id", hidden.case.subject),
        (CasePerson, tie, "case_id", hidden.case.id),
        (CaseTeamMember, place, "case_id", hidden.case.id),
        (CaseTeamMember, place, "worker_id", hidden.nina.worker),
        (Note, hidden.own_note, "created_by", hidden.leah.worker),
        (Need, hidden.own_need, "created_at", hidden.world.clock()),
    ):
        record: type[Record] = kind
        if column == "created_at":
            hidden.world.clock.forward(seconds=1)
            value = hidden.world.clock()
        assert refused(hidden, hidden.omar, moved(record, key, **{column: value})) == NotPermitted(
            "change"
        ), (kind, column)


def adding(record: Record) -> Callable[[Work], Record]:
    return lambda work: work.add(record)


def note(hidden: Hidden, **columns: Any) -> Note:
    return Note(
        **{
            "case_id": hidden.own.id,
            "subject_id": hidden.own.subject,
            "category": Category.CORE,
            "at": hidden.world.clock(),
            "worker_id": hidden.omar.worker,
            "agency_id": hidden.world.agency(AgencyKind.HOUSING),
            "kind": NoteKind.NOTE,
            "body": "planted",
            "marking": Marking.NOT_MARKED,
            **columns,
        }
    )


def test_nothing_can_be_put_under_what_is_hidden(hidden: Hidden) -> None:
    about: dict[str, Any] = {"case_id": hidden.own.id, "subject_id": hidden.own.subject}
    person: dict[str, Any] = {"subject_id": hidden.own.subject, "category": Category.CONTACT}
    start = {"valid_from": hidden.world.clock(), "valid_to": None, "role": TeamRole.MEMBER}
    case = {
        "category": Category.CORE,
        "phase": Phase.IDENTIFIED,
        "opened_on": hidden.world.clock().date(),
    }
    main = {"part": PartInCase.HOUSEHOLD}
    planted: list[tuple[Actor, Record]] = [
        (hidden.omar, note(hidden, case_id=hidden.case.id, subject_id=hidden.case.subject)),
        (hidden.omar, note(hidden, case_id=hidden.case.id)),
        (hidden.omar, note(hidden, subject_id=hidden.case.subject)),
        (hidden.omar, note(hidden, category=Category.HEALTH)),
        (hidden.omar, note(hidden, case_id=new_id())),
        (hidden.omar, Goal(**about, category=Category.CORE, need_id=hidden.need, words="x")),
        (hidden.omar, Residence(**person, address_id=hidden.address)),
        (hidden.omar, Membership(**person, household_id=hidden.household)),
        (hidden.omar, CasePerson(case_id=hidden.own.id, person_id=hidden.case.subject, **main)),
        (hidden.omar, CasePerson(case_id=hidden.case.id, person_id=hidden.own_person, **main)),
        (
            hidden.omar,
            CaseTeamMember(case_id=hidden.case.id, worker_id=hidden.omar.worker, **start),
        ),
        (
            hidden.nina,
            CaseTeamMember(case_id=hidden.case.id, worker_id=hidden.nina.worker, **start),
        ),
        (
            hidden.nina,
            Case(reference="N", site_id=hidden.world.site, subject_id=hidden.own_person, **case),
        ),
        (
            hidden.nina,
            Case(reference="N", site_id=hidden.own.site, subject_id=hidden.case.subject, **case),
        ),
        (hidden.omar, a_worker(hidden)),
    ]
    for actor, record in planted:
        failure = refused(hidden, actor, adding(record))
        assert failure == NotPermitted("change"), (type(record).__name__, failure)


def a_worker(hidden: Hidden) -> Worker:
    agency = hidden.world.agency(AgencyKind.HOUSING)
    return Worker(name="X", login="x", job="x", agency_id=agency, active=True)


def test_a_parent_that_is_hidden_is_refused_like_one_that_is_missing(hidden: Hidden) -> None:
    about: dict[str, Any] = {"case_id": hidden.own.id, "subject_id": hidden.own.subject}
    told = [
        refused(
            hidden,
            hidden.omar,
            adding(Goal(**about, category=Category.CORE, need_id=need, words="x")),
        )
        for need in (hidden.need, hidden.own_health, new_id())
    ]
    assert told == [NotPermitted("change")] * 3


def test_a_tie_can_be_given_only_to_what_is_seen(fresh: Hidden) -> None:
    about: dict[str, Any] = {"case_id": fresh.own.id, "subject_id": fresh.own.subject}
    goal = fresh.world.add(
        fresh.omar, Goal(**about, category=Category.CORE, need_id=fresh.own_need, words="warm")
    )
    other = Need(**about, category=Category.CORE, domain=LifeDomain.MONEY, words="money")
    seen = fresh.world.add(fresh.omar, other)
    move_to_seen = moved(Goal, goal.id, need_id=seen.id)
    with fresh.world.store_for(fresh.omar).command(fresh.omar, "move") as work:
        move_to_seen(work)
    refused(fresh, fresh.omar, moved(Goal, goal.id, need_id=fresh.need))


def test_nobody_writes_in_another_name(hidden: Hidden) -> None:
    def forge(work: Work) -> None:
        forged = note(hidden, id=new_id(), version=1)
        forged.created_at, forged.created_by = work.now, hidden.leah.worker
        work.session.add(forged)
        work.session.flush()

    assert refused(hidden, hidden.omar, forge) == NotPermitted("change")


def test_nobody_makes_history_in_another_name(hidden: Hidden) -> None:
    def forge(work: Work) -> None:
        work.session.add(
            Revision(
                id=new_id(),
                command_id=new_id(),
                at=work.now,
                worker_id=hidden.leah.worker,
                kind="notes",
                record_id=hidden.own_note,
                version=2,
                before="{}",
                after="{}",
            )
        )
        work.session.flush()

    assert refused(hidden, hidden.omar, forge) == NotPermitted("change")


def test_nobody_acts_for_another_worker(hidden: Hidden) -> None:
    for stranger in (Actor(WorkerId(new_id()), "omar"), Actor(hidden.leah.worker, "leah")):
        if hidden.world.kind == "file" and stranger.worker == hidden.leah.worker:
            continue  # on a file, who it is was settled when a key slot opened
        store = hidden.world.store_for(hidden.omar)
        with pytest.raises((NotFound, NotPermitted)), store.query(stranger):
            pass


def test_a_governor_gives_no_login_role_away(hidden: Hidden) -> None:
    manager = hidden.world.manager()
    worker = a_worker(hidden)
    worker.database_role = "somebody"
    assert refused(hidden, manager, lambda work: work.add(worker)) == NotPermitted("change")
    change = moved(Worker, hidden.omar.worker, database_role="somebody")
    assert refused(hidden, manager, change) == NotPermitted("change")


def test_a_query_changes_nothing(hidden: Hidden) -> None:
    store = hidden.world.store_for(hidden.omar)
    for change in (
        lambda work: work.add(note(hidden)),
        lambda work: work.log("looked"),
        moved(Note, hidden.own_note, body="changed"),
    ):
        with pytest.raises(NotPermitted), store.query(hidden.omar) as work:
            change(work)
    with store.query(hidden.omar) as work:
        work.get(Note, hidden.own_note).body = "changed in passing"
    with store.query(hidden.omar) as work:
        assert [row[0] for row in work.rows(select(Note.body))] == ["seen note"]


def test_somebody_without_any_right_sees_an_empty_store(fresh: Hidden) -> None:
    zed = fresh.world.worker("zed", role=None)
    with reading(fresh, zed) as work:
        for kind in (Case, Person, Note, CasePerson, CaseTeamMember, Revision, AuditEntry):
            assert not work.rows(select(kind.__table__)), kind
    gone = fresh.world.worker("gone", active=False)
    with pytest.raises(NotFound), reading(fresh, gone):
        pass


def test_a_lead_of_another_site_has_no_part_in_it(fresh: Hidden) -> None:
    there = SiteId(fresh.world.new_site("Glodwick"))
    boss = fresh.world.manager(there)
    with reading(fresh, boss) as work:
        assert not work.rows(select(Note.id))
        assert not work.rows(select(Case.id))
