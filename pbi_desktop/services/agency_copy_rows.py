"""What is copied for the worker's own agency's system, line by line."""

from dataclasses import dataclass

from pbi_desktop.domain.access import Category, Purpose


@dataclass(frozen=True)
class CopiedLine:
    """One line: what it is, and what it says."""

    label: str
    words: str


@dataclass(frozen=True)
class AgencyCopy:
    """What would be copied now, for whom and what for."""

    agency: str
    purpose: Purpose
    lines: tuple[CopiedLine, ...]
    facts: int
    """How many facts leave."""
    kept_back: tuple[Category, ...]
    """What a second person must read first: it goes with a summary alone."""
    seen: str
    """Hand it back to copy this and nothing else."""

    @property
    def text(self) -> str:
        """The lines as they are pasted, one under another."""
        return "\n".join(f"{one.label}: {one.words}" for one in self.lines)
