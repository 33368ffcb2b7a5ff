"""The Network tab: household, services and community drawn, in words, and what it says."""

from PySide6.QtCore import QEvent, QMargins, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import Outline, OutlineLine
from pbi_desktop.services.network_rows import NetworkRecords, NetworkSeen
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, columns_for, panel, scrolled
from pbi_desktop.ui.screens.case.cards.findings import FindingsCard
from pbi_desktop.ui.screens.case.network_bar import NetworkBar
from pbi_desktop.ui.screens.case.network_words import ADD_SERVICE, ADD_SOMEBODY, Adding
from pbi_desktop.ui.screens.case.outline_tree import OutlineTree
from pbi_desktop.ui.screens.case.picture_card import PictureCard
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.tabs.page import TabPage
from pbi_desktop.ui.screens.case.tie_strip import TieStrip, said_of_each
from pbi_desktop.ui.screens.case.wishes import Form
from pbi_desktop.ui.screens.case.wishes_network import MoveNode, PutBack

_KEYS = "Arrow keys move in both. F6 swaps sides."
_KEYS_TO_ADD = f"{_KEYS} T adds a tie, 1 to 6 say how one is."
_NARROWEST = 450
_MARGINS = QMargins(24, 14, 24, 14)


class NetworkTab(TabPage):
    """The picture and its twin in words, with one selection; below, what it says.

    In a narrow window or at large text the words come first and the picture below them.
    """

    add_wanted = Signal(object)  # Adding
    look_wanted = Signal(object)  # Look
    wished = Signal(object)  # NetworkWish
    tie_wanted = Signal(object, str)  # NetworkRecords, and the node it starts from
    change_wanted = Signal(object)  # TieLine
    form_wanted = Signal(object, object)  # Form, NetworkRecords
    own_wanted = Signal(object)  # CaseId
    save_wanted = Signal(object)  # Format

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("the network", lines=8)
        self._privacy = privacy
        self._outline: Outline | None = None
        self._case: CaseId | None = None
        self._expecting = self._may_write = False
        self._apart: bool | None = None
        self.picture = PictureCard(privacy)
        self.bar = NetworkBar()
        self.strip = TieStrip(privacy)
        self.put_back = Button("Put back", Kind.LINK, icon="undo-2")
        self.anew = Button("Lay out anew", Kind.LINK, icon="refresh-cw")
        self.gone_through = Button("Gone through with them", Kind.LINK, icon="list-checks")
        self.draw = Button("Draw it with them", Kind.LINK, icon="eye")
        self.expected = Button("A child is expected", Kind.LINK, icon="baby")
        self.card = Card("The same network in words")
        self.tree = OutlineTree(privacy)
        self._keys = label(_KEYS, "support", wrap=True)
        self.add_member = Button(ADD_SOMEBODY, Kind.LINK, icon="plus")
        self.add_service = Button(ADD_SERVICE, Kind.LINK, icon="plus")
        self.findings = FindingsCard(privacy)
        self._landing = QTimer(self, singleShot=True, interval=0)
        self._column, self._sides = QVBoxLayout(), QHBoxLayout()
        self._right, self._foot = QVBoxLayout(), Card()
        self._content = self._laid_out()
        self._area = scrolled(self._content)
        self._right.setSpacing(8)
        self._right.addWidget(self._area, 1)
        self._foot.add(self.strip)
        self._sides.addLayout(self._right, 1)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(24, 8, 24, 0)
        self.fill(panel(column(panel(self._top), self._sides)))
        self.put_back.hide()
        self._connect()
        self._arrange()

    def _laid_out(self) -> QWidget:
        adding = Flow()
        saving = (self.picture.save,)
        more = (self.expected, self.draw, self.gone_through, self.put_back, self.anew)
        for button in (self.add_member, self.add_service, *more, *saving):
            adding.addWidget(button)
        for part in (self._keys, self.tree, adding):
            self.card.add(part)
        self._sides.setSpacing(14)
        self._column.setSpacing(14)
        for block in (self.card, self.findings):
            self._column.addWidget(block)
        self._column.addStretch(1)
        return panel(self._column)

    def _arrange(self) -> None:
        """Put picture and words side by side where there is room for both."""
        columns = columns_for(self.width(), theme().look.scale, 2, theme().px(_NARROWEST))
        apart = columns == 2
        if apart == self._apart:
            return
        self._apart = apart
        self.picture.view.keep_shape(not apart)
        if apart:
            self._sides.insertWidget(0, self.picture, 2)
            self._right.addWidget(self._foot)
            self._top.addWidget(self.bar)
        else:
            for at, part in enumerate((self.bar, self.card, self._foot, self.picture)):
                self._column.insertWidget(at, part)
        self._sides.setContentsMargins(_MARGINS if apart else QMargins())
        self._column.setContentsMargins(QMargins() if apart else _MARGINS)
        order_tabs(self)

    def _connect(self) -> None:
        self.add_member.clicked.connect(self._want_member)
        self.add_service.clicked.connect(self._want_service)
        self.picture.save_wanted.connect(self.save_wanted)
        self.tree.add_wanted.connect(self.add_wanted)
        self.tree.chosen.connect(self._show_in_picture)
        self.picture.view.chosen.connect(self._show_in_words)
        self.picture.view.opened.connect(self._go_to_words)
        self.findings.ringed.connect(self.picture.view.ring)
        self.bar.look_wanted.connect(self.look_wanted)
        self.strip.wished.connect(self.wished)
        self.strip.change_wanted.connect(self.change_wanted)
        self.strip.add_wanted.connect(self._add_tie)
        self.tree.chosen.connect(self._choose)
        self.picture.view.chosen.connect(self._choose)
        self.picture.view.moved.connect(self._move)
        self.put_back.clicked.connect(self._put_back)
        self.anew.clicked.connect(self._lay_out_anew)
        self.gone_through.clicked.connect(lambda: self._want_form(Form.NETWORK_CHECK))
        self.draw.clicked.connect(lambda: self.own_wanted.emit(self._case))
        self.expected.clicked.connect(lambda: self._want_form(Form.EXPECTED))
        self._landing.timeout.connect(self._show_line)
        theme().changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Take F6 for the two sides: from elsewhere in the window it goes to the next pane."""
        if _is_f6_asked_for(event) and self._other_side() is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swap sides with F6; add to the part of what is chosen in the picture with T."""
        other = self._other_side()
        if event.key() == Qt.Key.Key_F6 and other is not None:
            other.setFocus(Qt.FocusReason.OtherFocusReason)
        elif other is not None and event.key() == Qt.Key.Key_T and not event.modifiers():
            self._add_tie(self._node)
        elif other is None or not self.strip.take_key(event):
            super().keyPressEvent(event)

    def _other_side(self) -> QWidget | None:
        """Return the picture for the words and the words for the picture; else nothing."""
        if self.picture.view.hasFocus():
            return self.tree
        return self.picture.view if self.tree.hasFocus() and self.picture.is_shown else None

    @property
    def _node(self) -> str:
        return self.tree.node or self.picture.view.chosen_key

    def _choose(self, node: str) -> None:
        self.strip.go_to(node)
        self.put_back.setVisible(self._may_write and node in self.strip.records.moved)

    def _add_tie(self, node: str) -> None:
        """Ask for a tie from somebody to somebody else, or for somebody where nobody else is."""
        if not self._may_write:
            return
        records = self.strip.records
        somebody = len(records.people) > 1 and records.somebody(node) is not None
        if somebody or (node.startswith("service:") and records.ties_at(node)):
            self.tie_wanted.emit(records, node)
        else:
            self.tree.add_to(node)

    def _move(self, node: str, dx: float, dy: float) -> None:
        self.wished.emit(MoveNode(node, dx, dy))

    def _put_back(self) -> None:
        self.wished.emit(PutBack(self._node))

    def _lay_out_anew(self) -> None:
        self.wished.emit(PutBack())

    def _want_form(self, form: Form) -> None:
        self.form_wanted.emit(form, self.strip.records)

    def _show_in_picture(self, node: str) -> None:
        if node:
            self.picture.view.choose(node)

    def _show_in_words(self, node: str) -> None:
        self.tree.go_to(node)
        if self._apart:  # one under the other, the page would scroll away from the picture
            self._landing.start()

    def _go_to_words(self, node: str) -> None:
        self.tree.go_to(node)
        self._landing.start()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """Show that the content is on its way; nothing of the case before is compared with it."""
        self._outline, self._expecting = None, False
        self.picture.wait()
        self.findings.show_findings(())
        self.bar.begin()
        self.strip.show_records(NetworkRecords((), ()), may_write=False)
        super().wait()

    def show_network(self, outline: Outline, *, may_write: bool) -> None:
        """Show the network of a case; land on the line that is new, if one is expected."""
        keys = _KEYS_TO_ADD if may_write else _KEYS
        self._keys.setText(f"As it was on {say_date(outline.as_at)}. {keys}")
        self._may_write = may_write
        self.draw.setVisible(may_write)
        for button in (self.add_member, self.add_service, self.gone_through, self.expected):
            button.setVisible(may_write)
        self.tree.show_outline(outline, may_write=may_write)
        before, self._outline = self._outline, outline
        self.ready()
        if self._expecting and before is not None:
            self._land(_news(before, outline))

    def show_seen(self, seen: NetworkSeen) -> None:
        """Show it drawn and what it says, of which day, what changed, and what can be changed."""
        self._case = seen.case
        self.bar.show_seen(seen)
        self.picture.view.let_move(may_move=self._may_write)
        said = {} if self._privacy.hidden else said_of_each(seen.records)
        self.picture.view.say_ties(said)
        self.strip.show_records(seen.records, may_write=self._may_write)
        self._choose(self._node)
        self.anew.setVisible(self._may_write and bool(seen.records.moved))
        self.picture.show_picture(seen.picture)
        self.findings.show_findings(seen.picture.findings)
        self._show_in_picture(self.tree.node)

    def fail_picture(self, sentence: str) -> None:
        """Say why there is no picture; the words stay."""
        self.picture.fail(sentence)

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


def _is_f6_asked_for(event: QEvent) -> bool:
    """Say whether Qt asks who wants F6, before it gives it to the window."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    return asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F6


def _news(before: Outline, now: Outline) -> str:
    """Return the node that was not there before; else the first that says something else."""
    old = {line.node: line for line in _lines(before)}
    lines = _lines(now)
    new = [line.node for line in lines if line.node not in old]
    changed = [line.node for line in lines if line != old.get(line.node)]
    return next(iter(new or changed), "")


def _lines(outline: Outline) -> list[OutlineLine]:
    return [line for section in outline.sections for line in section.lines]
