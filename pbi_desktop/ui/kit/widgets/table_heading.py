"""The headings of a table: titles in their own direction, and columns somebody arranged."""

import json
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

_OWN_DIRECTION, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_NARROWEST, _WIDEST = 24, 2_000


@dataclass(frozen=True)
class Arrangement:
    """How somebody arranged the columns of a table."""

    order: tuple[int, ...]
    widths: tuple[tuple[int, int], ...] = ()
    """Each column that was made wider or narrower, and how wide."""
    sorted_by: int = -1
    downwards: bool = False

    def text(self) -> str:
        """Return it as text, to be kept."""
        return json.dumps([self.order, self.widths, self.sorted_by, self.downwards])


def arrangement_from(text: str, columns: int) -> Arrangement | None:
    """Return what a text means for a table of so many columns; None if it is not for such a one."""
    try:
        order, widths, by, down = json.loads(text)
        found = Arrangement(
            tuple(int(at) for at in order),
            tuple((int(at), int(wide)) for at, wide in widths),
            int(by),
            bool(down),
        )
    except (ValueError, TypeError):
        return None
    whole = sorted(found.order) == list(range(columns))
    places = all(0 <= at < columns for at, _wide in found.widths) and found.sorted_by >= -1
    sizes = all(_NARROWEST <= wide <= _WIDEST for _at, wide in found.widths)
    return found if whole and places and sizes and found.sorted_by < columns else None


class Heading(QHeaderView):
    """Column titles, each in the direction of its own script; it knows what a hand has moved."""

    widened = Signal(int, int)  # a column, and how wide it is now

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._before: list[int] = []

    def initStyleOptionForIndex(  # noqa: N802 - Qt
        self, option: QStyleOptionHeader, section: int
    ) -> None:
        """Keep a title apart from the direction of the window: "3 of 4" would read "of 4 3"."""
        super().initStyleOptionForIndex(option, section)
        if option.text:
            option.text = f"{_OWN_DIRECTION}{option.text}{_END}"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember how wide each column is before somebody drags one."""
        self._before = [self.sectionSize(at) for at in range(self.count())]
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which column somebody made wider or narrower."""
        super().mouseReleaseEvent(event)
        before, self._before = self._before, []
        for at, wide in enumerate(before[: self.count()]):
            own = self.sectionResizeMode(at) == QHeaderView.ResizeMode.Interactive
            if own and self.sectionSize(at) != wide and not self._fills(at):
                self.widened.emit(at, self.sectionSize(at))

    def _fills(self, at: int) -> bool:
        """Say whether a column only fills what the others leave."""
        return self.stretchLastSection() and self.visualIndex(at) == self.count() - 1
