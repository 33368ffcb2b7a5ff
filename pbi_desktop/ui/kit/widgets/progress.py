"""How far a long run is, in words, and a way to stop it."""

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import row

STOPPING = "Stopping. Nothing will be kept."


class Progress(QWidget):
    """How far a run is, and a way to stop it."""

    def __init__(self, stop: str, stopping: str = STOPPING) -> None:
        super().__init__()
        self._said_on_stop = stopping
        self.words = label("", "dense", tone="ink", wrap=True)
        # Qt reckons with the lines they would need in the narrowest column, and leaves a gap below.
        self.words.setMinimumHeight(1)
        self.stop = Button(stop, Kind.SECONDARY, icon="x", key="Esc")
        line = row(self.words, self.stop, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self._stopping = False
        self.stop.clicked.connect(self.say_stopping)

    def begin(self, text: str) -> None:
        """Show that a run begins, and offer to stop it."""
        self._stopping = False
        self.words.setText(text)
        self.show()

    def say(self, text: str) -> None:
        """Say how far it is, unless it is being stopped."""
        if not self._stopping:
            self.words.setText(text)

    def say_stopping(self) -> None:
        """Say at once that the stop was heard: a run may have to end a long step first."""
        self._stopping = True
        self.words.setText(self._said_on_stop)
        announce(self, self._said_on_stop)
