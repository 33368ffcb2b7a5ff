"""A home: on what footing, from whom, for what rent, from when and until when."""

from collections.abc import Mapping
from datetime import date

from pbi_desktop.domain.housing import Tenure
from pbi_desktop.domain.money import Amount, say_amount
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.services.housing_rows import HomeLine, NewHome
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, MoneyField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.housing_words import TENURES
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import amount_reader
from pbi_desktop.ui.screens.case.understanding_housing import HomeWords, read_home
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_housing import AddHome, ChangeHome

_NOT_SAID = ""
_NO_RENT = frozenset({Tenure.NO_HOME, Tenure.OWNED})


class HomeForm(PlaceForm):
    """Adds a home, or changes what is known of one."""

    def __init__(self) -> None:
        super().__init__(Form.HOME, "Home", "Keep the home")
        self._today = date.min
        self._home: HomeLine | None = None
        self.tenure = Pick(
            "How they live there",
            [(_NOT_SAID, "Choose one"), *((one.value, TENURES[one]) for one in TENURES)],
        )
        self.landlord = LineField("Landlord", placeholder="leave empty if not known")
        self.rent: MoneyField[Amount] = MoneyField(
            "Rent", amount_reader(), placeholder="95.40 a week", letters=26
        )
        near, coming = (
            day_reader(lambda: self._today, lean) for lean in (Lean.NEAREST, Lean.COMING)
        )
        self.start: DateField[date] = DateField("Since", near, placeholder="6 may 24", letters=26)
        self.ends: DateField[date] = DateField(
            "Fixed until", coming, placeholder="leave empty if it is not", letters=26
        )
        columns = Columns(3, narrowest=260)
        columns.add(named("How they live there", self.tenure))
        for part in (self.landlord, self.rent, self.start, self.ends):
            columns.add(placed(part))
        self.body.addWidget(columns)
        for name, control in (
            ("tenure", self.tenure),
            ("landlord", self.landlord),
            ("rent", self.rent),
            ("started_on", self.start),
            ("ends_by", self.ends),
        ):
            self.hold(name, control)
        self.tenure.chosen.connect(self._fit)
        self.enter_keeps(self.landlord, self.rent, self.start, self.ends)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start empty: another home."""
        self._home, self.about = None, None
        self.fill(HomeWords())
        self.tenure.choose(_NOT_SAID)
        self._fit()
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start from the words after the command."""
        self.begin()
        read = read_home(words)
        self.fill(read)
        self.typed()

    def fill(self, words: HomeWords) -> None:
        """Start from what was understood."""
        super().begin()
        self.tenure.choose(words.tenure.value if words.tenure is not Tenure.OTHER else _NOT_SAID)
        self.landlord.set_text(words.landlord)
        self.rent.set_text(say_amount(words.rent) if words.rent else "")
        self.start.set_text("")
        self.ends.set_text("")
        self._fit()

    def show_home(self, home: HomeLine) -> None:
        """Change what is known of a home."""
        self.begin()
        self._home, self.about = home, home.id
        self.fill(HomeWords(home.landlord, home.tenure, home.rent))
        self.tenure.choose(home.tenure.value)
        self.start.set_text(say_date(home.started_on) if home.started_on else "")
        self.ends.set_text(say_date(home.ends_by) if home.ends_by else "")
        self._fit()
        self._clock.forget()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, and ask for what it asks for."""
        super().restore(values)
        self._fit()

    def wish(self) -> Wish | None:
        """Return the home to keep."""
        problems = {}
        if self.tenure.value == _NOT_SAID:
            problems["tenure"] = "Say how they live there."
        rent = self.rent.value if self._pays else None
        if self._pays and self.rent.text().strip() and rent is None:
            problems["rent"] = "Say the rent, such as 95.40 a week."
        for name, field in (("started_on", self.start), ("ends_by", self.ends)):
            if field.text().strip() and field.value is None:
                problems[name] = "That is not a day. Write 6 may 24 or in 3 months."
        if problems:
            self.show_problems(problems)
            return None
        home = NewHome(
            Tenure(self.tenure.value),
            self.landlord.text().strip(),
            rent,
            self.start.value,
            self.ends.value,
        )
        if self._home is None:
            return AddHome(home)
        return ChangeHome(self._home.id, self._home.version, home)

    @property
    def _pays(self) -> bool:
        return self.tenure.value not in _NO_RENT

    def _fit(self) -> None:
        self.rent.setVisible(self._pays)
        self.landlord.setVisible(self._pays)
