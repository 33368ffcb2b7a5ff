"""What is closed beyond agreements: the case's seal, sealed records, and who is kept apart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.access import CATEGORY_LABELS, Seal
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row
from pbi_desktop.ui.screens.case.words import HIDDEN

if TYPE_CHECKING:
    from pbi_desktop.services.case_people import PersonChoice
    from pbi_desktop.services.exclusions import ExclusionLine
    from pbi_desktop.services.seals import SealPage

_SEALS = {
    str(int(Seal.OPEN)): "Not sealed",
    str(int(Seal.NAMED)): "Its team alone",
    str(int(Seal.SEALED)): "Sealed: no emergency opens it",
}


class SealCard(Card):
    """How far the case is closed; only those with the right to seal see this card."""

    seal_wanted = Signal(str)
    open_wanted = Signal(object)  # SealedRecord
    protect_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Closed to others")
        self.choice = Choice("Who sees this case", _SEALS)
        self.buttons: list[Button] = []
        self._seal = ""
        self._records = QVBoxLayout()
        self._records.setSpacing(6)
        self.add(self.choice)
        self.add(self._records)
        self.protect = Button("Protect where they live", Kind.SECONDARY, icon="map-pin-house")
        self.protect.setAccessibleDescription(
            "Their address and household show only to those who may know a protected address."
        )
        self.add(row(self.protect, 0))
        self.protect.clicked.connect(self.protect_wanted)
        # A choice that is passed on the way to another is no wish yet.
        self.keep = Button("Keep it so", Kind.PRIMARY, icon="lock")
        self.add(row(self.keep, 0))
        self.keep.hide()
        self.choice.chosen.connect(self._offer)
        self.keep.clicked.connect(lambda: self.seal_wanted.emit(self.choice.value))

    def show_page(self, page: "SealPage") -> None:
        """Show what is sealed."""
        self.setVisible(page.may_seal or bool(page.records))
        self._seal = str(int(page.seal))
        self.choice.choose(self._seal)
        self._offer()
        self.choice.setEnabled(page.may_seal)
        self.protect.setVisible(page.may_protect)
        clear(self._records)
        self.buttons = []
        for sealed in page.records:
            names = ", ".join(sealed.names) or "those named"
            words = f"{CATEGORY_LABELS[sealed.category]}: only {names}. {sealed.reason}"
            button = Button("Open it", Kind.QUIET, icon="lock-open", name=f"Open it: {words}")
            button.clicked.connect(lambda _on=False, one=sealed: self.open_wanted.emit(one))
            line = row(label(words, "dense", wrap=True), button, spacing=8)
            line.setStretch(0, 1)
            self._records.addWidget(panel(line))
            self.buttons.append(button)

    def _offer(self) -> None:
        self.keep.setVisible(self.choice.value != self._seal)


class ApartCard(Card):
    """Who must not meet whom; whoever it is about never sees a trace of it."""

    apart_wanted = Signal(str, str, str)  # person, worker, reason
    together_wanted = Signal(object)  # ExclusionLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Kept apart", "A conflict of interest")
        self._privacy = privacy
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.worker = Pick("Which worker")
        self.person = Pick("Must not meet whom")
        self.reason = LineField("Why", hint="The worker never sees this.")
        self.keep = Button("Keep them apart", Kind.SECONDARY, icon="unlink")
        picks = Flow(gap=8)
        picks.addWidget(self.worker)
        picks.addWidget(self.person)
        self._form = panel(column(panel(picks), self.reason, row(self.keep, 0), spacing=8))
        self.add(self._lines)
        self.add(self._form)
        self.keep.clicked.connect(self._keep)

    def offer(
        self, people: "tuple[PersonChoice, ...]", workers: tuple[TeamChoice, ...], *, may: bool
    ) -> None:
        """Offer whom one may keep apart."""
        self._form.setVisible(may)
        chosen = self.worker.value, self.person.value
        self.worker.set_options([(str(one.id), f"{one.name}, {one.agency}") for one in workers])
        self.person.set_options([(str(one.id), self._privacy.name(one.name)) for one in people])
        for pick, before in zip((self.worker, self.person), chosen, strict=True):
            if before:
                pick.choose(before)

    def show_lines(self, lines: "tuple[ExclusionLine, ...]", *, may: bool) -> None:
        """Show who is kept apart."""
        clear(self._lines)
        self.buttons = []
        for one in lines:
            names = f"{one.worker} and {self._privacy.name(one.person)}"
            words = f"{names}: {self._privacy.detail(one.reason)}"
            button = Button("End it", Kind.QUIET, icon="link", name=f"End it: {words}")
            button.clicked.connect(lambda _on=False, line=one: self.together_wanted.emit(line))
            line = row(label(words, "dense", wrap=True), button, spacing=8)
            line.setStretch(0, 1)
            self._lines.addWidget(panel(line))
            button.setVisible(may)
            self.buttons.append(button)
        if not lines:
            none = "Nobody is kept apart." if may else HIDDEN
            self._lines.addWidget(label(none, "dense", tone="ink2"))

    def show_problem(self, fields: Mapping[str, str]) -> None:
        """Say at the field what is missing."""
        self.reason.show_problem(" ".join(fields.values()))

    def forget(self) -> None:
        """Empty the form."""
        self.reason.set_text("")
        self.reason.clear_problem()

    def _keep(self) -> None:
        self.apart_wanted.emit(self.person.value, self.worker.value, self.reason.text())
