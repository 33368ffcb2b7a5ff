"""The Sharing tab: what was shared and said, what is kept with the file, what is closed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.layouts import Columns, panel, row, scrolled
from pbi_desktop.ui.screens.case.cards.closed import ApartCard, SealCard
from pbi_desktop.ui.screens.case.cards.consent import ConsentCard
from pbi_desktop.ui.screens.case.cards.kept_with_file import KeptWithFile
from pbi_desktop.ui.screens.case.cards.why import WhyCard
from pbi_desktop.ui.screens.case.rights import Rights
from pbi_desktop.ui.screens.case.shared.own_agency import OwnAgencyCard
from pbi_desktop.ui.screens.case.shared.with_whom import SharedWith
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.tabs.page import TabPage

if TYPE_CHECKING:
    from pbi_desktop.services.explaining_access import Explanation


class SharingTab(TabPage):
    """What was shared, five cards, and the way to the sharing log."""

    log_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("sharing", lines=8)
        self.shared, self.own_agency = SharedWith(privacy), OwnAgencyCard(privacy)
        self._found: Rights | None = None
        self.consent = ConsentCard(privacy)
        self.why = WhyCard(privacy)
        self.seal = SealCard()
        self.apart = ApartCard(privacy)
        self.kept = KeptWithFile(privacy)
        self.to_log = Button("Who looked at this case", Kind.LINK, icon="history")
        grid = Columns(2, narrowest=460)
        grid.add(self.consent)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        for card in (self.why, self.seal, self.apart):
            right.addWidget(card)
        right.addStretch(1)
        grid.add(panel(right))
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.setSpacing(14)
        box.addWidget(self.shared)
        box.addWidget(self.own_agency)
        box.addWidget(grid)
        box.addWidget(self.kept)
        box.addLayout(row(self.to_log, 0))
        box.addStretch(1)
        self.fill(scrolled(panel(box)))
        self.to_log.clicked.connect(self.log_wanted)
        privacy.changed.connect(self._show_again)

    # For the presenter

    def show_rights(self, found: Rights) -> None:
        """Show everything of the tab."""
        self._found = found
        may = found.consents.may_record
        self.consent.show_page(found.consents)
        self.seal.show_page(found.seals)
        self.apart.offer(found.consents.people, found.workers, may=may)
        self.apart.show_lines(found.apart, may=may)
        self.why.offer(found.askable)
        self.kept.show_notes(found.notes, may=may)
        self.ready()
        order_tabs(self)

    def show_why(self, answer: "Explanation") -> None:
        """Show why something does not show."""
        self.why.show_answer(answer)

    def forget_form(self, form: str) -> None:
        """Empty a form: what it held is kept."""
        (self.consent if form == "consent" else self.apart).forget()

    def refuse_form(self, form: str, problems: Mapping[str, str]) -> None:
        """Say at a form what is missing."""
        (self.consent if form == "consent" else self.apart).show_problem(problems)

    def wait(self) -> None:
        """Show that the content is on its way, and nothing of the case before."""
        self._found = None
        self.own_agency.leave_case()
        self.why.forget()
        self.consent.forget()
        self.apart.forget()
        self.kept.fold()
        super().wait()

    def _show_again(self) -> None:
        """Show everything anew: names were hidden, or may be seen again."""
        self.why.forget()
        if self._found is not None:
            self.show_rights(self._found)
