"""A unit of work: one worker, one transaction, whole or not at all."""

from sqlalchemy import select

from pbi_desktop.models import Note
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
