"""Two writers at random on the same records: no change of either is ever lost, on either database.

A change is lost where a later one takes its place that its worker neither saw on the screen nor
chose to put there.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, Likelihood, RiskState
from pbi_desktop.domain.changed_apart import SHAPES
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import CommandId
from pbi_desktop.domain.joining import Keep, Overtaken, Seen
from pbi_desktop.models import Action, CaseRecord, Note, Record, Revision, Risk
from pbi_desktop.store import revisions
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.port import Store
from tests.support.stores import FileHome
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
Figure = Callable[[object], None]
Key = tuple[type[CaseRecord], UUID]
# Not one worker's choice: it comes with a state.
FOLLOWS = {name for shape in SHAPES.values() for group in shape.groups for name in group.follow}


def an_edit(chance: Random, kind: type[CaseRecord], word: str) -> dict[str, Any]:
    """Return one change or two of a record, as plain values."""
    day = (TODAY + timedelta(days=chance.randrange(900))).isoformat()
    can: dict[type[Record], list[dict[str, Any]]] = {
        Action: [
            {"what": word},
            {"due_on": day},
            {"status": "not_possible", "reason": word},
            {"status": chance.choice(["done", "open", "not_done"]), "reason": None},
        ],
        Risk: [{"harm": word}, {"plan": word}, {"review_on": day}],
        Note: [{"body": word}, {"place": word}],
    }
    parts = chance.sample(can[kind], chance.choice((1, 1, 2)))
    return {name: value for part in parts for name, value in part.items()}


@dataclass
class Kept:
    """One change that its worker was told is kept: what they saw, wrote, and were shown."""

    command: CommandId
    key: Key
    saw: dict[str, Any]
    wrote: dict[str, Any]
    shown: list[tuple[str, Any]]
    """What another had written, where they chose to go on with their own, or with both."""
    both: set[str]


@dataclass
class Writer:
    """One worker with a screen that is not always fresh."""

    actor: Actor
    store: Store
    keys: list[Key]
    chance: Random
    screen: dict[UUID, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def work(self, rounds: int) -> None:
        for number in range(rounds):
            key = self.chance.choice(self.keys)
            if key[1] not in self.screen or self.chance.random() < 0.2:
                self.look(key)
            self.change(key, an_edit(self.chance, key[0], f"{self.actor.login} {number}"))

    def look(self, key: Key) -> None:
        with self.store.query(self.actor) as work:
            record = work.get(*key)
            self.screen[key[1]] = record.version, revisions.after_insert(record)

    def change(self, key: Key, wrote: dict[str, Any]) -> None:
        version, saw = self.screen[key[1]]
        seen, shown, both = Seen(version), list[tuple[str, Any]](), set[str]()
        while True:
            try:
                done = self.keep(key, seen, wrote)
            except Overtaken as error:
                self.met["chosen"] += 1
                chosen = {}
                for clash in error.clashes:
                    chosen[clash.name] = self.choose(clash.can_keep_both)
                    if chosen[clash.name] is Keep.THEIRS:
                        wrote = {name: one for name, one in wrote.items() if name not in clash.mine}
                    else:
                        shown += clash.theirs.items()
                    both |= set(clash.mine) if chosen[clash.name] is Keep.BOTH else set()
                seen = seen.choosing(error.met, chosen)
            except StaleRecord:
                self.met["looked again"] += 1
                self.look(key)
                version, saw = self.screen[key[1]]
                seen = Seen(version)
            else:
                self.kept.append(Kept(done, key, saw, wrote, shown, both))
                return

    def keep(self, key: Key, seen: int, wrote: Mapping[str, Any]) -> CommandId:
        with self.store.command(self.actor, "change") as work:
            record = work.get_to_change(*key, seen)
            revisions.restore(record, dict(wrote))
            if "status" in wrote:
                is_open = wrote["status"] == ActionStatus.OPEN
                record.settled_at = None if is_open else work.now  # type: ignore[attr-defined]
            work.save(record)
            return work.command

    def choose(self, can_keep_both: bool) -> Keep:
        return self.chance.choice(list(Keep) if can_keep_both else [Keep.MINE, Keep.THEIRS])


def records_of(world: World, case: CaseMade) -> list[Key]:
    of_case = {"case_id": case.id, "subject_id": case.subject, "category": Category.CORE}
    step = {"what": "Ring", "owner_id": case.by.worker, "status": ActionStatus.OPEN}
    risk = {"state": RiskState.KNOWN, "harm": "Falls", "likelihood": Likelihood.LOW}
    made = [
        world.add(case.by, Action(**of_case, **step)),
        world.add(case.by, Action(**of_case, **step)),
        world.add(case.by, Risk(**of_case, **risk, checked_on=TODAY)),
    ]
    return [*((type(one), one.id) for one in made), (Note, world.note(case))]


@contextmanager
def stores_of(world: World, *actors: Actor) -> Iterator[list[Store]]:
    """Give each worker a store of their own: on a file too, as two connections to it."""
    home = world.home
    with ExitStack() as opened:
        stores: list[Store] = []
        for actor in actors:
            if isinstance(home, FileHome):
                own = FileStore(home.path, home.key, home.clock, wipe_memory=False)
                opened.callback(own.close)
                stores.append(own)
            else:
                stores.append(world.store_for(actor))
        yield stores


def lost(kept: Kept, changes: Sequence[Revision]) -> list[str]:
    """Return what is wrong with one change that was told kept."""
    change = next((one for one in changes if one.command_id == kept.command), None)
    before = {} if change is None else json.loads(change.before or "{}")
    after = {} if change is None else json.loads(change.after)
    wrong = [
        f"{name}: {value!r} overwritten unseen"
        for name, value in before.items()
        if name not in FOLLOWS and value != kept.saw[name] and (name, value) not in kept.shown
    ]
    others = [json.loads(one.after) for one in changes if one.record_id == kept.key[1]]
    for name, value in kept.wrote.items():
        is_there = after.get(name) == value
        is_in = name in kept.both and str(value) in str(after.get(name))
        was_so = name not in after and (
            value == kept.saw[name] or any(one.get(name) == value for one in others)
        )
        if not (is_there or is_in or was_so):
            wrong.append(f"{name}: {value!r} told kept, {after.get(name)!r} found")
    return wrong


def write_at_random(world: World, rounds: int, seed: int, figure: Figure) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah, omar])
    keys = records_of(world, case)
    with stores_of(world, leah, omar) as stores:
        pair = zip((leah, omar), stores, (seed, seed + 1), strict=True)
        writers = [Writer(one, store, keys, Random(own)) for one, store, own in pair]  # noqa: S311
        with ThreadPoolExecutor(2) as both:
            list(both.map(lambda writer: writer.work(rounds), writers))
    with world.store_for(leah).query(leah) as work:
        changes = work.all(select(Revision).where(Revision.version > 1))
        now = {key: revisions.after_insert(work.get(*key)) for key in keys}
        kept = [one for writer in writers for one in writer.kept]
        wrong = [one for change in kept for one in lost(change, changes)]
        assert wrong == []
        assert len(kept) == 2 * rounds
        unbroken(now, changes)
    met = sum((writer.met for writer in writers), Counter[str]())
    figure(
        f"{world.kind}: {len(kept)} changes kept by two writers, {dict(met)}, lost: {len(wrong)}"
    )
    assert met["chosen"] > rounds // 4


def unbroken(now: Mapping[Key, dict[str, Any]], changes: Any) -> None:
    """The history leads without a gap to what is there: all that was written can be read in it."""
    for key, values in now.items():
        own = sorted((one for one in changes if one.record_id == key[1]), key=lambda o: o.version)
        assert [one.version for one in own] == list(range(2, len(own) + 2))
        for change in reversed(own):
            after = json.loads(change.after)
            assert after == {name: values[name] for name in after}
            values = {**values, **json.loads(change.before)}


def test_two_writers_at_random_lose_nothing(world: World, figure: Figure) -> None:
    write_at_random(world, 30, 7, figure)


@pytest.mark.long
@pytest.mark.parametrize("seed", [100, 200])
def test_two_writers_at_random_lose_nothing_in_many_rounds(
    world: World, seed: int, figure: Figure
) -> None:
    write_at_random(world, 1000, seed, figure)
