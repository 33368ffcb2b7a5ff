"""Who is out: you are, you watch for somebody, or somebody of your site is not back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.times import EPOCH
from pbi_desktop.services.outing_rows import OutingLine, OutingPage
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule, set_tone
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row
from pbi_desktop.ui.screens.my_day.out_strips import AnswerStrip, GoOutStrip
from pbi_desktop.ui.screens.my_day.out_words import first_name, out_about, out_title, out_when

TITLE = "Out alone"


class OutRow(QWidget):
    """One who is out, and what can be done about it."""

    check_in_wanted = Signal(object)  # OutingLine
    longer_wanted = Signal(object)
    ring_wanted = Signal(object)
    raise_wanted = Signal(object)

    def __init__(self, line: OutingLine, me: WorkerId, place: str) -> None:
        """Say where they are as the place may be shown now."""
        super().__init__()
        self.line, self._me = line, me
        self._about = out_about(line, me, place)
        self.mine = line.worker_id == me
        self.icon = Icon("log-out", 18, "ink2")
        self.when = label("", "dense-strong", wrap=True)
        who = f" {first_name(line.worker)}"
        self.check_in = Button(
            "Check in", Kind.PRIMARY if self.mine else Kind.SECONDARY, icon="check"
        )
        self.later = Button("Later", icon="clock", name="Back later")
        self.ring = Button("Ring", Kind.PRIMARY, icon="phone", name=f"Ring{who}")
        self.raise_alarm = Button("Raise", Kind.DANGER, icon="bell", name=f"Raise alarm for{who}")
        self.check_in.clicked.connect(self._check_in)
        self.later.clicked.connect(self._later)
        self.ring.clicked.connect(self._ring)
        self.raise_alarm.clicked.connect(self._raise)
        title = label(out_title(line, me), "dense-strong", wrap=True)
        about = label(self._about, "support", wrap=True)
        buttons = Flow()
        for button in self.stops():
            buttons.addWidget(button)
        words = column(title, self.when, about, spacing=0)
        made = row(self.icon, spacing=12)
        made.addLayout(words, 3)
        made.addWidget(panel(buttons), 2)
        self.setLayout(made)

    def stops(self) -> list[Button]:
        """Return its buttons, in their order."""
        return [self.check_in, self.later, self.ring, self.raise_alarm]

    def tick(self, now: datetime) -> None:
        """Say how late it is, and offer what can be done now."""
        when, late = out_when(self.line, now), now >= self.line.due_at
        calls = late or self.line.raised_at is not None
        self.when.setText(when.words)
        set_tone(self.when, when.tone)
        self.icon.show_icon("triangle-alert" if calls else "log-out", when.tone)
        spoken = (out_title(self.line, self._me), when.words, self._about)
        self.setAccessibleName(", ".join(spoken))
        self.check_in.setVisible(self.mine)
        self.later.setVisible(self.mine)
        self.ring.setVisible(not self.mine)
        self.raise_alarm.setVisible(not self.mine and late and self.line.raised_at is None)

    def _check_in(self) -> None:
        self.check_in_wanted.emit(self.line)

    def _later(self) -> None:
        self.longer_wanted.emit(self.line)

    def _ring(self) -> None:
        self.ring_wanted.emit(self.line)

    def _raise(self) -> None:
        self.raise_wanted.emit(self.line)


class OutCard(Card):
    """A line for each who is out and concerns the worker; there only while somebody is."""

    redrawn = Signal()
    out_wanted = Signal(object)  # GoingOut
    check_in_wanted = Signal(object, str)  # OutingLine, words
    longer_wanted = Signal(object, object)  # OutingLine, datetime
    raise_wanted = Signal(object)  # OutingLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(TITLE)
        self._privacy = privacy
        self._page: OutingPage | None = None
        self._now = EPOCH
        self.rows: list[OutRow] = []
        self._lines = column(spacing=8)
        self.going, self.answer = GoOutStrip(), AnswerStrip()
        self.add(self._lines)
        self.add(self.going)
        self.add(self.answer)
        self.going.wished.connect(self.out_wanted)
        self.answer.safe.connect(self.check_in_wanted)
        self.answer.longer.connect(self.longer_wanted)
        self.answer.silent.connect(self.raise_wanted)
        for strip in (self.going, self.answer):
            strip.left.connect(self._leave)
        privacy.changed.connect(self._cover)
        self.hide()

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        buttons = [button for line in self.rows for button in line.stops()]
        return [*buttons, *self.going.stops(), *self.answer.stops()]

    def show_page(self, page: OutingPage, now: datetime) -> None:
        """Show who is out; what is being typed stays."""
        fresh = self._page is None or page.lines != self._page.lines
        self._page, self._now = page, now
        self.going.know(page.sites, now)
        if self.answer.line is not None and self.answer.line not in page.lines:
            self.answer.hide()
        self._show_now(redraw=fresh)

    def show_now(self, now: datetime) -> None:
        """Say again how late everybody is."""
        self._now = now
        if self._page is not None:
            self._show_now(redraw=False)

    def go_out(
        self, words: str = "", markers: str = "", visit: UUID | None = None, place: str = ""
    ) -> None:
        """Ask where the worker goes, until when, and who watches."""
        self.answer.hide()
        self.show()
        self.going.ask(words, markers, visit, place)

    def gone_out(self) -> None:
        """Close the strip: it was kept."""
        self.going.hide()
        self._show_now(redraw=False)

    def refuse(self, problems: Mapping[str, str]) -> bool:
        """Say at an open strip what to mend; say whether there was one."""
        for strip in (self.going, self.answer):
            if not strip.isHidden():
                strip.refuse(problems)
                return True
        return False

    def _shown(self) -> list[OutingLine]:
        """Return mine, those I watch for, and whoever the leads are told of now."""
        if self._page is None:
            return []
        page, calling = self._page, self._page.calling(self._now)
        near = (*page.mine, *page.watched)
        return [line for line in page.lines if line in near or line in calling]

    def _show_now(self, *, redraw: bool) -> None:
        lines = self._shown()
        for strip in (self.going, self.answer):
            strip.tick(self._now)
        if redraw or [one.line for one in self.rows] != lines:
            self._draw(lines)
        for line in self.rows:
            line.tick(self._now)
        late = self._page is not None and any(
            line in self._page.calling(self._now) or self._now >= line.due_at for line in lines
        )
        self.set_look(tone="danger" if late else "", accent="danger" if late else "primary")
        self.setVisible(bool(lines) or not self.going.isHidden())

    def _cover(self) -> None:
        """Show where they are as places may be shown now."""
        if self._page is not None:
            self._show_now(redraw=True)

    def _draw(self, lines: list[OutingLine]) -> None:
        clear(self._lines)
        me, hide = self._page.me if self._page else None, self._privacy.detail
        self.rows = [OutRow(line, me, hide(line.place)) for line in lines] if me else []
        for at, made in enumerate(self.rows):
            if at:
                self._lines.addWidget(rule())
            self._lines.addWidget(made)
            made.check_in_wanted.connect(self._check_in)
            made.longer_wanted.connect(self._longer)
            made.ring_wanted.connect(self._ring)
            made.raise_wanted.connect(self.raise_wanted)
        self.redrawn.emit()

    def _check_in(self, line: OutingLine) -> None:
        if line.raised_at is None:
            self.check_in_wanted.emit(line, "")
        else:  # whoever was looked for says how they are
            self.going.hide()
            self.answer.ask(line, mine=False, may_extend=False)

    def _longer(self, line: OutingLine) -> None:
        self.going.hide()
        self.answer.ask(line, mine=True, may_extend=True)

    def _ring(self, line: OutingLine) -> None:
        self.going.hide()
        watches = self._page is not None and line.watcher_id == self._page.me
        self.answer.ask(line, mine=False, may_extend=watches)

    def _leave(self) -> None:
        self._show_now(redraw=False)
        for line in self.rows[:1]:
            next(one for one in line.stops() if not one.isHidden()).setFocus()
