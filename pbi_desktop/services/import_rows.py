"""What an import says of itself: before anything is kept, and after."""

from dataclasses import dataclass

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.ids import RunId


@dataclass(frozen=True)
class InputFile:
    """A file as it was read: its name, without the path, and what is in it."""

    name: str
    data: bytes


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
