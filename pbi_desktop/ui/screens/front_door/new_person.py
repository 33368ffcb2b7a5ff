"""Somebody new: the form that takes the place of the evidence, filled with what was told."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from pbi_desktop.domain.casework import Gender
from pbi_desktop.services.front_door_rows import SiteChoice
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check, Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, row
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.screens.front_door.typed import NewPerson

_GENDERS = {
    Gender.WOMAN.value: "Woman",
    Gender.MAN.value: "Man",
    Gender.NON_BINARY.value: "Non-binary",
    Gender.NOT_RECORDED.value: "Not asked",
}
_LIKELY = "One of the matches is very likely the same person. Look once more before you go on."
_LOOK_FIRST = (
    "Somebody very like them is on record. Look first; Ctrl+Enter again starts a new person."
)
_NO_SITE = "You have no site where you may open a case. Ask your team manager for a role at one."


class NewPersonForm(Card):
    """Name, home, and how to talk with them. Only a name, or "not given", is needed."""

    typed = Signal(object)  # NewPerson
    draft_due = Signal()
    finished = Signal()
    left_form = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.setAccessibleName("Start a new person")
        self._filling = False
        self.given = LineField("Given name")
        self.family = LineField("Family name")
        self.no_name = Check("They do not give a name", role="dense")
        self.street = LineField("House and street")
        self.postcode = LineField("Postcode", letters=10)
        self.gender = Choice("Gender, as they say it", _GENDERS, value=Gender.NOT_RECORDED.value)
        self.language = LineField("First language")
        self.interpreter = LineField("Interpreter", placeholder="For example, Urdu, not family")
        self.site_title = label("Where the case is opened", "field")
        self.site = Pick("Where the case is opened")
        self.no_site = label(_NO_SITE, "support", tone="danger", wrap=True)
        self.open = Button("Open their case", Kind.PRIMARY, icon="user-plus", key="Ctrl Enter")
        self.back = Button("Back to the matches", icon="arrow-left", key="Esc")
        self.likely = Notice(_LIKELY, Tone.WARN)
        self.likely.hide()
        self._lay_out()
        self._connect()
        privacy.changed.connect(self._cover)
        self._cover(privacy.hidden)

    def _cover(self, hidden: bool) -> None:
        """Cover what was typed while names are hidden; it can still be typed."""
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        for field in self._lines().values():
            if isinstance(field.editor, QLineEdit):
                field.editor.setEchoMode(mode)

    def _lay_out(self) -> None:
        self.add(label("Start a new person", "panel", wrap=True))
        self.add(
            label(
                "Date of birth, phone, reasons and words come from the left. "
                "Only a name is needed.",
                "support",
                wrap=True,
            )
        )
        self.add(self.likely)
        for pair in ((self.given, self.family), (self.street, self.postcode)):
            self.add(_side_by_side(*pair))
            if pair[0] is self.given:
                self.add(self.no_name)
        self.add(self.gender)
        self.add(_side_by_side(self.language, self.interpreter))
        for part in (self.site_title, self.site, self.no_site, self.open):
            self.add(part)
        self.add(row(self.back, 0))

    def _connect(self) -> None:
        for field in self._lines().values():
            field.changed.connect(self._say)
            field.draft_due.connect(self.draft_due)
        for chosen in (self.no_name.clicked, self.gender.chosen, self.site.chosen):
            chosen.connect(self._say)
            chosen.connect(self.draft_due)
        self.open.clicked.connect(self.finished)
        self.back.clicked.connect(self.left_form)

    def _lines(self) -> dict[str, LineField]:
        return {
            "given_name": self.given,
            "family_name": self.family,
            "street": self.street,
            "postcode": self.postcode,
            "language": self.language,
            "interpreter": self.interpreter,
        }

    def show_new(self, new: NewPerson, sites: Sequence[SiteChoice]) -> None:
        """Fill the form, without news of it."""
        self._filling = True
        for name, field in self._lines().items():
            field.set_text(getattr(new, name))
            field.clear_problem()
        self.no_name.setChecked(new.not_given)
        self.gender.choose(new.gender)
        self.site.set_options([(str(site.id), site.name) for site in sites])
        if new.site:
            self.site.choose(new.site)
        several = len(sites) > 1
        self.site.setVisible(several)
        self.site_title.setVisible(several)
        self.no_site.setVisible(not sites)
        self.open.setEnabled(bool(sites))
        self._filling = False
        self._fit_name()

    def warn(self, likely: bool, *, look_first: bool) -> bool:
        """Say that somebody on record is very likely the one; return whether it is news to hear."""
        words = _LOOK_FIRST if look_first else _LIKELY
        news = look_first and words != self.likely.text
        self.likely.say(words, Tone.WARN)
        self.likely.setVisible(likely)
        if news:
            announce(self, words, urgent=True)
        return news

    def show_problems(self, problems: dict[str, str]) -> dict[str, str]:
        """Say at each field what to mend, and go to the first; return what is none of these."""
        fields = self._lines()
        for name, field in fields.items():
            if name in problems:
                field.show_problem(problems[name])
            else:
                field.clear_problem()
        first = next((field for name, field in fields.items() if name in problems), None)
        if first is not None:
            first.setFocus()
        return {name: words for name, words in problems.items() if name not in fields}

    def value(self) -> NewPerson:
        """Return what the form holds."""
        texts = {name: field.text() for name, field in self._lines().items()}
        return NewPerson(
            **texts,
            not_given=self.no_name.isChecked(),
            gender=self.gender.value,
            site=self.site.value,
        )

    def _fit_name(self) -> None:
        for field in (self.given, self.family):
            field.editor.setEnabled(not self.no_name.isChecked())

    def _say(self) -> None:
        self._fit_name()
        if not self._filling:
            self.typed.emit(self.value())


def _side_by_side(one: LineField, other: LineField) -> Columns:
    pair = Columns(2, narrowest=170, gap=12)
    pair.add(one)
    pair.add(other)
    return pair
