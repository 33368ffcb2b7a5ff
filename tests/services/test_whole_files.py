"""A file is written whole or not at all, and what was there before stays until the new one is."""

import os
from pathlib import Path

import pytest

from pbi_desktop.services.whole_files import write_all, write_whole
from pbi_desktop.ui.kit.save_place import with_ending


def test_a_file_takes_the_place_of_one_of_its_name(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.csv", b"old")
    write_whole(tmp_path / "a.csv", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_a_disk_that_is_full_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "a.csv", b"old")

    def full(handle: int, mode: str) -> object:
        os.close(handle)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.csv", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.json").mkdir()
    with pytest.raises(IsADirectoryError):
        write_all(tmp_path, {"a.html": b"x", "b.json": b"y"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.json"]
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "a.csv", b"x")


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [("one.pdf", "one.pdf"), ("one.PDF", "one.PDF"), ("one", "one.pdf"),
     ("network v1.2", "network v1.2.pdf"), ("for case 12.", "for case 12..pdf")],
)  # fmt: skip
def test_a_dot_in_a_name_is_no_ending(chosen: str, wanted: str) -> None:
    assert with_ending(Path("/x") / chosen, ".pdf") == Path("/x") / wanted
