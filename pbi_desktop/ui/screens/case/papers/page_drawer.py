"""Pages of a PDF for the window: drawn one at a time, beside the window and beside the store."""

from threading import Thread

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pbi_desktop.domain.paper_pages import PageNotShown, PaperPage
from pbi_desktop.services.paper_pages import Draw, draw_page


class PageDrawer(QObject):
    """Draws the page that was asked for last; a paper that takes long holds up nothing."""

    drawn = Signal(object, object)  # PaperPage, QImage
    failed = Signal(object)  # PageNotShown
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None, draw: Draw = draw_page) -> None:
        super().__init__(parent)
        self.draw_page = draw
        self._wanted: tuple[bytes, int] | None = None
        self._at: tuple[bytes, int] | None = None
        self._done.connect(self._take)

    def draw(self, body: bytes, number: int) -> None:
        """Draw a page; an answer for one that was asked for before is dropped."""
        self._wanted = (body, number)
        if self._at is None:
            self._begin()

    def forget(self) -> None:
        """Hold nothing any more, and answer nothing."""
        self._wanted = None

    def _begin(self) -> None:
        self._at = self._wanted
        # A daemon: the program may end before the page is drawn.
        Thread(target=self._run, args=(self._at,), name="page", daemon=True).start()

    def _run(self, asked: tuple[bytes, int]) -> None:
        answer: tuple[PaperPage | PageNotShown, QImage]
        try:
            page = self.draw_page(*asked)
            answer = page, image_of(page)
        except PageNotShown as refused:
            answer = refused, QImage()
        try:
            self._done.emit(*answer)
        except RuntimeError:  # the window was closed meanwhile: nobody asks any more
            return

    def _take(self, answer: PaperPage | PageNotShown, image: QImage) -> None:
        asked, self._at = self._at, None
        if self._wanted is None:
            return
        if self._wanted != asked:
            self._begin()
            return
        self._wanted = None
        if isinstance(answer, PageNotShown):
            self.failed.emit(answer)
        else:
            self.drawn.emit(answer, image)


def image_of(page: PaperPage) -> QImage:
    """Return a page as a picture of its own."""
    shared = QImage(
        page.points, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32
    )
    return shared.copy()  # the points are not held any longer than this
