"""Where a store may not lie."""

from pathlib import Path

import pytest

from pbi_desktop.domain.key_errors import UnsafePlace
from pbi_desktop.store import placement
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.placement import mount_kind, refuse_unsafe_place

MOUNTS = """\
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
server:/srv /srv nfs4 rw 0 0
/dev/vdb /srv/amina ext4 rw 0 0
//server/team /mnt/Team\\040Folder cifs rw 0 0
/dev/vdd /data/local xfs rw 0 0
server:/y /data nfs rw 0 0
/dev/vdc /mnt/Team\\040Folder/local btrfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/pbi", "ext4"),
        ("/srv/josef/stores", "nfs4"),
        ("/srv/amina/stores", "ext4"),
        ("/srvwork", "ext4"),
        ("/data/x", "nfs"),
        ("/data/local/x", "xfs"),
        ("/mnt/Team Folder", "cifs"),
        ("/mnt/Team Folder/local/x", "btrfs"),
    ],
)
def test_the_nearest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert mount_kind(Path(folder), MOUNTS) == kind


def test_a_network_drive_is_refused_and_nothing_is_made_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {tmp_path}/net nfs4 rw 0 0\n")
    monkeypatch.setattr(placement, "_MOUNTS", table)
    with pytest.raises(UnsafePlace) as failure:
        open_raw(tmp_path / "net" / "new" / "team.pbi", bytes(32), create=True)
    assert failure.value.reason == "nfs4"
    assert not (tmp_path / "net").exists()
    refuse_unsafe_place(tmp_path)


@pytest.mark.parametrize(
    "name", ["OneDrive - Oldham Council", "Dropbox", "Google Drive", "Nextcloud", "iCloudDrive"]
)
def test_a_folder_that_is_copied_elsewhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(UnsafePlace) as failure:
        refuse_unsafe_place(tmp_path / name / "work")
    assert failure.value.where == str(tmp_path / name)
    refuse_unsafe_place(tmp_path / f"my {name}")


def test_a_folder_that_a_copying_program_has_marked_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    with pytest.raises(UnsafePlace):
        refuse_unsafe_place(tmp_path / "shared" / "team")


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path)
    refuse_unsafe_place(tmp_path / "not there yet")
