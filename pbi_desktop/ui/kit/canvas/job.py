"""Everything that one drawing needs to know."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pbi_desktop.ui.kit.canvas.columns import Columns
from pbi_desktop.ui.kit.canvas.frame import Frame
from pbi_desktop.ui.kit.canvas.labels import Labels
from pbi_desktop.ui.kit.canvas.symbols import Sheet
from pbi_desktop.ui.kit.canvas.tones import Tones
from pbi_desktop.ui.kit.canvas.wish import Wish


@dataclass
class Kept:
    """What one drawing leaves to the next: symbols and words already drawn."""

    sheet: Sheet = field(default_factory=Sheet)
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, eq=False)
class Job:
    """What is drawn, on what, how, and in which colours."""

    frame: Frame
    columns: Columns
    wish: Wish
    tones: Tones
    kept: Kept
    words: Callable[[int], str]
    moving: bool = False
    to_the_left: bool = False
