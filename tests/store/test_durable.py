"""A file is there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from pbi_desktop.domain.errors import DiskFull, StoreUnavailable
from pbi_desktop.store.durable import disk_failures_named, write_whole


def test_a_file_written_whole_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    for content in (b"one", b"two and longer", b""):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["keys"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_draft_left_by_a_crash_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "keys.new").write_bytes(b"half")
    (tmp_path / "keys.new").chmod(0o644)
    write_whole(tmp_path / "keys", b"whole")
    assert (tmp_path / "keys").read_bytes() == b"whole"
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_fails_in_the_middle_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "keys"
    write_whole(path, b"old")

    def fails(*_what: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[failing], fails)
    with pytest.raises(DiskFull):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["keys"]


def test_other_failures_of_the_system_carry_its_reason() -> None:
    with pytest.raises(StoreUnavailable) as failure, disk_failures_named():
        raise PermissionError(errno.EACCES, "Permission denied")
    assert failure.value.reason == "Permission denied"
