"""What the rows of a list would do, before anything is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.services.import_runs import Run


@dataclass
class Plan:
    """How many rows are new or as they were, which are refused and why, and how to keep them."""

    keep: Callable[[Run], None]
    new: int = 0
    unchanged: int = 0
    refused: list[tuple[RowPlace, str]] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
