"""A tie: who is what to whom, how it is, since when, and when it ended."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pbi_desktop.domain.casework import NATURES, TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.services.network_rows import (
    NetworkRecords,
    NewTie,
    SomebodyThere,
    TieLine,
    TieOf,
    TieWords,
)
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import DateField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.network_words import NATURE_WORDS, TIE_KINDS, or_not_said
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.panels.tie import TieParts
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_network import AddTie, AlsoHelps, ChangeTie

_ADD, _CHANGE = "Add a tie", "Change this tie"
_KINDS = [("", "Choose"), *((kind.value, words) for kind, words in TIE_KINDS.items())]


class TieForm(PlaceForm):
    """A new tie starts from whom it was asked for; one that is changed, from how it stands."""

    def __init__(self) -> None:
        super().__init__(Form.TIE, _ADD, "Keep the tie")
        self._today = date.min
        self._tie: TieLine | None = None
        self._service: TieLine | None = None
        self._records = NetworkRecords((), ())
        self.between = label("", "strong", wrap=True)
        self.subject = Pick("Who")
        self.kind = Pick("Is the", _KINDS)
        self.other = Pick("Of whom")
        self.nature = Pick("How that came to be", or_not_said(NATURE_WORDS))
        self.tie = TieParts()
        self.since = self._day("Since")
        self.until = self._day("Until")
        self._subject, self._kind = named("Who", self.subject), named("Is the", self.kind)
        self._other = named("Of whom", self.other)
        self._nature = named("How that came to be", self.nature)
        self._parts = dict(zip(self.tie.controls, self.tie.shown, strict=True))
        self._since, self._until = placed(self.since), placed(self.until)
        columns = Columns(3, narrowest=260)
        for part in (self._subject, self._kind, self._other, self._nature, *self._parts.values(),
                     self._since, self._until):  # fmt: skip
            columns.add(part)
        self.body.addWidget(self.between)
        self.body.addWidget(columns)
        self._hold_all()

    def _day(self, name: str) -> "DateField[date]":
        reader = day_reader(lambda: self._today, Lean.PAST)
        return DateField(name, reader, placeholder="leave empty if not known", letters=26)

    def _hold_all(self) -> None:
        for name, control in (
            ("subject", self.subject),
            ("kind", self.kind),
            ("other", self.other),
            ("nature", self.nature),
            ("started_on", self.since),
            ("ended_on", self.until),
        ):
            self.hold(name, control)
        for tie, pick in self.tie.controls.items():
            self.hold(tie, pick)
        self.kind.chosen.connect(self._offer_natures)
        self.enter_keeps(self.since, self.until)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def know_network(self, records: NetworkRecords) -> None:
        """Offer these people as the ends of a tie."""
        self._records = records
        self._offer_people()

    def begin(self) -> None:
        """Start a tie between two people that are still to be chosen."""
        super().begin()
        self._tie, self._service, self.about = None, None, None
        self.title = _ADD
        self._offer_people()
        self._show_parts()
        self.subject.choose("")
        self.other.choose("")
        self.kind.choose("")
        self._offer_natures()
        for field in (self.since, self.until):
            field.set_text("")
        self.tie.begin()
        self._clock.forget()

    def tie_from(self, who: SomebodyThere) -> None:
        """Start a tie from somebody; to the only other one, where there is only one."""
        self.begin()
        self.other.choose(str(who.id))
        rest = [one for one in self._records.people if one.id != who.id]
        if len(rest) == 1:
            self.subject.choose(str(rest[0].id))
        self._clock.forget()

    def help_from(self, tie: TieLine) -> None:
        """Start a tie from a service that is there: whom else it works with."""
        self.begin()
        self._service = tie
        self._show_parts()

    def show_tie(self, tie: TieLine) -> None:
        """Put a tie right."""
        self.begin()
        self._tie, self.about, self.title = tie, tie.record, _CHANGE
        words = tie.words
        self.kind.choose(words.kind.value if words.kind else "")
        self._offer_natures()
        self.nature.choose(words.nature.value if words.nature else "")
        for name, value in (
            ("quality", words.quality),
            ("strength", words.strength),
            ("flow", words.flow),
        ):
            self.tie.controls[name].choose("" if value is None else str(value))
        for field, day in ((self.since, words.started_on), (self.until, words.ended_on)):
            field.set_text(say_date(day) if day else "")
        self._show_parts()
        self._clock.forget()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what a draft kept: what they are first, which says how that can have come."""
        self.kind.choose(values.get("kind", self.kind.value))
        self._offer_natures()
        super().restore(values)

    def _show_parts(self) -> None:
        """Ask only for what this kind of tie keeps."""
        tie, of_people = self._tie, self._service is None
        dated = tie is None or tie.is_dated
        if tie is not None:
            of_people = tie.of is TieOf.PEOPLE
            kind = tie.words.kind
            is_the = f"{tie.names[0]} is the {TIE_KINDS[kind]} of {tie.names[1]}." if kind else ""
            self.between.setText(is_the or tie.title)
        elif self._service is not None:
            self.between.setText(f"{self._service.names[0]} also works with somebody else")
        self.between.setVisible(tie is not None or self._service is not None)
        self._subject.setVisible(tie is None and of_people)
        self._other.setVisible(tie is None)
        self._kind.setVisible(of_people)
        self._nature.setVisible(of_people)
        self._parts["strength"].setVisible(dated)
        self._since.setVisible(dated)
        self._until.setVisible(dated)

    def _offer_people(self) -> None:
        there = [("", "Choose"), *((str(one.id), one.name) for one in self._records.people)]
        for pick in (self.subject, self.other):
            chosen = pick.value
            pick.set_options(there)
            pick.choose(chosen)

    def _offer_natures(self) -> None:
        chosen = self.nature.value
        kind = TieKind(self.kind.value) if self.kind.value else None
        offered = {one: NATURE_WORDS[one] for one in NATURES.get(kind, ())} if kind else {}
        self.nature.set_options(or_not_said(offered))
        self.nature.choose(chosen if chosen in {one.value for one in offered} else "")
        self.nature.setEnabled(bool(offered))

    def wish(self) -> Wish | None:
        """Return the tie to keep."""
        problems = self._problems()
        if problems:
            self.show_problems(problems)
            return None
        words = TieWords(
            TieKind(self.kind.value) if self.kind.value else None,
            TieNature(self.nature.value) if self.nature.value else None,
            self.tie.quality,
            self.tie.strength,
            self.tie.flow,
            self.since.value,
            self.until.value,
        )
        if self._tie is not None:
            return ChangeTie(self._tie, self._tie.seen, words)
        other = PersonId(UUID(self.other.value))
        if self._service is not None:
            return AlsoHelps(self._service.record, other, words)
        return AddTie(NewTie(PersonId(UUID(self.subject.value)), other, words))

    def _problems(self) -> dict[str, str]:
        problems = {}
        if self._tie is None:
            if self._service is None and not self.subject.value:
                problems["subject"] = "Choose who it is, under “Who”."
            if not self.other.value:
                problems["other"] = "Choose with whom, under “Of whom”."
            elif self.other.value == self.subject.value:
                problems["other"] = "Choose two different people."
        of_people = self._tie.of is TieOf.PEOPLE if self._tie else self._service is None
        if of_people and not self.kind.value:
            problems["kind"] = "Choose what they are to each other, under “Is the”."
        for name, field in (("started_on", self.since), ("ended_on", self.until)):
            if field.text().strip() and field.value is None:
                problems[name] = "That is not a day. Write 12 nov or 12/11/2026."
            elif field.value is not None and field.value > self._today:
                problems[name] = "That day is still to come. Leave it empty until it is there."
        return problems
