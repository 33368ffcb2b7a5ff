"""News on the screen: what can be undone, what went wrong, what is saved, what is empty."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from pbi_desktop.domain.times import LONDON
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import Icon, label, set_tone
from pbi_desktop.ui.kit.widgets.layouts import is_mirrored

UNDO_MS = 10_000
OK_MS = 20_000
_FOOT, _CLEAR = 20, 12
_ICONS = {
    Tone.INFO: "info",
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.DANGER: "circle-alert",
}


class Notice(QFrame):
    """Words in a soft frame with an icon; it stays until it is closed."""

    closed = Signal()

    def __init__(self, text: str, tone: Tone = Tone.INFO, *, closable: bool = False) -> None:
        super().__init__()
        self.tone = tone
        self._icon = Icon(_ICONS[tone], 18, tone.value)
        self._words = label(text, "dense", wrap=True)
        self.setAccessibleName(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        self.close_button = Button("", Kind.LINK, icon="x", name="Close this notice")
        self.close_button.clicked.connect(self.closed)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button.setVisible(closable)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self.tone = tone
        self._icon.show_icon(_ICONS[tone], tone.value)
        self._words.setText(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the soft frame."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour(f"{self.tone.value}_soft"))
        painter.setPen(QPen(look.colour(self.tone.value), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


class Notices(QWidget):
    """The notices of the window, newest first; at most three, the oldest gives way."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 8, 24, 0)
        self._box.setSpacing(8)
        self._shown: list[Notice] = []
        self._covered = False
        self._over = QTimer(self, singleShot=True, interval=OK_MS)
        self._over.timeout.connect(self._let_go)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing while nobody looks."""
        self._over.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on waiting for what went well to be read."""
        super().showEvent(event)
        if any(notice.tone is Tone.OK for notice in self._shown):
            self._over.start()

    def _let_go(self) -> None:
        for notice in [one for one in self._shown if one.tone is Tone.OK]:
            self._remove(notice)

    @property
    def texts(self) -> list[str]:
        """What the notices say, newest first."""
        return [notice.text for notice in self._shown]

    def tell(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Show a notice, and have a screen reader read it; the same words are not shown twice."""
        if text not in self.texts:
            self._add(text, tone)
        announce(self, text, urgent=tone is Tone.DANGER)

    def cover(self, *, covered: bool) -> None:
        """Keep every notice back while somebody else looks on, and show them afterwards."""
        self._covered = covered
        self._stand()

    def _stand(self) -> None:
        self.setVisible(bool(self._shown) and not self._covered)

    def clear(self) -> None:
        """Take every notice away."""
        for notice in list(self._shown):
            self._remove(notice)

    def _add(self, text: str, tone: Tone) -> None:
        notice = Notice(text, tone, closable=True)
        notice.closed.connect(self._close_sender)
        self._shown.insert(0, notice)
        self._box.insertWidget(0, notice)
        for old in self._shown[3:]:
            self._remove(old)
        self._stand()
        if tone is Tone.OK:  # what went well has been read out, and need not stand over the work
            self._over.start()

    def _close_sender(self) -> None:
        notice = self.sender()
        if isinstance(notice, Notice):
            self._remove(notice)

    def _remove(self, notice: Notice) -> None:
        if notice not in self._shown:
            return
        self._shown.remove(notice)
        self._box.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self._stand()


def _off(focused: QWidget | None, bar: QRect, over: QWidget) -> int:
    """Return the top of a bar so that what has the focus is not covered by it."""
    if focused is None or not over.isAncestorOf(focused) or isinstance(focused.parent(), UndoBar):
        return bar.top()
    field = QRect(focused.mapTo(over, QPoint()), focused.size())
    above = field.top() - bar.height() - _CLEAR
    return above if field.intersects(bar) and above >= 0 else bar.top()


class UndoBar(QFrame):
    """ "Step done. Undo Ctrl+Z", for ten seconds; it waits while the mouse or focus is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self._words = label("", "strong", tone="surface")
        self.undo_button = Button("Undo", Kind.SECONDARY, icon="undo-2", key="Ctrl Z")
        self.undo_button.clicked.connect(self.undo)
        self._over = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._over.timeout.connect(self._run_out)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 14, 8)
        line.setSpacing(16)
        line.addWidget(self._words)
        line.addWidget(self.undo_button)
        self._beside = 0
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_clear)

    def place(self, *, beside: int) -> None:
        """Stand at the foot, in the middle of what a rail of this width leaves, off the focus."""
        self._beside = beside
        over = self.parentWidget()
        if over is None:
            return
        self.resize(self.sizeHint())
        rail = -beside if is_mirrored(self) else beside
        left = max((over.width() + rail - self.width()) // 2, 8)
        foot = QRect(QPoint(left, over.height() - self.height() - _FOOT), self.size())
        self.move(left, _off(QApplication.focusWidget(), foot, over))

    def _keep_clear(self, _old: QWidget | None, _now: QWidget | None) -> None:
        if isValid(self) and self.isVisible():  # later: a window that goes moves the focus too
            QTimer.singleShot(0, self, self._place_again)

    def _place_again(self) -> None:
        self.place(beside=self._beside)

    @property
    def text(self) -> str:
        """What was done, while it can be undone here."""
        return self._words.text() if self._undo is not None else ""

    def offer(self, done: str, undo: Callable[[], None]) -> None:
        """Say what was done and offer to undo it."""
        self._undo = undo
        self._words.setText(done)
        self.undo_button.setAccessibleName(f"Undo: {done}")
        self.adjustSize()
        self.show()
        self.raise_()
        self._over.start()
        announce(self, f"{done} Press Ctrl+Z to undo.")

    def undo(self) -> bool:
        """Undo, if there is something to undo; say whether there was."""
        if self._undo is None:
            return False
        wanted, self._undo = self._undo, None
        self._over.stop()
        self.hide()
        wanted()
        return True

    def _run_out(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._over.start()
            return
        self._undo = None
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the mouse is here."""
        self._over.start()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a dark bar on light and a light one on dark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme().colour("ink"))
        painter.setPen(QPen(theme().colour("surface"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()


class SavedState(QWidget):
    """When work was last saved; words, not colour, when it is not."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("circle-check", 18, "ok")
        self._words = label("", "dense")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        self._icon.hide()  # nothing has been saved yet

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def saved(self, at: datetime) -> None:
        """Say the time of the last save, as the clock on the wall shows it."""
        self._show(f"Saved {at.astimezone(LONDON):%H:%M}", "circle-check", "ok", "ink")

    def not_saved(self, why: str) -> None:
        """Say that work is not saved, and why; a screen reader says it at once."""
        self._show(f"Not saved: {why}", "cloud-alert", "warn", "warn")
        announce(self, self.text, urgent=True)

    def _show(self, text: str, icon: str, icon_tone: str, tone: str) -> None:
        self._words.setText(text)
        set_tone(self._words, tone)
        self._icon.show_icon(icon, icon_tone)
        self.setAccessibleName(text)
        self._icon.show()


class EmptyState(QWidget):
    """One sentence and the one useful action: "No steps yet. Add the first one." """

    wanted = Signal()

    def __init__(self, sentence: str, action: str = "", *, icon: str = "", key: str = "") -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(10)
        self._words = label(sentence, "body", tone="ink2", wrap=True)
        box.addWidget(self._words)
        if action:
            button = Button(action, Kind.SECONDARY, icon=icon, key=key)
            button.clicked.connect(self.wanted)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Say another sentence."""
        self._words.setText(sentence)


class Skeleton(QWidget):
    """Grey blocks where words will be: nothing for 150 ms, and after 5 s it says what is slow."""

    _NOTHING_MS = 150
    _SLOW_MS = 5000

    def __init__(self, what: str, lines: int = 3) -> None:
        super().__init__()
        self._lines, self._what = lines, what
        self._drawn = False
        self._slow = label(f"Still loading {what}. You can go on working.", "support")
        self._slow.hide()
        self._soon = QTimer(self, singleShot=True, interval=self._NOTHING_MS)
        self._soon.timeout.connect(self._draw)
        self._late = QTimer(self, singleShot=True, interval=self._SLOW_MS)
        self._late.timeout.connect(self._say)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addStretch(1)
        box.addWidget(self._slow)
        self.setAccessibleName(f"Loading {what}")
        self.setMinimumHeight(theme().px(28) * lines)

    def event(self, event: QEvent) -> bool:
        """Count the time while it is on the screen."""
        if event.type() == QEvent.Type.Show:
            self._soon.start()
            self._late.start()
        elif event.type() == QEvent.Type.Hide:
            self._soon.stop()
            self._late.stop()
            self._drawn = False
            self._slow.hide()
        return super().event(event)

    def _draw(self) -> None:
        self._drawn = True
        self.update()

    def _say(self) -> None:
        self._slow.show()
        announce(self, self._slow.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the blocks, the last one shorter."""
        if not self._drawn:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("sunken"))
        step, tall = theme().px(28), theme().px(14)
        for index in range(self._lines):
            share = 0.6 if index == self._lines - 1 else 0.92
            painter.drawRoundedRect(0, index * step + 4, round(self.width() * share), tall, 4, 4)
        painter.end()
