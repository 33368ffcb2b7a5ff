"""How they came, how urgent it is, whether they are safe, and what was done."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pbi_desktop.domain.approaches import SAYS_DONE, SAYS_SAFE, SAYS_URGENCY, Done, SafeNow
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.screens.front_door.fold import Fold
from pbi_desktop.ui.screens.front_door.reasons import Reasons
from pbi_desktop.ui.screens.front_door.typed import DONE, METHODS, NO, NOT_ASKED, YES, HowCame

K = TypeVar("K", bound=str)
_METHODS = {
    ContactMethod.SHOPFRONT: "Walk-in",
    ContactMethod.PHONE: "Phone",
    ContactMethod.PARTNER_REFERRAL: "Partner referral",
    ContactMethod.SELF_REFERRAL: "Self-referral",
    ContactMethod.OUTREACH: "Outreach",
    ContactMethod.HUDDLE: "Huddle",
}


def _begun(words: str) -> str:
    """Return words as they begin a line."""
    return f"{words[:1].upper()}{words[1:]}"


_NOT_ASKED = "Not asked"
_URGENCIES = {
    NOT_ASKED: _NOT_ASKED,
    **{str(int(one)): _begun(words) for one, words in SAYS_URGENCY.items()},
}
_SAFE = {
    SafeNow.NOT_ASKED: _NOT_ASKED,
    SafeNow.SAFE: "Safe",
    SafeNow.NOT_SAFE: "Not safe",
    SafeNow.NOT_SURE: "Not sure",
}
_TOLD_WHY = {NOT_ASKED: "Not said", YES: "Told", NO: "Not told"}
_DONE = {one: _begun(words) for one, words in SAYS_DONE.items()}


def says(how: HowCame) -> str:
    """Return in words what is known of a contact, and what nobody has asked."""
    parts = [_METHODS[ContactMethod(how.method)]]
    if how.urgency != NOT_ASKED:
        parts.append(f"Urgency: {_URGENCIES[how.urgency].lower()}")
    if how.safe_now != NOT_ASKED:
        parts.append(_begun(SAYS_SAFE[SafeNow(how.safe_now)]))
    if how.told_why != NOT_ASKED:
        parts.append(f"{_TOLD_WHY[how.told_why]} what we keep")
    parts += [_DONE[Done(one)] for one in how.done]
    unasked = [what for what, answer in _questions(how) if answer == NOT_ASKED]
    if unasked:
        parts.append(f"{' and '.join(unasked)} not asked")
    return " \N{MIDDLE DOT} ".join(parts)


def _questions(how: HowCame) -> tuple[tuple[str, str], ...]:
    return (("urgency", how.urgency), ("safety", how.safe_now))


class HowTheyCame(QWidget):
    """A fold with one question under another. "Not asked" stays until an answer is chosen."""

    chosen = Signal(object)  # HowCame
    draft_due = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._filling = False
        self.method = Choice("How they came", dict(_plain(_METHODS, METHODS)))
        self.urgency = Choice("How urgent", _URGENCIES)
        self.safe = Choice("Safe now?", dict(_plain(_SAFE, list(SafeNow))))
        self.told_why = Choice("Told what we keep, and why?", _TOLD_WHY)
        self.done = Reasons("What was done", dict(_plain(_DONE, DONE)))
        self.done_words = LineField("What was done, in words")
        self.fold = Fold(
            "How, how urgent, what was done",
            *(self.method, self.urgency, self.safe, self.told_why, self.done, self.done_words),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.fold)
        for choice in (self.method, self.urgency, self.safe, self.told_why):
            choice.chosen.connect(self._say)
        self.done.chosen.connect(self._say)
        self.done_words.changed.connect(self._say)
        self.done_words.draft_due.connect(self.draft_due)
        privacy.changed.connect(self._cover)
        self._cover(privacy.hidden)
        self.show_how(HowCame())

    def show_how(self, how: HowCame) -> None:
        """Show what is known of the contact, without news of it."""
        self._filling = True
        self.method.choose(how.method)
        self.urgency.choose(how.urgency)
        self.safe.choose(how.safe_now)
        self.told_why.choose(how.told_why)
        self.done.show_reasons(how.done)
        self.done_words.set_text(how.done_words)
        self.fold.say(says(how))
        self._filling = False

    def value(self) -> HowCame:
        """Return what is chosen."""
        return HowCame(
            method=self.method.value,
            urgency=self.urgency.value,
            safe_now=self.safe.value,
            told_why=self.told_why.value,
            done=self.done.reasons,
            done_words=self.done_words.text(),
        )

    def _say(self) -> None:
        if self._filling:
            return
        how = self.value()
        self.fold.say(says(how))
        self.chosen.emit(how)

    def _cover(self, hidden: bool) -> None:
        editor = self.done_words.editor
        if isinstance(editor, QLineEdit):
            mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
            editor.setEchoMode(mode)


def _plain(words: Mapping[K, str], order: Sequence[K]) -> list[tuple[str, str]]:
    """Return codes as plain text with their words, in this order."""
    return [(str(code), words[code]) for code in order]
