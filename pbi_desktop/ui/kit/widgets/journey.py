"""How far somebody has come: the overall ratings over time, drawn, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.domain.calendar_words import MONTH_NAMES
from pbi_desktop.domain.stages import LABELS, STAGES_IN_USE, Stage
from pbi_desktop.ui.kit.stages import paint_stage
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.writing import is_mirrored, mirror, write

_WORDS_FROM = 1.6


@dataclass(frozen=True)
class Rating:
    """One overall rating: the day, the worker's judgement, and the person's own view if given."""

    day: date
    stage: Stage
    own: Stage | None = None


def journey_in_words(ratings: Sequence[Rating]) -> str:
    """Return the ratings as sentences, oldest first, from and to, never a number of steps."""
    if not ratings:
        return "Not rated yet."
    ordered = sorted(ratings, key=lambda rating: rating.day)
    said = [_sentence(rating) for rating in ordered]
    if len(ordered) == 1:
        return said[0]
    first, last = LABELS[ordered[0].stage], LABELS[ordered[-1].stage]
    moved = f"From {_low(first)} to {_low(last)}." if first != last else f"Still {_low(last)}."
    return " ".join((moved, *said))


def _sentence(rating: Rating) -> str:
    day = f"{rating.day.day} {MONTH_NAMES[rating.day.month - 1]} {rating.day.year}"
    own = f", own view {_low(LABELS[rating.own])}" if rating.own is not None else ""
    return f"{day}: {_low(LABELS[rating.stage])}{own}."


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


class StageJourney(QWidget):
    """The line of overall ratings; from 160 % text the words take the picture's place."""

    def __init__(self, ratings: Sequence[Rating] = ()) -> None:
        super().__init__()
        self._canvas = _Canvas()
        self._words = label("", "dense", tone="ink2", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._canvas, 1)
        box.addWidget(self._words)
        theme().changed.connect(self._choose)
        self.show_ratings(ratings)

    @property
    def words(self) -> str:
        """What the picture says."""
        return self._words.text()

    def show_ratings(self, ratings: Sequence[Rating]) -> None:
        """Show these ratings, whatever their order."""
        self._canvas.show_ratings(sorted(ratings, key=lambda rating: rating.day))
        self._words.setText(journey_in_words(ratings))
        self.setAccessibleName("How far, over time")
        self.setAccessibleDescription(self._words.text())
        self._choose()

    def _choose(self) -> None:
        drawn = theme().look.scale < _WORDS_FROM and bool(self._canvas.ratings)
        self._canvas.setVisible(drawn)
        self._words.setVisible(not drawn)


class _Canvas(QWidget):
    """The picture itself."""

    def __init__(self) -> None:
        super().__init__()
        self.ratings: list[Rating] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_ratings(self, ratings: list[Rating]) -> None:
        """Draw these, oldest first."""
        self.ratings = ratings
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the words of the stages, some months, and a line for each stage."""
        return QSize(theme().px(360), theme().px(42) * len(self._levels()) + theme().px(26))

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which the marks do not touch."""
        return QSize(theme().px(260), theme().px(30) * len(self._levels()) + theme().px(26))

    def _levels(self) -> list[Stage]:
        """The stages drawn, best on top; one that is off is drawn only where it was given."""
        used = set(STAGES_IN_USE) | {rating.stage for rating in self.ratings}
        return sorted(used, reverse=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw levels with their words, the line, the marks, and the months below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        self._paint_levels(painter, plot)
        self._paint_line(painter, plot)
        self._paint_months(painter, plot)
        painter.end()

    def _plot(self) -> QRectF:
        """Return the room of the picture, beside the words and above the months."""
        metrics = QFontMetrics(theme().font("column"))
        words = max(metrics.horizontalAdvance(LABELS[stage]) for stage in self._levels())
        left = words + theme().px(16) + 26
        return QRectF(left, 0, self.width() - left - 4, self.height() - theme().px(26))

    def _y(self, plot: QRectF, stage: Stage) -> float:
        levels = self._levels()
        return plot.top() + plot.height() * (levels.index(stage) + 0.5) / len(levels)

    def _x(self, plot: QRectF, day: date) -> float:
        """Return where a day stands; time runs in reading direction."""
        first, last = self.ratings[0].day, self.ratings[-1].day
        span = (last - first).days
        share = (day - first).days / span if span else 1.0
        inset = theme().px(22)
        along = inset + share * (plot.width() - 2 * inset)
        return self._mirrored(plot.left() + along)

    def _mirrored(self, x: float) -> float:
        return self.width() - x if is_mirrored(self) else x

    def _paint_levels(self, painter: QPainter, plot: QRectF) -> None:
        look = theme()
        side = look.px(15)
        for stage in self._levels():
            y = self._y(plot, stage)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(
                QPointF(self._mirrored(plot.left()), y), QPointF(self._mirrored(plot.right()), y)
            )
            at = self._mirrored(side / 2)
            paint_stage(painter, QRectF(at - side / 2, y - side / 2, side, side), stage)
            painter.setPen(QColor(look.palette.stages[stage]))
            painter.setFont(look.font("column"))
            tall = QFontMetrics(look.font("column")).height()
            room = QRect(side + 7, round(y - tall / 2), round(plot.left()) - side - 12, tall)
            write(painter, mirror(self, room), LABELS[stage])

    def _paint_line(self, painter: QPainter, plot: QRectF) -> None:
        look = theme()
        points = [QPointF(self._x(plot, r.day), self._y(plot, r.stage)) for r in self.ratings]
        painter.setPen(QPen(look.colour("ink2"), 2.5))
        painter.drawPolyline(points)
        side = look.px(19)
        for rating, point in zip(self.ratings, points, strict=True):
            here = QRectF(point.x() - side / 2, point.y() - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface"))
            painter.drawEllipse(here.adjusted(-3, -3, 3, 3))
            if rating is self.ratings[-1]:
                painter.setPen(QPen(look.colour("ink"), 2))
                painter.drawEllipse(here.adjusted(-6, -6, 6, 6))
            paint_stage(painter, here, rating.stage)

    def _paint_months(self, painter: QPainter, plot: QRectF) -> None:
        """Name the months below the marks, leaving out names that would touch."""
        look = theme()
        metrics = QFontMetrics(look.font("meta"))
        painter.setFont(look.font("meta"))
        painter.setPen(look.colour("ink2"))
        taken: list[QRect] = []
        for rating in reversed(self.ratings):
            words = self._month(rating)
            width = metrics.horizontalAdvance(words)
            x = round(self._x(plot, rating.day) - width / 2)
            x = max(4, min(x, self.width() - width - 4))
            where = QRect(x - 4, self.height() - metrics.height(), width + 8, metrics.height())
            if not any(where.intersects(other) for other in taken):
                write(painter, where.adjusted(4, 0, -3, 0), words)
                taken.append(where)

    def _month(self, rating: Rating) -> str:
        month = MONTH_NAMES[rating.day.month - 1][:3]
        years = {r.day.year for r in self.ratings}
        return f"{month} {rating.day.year}" if len(years) > 1 or len(self.ratings) == 1 else month
