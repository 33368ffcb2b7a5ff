"""The right of Community: one group, how fresh its entry is, and who of my people goes there."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pbi_desktop.services.community_rows import Goer, GroupPage
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, set_tone
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.kit.writing import breakable
from pbi_desktop.ui.screens.community.refer import ReferStrip
from pbi_desktop.ui.screens.community.words import facts, fresh_look, goes

_NOBODY = "Nobody of the cases you may see goes here now. Refer somebody above."
_SHOWN = 8


class GroupDetail(QWidget):
    """Everything of one group, and what can be done from here."""

    register_wanted = Signal()
    check_wanted = Signal()
    case_wanted = Signal(object)  # CaseId
    refer_opened = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._page: GroupPage | None = None
        self._today = date.min
        self._name = label("", "panel", wrap=True)
        self._kind = label("", "support")
        self._fresh_icon = Icon("clock", 18)
        self._fresh = label("", "dense-strong", wrap=True)
        self.refer_button = Button("Refer or signpost", Kind.PRIMARY, icon="send")
        self.register_button = Button("Register", Kind.SECONDARY, icon="list-checks")
        self.check_button = Button("Checked today, still right", Kind.SECONDARY, icon="check")
        self._facts = Columns(2, narrowest=230, gap=14)
        self.refer = ReferStrip(privacy)
        columns = (
            Column[Goer]("Person", self._goer, stretch=True),
            Column[Goer]("What ties them to it", self._tie),
        )
        self.people: Table[Goer] = Table("Who goes there", columns)
        self.people.show_at_most(_SHOWN)
        self._nobody = EmptyState(_NOBODY)
        self.group_card = Card()
        self.people_card = Card("Who goes there", "Of the cases you may see")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fresh = QHBoxLayout()
        fresh.setSpacing(8)
        fresh.addWidget(self._fresh_icon, 0, Qt.AlignmentFlag.AlignTop)
        fresh.addWidget(self._fresh, 1)
        buttons = Flow()
        for button in (self.refer_button, self.register_button, self.check_button):
            buttons.addWidget(button)
        self.group_card.add(column(self._name, self._kind, spacing=2))
        self.group_card.add(fresh)
        self.group_card.add(panel(buttons))
        self.group_card.body.addSpacing(6)
        self.group_card.add(self._facts)
        self.people_card.add(self.people)
        self.people_card.add(self._nobody)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(14)
        for card in (self.group_card, self.refer, self.people_card):
            box.addWidget(card)
        box.addStretch(1)
        self.refer.hide()

    def _connect(self) -> None:
        self.refer_button.clicked.connect(self.open_refer)
        self.register_button.clicked.connect(self.register_wanted)
        self.check_button.clicked.connect(self.check_wanted)
        self.people.opened.connect(self._open_case)
        self.refer.left.connect(self.close_refer)
        self._privacy.changed.connect(self._redraw)

    @property
    def page(self) -> GroupPage | None:
        """The group that is shown."""
        return self._page

    def show_group(self, page: GroupPage, today: date, *, begun: bool) -> None:
        """Show one group; `begun` says that its register is not kept yet."""
        other = self._page is None or self._page.card.id != page.card.id
        self._page, self._today = page, today
        card = page.card
        self._name.setText(breakable(card.name))
        self._kind.setText(card.kind)
        icon, tone = fresh_look(card.checked.state)
        self._fresh_icon.show_icon(icon, tone)
        self._fresh.setText(card.checked.words)
        set_tone(self._fresh, tone)
        self.group_card.setAccessibleName(card.name)
        self.group_card.set_look(dashed=card.checked.state.needs_ringing)
        self.register_button.say("Go on with the register" if begun else "Register")
        self._facts.set_cards([(_fact(title, words), 1) for title, words in facts(page)])
        self._show_people()
        if other:
            self.refer.begin(card.name)
            self.refer.hide()

    def land(self) -> None:
        """Put the keyboard on the first thing to do, or into the strip that is open."""
        if self.refer.isHidden():
            self.refer_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.refer.land()

    def open_refer(self) -> None:
        """Ask who is to go there."""
        self.refer.show()
        self.refer.land()
        self.refer_opened.emit()

    def close_refer(self) -> None:
        """Put the strip away; what was typed stays in it."""
        if not self.refer.isHidden():
            self.refer_button.setFocus(Qt.FocusReason.TabFocusReason)
            self.refer.hide()

    def _show_people(self) -> None:
        people = self._page.people if self._page is not None else ()
        self.people.show_rows(people)
        self.people.setVisible(bool(people))
        self._nobody.setVisible(not people)

    def _redraw(self) -> None:
        self._show_people()

    def _goer(self, one: Goer) -> Cell:
        return Cell(self._privacy.name(one.name), role="dense-strong")

    def _tie(self, one: Goer) -> Cell:
        return Cell(self._privacy.detail(goes(one, self._today)), tone="ink2")

    def _open_case(self, one: Goer) -> None:
        self.case_wanted.emit(one.case_id)


def _fact(title: str, words: str) -> QWidget:
    said = label(breakable(words), "dense", wrap=True)
    return panel(column(label(title, "column", tone="ink2"), said, 0, spacing=2))
