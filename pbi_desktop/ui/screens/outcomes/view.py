"""The Outcomes screen: one sentence, the funnel, bands and curve, every measure, and the money."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.outcomes import Period
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.outcome_rows import CasesBehind, Number, OutcomesPage
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, page, panel, row
from pbi_desktop.ui.kit.widgets.notices import Skeleton
from pbi_desktop.ui.screens.outcomes.behind import BehindCard
from pbi_desktop.ui.screens.outcomes.charts import ChartCard, FunnelCard, wrapped
from pbi_desktop.ui.screens.outcomes.exporting import ExportCard
from pbi_desktop.ui.screens.outcomes.money import MoneyCard
from pbi_desktop.ui.screens.outcomes.ports import SavePlace
from pbi_desktop.ui.screens.outcomes.words import counting

_EVERY_SITE = ""
_ENTER = "Enter lists the cases of a line"
_KEYS = (
    Shortcut("Ctrl+E", "Export the report"),
    Shortcut("Ctrl+T", "Show the charts as tables"),
    Shortcut("Enter", "List the cases behind the number that is chosen"),
    Shortcut("F5", "Count again"),
    Shortcut("Esc", "Close the list of cases"),
)


class OutcomesScreen(QWidget):
    """What became of cases, each number with what it is out of."""

    asked = Signal()
    again_wanted = Signal()
    stop_wanted = Signal()
    chosen = Signal(str, object)  # period key, SiteId | None
    number_wanted = Signal(object)  # Number
    case_wanted = Signal(object)  # CaseId
    save_wanted = Signal(object, bool)  # Path, shared

    def __init__(self, privacy: Privacy, place: SavePlace) -> None:
        super().__init__()
        self.presenter: object = None
        self._page: OutcomesPage | None = None
        self._came_from: QWidget | None = None
        self.headline = label("Outcomes", "page", wrap=True)
        self.under = wrapped("dense")
        self.export_button = Button("Export report", Kind.PRIMARY, icon="download", key="Ctrl E")
        self.period, self.site = Pick("Period"), Pick("Site")
        self.tables = ToggleChip("Show as table (Ctrl T)", icon="table")
        self.progress = wrapped("dense")
        self.stop = Button("Stop counting", Kind.QUIET, icon="x")
        self.export = ExportCard(place)
        self.funnel = FunnelCard("Who is counted")
        self.moves, self.time = ChartCard("How cases moved"), ChartCard("How long it takes")
        self.measures = ChartCard("Every measure, with its 95% interval")
        self.numbers = ChartCard("The numbers", _ENTER, table_only=True)
        self.money = MoneyCard()
        self.notes = wrapped("support")
        self.behind = BehindCard(privacy)
        self._loading = Skeleton("the figures", 8)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        chosen = Flow()
        for part in (self.period, self.site, self.tables):
            chosen.addWidget(part)
        choices = row(panel(chosen), self.export_button, spacing=16)
        choices.setStretch(0, 1)
        choices.setAlignment(self.export_button, Qt.AlignmentFlag.AlignTop)
        self._choices = panel(choices)
        self._waiting = panel(row(self.progress, self.stop, 0))
        self.cards = Columns(2, narrowest=420)
        self._place_cards(as_tables=False)
        self.area = page(
            self.headline,
            self.under,
            self._choices,
            self.export,
            self._waiting,
            self._loading,
            self.cards,
            self.behind,
            self.notes,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        for hidden in (self.under, self.export, self._waiting, self.cards, self.behind, self.notes):
            hidden.hide()
        self._choices.hide()

    def _place_cards(self, *, as_tables: bool) -> None:
        """Place the cards; as tables, every measure is in one table and needs no chart."""
        first = [(self.funnel, 2), (self.moves, 1), (self.time, 1)]
        money, numbers = (self.money, 2 if as_tables else 1), (self.numbers, 2)
        chart = (self.measures, 1)
        last = [money, numbers, chart] if as_tables else [chart, money, numbers]
        self.cards.set_cards([*first, *last])
        self.measures.setVisible(not as_tables)

    def _connect(self) -> None:
        self.period.chosen.connect(self._choose)
        self.site.chosen.connect(self._choose)
        self.tables.toggled.connect(self._show_tables)
        self.stop.clicked.connect(self.stop_wanted)
        self.export_button.clicked.connect(self.begin_export)
        self.export.save_wanted.connect(self.save_wanted)
        self.export.closed.connect(self.export_done)
        for card in (self.funnel, self.moves, self.time, self.measures, self.numbers):
            card.opened.connect(self._ask_behind)
        self.behind.number_wanted.connect(self.number_wanted)
        self.behind.case_wanted.connect(self.case_wanted)
        self.behind.closed.connect(self.close_behind)
        bind_keys(
            self,
            {
                "Ctrl+E": self.begin_export,
                "Ctrl+T": self.tables.toggle,
                "F5": self.again_wanted.emit,
            },
        )

    # --- what is shown -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the figures whenever the section comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def in_sight(self) -> bool:
        """Say whether the screen is shown now."""
        return self.isVisible()

    def land(self) -> None:
        """Stand where the figures begin."""
        if self._page is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.period.setFocus(Qt.FocusReason.OtherFocusReason)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the section."""
        return _KEYS

    def show_progress(self, done: int, of: int) -> None:
        """Say how far the count is; few cases are counted before it could be read."""
        if done:
            self.progress.setText(counting(done, of))
            self.stop.show()
            self._waiting.show()

    def show_stopped(self) -> None:
        """Say that the count was stopped, and how to begin again."""
        self._loading.hide()
        self.progress.setText("Counting was stopped. F5 counts again.")
        self.stop.hide()
        self._waiting.show()

    def show_page(self, page: OutcomesPage, period: str) -> None:
        """Show these figures."""
        first = self._page is None
        self._page = page
        self.headline.setText(page.headline)
        self.under.setText(page.under)
        self._offer_choices(page, period)
        self.funnel.show_funnel(page.funnel, page.funnel_narrow)
        self.moves.show_chart(page.moves, page.moved)
        self.time.show_chart(page.time, page.took)
        self.measures.show_chart(page.measures, "")
        self.numbers.show_chart(page.measures, "")
        self.money.show_page(page)
        version = f"Definitions version {page.result.definitions_version}."
        self.notes.setText("\n".join((*page.notes, version)))
        self.notes.show()
        self._waiting.hide()
        self._loading.hide()
        for shown in (self.under, self._choices, self.cards):
            shown.show()
        if first and self.isVisible():
            self.land()

    def _offer_choices(self, page: OutcomesPage, period: str) -> None:
        self.period.set_options(
            [(one.key, f"{one.words}: {_span(one.period)}") for one in page.periods]
        )
        self.period.choose(period)
        every = (_EVERY_SITE, "All sites that I may see")
        self.site.set_options([every, *((str(one.id), one.name) for one in page.sites)])
        self.site.choose("" if page.asked.site is None else str(page.asked.site))

    def _choose(self, _key: str) -> None:
        if self._page is None:
            return
        sites = {str(one.id): one.id for one in self._page.sites}
        self.chosen.emit(self.period.value, sites.get(self.site.value))

    def _show_tables(self, on: bool) -> None:
        for card in (self.funnel, self.moves, self.time):
            card.show_as_table(on)
        self._place_cards(as_tables=on)

    # --- the cases behind a number -------------------------------------------------------------

    def _ask_behind(self, about: str, numbers: tuple[Number, ...]) -> None:
        self._came_from = self.focusWidget()
        self.behind.show()
        self.behind.ask(about, numbers)

    def show_behind(self, number: Number, found: CasesBehind) -> None:
        """List the cases behind a number, and bring the list into sight."""
        self._waiting.hide()
        self.behind.show_cases(number, found)
        self.area.ensureWidgetVisible(self.behind)

    def close_behind(self) -> None:
        """Close the list, and go back to where it was asked for."""
        self._waiting.hide()
        self.behind.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the report ----------------------------------------------------------------------------

    def begin_export(self) -> None:
        """Open the strip from which the report is saved."""
        if self._page is None:
            return
        self.export.show()
        self.export.begin()
        self.area.ensureWidgetVisible(self.export)

    def export_done(self) -> None:
        """Close the strip."""
        self.export.hide()
        self.export_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _span(period: Period) -> str:
    return f"{say_date(period.first)} to {say_date(period.last)}"
