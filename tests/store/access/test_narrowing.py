"""Looking as an agency shows what one may see and that agency may receive, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.access_errors import OnlyViewing
from pbi_desktop.domain.actor import Viewing
from pbi_desktop.models import Note
from tests.support.invented_towns import town
from tests.support.narrowed_oracle import NarrowedOracle
from tests.support.oracle import IN_CASE, Oracle, Town
from tests.support.stores import BOTH, opened
from tests.support.towns import TownHall
from tests.support.world import World

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
QUICK = settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
seeds = st.integers(0, 2**32)
SHARED_FOR = (Purpose.DIRECT_SUPPORT, Purpose.SAFEGUARDING)


@pytest.fixture(scope="module", params=BOTH)
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TownHall]:
    """Return one store that holds one town after another."""
    with opened(request.param, request, tmp_path_factory.mktemp("towns")) as home:
        made = TownHall(home)
        yield made
        made.close()


def narrows(hall: TownHall, one: Town, ask: Random) -> int:
    """Compare what each worker meets with the definition; return how many rows were shown."""
    hall.hold(one)
    shown = 0
    kinds = sorted({row["agency_kind"] for row in one.all("agreements")}) or list(AgencyKind)
    for worker in one.all("workers"):
        viewing = Viewing(AgencyKind(ask.choice(kinds)), ask.choice(SHARED_FOR))
        purpose = Purpose.DIRECT_SUPPORT
        oracle = NarrowedOracle(one, worker["id"], purpose, viewing)
        seen = hall.seen(one, worker["id"], purpose, viewing)
        assert seen == {kind: oracle.sees(kind) for kind in seen}
        own = Oracle(one, worker["id"], purpose)
        for kind, rows in seen.items():
            assert rows <= own.sees(kind)
            if kind in IN_CASE:
                assert rows == oracle.intersection(kind)
                shown += len(rows)
        assert hall.seen(one, worker["id"], purpose) == {kind: own.sees(kind) for kind in seen}
    return shown


@given(seed=seeds)
@QUICK
def test_who_looks_as_an_agency_sees_what_both_may(hall: TownHall, seed: int) -> None:
    narrows(hall, town(seed, AT), Random(seed))  # noqa: S311


def test_some_of_these_towns_show_an_agency_something(hall: TownHall) -> None:
    towns = (71, 132, 141, 160, 215, 231)
    assert sum(narrows(hall, town(seed, AT), Random(seed)) for seed in towns) > 0  # noqa: S311


@pytest.mark.long
@given(seed=seeds)
@settings(QUICK, max_examples=1000)
def test_who_looks_as_an_agency_sees_what_both_may_in_many_towns(hall: TownHall, seed: int) -> None:
    narrows(hall, town(seed, AT), Random(seed))  # noqa: S311


def test_nothing_is_changed_by_who_looks_as_an_agency(world: World) -> None:
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    world.agree(AgencyKind.POLICE, Category.IDENTITY, Category.CORE)
    looking = replace(leah, viewing=Viewing(AgencyKind.POLICE, Purpose.DIRECT_SUPPORT))
    world.note(case, "seen", by=leah)
    world.note(case, "hers", by=leah, category=Category.HEALTH)
    store = world.store_for(leah)
    with store.query_case(looking, case.id) as work:
        assert [row[0] for row in work.rows(select(Note.body))] == ["seen"]
        assert not work.may_write(case.id)
    with pytest.raises(OnlyViewing), store.command(looking, "write"):
        pass
    with store.query_case(leah, case.id) as work:
        assert len(work.rows(select(Note.body))) == 2
        assert work.may_write(case.id)
