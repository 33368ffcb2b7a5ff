"""One shared summary: to whom, how far it is, and what can be done with it now."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.disclosures import SummaryState
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.case.shared.words import (
    Act,
    say_expiry,
    say_holds,
    say_state,
    say_tell,
    say_who,
)

if TYPE_CHECKING:  # it loads the database library, which only a case needs
    from pbi_desktop.services.shared_rows import SummaryRow

_LOOKS = {
    Act.READ: (Kind.SECONDARY, "eye"),
    Act.APPROVE: (Kind.PRIMARY, "check"),
    Act.REFUSE: (Kind.QUIET, "x"),
    Act.HAND_OVER: (Kind.PRIMARY, "download"),
    Act.AGAIN: (Kind.SECONDARY, "download"),
    Act.WITHDRAW: (Kind.QUIET, "undo-2"),
    Act.TOLD: (Kind.PRIMARY, "check"),
}


def offered(row: "SummaryRow") -> tuple[Act, ...]:
    """Return what can be done with a summary at its step, by whoever looks."""
    if not row.readable:
        return ()
    if row.state is SummaryState.PROPOSED:
        if row.mine:
            return (Act.READ, Act.WITHDRAW)
        return (
            (Act.READ, Act.APPROVE, Act.REFUSE)
            if row.waits_for_approval
            else (Act.READ, Act.HAND_OVER)
        )
    if row.state is SummaryState.APPROVED:
        return (Act.READ, Act.HAND_OVER, Act.WITHDRAW)
    if row.state is SummaryState.ISSUED:
        late = (Act.APPROVE,) if row.waits_for_approval and not row.mine else ()
        told = (Act.TOLD,) if row.out_of_date and row.is_live else ()
        return (*told, Act.READ, *late, Act.AGAIN, Act.WITHDRAW)
    return (Act.READ,)


class SummaryLine(QWidget):
    """A summary with its buttons; what it says of the person is read elsewhere."""

    wished = Signal(object, object)  # Act, SummaryRow

    def __init__(self, row: "SummaryRow", today: date, *, may_write: bool) -> None:
        super().__init__()
        self.row = row
        self.setAccessibleName(f"{row.agency}: {say_state(row)}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(3)
        if row.out_of_date and row.is_live:
            box.addWidget(Notice(say_tell(row), Tone.WARN))
        box.addWidget(label(f"{row.agency}: {say_state(row)}", "dense-strong", wrap=True))
        for words in (say_who(row), say_holds(row), say_expiry(row, today)):
            if words:
                box.addWidget(label(words, "support", wrap=True))
        self.buttons = {name: self._button(name) for name in offered(row) if may_write}
        flow = Flow()
        for button in self.buttons.values():
            flow.addWidget(button)
        box.addLayout(flow)

    def _button(self, name: Act) -> Button:
        kind, icon = _LOOKS[name]
        button = Button(name, kind, icon=icon, name=f"{name}: {self.row.agency}")
        button.clicked.connect(lambda: self.wished.emit(name, self.row))
        return button
