"""The folder of this computer into which a scanner writes: what lies there, and taking it out."""

from dataclasses import dataclass, replace
from pathlib import Path

_MOST = 20


@dataclass(frozen=True)
class Scanned:
    """A file in the scan folder."""

    place: Path
    size: int
    modified_ns: int = 0
    whole: bool = False
    """Nobody writes into it any more, as far as two looks tell."""


@dataclass(frozen=True)
class Look:
    """What lay in a folder when it was looked at, the newest first."""

    folder: Path
    found: tuple[Scanned, ...] = ()
    unreadable: bool = False


def look_into(folder: Path, before: Look | None = None) -> Look:
    """Return what lies in a folder now, and what of it stayed as it was in the look before."""
    try:
        found = _files_in(folder)
    except OSError:
        return Look(folder, unreadable=True)
    known = {(one.place, one.size, one.modified_ns) for one in before.found} if before else set()
    return Look(
        folder,
        tuple(
            replace(one, whole=one.size > 0 and (one.place, one.size, one.modified_ns) in known)
            for one in found
        ),
    )


def _files_in(folder: Path) -> tuple[Scanned, ...]:
    """Return the newest files of a folder, not of those in it; OSError where it cannot be read."""
    found = []
    for place in folder.iterdir():
        try:
            about = place.lstat()
        except OSError:  # it went away meanwhile
            continue
        if place.is_file() and not place.is_symlink() and not place.name.startswith("."):
            scanned = Scanned(place, about.st_size, about.st_mtime_ns)
            found.append((-about.st_mtime_ns, place.name, scanned))
    return tuple(one for _when, _name, one in sorted(found, key=lambda one: one[:2])[:_MOST])


def take_out(place: Path, folder: Path) -> bool:
    """Remove a file from the scan folder itself and from nowhere else; says whether it is gone."""
    if place.parent != folder or place.is_symlink():
        return False
    try:
        place.unlink(missing_ok=True)
    except OSError:
        return False
    return True
