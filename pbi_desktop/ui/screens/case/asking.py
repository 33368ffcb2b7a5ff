"""One question about one thing: what became of a date or a debt, is the plan agreed. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pbi_desktop.domain.housing import DebtState, KeyDateState
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.domain.time_words import Moment
from pbi_desktop.services.case_rows import CaseHeader
from pbi_desktop.services.housing_rows import DebtLine, HomeLine, KeyDateLine
from pbi_desktop.services.plan_rows import PlanAgreed
from pbi_desktop.ui.screens.case.housing_words import (
    DEBT_KINDS,
    TENURES,
    debt_now,
    full_day,
    kept_words,
)
from pbi_desktop.ui.screens.case.wishes_housing import (
    EndHome,
    MoveKeyDate,
    SettleDebt,
    SettleKeyDate,
)
from pbi_desktop.ui.screens.case.wishes_plan import AgreePlan, SetReview

AnswerWish = EndHome | MoveKeyDate | SettleDebt | SettleKeyDate | AgreePlan | SetReview
_AGREED, _NOT_AGREED, _ENDED, _REVIEW = "agreed", "not_agreed", "ended", "review"
_HOW = {
    KeyDateState.KEPT: "How it ended, in a few words",
    KeyDateState.MISSED: "Why, and what happens now",
    KeyDateState.MOVED: "Why it was moved",
    KeyDateState.CALLED_OFF: "Why it was called off",
}


@dataclass(frozen=True)
class Answer:
    """What was chosen, on which day, and in which words."""

    chosen: str
    when: Moment | None
    words: str

    @property
    def day(self) -> date:
        """The day; it was asked for, and is there."""
        if self.when is None:
            raise ValueError("a day was not asked for")
        return self.when.day


@dataclass(frozen=True)
class Asked:
    """A question: what it is about, what may be answered, and what each answer needs beside it."""

    key: str
    """Tells the draft of one question from that of another."""
    title: str
    what: str
    question: str
    options: Mapping[str, str]
    make: Callable[[Answer], AnswerWish]
    about: UUID | None = None
    days: Mapping[str, str] = field(default_factory=dict)
    """Which answers need a day, and how it is asked for."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Which answers may have words, and how they are asked for."""
    needed: frozenset[str] = frozenset()
    """Which answers are nothing without their words."""
    lean: Lean = Lean.PAST
    day_words: str = ""
    """What stands in the day to begin with."""

    @property
    def first(self) -> str:
        """The answer that is chosen where there is only one; else none is."""
        return next(iter(self.options)) if len(self.options) == 1 else ""


def ask_key_date(line: KeyDateLine) -> Asked:
    """Ask what became of a day that matters."""

    def make(answer: Answer) -> AnswerWish:
        state = KeyDateState(answer.chosen)
        if state is not KeyDateState.MOVED:
            return SettleKeyDate(line.id, line.version, state, answer.words)
        hour = answer.when.instant if answer.when and answer.when.at else None
        return MoveKeyDate(line.id, line.version, answer.day, hour, answer.words)

    return Asked(
        key="key_date",
        title="What became of it?",
        what=f"{line.what}, {full_day(line.on_day, line.at)}",
        question="What became of this date",
        options={
            KeyDateState.KEPT.value: kept_words(line.kind),
            KeyDateState.MOVED.value: "Moved to another day",
            KeyDateState.MISSED.value: "Missed",
            KeyDateState.CALLED_OFF.value: "Called off",
        },
        make=make,
        about=line.id,
        days={KeyDateState.MOVED.value: "To which day"},
        words={state.value: words for state, words in _HOW.items()},
        lean=Lean.COMING,
    )


def ask_debt(line: DebtLine, today: date) -> Asked:
    """Ask whether a debt is paid or written off, and since when."""
    gone = {DebtState.PAID.value: "Paid", DebtState.WRITTEN_OFF.value: "Written off"}
    return Asked(
        key="debt",
        title="This debt is gone",
        what=f"{DEBT_KINDS[line.kind]}, {line.creditor}: {debt_now(line, today)}",
        question="What became of this debt",
        options=gone,
        make=lambda answer: SettleDebt(line.id, line.version, DebtState(answer.chosen), answer.day),
        about=line.id,
        days=dict.fromkeys(gone, "On which day"),
        day_words=say_date(today),
    )


def ask_home(line: HomeLine) -> Asked:
    """Ask when somebody's footing in a home ended."""
    return Asked(
        key="home",
        title="This home has ended",
        what=", ".join(part for part in (TENURES[line.tenure], line.landlord) if part),
        question="What became of this home",
        options={_ENDED: "It has ended"},
        make=lambda answer: EndHome(line.id, line.version, answer.day),
        about=line.id,
        days={_ENDED: "On which day it ended"},
    )


def ask_agreed(agreed: PlanAgreed | None, today: date) -> Asked:
    """Ask whether the person agreed the plan."""
    before = "Nobody has said yet whether they agree." if agreed is None else agreed_words(agreed)
    return Asked(
        key="agreed",
        title="Is the plan agreed with them?",
        what=before,
        question="Is the plan agreed with them",
        options={_AGREED: "They agreed", _NOT_AGREED: "Not agreed, because"},
        make=lambda answer: (
            AgreePlan(answer.day, "") if answer.chosen == _AGREED else AgreePlan(None, answer.words)
        ),
        days={_AGREED: "On which day"},
        words={_NOT_AGREED: "Why it could not be agreed"},
        needed=frozenset({_NOT_AGREED}),
        day_words=say_date(today),
    )


def ask_review(header: CaseHeader) -> Asked:
    """Ask when the plan is looked at again."""
    due = header.next_review_on
    return Asked(
        key="review",
        title="When will you look at the plan again?",
        what="No day is set yet." if due is None else f"Set now: {full_day(due)}",
        question="When the plan is looked at again",
        options={_REVIEW: "Look again"},
        make=lambda answer: SetReview(header.version, answer.day),
        days={_REVIEW: "Look again on"},
        lean=Lean.COMING,
    )


def agreed_words(agreed: PlanAgreed) -> str:
    """Return whether the plan is agreed: "Agreed with them on 21 November 2026"."""
    if agreed.agreed_on is not None:
        return f"Agreed with them on {say_date(agreed.agreed_on)}."
    why = agreed.not_agreed.strip().rstrip(".")
    return f"Not agreed, said on {say_date(agreed.said_on)}: {why}."
