"""A chart on the screen: its picture, or the same numbers as a table; Enter leads to the cases."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from pbi_desktop.services.outcome_rows import Chart, NumberLine
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.scene_view import SceneView
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table

_MOST_ROWS = 12
_LARGEST = 1.35
"""How many pixels a point of a chart takes at most, at 100 % text."""
_ROUND = 20
"""What a picture leaves free of its width and height, both sides together."""


def wrapped(role: str, tone: str = "ink2") -> Words:
    """Return words that take the lines they need at their width, and ask for no more."""
    made = label("", role, tone=tone, wrap=True)
    # Qt reckons with the lines they would need in the narrowest column, and leaves a gap below.
    made.setMinimumHeight(1)
    return made


class Picture(SceneView):
    """A chart as high as its width asks for: the page scrolls, the chart does not."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become as high as the chart is at this width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that shows the whole chart."""
        if self.scene.width > 1:
            largest = self.scene.width * _LARGEST * theme().look.scale
            across = max(1.0, min(self.width() - _ROUND, largest))
            self.setFixedHeight(round(across * self.scene.height / self.scene.width) + _ROUND)


class ChartCard(Card):
    """A titled chart with its sentence; Ctrl+T swaps it for its table."""

    opened = Signal(str, object)  # what the numbers are about, tuple[Number, ...]

    def __init__(self, title: str, meta: str = "", *, table_only: bool = False) -> None:
        super().__init__(title, meta)
        self._name, self._table_only = title, table_only
        self._chart: Chart | None = None
        self._as_table = False
        self._captioned = not table_only
        self.sentence = wrapped("dense", "ink")
        self.picture = Picture(title)
        self.caption = wrapped("support")
        self.table: Table[NumberLine] | None = None
        for part in (self.sentence, self.picture, self.caption):
            self.add(part)
        self.picture.opened.connect(self._open_spot)

    def show_chart(self, chart: Chart | None, sentence: str) -> None:
        """Show a chart, or only the sentence that says why there is none."""
        self._chart = chart
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        if chart is not None:
            figure = chart.figure
            self.picture.show_scene(figure.scene, figure.alt)
            self.picture.fit()
            self.caption.setText(figure.caption)
            self._fill_table(chart)
        self._arrange()

    def show_as_table(self, on: bool) -> None:
        """Show the table instead of the picture, or the picture again."""
        self._as_table = on
        self._arrange()

    def _fill_table(self, chart: Chart) -> None:
        if self.table is None:
            self.table = Table(f"{self._name}: numbers", _columns(chart.header))
            self.table.opened.connect(self._open_line)
            self.table.show_at_most(_MOST_ROWS)
            self.add(self.table)
        self.table.show_rows(chart.lines)
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setMinimumHeight(self.table.sizeHint().height() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the table fill its room, or scroll where its reasons are longer."""
        super().resizeEvent(event)
        self._fit_table()

    def _fit_table(self) -> None:
        if self.table is None:
            return
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        self.table.resizeColumnsToContents()
        needed = sum(header.sectionSize(at) for at in range(header.count()))
        header.setStretchLastSection(needed <= self.table.viewport().width())

    def _arrange(self) -> None:
        there = self._chart is not None
        as_table = self._as_table or self._table_only
        self.picture.setVisible(there and not as_table)
        self.caption.setVisible(there and self._captioned and not as_table)
        if self.table is not None:
            self.table.setVisible(there and as_table)
            self._fit_table()

    def _open_spot(self, key: str) -> None:
        if self._chart is not None:
            numbers = dict(self._chart.spots).get(key, ())
            said = next((one.said for one in self._chart.figure.scene.spots if one.key == key), "")
            if numbers:
                self.opened.emit(said, numbers)

    def _open_line(self, line: NumberLine) -> None:
        if line.numbers:
            self.opened.emit(line.cells[0], line.numbers)


def _columns(header: tuple[str, ...]) -> list[Column[NumberLine]]:
    return [Column(title, partial(_cell, at)) for at, title in enumerate(header)]


def _cell(at: int, line: NumberLine) -> Cell:
    role = "dense-strong" if at == 0 else "dense"
    return Cell(line.cells[at], role=role)


class FunnelCard(ChartCard):
    """The funnel: its steps side by side where there is room, else one under another."""

    _SIDE_BY_SIDE_FROM = 900

    def __init__(self, title: str) -> None:
        super().__init__(title, "Each number is a number of cases")
        self._captioned = False
        self._wide: Chart | None = None
        self._narrow: Chart | None = None

    def show_funnel(self, wide: Chart, narrow: Chart) -> None:
        """Show the funnel in the shape that fits."""
        self._wide, self._narrow = wide, narrow
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the shape anew where the width asks for another."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        roomy = self.width() >= theme().px(self._SIDE_BY_SIDE_FROM)
        chart = self._wide if roomy else self._narrow
        if chart is not None and chart is not self._chart:
            self.show_chart(chart, "")
