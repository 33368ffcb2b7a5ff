"""Today: visits and meetings by time, and where now stands among them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.my_day_rows import Day, DayItem
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Skeleton
from pbi_desktop.ui.screens.my_day.rows import OpenRow, RowList
from pbi_desktop.ui.screens.my_day.timeline import Dot, NowLine
from pbi_desktop.ui.screens.my_day.visit_strips import BookStrip, VisitStrip
from pbi_desktop.ui.screens.my_day.words import FEWER, clock, due, more, to_go

_KEYS = "Space: done \N{MIDDLE DOT} M: move, call off, go out \N{MIDDLE DOT} Enter: open the case"
_FEW_COMING = 4


class VisitRow(OpenRow):
    """A visit: Enter opens its case, Space says it is done, M asks what becomes of it."""

    done_wanted = Signal(object)  # DayItem
    change_wanted = Signal(object)  # DayItem

    def __init__(self, item: DayItem, spoken: str) -> None:
        super().__init__(item.case_id, spoken)
        self.item = item
        self.setAccessibleDescription("Enter opens the case, Space is done, M moves or calls off.")

    def add_change(self, name: str) -> None:
        """Put a button at the end that does for a mouse what M does."""
        change = Button("", Kind.LINK, icon="ellipsis", name=name)
        change.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        change.clicked.connect(self._change)
        self.line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say it is done, or ask what becomes of it."""
        if event.key() == Qt.Key.Key_Space:
            if not self.item.done:
                self.done_wanted.emit(self.item)
        elif event.key() in (Qt.Key.Key_M, Qt.Key.Key_Delete) and not event.modifiers():
            self._change()
        else:
            super().keyPressEvent(event)

    def _change(self) -> None:
        self.change_wanted.emit(self.item)


