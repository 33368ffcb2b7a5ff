"""A stage review: every part of life with its last rating; what is not touched is not reviewed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.stages import RatingKind
from pbi_desktop.services.case_rows import CaseHeader, Journey
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.rating_lines import RatingLine
from pbi_desktop.ui.screens.case.panels.rating_sheet import RatingSheet
from pbi_desktop.ui.screens.case.wishes import Form, Rate, Wish
from pbi_desktop.ui.screens.case.words import RATING_KINDS

_HERE = (RatingKind.BASELINE, RatingKind.REVIEW)
"""Closing, and the check after it, are rated in the form that moves the case."""


class StageForm(PlaceForm):
    """Rates for the first time, or again."""

    def __init__(self) -> None:
        super().__init__(Form.STAGE, "Stage review", "Keep the review")
        self.sheet = RatingSheet()
        self.reason, self.middle = self.sheet.reason, self.sheet.middle
        self.kind = Choice(
            "This is",
            {one.value: RATING_KINDS[one] for one in _HERE},
            value=RatingKind.REVIEW.value,
        )
        self.body.addWidget(self.kind)
        self.body.addWidget(self.sheet)
        self.hold("kind", self.kind)
        self.hold("reason", self.reason)
        self.sheet.rated.connect(self.typed)

    @property
    def overall(self) -> RatingLine:
        """The line of the judgement overall."""
        return self.sheet.overall

    @property
    def clock_runs(self) -> bool:
        """Whether something was rated or written since the form was opened."""
        return bool(self.sheet.values() or self.reason.text().strip())

    def show_journey(self, journey: Journey, header: CaseHeader) -> None:
        """Show every part of life with its last rating; what was rated just now stays."""
        self.sheet.show_journey(journey, header)
        if not self.clock_runs:
            self.kind.choose((RatingKind.REVIEW if journey.points else RatingKind.BASELINE).value)

    def begin(self) -> None:
        """Start with nothing reviewed."""
        super().begin()
        self.sheet.begin()
        self._clock.forget()

    def fill(self, words: str) -> None:
        """Start with these words as the reason for overall."""
        self.begin()
        self.reason.set_text(words[:1].upper() + words[1:])
        self.typed()

    def first_stop(self) -> QWidget:
        """Return their view of the first part of life."""
        return self.sheet.first_stop() or self.kind

    def values(self) -> dict[str, str]:
        """Return what was rated and written; nothing where nothing was."""
        return {**super().values(), **self.sheet.values()} if self.clock_runs else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was rated; it waits for the lines if they are not here yet."""
        kind = values.get("kind", "")
        known = {key: words for key, words in values.items() if key != "kind" or kind in _HERE}
        super().restore(known)
        self.sheet.restore(values)

    def wish(self) -> Wish | None:
        """Return the ratings given today."""
        problems = self.sheet.problems()
        given = self.sheet.ratings()
        if not problems and not given:
            problems = {"ratings": "Nothing is reviewed yet. Rate at least one part of life."}
        if problems:
            self.show_problems(problems)
            return None
        return Rate(given, RatingKind(self.kind.value))
