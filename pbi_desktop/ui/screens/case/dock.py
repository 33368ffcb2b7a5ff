"""The foot of the case: the composer, or the form that is open in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import panel
from pbi_desktop.ui.screens.case.composing.composer import Composer
from pbi_desktop.ui.screens.case.fitted_scroll import FittedScroll
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.tab_order import order_tabs


class Dock(QWidget):
    """Always in view, on every tab and at every text size; one form at a time."""

    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composer = Composer()
        self._forms: list[PlaceForm] = []
        self._title = label("", "panel")
        self._content = QVBoxLayout()
        self._content.setContentsMargins(24, 14, 24, 10)
        self._content.setSpacing(12)
        self._content.addWidget(self._title)
        self._slot = FittedScroll(panel(self._content))
        self._slot.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 10, 24, 12)
        foot.addWidget(self.composer)
        self._foot = panel(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 1, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._slot)
        box.addWidget(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def take(self, form: PlaceForm) -> None:
        """Give a form its place, out of sight until it is opened."""
        self._forms.append(form)
        form.hide()
        self._content.addWidget(form)
        form.closed.connect(self.shut)

    @property
    def form(self) -> PlaceForm | None:
        """The form that is open, if one is."""
        return next((form for form in self._forms if not form.isHidden()), None)

    def parts_in_order(self) -> Sequence[QWidget]:
        """Return the composer, then each form as it was made; only one of them is ever in view."""
        return (self.composer, *self._forms)

    def open(self, form: PlaceForm) -> None:
        """Open a form; the one before is put aside with its draft."""
        before = self.form
        if before is not None and before is not form:
            before.flush()
            before.hide()
        self._title.setText(form.title)
        order_tabs(self)
        form.show()
        self._foot.hide()
        self._slot.show()
        self._slot.verticalScrollBar().setValue(0)

    def shut(self) -> None:
        """Show the composer alone."""
        if self.form is not None:
            self.form.hide()
        self._slot.hide()
        self._foot.show()
        self.emptied.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme().colour("control"))
        painter.end()
