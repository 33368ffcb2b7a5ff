"""The bell of a server's store: it rings when something was changed, and says nothing."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from pbi_desktop.domain.actor import Actor
from pbi_desktop.models import Case
from pbi_desktop.store import postgres_bell
from pbi_desktop.store.postgres_bell import CHANNEL, Bell
from pbi_desktop.store.postgres_store import PostgresStore
from tests.support.stores import PostgresHome
from tests.support.world import World


@dataclass
class Ears:
    """Counts what was heard, and waits for it."""

    heard: int = 0
    _rang: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self) -> None:
        with self._rang:
            self.heard += 1
            self._rang.notify_all()

    def wait_for(self, count: int) -> None:
        """Return when so many rings were heard."""
        with self._rang:
            assert self._rang.wait_for(lambda: self.heard >= count, timeout=10), "nothing was heard"


@pytest.fixture
def ready() -> Iterator[ExitStack]:
    """Close at the end what was opened."""
    with ExitStack() as stack:
        yield stack


def home_of(world: World) -> PostgresHome:
    assert isinstance(world.home, PostgresHome)
    return world.home


def bell_of(world: World, actor: Actor, ears: Ears, ready: ExitStack, **more: Any) -> Bell:
    bell = Bell(home_of(world).url_for(actor), ears, **more)
    ready.callback(bell.close)
    assert bell.listening.wait(10)
    return bell


def test_a_change_of_somebody_else_is_heard_within_a_moment(
    postgres_world: World, ready: ExitStack
) -> None:
    leah, omar = postgres_world.worker("leah"), postgres_world.worker("omar")
    ears = Ears()
    bell_of(postgres_world, omar, ears, ready)
    postgres_world.case(team=[leah])
    ears.wait_for(1)


def test_a_hidden_change_rings_as_any_other_and_says_nothing(
    postgres_world: World, ready: ExitStack
) -> None:
    leah = postgres_world.worker("leah")
    far = postgres_world.worker("far", site=postgres_world.new_site("Fitton Hill"))
    listener = psycopg.connect(
        home_of(postgres_world).url_for(far).replace("+psycopg", ""), autocommit=True
    )
    ready.callback(listener.close)
    listener.execute(f"LISTEN {CHANNEL}")
    case = postgres_world.case(team=[leah])
    postgres_world.note(case)
    postgres_world.case(team=[leah])
    rung = {(one.channel, one.payload) for one in listener.notifies(timeout=0.3)}
    assert rung == {(CHANNEL, "")}


def test_what_only_reads_or_fails_or_saves_a_draft_does_not_ring(
    postgres_world: World, ready: ExitStack
) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case(team=[leah])
    store = postgres_world.store_for(leah)
    ears = Ears()
    bell_of(postgres_world, leah, ears, ready)
    with store.query(leah) as work:
        work.get(Case, case.id)
    with store.command(leah, "look") as work:
        work.log("opened a case")
    with pytest.raises(ZeroDivisionError), store.command(leah, "fails") as work:
        found = work.get(Case, case.id)
        found.source = "never kept"
        work.save(found)
        raise ZeroDivisionError
    assert ears.heard == 0
    postgres_world.note(case)
    ears.wait_for(1)


def test_ones_own_changes_are_not_news(postgres_world: World, ready: ExitStack) -> None:
    leah, omar = postgres_world.worker("leah"), postgres_world.worker("omar")
    own = postgres_world.store_for(leah)
    assert isinstance(own, PostgresStore)
    hers, his = Ears(), Ears()
    bell_of(postgres_world, leah, hers, ready, own=own.backends)
    bell_of(postgres_world, omar, his, ready)
    postgres_world.case(team=[leah])
    his.wait_for(1)
    assert hers.heard == 0


def test_without_a_ring_it_asks_again_each_minute(postgres_world: World, ready: ExitStack) -> None:
    leah = postgres_world.worker("leah")
    ears = Ears()
    bell_of(postgres_world, leah, ears, ready, poll_seconds=0.05)
    ears.wait_for(3)


def test_after_the_server_was_away_it_asks_what_was_missed(
    postgres_world: World, ready: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_bell, "_AGAIN_SECONDS", 0.05)
    leah = postgres_world.worker("leah")
    ears = Ears()
    bell_of(postgres_world, leah, ears, ready)
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :n"
    with postgres_world.trusted() as connection:
        connection.execute(text(ended), {"n": "pbi bell"})
    ears.wait_for(1)
