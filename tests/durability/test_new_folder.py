"""A folder that was just made is as safe as the store in it."""

import os
from pathlib import Path

import pytest

from pbi_desktop.store.durable import private_folder


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no folder is synced")
def test_each_new_folder_is_synced_in_the_one_that_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, int]] = []
    really = os.fsync

    def noting(handle: int) -> None:
        synced.append(identity(os.fstat(handle)))
        really(handle)

    monkeypatch.setattr(os, "fsync", noting)
    private_folder(tmp_path / "team" / "north")
    assert set(synced) == {identity(folder.stat()) for folder in (tmp_path, tmp_path / "team")}
    synced.clear()
    private_folder(tmp_path / "team" / "north")
    assert synced == []


def identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
