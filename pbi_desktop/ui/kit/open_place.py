"""Asking which file or folder by the computer's own window, and what a paste or a drop holds."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

AskFile = Callable[[QWidget, str], Path | None]
"""From a window and the kinds of file in words: the file chosen, or None."""
AskFolder = Callable[[QWidget], Path | None]
"""From a window: the folder chosen, or None."""


def ask_file(over: QWidget, kinds: str) -> Path | None:
    """Return the file that the worker chose; None where they chose none."""
    chosen, _kind = QFileDialog.getOpenFileName(over, "Choose a file", str(Path.home()), kinds)
    return Path(chosen) if chosen else None


def ask_folder(over: QWidget) -> Path | None:
    """Return the folder that the worker chose; None where they chose none."""
    chosen = QFileDialog.getExistingDirectory(over, "Choose a folder", str(Path.home()))
    return Path(chosen) if chosen else None


def files_in(held: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer that a drop or a paste holds."""
    return tuple(Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile())


def picture_in(held: QMimeData) -> QImage:
    """Return the picture that a paste holds; an empty one where it holds none."""
    image = held.imageData() if held.hasImage() else None
    return image if isinstance(image, QImage) else QImage()


def as_png(picture: QImage) -> bytes:
    """Return a picture as a file; a large one takes a while, so not on the window's thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
