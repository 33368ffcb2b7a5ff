"""One question in place: an answer to choose, and what it needs beside it."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.time_words import Moment, read_moment, say_moment
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, clear
from pbi_desktop.ui.screens.case.asking import Answer, Asked
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.wishes import Form, Wish

_KEY = "asked"


class AnswerForm(PlaceForm):
    """Asks what became of one thing; nothing is chosen beforehand."""

    def __init__(self) -> None:
        super().__init__(Form.ANSWER, "What became of it?", "Keep the answer")
        self._asked: Asked | None = None
        self._today = date.min
        self.what = label("", "strong", wrap=True)
        self._options = QVBoxLayout()
        self.choice = Choice("", {})
        self._options.addWidget(self.choice)
        self.when: DateField[Moment] = DateField(
            "On which day",
            reading(
                lambda text: read_moment(text, self._today, lean=self._lean),
                lambda moment: f"Read as {say_moment(moment)}",
            ),
            placeholder="fri, 12 dec, in 2 weeks",
            letters=26,
        )
        self.words = LineField("Why", placeholder="In a few words")
        columns = Columns(2, narrowest=300)
        columns.add(placed(self.when))
        columns.add(placed(self.words))
        self.body.addWidget(self.what)
        self.body.addLayout(self._options)
        self.body.addWidget(columns)
        self.hold("when", self.when)
        self.hold("words", self.words)
        self.enter_keeps(self.when, self.words)

    def ask(self, asked: Asked, today: date) -> None:
        """Ask this."""
        self.begin()
        self._asked, self._today, self.about = asked, today, asked.about
        self.title = asked.title
        self.setAccessibleName(asked.title)
        self.what.setText(asked.what)
        clear(self._options)
        self.choice = Choice(asked.question, asked.options, value=asked.first)
        self.choice.chosen.connect(self._fit)
        self._options.addWidget(self.choice)
        self.choice.setVisible(len(asked.options) > 1)
        self.hold("chosen", self.choice)
        self.when.set_text(asked.day_words)
        self._fit()
        self._clock.forget()

    def begin(self) -> None:
        """Ask nothing."""
        super().begin()
        self._asked, self.about = None, None
        self.when.set_text("")
        self.words.set_text("")
        self._clock.forget()

    def values(self) -> dict[str, str]:
        """Return what is answered so far, and to which question."""
        given = super().values()
        if self._asked is None or not (self.choice.value or self.words.text().strip()):
            return {}
        return {**given, _KEY: self._asked.key}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft that answered this question, and no other."""
        if self._asked is not None and values.get(_KEY) == self._asked.key:
            super().restore(values)
            self._fit()

    def first_stop(self) -> Choice | LineField:
        """Return the answers, or the day where there is only one."""
        return self.when if self.choice.isHidden() else self.choice

    def wish(self) -> Wish | None:
        """Return what was answered."""
        asked, chosen = self._asked, self.choice.value
        if asked is None:
            return None
        problems, when = {}, self.when.value
        if not chosen:
            problems["chosen"] = "Choose one of the answers."
        if chosen in asked.days and when is None:
            problems["when"] = "Say the day, like fri, 12 dec or in 2 weeks."
        if chosen in asked.needed and not self.words.text().strip():
            problems["words"] = "Say why, in a few words."
        if problems:
            self.show_problems(problems)
            return None
        return asked.make(Answer(chosen, when, self.words.text().strip()))

    @property
    def _lean(self) -> Lean:
        return Lean.PAST if self._asked is None else self._asked.lean

    def _fit(self) -> None:
        asked, chosen = self._asked, self.choice.value
        days = {} if asked is None else asked.days
        words = {} if asked is None else asked.words
        self.when.setVisible(chosen in days)
        self.words.setVisible(chosen in words)
        self.when.set_label(days.get(chosen, self.when.name))
        self.words.set_label(words.get(chosen, self.words.name))
