"""The tie that is chosen, in words, and what can be done with it: each by one key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.services.network_rows import NetworkRecords, TieLine, TieOf, TieWords
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow
from pbi_desktop.ui.screens.case.network_words import FLOWS, QUALITIES, TIE_KINDS
from pbi_desktop.ui.screens.case.wishes_network import EndTie, RateTie

_NO_TIE = "No tie of theirs is on record."
_NOBODY = "Choose somebody or something to see its ties."
GROUP_ENDS = "A tie to a group ends with its referral: say on the Plan tab what became of it."


class TieStrip(QWidget):
    """One tie of whatever is chosen; N goes to its next one, 1 to 6 say how it is."""

    wished = Signal(object)  # NetworkWish
    add_wanted = Signal(str)  # the node it starts from
    change_wanted = Signal(object)  # TieLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._records = NetworkRecords((), ())
        self._node, self._at, self._may_write = "", 0, False
        self.between = label("", "dense-strong", wrap=True)
        self.how = label("", "support", wrap=True)
        self.chips = {
            quality: ToggleChip(f"{number} {words}")
            for number, (quality, words) in enumerate(QUALITIES.items(), 1)
        }
        self.add = Button("Add a tie", Kind.SECONDARY, icon="plus", key="T")
        self.change = Button("Change it", Kind.LINK, icon="pencil", key="F2")
        self.end = Button("End it", Kind.LINK, icon="unlink", key="Del")
        self.next = Button("Next tie", Kind.LINK, icon="arrow-right", key="N")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.between)
        box.addWidget(self.how)
        qualities, ways = Flow(gap=6), Flow(gap=6)
        for quality, chip in self.chips.items():
            chip.clicked.connect(lambda _on, one=quality: self._rate(one))
            qualities.addWidget(chip)
        for button, run in (
            (self.add, self._add),
            (self.change, self._change),
            (self.end, self._end),
            (self.next, self._next),
        ):
            button.clicked.connect(run)
            ways.addWidget(button)
        box.addLayout(qualities)
        box.addLayout(ways)
        self.setAccessibleName("The tie that is chosen")
        self._show()

    @property
    def tie(self) -> TieLine | None:
        """The tie that is chosen."""
        ties = self._records.ties_at(self._node)
        return ties[self._at % len(ties)] if ties else None

    @property
    def records(self) -> NetworkRecords:
        """What can be changed."""
        return self._records

    def show_records(self, records: NetworkRecords, *, may_write: bool) -> None:
        """Show the ties as they stand now; the one that is chosen stays so."""
        chosen = self.tie
        self._records, self._may_write = records, may_write
        same = [one.record for one in records.ties_at(self._node)]
        self._at = same.index(chosen.record) if chosen and chosen.record in same else 0
        self._show()

    def go_to(self, node: str) -> None:
        """Choose the first tie of a node."""
        if node != self._node:
            self._node, self._at = node, 0
            self._show()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key is for; say whether it was for anything here."""
        run = self._keys.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if run is None or plain or not (self._may_write or event.key() == Qt.Key.Key_N):
            return False
        run()
        return True

    @property
    def _keys(self) -> dict[Qt.Key, Callable[[], None]]:
        keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_F2: self._change,
            Qt.Key.Key_Delete: self._end,
            Qt.Key.Key_N: self._next,
        }
        for number, quality in enumerate(QUALITIES, 1):
            keys[Qt.Key(Qt.Key.Key_0 + number)] = lambda one=quality: self._rate(one)  # type: ignore[misc]
        return keys

    def _show(self) -> None:
        tie = self.tie
        hidden = self._privacy.hidden
        empty = _NO_TIE if self._node else _NOBODY
        title = (self._privacy.detail(tie.title) if hidden else say_between(tie)) if tie else empty
        self.between.setText(title)
        self.how.setText(say_how(tie.words) if tie else "")
        self.how.setVisible(tie is not None)
        for quality, chip in self.chips.items():
            chip.setChecked(tie is not None and tie.words.quality is quality)
            chip.setVisible(tie is not None and self._may_write)
        ties = len(self._records.ties_at(self._node))
        self.next.setVisible(ties > 1)
        self.next.say(f"Next of {ties} ties", icon="arrow-right")
        running = tie is not None and tie.words.ended_on is None
        self.add.setVisible(self._may_write)
        self.change.setVisible(tie is not None and self._may_write)
        self.end.setVisible(running and tie is not None and tie.is_dated and self._may_write)

    def _rate(self, quality: Quality) -> None:
        tie = self.tie
        if tie is not None:
            now = None if tie.words.quality is quality else quality
            self.wished.emit(RateTie(tie, tie.seen, now))
            self._show()

    def _add(self) -> None:
        self.add_wanted.emit(self._node)

    def _change(self) -> None:
        if self.tie is not None:
            self.change_wanted.emit(self.tie)

    def _end(self) -> None:
        tie = self.tie
        if tie is None or tie.words.ended_on is not None:
            return
        if tie.of is TieOf.GROUP:
            announce(self, GROUP_ENDS)
            self.how.setText(GROUP_ENDS)
            return
        self.wished.emit(EndTie(tie, tie.seen))

    def _next(self) -> None:
        self._at += 1
        self._show()
        announce(self, f"{self.between.text()}. {self.how.text()}")


def say_between(tie: TieLine) -> str:
    """Return between whom a tie is, and what they are: "Zubaida is the carer of Farida"."""
    kind = tie.words.kind
    if kind is None:
        return f"{tie.names[0]} with {tie.names[1]}"
    return f"{tie.names[0]}: {TIE_KINDS[kind]} of {tie.names[1]}"


def say_how(words: TieWords) -> str:
    """Return how a tie is in a sentence or two."""
    parts = [QUALITIES[words.quality] if words.quality else "How it is, is not said"]
    if words.flow:
        parts.append(FLOWS[words.flow])
    if words.started_on:
        parts.append(f"Since {say_date(words.started_on)}")
    if words.ended_on:
        parts.append(f"Ended {say_date(words.ended_on)}")
    return ". ".join(parts) + "."


def said_of_each(records: NetworkRecords) -> dict[str, str]:
    """Return the ties of each node in words, for a screen reader."""
    nodes = {node for tie in records.ties for node in tie.ends}
    return {
        node: " ".join(f"{say_between(tie)}. {say_how(tie.words)}" for tie in records.ties_at(node))
        for node in sorted(nodes)
    }
