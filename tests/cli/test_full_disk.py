"""A disk without room: one sentence, nothing half-made, and what was there is whole."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import one_sentence, run
from tests.cli.demo_store import copied, raw, template
from tests.exchange import invented

Disk = Callable[[int], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Return a function that makes a small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()

    def make(kib: int) -> Path:
        if shutil.which("mount") is None:
            pytest.skip("no way to make a small disk here")
        size = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(place)]
        made = subprocess.run(size, capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"no small disk may be made here: {made.stderr.strip()}")
        return place

    yield make
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


@pytest.mark.long
def test_a_demo_that_does_not_fit_leaves_nothing(disk: Disk) -> None:
    place = disk(2_500)
    done = run("demo", "--store", place / "team.pbi", "--no-window")
    assert (done.returncode, one_sentence(done.stderr)) == (3, True)
    assert "no room left" in done.stderr
    assert {path.name for path in place.iterdir()} <= {"team.pbi.lock"}


@pytest.mark.long
def test_an_import_that_does_not_fit_keeps_the_store_as_it_was(disk: Disk, tmp_path: Path) -> None:
    size = template().stat().st_size // 1024
    store = copied(disk(size + 200) / "team.pbi")
    rows = [f"Wren Hall {number},OL99 1AA,{'x' * 900}\n" for number in range(2_000)]
    many = tmp_path / "many.csv"
    many.write_text("name,postcode,description\n" + "".join(rows), encoding="utf-8")
    done = run("import", "directory", many, "--store", store)
    assert (done.returncode, one_sentence(done.stderr)) == (3, True)
    assert "no room left" in done.stderr
    away = copied(tmp_path / "away.pbi", store)
    with raw(away) as connection:
        found = connection.execute("SELECT count(*) FROM community_groups WHERE name LIKE 'Wren%'")
        assert found.fetchone() == (0,)
    (tmp_path / "few.csv").write_text(invented.LIBRARIES, encoding="utf-8")
    assert run("import", "directory", tmp_path / "few.csv", "--store", away).returncode == 0
