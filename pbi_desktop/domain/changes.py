"""What a command changed: the news that every open screen hears."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.ids import CaseId, CommandId

ANYTHING = "anything"
"""Stands among the kinds where somebody elsewhere changed something, and nobody says what."""


@dataclass(frozen=True)
class Changes:
    """The command that was kept, in words that fit an undo bar, and what it touched."""

    command: CommandId | None = None
    done: str = ""
    cases: frozenset[CaseId] = frozenset()
    kinds: frozenset[str] = frozenset()
    made: UUID | None = None

    def touches(self, kinds: Iterable[str], case: CaseId | None = None) -> bool:
        """Say whether a screen that shows these kinds (of this case) should refresh."""
        if ANYTHING in self.kinds:
            return True
        if case is not None and self.cases and case not in self.cases:
            return False
        return not self.kinds.isdisjoint(kinds)

    def concerns(self, case: CaseId) -> bool:
        """Say whether a screen that shows this case should refresh."""
        return case in self.cases or ANYTHING in self.kinds


ELSEWHERE = Changes(kinds=frozenset({ANYTHING}))
"""The news that something may have changed somewhere."""
