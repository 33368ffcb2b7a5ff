"""Where a store may lie: not on a network drive, not in a folder that something copies elsewhere.

A write-ahead log needs one machine's shared memory, and a copier takes the file and its log at
different moments. This is a plain check, not a proof; what it cannot see is in
docs/decisions/0010-keys.md.
"""

import os
import re
import sys
from pathlib import Path

from pbi_desktop.domain.key_errors import UnsafePlace

NETWORK_KINDS = frozenset(
    {"9p", "afs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gfs2", "lustre", "ncpfs", "nfs"}
    | {"nfs3", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "vboxsf"}
    | {"fuse.glusterfs", "fuse.rclone", "fuse.sshfs"}
)
# The folders that the usual copying programs make under a person's home, and their marks.
_COPIED_FOLDERS = re.compile(
    r"(onedrive|dropbox|google ?drive|icloud ?drive|com~apple~clouddocs|nextcloud|owncloud|"
    r"box|box sync|syncthing|sync)( - .+)?",
    re.IGNORECASE,
)
_COPIED_MARKS = (".dropbox", ".stfolder", ".sync", "._sync_journal.db", ".owncloudsync.log")
_MOUNTS = Path("/proc/self/mounts")


def refuse_unsafe_place(folder: Path) -> None:
    """Return if a store may lie in this folder, which need not exist yet."""
    whole = folder.absolute()
    if whole.exists():
        whole = whole.resolve()
    kind = _network_kind(whole)
    if kind is not None:
        raise UnsafePlace(kind, where=str(whole))
    copied = _copied_folder(whole)
    if copied is not None:
        raise UnsafePlace("copied elsewhere", where=str(copied))


def _network_kind(folder: Path) -> str | None:
    if sys.platform == "win32":
        return _windows_network_kind(folder)
    if not _MOUNTS.is_file():
        return None
    kind = mount_kind(folder, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    return kind if kind in NETWORK_KINDS else None


def mount_kind(folder: Path, mounts: str) -> str | None:
    """Return the kind of file system a folder lies on, from the text of Linux's mount table."""
    best, kind, whole = -1, None, f"{folder.as_posix()}/"
    for line in mounts.splitlines():
        _device, point, found, *_rest = line.split(" ")
        under = f"{_unescaped(point).rstrip('/')}/"
        if len(under) >= best and whole.startswith(under):
            best, kind = len(under), found
    return kind


def _unescaped(point: str) -> str:
    if "\\" not in point:
        return point
    return re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), point)


def _windows_network_kind(folder: Path) -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes

    if folder.drive.startswith("\\\\"):
        return "network share"
    remote = 4
    kind: int = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
    return "network drive" if kind == remote else None


def _copied_folder(folder: Path) -> Path | None:
    home = os.path.expanduser("~").rstrip("/")  # noqa: PTH111 - Path.home() raises without one
    for place in (folder, *folder.parents):
        if any(os.path.lexists(f"{place}/{mark}") for mark in _COPIED_MARKS):
            return place
        under_home = f"{place.parent}/".startswith(f"{home}/")
        if under_home and _COPIED_FOLDERS.fullmatch(place.name):
            return place
    return None
