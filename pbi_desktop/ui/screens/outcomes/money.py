"""What households are better off by, on the screen."""

from pbi_desktop.services.outcome_rows import OutcomesPage
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel
from pbi_desktop.ui.screens.outcomes.charts import wrapped


class MoneyCard(Card):
    """The typical gain in a sentence, and the lines that are never added up."""

    def __init__(self) -> None:
        super().__init__("Money to households", "Never added to public savings")
        self.sentence = wrapped("dense-strong", "ink")
        self._lines = panel(column(spacing=4))
        self.add(self.sentence)
        self.add(self._lines)

    def show_page(self, page: OutcomesPage) -> None:
        """Show the money of a page."""
        self.sentence.setText(page.money)
        layout = self._lines.layout()
        if layout is None:
            return
        clear(layout)
        for name, value in page.money_lines:
            line = wrapped("dense")
            line.setText(f"{name}: {value}")
            layout.addWidget(line)
