"""The imagined disk: what was synced stays; what was not may go, wholly or in part."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.durability.disk_log import (
    Act,
    Cut,
    Deleted,
    Disk,
    FolderSynced,
    Made,
    Renamed,
    Synced,
    Written,
)

contents = st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=1500)))


def disk_after(*acts: Act) -> Disk:
    disk = Disk({"old": b"before"})
    for act in acts:
        disk.take(act)
    return disk


@given(contents, st.integers())
def test_what_was_synced_outlives_every_power_cut(
    writes: list[tuple[int, bytes]], seed: int
) -> None:
    acts = [Written("new", at, content) for at, content in writes]
    disk = disk_after(Made("new"), *acts, Cut("new", 2000), Synced("new"), FolderSynced())
    assert disk.after_power_cut(Random(seed)) == disk.now()  # noqa: S311


def outcomes(disk: Disk, name: str = "old") -> set[bytes | None]:
    chance = Random(3)  # noqa: S311
    return {disk.after_power_cut(chance).get(name) for _ in range(300)}


def test_what_was_not_synced_is_kept_wholly_in_part_or_not_at_all() -> None:
    found = outcomes(disk_after(Written("old", 0, b"x" * 1024)))
    none, first = b"before", b"x" * 512
    second = b"before" + bytes(506) + first
    assert found == {none, first, second, first * 2}


def test_a_cut_that_was_not_synced_may_not_have_happened() -> None:
    assert outcomes(disk_after(Cut("old", 2))) == {b"before", b"be"}


def test_a_name_is_safe_only_once_its_folder_was_synced() -> None:
    made = (Made("new"), Written("new", 0, b"content"), Synced("new"))
    assert outcomes(disk_after(*made), "new") == {None, b"content"}
    assert outcomes(disk_after(*made, FolderSynced()), "new") == {b"content"}


def test_a_file_takes_another_name_before_its_content_is_there() -> None:
    renamed = (Made("new"), Written("new", 0, b"content"), Renamed("new", "old"))
    assert outcomes(disk_after(*renamed)) == {b"before", b"", b"content"}


def test_a_deleted_file_may_still_be_there() -> None:
    assert outcomes(disk_after(Deleted("old"))) == {b"before", None}
    assert outcomes(disk_after(Deleted("old"), FolderSynced())) == {None}
