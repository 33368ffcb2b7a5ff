"""A debt: what it is, to whom, how much on which day, and what is paid back."""

from datetime import date

from pbi_desktop.domain.debts import OPEN
from pbi_desktop.domain.housing import DebtKind, DebtState
from pbi_desktop.domain.money import Amount, say_amount, say_pence
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.services.housing_rows import DebtLine, NewDebt
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, MoneyField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.housing_words import (
    DEBT_KINDS,
    DEBT_STATES,
    debt_before,
    debt_now,
    why_first,
)
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import amount_reader
from pbi_desktop.ui.screens.case.understanding_housing import DebtWords, read_debt
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_housing import AddDebt, ChangeDebt

_NOT_SAID = ""
_STATES = {one.value: DEBT_STATES[one] for one in DebtState if one in OPEN}


class DebtForm(PlaceForm):
    """Adds a debt, or says what it is now; what it was before stays."""

    def __init__(self) -> None:
        super().__init__(Form.DEBT, "What is owed", "Keep the debt")
        self._today = date.min
        self._debt: DebtLine | None = None
        self.was = label("", "support", wrap=True)
        self.kind = Pick(
            "What is owed",
            [(_NOT_SAID, "Choose one"), *((one.value, DEBT_KINDS[one]) for one in DEBT_KINDS)],
        )
        self.creditor = LineField("To whom", placeholder="the landlord, the council")
        self.amount: MoneyField[Amount] = MoneyField(
            "How much now", amount_reader(), placeholder="1240", letters=26
        )
        self.as_at: DateField[date] = DateField(
            "On which day",
            day_reader(lambda: self._today, Lean.PAST),
            placeholder="leave empty for today",
            letters=26,
        )
        self.repayment: MoneyField[Amount] = MoneyField(
            "Paid back, if anything", amount_reader(), placeholder="5 a week", letters=26
        )
        self.state = Choice("Where it is", _STATES, value=DebtState.OWED.value)
        self.first = label("", "support", tone="warn", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = Columns(3, narrowest=260)
        columns.add(named("What is owed", self.kind))
        for part in (self.creditor, self.amount, self.as_at, self.repayment):
            columns.add(placed(part))
        for shown in (self.was, columns, self.state, self.first):
            self.body.addWidget(shown)
        for name, control in (
            ("kind", self.kind),
            ("creditor", self.creditor),
            ("amount", self.amount),
            ("as_at", self.as_at),
            ("repayment", self.repayment),
            ("state", self.state),
        ):
            self.hold(name, control)
        self.kind.chosen.connect(self._fit)
        self.enter_keeps(self.creditor, self.amount, self.as_at, self.repayment)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def begin(self) -> None:
        """Start empty: another debt."""
        self._debt, self.about = None, None
        self.fill(DebtWords())
        self.kind.choose(_NOT_SAID)
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start from the words after the command."""
        self.begin()
        self.fill(read_debt(words))
        self.typed()

    def fill(self, words: DebtWords) -> None:
        """Start from what was understood."""
        super().begin()
        self.kind.choose(words.kind.value if words.kind is not DebtKind.OTHER else _NOT_SAID)
        self.creditor.set_text(words.creditor)
        self.amount.set_text(say_pence(words.amount.pence) if words.amount else "")
        self.as_at.set_text("")
        self.repayment.set_text("")
        self.state.choose(DebtState.OWED.value)
        self.was.hide()
        self._fit()

    def show_debt(self, debt: DebtLine) -> None:
        """Ask what a debt is now."""
        self.begin()
        self._debt, self.about = debt, debt.id
        self.fill(DebtWords(debt.creditor, debt.kind))
        self.kind.choose(debt.kind.value)
        self.repayment.set_text(say_amount(debt.repayment) if debt.repayment else "")
        self.state.choose(debt.state.value if debt.state in OPEN else DebtState.OWED.value)
        before = debt_before(debt, self._today)
        said = f"It was {debt_now(debt, self._today)}{', ' if before else ''}{before}."
        self.was.setText(f"{said} That stays in its history.")
        self.was.show()
        self._clock.forget()

    def first_stop(self) -> Pick | LineField:
        """Return the new figure where a debt is changed, else the first thing not said."""
        if self._debt is not None:
            return self.amount
        if self.kind.value == _NOT_SAID:
            return self.kind
        return self.creditor if not self.creditor.text().strip() else self.amount

    def wish(self) -> Wish | None:
        """Return the debt to keep."""
        problems = self._problems()
        amount, repayment = self.amount.value, self.repayment.value
        if problems or amount is None:
            self.show_problems(problems)
            return None
        debt = NewDebt(
            DebtKind(self.kind.value),
            self.creditor.text().strip(),
            amount.pence,
            self.as_at.value,
            DebtState(self.state.value),
            None if repayment is None else repayment.pence,
            None if repayment is None else repayment.frequency,
        )
        if self._debt is None:
            return AddDebt(debt)
        return ChangeDebt(self._debt.id, self._debt.version, debt)

    def _problems(self) -> dict[str, str]:
        problems = {}
        if self.kind.value == _NOT_SAID:
            problems["kind"] = "Say what is owed."
        if not self.creditor.text().strip():
            problems["creditor"] = "Say to whom it is owed."
        if self.amount.value is None:
            problems["amount"] = "Say how much is owed now, such as 1240."
        if self.as_at.text().strip() and self.as_at.value is None:
            problems["as_at"] = "That is not a day. Write 3 nov or yesterday."
        if self.repayment.text().strip() and self.repayment.value is None:
            problems["repayment"] = "Say how much and how often, such as 5 a week."
        return problems

    def _fit(self) -> None:
        kind = self.kind.value
        why = why_first(DebtKind(kind)) if kind else ""
        self.first.setText(f"{why}." if why else "")
        self.first.setVisible(bool(why))
