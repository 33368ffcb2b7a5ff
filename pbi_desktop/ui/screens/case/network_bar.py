"""Over the network: what of it is shown, as at which day, and what changed since another."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.network_rows import EVERY_SORT, Look, NetworkSeen, Sort
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.day_slider import DaySlider
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel, row

_SORTS = {Sort.FAMILY: "Family", Sort.SERVICES: "Services", Sort.COMMUNITY: "Community"}
_TODAY = "Today"
_LETTERS = 24
COMPARE = "Compare with"


class NetworkBar(QWidget):
    """Chips, a line of days, and the difference in words; the last chip stays on."""

    look_wanted = Signal(object)  # Look

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self._today: date | None = None
        self.chips = {one: ToggleChip(words, on=True, loud=True) for one, words in _SORTS.items()}
        self.slider = DaySlider("As at")
        self.day = label(_TODAY, "dense-strong")
        self.compare = Pick(COMPARE)
        self.difference = label("", "dense", wrap=True)
        top = Flow(gap=8)
        for chip in self.chips.values():
            top.addWidget(chip)
            chip.clicked.connect(self._choose_sorts)
        top.addWidget(
            panel(row(label("As at", "dense-strong", tone="ink2"), self.slider, self.day))
        )
        self._compared = panel(
            row(label(COMPARE, "dense-strong", tone="ink2"), self.compare, spacing=8)
        )
        self.compare.setMinimumContentsLength(_LETTERS)
        top.addWidget(self._compared)
        said = row(Icon("history", 18, "ok"), self.difference, spacing=8)
        said.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addLayout(said)
        self.slider.chosen.connect(self._choose_day)
        self.compare.chosen.connect(self._choose_since)

    @property
    def look(self) -> Look:
        """What is asked for."""
        return self._look

    def begin(self) -> None:
        """Ask for all of today's network again: another case is in view."""
        self._look, self._today = Look(), None
        for chip in self.chips.values():
            chip.setChecked(True)
        self.difference.setText("")
        self.setEnabled(False)

    def show_seen(self, seen: NetworkSeen) -> None:
        """Show the days there are, and what changed."""
        self.setEnabled(True)
        self._today = seen.today
        self.slider.span(seen.begun, seen.today, seen.as_at)
        self.day.setText(_TODAY if seen.as_at == seen.today else say_date(seen.as_at))
        first = f"the start, {say_date(seen.begun)}"
        later = self.slider.ticks[1:-1]
        self.compare.set_options(
            [("", first), *((day.isoformat(), say_date(day)) for day in later)]
        )
        since = self._look.since
        self.compare.choose(since.isoformat() if since in later and since else "")
        self._compared.setVisible(bool(later))
        self.difference.setText(seen.difference)
        self.difference.setAccessibleName(seen.difference)

    def _choose_sorts(self) -> None:
        on = frozenset(sort for sort, chip in self.chips.items() if chip.isChecked())
        if not on:  # a network of nothing says nothing: the last one stays
            for chip in self.chips.values():
                chip.setChecked(True)
            on = EVERY_SORT
        self._ask(Look(self._look.as_at, self._look.since, on))

    def _choose_day(self, day: date) -> None:
        as_at = None if day == self._today else day
        self.day.setText(_TODAY if as_at is None else say_date(day))
        self._ask(Look(as_at, self._look.since, self._look.sorts))

    def _choose_since(self) -> None:
        value = self.compare.value
        since = date.fromisoformat(value) if value else None
        self._ask(Look(self._look.as_at, since, self._look.sorts))

    def _ask(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self.look_wanted.emit(look)
