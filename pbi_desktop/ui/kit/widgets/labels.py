"""Words on the screen: labels, rules, icons and round initials."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import TEXT, TONES


def label(
    text: str, role: str = "body", *, tone: str = "", wrap: bool = False, tabular: bool = False
) -> QLabel:
    """Return a label that shows its text as it is, in one step of the type scale."""
    if role not in TEXT or (tone and tone not in TONES):
        raise ValueError(f"no such text role or tone: {role} {tone}")
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if tabular:
        made.setFont(theme().font(role, tabular=True))
    made.setText(text)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a label another colour."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule() -> QFrame:
    """Return a thin decorative line across."""
    return _Rule()


class _Rule(QFrame):
    """A line one pixel high; decoration, so it has no name and takes no focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("line"))
        painter.end()


class Icon(QWidget):
    """A bundled icon beside a word. It says nothing to a screen reader: the word does."""

    def __init__(self, name: str, size: int = 18, tone: str = "ink2") -> None:
        super().__init__()
        self._name, self._size, self._tone = name, size, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square the icon fills at this text scale."""
        side = theme().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: an icon never shrinks."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        side = theme().px(self._size)
        painter = QPainter(self)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        theme().paint_icon(painter, box, self._name, self._tone)
        painter.end()


def initials(name: str) -> str:
    """Return one or two initials of a name in any script; a dash for no name."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "\N{EN DASH}"
    ends = words if len(words) == 1 else (words[0], words[-1])
    return "".join(word[0] for word in ends).upper()


class Avatar(QWidget):
    """Round initials of a person or worker; `solid` marks the worker who is signed in."""

    def __init__(
        self, name: str, size: int = 28, *, solid: bool = False, tone: str = "primary"
    ) -> None:
        super().__init__()
        self._size, self._solid, self._tone = size, solid, tone
        self._initials = initials(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the square the circle fills at this text scale."""
        side = theme().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: initials never shrink."""
        return self.sizeHint()

    def _colours(self) -> tuple[QColor, QColor]:
        look = theme()
        if self._tone == "badge":
            return look.colour("badge"), look.colour("on_badge")
        if self._solid:
            return look.colour(self._tone), look.colour("on_primary")
        return look.colour(f"{self._tone}_soft"), look.colour(self._tone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle and the initials."""
        ground, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.setBrush(ground)
        painter.setPen(ink if not theme().palette.soft_fills else Qt.PenStyle.NoPen)
        painter.drawEllipse(box.adjusted(0, 0, -1, -1))
        font = theme().font("meta")
        font.setPixelSize(max(round(side * 0.39), 9))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()
