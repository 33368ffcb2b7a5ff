"""A scene as PNG, for a command: Qt is loaded for this alone, and needs no display."""

from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from pbi_desktop.domain.scene import Scene
from pbi_desktop.ui.kit.scene_paint import scene_png


def png(scene: Scene) -> bytes:
    """Return the scene in the light colours, at two pixels a point."""
    _application()
    return scene_png(scene)


@cache
def _application() -> QCoreApplication:
    """Return the application that fonts need; it is kept until the program ends."""
    running = QGuiApplication.instance()
    return running or QGuiApplication(["pbi-desktop", "-platform", "offscreen"])
