"""New since you looked: who changed what in the worker's cases, without what it says."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.services.my_day_rows import Day, News
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.screens.my_day.rows import OpenRow, RowList
from pbi_desktop.ui.screens.my_day.words import NEWS_ICONS, news_words

TITLE = "New since you looked"
_SHOWN = 5


class NewSinceYouLooked(Card):
    """A few lines, what was handed over first, then newest first; each opens what it is about."""

    redrawn = Signal()
    opened = Signal(object)  # News

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(TITLE)
        self._privacy = privacy
        self._day: Day | None = None
        self.list = RowList(TITLE)
        self.list.opened.connect(self.opened)
        self._empty = EmptyState("Nobody else has changed your cases since you opened them.")
        self._loading = Skeleton("what is new", 4)
        for part in (self._loading, self.list, self._empty):
            self.add(part)
        self.list.hide()
        self._empty.hide()
        privacy.changed.connect(self._redraw)

    def show_day(self, day: Day) -> None:
        """Show the news of a day."""
        self._day = day
        self.set_meta(str(len(day.news)) if day.news else "")
        self._draw()

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        if self._day is None:
            return
        day, parts = self._day, list[QWidget]()
        for at, news in enumerate(day.news[:_SHOWN]):
            if at:
                parts.append(rule())
            parts.append(self._row(news, day.today))
        self.list.show_parts(parts)
        self._loading.hide()
        self.list.setVisible(bool(day.news))
        self._empty.setVisible(not day.news)

    def _row(self, news: News, today: date) -> OpenRow:
        name, said = self._privacy.name(news.person), news_words(news, today)
        row = OpenRow(news, f"{said}, {name}")
        if news.note is not None:
            row.setAccessibleDescription("Enter opens the hand-over note.")
        row.put(Icon(NEWS_ICONS[news.kind], 18, "ink2"))
        row.put(
            label(said, "dense-strong", wrap=True),
            label(name, "support", wrap=True),
            stretch=1,
        )
        return row
