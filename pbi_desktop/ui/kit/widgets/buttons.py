"""Buttons and chips, painted from the tokens: the word, its icon and the key that does the same."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.writing import mirror, own_direction

_GAP = 8


class Kind(StrEnum):
    """How loud a button is; one primary button to a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    LINK = "link"


@dataclass(frozen=True)
class _Coat:
    """The colours of a button in one state."""

    ground: QColor
    ink: QColor
    edge: QColor | None


def coat(kind: Kind, *, enabled: bool, hover: bool, down: bool) -> _Coat:
    """Return the colours of a button."""
    look = theme()
    clear = QColor(0, 0, 0, 0)
    if not enabled and kind is Kind.LINK:
        return _Coat(clear, look.colour("ink3"), None)
    if not enabled:
        return _Coat(look.colour("sunken"), look.colour("ink3"), look.colour("line"))
    if kind is Kind.PRIMARY or kind is Kind.DANGER:
        ground = look.colour("primary" if kind is Kind.PRIMARY else "danger")
        ink = look.colour("on_primary" if kind is Kind.PRIMARY else "surface")
        toward = ink if theme().palette.dark else look.colour("ink")
        return _Coat(_mix(ground, toward, 0.18 if down else 0.1 if hover else 0), ink, None)
    ground = look.colour("sunken") if hover or down else clear
    if kind is Kind.SECONDARY:
        ground = ground if hover or down else look.colour("surface")
        return _Coat(ground, look.colour("primary"), look.colour("control"))
    ink = look.colour("primary" if kind is Kind.LINK else "ink2")
    return _Coat(ground, ink, look.colour("line") if kind is Kind.QUIET else None)


def _mix(one: QColor, other: QColor, share: float) -> QColor:
    return QColor(
        *(
            round(a + (b - a) * share)
            for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
        )
    )


_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Button(QPushButton):
    """A button that says what it does. `key` is shown as a hint; the shell binds the shortcut."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        super().__init__(text)
        if not text and not name:
            raise ValueError("a button without a word needs an accessible name")
        self.kind = kind
        self._icon_name, self._key = icon, key
        self._role = "dense" if kind in (Kind.QUIET, Kind.LINK) else "dense-strong"
        self.setAccessibleName(name or text)
        self.show_key(key)
        if not text:
            self.setToolTip(tip(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, icon: str = "") -> None:
        """Change the word, and with it the accessible name, and the icon if one is given."""
        self.setText(text)
        self.setAccessibleName(text)
        if icon:
            self._icon_name = icon
        self.updateGeometry()
        self.update()

    def show_key(self, key: str) -> None:
        """Show another key as the hint, or none where it does something else just now."""
        self._key = key
        self.setAccessibleDescription(f"Shortcut {key}" if key else "")
        self.updateGeometry()
        self.update()

    def show_words(self, words: str, *, icon: str, tight: bool) -> None:
        """Show words and icon, or in tight room the icon alone: the name stays, as a tooltip."""
        self.setText("" if tight else words)
        self.setAccessibleName(words)
        self.setToolTip(tip(words) if tight else "")
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; the arrows belong to what it stands on."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _PRESSES:
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for icon, word and key hint at this text scale."""
        look = theme()
        tall = {Kind.QUIET: 32, Kind.LINK: 28}.get(self.kind, look.look.density.control)
        side = 6 if self.kind is Kind.LINK else 10 if self.kind is Kind.QUIET else 14
        width = sum(self._widths()) + _GAP * (sum(1 for w in self._widths() if w) - 1)
        return QSize(width + 2 * look.px(side), max(look.px(tall), 24))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button's words are never cut."""
        return self.sizeHint()

    def _widths(self) -> tuple[int, int, int]:
        look = theme()
        icon = look.px(18) if self._icon_name else 0
        text = self.text().replace("&", "")
        word = QFontMetrics(look.font(self._role)).horizontalAdvance(text) if text else 0
        key = key_hint_size(self._key).width() if self._key else 0
        return icon, word, key

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, then icon, word and key hint in reading order, centred together."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dress = coat(
            self.kind,
            enabled=self.isEnabled(),
            hover=self.underMouse(),
            down=self.isDown() or self.isChecked(),
        )
        painter.setPen(QPen(dress.edge, 1) if dress.edge else Qt.PenStyle.NoPen)
        painter.setBrush(dress.ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_content(painter, dress)
        painter.end()

    def _paint_content(self, painter: QPainter, dress: _Coat) -> None:
        look = theme()
        icon, word, key = self._widths()
        total = icon + word + key + _GAP * (sum(1 for w in (icon, word, key) if w) - 1)
        at = (self.width() - total) // 2
        if icon:
            box = self._mirrored(at, icon)
            square = QRect(box.x(), (self.height() - icon) // 2, icon, icon)
            look.paint_icon(painter, square, self._icon_name, dress.ink.name())
            at += icon + _GAP
        if word:
            painter.setFont(look.font(self._role))
            painter.setPen(dress.ink)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
            way = own_direction(self.text())
            painter.drawText(self._mirrored(at, word), int(flags) | int(way), self.text())
            at += word + _GAP
        if key:
            paint_key_hint(painter, self._mirrored(at, key), self._key, dress.ink)

    def _mirrored(self, at: int, width: int) -> QRect:
        return mirror(self, QRect(at, 0, width, self.height()))


def key_hint_size(key: str) -> QSize:
    """Return the room a key hint needs."""
    metrics = QFontMetrics(theme().font("meta"))
    return QSize(metrics.horizontalAdvance(key) + 12, metrics.height() + 4)


def paint_key_hint(painter: QPainter, where: QRect, key: str, ink: QColor) -> None:
    """Draw the name of a key in a small outline, centred up and down."""
    size = key_hint_size(key)
    box = QRectF(where.x(), where.center().y() - size.height() / 2, size.width(), size.height())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme().font("meta"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
