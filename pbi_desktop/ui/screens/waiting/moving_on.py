"""What else may become of an arrival: seen to, returned, sent on or given; one at a time, in place.

Nothing is dropped: who sent it reads the reason, and it stays on record.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.screens.waiting.screen_port import Onward, Written
from pbi_desktop.ui.screens.waiting.ways_on import (
    ANOTHER,
    GiveTo,
    SeenTo,
    SendBack,
    SendOn,
    Strip,
)


class MovingOn(QWidget):
    """Four ways on; a button opens one in place, and the others close."""

    seen_to_wanted = Signal(object, str)  # what was done, in words
    back_wanted = Signal(str)  # the reason
    on_wanted = Signal(str, str, str)  # the site, the agency, the reason
    give_wanted = Signal(str)  # the colleague
    turned = Signal()  # a way on was opened, or left

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.seen_to, self.back = SeenTo(privacy), SendBack(privacy)
        self.on, self.give = SendOn(privacy), GiveTo(privacy)
        self._open: Strip | None = None
        self.buttons: dict[Strip, Button] = {
            self.seen_to: Button("Seen to, no case", icon="circle-check"),
            self.back: Button("Return", icon="undo-2"),
            self.on: Button("Send on", icon="send"),
            self.give: Button("Give to a colleague", icon="user"),
        }
        flow = Flow()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self._buttons = panel(flow)
        self._not_given = label("", "support", wrap=True)
        box.addWidget(self._buttons)
        box.addWidget(self._not_given)
        for strip, button in self.buttons.items():
            flow.addWidget(button)
            box.addWidget(strip)
            strip.hide()
            strip.left.connect(self.close_strip)
            button.clicked.connect(lambda _on=False, one=strip: self.open_strip(one))
        self._not_given.hide()
        self._connect()

    def _connect(self) -> None:
        self.seen_to.wanted.connect(
            lambda: self.seen_to_wanted.emit(self.seen_to.done, self.seen_to.words.text())
        )
        self.back.wanted.connect(lambda: self.back_wanted.emit(self.back.reason.text()))
        self.on.wanted.connect(self._send_on)
        self.give.wanted.connect(lambda: self.give_wanted.emit(self.give.whom.value))

    def _send_on(self) -> None:
        site = self.on.where.value
        agency = self.on.agency.text() if site == ANOTHER else ""
        self.on_wanted.emit("" if site == ANOTHER else site, agency, self.on.reason.text())

    @property
    def open(self) -> Strip | None:
        """The way on that is open."""
        return self._open

    def open_strip(self, strip: Strip) -> None:
        """Open one way on, in place of the buttons."""
        self._open = strip
        for part in (self._buttons, self._not_given):
            part.hide()
        strip.show()
        self.turned.emit()
        first = next(iter(strip.findChildren(ToggleChip)), None) or next(
            iter(strip.findChildren(Pick)), None
        )
        target = first or next((field.editor for field in strip.fields.values()), strip.do)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, strip, partial(reveal, strip.do))

    def close_strip(self) -> None:
        """Go back to the buttons; what is written stays until another arrival is open."""
        strip = self._open
        self._put_away()
        if strip is not None:
            self.buttons[strip].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        self._buttons.show()
        self._not_given.setVisible(bool(self._not_given.text()))
        if self._open is not None:
            self._open.hide()
        self._open = None
        self.turned.emit()

    @property
    def written(self) -> Written:
        """What is written in every way on."""
        return {
            f"{at}.{name}": words
            for at, strip in enumerate(self.buttons)
            for name, words in strip.written.items()
        }

    def begin(self, written: Written) -> None:
        """Begin with what was written for an arrival before; the keyboard stays where it is."""
        self._put_away()
        for at, strip in enumerate(self.buttons):
            before = f"{at}."
            strip.begin({
                name.removeprefix(before): words
                for name, words in written.items()
                if name.startswith(before)
            })  # fmt: skip

    def offer(self, onward: Onward) -> None:
        """Offer where it may go and to whom; where it may not be given, say why."""
        self.on.offer(onward.sites)
        self.give.offer(onward.colleagues)
        button = self.buttons[self.give]
        button.setEnabled(not onward.not_given)
        button.setAccessibleDescription(onward.not_given)
        self._not_given.setText(onward.not_given)
        self._not_given.setVisible(bool(onward.not_given) and self._open is None)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is missing in the way on that is open."""
        if self._open is not None:
            self._open.show_problems(problems)
