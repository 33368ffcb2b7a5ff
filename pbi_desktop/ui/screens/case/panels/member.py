"""Somebody of the family or household: who they are, where they live, how the tie is."""

from datetime import date

from pbi_desktop.domain.casework import Gender, TieKind
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.services.case_rows import CaseHeader
from pbi_desktop.services.front_door_words import read_born
from pbi_desktop.services.household import NewMember
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, column, panel
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.network_words import (
    ADD_SOMEBODY,
    GENDERS,
    TIE_KINDS,
    Adding,
    say_born,
    they_are,
)
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.panels.tie import TieParts
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.wishes import AddMember, Form, Wish

_HOMES = {Adding.HOME.value: "In the same home", Adding.ELSEWHERE.value: "Somewhere else"}
_KINDS = [("", "Choose"), *((kind.value, words) for kind, words in TIE_KINDS.items())]


class MemberForm(PlaceForm):
    """Only a name and who they are is needed; nothing of the rest is guessed."""

    def __init__(self) -> None:
        super().__init__(Form.MEMBER, ADD_SOMEBODY, ADD_SOMEBODY)
        self._today = date.min
        self.given = LineField("Given name")
        self.family = LineField("Family name", placeholder="leave empty if not known")
        self.kind_words = label("They are their", "field")
        self.kind = Pick("They are their", _KINDS)
        self.home = Choice("Where they live", _HOMES, value=Adding.HOME.value)
        self.born: DateField[PartialDate] = DateField(
            "Date of birth or age",
            reading(lambda text: read_born(text, self._today), self._say_born),
            placeholder="9 4 1991, about 1960 or 68",
            letters=26,
        )
        self.gender = Choice(
            "Gender, as they say it",
            {one.value: words for one, words in GENDERS.items()},
            value=Gender.NOT_RECORDED.value,
        )
        self.tie = TieParts()
        self._lay_out()
        self._hold_all()
        self.enter_keeps(self.given, self.family, self.born)

    def _lay_out(self) -> None:
        self.kind_words.setBuddy(self.kind)
        kind = panel(column(self.kind_words, self.kind, 0, spacing=5))
        columns = Columns(3, narrowest=260)
        for part in (placed(self.given), placed(self.family), kind, placed(self.born)):
            columns.add(part)
        columns.add(placed(self.home))
        columns.add(placed(self.gender))
        for part in self.tie.shown:
            columns.add(part)
        self.body.addWidget(columns)

    def _hold_all(self) -> None:
        for name, control in (
            ("given_name", self.given),
            ("family_name", self.family),
            ("kind", self.kind),
            ("born", self.born),
            ("home", self.home),
            ("gender", self.gender),
        ):
            self.hold(name, control)
        for tie, pick in self.tie.controls.items():
            self.hold(tie, pick)

    def know(self, header: CaseHeader, today: date) -> None:
        """Ask who they are to this person, as of this day."""
        self._today = today
        words = they_are(pronouns(header.pronouns))
        self.kind_words.setText(words)
        self.kind.setAccessibleName(words)

    def begin(self) -> None:
        """Start empty, with somebody at home."""
        super().begin()
        for field in (self.given, self.family, self.born):
            field.set_text("")
        self.kind.choose("")
        self.gender.choose(Gender.NOT_RECORDED.value)
        self.tie.begin()
        self.lives(Adding.HOME)

    def lives(self, where: Adding) -> None:
        """Start with where they live."""
        self.home.choose(where.value)
        self._clock.forget()

    def values(self) -> dict[str, str]:
        """Return what is typed and chosen; nothing where nobody was begun."""
        return super().values() if self._begun() else {}

    def wish(self) -> Wish | None:
        """Return the person to add."""
        problems = self._problems()
        if problems:
            self.show_problems(problems)
            return None
        return AddMember(
            NewMember(
                given_name=self.given.text().strip(),
                family_name=self.family.text().strip(),
                born=self.born.value,
                gender=Gender(self.gender.value),
                kind=TieKind(self.kind.value),
                at_home=self.home.value == Adding.HOME.value,
                quality=self.tie.quality,
                strength=self.tie.strength,
                flow=self.tie.flow,
            )
        )

    def _problems(self) -> dict[str, str]:
        """Return what is missing or cannot be read, by field, with how to mend it."""
        problems = {}
        if not (self.given.text().strip() or self.family.text().strip()):
            problems["given_name"] = "Write a name, as much of it as you know."
        if not self.kind.value:
            words = self.kind_words.text()
            problems["kind"] = f"Choose who they are, under “{words}”."
        if self.born.text().strip() and self.born.value is None:
            problems["born"] = "Write it like 9 4 1991, about 1960 or 68, or leave it empty."
        return problems

    def _begun(self) -> bool:
        typed = any(field.text().strip() for field in (self.given, self.family, self.born))
        gender = self.gender.value != Gender.NOT_RECORDED.value
        return typed or gender or bool(self.kind.value) or self.tie.said

    def _say_born(self, born: PartialDate) -> str:
        return say_born(born, self._today)
