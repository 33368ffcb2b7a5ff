"""A picture shown inside the window: decoded with limits, away from the window's own thread."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pbi_desktop.services.papers_rows import PaperFile
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.layouts import row

MOST_PIXELS = 100_000_000
"""A larger picture is not decoded: a small file can say that it is as large as a house."""
_MOST_MB = 256
_SHOWN = QSize(1600, 1600)


def decoded(file: PaperFile) -> QImage | None:
    """Return a picture, no larger than is shown; None where it is none, or larger than may be."""
    QImageReader.setAllocationLimit(_MOST_MB)
    held = QBuffer()
    held.setData(QByteArray(file.body))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    # What it is was found out before: a reader for something else is never tried.
    reader = QImageReader(held, QByteArray(file.paper_type.value.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > _SHOWN.width() or size.height() > _SHOWN.height():
        reader.setScaledSize(size.scaled(_SHOWN, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


class _Picture(QWidget):
    """Paints a picture as large as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return room for most of a page."""
        return QSize(theme().px(480), theme().px(420))

    def minimumSizeHint(self) -> QSize:
        """Return room in which something can be made out."""
        return QSize(theme().px(160), theme().px(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        if self.image.isNull():
            return
        size = self.image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect(0, 0, size.width(), size.height())
        where.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(where, self.image)
        painter.end()


class PictureCard(Card):
    """The picture that is looked at, and the way to close it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("Picture")
        self.picture = _Picture()
        self.close_button = Button("Close the picture", Kind.SECONDARY, icon="x", key="Esc")
        self.add(self.picture)
        self.add(row(self.close_button, 0))
        self.close_button.clicked.connect(self.put_away)

    def show_picture(self, name: str, image: QImage) -> None:
        """Show a picture under its name."""
        self.picture.image = image
        self.picture.setAccessibleName(f"Picture of the paper {name}")
        self.set_title(name)
        self.picture.update()
        self.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Show nothing, and keep nothing of it."""
        self.picture.image = QImage()
        self.hide()
        self.closed.emit()
