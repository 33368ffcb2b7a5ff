"""Going through the network with the person, and a child that is expected."""

from datetime import date
from uuid import UUID

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.network_rows import GoneThrough, NetworkRecords
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_network import ExpectChild, KeepGoneThrough

_TOGETHER, _READ_OUT = "together", "read_out"
_BABY = "Baby"


class CheckForm(PlaceForm):
    """Today the network was gone through with the person: how, and what they said."""

    def __init__(self) -> None:
        words = "Gone through with them today"
        super().__init__(Form.NETWORK_CHECK, words, "Keep that it was")
        options = {_TOGETHER: "Together, on the picture", _READ_OUT: "Read out to them"}
        self.how = Choice("How", options, value=_TOGETHER)
        self.said = TextField(
            "What they said, in their words", placeholder="leave empty if nothing"
        )
        self.body.addWidget(placed(self.how))
        self.body.addWidget(self.said)
        self.hold("how", self.how)
        self.hold("said", self.said)

    def begin(self) -> None:
        """Start with together, and nothing said."""
        super().begin()
        self.how.choose(_TOGETHER)
        self.said.set_text("")
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return how it was gone through."""
        together = self.how.value == _TOGETHER
        return KeepGoneThrough(GoneThrough(together, self.said.text().strip()))


class ExpectedForm(PlaceForm):
    """A child that is not born yet: whose it is, and when it is due."""

    def __init__(self) -> None:
        super().__init__(Form.EXPECTED, "A child is expected", "Add the child")
        self._today = date.min
        self._records = NetworkRecords((), ())
        self.due: DateField[date] = DateField(
            "Due on", day_reader(lambda: self._today, Lean.COMING), letters=26
        )
        self.first, self.second = Pick("Whose child"), Pick("And whose")
        self.called = LineField("Called, until there is a name")
        columns = Columns(3, narrowest=260)
        for part in (
            placed(self.due),
            named("Whose child", self.first),
            named("And whose", self.second),
            placed(self.called),
        ):
            columns.add(part)
        self.body.addWidget(columns)
        for name, control in (
            ("due_on", self.due),
            ("parent", self.first),
            ("other", self.second),
            ("given_name", self.called),
        ):
            self.hold(name, control)
        self.enter_keeps(self.due, self.called)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def know_network(self, records: NetworkRecords) -> None:
        """Offer these people as parents."""
        self._records = records
        there = [(str(one.id), one.name) for one in records.people]
        for pick, nobody in ((self.first, "Choose"), (self.second, "Not said")):
            chosen = pick.value
            pick.set_options([("", nobody), *there])
            pick.choose(chosen)

    def begin(self) -> None:
        """Start with no day and nobody."""
        super().begin()
        self.due.set_text("")
        self.called.set_text(_BABY)
        self.first.choose("")
        self.second.choose("")
        self._clock.forget()

    def values(self) -> dict[str, str]:
        """Return what is typed and chosen; nothing where nobody was begun."""
        found = super().values()
        return found if found["due_on"] or found["parent"] else {}

    def wish(self) -> Wish | None:
        """Return the child to add."""
        problems = {}
        if self.due.value is None:
            problems["due_on"] = "Write the day it is due, like 12 march 2027."
        if not self.first.value:
            problems["parent"] = "Choose whose child it is, under “Whose child”."
        elif self.first.value == self.second.value:
            problems["other"] = "Choose two different people, or leave the second one."
        if problems or self.due.value is None:
            self.show_problems(problems)
            return None
        parents = tuple(
            PersonId(UUID(pick.value)) for pick in (self.first, self.second) if pick.value
        )
        return ExpectChild(parents, self.due.value, self.called.text().strip())
