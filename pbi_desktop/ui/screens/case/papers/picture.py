"""A paper shown inside the window: decoded with limits, away from the window's own thread."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from pbi_desktop.domain.paper_pages import PaperPage
from pbi_desktop.services.papers_rows import PaperFile
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel

MOST_PIXELS = 100_000_000
"""A larger picture is not decoded: a small file can say that it is as large as a house."""
_MOST_MB = 256
_SHOWN = QSize(1600, 1600)
_ZOOMS = (1.0, 1.5, 2.0, 3.0)
_READ_OUT = 2_000
"""How many letters of a page a screen reader is told at once; all of them stand below it."""


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
    """Paints a picture as large as it is told to be."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture."""
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self.image)
        painter.end()


class Sheet(QScrollArea):
    """A picture as wide as there is room, or larger: then it scrolls, by the arrows too."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = _Picture()
        self._zoom = 0
        self.setWidget(self.picture)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def zoom(self) -> float:
        """How many times as large as it fits."""
        return _ZOOMS[self._zoom]

    def show_image(self, image: QImage) -> None:
        """Show a picture from its top."""
        self.picture.image = image
        self.verticalScrollBar().setValue(0)
        self._fit()
        self.updateGeometry()

    def nearer(self, by: int) -> None:
        """Go a step nearer, or back; 0: as it fits."""
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1) if by else 0
        self._fit()

    def sizeHint(self) -> QSize:
        """Return room for most of a page, and no more than the picture needs."""
        image = self.picture.image
        wide = self.width() or theme().px(480)
        high = image.height() * min(wide / image.width(), 1) if not image.isNull() else 0
        return QSize(theme().px(480), min(theme().px(470), int(high) + 4))

    def minimumSizeHint(self) -> QSize:
        """Return room in which something can be made out."""
        return QSize(theme().px(160), theme().px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture into the new width."""
        super().resizeEvent(event)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        image, room = self.picture.image, self.viewport().width()
        if image.isNull() or not room:
            self.picture.setFixedSize(1, 1)
            return
        wide = min(room, image.width()) * self.zoom
        self.picture.setFixedSize(int(wide), int(wide * image.height() / image.width()))
        self.picture.update()


class PictureCard(Card):
    """The paper that is looked at: its pages, nearer and farther, its words, and closing it."""

    closed = Signal()
    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("Paper")
        self.sheet = Sheet()
        self._page, self._pages, self._name = 1, 1, ""
        self.close_button = Button("Close the paper", Kind.SECONDARY, icon="x", key="Esc")
        self.before = Button("Page before", Kind.SECONDARY, icon="arrow-left", key="PgUp")
        self.after = Button("Next page", Kind.SECONDARY, icon="arrow-right", key="PgDn")
        self.larger = Button("Nearer", Kind.SECONDARY, icon="plus", key="+")
        self.smaller = Button("Farther", Kind.SECONDARY, icon="minus", key="-")
        self.words_button = Button("Show the words", Kind.SECONDARY, icon="file-text")
        self.words = label("", "body", wrap=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lay_out()
        self._connect()

    @property
    def image(self) -> QImage:
        """The picture in view; an empty one where none is."""
        return self.sheet.picture.image

    def _lay_out(self) -> None:
        ways = Flow()
        for button in (
            self.close_button, self.before, self.after, self.larger, self.smaller,
            self.words_button,
        ):  # fmt: skip
            ways.addWidget(button)
        self.add(panel(ways))
        self.add(self.sheet)
        self.add(self.words)
        self.words.hide()

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.put_away)
        self.before.clicked.connect(self._before)
        self.after.clicked.connect(self._after)
        self.larger.clicked.connect(self._nearer)
        self.smaller.clicked.connect(self._farther)
        self.words_button.clicked.connect(self._turn_words)
        bind_keys(
            self,
            {
                "PgUp": self._before,
                "PgDown": self._after,
                "+": self._nearer,
                "=": self._nearer,
                "-": self._farther,
                "0": self._whole,
            },
        )

    def show_picture(self, name: str, image: QImage) -> None:
        """Show a picture under its name."""
        self._page = self._pages = 1
        self._show(name, image, "")

    def show_page(self, name: str, page: PaperPage, image: QImage) -> None:
        """Show a page of a paper, with the words on it for who cannot see it."""
        self._page, self._pages = page.number, page.of
        self._show(name, image, page.words)
        announce(self, f"Page {page.number} of {page.of}")

    def _show(self, name: str, image: QImage, words: str) -> None:
        fresh = not self.isVisible() or name != self._name
        self._name = name
        if fresh:
            self.sheet.nearer(0)
        self.sheet.show_image(image)
        self.sheet.setAccessibleName(f"Picture of the paper {name}")
        self.sheet.setAccessibleDescription(words[:_READ_OUT])
        self.set_title(name)
        self.set_meta(f"Page {self._page} of {self._pages}" if self._pages > 1 else "")
        self.words.setText(words)
        self.words_button.setVisible(bool(words))
        self.words.setVisible(bool(words) and self.words.isVisible())
        for button, there in (
            (self.before, self._page > 1),
            (self.after, self._page < self._pages),
        ):
            button.setVisible(self._pages > 1)
            button.setEnabled(there)
        self.show()
        if fresh:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Show nothing, and keep nothing of it."""
        self.sheet.show_image(QImage())
        self.words.setText("")
        self.words.hide()
        self.words_button.say("Show the words")
        self._page = self._pages = 1
        self.hide()
        self.closed.emit()

    def _before(self) -> None:
        if self._page > 1:
            self.page_wanted.emit(self._page - 1)

    def _after(self) -> None:
        if self._page < self._pages:
            self.page_wanted.emit(self._page + 1)

    def _nearer(self) -> None:
        self.sheet.nearer(1)

    def _farther(self) -> None:
        self.sheet.nearer(-1)

    def _whole(self) -> None:
        self.sheet.nearer(0)

    def _turn_words(self) -> None:
        shown = not self.words.isVisible()
        self.words.setVisible(shown)
        self.words_button.say("Hide the words" if shown else "Show the words")
