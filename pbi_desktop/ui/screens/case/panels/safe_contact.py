"""How somebody may be reached without harm: what is not ticked is not safe."""

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.time_words import read_time
from pbi_desktop.services.safety_rows import NewSafeContact, SafetyChoices, SafetyPerson
from pbi_desktop.ui.kit.widgets.choices import Check, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel
from pbi_desktop.ui.screens.case.panels.safety_form import (
    SafetyForm,
    line,
    offer_people,
    person_in,
)
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_safety import SaySafeContact

_MIDNIGHT = 24


class SafeContactForm(SafetyForm):
    """Ask them; what was said before is shown to be put right."""

    def __init__(self) -> None:
        super().__init__(Form.SAFE_CONTACT, "How to reach them safely", "Keep")
        self._shown_for = ""
        self.person = Pick("Who")
        self.word = LineField(
            "Word agreed", letters=26, hint="You say it, so that they know it is you."
        )
        self.text = Check("A text is safe")
        self.call = Check("A call is safe")
        self.voicemail = Check("A voicemail is safe")
        self.letter = Check("A letter, or paper to take home, is safe")
        self.start = LineField("From", placeholder="9", letters=8, hint="Empty: at any hour.")
        self.end = LineField("To", placeholder="14", letters=8)
        self.letters_to = LineField(
            "Send letters here, not home", placeholder="Her sister, 3 Fern Close"
        )
        ticks = Flow()
        for tick in (self.text, self.call, self.voicemail, self.letter):
            ticks.addWidget(tick)
        self.asked.put(self.person, words="Who")
        self.asked.put(self.word)
        self.asked.put(panel(column(label("They say that", "field"), ticks)), 2)
        for part in (self.start, self.end, self.letters_to):
            self.asked.put(part)
        self.hold_all(
            ("person", self.person),
            ("text", self.text),
            ("call", self.call),
            ("voicemail", self.voicemail),
            ("letter", self.letter),
            ("from_hour", self.start),
            ("to_hour", self.end),
            ("code_word", self.word),
            ("letters_to", self.letters_to),
        )

    def begin(self) -> None:
        """Start with what was said before: it is on its way, and what is known of it is old."""
        self._shown_for, self._choices = "", SafetyChoices()
        super().begin()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer the people of the case, with what they said before."""
        super().offer(choices)
        offer_people(self.person, choices.people)
        self.fit()

    def fit(self) -> None:
        """Show what the chosen person said before; what is typed meanwhile stays."""
        person = self._chosen
        if person is None or self._shown_for == str(person.id):
            return
        self._shown_for = str(person.id)
        said = person.contact or NewSafeContact(False, False, False, False)
        self.text.setChecked(said.text)
        self.call.setChecked(said.call)
        self.voicemail.setChecked(said.voicemail)
        self.letter.setChecked(said.letter)
        self.start.set_text("" if said.from_hour is None else f"{said.from_hour:02d}:00")
        self.end.set_text("" if said.to_hour is None else f"{said.to_hour:02d}:00")
        self.word.set_text(said.code_word)
        self.letters_to.set_text(said.letters_to)
        self._clock.forget()

    def values(self) -> dict[str, str]:
        """Return what is typed; nothing where it is only what was said before."""
        person = self._chosen
        if person is None or self._new(person) == person.contact:
            return {}
        return super().values()

    def wish(self) -> Wish | None:
        """Return how they may be reached."""
        problems = {}
        for name, field in (("from_hour", self.start), ("to_hour", self.end)):
            if line(field) and read_hour(line(field)) is None:
                problems[name] = "Write a whole hour, like 9 or 14:00."
        if problems:
            self.show_problems(problems)
            return None
        person = self._chosen
        seen = person.contact_seen if person else None
        return SaySafeContact(self._new(person), seen)

    def _new(self, person: SafetyPerson | None) -> NewSafeContact:
        return NewSafeContact(
            self.text.isChecked(),
            self.call.isChecked(),
            self.voicemail.isChecked(),
            self.letter.isChecked(),
            read_hour(line(self.start)),
            read_hour(line(self.end)),
            line(self.word),
            line(self.letters_to),
            person.id if person else None,
        )

    @property
    def _chosen(self) -> SafetyPerson | None:
        chosen = person_in(self.person)
        return next((one for one in self._choices.people if one.id == chosen), None)


def read_hour(text: str) -> int | None:
    """Return a whole hour of the day; None where it is none. "24" and "midnight" end a day."""
    if text.casefold() in ("24", "24:00", "midnight"):
        return _MIDNIGHT
    if not text:
        return None
    if text.isdecimal() and int(text) < _MIDNIGHT:
        return int(text)
    try:
        at = read_time(text)
    except Invalid:
        return None
    return at.hour if at.minute == 0 else None
