"""Today: visits and meetings by time, and where now stands among them."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.services.my_day_rows import Day, DayItem
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.screens.my_day.rows import OpenRow, RowList
from pbi_desktop.ui.screens.my_day.words import clock, to_go


class Today(Card):
    """The day's own list."""

    redrawn = Signal()
    opened = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Today")
        self._privacy = privacy
        self._day: Day | None = None
        self._now: datetime | None = None
        self.list = RowList("Today")
        self.list.opened.connect(self.opened)
        self._empty = EmptyState("Nothing is booked for you today.")
        self._loading = Skeleton("today", 4)
        for part in (self._loading, self.list, self._empty):
            self.add(part)
        self.list.hide()
        self._empty.hide()
        privacy.changed.connect(self._redraw)

    def show_day(self, day: Day, now: datetime) -> None:
        """Show the items of a day."""
        self._day, self._now = day, now
        self.set_meta(to_go(day))
        self._draw()

    def show_now(self, now: datetime) -> None:
        """Move the line of now."""
        self._now = now
        self._draw()

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        if self._day is None or self._now is None:
            return
        items, now = self._day.items, self._now
        passed = sum(item.at <= now for item in items)
        parts: list[QWidget] = [self._row(item) for item in items]
        parts.insert(passed, NowLine(clock(now)))
        self.list.show_parts(parts if items else [])
        self._loading.hide()
        self.list.setVisible(bool(items))
        self._empty.setVisible(not items)

    def _row(self, item: DayItem) -> OpenRow:
        name, what = self._privacy.name(item.person), self._privacy.detail(item.what)
        done = "Done" if item.done else ""
        spoken = ", ".join(part for part in (clock(item.at), name, what, done) if part)
        row = OpenRow(item.case_id, spoken)
        tone = "ink2" if item.done else "ink"
        at = label(
            clock(item.at), "dense" if item.done else "dense-strong", tone=tone, tabular=True
        )
        row.put(at)
        row.line.addWidget(Dot(done=item.done))
        about = label(what, "support", wrap=True)
        row.put(label(name, "dense-strong", tone=tone, wrap=True), about, stretch=1)
        if done:
            row.put(label(done, "column", tone="ok"))
        return row


class Dot(QWidget):
    """A point on the line of the day."""

    def __init__(self, *, done: bool) -> None:
        super().__init__()
        self._done = done
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the width of a dot."""
        return QSize(theme().px(14), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line through, and the dot beside the first line of words."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, top = self.width() / 2, look.px(16)
        painter.setPen(QPen(look.colour("line"), 2))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        painter.setPen(QPen(look.colour("surface"), 2))
        painter.setBrush(look.colour("ok" if self._done else "primary"))
        painter.drawEllipse(QPointF(middle, top), look.px(6), look.px(6))
        painter.end()


class NowLine(QWidget):
    """A line across, and the time it is."""

    def __init__(self, time: str) -> None:
        super().__init__()
        self._words = f"Now {time}"
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What the line says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the room of the words in their frame."""
        metrics = QFontMetrics(theme().font("column"))
        wide = metrics.horizontalAdvance(self._words) + theme().px(20)
        return QSize(wide, metrics.height() + theme().px(8))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, and the words at its end."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, middle = self.sizeHint().width(), self.height() / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self.width() - wide
        painter.setPen(QPen(look.colour("ink"), 2))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("ink"))
        box = QRectF(left, 1, wide, self.height() - 2)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.colour("surface"))
        painter.setFont(look.font("column", tabular=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
