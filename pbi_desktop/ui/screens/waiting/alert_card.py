"""A question for whoever leads: may somebody who came be the one whose record is closed?"""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from pbi_desktop.domain.approaches import AlertAnswer
from pbi_desktop.services.approach_rows import AlertLine
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label, rule
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.waiting.fact_rows import FactRows
from pbi_desktop.ui.screens.waiting.screen_port import Written
from pbi_desktop.ui.screens.waiting.words import (
    ALERT_WHY,
    NO_NAME,
    Fact,
    alert_facts,
    marks,
    moment,
)

ANSWERS = {
    AlertAnswer.SAME.value: "The same person",
    AlertAnswer.NOT_THE_SAME.value: "Not the same",
    AlertAnswer.NOT_SURE.value: "Not sure",
}
_CHOOSE = "Choose one: the same person, not the same, or not sure."


class AlertCard(Card):
    """One question, whole. No answer is chosen beforehand."""

    answer_wanted = Signal(str, str)  # the answer, the words
    case_wanted = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(accent="warn")
        self._privacy = privacy
        self._line: AlertLine | None = None
        self._title_line = label("Do you know this person?", "panel", wrap=True)
        self._asked = label("", "support", wrap=True)
        self._why = Notice("", Tone.INFO)
        self._chips = Flow()
        self._marks = panel(self._chips)
        self.said, self.known = FactRows(privacy), FactRows(privacy)
        self.case = Button("Open their case", Kind.LINK, icon="folder-open")
        self.answer = Choice("Is it the same person?", ANSWERS)
        hint = "What you do about it, for whoever leads after you."
        self.words = TextField("In your words", hint=hint, lines=2)
        self.problem = label("", "field", tone="danger", wrap=True)
        self.keep = Button("Answer", Kind.PRIMARY, icon="check", key="Ctrl Enter")
        self._lay_out()
        self.keep.clicked.connect(self.ask_answer)
        self.case.clicked.connect(self._open_case)
        privacy.changed.connect(self._redraw)

    def _lay_out(self) -> None:
        for part in (self._title_line, self._asked, self._why, self._marks):
            self.add(part)
        self.add(label("Who came", "field"))
        for part in (self.said, rule(), label("Who may be meant", "field")):
            self.add(part)
        for part in (self.known, panel(row(self.case, 0)), rule(), self.answer, self.words):
            self.add(part)
        self.add(self.problem)
        self.add(panel(row(self.keep, 0)))
        self.problem.hide()

    @property
    def line(self) -> AlertLine | None:
        """The question that is shown."""
        return self._line

    @property
    def written(self) -> Written:
        """What is chosen and written."""
        return {"answer": self.answer.value, "words": self.words.text()}

    def show_alert(self, line: AlertLine, written: Written) -> None:
        """Show a question with what was begun of it; what is written for the same one stays."""
        if self._line is None or self._line.id != line.id:
            self.answer.choose_none()
            if written.get("answer"):
                self.answer.choose(written["answer"])
            self.words.set_text(written.get("words", ""))
            self.show_problems({})
        self._line = line
        self._draw(line)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is missing."""
        if "words" in problems:
            self.words.show_problem(problems["words"])
        else:
            self.words.clear_problem()
        others = " ".join(said for name, said in problems.items() if name != "words")
        self.problem.setText(others)
        self.problem.setVisible(bool(others))

    def ask_answer(self) -> None:
        """Wish the answer kept, once there is one."""
        if not self.answer.value:
            self.show_problems({"answer": _CHOOSE})
            return
        self.answer_wanted.emit(self.answer.value, self.words.text())

    def _draw(self, line: AlertLine) -> None:
        self._asked.setText(f"Asked {moment(line.called_at)}. Answer within five minutes.")
        self._why.say(ALERT_WHY.format(line.by or "Whoever wrote it"), Tone.INFO)
        clear(self._chips)
        for words, icon, tone in marks(line.urgency, line.safe_now):
            self._chips.addWidget(Chip(words, icon=icon, tone=tone))
        self._marks.setVisible(self._chips.count() > 0)
        self.said.show_facts(self._named(fact) for fact in alert_facts(line))
        known = self._privacy.name(line.known) or "Somebody whose name you may not see"
        cases = Fact("Cases", ", ".join(line.references) or "None that you may see")
        self.known.show_facts((Fact("Name", known), cases))
        self.case.setVisible(line.case_id is not None)
        self.setAccessibleName(f"Do you know {self._privacy.name(line.said_name) or NO_NAME}?")

    def _named(self, fact: Fact) -> Fact:
        return Fact(fact.what, self._privacy.name(fact.says)) if fact.what == "Name" else fact

    def _open_case(self) -> None:
        if self._line is not None and self._line.case_id is not None:
            self.case_wanted.emit(self._line.case_id)

    def _redraw(self) -> None:
        if self._line is not None:
            self._draw(self._line)
