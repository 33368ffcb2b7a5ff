"""New since yesterday: what others did on the worker's cases."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.services.my_day_rows import Day
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.screens.my_day.rows import OpenRow, RowList
from pbi_desktop.ui.screens.my_day.words import NEWS_ICONS, NewsLine, news_lines

_SHOWN = 5


class NewSinceYesterday(Card):
    """A few lines, newest first; each opens its case."""

    redrawn = Signal()
    opened = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("New since yesterday")
        self._privacy = privacy
        self._lines: tuple[NewsLine, ...] | None = None
        self.list = RowList("New since yesterday")
        self.list.opened.connect(self.opened)
        self._empty = EmptyState("Nobody else has written to your cases since yesterday.")
        self._loading = Skeleton("what is new", 4)
        for part in (self._loading, self.list, self._empty):
            self.add(part)
        self.list.hide()
        self._empty.hide()
        privacy.changed.connect(self._redraw)

    def show_day(self, day: Day) -> None:
        """Show the news of a day."""
        self._lines = news_lines(day.news)[:_SHOWN]
        self.set_meta(str(len(day.news)) if day.news else "")
        self._draw()

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        if self._lines is None:
            return
        parts: list[QWidget] = []
        for at, line in enumerate(self._lines):
            if at:
                parts.append(rule())
            parts.append(self._row(line))
        self.list.show_parts(parts)
        self._loading.hide()
        self.list.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)

    def _row(self, line: NewsLine) -> OpenRow:
        name = self._privacy.name(line.news.person)
        about = f"{name} \N{MIDDLE DOT} by {line.news.by}"
        row = OpenRow(line.news.case_id, f"{line.title}, {name}, by {line.news.by}")
        icon = Icon(NEWS_ICONS[line.news.kind], 18, "ink2")
        row.put(icon)
        row.put(
            label(line.title, "dense-strong", wrap=True),
            label(about, "support", wrap=True),
            stretch=1,
        )
        return row
