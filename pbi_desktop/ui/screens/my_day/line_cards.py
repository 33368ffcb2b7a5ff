"""Cards of lines that each open a case: there only while there is something to say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.services.my_day_rows import Day
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import Columns, Part, panel, row
from pbi_desktop.ui.screens.my_day.line_words import CardLine, Say
from pbi_desktop.ui.screens.my_day.rows import OpenRow, RowList
from pbi_desktop.ui.screens.my_day.words import FEWER, more

_FEW = 3
_LONGEST_BESIDE = 48  # letters of a name: a longer one has a line of its own, and wraps


class ShownColumns(Columns):
    """Columns of the cards that are there: one that is hidden leaves no gap."""

    def add(self, card: QWidget, span: int = 1) -> None:
        """Add a card at the end, whether it is there now or not."""
        card.setParent(self)  # a hidden one is put nowhere yet, and must not be a window
        super().add(card, span)

    def again(self) -> None:
        """Put in place the cards that are there now."""
        self._place(self._most)
        self._refit()

    def _place(self, columns: int) -> None:
        every = self._cards
        self._cards = [pair for pair in every if not pair[0].isHidden()]
        super()._place(max(1, min(columns, len(self._cards))))
        self._cards = every


class LinesCard(Card):
    """Lines with an icon, whose they are and when; the first few, and the others by a link."""

    redrawn = Signal()
    opened = Signal(object)  # CaseId, or Unsent

    def __init__(  # noqa: PLR0913 - what it is called, says, looks like and shows
        self,
        title: str,
        say: Say,
        privacy: Privacy,
        *,
        icon: str,
        tone: str = "",
        all_pressing: bool = False,
    ) -> None:
        super().__init__(title, tone=tone, accent=tone)
        self._say, self._privacy, self._all_pressing = say, privacy, all_pressing
        self._icon, self._icon_tone = icon, tone or "ink2"
        self._lines: tuple[CardLine, ...] = ()
        self._all = False
        self.list = RowList(title)
        self.list.opened.connect(self.opened)
        self.more = Button(FEWER, Kind.LINK, icon="chevron-down")
        self.more.clicked.connect(self._turn)
        self._more_line = panel(row(self.more, 0))
        self.add(self.list)
        self.add(self._more_line)
        self.hide()
        privacy.changed.connect(self._redraw)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        return [*self.list.rows(), self.more]

    def show_day(self, day: Day) -> None:
        """Show what a day has of it; nothing: the card is not there."""
        self._lines = self._say(day)
        self.set_meta(str(len(self._lines)) if self._lines else "")
        self._draw()
        self.setVisible(bool(self._lines))

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    @property
    def _few(self) -> int:
        """How many are shown at first; where none that presses may be out of sight, all those."""
        pressing = sum(line.when.tone == "danger" for line in self._lines)
        return max(_FEW, pressing) if self._all_pressing else _FEW

    def _draw(self) -> None:
        shown = self._lines if self._all else self._lines[: self._few]
        parts: list[QWidget] = []
        for at, line in enumerate(shown):
            if at:
                parts.append(rule())
            parts.append(self._row(line))
        self.list.show_parts(parts)
        rest = len(self._lines) - self._few
        self.more.say(*((FEWER, "chevron-up") if self._all else (more(rest), "chevron-down")))
        self._more_line.setVisible(rest > 0)

    def _turn(self) -> None:
        """Show all and go to the first that is new, or show the few again."""
        at = len(self.list.rows())
        self._all = not self._all
        self._redraw()
        for line in self.list.rows()[at : at + 1]:
            line.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, line: CardLine) -> OpenRow:
        name = self._privacy.name(line.person)
        title, about = (self._privacy.detail(words) for words in (line.title, line.more))
        spoken = ", ".join(words for words in (title, name, about, line.when.words) if words)
        made = OpenRow(line.unsent or line.case_id, spoken)
        if line.unsent is not None:
            made.setAccessibleDescription("Enter asks when you sent it, and to whom.")
        made.put(Icon(self._icon, 18, self._icon_tone))
        made.put(label(title, "dense-strong", wrap=True), *self._under(name, about), stretch=3)
        if line.when.words:
            when = label(line.when.words, "column", tone=line.when.tone, wrap=True)
            when.stand_at_end()
            made.put(when, stretch=2)
        return made

    def _under(self, name: str, about: str) -> list[Part]:
        """Return whose it is and a word more, each by itself: a name may run the other way."""
        if not about:
            return [label(name, "support", wrap=True)]
        more = label(about, "support", wrap=True)
        if not self._all_pressing or len(name) > _LONGEST_BESIDE:  # no room beside it
            return [label(name, "support", wrap=True), more]
        beside = row(label(name, "support"), spacing=12)
        beside.addWidget(more, 1)
        return [beside]
