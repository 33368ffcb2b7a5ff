"""Nobody silently overwrites: the second of two writers hears that somebody was first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted, PbiError, StaleRecord
from pbi_desktop.domain.ids import RecordId
from pbi_desktop.models import AuditEntry, CaseTeamMember, Note
from tests.support.world import CaseMade, World


def edit(world: World, actor: Actor, note: RecordId, seen: int | None, body: str) -> None:
    with world.store_for(actor).command(actor, "edit") as work:
        found = work.get(Note, note, seen)
        found.body = body
        work.save(found)


def body_of(world: World, actor: Actor, note: RecordId) -> tuple[str, int]:
    with world.store_for(actor).query(actor) as work:
        found = work.get(Note, note)
        return found.body, found.version


def team_of_two(world: World) -> tuple[Actor, Actor, CaseMade]:
    leah, omar = world.worker("leah"), world.worker("omar")
    return leah, omar, world.case(team=[leah, omar])


def test_the_second_writer_is_told_and_overwrites_nothing(world: World) -> None:
    leah, omar, case = team_of_two(world)
    note = world.note(case)
    edit(world, leah, note, 1, "leah was first")
    with pytest.raises(StaleRecord):
        edit(world, omar, note, 1, "omar was second")
    assert body_of(world, omar, note) == ("leah was first", 2)
    edit(world, omar, note, 2, "omar has looked again")
    assert body_of(world, leah, note) == ("omar has looked again", 3)


def test_a_record_that_was_withdrawn_meanwhile_is_not_brought_back_by_an_edit(
    postgres_world: World,
) -> None:
    world = postgres_world
    leah, omar, case = team_of_two(world)
    note = world.note(case)
    with pytest.raises(StaleRecord), world.store_for(omar).command(omar, "edit") as work:
        found = work.get(Note, note)
        withdraw(world, leah, note)
        found.body = "too late"
        work.save(found)
    with world.trusted() as connection:
        kept = connection.execute(select(Note.body, Note.withdrawn_at)).one()
    assert kept.body != "too late"
    assert kept.withdrawn_at is not None


def withdraw(world: World, actor: Actor, note: RecordId) -> None:
    with world.store_for(actor).command(actor, "withdraw") as work:
        work.withdraw(work.get(Note, note))


def test_the_second_writer_of_a_file_waits_and_then_sees_what_the_first_wrote(
    file_world: World,
) -> None:
    leah, omar, case = team_of_two(file_world)
    note = file_world.note(case)
    with ThreadPoolExecutor(1) as other:
        with file_world.store_for(leah).command(leah, "edit") as work:
            found = work.get(Note, note)
            second = other.submit(edit, file_world, omar, note, 1, "omar")
            found.body = "leah"
            work.save(found)
        with pytest.raises(StaleRecord):
            second.result(timeout=10)
    assert body_of(file_world, leah, note) == ("leah", 2)


def test_two_open_units_cannot_both_keep_their_change(postgres_world: World) -> None:
    leah, omar, case = team_of_two(postgres_world)
    note = postgres_world.note(case)
    store = postgres_world.store_for(omar)
    with pytest.raises(StaleRecord) as caught, store.command(omar, "edit") as second:
        found = second.get(Note, note, 1)
        edit(postgres_world, leah, note, 1, "leah")
        found.body = "omar"
        second.save(found)
    assert caught.value == StaleRecord("notes")
    assert body_of(postgres_world, leah, note) == ("leah", 2)


def test_access_that_ends_between_reading_and_writing_is_no_stale_record(
    postgres_world: World,
) -> None:
    world = postgres_world
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    place, note = world.join(case, omar), world.note(case)
    with pytest.raises(NotPermitted), world.store_for(omar).command(omar, "edit") as work:
        found = work.get(Note, note)
        world.leave(place, by=leah)
        found.body = "after leaving"
        work.save(found)
    assert body_of(world, leah, note)[1] == 1


def test_no_count_is_lost_between_two_who_count_at_once(world: World) -> None:
    leah, omar, case = team_of_two(world)
    note = world.note(case, "0")
    for actor in (leah, omar):  # both stores open before the race
        body_of(world, actor, note)

    def count_up(actor: Actor) -> int:
        again = 0
        for _ in range(5):
            while not one_more(world, actor, note):
                again += 1
        return again

    with ThreadPoolExecutor(2) as both:
        again = sum(both.map(count_up, (leah, omar)))
    assert body_of(world, leah, note) == ("10", 11)
    with world.trusted() as connection:
        edited = AuditEntry.action == "count"
        kept = connection.execute(select(func.count()).select_from(AuditEntry).where(edited))
        edits = kept.scalar_one()
    assert edits == 10, f"{again} were told to look again"


def one_more(world: World, actor: Actor, note: RecordId) -> bool:
    try:
        with world.store_for(actor).command(actor, "count") as work:
            found = work.get(Note, note)
            found.body = str(int(found.body) + 1)
            work.save(found)
    except StaleRecord:
        return False
    return True


def test_two_who_wait_for_each_other_are_parted(postgres_world: World) -> None:
    world = postgres_world
    leah, omar, case = team_of_two(world)
    notes = [world.note(case, "a"), world.note(case, "b")]
    met = Barrier(2)

    def cross(actor: Actor, order: list[RecordId]) -> bool:
        try:
            with world.store_for(actor).command(actor, "both") as work:
                first, second = (work.get(Note, one) for one in order)
                first.body = actor.login
                work.save(first)
                met.wait(timeout=10)
                second.body = actor.login
                work.save(second)
        except StaleRecord:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        kept = list(both.map(cross, (leah, omar), (notes, notes[::-1])))
    assert sorted(kept) == [False, True]
    winner = (leah, omar)[kept.index(True)]
    assert [body_of(world, leah, one)[0] for one in notes] == [winner.login] * 2


def test_a_bulk_update_that_skips_the_version_is_refused(world: World) -> None:
    leah, _omar, case = team_of_two(world)
    note = world.note(case)
    with pytest.raises(PbiError), world.store_for(leah).command(leah, "bulk") as work:
        work.session.execute(update(Note).values(body="all of them"))
    assert body_of(world, leah, note)[1] == 1


def test_a_place_on_a_team_that_two_end_at_once_ends_once(world: World) -> None:
    leah, omar, case = team_of_two(world)
    nina = world.worker("nina")
    place = world.join(case, nina, by=leah)
    world.leave(place, by=omar)
    with pytest.raises(StaleRecord), world.store_for(leah).command(leah, "leave") as work:
        work.get(CaseTeamMember, place, 1)
