"""A scene as PNG, for a command: Qt is loaded for this alone, and needs no display."""

from functools import cache

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QGuiApplication

from pbi_desktop.domain.scene import Scene
from pbi_desktop.ui.kit.scene_paint import scene_image

_PIXELS_A_POINT = 2.0


def png(scene: Scene) -> bytes:
    """Return the scene in the light colours, at two pixels a point."""
    _application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not scene_image(scene, _PIXELS_A_POINT).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("the picture could not be made")
    return bytes(buffer.data().data())


@cache
def _application() -> QCoreApplication:
    """Return the application that fonts need; it is kept until the program ends."""
    running = QGuiApplication.instance()
    return running or QGuiApplication(["pbi-desktop", "-platform", "offscreen"])
