"""A child: seen and by whom, in their own words; not seen and why; who is responsible for them."""

from datetime import date

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.safety_rows import NewChildSeen, SafetyChoices
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.screens.case.panels.safety_form import (
    NO,
    YES,
    SafetyForm,
    line,
    offer_people,
    person_in,
)
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_safety import SayResponsible, SeeChild

_SEEN, _MISSED, _RESPONSIBLE = "seen", "missed", "responsible"
_WHAT = {
    _SEEN: "They were seen",
    _MISSED: "They were not seen",
    _RESPONSIBLE: "Who has parental responsibility",
}
_ME, _OTHER = "me", "other"


class ChildForm(SafetyForm):
    """The child's own words come first; nothing is marked beforehand."""

    def __init__(self) -> None:
        super().__init__(Form.CHILD_SEEN, "A child of this case", "Keep")
        self.child = Pick("Which child")
        self.what = Choice("What you write down", _WHAT)
        self.words = TextField("What they said, in their own words", lines=2, voice=True)
        self.alone = Choice("Seen alone", {YES: "Alone", NO: "With somebody there"})
        self.by = Choice("Who saw them", {_ME: "I did", _OTHER: "Somebody else"})
        self.who = LineField("Who it was", placeholder="Mrs Khan, the school nurse")
        self.why = LineField("Why they were not seen", placeholder="Said to be asleep")
        self.at = self.moment("When", placeholder="today at 15:30", hint="Empty: now.")
        self.place = LineField("Where", placeholder="At school")
        self.adult = Pick("Who")
        self.holds = Choice("Parental responsibility", {YES: "They have it", NO: "They have not"})
        self.since = self.day("Since", Lean.PAST, placeholder="12 nov 2019")
        self._lay_out()

    def _lay_out(self) -> None:
        self.asked.put(self.child, words="Which child")
        self.asked.put(self.what)
        self.asked.put(self.words, 2)
        for part in (self.alone, self.by, self.who, self.why, self.at, self.place):
            self.asked.put(part)
        self.asked.put(self.adult, words="Who")
        self.asked.put(self.holds)
        self.asked.put(self.since)
        self.hold_all(
            ("child", self.child),
            ("what", self.what),
            ("words", self.words),
            ("alone", self.alone),
            ("seen_by", self.by),
            ("who", self.who),
            ("why_not", self.why),
            ("at", self.at),
            ("place", self.place),
            ("adult", self.adult),
            ("responsible", self.holds),
            ("since", self.since),
        )
        self.fit()

    def offer(self, choices: SafetyChoices) -> None:
        """Offer those who are or may be children, and everybody who may be responsible."""
        super().offer(choices)
        children = [one for one in choices.people if one.may_be_child]
        children.sort(key=lambda one: (one.age is None, one.is_main))
        offer_people(self.child, children)
        grown = [one for one in choices.people if one.age is None or not one.may_be_child]
        offer_people(self.adult, grown, ask=True)

    def fit(self) -> None:
        """Ask for what belongs to what is written down."""
        what = self.what.value
        self.asked.ask(what == _SEEN, self.words, self.alone, self.by)
        self.asked.ask(what == _SEEN and self.by.value == _OTHER, self.who)
        self.asked.ask(what in (_SEEN, _MISSED), self.at, self.place)
        self.asked.ask(what == _MISSED, self.why)
        self.asked.ask(what == _RESPONSIBLE, self.adult, self.holds, self.since)

    def wish(self) -> Wish | None:
        """Return what to keep."""
        child = person_in(self.child)
        problems = self._missing()
        if child is None:
            problems = {"child": "Add the child with /family first.", **problems}
        adult = person_in(self.adult)
        if self.what.value == _RESPONSIBLE and adult is None:
            problems["adult"] = "Choose who it is. Add them with /family if they are missing."
        if problems or child is None:
            self.show_problems(problems)
            return None
        if adult is not None and self.what.value == _RESPONSIBLE:
            return SayResponsible(adult, child, self.holds.value == YES, self._since)
        seen = self.what.value == _SEEN
        return SeeChild(
            NewChildSeen(
                child,
                seen=seen,
                at=self.instant(self.at),
                alone=self.alone.value == YES if seen else None,
                seen_by=line(self.who) if seen and self.by.value == _OTHER else "",
                place=line(self.place),
                words=line(self.words) if seen else "",
                why_not="" if seen else line(self.why),
            )
        )

    @property
    def _since(self) -> date | None:
        return self.since.value if self.holds.value == YES else None

    def _missing(self) -> dict[str, str]:
        what = self.what.value
        if not what:
            return {"what": "Choose what you write down."}
        if what == _MISSED:
            found = self.unread(("at", self.at))
            return found if line(self.why) else {"why_not": "Say why, in a few words.", **found}
        if what == _RESPONSIBLE:
            found = self.unread(("since", self.since))
            ask = {"responsible": "Choose whether they have it."}
            return found if self.holds.value else {**ask, **found}
        problems = self.unread(("at", self.at))
        if not self.alone.value:
            problems["alone"] = "Choose whether they were seen alone."
        if not self.by.value:
            problems["seen_by"] = "Choose who saw them."
        if self.by.value == _OTHER and not line(self.who):
            problems["who"] = "Say who it was, and from where."
        return problems
