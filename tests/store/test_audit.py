"""The audit chain: whole as it is written, and broken by any change to it, however small."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from pbi_desktop.domain.errors import ClockWentBack
from pbi_desktop.domain.ids import new_id
from pbi_desktop.domain.times import from_micros
from pbi_desktop.models import Base, Note, Revision
from pbi_desktop.store import postgres_setup
from pbi_desktop.store.audit import (
    CLOCK_SLACK_SECONDS,
    FIRST_HASH,
    Entry,
    payload_hash,
)
from tests.support.chains import first_break
from tests.support.stores import PostgresHome
from tests.support.world import World

Chain = list[tuple[Entry, str]]
TABLE = Base.metadata.tables["audit_entries"]


def chain_of(world: World) -> Chain:
    """Return the chain as it is stored."""
    with world.trusted() as connection:
        rows = connection.execute(select(TABLE).order_by(TABLE.c.chain, TABLE.c.seq)).all()
    return [
        (
            Entry(
                row.chain,
                row.seq,
                row.at,
                row.worker_id,
                row.action,
                row.purpose,
                row.command_id,
                row.payload_hash,
                row.previous_hash,
                row.detail_hash,
            ),
            row.hash,
        )
        for row in rows
    ]


@pytest.fixture
def busy(world: World) -> World:
    """Return a town in which seven commands were kept, two of them only openings."""
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    for number in range(4):
        world.clock.forward(minutes=1)
        world.note(case, f"note {number}")
    with world.store_for(leah).command(leah, "open") as work:
        work.log("opened case")
    return world


def test_what_is_written_verifies(busy: World) -> None:
    chain = chain_of(busy)
    assert [entry.seq for entry, _hash in chain] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry.action for entry, _hash in chain] == [
        "open case",
        "opened case",
        *["add"] * 4,
        "opened case",
    ]
    assert {entry.chain for entry, _hash in chain} == {busy.site.hex}
    assert chain[0][0].previous == FIRST_HASH
    assert {entry.purpose for entry, _hash in chain} == {"direct_support"}
    assert first_break(chain) is None


def test_both_databases_compute_the_hash_of_this_module(busy: World) -> None:
    for entry, stored in chain_of(busy):
        assert entry.hash == stored


def test_an_entry_holds_the_hash_of_what_its_command_changed(busy: World) -> None:
    leah = busy.worker("leah2")
    case = busy.case(team=[leah])
    with busy.store_for(leah).query(leah) as work:
        made = work.all(select(Revision).where(Revision.case_id == case.id))
    entry = next(one for one, _hash in reversed(chain_of(busy)) if one.action == "open case")
    assert {revision.command_id for revision in made} == {entry.command}
    assert len(entry.payload) == 64


def test_an_entry_that_is_changed_in_the_store_is_found(busy: World) -> None:
    changes: dict[str, Any] = {
        "at": busy.clock() + timedelta(microseconds=1),
        "worker_id": new_id(),
        "action": "nothing",
        "purpose": "safeguarding",
        "command_id": new_id(),
        "payload_hash": "0" * 64,
        "previous_hash": "1" * 64,
        "hash": "2" * 64,
        "detail_hash": "3" * 64,
    }
    assert set(changes) == {column.key for column in TABLE.columns} - {"chain", "seq"}
    kept = chain_of(busy)
    for column, value in changes.items():
        with busy.trusted() as connection:
            old = connection.execute(select(TABLE).where(TABLE.c.seq == 3)).one()._mapping
            third = update(TABLE).where(TABLE.c.seq == 3)
            connection.execute(third.values({column: value}))
        assert first_break(chain_of(busy)) == 3, column
        with busy.trusted() as connection:
            connection.execute(third.values({column: old[column]}))
    assert chain_of(busy) == kept


def test_an_entry_that_is_taken_out_is_found(busy: World) -> None:
    with busy.trusted() as connection:
        connection.execute(delete(TABLE).where(TABLE.c.seq == 3))
    assert first_break(chain_of(busy)) == 3


def test_entries_that_change_places_are_found(busy: World) -> None:
    with busy.trusted() as connection:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            connection.execute(update(TABLE).where(TABLE.c.seq == old).values(seq=new))
    assert first_break(chain_of(busy)) == 2


def test_an_entry_that_is_put_in_is_found(busy: World) -> None:
    with busy.trusted() as connection:
        last = connection.execute(select(TABLE).where(TABLE.c.seq == 7)).one()._mapping
        connection.execute(insert(TABLE).values({**last, "seq": 8}))
    assert first_break(chain_of(busy)) == 8


def test_what_is_refused_leaves_no_link(busy: World) -> None:
    before = chain_of(busy)
    leah = busy.manager()
    with pytest.raises(ZeroDivisionError), busy.store_for(leah).command(leah, "fail") as work:
        work.log("about to fail")
        raise ZeroDivisionError
    assert chain_of(busy) == before


# --- the clock -----------------------------------------------------------------------------------


def test_a_clock_that_went_back_keeps_nothing(busy: World) -> None:
    leah, kept = busy.manager(), chain_of(busy)
    case = busy.case(team=[leah])
    with busy.store_for(leah).query(leah) as work:
        before = len(work.rows(select(Note.id)))
    kept = chain_of(busy)
    busy.clock.forward(seconds=-CLOCK_SLACK_SECONDS - 60)
    with pytest.raises(ClockWentBack) as caught:
        busy.note(case, "from the past", by=leah)
    assert caught.value.seconds == CLOCK_SLACK_SECONDS + 60
    busy.clock.forward(seconds=CLOCK_SLACK_SECONDS + 60)
    with busy.store_for(leah).query(leah) as work:
        assert len(work.rows(select(Note.id))) == before
    assert chain_of(busy) == kept


def test_a_clock_that_was_set_right_by_a_minute_is_no_matter(busy: World) -> None:
    leah = busy.manager()
    case = busy.case(team=[leah])
    busy.clock.forward(seconds=-60)
    busy.note(case, "a minute earlier", by=leah)
    assert first_break(chain_of(busy)) is None


def test_a_computer_whose_clock_went_back_is_refused_by_a_server_whose_did_not(
    postgres_world: World,
) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case(team=[leah])
    clock = postgres_world.clock
    clock.at = clock.at - timedelta(hours=1)  # here, and not on the server
    with pytest.raises(ClockWentBack) as caught:
        postgres_world.note(case)
    assert caught.value.seconds == 3600
    clock.set(clock.at + timedelta(hours=1))
    postgres_world.note(case)


def test_the_server_writes_its_own_time_and_worker(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case(team=[leah])
    clock, server = postgres_world.clock, postgres_world.clock()
    clock.at = clock.at + timedelta(days=30)
    postgres_world.note(case)
    entry = chain_of(postgres_world)[-1][0]
    assert (entry.at, entry.worker) == (server, leah.worker)


def test_a_server_uses_its_own_clock_where_nobody_stopped_it(
    postgres_home: PostgresHome,
) -> None:
    with postgres_home.trusted() as connection:
        postgres_setup.close(connection)
        told = connection.exec_driver_sql("SELECT authz.clock()").scalar_one()
    assert abs(from_micros(told) - datetime.now(UTC)) < timedelta(minutes=1)


# --- the chain by itself -------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n"), max_size=9)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    made: Chain = []
    previous = FIRST_HASH
    for seq in range(1, draw(st.integers(2, 6)) + 1):
        entry = Entry(
            chain="store",
            seq=seq,
            at=from_micros(draw(st.integers(0, 2**52))),
            worker=draw(st.uuids()),
            action=draw(texts),
            purpose=draw(texts),
            command=draw(st.uuids()),
            payload=draw(hashes),
            previous=previous,
            detail=draw(st.just("") | hashes),
        )
        previous = entry.hash
        made.append((entry, previous))
    return made


def other(value: Any, draw: st.DataObject) -> Any:
    """Return a value of the same kind that is not this one."""
    kinds: dict[type, st.SearchStrategy[Any]] = {
        str: texts,
        int: st.integers(1, 99),
        UUID: st.uuids(),
        datetime: st.integers(0, 2**52).map(from_micros),
    }
    return draw.draw(kinds[type(value)].filter(lambda found: found != value))


@given(chain=chains(), data=st.data())
def test_any_field_of_any_entry_that_changes_is_found(chain: Chain, data: st.DataObject) -> None:
    assert first_break(chain) is None
    place = data.draw(st.integers(0, len(chain) - 1))
    name = data.draw(st.sampled_from(sorted(Entry.__dataclass_fields__)))
    entry, stored = chain[place]
    changed: Any = {name: other(getattr(entry, name), data)}
    chain[place] = (replace(entry, **changed), stored)
    assert first_break(chain) == place + 1


@given(chain=chains(), data=st.data())
def test_an_entry_rewritten_with_its_hash_is_found_by_the_next(
    chain: Chain, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(chain) - 2))
    entry = replace(chain[place][0], action=chain[place][0].action + "x")
    chain[place] = (entry, entry.hash)
    assert first_break(chain) == place + 2


@given(chain=chains(), data=st.data())
def test_what_is_missing_or_out_of_place_is_found(chain: Chain, data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.permutations(range(len(chain))))[:2])
    swapped = list(chain)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    assert first_break(swapped) == first + 1
    assert first_break([*chain[:first], *chain[first + 1 :]]) == first + 1


@given(chain=chains())
def test_only_a_head_kept_elsewhere_tells_that_the_end_was_cut_off(chain: Chain) -> None:
    assert first_break(chain[:-1]) is None


@given(st.lists(texts, max_size=5), st.lists(texts, max_size=5))
def test_what_a_command_changed_has_one_hash_of_its_own(one: list[str], two: list[str]) -> None:
    assert (payload_hash(one) == payload_hash(two)) is (one == two)
