"""The Network tab: household, services and community in words, and what would break."""

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import Outline, OutlineLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, clear, panel, row, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.network_words import ADD_SERVICE, ADD_SOMEBODY, Adding
from pbi_desktop.ui.screens.case.outline_tree import OutlineTree
from pbi_desktop.ui.screens.case.tabs.page import TabPage

_KEYS = "Arrow keys move, Right opens a part, Left closes it."
_KEYS_TO_ADD = f"{_KEYS} T adds to the part you are in."


class NetworkTab(TabPage):
    """The outline to walk with the arrows, and the ties with nobody behind them."""

    add_wanted = Signal(object)  # Adding

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("the network", lines=8)
        self._privacy = privacy
        self._outline: Outline | None = None
        self._expecting = False
        self.card = Card("The network in words")
        self.tree = OutlineTree(privacy)
        self._keys = label(_KEYS, "support", wrap=True)
        self.add_member = Button(ADD_SOMEBODY, Kind.LINK, icon="plus")
        self.add_service = Button(ADD_SERVICE, Kind.LINK, icon="plus")
        self.fragile = Card("What would break")
        self._fragile = QVBoxLayout()
        self._fragile.setSpacing(10)
        self._landing = QTimer(self, singleShot=True, interval=0)
        self._content = self._laid_out()
        self._area = scrolled(self._content)
        self.fill(self._area)
        self._connect()

    def _laid_out(self) -> QWidget:
        adding = Flow()
        for button in (self.add_member, self.add_service):
            adding.addWidget(button)
        for part in (self._keys, self.tree, adding):
            self.card.add(part)
        self.fragile.add(self._fragile)
        columns = Columns(3, narrowest=320, gap=14)
        columns.add(self.card, 2)
        columns.add(self.fragile)
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.addWidget(columns)
        box.addStretch(1)
        return panel(box)

    def _connect(self) -> None:
        self.add_member.clicked.connect(self._want_member)
        self.add_service.clicked.connect(self._want_service)
        self.tree.add_wanted.connect(self.add_wanted)
        self._landing.timeout.connect(self._show_line)

    def wait(self) -> None:
        """Show that the content is on its way; nothing of the case before is compared with it."""
        self._outline, self._expecting = None, False
        super().wait()

    def show_network(self, outline: Outline, *, may_write: bool) -> None:
        """Show the network of a case; land on the line that is new, if one is expected."""
        self.card.set_meta(f"As it was on {say_date(outline.as_at)}")
        self._keys.setText(_KEYS_TO_ADD if may_write else _KEYS)
        for button in (self.add_member, self.add_service):
            button.setVisible(may_write)
        self.tree.show_outline(outline, may_write=may_write)
        self._show_fragile(outline)
        before, self._outline = self._outline, outline
        self.ready()
        if self._expecting and before is not None:
            self._land(_news(before, outline))

    def _show_fragile(self, outline: Outline) -> None:
        clear(self._fragile)
        for sentence in outline.fragile:
            words = label(self._privacy.detail(sentence), "dense", wrap=True)
            line = row(Icon("unlink", 18, "warn"), words, spacing=10)
            line.setStretch(1, 1)
            self._fragile.addWidget(panel(line))
        if not outline.fragile:
            self._fragile.addWidget(EmptyState("No tie here hangs on one person alone."))

    def expect_news(self) -> None:
        """Put the keyboard on the line that is new, once it is shown."""
        self._expecting = True

    def _land(self, node: str) -> None:
        if not node:
            return
        self._expecting = False
        self.tree.go_to(node)
        if self.isVisible():
            self.tree.setFocus()
            self._landing.start()

    def _show_line(self) -> None:
        """Scroll the page to the line: the tree is as tall as all its lines."""
        index = self.tree.currentIndex()
        if index != QModelIndex():
            line = self.tree.visualRect(index)
            at = self.tree.viewport().mapTo(self._content, line.center())
            self._area.ensureVisible(at.x(), at.y(), 0, line.height())

    def _want_member(self) -> None:
        self.add_wanted.emit(Adding.HOME)

    def _want_service(self) -> None:
        self.add_wanted.emit(Adding.SERVICE)


def _news(before: Outline, now: Outline) -> str:
    """Return the node that was not there before; else the first that says something else."""
    old = {line.node: line for line in _lines(before)}
    lines = _lines(now)
    new = [line.node for line in lines if line.node not in old]
    changed = [line.node for line in lines if line != old.get(line.node)]
    return next(iter(new or changed), "")


def _lines(outline: Outline) -> list[OutlineLine]:
    return [line for section in outline.sections for line in section.lines]
