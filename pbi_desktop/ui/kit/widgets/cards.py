"""Cards: one idea each, with a title, a fact about it, and a body."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import label, set_tone

_RADIUS = 10
_INSET = 18


class Card(QFrame):
    """A framed block. `tone` fills it softly and `accent` marks its leading edge."""

    def __init__(
        self,
        title: str = "",
        meta: str = "",
        *,
        tone: str = "",
        accent: str = "",
    ) -> None:
        super().__init__()
        self._tone, self._accent, self._dashed = tone, accent, False
        self._title = label(title, "card", tone=accent)
        self._meta = label(meta, "support")
        self._meta.stand_at_end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_INSET, 14, _INSET, 14)
        outer.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.head.addWidget(self._meta)
        outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body)
        outer.addStretch(1)  # in a taller card the content stays together, at the top
        self._outer = outer
        self.set_title(title)
        self.set_meta(meta)

    def set_title(self, title: str) -> None:
        """Change the title, which is also the card's name to a screen reader."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_meta(self, meta: str, tone: str = "ink2") -> None:
        """Change the fact beside the title."""
        self._meta.setText(meta)
        set_tone(self._meta, tone)
        self._meta.setVisible(bool(meta))

    def set_look(self, *, tone: str = "", accent: str = "", dashed: bool = False) -> None:
        """Change ground, leading edge and outline (dashed means not checked lately)."""
        self._tone, self._accent, self._dashed = tone, accent, dashed
        self.update()

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or layout to the body; one with a stretch takes the height that is left."""
        if stretch:
            self._outer.setStretchFactor(self.body, 1000)
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def title_label(self) -> QLabel:
        """Return the title's label, for a screen that puts something beside it."""
        return self._title

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the outline and the leading edge."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.fillPath(path, look.colour(f"{self._tone}_soft" if self._tone else "surface"))
        if self._accent:
            self._paint_edge(painter, path)
        if not self._accent or not look.palette.soft_fills:
            pen = QPen(look.colour("control" if self._dashed else "line"), 1)
            pen.setStyle(Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine)
            painter.strokePath(path, pen)
        painter.end()

    def _paint_edge(self, painter: QPainter, path: QPainterPath) -> None:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - 5 if right_to_left else 0
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(left, 0, 5, self.height(), theme().colour(self._accent))
        painter.restore()
