"""A folder is watched while somebody looks, and a file that is being written is waited for."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from pbi_desktop.services.scan_folder import Look, look_into, take_out
from pbi_desktop.ui.kit.folder_watch import FolderWatch


def names(look: Look, *, whole: bool) -> list[str]:
    return [one.place.name for one in look.found if one.whole is whole]


def test_a_file_is_whole_once_it_stayed_as_it_was(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF")
    (tmp_path / "empty.pdf").touch()
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.pdf").symlink_to(scan)
    first = look_into(tmp_path)
    assert sorted(names(first, whole=False)) == ["empty.pdf", "scan.pdf"]
    second = look_into(tmp_path, first)
    assert names(second, whole=True) == ["scan.pdf"]  # what is empty was only begun
    scan.write_bytes(b"%PDF and more")
    third = look_into(tmp_path, second)
    assert names(third, whole=True) == []
    assert names(look_into(tmp_path, third), whole=True) == ["scan.pdf"]
    assert look_into(tmp_path / "gone").unreadable


def test_only_a_file_of_the_folder_itself_is_taken_out(tmp_path: Path) -> None:
    elsewhere, scans = tmp_path / "paper.pdf", tmp_path / "scans"
    scans.mkdir()
    elsewhere.write_bytes(b"x")
    link = scans / "link.pdf"
    link.symlink_to(elsewhere)
    assert not take_out(elsewhere, scans)
    assert not take_out(link, scans)
    assert elsewhere.exists()


def test_what_comes_and_goes_is_told_until_nobody_looks(qtbot: QtBot, tmp_path: Path) -> None:
    watch, told = FolderWatch(), list[Look]()
    watch.found.connect(told.append)
    watch.watch(tmp_path)
    qtbot.waitUntil(lambda: len(told) == 1)
    (tmp_path / "one.png").write_bytes(b"1")
    qtbot.waitUntil(lambda: names(told[-1], whole=True) == ["one.png"])
    (tmp_path / "one.png").unlink()
    qtbot.waitUntil(lambda: told[-1].found == ())
    watch.watch(tmp_path / "gone")
    qtbot.waitUntil(lambda: told[-1].unreadable)
    (tmp_path / "gone").mkdir()  # the drive is there again
    watch.look()
    qtbot.waitUntil(lambda: not told[-1].unreadable)
    watch.watch(None)
    many = len(told)
    (tmp_path / "gone" / "two.png").write_bytes(b"2")
    watch.look()
    qtbot.wait(50)
    assert len(told) == many
    assert watch.folder is None
