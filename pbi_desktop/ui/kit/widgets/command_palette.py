"""Ctrl+K: one box to find a person, a place or a command, answered as the worker types."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pbi_desktop.ui.kit.ports import Suggestion, Suggestions
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.choices import SearchBox
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.palette_list import ITEM, PaletteList

MOST = 8
_PAUSE_MS = 80
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CommandPalette(QFrame):
    """Lies over the window while it is used; Esc closes it and gives the focus back."""

    def __init__(self, parent: QWidget, providers: Sequence[Suggestions]) -> None:
        super().__init__(parent)
        self._providers = list(providers)
        self._answers: dict[int, Sequence[Suggestion]] = {}
        self._asked = 0
        self._chosen_early = False  # Enter before the words were answered: the first of them
        self._before: QWidget | None = None
        self.box = _Box("Find anyone or do anything", "A name, an address, a place or a command")
        self.list = PaletteList()
        self._none = label("Nothing fits. Try fewer letters.", "support")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.box.textChanged.connect(self._typed)
        self.box.keys_for_list.connect(self.list.step)
        self.box.returnPressed.connect(self._run_current)
        self.list.itemClicked.connect(self._run)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        for part in (self.box, self.list, self._none):
            inside.addWidget(part)
        self.setAccessibleName("Find or do")
        self.hide()

    def open(self, words: str = "") -> None:
        """Open over the window, with words already typed or none."""
        self._before = self.window().focusWidget()
        self.box.setText(words)
        self.box.selectAll()
        self._ask()
        self.show()
        self.raise_()
        self.place()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self) -> None:
        """Close, and give the focus back to what had it."""
        self._pause.stop()
        self._chosen_early = False
        if not self.isVisible():
            return
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand in the middle of the window, near its top, as tall as the answers."""
        over = self.parentWidget()
        if over is None or not self.isVisible():
            return
        width = min(theme().px(620), over.width() - 32)
        height = min(self.sizeHint().height(), over.height() - 90)
        self.setGeometry((over.width() - width) // 2, 60, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move along the answers with Tab, as with the arrows; Esc leaves."""
        self.list.step(1 if forward else -1)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme().colour("surface"))
        painter.setPen(QPen(theme().colour("control"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()

    def _typed(self) -> None:
        self._chosen_early = False
        self._pause.start()

    def _ask(self) -> None:
        """Ask every provider; an answer to words since changed is dropped."""
        self._pause.stop()
        self._asked += 1
        self._answers = {}
        words, asked = self.box.text().strip(), self._asked
        for at, provider in enumerate(self._providers):
            provider.suggest(words, _Answer(self, asked, at))
        if not self._providers:
            self._show()

    def take(self, asked: int, at: int, found: Sequence[Suggestion]) -> None:
        """Take one provider's answer."""
        if asked != self._asked or not isValid(self):
            return
        self._answers[at] = found
        self._show()

    def _show(self) -> None:
        found = share_out([self._answers[at] for at in sorted(self._answers)], MOST)
        self.list.show_suggestions(found)
        self.list.setVisible(bool(found))
        self._none.setVisible(not found and bool(self.box.text().strip()))
        if len(self._answers) == len(self._providers) and self.isVisible():
            announce(self.box, f"{len(found)} found" if found else self._none.text())
        self.place()
        if self._chosen_early and self._is_answered:
            self._run_current()

    @property
    def _is_answered(self) -> bool:
        """Say whether what is listed answers the words that stand in the box."""
        return not self._pause.isActive() and len(self._answers) == len(self._providers)

    def _run_current(self) -> None:
        """Run what is chosen; with words not answered yet, the first answer once all are there.

        Enter once more takes what is there by then: somebody may never answer.
        """
        again, self._chosen_early = self._chosen_early, not self._is_answered
        if self._pause.isActive():
            self._ask()
            return
        item = self.list.currentItem()
        if item is not None and (again or not self._chosen_early):
            self._run(item)

    def _run(self, item: QListWidgetItem) -> None:
        chosen = item.data(ITEM)
        if isinstance(chosen, Suggestion):
            self.shut()
            chosen.run()


class _Answer:
    """One provider's way back, which knows which words it was asked about."""

    def __init__(self, palette: CommandPalette, asked: int, at: int) -> None:
        self._palette, self._asked, self._at = palette, asked, at

    def __call__(self, found: Sequence[Suggestion]) -> None:
        self._palette.take(self._asked, self._at, found)


def share_out(answers: Sequence[Sequence[Suggestion]], most: int) -> list[Suggestion]:
    """Return at most so many suggestions, each provider getting its turn, groups kept together."""
    queues = [list(answer) for answer in answers]
    taken: list[list[Suggestion]] = [[] for _ in queues]
    while any(queues) and sum(map(len, taken)) < most:
        for queue, kept in zip(queues, taken, strict=True):
            if queue and sum(map(len, taken)) < most:
                kept.append(queue.pop(0))
    chosen = [suggestion for kept in taken for suggestion in kept]
    order = list(dict.fromkeys(suggestion.group for suggestion in chosen))
    return sorted(chosen, key=lambda suggestion: order.index(suggestion.group))


class _Box(SearchBox):
    """The box of the palette: it keeps the focus and hands Up and Down to the list."""

    keys_for_list = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the answers, or type."""
        if event.key() in _STEPS:
            self.keys_for_list.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
