"""What a worker chose for this computer: window place, colours, text size. No personal data."""

from PySide6.QtCore import QByteArray, QRect, QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QMainWindow

from pbi_desktop.ui.kit.tokens import (
    COMFORTABLE,
    COMPACT,
    DARK,
    LIGHT,
    Look,
    Palette,
    contrast,
    high_contrast,
)

_LEAST_SEEN = 120
_SEEN = "seen"
_DENSITIES = {density.name: density for density in (COMFORTABLE, COMPACT)}
PALETTES = {"light": LIGHT, "dark": DARK, "contrast": high_contrast()}


class Preferences:
    """Reads and writes one worker's choices in an INI file that is passed in."""

    def __init__(self, settings: QSettings, worker_key: str) -> None:
        self._settings = settings
        self._group = f"worker-{worker_key}"

    def look(self, system: QPalette | None = None) -> Look:
        """Return the look chosen; without a choice, light or dark as the system is."""
        name = str(self._read("palette", "system"))
        try:
            scale = float(str(self._read("text_scale", "1.0")))
        except ValueError:
            scale = 1.0
        density = _DENSITIES.get(str(self._read("density", "")), COMFORTABLE)
        palette = palette_for(name, system, high=wants_contrast())
        return Look(palette, min(max(scale, 1.0), 2.0), density)

    @property
    def palette_name(self) -> str:
        """Return "system", "light", "dark" or "contrast"."""
        return str(self._read("palette", "system"))

    def keep_look(self, palette: str, scale: float, density: str) -> None:
        """Keep a look for the next start."""
        for key, value in (
            ("palette", palette),
            ("text_scale", f"{scale:g}"),
            ("density", density),
        ):
            self._settings.setValue(f"{self._group}/{key}", value)

    def columns(self, table: str) -> str:
        """Return how the columns of a table were arranged; nothing if they never were."""
        return str(self._read(f"columns/{table}", ""))

    def keep_columns(self, table: str, arrangement: str) -> None:
        """Keep how the columns of a table are arranged."""
        self._settings.setValue(f"{self._group}/columns/{table}", arrangement)

    @property
    def tour_seen(self) -> bool:
        """Return whether the worker has seen the tour on this computer."""
        return str(self._read("tour", "")) == _SEEN

    def keep_tour_seen(self) -> None:
        """Keep that the tour was seen: it does not come again by itself."""
        self._settings.setValue(f"{self._group}/tour", _SEEN)
        self._settings.sync()

    def keep_window(self, window: QMainWindow) -> None:
        """Keep where the window stands."""
        self._settings.setValue(f"{self._group}/geometry", window.saveGeometry())
        self._settings.sync()  # the program may be replaced by another before Qt does it

    def place_window(self, window: QMainWindow) -> None:
        """Put the window where it stood, or in the middle of the screen; never out of sight."""
        kept = self._read("geometry", None)
        if not (isinstance(kept, QByteArray) and window.restoreGeometry(kept)):
            window.resize(1440, 900)
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if not _in_sight(window.frameGeometry(), screens):
            home = QGuiApplication.primaryScreen().availableGeometry()
            window.resize(window.size().boundedTo(home.size()))
            frame = window.frameGeometry()
            frame.moveCenter(home.center())
            window.move(frame.topLeft())

    def _read(self, key: str, otherwise: object) -> object:
        return self._settings.value(f"{self._group}/{key}", otherwise)


def palette_for(name: str, system: QPalette | None, *, high: bool = False) -> Palette:
    """Return a palette by name; "system" is light, dark or of high contrast as the system is."""
    if name in PALETTES:
        return PALETTES[name]
    if system is None:
        return LIGHT
    ground = system.color(QPalette.ColorRole.Window)
    if high:
        ink = system.color(QPalette.ColorRole.WindowText)
        mark = system.color(QPalette.ColorRole.Highlight)
        return high_contrast(*_readable(ground, ink, mark))
    return DARK if ground.lightness() < 128 else LIGHT


def _readable(ground: QColor, ink: QColor, mark: QColor) -> tuple[str, str, str]:
    """Return the system's three colours, with ink for a mark that could not be read."""
    names = (ground.name(), ink.name(), mark.name())
    return names if contrast(mark.name(), ground.name()) >= 4.5 else (names[0], names[1], names[1])


def wants_contrast() -> bool:
    """Say whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # named: PySide6 lets what it gives go with it
    wanted = hints.accessibility().contrastPreference()
    return wanted == Qt.ContrastPreference.HighContrast


def _in_sight(frame: QRect, screens: list[QRect]) -> bool:
    """Say whether enough of a window can be seen to take hold of it by its top."""
    for screen in screens:
        seen = screen.intersected(frame)
        if seen.width() >= _LEAST_SEEN and seen.height() >= _LEAST_SEEN:
            return screen.top() <= frame.top() + 10
    return False
