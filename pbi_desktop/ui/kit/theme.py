"""The look of the running application: typeface, palette, style sheet, icons.

There is one per application, as Qt itself has one palette and one font, and it is found the way
Qt finds those: through the application. Widgets ask `theme()` when they paint, so that a change
of colours or text size needs no rebuilding.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QLoggingCategory, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from pbi_desktop.ui.kit.style_sheet import style_sheet
from pbi_desktop.ui.kit.tokens import FALLBACK_FAMILIES, FAMILY, TEXT, Look, Palette

_LARGEST_SCALE = 2.0
_DRESSED = "dressed"


class Theme(QObject):
    """Applies a look to the application and answers with its colours, fonts and icons."""

    changed = Signal()

    def __init__(self, app: QApplication, resources: Path, look: Look | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._resources = resources
        self._svg: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}
        self.system_palette = QPalette(app.palette())  # as the computer has it, before ours
        self._load_typefaces()
        app.setStyle("Fusion")
        self.look, self._sheet = look or Look(), ""
        _in_force[:] = [self]
        self.apply(self.look)

    @property
    def palette(self) -> Palette:
        """The colours now in force."""
        return self.look.palette

    def apply(self, look: Look) -> None:
        """Put a look into force everywhere, at once."""
        scale = min(max(look.scale, 1.0), _LARGEST_SCALE)
        self.look = Look(look.palette, scale, look.density)
        self._pixmaps.clear()
        self._app.setFont(self.font("body"))
        self._app.setPalette(_qt_palette(look.palette))
        self._sheet = style_sheet(self.look)
        for window in self._app.topLevelWidgets():
            if window.property(_DRESSED):
                window.setStyleSheet(self._sheet)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Give a window the style sheet, for itself and all that opens over it, and keep it so.

        The sheet lies on windows and not on the application: under one on the application each
        change of parent restyles all below it, so that a deep screen pays at every level.
        """
        window.setProperty(_DRESSED, True)
        window.setStyleSheet(self._sheet)

    def px(self, size: float) -> int:
        """Return a size in pixels at the chosen text scale."""
        return round(size * self.look.scale)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token, such as `ink2` or `danger_soft`."""
        return QColor(getattr(self.palette, token))

    def font(self, role: str, *, tabular: bool = False) -> QFont:
        """Return the font of a step of the type scale; `tabular` lines figures up."""
        style = TEXT[role]
        font = QFont([FAMILY, *FALLBACK_FAMILIES])
        font.setPixelSize(self.px(style.px))
        font.setWeight(QFont.Weight(style.weight))
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, size: int, tone: str) -> QIcon:
        """Return a bundled icon in a token's colour."""
        return QIcon(self._pixmap(name, self.px(size), tone, 2.0))

    def paint_icon(self, painter: QPainter, where: QRect, name: str, tone: str) -> None:
        """Draw a bundled icon into a square, in a token's colour (or `#RRGGBB`)."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(where.topLeft(), self._pixmap(name, where.width(), tone, ratio))

    def _pixmap(self, name: str, size: int, tone: str, ratio: float) -> QPixmap:
        key = (name, size, tone, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._render(name, size, tone, ratio)
        return found

    def _render(self, name: str, size: int, tone: str, ratio: float) -> QPixmap:
        if name not in self._svg:
            self._svg[name] = (self._resources / "icons" / f"{name}.svg").read_bytes()
        colour = tone if tone.startswith("#") else getattr(self.palette, tone)
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        svg = self._svg[name].replace(b"currentColor", colour.encode())
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _load_typefaces(self) -> None:
        # Qt asks each face of the list in turn for a script and tells of each that lacks it.
        QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
        for file in sorted((self._resources / "fonts").glob("*.ttf")):
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise FileNotFoundError(file)


def theme() -> Theme:
    """Return the look of the running application."""
    if not (_in_force and isValid(_in_force[-1])):
        raise RuntimeError("no Theme was made for this application")
    return _in_force[-1]


# The theme of the one application; painting asks for it thousands of times a second.
_in_force: list[Theme] = []


def _qt_palette(p: Palette) -> QPalette:
    """Return Qt's own palette in our colours, so that nothing of Fusion's shows through."""
    role = QPalette.ColorRole
    colours = {
        role.Window: p.canvas,
        role.WindowText: p.ink,
        role.Base: p.surface,
        role.AlternateBase: p.sunken,
        role.Text: p.ink,
        role.PlaceholderText: p.ink3,
        role.Button: p.surface,
        role.ButtonText: p.ink,
        role.BrightText: p.danger,
        role.Highlight: p.primary,
        role.HighlightedText: p.on_primary,
        role.ToolTipBase: p.ink,
        role.ToolTipText: p.surface,
        role.Link: p.primary,
        role.LinkVisited: p.voice,
        role.Light: p.surface,
        role.Midlight: p.sunken,
        role.Mid: p.line,
        role.Dark: p.control,
        role.Shadow: p.line,
        role.Accent: p.primary,
    }
    palette = QPalette()
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(p.ink3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(p.sunken))
    palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(p.ink2))
    return palette
