"""Another worker changed the same meanwhile: both versions side by side, and which to keep."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.joining import Keep, Overtaken, Seen
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.two_versions import TwoVersions
from pbi_desktop.ui.screens.case.clash_words import in_two_versions
from pbi_desktop.ui.screens.case.form import PlaceForm, focus_on
from pbi_desktop.ui.screens.case.wishes import Form

_UNDECIDED = "Choose which to keep. Until then nothing is overwritten."


class ClashForm(PlaceForm):
    """Asks of each thing that two changed which version stays. It has no draft of its own."""

    settled = Signal(object, object)  # the form it began in, and the wish with what was chosen

    def __init__(self) -> None:
        super().__init__(Form.LINE, "Changed by two", "Keep as chosen")
        self.waits = False
        """Whether what was chosen is on its way to be kept."""
        self._began_in = Form.LINE
        self._wish: Any = None
        self._error: Overtaken | None = None
        self.what = label("", "body", wrap=True)
        self.versions = TwoVersions()
        self.body.addWidget(self.what)
        self.body.addWidget(self.versions)

    def show_clash(
        self, form: Form, wish: object, error: Overtaken, team: Iterable[TeamChoice]
    ) -> None:
        """Show what a wish from this form met."""
        self.begin()
        self.waits = False
        self._began_in, self._wish, self._error = form, wish, error
        things, them = in_two_versions(error, team)
        self.what.setText(
            f"{them} changed the same since you saw it. Nothing is overwritten and nothing of "
            "yours is gone: choose which to keep. Put aside, what you typed stays as a draft."
        )
        self.versions.show_differing(things, them)
        announce(self, self.what.text(), urgent=True)

    def first_stop(self) -> QWidget:
        """Return the first choice."""
        return self.versions.undecided or self.keep_button

    def keep(self) -> None:
        """Ask for the wish to be carried out with what was chosen."""
        self.notice.hide()
        undecided = self.versions.undecided
        if undecided is not None:
            self._tell(_UNDECIDED)
            focus_on(undecided)
        elif self._error is not None:
            chosen = {name: Keep(key) for name, key in self.versions.chosen.items()}
            seen = self._wish.seen
            seen = seen if isinstance(seen, Seen) else Seen(seen)
            wish = replace(self._wish, seen=seen.choosing(self._error.met, chosen))
            self.waits = True
            self.settled.emit(self._began_in, wish)
