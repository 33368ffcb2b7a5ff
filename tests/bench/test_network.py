"""The bench of the network: what it compares, what it counts, and that it says what is absent."""

from pathlib import Path
from subprocess import CalledProcessError

import numpy as np
import pytest

from pbi_desktop.bench.network_borough import borough
from pbi_desktop.bench.network_family import family, family_lines
from pbi_desktop.bench.network_layouts import edit_lines, graph_of, layout_lines, theirs
from pbi_desktop.bench.network_measures import measure_lines
from pbi_desktop.bench.network_quality import crossings, too_near
from pbi_desktop.bench.network_ring import SERVICES, ring_lines

# Stands for a Python with igraph: keeps two positions and their time, as the script does.
SILENT = """#!/bin/sh
cp "$(dirname "$0")/known.npy" "$5"
printf '{"cpu_seconds": 2.5}' > "$6"
"""


def test_the_same_seed_gives_the_same_borough_with_nobody_alone_at_home() -> None:
    one, other = borough(500), borough(500)
    assert (one.edges == other.edges).all()
    assert (one.edges[:, 0] < one.edges[:, 1]).all()
    assert borough(500, seed=8).edges.tolist() != one.edges.tolist()
    assert np.bincount(one.edges.ravel(), minlength=500)[one.kind == 0].min() > 0


def test_crossings_are_counted_and_ties_at_one_node_do_not_cross() -> None:
    square = np.array([(0, 0), (1, 1), (0, 1), (1, 0)], np.float32)
    assert crossings(square, np.array([(0, 1), (2, 3)])) == 1.0
    assert crossings(square, np.array([(0, 1), (0, 2), (0, 3)])) == 0.0


def test_nodes_that_look_like_one_are_counted() -> None:
    grid = np.array([(x, y) for x in range(10) for y in range(10)], np.float32)
    assert too_near(grid) == 0.0
    grid[0] = grid[55] + 0.01
    assert too_near(grid) == 0.02


def test_absent_peers_are_said_and_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PBI_PEER_PYTHON", raising=False)
    monkeypatch.setenv("PATH", "")
    assert layout_lines(1) == family_lines(1) == []
    said = capsys.readouterr().err
    assert "igraph was not there" in said
    assert "Graphviz was not found" in said


def test_the_peer_runs_in_its_own_environment_and_its_layout_is_read(tmp_path: Path) -> None:
    known = np.arange(6, dtype=np.float32).reshape(3, 2)
    np.save(tmp_path / "known.npy", known)
    python = tmp_path / "python"
    python.write_text(SILENT, encoding="utf-8")
    python.chmod(0o700)
    took = theirs(str(python), "drl", graph_of(borough(300)))
    assert took.positions.tolist() == known.tolist()
    assert took.seconds == 2.5


def test_what_a_peer_says_of_its_failure_is_seen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho no such library >&2\nexit 3\n", encoding="utf-8")
    python.chmod(0o700)
    with pytest.raises(CalledProcessError):
        theirs(str(python), "drl", graph_of(borough(300)))
    assert capfd.readouterr().err == "no such library\n"


def test_a_change_and_a_ring_are_measured_with_their_faults_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ((name, _floor, edited, target, stretch),) = edit_lines(1, size=1_000)
    ((_name, _peer, rings, *_targets),) = ring_lines(1, steps=20)
    assert name == "1% edit of 1,000 nodes"
    assert stretch < target
    assert 0 < edited[0] < 1
    assert 0 < rings[0] < np.inf
    said = capsys.readouterr().err
    assert "0 old nodes moved" in said
    assert f"Rings of {SERVICES}: 0 faults in ours" in said


def test_measures_are_compared_on_the_same_graph() -> None:
    names = [name for name, *_rest in measure_lines(1, sizes=(300, 300))]
    assert names == ["betweenness, 300 nodes, 200 sources", "communities of 300 nodes"]


def test_a_family_has_40_to_60_people_each_once() -> None:
    for seed in range(20):
        one = family(seed)
        assert 40 <= len({person.id for person in one.people}) == len(one.people) <= 60
