"""Words on the screen: labels, rules, icons and round initials."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import TEXT, TONES
from pbi_desktop.ui.kit.writing import breakable, write


def label(
    text: str, role: str = "body", *, tone: str = "", wrap: bool = False, tabular: bool = False
) -> "Words":
    """Return a label that shows its text as it is, in one step of the type scale."""
    if role not in TEXT or (tone and tone not in TONES):
        raise ValueError(f"no such text role or tone: {role} {tone}")
    made = Words()
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


class Words(QLabel):
    """A label of plain text that stands at the leading edge, whatever script its text is in.

    Where it wraps, a run of letters without a space is wrapped too: one long word would otherwise
    make the label, and the window with it, as wide as that word.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._trailing = False
        self._whole = ""
        self._named = False  # whether a long word took the accessible name for itself
        self._align()

    def text(self) -> str:
        """Return the text as it was given."""
        return self._whole

    def setText(self, text: str) -> None:  # noqa: N802 - Qt
        """Show another text."""
        self._whole = text
        self._show_text()

    def setWordWrap(self, on: bool) -> None:  # noqa: N802 - Qt
        """Wrap, long words included, or keep to one line."""
        super().setWordWrap(on)
        self._show_text()

    def _show_text(self) -> None:
        shown = breakable(self._whole) if self.wordWrap() else self._whole
        if shown != self._whole:
            self.setAccessibleName(self._whole)  # else it would be that of what is shown
        elif self._named:
            self.setAccessibleName("")
        self._named = shown != self._whole
        super().setText(shown)

    def stand_at_end(self) -> None:
        """Stand at the trailing edge instead."""
        self._trailing = True
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the direction of the layout."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft
        if mirrored != self._trailing:
            side = Qt.AlignmentFlag.AlignRight
        absolute = Qt.AlignmentFlag.AlignAbsolute  # else Qt goes by the script of the text
        self.setAlignment(side | absolute | Qt.AlignmentFlag.AlignVCenter)


class Elided(QWidget):
    """One line that ends in dots where there is no room; the tooltip says the whole."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "ink") -> None:
        super().__init__()
        self._text, self._role, self._tone = "", role, tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the whole text."""
        metrics = QFontMetrics(theme().font(self._role))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(min(self.sizeHint().width(), theme().px(48)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font(self._role))
        painter.setPen(look.colour(self._tone))
        whole = painter.fontMetrics().horizontalAdvance(self._text) <= self.width()
        self.setToolTip("" if whole else tip(self._text))
        write(painter, self.rect(), self._text)
        painter.end()


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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle and the initials."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_initials(painter, box, self._initials, solid=self._solid, tone=self._tone)
        painter.end()


def paint_initials(
    painter: QPainter, box: QRect, letters: str, *, solid: bool = False, tone: str = "primary"
) -> None:
    """Draw round initials into a square."""
    ground, ink = _disc_colours(tone, solid=solid)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(Qt.PenStyle.NoPen if theme().palette.soft_fills else ink)
    painter.drawEllipse(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
    font = theme().font("meta")
    font.setPixelSize(max(round(box.width() * 0.39), theme().px(12)))  # nothing under 12
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


def _disc_colours(tone: str, *, solid: bool) -> tuple[QColor, QColor]:
    look = theme()
    if tone == "badge":
        return look.colour("badge"), look.colour("on_badge")
    if solid:
        return look.colour(tone), look.colour("on_primary")
    return look.colour(f"{tone}_soft"), look.colour(tone)
