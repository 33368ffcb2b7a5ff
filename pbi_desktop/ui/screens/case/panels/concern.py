"""A safeguarding concern: written down first, then sent, then answered. Each is its own step."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.safety import ConcernAbout, ConcernState
from pbi_desktop.services.safety_rows import (
    ConcernTold,
    NewConcern,
    NewSent,
    SafetyChoices,
    SafetyPerson,
)
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.screens.case.panels.safety_form import (
    NO,
    TOLD,
    YES,
    SafetyForm,
    line,
    offer_people,
    offer_workers,
    person_in,
    worker_in,
)
from pbi_desktop.ui.screens.case.safety_words import ABOUT, concern_way, concern_words
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_safety import (
    AnswerConcern,
    NotForSending,
    RecordConcern,
    SendConcern,
)

_NO_CHILD = "No child is on this case yet: say above who it is, and add them with /family."
_NONE_WAITS = "No concern of this case waits to be sent. Write one down with /concern."
_WAITS_NO_MORE = "This concern waits no more: it was sent, or is not for sending. See How safe."
_SENT, _ANSWERED, _NOT_FOR = "sent", "answered", "not_for_sending"


class ConcernForm(SafetyForm):
    """What was seen and heard, and about whom. It is not sent by being kept, and says so."""

    def __init__(self) -> None:
        super().__init__(Form.CONCERN, "A safeguarding concern", "Keep: it is not sent yet")
        self.words = TextField(
            "What they said, and what you saw and heard",
            hint="Their own words first. Then what you saw. What you think, say as such.",
            lines=3,
        )
        self.kind = Choice("What it is about", {one.value: ABOUT[one] for one in ConcernAbout})
        self.person = Pick("About whom")
        self._people: Sequence[SafetyPerson] = ()
        self.nobody = label(_NO_CHILD, "support", wrap=True)
        self.noticed = self.moment("When it was noticed", placeholder="today at 10:30")
        self.knows = Choice("Do they know that you will pass it on", TOLD)
        self.why = LineField("Why they were not told", placeholder="It would put her at risk")
        self.asked.put(self.words, 2)
        self.asked.put(self.nobody, 2)
        self.asked.put(self.kind)
        self.asked.put(self.person, words="About whom")
        for part in (self.noticed, self.knows, self.why):
            self.asked.put(part)
        self.hold_all(
            ("words", self.words),
            ("about", self.kind),
            ("person", self.person),
            ("noticed_at", self.noticed),
            ("person_knows", self.knows),
            ("why_not_told", self.why),
        )
        self.fit()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer the people of the case."""
        super().offer(choices)
        self._people = choices.people
        self.fit()

    def fit(self) -> None:
        """Offer the children alone for a child, and ask why where they were not told."""
        children = [one for one in self._people if one.may_be_child]
        of_child = self.kind.value == ConcernAbout.CHILD.value
        offer_people(self.person, children if of_child and children else self._people)
        self.nobody.setVisible(of_child and bool(self._people) and not children)
        self.asked.ask(self.knows.value == NO, self.why)

    def wish(self) -> Wish | None:
        """Return the concern to keep."""
        problems = self.unread(("noticed_at", self.noticed))
        if not line(self.words):
            problems["words"] = "Write what was seen and heard."
        if not self.kind.value:
            problems["about"] = "Choose what it is about."
        if self.knows.value == NO and not line(self.why):
            problems["why_not_told"] = "Say why they were not told, in a few words."
        if problems:
            self.show_problems(problems)
            return None
        return RecordConcern(
            NewConcern(
                ConcernAbout(self.kind.value),
                line(self.words),
                person_in(self.person),
                self.instant(self.noticed),
                {YES: True, NO: False}.get(self.knows.value),
                line(self.why) if self.knows.value == NO else "",
            )
        )


