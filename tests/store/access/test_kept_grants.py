"""What the server keeps ready is what the rule says: it can be missing, it is never wrong."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.models import Note
from tests.store.access.test_grants import STEPS, notes_of
from tests.support.stores import PostgresHome, PostgresTemplate
from tests.support.world import CaseMade, World

GRANTS = text("SELECT case_id, subject_id, category, verbs FROM authz.my_grants()")
LISTS = text("SELECT authz.my_cases(), authz.my_people()")
QUICK = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Ground:
    """A server's store in which facts change, example after example."""

    world: World
    workers: list[Actor]
    cases: list[CaseMade]


@contextmanager
def ground_of(template: PostgresTemplate) -> Iterator[Ground]:
    """Give a team over two sites, with a case each and one of the front door's."""
    home = template.copy()
    world = World(home)
    there = world.new_site("Glodwick")
    boss, far = world.manager(), world.manager(there)
    leah = world.worker("leah", SiteRole.FRONT_DOOR)
    cases = [world.case(team=[boss]), world.case(team=[far], site=there), world.case(team=[leah])]
    yield Ground(world, [boss, far, leah], cases)
    home.close()


def asked_as(home: PostgresHome, actor: Actor) -> tuple[bool, Any]:
    """Return whether grants are kept, and what a plain statement of this worker is told."""
    engine = create_engine(home.url_for(actor), poolclass=NullPool)
    with engine.connect() as connection:
        kept = bool(connection.execute(text("SELECT authz.is_kept()")).scalar())
        return kept, told(connection)


def told(connection: Connection) -> Any:
    cases, people = connection.execute(LISTS).one()
    return {tuple(row) for row in connection.execute(GRANTS)}, set(cases), set(people)


def check(ground: Ground) -> int:
    """Compare what is kept of each worker with what is worked out; return how many were kept."""
    home = ground.world.home
    assert isinstance(home, PostgresHome)
    many = 0
    for actor in ground.workers:
        kept, ready = asked_as(home, actor)
        with ground.world.trusted() as connection:
            forget = text("DELETE FROM authz.kept WHERE worker = :worker")
            connection.execute(forget, {"worker": actor.worker})
        again, worked_out = asked_as(home, actor)
        assert not again
        assert ready == worked_out, "kept" if kept else "not kept"
        many += kept
        with suppress(PbiError), ground.world.store_for(actor).query(actor):
            pass  # which fills them for the next round
    return many


@given(seed=st.integers(0, 2**32))
@QUICK
def test_what_is_kept_is_what_the_rule_says_whatever_facts_change(
    postgres_template: PostgresTemplate, seed: int
) -> None:
    dice = Random(seed)  # noqa: S311
    kept = 0
    with ground_of(postgres_template) as ground:
        for _ in range(5):
            actor, case = dice.choice(ground.workers), dice.choice(ground.cases)
            store = ground.world.store_for(actor)
            with suppress(PbiError), store.command(actor, "facts") as work:
                for _ in range(2):
                    dice.choice(STEPS)(work, ground.world, case, dice)
            kept += check(ground)
    assert kept, "otherwise this compares nothing"


def test_a_fact_that_changes_is_felt_by_the_next_statement_of_an_open_transaction(
    postgres_world: World,
) -> None:
    world = postgres_world
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    world.note(case, "hello", by=leah)
    mine = world.join(case, omar)
    notes_of(world, omar)  # which has the grants kept
    assert isinstance(world.home, PostgresHome)
    engine = create_engine(world.home.url_for(omar), poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT authz.is_kept()")).scalar()
        assert connection.execute(select(Note.body)).all() == [("hello",)]
        world.leave(mine, by=leah)
        assert connection.execute(select(Note.body)).all() == []


def test_facts_change_in_read_committed_alone(postgres_world: World) -> None:
    world = postgres_world
    manager, leah = world.manager(), world.worker("leah")
    case = world.case(team=[leah])
    assert isinstance(world.home, PostgresHome)
    engine = create_engine(world.home.url_for(manager), poolclass=NullPool)
    options = {"isolation_level": "REPEATABLE READ"}
    leaves = text("UPDATE case_team SET valid_to = 1, version = version + 1 WHERE case_id = :case")
    with (
        engine.connect().execution_options(**options) as connection,
        pytest.raises(ProgrammingError, match="not permitted"),
    ):
        connection.execute(leaves, {"case": case.id})
