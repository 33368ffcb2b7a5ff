"""The bench of connections: few of them here, a thousand in the long run."""

import pytest

from pbi_desktop.bench.connections import connections
from pbi_desktop.bench.postgres_server import find_binaries
from tests.support.postgres import do_without


@pytest.mark.long
@pytest.mark.parametrize(("workers", "least"), [(10, 15), (340, 1000)])
def test_a_ring_reaches_every_connection_while_cases_are_opened(workers: int, least: int) -> None:
    if find_binaries() is None:
        do_without()
    measured = connections(1, workers)
    ring, reading, opening = (name for name, *_rest in measured)
    assert int(ring.split()[3].replace(",", "")) >= least
    assert "under the policies" in reading
    assert "a second" in opening
    for _name, floor, ratios, target, stretch in measured:
        assert floor
        assert all(ratio > 0 for ratio in ratios)
        assert stretch < target
