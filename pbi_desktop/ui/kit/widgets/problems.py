"""What is still to mend in a form, in one place at its top; each line leads to its field."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.fields import Field
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import clear, row


class Problems(QFrame):
    """ "2 things to mend", and a link to each; it is not there while there is nothing to mend."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong")
        self._links = QVBoxLayout()
        self._links.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        box.addLayout(row(Icon("circle-alert", 18, "danger"), self._title, 0))
        box.addLayout(self._links)
        self.hide()

    def links(self) -> list[Button]:
        """Return the links shown."""
        items = (self._links.itemAt(at) for at in range(self._links.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    def show_fields(self, fields: Sequence[Field]) -> bool:
        """List the fields that have a problem; say whether there is any, and go to the first."""
        wrong = [field for field in fields if field.problem]
        clear(self._links)
        for field in wrong:
            link = Button(f"{field.name}: {field.problem}", Kind.LINK)
            link.clicked.connect(field.setFocus)
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        count = len(wrong)
        self._title.setText("1 thing to mend" if count == 1 else f"{count} things to mend")
        self.setAccessibleName(self._title.text())
        if self.parentWidget() is not None:
            self.setVisible(bool(wrong))
        if wrong:
            announce(self, self._title.text())
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the soft frame."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("danger_soft"))
        painter.setPen(QPen(look.colour("danger"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
