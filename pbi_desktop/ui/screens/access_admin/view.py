"""The screen: all agreements with what may be done to them, and who holds which role where."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.access import (
    BASIS_LABELS,
    CATEGORY_LABELS,
    VERB_LABELS,
    AgencyKind,
    Basis,
    Category,
    Purpose,
    SiteRole,
    Verb,
)
from pbi_desktop.domain.access_words import AGENCY_KINDS, PURPOSES, ROLES
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check, Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, page, panel, row
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.access_admin.words import (
    agency_words,
    basis_words,
    category_words,
    from_to,
    purpose_words,
    rights_words,
    state_words,
)

if TYPE_CHECKING:
    from pbi_desktop.services.agreements import AccessPage, AgreementLine, RoleLine

_MOST = 14


class AgreementsCard(Card):
    """The table of agreements; one is seconded or ended where it stands."""

    second_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Agreements", "Nothing shows to an agency without one")
        self._may = False
        self.table: Table[AgreementLine] = Table("Agreements", self._columns())
        self.table.show_at_most(_MOST)
        self.second = Button("Agree as the second person", Kind.PRIMARY, icon="circle-check")
        self.end = Button("End it now", Kind.DANGER, icon="circle-x")
        keys = label("Enter agrees as the second person to the one that is chosen.", "meta")
        self.add(self.table)
        self.add(row(self.second, self.end, 0, keys))
        self.table.chosen.connect(self._fit)
        self.table.opened.connect(self._second)
        self.second.clicked.connect(lambda: self._second(self.table.current))
        self.end.clicked.connect(lambda: self.end_wanted.emit(self.table.current))

    def _columns(self) -> "tuple[Column[AgreementLine], ...]":
        return (
            Column("Agency", agency_words, sort=agency_words),
            Column("What for", purpose_words, sort=purpose_words),
            Column("What", lambda one: Cell(category_words(one), role="dense-strong")),
            Column("Ground", basis_words),
            Column("May", rights_words),
            Column("From and to", lambda one: from_to(one.begins, one.ends)),
            Column(
                "Agreed by",
                lambda one: Cell(state_words(one), tone="ink" if one.seconded_by else "warn"),
            ),
        )

    def show_lines(self, lines: "tuple[AgreementLine, ...]", *, may: bool) -> None:
        """Show all of them."""
        self._may = may
        self.table.show_rows(lines)
        self._fit()

    def _fit(self) -> None:
        line = self.table.current
        waits = line is not None and not line.seconded_by and not line.mine and not line.is_over
        self.second.setVisible(self._may and waits)
        self.end.setVisible(self._may and line is not None and not line.is_over)

    def _second(self, line: "AgreementLine | None") -> None:
        if self._may and line is not None and not line.seconded_by:
            self.second_wanted.emit(line)


class ProposeCard(Card):
    """A new agreement: it gives nothing until another person agrees."""

    wanted = Signal(str, str, str, str, int)

    def __init__(self) -> None:
        super().__init__("Propose an agreement", "It counts once a second person agrees")
        self.agency = Pick("Which agencies", [(one.value, AGENCY_KINDS[one]) for one in AgencyKind])
        self.purpose = Pick(
            "What for", [(one.value, PURPOSES[one].capitalize()) for one in Purpose]
        )
        self.category = Pick("What", [(str(int(one)), CATEGORY_LABELS[one]) for one in Category])
        self.basis = Pick("On which ground", [(one.value, BASIS_LABELS[one]) for one in Basis])
        self.rights = {
            verb: Check(f"May {words}", on=verb is Verb.READ) for verb, words in VERB_LABELS.items()
        }
        self.keep = Button("Propose it", Kind.SECONDARY, icon="plus")
        picks, ticks = Flow(gap=8), Flow(gap=14)
        for pick in (self.agency, self.purpose, self.category, self.basis):
            picks.addWidget(pick)
        for tick in self.rights.values():
            ticks.addWidget(tick)
        self.add(panel(picks))
        self.add(panel(ticks))
        self.add(row(self.keep, 0))
        self.keep.clicked.connect(self._propose)

    def _propose(self) -> None:
        rights = sum(int(verb) for verb, tick in self.rights.items() if tick.isChecked())
        chosen = (self.agency.value, self.purpose.value, self.category.value, self.basis.value)
        self.wanted.emit(*chosen, rights)


class RolesCard(Card):
    """Who is what at which site."""

    end_wanted = Signal(object)
    give_wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("Roles", "A role opens the cases of its site")
        self._may = False
        columns: tuple[Column[RoleLine], ...] = (
            Column("Worker", lambda one: Cell(one.worker, role="dense-strong"), stretch=True),
            Column("Role", lambda one: ROLES[one.role]),
            Column("Site", lambda one: one.site, stretch=True),
            Column("From and to", lambda one: from_to(one.begins, one.ends)),
        )
        self.table: Table[RoleLine] = Table("Roles", columns)
        self.table.show_at_most(_MOST)
        self.end = Button("End this role", Kind.DANGER, icon="circle-x")
        self.worker, self.site = Pick("Which worker"), Pick("At which site")
        self.role = Pick("Which role", [(one.value, ROLES[one]) for one in SiteRole])
        self.give = Button("Give the role", Kind.SECONDARY, icon="user-plus")
        form = Flow(gap=8)
        for part in (self.worker, self.role, self.site, self.give):
            form.addWidget(part)
        self._form = panel(form)
        self.add(self.table)
        self.add(row(self.end, 0))
        self.add(self._form)
        self.table.chosen.connect(self._fit)
        self.end.clicked.connect(lambda: self.end_wanted.emit(self.table.current))
        self.give.clicked.connect(
            lambda: self.give_wanted.emit(self.worker.value, self.site.value, self.role.value)
        )

    def show_page(self, found: "AccessPage") -> None:
        """Show who holds what, and who may be given more."""
        self._may = found.may_change
        self.table.show_rows(found.roles)
        for pick, choices in ((self.worker, found.workers), (self.site, found.sites)):
            before = pick.value
            pick.set_options([(str(one.id), one.name) for one in choices])
            if before:
                pick.choose(before)
        self._form.setVisible(found.may_change)
        self._fit()

    def _fit(self) -> None:
        self.end.setVisible(self._may and self.table.current is not None)


class AccessAdminScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.presenter: object = None
        self.agreements, self.propose, self.roles = AgreementsCard(), ProposeCard(), RolesCard()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        title = label("Agreements and roles", "page")
        box.addWidget(page(title, self.agreements, self.propose, self.roles, 0))

    def show_address(self, _parts: Sequence[str]) -> None:
        """Show what holds now."""
        self.opened.emit()

    def land(self) -> None:
        """Put the caret on the agreements."""
        self.agreements.table.setFocus()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return (Shortcut("Enter", "In the agreements: agree as the second person"),)

    def show_page(self, found: "AccessPage") -> None:
        """Show agreements and roles."""
        self.agreements.show_lines(found.agreements, may=found.may_change)
        self.propose.setVisible(found.may_change)
        self.roles.show_page(found)