class Today(Card):
    """The day's own list, and what is booked for the days after."""

    redrawn = Signal()
    opened = Signal(object)  # CaseId
    booked = Signal(object, object)  # CaseId, NewVisit
    done_wanted = Signal(object)  # DayItem
    moved = Signal(object, object)  # DayItem, datetime
    called_off = Signal(object)  # DayItem
    out_wanted = Signal(object)  # DayItem, or None: not to a visit
    calendar_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Today")
        self._privacy = privacy
        self._day: Day | None = None
        self._now: datetime | None = None
        self.list, self.coming = RowList("Today"), RowList("Coming")
        self._empty = EmptyState("Nothing is booked for you today.")
        self._loading = Skeleton("today", 4)
        self._coming_title = label("Coming", "field")
        self._all_coming = False
        self.more = Button(FEWER, Kind.LINK, icon="chevron-down")
        self._keys = label(_KEYS, "support", wrap=True)
        self.book, self.change = BookStrip(privacy), VisitStrip()
        self.book_button = Button("Book a visit", Kind.LINK, icon="plus")
        self.out_button = Button("Go out", Kind.LINK, icon="log-out")
        self.calendar_button = Button("Calendar file", Kind.LINK, icon="download")
        self._lay_out()
        self._connect()
        privacy.changed.connect(self._redraw)

    def _lay_out(self) -> None:
        buttons = Flow(gap=4)
        for button in (self.book_button, self.out_button, self.calendar_button):
            buttons.addWidget(button)
        shown: tuple[QWidget, ...] = (self._loading, self.list, self._empty, self._coming_title)
        self._more_line = panel(row(self.more, 0))
        below = (self.coming, self._more_line, self.change, self.book, self._keys)
        for part in (*shown, *below):
            self.add(part)
        self.add(panel(buttons))
        for hidden in (*shown[1:], self.coming, self._more_line, self._keys):
            hidden.hide()

    def _connect(self) -> None:
        for rows in (self.list, self.coming):
            rows.opened.connect(self.opened)
        self.more.clicked.connect(self._turn)
        self.book_button.clicked.connect(self.ask_to_book)
        self.out_button.clicked.connect(self._go_out)
        self.calendar_button.clicked.connect(self.calendar_wanted)
        self.book.wished.connect(self.booked)
        self.change.moved.connect(self.moved)
        self.change.done.connect(self.done_wanted)
        self.change.called_off.connect(self.called_off)
        self.change.out_wanted.connect(self._go_out_to)
        self.book.left.connect(self._leave)
        self.change.left.connect(self._leave)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        buttons = [self.book_button, self.out_button, self.calendar_button]
        rows = [*self.list.rows(), *self.coming.rows(), self.more]
        return [*rows, *self.change.stops(), *self.book.stops(), *buttons]

    def show_day(self, day: Day, now: datetime) -> None:
        """Show the items of a day."""
        self._day, self._now = day, now
        self.set_meta(to_go(day))
        self.book.know(day.cases)
        if self.change.item is not None and self.change.item not in (*day.items, *day.coming):
            self.change.hide()
        self._draw()

    def show_now(self, now: datetime) -> None:
        """Move the line of now."""
        self._now = now
        self._draw()

    def ask_to_book(self, case: object = None) -> None:
        """Ask whom to visit and when; `case` where that is known already."""
        self.change.hide()
        self.book.ask(CaseId(case) if isinstance(case, UUID) else None)

    def kept(self) -> None:
        """Close what was open: it was kept."""
        open_strip = not (self.book.isHidden() and self.change.isHidden())
        self.book.hide()
        self.change.hide()
        if open_strip:
            self._leave()

    def refuse(self, problems: Mapping[str, str]) -> bool:
        """Say at an open strip what to mend; say whether there was one."""
        for strip in (self.book, self.change):
            if not strip.isHidden():
                strip.refuse(problems)
                return True
        return False

    def markers_of(self, item: DayItem) -> str:
        """Return what to know before a visit, for whoever makes it."""
        found = self._day.markers if self._day is not None else ()
        words = [one.words for one in found if one.person_id == item.person_id]
        return self._privacy.detail(". ".join(words)) if words else ""

    def _turn(self) -> None:
        """Show all that is coming, or the few again."""
        self._all_coming = not self._all_coming
        self._redraw()

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        if self._day is None or self._now is None:
            return
        items, coming, now = self._day.items, self._day.coming, self._now
        self.book.tick(now)
        self.change.tick(now)
        passed = sum(item.at <= now for item in items)
        parts: list[QWidget] = [self._row(item) for item in items]
        parts.insert(passed, NowLine(clock(now)))
        self.list.show_parts(parts if items else [])
        shown = coming if self._all_coming else coming[:_FEW_COMING]
        self.coming.show_parts([self._row(item, self._day.today) for item in shown])
        rest = len(coming) - _FEW_COMING
        turn = (FEWER, "chevron-up") if self._all_coming else (more(rest), "chevron-down")
        self.more.say(*turn)
        self._more_line.setVisible(rest > 0)
        self._loading.hide()
        self.list.setVisible(bool(items))
        self._empty.setVisible(not items)
        for part in (self._coming_title, self.coming):
            part.setVisible(bool(coming))
        self._keys.setVisible(bool(items or coming))

    def _row(self, item: DayItem, today: date | None = None) -> VisitRow:
        name, what = self._privacy.name(item.person), self._privacy.detail(item.what)
        done = "Done" if item.done else ""
        place = self._privacy.detail(item.place) if item.place else ""
        when = clock(item.at)
        if today is not None:
            when = f"{due(london_day(item.at), 0, today).words} {when}"
        about = " \N{MIDDLE DOT} ".join(part for part in (what, place) if part)
        markers = "" if item.done else self.markers_of(item)
        spoken = ", ".join(part for part in (when, name, what, place, markers, done) if part)
        line = VisitRow(item, spoken)
        line.done_wanted.connect(self.done_wanted)
        line.change_wanted.connect(self._ask_change)
        tone = "ink2" if item.done else "ink"
        words = [label(name, "dense-strong", tone=tone, wrap=True)]
        words.append(label(about, "support", wrap=True))
        if markers:
            words.append(label(f"Before you go: {markers}", "column", tone="warn", wrap=True))
        role = "dense" if item.done else "dense-strong"
        at = label(when, role, tone=tone, tabular=True)
        if today is None:
            line.put(at)
            line.line.addWidget(Dot(done=item.done))
        else:
            words.insert(0, at)
        line.put(*words, stretch=1)
        if done:
            line.put(label(done, "column", tone="ok"))
        line.add_change(f"Move or call off {what}, {name}")
        return line

    def _ask_change(self, item: DayItem) -> None:
        self.book.hide()
        name, what = self._privacy.name(item.person), self._privacy.detail(item.what)
        self.change.ask(item, f"{what} for {name}, {clock(item.at)}")

    def _go_out(self) -> None:
        self.out_wanted.emit(None)

    def _go_out_to(self, item: DayItem) -> None:
        self.change.hide()
        self.out_wanted.emit(item)

    def _leave(self) -> None:
        rows = [*self.list.rows(), *self.coming.rows()]
        target = next((row for row in rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        (target or self.book_button).setFocus(Qt.FocusReason.TabFocusReason)
