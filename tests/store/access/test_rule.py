"""Both databases show exactly what the rule says, whatever the facts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.invented_towns import CATEGORIES, town
from tests.support.oracle import PURPOSES, Oracle, Town
from tests.support.stores import BOTH, opened
from tests.support.towns import TownHall

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
# A seed does not shrink: say which town it was and leave the rest to whoever looks at it.
QUICK = settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, max_examples=2000)
seeds = st.integers(0, 2**32)


@pytest.fixture(scope="module", params=BOTH)
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TownHall]:
    """Return one store that holds one town after another."""
    with opened(request.param, request, tmp_path_factory.mktemp("towns")) as home:
        made = TownHall(home)
        yield made
        made.close()


def agrees(hall: TownHall, one: Town) -> None:
    """Every worker sees, for each purpose and in each table, what the oracle says."""
    hall.hold(one)
    for worker in one.all("workers"):
        for purpose in PURPOSES:
            oracle = Oracle(one, worker["id"], purpose)
            seen = hall.seen(one, worker["id"], purpose)
            assert seen == {kind: oracle.sees(kind) for kind in seen}


def takes_what_the_rule_says(hall: TownHall, one: Town, ask: Random) -> None:
    """A worker can write a note exactly where the oracle says."""
    hall.hold(one)
    for worker in one.all("workers"):
        oracle = Oracle(one, worker["id"], PURPOSES[0])
        asked = sorted(oracle.grants())[:1]
        for _ in range(2):
            case, person = (ask.choice(one.all(kind))["id"] for kind in ("cases", "people"))
            asked.append((case, person, ask.choice(CATEGORIES)))
        for about in asked:
            taken = hall.takes_note(one, worker["id"], about, PURPOSES[0])
            assert taken is oracle.may_add(*about)


@given(seed=seeds)
@QUICK
def test_each_worker_sees_what_the_rule_says(hall: TownHall, seed: int) -> None:
    agrees(hall, town(seed, AT))


@given(seed=seeds)
@settings(QUICK, max_examples=6)
def test_each_worker_writes_where_the_rule_says(hall: TownHall, seed: int) -> None:
    takes_what_the_rule_says(hall, town(seed, AT), Random(seed))  # noqa: S311


@pytest.mark.long
@given(seed=seeds)
@LONG
def test_each_worker_sees_what_the_rule_says_in_many_towns(hall: TownHall, seed: int) -> None:
    agrees(hall, town(seed, AT))
