"""To move a note that was kept with somebody else: to another case, or another person of this one.

The place it leaves says that it was moved; a breach check is opened, since it may have been read.
"""

from uuid import UUID

from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import CaseHeader, StoryEntry
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named
from pbi_desktop.ui.screens.case.wishes import Form, MoveNote, Wish

_OTHER, _HERE = "other", "here"
_NO_CASE, _NOBODY = ("", "Choose a case of yours"), ("", "Choose a person")


class MoveNoteForm(PlaceForm):
    """Where a note belongs: with whom another case is about, or with somebody of this one."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(Form.MOVE_NOTE, "Move this note to whom it is about", "Move it")
        self._privacy = privacy
        self._entry: StoryEntry | None = None
        self._case: CaseId | None = None
        self.follows = label(
            "A line stays here that says it was moved, by whom and when. A breach check is opened, "
            "and whoever was told it is listed to be told.",
            "support",
            wrap=True,
        )
        where = {_OTHER: "Another case", _HERE: "Somebody else of this case"}
        self.where = Choice("Where it belongs", where, value=_OTHER)
        self.case_pick = Pick("The case it belongs to", [_NO_CASE])
        self.person = Pick("Whom of this case it is about", [_NOBODY])
        self._cases = named("Which case", self.case_pick)
        self._people = named("Whom it is about", self.person)
        for part in (self.follows, self.where, self._cases, self._people):
            self.body.addWidget(part)
        for name, control in (
            ("where", self.where),
            ("case", self.case_pick),
            ("person", self.person),
        ):
            self.hold(name, control)
        self.where.chosen.connect(self._fit)

    def show_note(
        self, entry: StoryEntry, header: CaseHeader, people: tuple[PersonChoice, ...]
    ) -> None:
        """Ask about one note of a case."""
        self.begin()
        self._entry, self._case = entry, header.case_id
        others = [
            (str(one.id), self._privacy.name(one.name)) for one in people if one.id != entry.about
        ]
        self.person.set_options([_NOBODY, *others])
        self.where.setVisible(bool(others))
        self._clock.forget()

    def offer(self, cases: tuple[CaseLine, ...]) -> None:
        """Offer these cases."""
        chosen = self.case_pick.value
        options = [
            (str(one.case_id), f"{self._privacy.name(one.person)}, {one.reference}")
            for one in sorted(cases, key=lambda one: one.person)
            if one.case_id != self._case
        ]
        self.case_pick.set_options([_NO_CASE, *options])
        self.case_pick.choose(chosen)

    def begin(self) -> None:
        """Empty the form."""
        super().begin()
        self._entry, self._case = None, None
        self.where.choose(_OTHER)
        self.case_pick.set_options([_NO_CASE])
        self.person.set_options([_NOBODY])
        self._fit()

    def wish(self) -> Wish | None:
        """Return where the note goes."""
        entry, case = self._entry, self._case
        if entry is None or case is None:
            return None
        if self.where.value == _HERE:
            if not self.person.value:
                self.show_problems({"person": "Choose whom it is about."})
                return None
            about = PersonId(UUID(self.person.value))
            return MoveNote(entry.id, entry.version, case, about)
        if not self.case_pick.value:
            self.show_problems({"case": "Choose the case that it belongs to."})
            return None
        return MoveNote(entry.id, entry.version, CaseId(UUID(self.case_pick.value)), None)

    def _fit(self) -> None:
        here = self.where.value == _HERE
        self._cases.setVisible(not here)
        self._people.setVisible(here)
