"""Who holds a case and what a team owes it: hand over, their own words, a look at the file."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from pbi_desktop.domain.access import BASIS_LABELS, Basis
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.team import SAYS_POINT, AuditPoint, StoryUse
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.ui.kit.widgets.choices import Check, Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.panels.safety_form import blank
from pbi_desktop.ui.screens.case.team_words import USES
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_team import AuditFile, HandOverCase, KeepOwnWords

_CHOOSE = ("", "Choose")


class HandOverForm(PlaceForm):
    """Who becomes key worker, on what basis they may know it all, and what they have to know."""

    def __init__(self) -> None:
        super().__init__(Form.HAND_OVER, "Hand this case over", "Hand over")
        self.to = Pick("Who becomes key worker", [_CHOOSE])
        self.basis = Pick(
            "On what basis they may know it",
            [_CHOOSE, *((one.value, BASIS_LABELS[one]) for one in Basis)],
        )
        self.why = LineField("In a few words, why them", placeholder="Works with the school")
        self.words = TextField("What they have to know first", lines=2)
        self.told = Check("The person was told")
        columns = Columns(2, narrowest=320)
        columns.add(named("Who becomes key worker", self.to))
        columns.add(named("On what basis they may know it", self.basis))
        columns.add(placed(self.why), 2)
        columns.add(placed(self.words), 2)
        self.body.addWidget(columns)
        self.body.addWidget(self.told)
        self.hold("to", self.to)
        self.hold("why", self.basis)
        self.hold("basis", self.why)
        self.hold("words", self.words)
        self.hold("told", self.told)

    def offer(self, workers: Sequence[tuple[WorkerId, str]]) -> None:
        """Offer whoever works at the site; what was chosen stays."""
        chosen = self.to.value
        self.to.set_options([_CHOOSE, *((str(key), name) for key, name in workers)])
        self.to.choose(chosen)

    def begin(self) -> None:
        """Start blank."""
        super().begin()
        self.to.choose("")
        self.basis.choose("")
        for field in (self.why, self.words):
            field.set_text("")
        self.told.setChecked(False)
        self._clock.forget()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft; somebody who was chosen is offered once the list is here."""
        if values.get("to"):
            self.to.set_options([_CHOOSE, (values["to"], "As you chose before")])
        super().restore(values)

    def wish(self) -> Wish | None:
        """Return the hand-over, or say what is missing."""
        problems = {}
        if not self.to.value:
            problems["to"] = "Choose who becomes key worker."
        if not self.basis.value:
            problems["why"] = "Choose on what basis they may know it."
        if problems:
            self.show_problems(problems)
            return None
        return HandOverCase(
            NewKeyWorker(
                WorkerId(UUID(self.to.value)),
                Basis(self.basis.value),
                self.why.text(),
                self.words.text(),
                person_told=self.told.isChecked(),
            )
        )


class OwnWordsForm(PlaceForm):
    """A resident's own words, and how far they agree that these go; they may take them back."""

    def __init__(self) -> None:
        super().__init__(Form.OWN_WORDS, "In their own words", "Keep their words")
        self.words = TextField("What they said", lines=2, voice=True)
        self.called = LineField(
            "What they want to be called in it", hint="Not their own name unless they ask for it"
        )
        self.use = Choice("How far it may go", {one.value: USES[one] for one in StoryUse})
        columns = Columns(2, narrowest=320)
        columns.add(placed(self.words), 2)
        columns.add(placed(self.called))
        columns.add(placed(self.use))
        self.body.addWidget(columns)
        self.hold("words", self.words)
        self.hold("called", self.called)
        self.hold("use", self.use)

    def begin(self) -> None:
        """Start blank: nothing is agreed before they say so."""
        super().begin()
        self.words.set_text("")
        self.called.set_text("")
        blank(self.use)
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return their words, or say that nobody asked how far they may go."""
        if not self.use.value:
            self.show_problems({"use": "Ask them how far it may go, and choose that."})
            return None
        return KeepOwnWords(self.words.text(), self.called.text(), StoryUse(self.use.value))


class FileAuditForm(PlaceForm):
    """What is in order in a file; whatever is not ticked is missing."""

    def __init__(self) -> None:
        super().__init__(Form.FILE_AUDIT, "Look at this file", "Keep what I found")
        self.points = {one: Check(SAYS_POINT[one]) for one in AuditPoint}
        self.words = LineField("What has to be done", placeholder="Ask about the children")
        columns = Columns(2, narrowest=320)
        for one, box in self.points.items():
            columns.add(placed(box))
            self.hold(one.value, box)
        columns.add(placed(self.words), 2)
        self.hold("words", self.words)
        self.body.addWidget(columns)

    def begin(self) -> None:
        """Start blank: nothing is in order before somebody looked."""
        super().begin()
        for box in self.points.values():
            box.setChecked(False)
        self.words.set_text("")
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return what was found."""
        good = tuple(one for one, box in self.points.items() if box.isChecked())
        return AuditFile(good, self.words.text())
