"""Files that are written whole or not at all: what was there before stays until the new one is."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from errno import EISDIR
from pathlib import Path


def write_whole(place: Path, content: bytes) -> None:
    """Write one file over any of the same name; OSError where it cannot be, and nothing is lost."""
    write_all(place.parent, {place.name: content})


def is_written(place: Path, content: bytes) -> bool:
    """Write one file, and say whether it is there; there may be no such folder, right or room."""
    try:
        write_whole(place, content)
    except OSError:
        return False
    return True


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none; OSError where they cannot be."""
    drafts: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items():
            handle, draft = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            drafts.append((Path(draft), folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        for _draft, wanted in drafts:
            if wanted.is_dir():
                raise IsADirectoryError(EISDIR, "there is a folder of that name", str(wanted))
        for written, wanted in drafts:
            written.replace(wanted)
    except OSError:
        for written, _wanted in drafts:
            with contextlib.suppress(OSError):
                written.unlink(missing_ok=True)
        raise
    return tuple(wanted for _draft, wanted in drafts)