class ConcernSentForm(SafetyForm):
    """What became of one concern: sent with its three facts, answered, or not for sending."""

    def __init__(self) -> None:
        super().__init__(Form.CONCERN_SENT, "This concern", "Keep")
        self._told: ConcernTold | None = None
        self._wanted: UUID | None = None
        self._words = ""
        self.what = label("", "strong", wrap=True)
        self.way = label("", "support", wrap=True)
        self.became = Choice(
            "What became of it", {_SENT: "I have sent it", _NOT_FOR: "It is not for sending"}
        )
        self.sent = self.moment("When you sent it", placeholder="today at 11:15")
        self.recipient = LineField("Who received it", placeholder="Adult duty desk, Joan")
        self.reference = LineField("Their reference", placeholder="MASH-2231", letters=26)
        self.chase = self.day(
            "Ask for the answer on", hint="Empty: 1 working day for a child, 5 for others."
        )
        self.outcome = TextField("What they will do", lines=1)
        self.answered = self.day("When they answered", Lean.PAST, hint="Empty: today.")
        self.reason = TextField("Why it is not for sending", lines=1)
        self.decider = Pick("Which lead decided it")
        self._parts: dict[str, tuple[QWidget, ...]] = {
            _SENT: (self.sent, self.recipient, self.reference, self.chase),
            _ANSWERED: (self.outcome, self.answered),
            _NOT_FOR: (self.reason, self.decider),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        for place, above in enumerate((self.what, self.way, self.became)):
            self.body.insertWidget(place, above)
        for part in (*self._parts[_SENT], *self._parts[_ANSWERED], self.reason):
            self.asked.put(part)
        self.asked.put(self.decider, words="Which lead decided it")
        self.hold_all(
            ("became", self.became),
            ("sent_at", self.sent),
            ("recipient", self.recipient),
            ("their_reference", self.reference),
            ("chase_on", self.chase),
            ("outcome", self.outcome),
            ("outcome_on", self.answered),
            ("reason", self.reason),
            ("decided_by", self.decider),
        )
        self.enter_keeps(self.sent, self.recipient, self.reference, self.chase, self.answered)
        self.fit()

    def look_for(self, concern: UUID | None, words: str) -> None:
        """Begin before it is known which concern waits: this one, or whichever does."""
        self._told, self.about = None, None
        self._wanted, self._words = concern, words
        self.begin()
        for said in (self.what, self.way):
            said.setText("")

    def looked_for(self, unsent: Sequence[ConcernTold]) -> ConcernTold | None:
        """Return the concern that was looked for; where it waits no more, that is said."""
        if self._told is not None:
            return None
        among = [one for one in unsent if self._wanted in (None, one.line.id)]
        if not among:
            self.what.setText(_NONE_WAITS if self._wanted is None else _WAITS_NO_MORE)
        return among[0] if among else None

    def show_concern(self, told: ConcernTold, name: str) -> None:
        """Ask about one concern: whether it was sent, or what came of it."""
        self.begin()
        self._told, self.about = told, told.line.id
        self.what.setText(concern_words(told.line, name))
        self.way.setText(concern_way(told.line, self._today))
        self.title = "What they answered" if self._is_sent else "Sent, or not for sending"
        self.became.choose(_SENT)
        self.sent.set_text(self._words)
        self._words = ""
        self.fit()
        self._clock.forget()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer the leads."""
        super().offer(choices)
        offer_workers(self.decider, choices.deciders)

    def first_stop(self) -> QWidget:
        """Return the first field that is asked for."""
        if self._told is None:
            return self.close_button
        return {_SENT: self.sent, _ANSWERED: self.outcome, _NOT_FOR: self.reason}[self._now]

    def fit(self) -> None:
        """Ask for what belongs to what became of it."""
        known = self._told is not None
        self.became.setVisible(known and not self._is_sent)
        for part in (self.asked, self.keep_button):
            part.setVisible(known)
        for key, parts in self._parts.items():
            self.asked.ask(key == self._now, *parts)

    def wish(self) -> Wish | None:
        """Return what became of it."""
        told = self._told
        if told is None:
            return None
        problems = self._missing()
        if problems:
            self.show_problems(problems)
            return None
        concern, seen = told.line.id, told.line.version
        if self._now == _ANSWERED:
            return AnswerConcern(concern, seen, line(self.outcome), self.answered.value)
        if self._now == _NOT_FOR:
            return NotForSending(concern, seen, line(self.reason), worker_in(self.decider))
        moment = self.sent.value
        return SendConcern(
            concern,
            seen,
            NewSent(
                moment.instant if moment else None,
                line(self.recipient),
                line(self.reference),
                self.chase.value,
            ),
        )

    @property
    def _is_sent(self) -> bool:
        return self._told is not None and self._told.line.state is ConcernState.SENT

    @property
    def _now(self) -> str:
        return _ANSWERED if self._is_sent else self.became.value or _SENT

    def _missing(self) -> dict[str, str]:
        if self._now == _ANSWERED:
            problems = self.unread(("outcome_on", self.answered))
            return (
                problems
                if line(self.outcome)
                else {"outcome": "Write what they said they will do.", **problems}
            )
        if self._now == _NOT_FOR:
            return self._undecided()
        problems = self.unread(("chase_on", self.chase))
        if not line(self.reference):
            problems["their_reference"] = "Write what they call it by. It shows that it arrived."
        if not line(self.recipient):
            problems["recipient"] = "Say who received it: a name, or the team."
        moment = self.sent.value
        if moment is None or moment.at is None:
            problems["sent_at"] = "Say when, with the time: today at 11:15."
        return dict(reversed(problems.items()))

    def _undecided(self) -> dict[str, str]:
        problems = {}
        if not line(self.reason):
            problems["reason"] = "Write why it is not for sending."
        if not self.decider.value:
            problems["decided_by"] = "Choose the lead who decided it."
        return problems
