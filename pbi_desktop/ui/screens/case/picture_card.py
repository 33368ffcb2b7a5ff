"""The network drawn, in a card: the picture, how near it is looked at, and saving it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from pbi_desktop.domain.ties import NetworkPicture
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.layouts import panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.kit.widgets.scene_view import SceneView
from pbi_desktop.ui.screens.case.network_words import FORM_WORDS, Format

_NAME = "The network, drawn"
_STEP = 1.25
_COVER = (
    "Names are hidden (F8), and the picture with them. The words beside it say what may be said."
)


class PictureCard(Card):
    """Shows the picture once it is here; until then, and where there is none, says so."""

    save_wanted = Signal(object)  # Format

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self.view = SceneView(_NAME)
        self.nearer = Button("", Kind.QUIET, icon="plus", name="Nearer")
        self.farther = Button("", Kind.QUIET, icon="minus", name="Farther")
        self.save = Button("Save", Kind.LINK, icon="download", name="Save the network")
        self.save.setAccessibleDescription("Opens a list of forms")
        self.forms = QMenu(self.save)
        self.saves = {one: self._offer(one) for one in Format}
        self._words = EmptyState("")
        self._parts = (_inset(Skeleton("the picture", lines=6)), self._drawn(), _inset(self._words))
        holder = QWidget()
        self.add(holder, 1)
        self._stack = QStackedLayout(
            holder
        )  # it shows its first part at once: no window of its own
        self._stack.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            self._stack.addWidget(part)
        self._outer.setContentsMargins(6, 6, 6, 6)
        self._outer.setSpacing(0)
        self.setAccessibleName(_NAME)
        self.nearer.clicked.connect(self._come_nearer)
        self.farther.clicked.connect(self._go_farther)
        self.save.clicked.connect(self._show_forms)

    def _offer(self, form: Format) -> QAction:
        """Return the line of the list that saves the network in one form."""
        line = self.forms.addAction(FORM_WORDS[form])
        line.triggered.connect(partial(self.save_wanted.emit, form))
        return line

    def _show_forms(self) -> None:
        self.forms.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))
        self.forms.setActiveAction(next(iter(self.saves.values())))

    def _drawn(self) -> QWidget:
        """Return the picture; how near it is looked at stands in a corner, which is empty."""
        near = panel(row(self.farther, self.nearer))
        box = QGridLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view, 0, 0)
        box.addWidget(near, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return panel(box)

    @property
    def is_shown(self) -> bool:
        """Whether there is a picture, and it may be seen."""
        return self._stack.currentWidget() is self._parts[1]

    @property
    def words(self) -> str:
        """What is said where there is no picture."""
        return self._words.text

    def wait(self) -> None:
        """Show that the picture is on its way."""
        self._stack.setCurrentWidget(self._parts[0])

    def fail(self, sentence: str) -> None:
        """Say why there is no picture."""
        self._words.say(sentence)
        self._stack.setCurrentWidget(self._parts[2])

    def show_picture(self, picture: NetworkPicture) -> None:
        """Show the picture; while names are hidden, say so instead."""
        if self._privacy.hidden:
            self.view.cover(_COVER)
            self.fail(_COVER)
            return
        self.view.show_scene(picture.scene, picture.alt)
        self._stack.setCurrentWidget(self._parts[1])

    def _come_nearer(self) -> None:
        self.view.zoom(_STEP)

    def _go_farther(self) -> None:
        self.view.zoom(1 / _STEP)


def _inset(part: QWidget) -> QWidget:
    """Return a part with room round it, at the top."""
    box = QVBoxLayout()
    box.setContentsMargins(12, 12, 12, 12)
    box.addWidget(part)
    box.addStretch(1)
    return panel(box)
