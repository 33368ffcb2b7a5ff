"""The front door's screen: what they tell you, who may be meant, why, and the case opens."""

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import unquote

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from pbi_desktop.services.front_door_rows import SiteChoice, Strength
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.screens.front_door.arrangement import Arrangement
from pbi_desktop.ui.screens.front_door.carried import told_of
from pbi_desktop.ui.screens.front_door.found_people import FoundPeople
from pbi_desktop.ui.screens.front_door.match_card import MatchCard
from pbi_desktop.ui.screens.front_door.new_person import NewPersonForm
from pbi_desktop.ui.screens.front_door.screen_port import About, Found, Place, Strip
from pbi_desktop.ui.screens.front_door.telling import Telling
from pbi_desktop.ui.screens.front_door.typed import NewPerson, Typed
from pbi_desktop.ui.screens.front_door.who_is_it import WhoIsIt

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHORTCUTS = (
    Shortcut("Up, Down", "Choose among the matches"),
    Shortcut("Alt+Y", "They answered, and it fits"),
    Shortcut("Enter", "Open the case of the chosen match"),
    Shortcut("Alt+X", "Not the same: on to the next match, or take that back"),
    Shortcut("Alt+A", "Not sure: ask a colleague, nothing is opened"),
    Shortcut("Ctrl+N", "Start a new person"),
    Shortcut("Alt+K", "Advice only: keep that they came, without a case"),
    Shortcut("Ctrl+Enter", "Open their case, from anywhere"),
    Shortcut("Esc", "From a new person back to the matches"),
)


class FrontDoorScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    opened = Signal(str)
    told_elsewhere = Signal(object)  # Told
    confirmed = Signal()
    finished = Signal()
    check_turned = Signal()
    not_the_same = Signal()
    unsure = Signal()
    keep_wanted = Signal()
    folds_turned = Signal(object)  # frozenset of str
    new_wanted = Signal()
    new_left = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object | None = None  # held here, or it goes silent
        self.telling = Telling(privacy)
        self.people = FoundPeople(privacy)
        self.who = WhoIsIt(privacy)
        self.new_form = NewPersonForm(privacy)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.who)
        right.addWidget(self.new_form)
        right.addStretch(1)
        self._arrangement = Arrangement(_topped(self.telling), self.people, self._right)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._arrangement)
        self.who.hide()
        self.new_form.hide()
        self._bind()

    def _bind(self) -> None:
        for keys, signal in (
            ("Alt+Y", self.check_turned),
            ("Alt+X", self.not_the_same),
            ("Alt+A", self.unsure),
            ("Alt+K", self.keep_wanted),
            ("Ctrl+N", self.new_wanted),
            ("Ctrl+Return", self.finished),
            ("Ctrl+Enter", self.finished),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(signal)
        self.who.confirmed.connect(self.confirmed)
        self.who.not_the_same.connect(self.not_the_same)
        self.who.unsure.connect(self.unsure)
        self.telling.keep_wanted.connect(self.keep_wanted)
        for fold in self.telling.folds().values():
            fold.turned.connect(self._say_folds)
        self.new_form.finished.connect(self.finished)
        self.new_form.left_form.connect(self.new_left)
        self.telling.new_wanted.connect(self.new_wanted)
        self.people.start_new.clicked.connect(self.new_wanted)
        self.people.ask.clicked.connect(self.unsure)
        self.people.matches.grown.connect(self._order_tabs)
        self.people.matches.emptied.connect(self.land)
        self.people.before.redrawn.connect(self._order_tabs)

    # --- what the shell asks -------------------------------------------------------------------

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what was left here, or search: for words after `search`, fields after `told`."""
        way, rest = (parts[0], "/".join(parts[1:])) if len(parts) > 1 else ("", "")
        if way == "told":
            self.told_elsewhere.emit(told_of(rest))
        else:
            self.opened.emit(unquote(rest) if way == "search" else "")

    def land(self) -> None:
        """Put the caret where typing begins."""
        self.telling.name.setFocus()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""
        return _SHORTCUTS

    # --- what the presenter shows --------------------------------------------------------------

    def show_typed(self, typed: Typed) -> None:
        """Fill every field."""
        self.telling.show_typed(typed)

    def show_reading(self, read_as: dict[str, str], problems: dict[str, str]) -> None:
        """Say under each field how it was read."""
        self.telling.show_reading(read_as, problems)

    def show_found(self, found: Found) -> None:
        """Show the matches, and why the chosen one may be meant."""
        self.people.show_found(found)
        likely = any(match.strength is Strength.VERY_LIKELY for match in found.matches)
        if self.new_form.warn(likely, look_first=found.look_first):
            QTimer.singleShot(0, self, lambda: reveal(self.new_form.likely))  # once it has room
        if found.chosen is not None:
            rejected = found.chosen.person_id in found.rejected
            self.who.show_match(found.chosen, rejected=rejected)
        self.who.setVisible(found.chosen is not None and self.new_form.isHidden())

    def show_about(self, about: About) -> None:
        """Show what else is known of the chosen one."""
        self.people.show_about(about)

    def _order_tabs(self) -> None:
        """Put new stops where they stand: Tab goes in the order things were made."""
        people = self.people
        stops = [self.telling.keep, *people.matches.every_card(), people.start_new, people.ask]
        stops += [*people.before.buttons(), *people.beside, self.who.check.box]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def show_failure(self, sentence: str) -> None:
        """Say why there are no matches to show."""
        self.people.show_failure(sentence)
        self.who.hide()

    def show_check(self, *, checked: bool, strip: Strip) -> None:
        """Show whether identity was checked, and what the strip below it says."""
        self.who.check.show_check(checked=checked, strip=strip)

    def offer_new(self, ready: bool) -> None:
        """Offer to start a new person, or say what to ask for first."""
        self.telling.offer_new(ready=ready)
        self.people.offer_new(ready=ready)

    def offer_keep(self, ready: bool) -> None:
        """Offer to keep that somebody came, without a case."""
        self.telling.offer_keep(ready=ready)

    def show_new(self, new: NewPerson | None, sites: tuple[SiteChoice, ...]) -> None:
        """Show the form of a new person in place of the evidence, or take it away."""
        if new is not None:
            self.new_form.show_new(new, sites)
        self.new_form.setVisible(new is not None)
        self.people.show_new_open(new is not None)
        self.who.setVisible(new is None and self.people.has_chosen)

    def show_problems(self, problems: dict[str, str]) -> tuple[str, ...]:
        """Say at each field what to mend; return what has no field on the screen."""
        rest = problems
        if not self.new_form.isHidden():
            rest = self.new_form.show_problems(problems)
        return self.telling.show_problems(rest)

    def show_kept(self, at: str) -> None:
        """Say when what is typed was last kept."""
        self.telling.show_kept(at)

    def show_folds(self, opened: frozenset[str]) -> None:
        """Open the parts that this worker had open last, and fold the others."""
        for name, fold in self.telling.folds().items():
            fold.open(name in opened)

    def _say_folds(self) -> None:
        folds = self.telling.folds()
        self.folds_turned.emit(frozenset(name for name, fold in folds.items() if fold.is_open))

    def offer_before(self, how_many: int) -> None:
        """Offer to bring back what was typed for somebody else, and say for how many."""
        self.telling.offer_before(how_many)

    def land_on(self, place: Place) -> None:
        """Put the keyboard somewhere, when the shell has done with moving it."""
        # The shell puts the caret back right after it has shown an address: go after it.
        QTimer.singleShot(0, self, lambda: self._go_to(place))

    def _go_to(self, place: Place) -> None:
        if place is Place.MATCHES:
            self.people.matches.land()
        elif place is Place.REASONS:
            self.telling.why.land()
        elif place in (Place.BORN, Place.PHONE):
            self.telling.ask_for(place.value)
        else:
            target = {
                Place.NAME: self.telling.name.editor,
                Place.CHECK: self.who.check.box,
                Place.NEW: self.new_form.given.editor,
                Place.START_NEW: self.telling.start_new,
            }[place]
            target.setFocus(Qt.FocusReason.TabFocusReason)
        at = self.focusWidget()
        if at is not None:
            reveal(at)

    # --- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the case unless it presses what it is on; Esc leaves the form."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and not self.new_form.isHidden():
            self.new_left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        at = self.focusWidget()
        opens = isinstance(at, MatchCard) or at in (self.who.check.box, self.who.yes)
        if isinstance(at, QAbstractButton) and not opens:
            at.click()
        else:
            self.confirmed.emit()


def _topped(card: QWidget) -> QWidget:
    """Return a card that keeps to the top of its column."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(card)
    box.addStretch(1)
    return made
