"""What still holds a case back: all of it at once, each with a way to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.minimum import Missing
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel, row


class LacksList(QWidget):
    """One line for each thing that is missing; a line leads to where it can be put right."""

    wanted = Signal(object)  # Missing

    def __init__(self) -> None:
        super().__init__()
        self.lacks: tuple[Missing, ...] = ()
        self.buttons: list[Button] = []
        self._title = label("", "dense-strong", wrap=True)
        self._mark = Icon("circle-dashed", 18, "ink2")
        head = row(self._mark, self._title, spacing=8)
        head.setStretch(1, 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel(column(panel(head), panel(self._lines), spacing=4)))

    def show_lacks(self, lacks: Sequence[Missing]) -> None:
        """Show these; nothing missing is said too."""
        found = tuple(lacks)
        count = len(found)
        things = "1 thing is" if count == 1 else f"{count} things are"
        self._title.setText(f"{things} still missing:" if found else "Nothing is missing.")
        if found == self.lacks and (self.buttons or not found):
            return
        self.lacks = found
        clear(self._lines)
        self.buttons = []
        for one in found:
            button = Button(one.how, Kind.LINK, icon="plus", name=f"Missing: {one.how}")
            button.clicked.connect(lambda _on=False, lack=one: self.wanted.emit(lack))
            self._lines.addWidget(panel(row(button, 0)))
            self.buttons.append(button)
