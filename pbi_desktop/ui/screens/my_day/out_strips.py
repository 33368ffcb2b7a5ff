"""Below who is out: going out oneself, staying longer, what somebody said when rung."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.domain.times import EPOCH
from pbi_desktop.services.outing_rows import OutingLine, SiteWatch
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.screens.my_day.out_words import GoingOut, first_name, read_back, say_back

_PLACE_HINT = "A street or a building. No name: whoever watches must not read who you visit."


class Strip(QWidget):
    """Some fields and buttons in place; Enter in a field does the first, Esc leaves."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "field", wrap=True)
        self.leave_button = Button("Leave it", key="Esc")
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    def flow(self, *buttons: Button) -> Flow:
        """Return buttons beside each other, with the one that leaves last."""
        flow = Flow()
        for button in (*buttons, self.leave_button):
            flow.addWidget(button)
        return flow

    def come(self, words: str, first: QWidget) -> None:
        """Show the strip and put the caret into its first field."""
        self.words.setText(words)
        self.show()
        first.setFocus(Qt.FocusReason.TabFocusReason)
        # The strip has its place only when the layout has been told: reveal it after that.
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        reveal(self)

    def leave(self) -> None:
        """Go away; nothing was done."""
        self.hide()
        self.left.emit()

    def do_first(self) -> None:
        """Do what Enter does."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field does the first thing, on a button that; Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = self.focusWidget()
            if isinstance(at, Button):
                at.click()
            elif not isinstance(at, Pick):
                self.do_first()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class GoOutStrip(Strip):
    """Where, until when, who watches."""

    wished = Signal(object)  # GoingOut

    def __init__(self) -> None:
        super().__init__()
        self._now = EPOCH
        self._sites: tuple[SiteWatch, ...] = ()
        self._visit: UUID | None = None
        self.markers = label("", "dense-strong", tone="warn", wrap=True)
        self.site = Pick("From which site")
        self.place = LineField("Where you go", hint=_PLACE_HINT, letters=40)
        self.due: DateField[datetime] = DateField(
            "Back by", reading(self._read, say_back), placeholder="15:30, in 45 minutes", letters=20
        )
        self.watcher = Pick("Who watches for you")
        self._watch_words = label("Who watches for you", "field")
        self.problem = label("", "support", tone="danger", wrap=True)
        self.go_button = Button("I am going out", Kind.PRIMARY, icon="log-out", key="Enter")
        self.go_button.clicked.connect(self.do_first)
        self.site.chosen.connect(self._offer)
        self.setLayout(
            column(
                self.words,
                self.markers,
                row(self.site, 0),
                self.place,
                self.due,
                self._watch_words,
                row(self.watcher, 0),
                self.problem,
                self.flow(self.go_button),
                spacing=6,
            )
        )

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        fields = [self.site, self.place.editor, self.due.editor, self.watcher]
        return [*fields, self.go_button, self.leave_button]

    def know(self, sites: tuple[SiteWatch, ...], now: datetime) -> None:
        """Offer these sites and whoever could watch there."""
        self._now = now
        if sites == self._sites:
            return
        self._sites = sites
        self.site.set_options([(str(one.id), one.name) for one in sites])
        self._offer()

    def tick(self, now: datetime) -> None:
        """Read times from this instant on."""
        self._now = now

    def ask(
        self, words: str = "", markers: str = "", visit: UUID | None = None, place: str = ""
    ) -> None:
        """Ask; for a visit with its place, and what to know before it."""
        self._visit = visit
        self.markers.setText(markers)
        self.markers.setVisible(bool(markers))
        self.site.setVisible(len(self._sites) > 1)
        self.problem.hide()
        for field in (self.place, self.due):
            field.set_text("")
            field.clear_problem()
        self.place.set_text(place)
        self.come(words or "You go out", self.due.editor if place else self.place.editor)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what to mend."""
        fields = {"place": self.place, "due": self.due}
        for key, sentence in problems.items():
            if key in fields:
                fields[key].show_problem(sentence)
            else:
                self.problem.setText(sentence)
                self.problem.show()

    def do_first(self) -> None:
        """Wish to go out, or say what is missing."""
        due = self.due.value
        if due is None:
            self.due.show_problem(reading(self._read, say_back)(self.due.text()).problem)
            self.due.editor.setFocus()
        elif not self.watcher.value:
            self.refuse({"watcher": "Nobody else works at this site: ask a lead."})
        else:
            site, watcher = UUID(self.site.value), UUID(self.watcher.value)
            place = self.place.text()
            self.wished.emit(GoingOut(SiteId(site), place, due, WorkerId(watcher), self._visit))

    def _offer(self) -> None:
        chosen = next((one for one in self._sites if str(one.id) == self.site.value), None)
        watchers = chosen.watchers if chosen else ()
        self.watcher.set_options([(str(one.id), f"{one.name}, {one.job}") for one in watchers])

    def _read(self, text: str) -> datetime:
        return read_back(text, self._now)


