"""An arrival: what they said, who they may be, and what becomes of it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from pbi_desktop.services.approach_rows import WaitingLine
from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import label, rule, set_tone
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.screens.waiting.fact_rows import FactRows
from pbi_desktop.ui.screens.waiting.moving_on import MovingOn
from pbi_desktop.ui.screens.waiting.screen_port import Written
from pbi_desktop.ui.screens.waiting.who_is_it import NEW, WhoIsIt
from pbi_desktop.ui.screens.waiting.words import (
    ACCEPT,
    ACCEPT_KNOWN,
    age,
    age_tone,
    came,
    facts,
    is_own_voice,
    marks,
    name_of,
    repeats,
)

_KEY = "Ctrl Enter"


class ContactCard(Card):
    """One arrival, whole. Accepting needs to know who it is; nothing is chosen beforehand."""

    accept_wanted = Signal(object)  # PersonId, or NEW
    look_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._line: WaitingLine | None = None
        self._name = label("", "panel", wrap=True)
        self._age = label("", "dense-strong")
        self._came = label("", "support", wrap=True)
        self._chips = Flow()
        self._marks = panel(self._chips)
        self._words = label("", "quote", tone="voice", wrap=True)
        self._said = Card(tone="voice", accent="voice")
        self._said.add(self._words)
        self._told = label("", "body", wrap=True)
        self.facts = FactRows(privacy)
        self.who = WhoIsIt(privacy)
        self.accept = Button(ACCEPT, Kind.PRIMARY, icon="check", key=_KEY)
        self.look = Button("Look at the front door", Kind.LINK, icon="door-open")
        self.moving = MovingOn(privacy)
        self.closed_to = label("", "support", wrap=True)
        self._lay_out()
        self.accept.clicked.connect(self.ask_accept)
        self.look.clicked.connect(self.look_wanted)
        self.who.changed.connect(self._show_accept)
        self.moving.turned.connect(self._show_key)
        privacy.changed.connect(self._redraw)

    def _lay_out(self) -> None:
        head = row(self._name, self._age, spacing=12)
        head.setStretch(0, 1)
        self.add(head)
        buttons = Flow()
        for button in (self.accept, self.look):
            buttons.addWidget(button)
        parts = (self._came, self._marks, self._said, self._told, self.facts, rule(), self.who)
        for part in (*parts, panel(buttons), self.closed_to, rule(), self.moving):
            self.add(part)

    @property
    def line(self) -> WaitingLine | None:
        """The arrival that is shown."""
        return self._line

    def show_contact(self, line: WaitingLine, written: Written) -> None:
        """Show an arrival; what is chosen and written for the same one stays."""
        is_new = self._line is None or self._line.id != line.id
        self._line = line
        if is_new:
            self.who.begin(line.person_id)
            self.moving.begin(written)
            self._show_accept()
        self._draw(line)

    def show_matches(self, matches: tuple[Match, ...]) -> None:
        """Show who it may be."""
        self.who.show_matches(matches)
        self._show_accept()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is missing, where it is asked for."""
        self.moving.show_problems(problems)

    def finish(self) -> None:
        """Do what is opened; where nothing is, accept."""
        if self.moving.open is not None:
            self.moving.open.do.click()
        elif self.accept.isVisible():
            self.ask_accept()

    def ask_accept(self) -> None:
        """Wish a case for whoever is chosen; ask who it is first where nobody is."""
        if self.who.chosen is None:
            self.who.ask_first()
        elif self.who.may_go_on():
            self.accept_wanted.emit(self.who.chosen)

    def _draw(self, line: WaitingLine) -> None:
        name = self._privacy.name(name_of(line))
        self._name.setText(name)
        self.setAccessibleName(name)
        self._age.setText(age(line))
        set_tone(self._age, age_tone(line))
        self._came.setText(came(line))
        self._show_marks(line)
        self._show_words(line)
        self.facts.show_facts(facts(line))
        for part in (self.accept, self.who):
            part.setVisible(line.may_accept)
        self.closed_to.setText(f"Only the desk at {line.site} may accept this.")
        self.closed_to.setVisible(not line.may_accept)

    def _show_words(self, line: WaitingLine) -> None:
        """Show what was said; plum is kept for the words of whoever it is about."""
        said, own = self._privacy.detail(f"“{line.words}”"), is_own_voice(line)
        self._words.setText(said if own else "")
        self._told.setText("" if own else said)
        self._said.setVisible(own and bool(line.words))
        self._told.setVisible(not own and bool(line.words))

    def _show_accept(self) -> None:
        known = self.who.chosen not in (None, NEW)
        self.accept.say(ACCEPT_KNOWN if known else ACCEPT)

    def _show_key(self) -> None:
        self.accept.show_key(_KEY if self.moving.open is None else "")

    def _show_marks(self, line: WaitingLine) -> None:
        clear(self._chips)
        made = [Chip(*one[:1], icon=one[1], tone=one[2]) for one in marks(
            line.urgency, line.safe_now
        )]  # fmt: skip
        if repeats(line):
            made.append(Chip(repeats(line), icon="refresh-cw"))
        for chip in made:
            self._chips.addWidget(chip)
        self._marks.setVisible(bool(made))

    def _redraw(self) -> None:
        if self._line is not None:
            self._draw(self._line)
            self.who.show_again()
