"""Who works with the person, and when each of them last saw or spoke to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pbi_desktop.services.case_rows import CaseHeader, Helper
from pbi_desktop.ui.kit.days import short_day
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Avatar, label
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.words import TEAM_ROLES

_ONE_LINE = 24

_NOBODY = "Nobody is named yet. Add a service in Network."


class WorkingWithCard(Card):
    """The team first, key worker on top, then the other services at work."""

    def __init__(self) -> None:
        super().__init__("Working with them")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)

    def show_helpers(self, helpers: tuple[Helper, ...], header: CaseHeader, today: date) -> None:
        """Show these, in the order given."""
        self.set_title(f"Working with {pronouns(header.pronouns).object}")
        self.set_meta("Last contact" if helpers else "")
        clear(self._grid)
        if not helpers:
            self._grid.addWidget(EmptyState(_NOBODY), 0, 0, 1, 3)
        for at, helper in enumerate(once_each(helpers)):
            self._add(at, helper, today)

    def _add(self, at: int, helper: Helper, today: date) -> None:
        job = helper_job(helper)
        seen = short_day(helper.last_contact, today) if helper.last_contact else "Not yet"
        tone = "ink2" if helper.last_contact else "warn"
        last = label(seen, "support" if helper.last_contact else "column", tone=tone)
        last.stand_at_end()
        last.setAccessibleName(f"{helper.name}: last contact {seen.lower()}")
        middle = Qt.AlignmentFlag.AlignVCenter
        face = Avatar(helper.name, solid=helper.role is not None)
        self._grid.addWidget(face, at, 0, middle)
        self._grid.addWidget(_named(helper.name, job), at, 1, middle)
        self._grid.addWidget(last, at, 2, middle)


def once_each(helpers: Sequence[Helper]) -> list[Helper]:
    """Return each person once: of the team and a service at work is still one person."""
    found: dict[tuple[str, str], Helper] = {}
    for helper in helpers:
        key = (helper.name, helper.agency)
        known = found.setdefault(key, helper)
        days = [day for day in (known.last_contact, helper.last_contact) if day is not None]
        found[key] = replace(known, last_contact=max(days, default=None))
    return list(found.values())


def helper_job(helper: Helper) -> str:
    """Return what somebody is here: "Key worker · Housing", or their job and where from."""
    role = TEAM_ROLES[helper.role] if helper.role else ""
    parts = [role or helper.job, helper.agency]
    return " · ".join(part for part in dict.fromkeys(parts) if part and part != helper.name)


def _named(name: str, job: str) -> QWidget:
    """Return name and job: short ones side by side, longer ones under each other."""
    who = label(name, "dense-strong")
    what = label(job, "support", wrap=len(name) + len(job) > _ONE_LINE)
    if what.wordWrap():
        who.setWordWrap(len(name) > _ONE_LINE)
        return panel(column(who, what, spacing=0))
    return panel(row(who, what, 0))
