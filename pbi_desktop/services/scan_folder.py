"""The folder of this computer into which a scanner writes: what lies there, and taking it out."""

from dataclasses import dataclass
from pathlib import Path

_MOST = 20


@dataclass(frozen=True)
class Scanned:
    """A file in the scan folder."""

    place: Path
    size: int


def scanned_in(folder: Path) -> tuple[Scanned, ...]:
    """Return the newest files of a folder, not of those in it; OSError where it cannot be read."""
    found = []
    for place in folder.iterdir():
        try:
            about = place.lstat()
        except OSError:  # it went away meanwhile
            continue
        if place.is_file() and not place.is_symlink() and not place.name.startswith("."):
            found.append((-about.st_mtime, place.name, Scanned(place, about.st_size)))
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
