"""Links and splits in any order: what is shown depends on the links there are, on nothing else."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.identity import KeptApart, OnePerson, Pair, pair
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.outcomes import Period
from pbi_desktop.models import Base, Household, Membership, Relationship
from pbi_desktop.services.case_rows import NewGain
from pbi_desktop.services.desk import Desk
from pbi_desktop.store.identity_reading import apart, group
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.stores import BOTH, opened
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
EVER = Period(date(2020, 1, 1), TODAY)
GOES_ON = frozenset(
    {"identity_links", "revisions", "audit_entries", "audit_details", "tickets", "store_meta"}
)
"""What a link writes to: itself, its history, and who looked."""
UNTOUCHED = (2, 5)
"""Nobody is kept apart by a link, and each case draws only its own people."""
Act = tuple[int, int, str]
acts = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["link", "apart", "split"])),
    min_size=1,
    max_size=5,
)


@dataclass
class Town:
    """Four records, each with a case, a household of its own and money; two of them are kin."""

    world: World
    desk: Desk
    reading: EveryonesReading
    known: dict[frozenset[tuple[Pair, bool]], Any] = field(default_factory=dict)
    held: dict[Pair, tuple[UUID, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lead = self.world.worker("leah", SiteRole.TEAM_MANAGER)
        names = ("Shabana", "Shabanah", "Nasreen", "Shabana")
        self.cases = [self._case(name, pence) for pence, name in enumerate(names, 100)]
        self.people = [case.subject for case in self.cases]
        kin = Relationship(
            subject_id=self.people[2],
            other_id=self.people[0],
            category=Category.IDENTITY,
            kind=TieKind.PARENT,
        )
        self.world.add(self.lead, kin)
        self.rows = self.source_rows()

    def _case(self, name: str, pence: int) -> CaseMade:
        born = {"born_text": "1991-04-09", "born_precision": "day"}
        case = self.world.case(team=[self.lead], subject=self.world.person(name, "Akhtar", **born))
        with self.world.store_for(self.lead).command(self.lead, "move in") as work:
            home = work.add(Household(name=name))
            lives = {"subject_id": case.subject, "category": Category.IDENTITY}
            work.add(Membership(household_id=home.id, **lives))
        gain = NewGain(
            "Housing benefit",
            GainCategory.BENEFIT,
            GainNature.ONE_OFF,
            GainStatus.CONFIRMED,
            Pence(pence),
            Frequency.ONE_OFF,
            evidence=Evidence.AWARD_LETTER,
        )
        self.desk.reviews.record_gain(self.lead, case.id, gain)
        return case

    def act(self, act: Act) -> None:
        """Do one thing, as far as it can be done now."""
        one, other, what = self.people[act[0]], self.people[act[1]], act[2]
        ends = pair(one, other)
        if what == "split":
            self.take_back(ends)
        elif one != other and ends not in self.held:
            with suppress(KeptApart, OnePerson):
                self.decide(ends, same=what == "link")

    def decide(self, ends: Pair, *, same: bool) -> None:
        do = self.desk.identities.link if same else self.desk.identities.keep_apart
        made = do(self.lead, PersonId(ends[1]), PersonId(ends[0]), "We asked").made
        if made is not None:
            self.held[ends] = made, same

    def take_back(self, ends: Pair) -> None:
        if ends in self.held:
            self.desk.identities.split(self.lead, self.held.pop(ends)[0], 1)

    def take_all_back(self, order: Random) -> None:
        held = list(self.held)
        order.shuffle(held)
        for ends in held:
            self.take_back(ends)

    def shown_now(self) -> tuple[Any, ...]:
        """Return what is shown; the same links must always show the same."""
        shown = self.shown()
        state = frozenset((ends, same) for ends, (_key, same) in self.held.items())
        assert self.known.setdefault(state, shown) == shown
        return shown

    def shown(self) -> tuple[Any, ...]:
        """Return every figure, group and list that follows a link."""
        return (
            self.desk.outcomes.show(self.lead, EVER).result,
            group(self.reading, self.lead, self.people),
            apart(self.reading, self.lead, self.people),
            [self.of(person) for person in self.people],
            [self.desk.cases.header(self.lead, case.id) for case in self.cases],
            [self.desk.cases.network(self.lead, case.id) for case in self.cases],
            self.desk.duplicates.likely(self.lead),
        )

    def of(self, person: PersonId) -> Any:
        """Return who a person is: without the ids and instants of links, which are history."""
        found = self.desk.identities.of(self.lead, person)
        lines = {(line.one, line.other, line.same) for line in (*found.links, *found.apart)}
        return found.people, lines

    def source_rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table but those that history goes on in."""
        with self.world.trusted() as connection:
            return {
                name: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {name}"))), key=str)
                for name in Base.metadata.tables
                if name not in GOES_ON
            }


@pytest.fixture(scope="module", params=BOTH)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    with opened(request.param, request, tmp_path_factory.mktemp("links")) as home:
        world = World(home)
        reading, store = EveryonesReading(world), EveryonesStore(world)
        yield Town(world, Desk(reading, lambda: store, world.clock), reading)
        reading.close()


@given(acts, st.randoms(use_true_random=False))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_splitting_and_linking_in_any_order_restores_every_figure(
    town: Town, some: list[Act], order: Random
) -> None:
    apart_first = town.shown_now()
    for act in some:
        town.act(act)
    shown, held = town.shown_now(), dict(town.held)
    town.take_all_back(order)
    assert town.shown_now() == apart_first
    again = list(held)
    order.shuffle(again)
    for ends in again:
        town.decide(ends, same=held[ends][1])
    assert town.held.keys() == held.keys()
    assert town.shown_now() == shown
    town.take_all_back(order)
    assert town.source_rows() == town.rows


def test_a_link_changes_what_is_shown(town: Town) -> None:
    before = town.shown_now()
    town.act((0, 1, "link"))
    after = town.shown_now()
    town.take_all_back(Random(1))  # noqa: S311 - any order will do
    for figure, (then, now) in enumerate(zip(before, after, strict=True)):
        assert (then == now) is (figure in UNTOUCHED)
