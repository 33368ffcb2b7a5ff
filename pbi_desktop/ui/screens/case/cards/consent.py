"""What they said about who may hold what: yes or no, in their words, and how to take it back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.access import CATEGORY_LABELS, Category
from pbi_desktop.domain.access_words import AGENCY_KINDS
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row
from pbi_desktop.ui.screens.case.form import focus_on
from pbi_desktop.ui.screens.case.words import HIDDEN

if TYPE_CHECKING:
    from pbi_desktop.services.consents import ConsentLine, ConsentPage

_EVERY = ("", "To every agency")


class ConsentCard(Card):
    """What they say today; below it, what each of them said before."""

    said = Signal(str, str, str, bool, str)  # person, category, agency kind, given, words
    withdraw_wanted = Signal(object)  # ConsentLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What they said about sharing", tone="voice", accent="voice")
        self._privacy = privacy
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.person = Pick("Who says it")
        self.about = Pick(
            "About what",
            [(str(int(one)), CATEGORY_LABELS[one]) for one in Category if one > Category.CORE],
        )
        self.agency = Pick(
            "To whom", [_EVERY, *((kind.value, AGENCY_KINDS[kind]) for kind in AGENCY_KINDS)]
        )
        self.answer = Choice("They say", {"yes": "Yes, they may", "no": "No, they may not"})
        self.words = TextField("In their words", lines=2, voice=True)
        self.keep = Button("Keep what they said", Kind.PRIMARY, icon="message-square-quote")
        picks = Flow(gap=8)
        for pick in (self.person, self.about, self.agency):
            picks.addWidget(pick)
        self._unanswered = label("Choose yes or no first.", "field", tone="danger", wrap=True)
        self._unanswered.hide()
        answer = column(self.answer, self._unanswered, spacing=4)
        form = column(panel(picks), panel(answer), self.words, row(self.keep, 0), spacing=10)
        self._form = panel(form)
        self.add(self._form)
        self.add(rule())
        self.add(self._lines)
        self.keep.clicked.connect(self._say)

    def show_page(self, page: "ConsentPage") -> None:
        """Show what was said; what is being typed stays."""
        clear(self._lines)
        self.buttons = []
        before = self.person.value
        self.person.set_options(
            [(str(one.id), self._privacy.name(one.name)) for one in page.people]
        )
        if before:
            self.person.choose(before)
        for place, line in enumerate(page.lines):
            if not place or page.lines[place - 1].person_id != line.person_id:
                name = self._privacy.name(line.person)
                self._lines.addWidget(label(name, "strong", tone="ink", wrap=True))
            self._lines.addWidget(self._line(line, may_change=page.may_record))
        if not page.lines:
            none = "Nothing was asked yet." if page.may_record else HIDDEN
            self._lines.addWidget(label(none, "body", tone="ink2"))
        self._form.setVisible(page.may_record)

    def start(self) -> None:
        """Put the caret where recording begins."""
        self.person.setFocus()

    def show_problem(self, fields: Mapping[str, str]) -> None:
        """Say at the field what is missing, and stand there."""
        self._unanswered.setVisible("given" in fields)
        if "words" in fields:
            self.words.show_problem(fields["words"])
            self.words.setFocus()
        else:
            self.words.clear_problem()

    def forget(self) -> None:
        """Empty the form: what it held is kept."""
        self.answer.choose_none()
        self.words.set_text("")
        self.show_problem({})

    def _line(self, line: "ConsentLine", *, may_change: bool) -> QWidget:
        over = line.ended_on is not None
        answer = "Yes" if line.given else "No"
        whom = AGENCY_KINDS[line.agency_kind] if line.agency_kind else "every agency"
        tone = "ink2" if over else "ok" if line.given and not line.overruled else "warn"
        head = f"{answer} to {whom}: {CATEGORY_LABELS[line.about].lower()}"
        who = f"{line.said_on:%-d %B %Y}, to {line.by}"
        if over and line.ended_on is not None:
            who += f". Withdrawn {line.ended_on:%-d %B %Y}"
        elif line.overruled:
            who += ". A no stands against it: it counts as no"
        icon = Icon("circle-check" if tone == "ok" else "minus", 18, tone)
        parts = [label(head, "strong", tone=tone, wrap=True)]
        if line.words:
            quoted = self._privacy.detail(f"“{line.words}”")
            parts.append(label(quoted, "quote", tone="voice", wrap=True))
        words = column(*parts, label(who, "meta", tone="ink2", wrap=True), spacing=2)
        name = f"Withdraw: {self._privacy.name(line.person)}, {head}"
        end = Button("Withdraw", Kind.QUIET, icon="undo-2", name=name)
        end.clicked.connect(lambda: self.withdraw_wanted.emit(line))
        self.buttons.append(end)
        whole = row(icon, panel(words), end, spacing=10)
        whole.setStretch(1, 1)
        made = panel(whole)
        end.setVisible(may_change and not over)
        return made

    def _say(self) -> None:
        given = self.answer.value
        if not given:
            self.show_problem({"given": ""})
            focus_on(self.answer)
            return
        self.said.emit(
            self.person.value,
            self.about.value,
            self.agency.value,
            given == "yes",
            self.words.text(),
        )
