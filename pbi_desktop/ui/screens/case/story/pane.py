"""One entry of the story in whole: what it says, what it said before, and how to put it right."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.services.case_rows import PastWords, StoryEntry
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, Words, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row, scrolled
from pbi_desktop.ui.screens.case.story_list import line_of
from pbi_desktop.ui.screens.case.story_words import MARK_ICONS, StoryLine, place_of
from pbi_desktop.ui.screens.case.words import marking_words

_NOTES = "notes"
BEFORE, AFTER = "See what it said before", "Show only what it says now"


class EntryPane(Card):
    """Reads an entry out in whole; a note can be corrected, marked and moved from here."""

    closed = Signal()
    past_wanted = Signal(object)  # StoryEntry
    correct_wanted = Signal(object)
    mark_wanted = Signal(object)
    move_wanted = Signal(object)
    tab_wanted = Signal(str)
    case_wanted = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("")
        self._privacy = privacy
        self.entry: StoryEntry | None = None
        self._today = date.min
        self._past: tuple[PastWords, ...] = ()
        self.when, self.who = _wrapped("support"), _wrapped("support")
        self.mark_icon, self.mark = Icon("square-check", 16, "ink"), _wrapped("dense-strong")
        self.own_words = label("", "quote", tone="voice", wrap=True)
        self.said, self.corrected = _wrapped("body"), _wrapped("support")
        self.before = Button(BEFORE, Kind.SECONDARY, icon="history")
        self.correct_button = Button("Correct", Kind.SECONDARY, icon="pencil")
        self.mark_button = Button("Mark as fact, opinion or told", Kind.SECONDARY, icon="flag")
        self.move_button = Button("Move to the right case", Kind.SECONDARY, icon="send")
        self.place = Button("Show it", Kind.SECONDARY, icon="folder-open")
        self.back = Button("Back to the story", Kind.QUIET, icon="arrow-left", key="Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._marked = panel(row(self.mark_icon, self.mark, spacing=6))
        self._was = QVBoxLayout()
        self._was.setSpacing(10)
        held = QVBoxLayout()
        held.setContentsMargins(8, 6, 8, 6)
        held.setSpacing(8)
        for part in (self.when, self.who, self._marked, self.own_words, self.said, self.corrected):
            held.addWidget(part)
        held.addLayout(self._was)
        held.addStretch(1)
        self.area = scrolled(panel(held))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setMinimumHeight(theme().px(110))
        self.add(self.area, 1)
        flow = Flow()
        for button in (
            self.before,
            self.correct_button,
            self.mark_button,
            self.move_button,
            self.place,
            self.back,
        ):
            flow.addWidget(button)
        self.add(panel(flow))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.before.clicked.connect(self._turn)
        self.correct_button.clicked.connect(self._want_correction)
        self.mark_button.clicked.connect(self._want_mark)
        self.move_button.clicked.connect(self._want_move)
        self.place.clicked.connect(self._want_place)

    def show_entry(
        self, entry: StoryEntry, today: date, *, may_write: bool, main: PersonId | None
    ) -> None:
        """Show an entry; what it said before is asked for anew."""
        if self.entry is None or (self.entry.id, self.entry.version) != (entry.id, entry.version):
            self._show_past(())
        self.entry, self._today = entry, today
        line = line_of(entry, today, self._privacy, main)
        self._show_line(entry, line)
        here = entry.earlier is None
        ours = may_write and here and entry.record == _NOTES and not entry.moved
        for button in (self.correct_button, self.mark_button, self.move_button):
            button.setVisible(ours)
        tab = place_of(entry)[1]
        self.place.say(f"Show it on {tab}" if here else f"Go to case {entry.reference}")
        self.place.setVisible(bool(tab) or not here)
        self.before.setVisible(entry.corrected is not None and not entry.moved)
        self._show_past(self._past)
        self.area.setAccessibleName(line.spoken)

    def show_past(self, note: object, past: Sequence[PastWords]) -> None:
        """Show what the entry said before, if it is still the one in view."""
        if self.entry is not None and self.entry.id == note:
            self._show_past(tuple(past))
            announce(self, " ".join(said_until(one) for one in past))

    def forget(self) -> None:
        """Have nothing of any entry left."""
        self.entry = None
        self._show_past(())
        for words in (
            self.when, self.who, self.mark, self.own_words, self.said, self.corrected,
        ):  # fmt: skip
            words.setText("")

    def _show_line(self, entry: StoryEntry, line: StoryLine) -> None:
        self.set_title(line.title)
        at = entry.at.astimezone(LONDON)
        self.when.setText(f"{say_date(london_day(entry.at))}, {at:%H:%M}")
        self.who.setText(line.who)
        self.who.setVisible(bool(line.who))
        self._marked.setVisible(line.marking is not None)
        if line.marking is not None:
            self.mark_icon.show_icon(MARK_ICONS[line.marking], "ink")
            self.mark.setText(line.mark)
        own, rest = line.body[: line.voice], line.body[line.voice :].strip()
        for words, text in ((self.own_words, own), (self.said, rest)):
            words.setText(text)
            words.setVisible(bool(text))
        self.corrected.setText(f"{line.corrected}." if line.corrected else "")
        self.corrected.setVisible(bool(line.corrected))

    def _show_past(self, past: tuple[PastWords, ...]) -> None:
        self._past = past
        clear(self._was)
        for one in past:
            self._was.addWidget(label(said_until(one), "dense-strong", wrap=True))
            told = self._privacy.detail(one.place), self._privacy.detail(one.body)
            for words in (*(part for part in told if part), self._mark_of(one)):
                if words:
                    self._was.addWidget(label(words, "dense", wrap=True))
        self.before.say(AFTER if past else BEFORE)

    def _mark_of(self, one: PastWords) -> str:
        words = marking_words(one.marking, self._privacy.detail(one.told_by))
        return f"Marked: {words}" if words else "Not marked"

    def _turn(self) -> None:
        if self._past:
            self._show_past(())
        elif self.entry is not None:
            self.past_wanted.emit(self.entry)

    def _want_correction(self) -> None:
        self.correct_wanted.emit(self.entry)

    def _want_mark(self) -> None:
        self.mark_wanted.emit(self.entry)

    def _want_place(self) -> None:
        if self.entry is None:
            return
        if self.entry.earlier is not None:
            self.case_wanted.emit(self.entry.earlier)
        else:
            self.tab_wanted.emit(place_of(self.entry)[0])

    def _want_move(self) -> None:
        self.move_wanted.emit(self.entry)


def said_until(one: PastWords) -> str:
    """Return until when an entry said something, and who put it right."""
    at = one.until.astimezone(LONDON)
    return f"Until {say_date(at.date())}, {at:%H:%M}, when {one.by} changed it, it said:"


def _wrapped(role: str) -> Words:
    made = label("", role, wrap=True)
    made.setMinimumHeight(1)
    return made
