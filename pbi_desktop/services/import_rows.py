"""What an import says of itself: before anything is kept, and after."""

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.ids import RunId
from pbi_desktop.exchange.decoding import LARGEST_FILE


@dataclass(frozen=True)
class InputFile:
    """A file as it was read: its name, without the path, and what is in it."""

    name: str
    data: bytes

    def open(self) -> BinaryIO:
        """Open it from its beginning."""
        return BytesIO(self.data)


@dataclass(frozen=True)
class FileOnDisk:
    """A file that is read when it is needed, and only as much of it as is needed."""

    name: str
    path: Path

    @property
    def data(self) -> bytes:
        """All that is in it; refuses what is too large to be held at once."""
        with closing(self.open()) as file:
            found = file.read(LARGEST_FILE + 1)
        if len(found) > LARGEST_FILE:
            most = LARGEST_FILE // (1024 * 1024)
            reason = f"It has more than {most} MB, the most that can be read at once."
            raise UnreadableInput(self.name, reason)
        return found

    def open(self) -> BinaryIO:
        """Open it from its beginning."""
        try:
            return self.path.open("rb")
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            raise UnreadableInput(self.name, f"The system says: {reason}.") from error


@dataclass(frozen=True)
class ImportReport:
    """One run, or what it would do: rows in, and what became of each."""

    kind: str
    files: tuple[str, ...]
    rows_in: int
    new: int
    changed: int
    unchanged: int
    not_seen: int
    """Known before and not in this feed. They are kept: missing means "not seen"."""
    refused: tuple[RefusedRow, ...]
    noticed: tuple[str, ...]
    run_id: RunId | None = None
    """None after a dry run, and where nothing was new."""
    new_names: tuple[str, ...] = ()
    """The first names of groups and places that are new, changed or not in this feed."""
    changed_names: tuple[str, ...] = ()
    not_seen_names: tuple[str, ...] = ()

    @property
    def accepted(self) -> int:
        """How many records the accepted rows come to."""
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True)
class UndoneImport:
    """What taking a run back came to: records that people changed since are kept, and named."""

    run_id: RunId
    withdrawn: int
    put_back: int
    kept: tuple[str, ...]
