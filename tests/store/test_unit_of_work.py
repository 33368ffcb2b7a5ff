"""A unit of work: one worker, one transaction, whole or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.casework import PartInCase
from pbi_desktop.domain.errors import NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import new_id
from pbi_desktop.domain.phases import Phase
from pbi_desktop.models import Base, Case, CasePerson, Note, Person, Postcode, Revision
from pbi_desktop.store.unit_of_work import CHUNK, Work
from tests.support.stores import SettableClock
from tests.support.world import World


def test_a_note_is_there_for_its_team(world: World) -> None:
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    note = world.note(case, "Rang the landlord", by=leah)
    with world.store_for(leah).query(leah) as work:
        assert list(map(tuple, work.rows(select(Note.id, Note.body)))) == [
            (note, "Rang the landlord")
        ]


def test_a_stranger_sees_no_note(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    world.note(world.case(team=[leah]))
    with world.store_for(omar).query(omar) as work:
        assert work.rows(select(Note.id)) == []


def test_the_manager_makes_a_case_where_nobody_else_may(world: World) -> None:
    priya = world.worker("priya", role=None)
    case = world.case(team=[priya], others=[world.person("Bo")])
    world.note(case, by=priya)
    with world.store_for(priya).query(priya) as work:
        assert len(work.rows(select(Note.id))) == 1
    assert case.by == world.manager()


def test_a_unit_that_fails_keeps_nothing_of_what_it_did(world: World) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    before = everything(world)
    store = world.store_for(leah)
    with pytest.raises(ZeroDivisionError), store.command(leah, "half") as work:
        record = work.get(Case, case.id)
        record.advance(Phase.ASSESSED)
        work.save(record)
        work.add(world.person("Half", "Done"))
        raise ZeroDivisionError
    assert everything(world) == before
    with store.query(leah) as work:
        assert work.get(Case, case.id).phase is Phase.ENGAGING


def everything(world: World) -> dict[str, int]:
    """Return how many rows each table has, above the rule."""
    with world.trusted() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }


def test_a_unit_reads_what_it_has_written(world: World) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    note = world.note(case, "one")
    with world.store_for(leah).command(leah, "edit") as work:
        found = work.get(Note, note)
        found.body = "two"
        work.save(found)
        assert work.rows(select(Note.body, Note.version))[0] == ("two", 2)
        assert work.one_or_none(select(Note).where(Note.body == "two")) is found
        assert work.one_or_none(select(Note).where(Note.body == "one")) is None


def test_a_record_is_given_only_at_the_version_that_was_seen(world: World) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    note = world.note(case, "one")
    with world.store_for(leah).query(leah) as work:
        assert work.get(Note, note, 1).body == "one"
        with pytest.raises(StaleRecord):
            work.get(Note, note, 2)
        with pytest.raises(NotFound):
            work.get(Note, new_id())


def test_a_unit_says_what_it_touched(world: World) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    with world.store_for(leah).command(leah, "edit") as work:
        record = work.get(Case, case.id)
        record.source = "self"
        work.save(record)
        news = work.changes("Source noted", made=case.id)
    assert (news.command, news.done, news.made) == (work.command, "Source noted", case.id)
    assert news.cases == {case.id}
    assert news.kinds == {"cases"}


def test_what_a_record_is_made_with_is_not_the_callers_to_choose(world: World) -> None:
    leah = world.worker("leah")
    person = world.person()
    person.version, person.created_by = 7, new_id()
    with world.store_for(leah).command(leah, "add") as work:
        work.add(person)
        assert (person.version, person.created_by) == (1, leah.worker)
        assert person.created_at == work.now == world.clock()


def test_who_may_do_what_in_a_case_can_be_asked(world: World) -> None:
    leah, rosa = world.worker("leah"), world.worker("rosa")
    case = world.case(team=[leah])
    with world.store_for(leah).query(leah) as work:
        assert work.may_write(case.id)
        assert work.may_read(case.id, Category.HEALTH)
        assert not work.may_read(new_id(), Category.IDENTITY)
    with world.store_for(rosa).query(rosa) as work:
        assert not work.may_write(case.id)
        assert work.may_read(case.id, Category.IDENTITY)
        assert not work.may_read(case.id, Category.HEALTH)


def test_many_rows_are_one_link_a_chunk_and_can_be_taken_out_again(world: World) -> None:
    rosa = world.worker("rosa")
    ids = [new_id() for _ in range(25)]
    rows = ((key, f"OL1 {number}AA", None) for number, key in enumerate(ids))
    with world.store_for(rosa).command(rosa, "import") as work:
        assert work.add_many(Batch("postcodes", ("id", "postcode", "area_code"), rows)) == 25
    assert everything(world)["postcodes"] == 25
    assert everything(world)["audit_entries"] == 1
    with world.store_for(rosa).command(rosa, "undo import") as work:
        work.withdraw_many("postcodes", ids[:20])
    with world.store_for(rosa).query(rosa) as work:
        assert len(work.rows(select(Postcode.id))) == 5
        assert not work.rows(select(Revision.id))
    assert CHUNK == 10_000


def test_a_row_among_many_that_is_refused_keeps_none_of_them(world: World) -> None:
    zed = world.worker("zed", role=None)
    batch = Batch("postcodes", ("id", "postcode", "area_code"), [(new_id(), "OL1 1AA", None)])
    with pytest.raises(NotPermitted), world.store_for(zed).command(zed, "import") as work:
        work.add_many(batch)
    assert everything(world)["postcodes"] == 0


def test_units_of_one_store_do_not_see_each_other_half_done(world: World) -> None:
    leah = world.worker("leah")
    store = world.store_for(leah)
    with store.command(leah, "add") as writing:
        case_with_person(world, writing)
        with store.query(leah) as reading:
            assert not reading.rows(select(Person.id))
    with store.query(leah) as reading:
        assert len(reading.rows(select(Person.id))) == 1


def case_with_person(world: World, work: Work) -> None:
    person = work.add(world.person())
    case = work.add(
        Case(
            reference="K7QX9B",
            site_id=world.site,
            subject_id=person.id,
            category=Category.CORE,
            phase=Phase.IDENTIFIED,
            opened_on=world.clock().date(),
        )
    )
    work.add(CasePerson(case_id=case.id, person_id=person.id, part=PartInCase.MAIN))


def test_the_clock_of_a_test_stands_still_until_it_is_moved(world: World) -> None:
    clock: SettableClock = world.clock
    before = clock()
    clock.forward(days=1)
    leah = world.worker("leah")
    with world.store_for(leah).query(leah) as work:
        assert work.now - before == timedelta(days=1)


def test_what_is_held_everywhere_is_what_is_held_in_each_case(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    cases = [world.case(team=[leah]), world.case(team=[leah, omar]), world.case(team=[omar])]
    for actor in (leah, omar, world.manager()):
        with world.store_for(actor).query(actor) as work:
            everywhere = work.books.held_everywhere()
            for case in cases:
                assert everywhere.get(case.id, {}) == work.books.held(case.id)
