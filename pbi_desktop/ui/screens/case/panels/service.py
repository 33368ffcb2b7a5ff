"""A service at work with the person: which, who there, since when, and how the tie is."""

from datetime import date

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.household import NewService
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.network_words import ADD_SERVICE
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.panels.tie import TieParts
from pbi_desktop.ui.screens.case.wishes import AddService, Form, Wish


class ServiceForm(PlaceForm):
    """Only the service is needed; without a day it begins today."""

    def __init__(self) -> None:
        super().__init__(Form.SERVICE, ADD_SERVICE, ADD_SERVICE)
        self._today = date.min
        self.service = LineField("Which service", placeholder="Memory clinic, school, housing")
        self.worker = LineField("Who works with them there", placeholder="leave empty if not known")
        self.since: DateField[date] = DateField(
            "Since",
            day_reader(lambda: self._today, Lean.PAST),
            placeholder="today, if left empty",
            letters=26,
        )
        self.tie = TieParts()
        columns = Columns(3, narrowest=260)
        for part in (self.service, self.worker, self.since):
            columns.add(placed(part))
        for shown in self.tie.shown:
            columns.add(shown)
        self.body.addWidget(columns)
        for name, control in (
            ("service", self.service),
            ("worker_name", self.worker),
            ("started_on", self.since),
        ):
            self.hold(name, control)
        for tie, pick in self.tie.controls.items():
            self.hold(tie, pick)
        self.enter_keeps(self.service, self.worker, self.since)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start empty."""
        super().begin()
        for field in (self.service, self.worker, self.since):
            field.set_text("")
        self.tie.begin()
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return the service to add."""
        problems = self._problems()
        if problems:
            self.show_problems(problems)
            return None
        return AddService(
            NewService(
                service=self.service.text().strip(),
                worker_name=self.worker.text().strip(),
                started_on=self.since.value,
                quality=self.tie.quality,
                strength=self.tie.strength,
                flow=self.tie.flow,
            )
        )

    def _problems(self) -> dict[str, str]:
        problems = {}
        since = self.since.value
        if not self.service.text().strip():
            problems["service"] = "Write which service it is."
        if self.since.text().strip() and since is None:
            problems["started_on"] = "That is not a day. Write 12 nov or 12/11/2026."
        elif since is not None and since > self._today:
            problems["started_on"] = (
                "That day is still to come. Leave it empty, and choose “Planned” for the tie."
            )
        return problems
