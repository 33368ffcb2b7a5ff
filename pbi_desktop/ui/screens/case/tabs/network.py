"""The Network tab: household, services and community in words, and what would break."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import Outline
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear, panel, row, scrolled
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.outline_tree import OutlineTree
from pbi_desktop.ui.screens.case.tabs.page import TabPage


class NetworkTab(TabPage):
    """The outline to walk with the arrows, and the ties with nobody behind them."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("the network", lines=8)
        self._privacy = privacy
        self.card = Card("The network in words")
        self.tree = OutlineTree(privacy)
        self.card.add(label("Arrow keys move, Right opens a part, Left closes it.", "support"))
        self.card.add(self.tree)
        self.fragile = Card("What would break")
        self._fragile = QVBoxLayout()
        self._fragile.setSpacing(10)
        self.fragile.add(self._fragile)
        columns = Columns(3, narrowest=320, gap=14)
        columns.add(self.card, 2)
        columns.add(self.fragile)
        box = QVBoxLayout()
        box.setContentsMargins(24, 14, 24, 14)
        box.addWidget(columns)
        box.addStretch(1)
        self.fill(scrolled(panel(box)))

    def show_network(self, outline: Outline, _today: date) -> None:
        """Show the network of a case as it was on a day."""
        self.card.set_meta(f"As it was on {say_date(outline.as_at)}")
        self.tree.show_outline(outline)
        clear(self._fragile)
        for sentence in outline.fragile:
            words = label(self._privacy.detail(sentence), "dense", wrap=True)
            line = row(Icon("unlink", 18, "warn"), words, spacing=10)
            line.setStretch(1, 1)
            self._fragile.addWidget(panel(line))
        if not outline.fragile:
            self._fragile.addWidget(EmptyState("No tie here hangs on one person alone."))
        self.ready()
