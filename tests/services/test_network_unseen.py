"""What a viewer may not see changes no byte of a network: not drawn, in words, counted or saved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Purpose
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import Case
from pbi_desktop.network.changes import what_changed
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.svg import svg_file
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.network_facts import read_network
from pbi_desktop.services.network_meaning import read_findings
from pbi_desktop.services.network_prints import Drawn, PrintWish, told_by
from pbi_desktop.services.network_records import read_records
from tests.support.network_towns import network_town, otherwise
from tests.support.oracle import Town
from tests.support.stores import BOTH, opened
from tests.support.towns import TownHall

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
EARLIER = date(2026, 6, 1)
QUICK = settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
KINDS = (AgencyKind.COUNCIL, AgencyKind.POLICE)
seeds = st.integers(0, 2**32)
WISHES = (
    PrintWish(),
    PrintWish(EARLIER, Drawn.COMMUNITY),
    PrintWish(agency="police"),
    PrintWish(agency="council", purpose=Purpose.SAFEGUARDING),
)


@pytest.fixture(scope="module", params=BOTH)
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TownHall]:
    """Return one store that holds one town after another."""
    with opened(request.param, request, tmp_path_factory.mktemp("towns")) as home:
        made = TownHall(home)
        yield made
        made.close()


class _TakenBack(Exception):
    """Ends a command that was only a question."""


@dataclass
class Looks:
    """What one worker is shown of every case that they see, to the last byte."""

    hall: TownHall
    actor: Actor
    drawn: int = 0
    saved: int = 0

    def all(self) -> list[object]:
        """Return it, case by case in an order that hangs on nothing hidden."""
        try:
            with self.hall.store(self.actor).query(self.actor) as work:
                cases = [CaseId(row[0]) for row in work.rows(select(Case.id).order_by(Case.id))]
                facts = [read_network(work, case) for case in cases]
                shown: list[object] = [read_records(work, case) for case in cases]
                for case, fact in zip(cases, facts, strict=True):
                    shown.append(read_findings(work, case, fact, EARLIER))
        except PbiError as error:
            return [explain(error)]
        shown += [part for fact in facts for part in self._shown(fact)]
        if self.actor.viewing is None:
            shown += [self._saved(case, wish) for case in cases for wish in WISHES]
        return shown

    def _shown(self, facts: NetworkFacts) -> Iterator[object]:
        made = picture(facts, Typeface())
        self.drawn += len(made.scene.spots) - 1
        yield facts
        yield svg_file(made.scene, made.alt)
        yield made
        yield what_changed(replace(facts, as_at=EARLIER), facts)

    def _saved(self, case: CaseId, wish: PrintWish) -> object:
        told = []
        try:
            with self.hall.store(self.actor).command(self.actor, "print network") as work:
                told.append(told_by(work, work.get(Case, case), wish))
                raise _TakenBack
        except _TakenBack:
            made = told[0].drawn()
        except PbiError as error:
            return explain(error)
        self.saved += 1
        return (made, made.as_svg(), made.as_pdf(), made.as_graphml(), made.as_json())


def tells_nothing(hall: TownHall, seed: int) -> tuple[int, int, int]:
    """Compare two towns for one worker; return how much was hidden, drawn and saved."""
    dice = Random(seed)  # noqa: S311
    one, purpose = network_town(seed, AT), Purpose.DIRECT_SUPPORT
    hall.hold(one)
    looking = hall.actor(one, _whose_eyes(one, dice), purpose)
    if dice.random() < 0.4:
        looking = replace(looking, viewing=Viewing(dice.choice(KINDS), purpose))
    looks = Looks(hall, looking)
    seen = _seen(hall, one, looking)
    before = looks.all()
    other, hidden = otherwise(one, seen, dice)
    hall.hold(other)
    assert _seen(hall, other, looking) == seen
    assert looks.all() == before
    return hidden, looks.drawn, looks.saved


def _seen(hall: TownHall, one: Town, looking: Actor) -> dict[str, set[UUID]]:
    """Return what somebody meets; what was before of an address hides with whoever moved there."""
    found = hall.seen(one, looking.worker, Purpose(looking.purpose), looking.viewing)
    return {kind: ids for kind, ids in found.items() if kind != "revisions"}


def _whose_eyes(one: Town, dice: Random) -> UUID:
    """Return a worker: mostly the one who was let in."""
    workers = one.all("workers")
    found: UUID = dice.choice([*workers[:1] * 8, *workers])["id"]
    return found


@given(seed=seeds)
@QUICK
def test_what_cannot_be_seen_changes_no_byte_of_a_network(hall: TownHall, seed: int) -> None:
    tells_nothing(hall, seed)


def test_in_some_of_these_towns_much_is_hidden_and_much_is_drawn(hall: TownHall) -> None:
    found = [tells_nothing(hall, seed) for seed in (0, 1, 3)]
    assert min(map(sum, zip(*found, strict=True))) > 0


def test_what_is_seen_and_changes_is_found_by_the_same_comparison(hall: TownHall) -> None:
    one = network_town(0, AT)
    hall.hold(one)
    looks = Looks(hall, hall.actor(one, one.all("workers")[0]["id"], Purpose.DIRECT_SUPPORT))
    before = looks.all()
    hall.hold(otherwise(one, {kind: set() for kind in one.rows}, Random(0))[0])  # noqa: S311
    assert looks.all() != before


@pytest.mark.long
@given(seed=seeds)
@settings(QUICK, max_examples=150)
def test_what_cannot_be_seen_changes_no_byte_in_many_towns(hall: TownHall, seed: int) -> None:
    tells_nothing(hall, seed)