class AnswerStrip(Strip):
    """What somebody said when rung: safe, needs longer, or nobody answers."""

    safe = Signal(object, str)  # OutingLine, words
    longer = Signal(object, object)  # OutingLine, datetime
    silent = Signal(object)  # OutingLine

    def __init__(self) -> None:
        super().__init__()
        self._now = EPOCH
        self.line: OutingLine | None = None
        self.said = LineField("What they said, or how you found them", letters=48)
        self.due: DateField[datetime] = DateField(
            "Needs until",
            reading(self._read, say_back),
            placeholder="16:15, in 30 minutes",
            letters=20,
        )
        self.safe_button = Button("Safe and back", Kind.PRIMARY, icon="check", key="Enter")
        self.longer_button = Button("Needs longer", icon="clock")
        self.raise_button = Button("No answer: raise the alarm", Kind.DANGER, icon="bell")
        self.safe_button.clicked.connect(self._is_safe)
        self.longer_button.clicked.connect(self._needs_longer)
        self.raise_button.clicked.connect(self._is_silent)
        buttons = self.flow(self.safe_button, self.longer_button, self.raise_button)
        self._fields = panel(column(self.said, self.due, spacing=6))
        self.setLayout(column(self.words, self._fields, buttons, spacing=6))

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in their order."""
        buttons = [self.safe_button, self.longer_button, self.raise_button, self.leave_button]
        return [self.said.editor, self.due.editor, *buttons]

    def tick(self, now: datetime) -> None:
        """Read times from this instant on."""
        self._now = now

    def ask(self, line: OutingLine, *, mine: bool, may_extend: bool) -> None:
        """Ask about somebody who is out, or whether one needs longer oneself."""
        self.line = line
        for field in (self.said, self.due):
            field.set_text("")
            field.clear_problem()
        for part in (self.said, self.safe_button, self.raise_button):
            part.setVisible(not mine)
        self.raise_button.setVisible(not mine and line.raised_at is None)
        for part in (self.due, self.longer_button):
            part.setVisible(may_extend)
        self.longer_button.show_key("Enter" if mine else "")
        who = first_name(line.worker)
        words = "You need longer" if mine else f"Ring {who}. What did they say?"
        self.come(words, self.due.editor if mine else self.said.editor)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what to mend."""
        for key, sentence in problems.items():
            (self.due if key == "due" else self.said).show_problem(sentence)

    def do_first(self) -> None:
        """Keep what was typed: a time, or that they are safe."""
        if self.safe_button.isHidden() or self.due.text().strip():
            self._needs_longer()
        else:
            self._is_safe()

    def _is_safe(self) -> None:
        if self.line is not None:
            self.safe.emit(self.line, self.said.text())

    def _needs_longer(self) -> None:
        due = self.due.value
        if due is None:
            self.due.show_problem(reading(self._read, say_back)(self.due.text()).problem)
            self.due.editor.setFocus()
        elif self.line is not None:
            self.longer.emit(self.line, due)

    def _is_silent(self) -> None:
        if self.line is not None:
            self.silent.emit(self.line)

    def _read(self, text: str) -> datetime:
        return read_back(text, self._now)
