"""A home, debts, dates and going along as frozen rows, invented; words may be long."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.housing import (
    DebtKind,
    DebtState,
    GoingTo,
    KeyDateKind,
    KeyDateState,
    Tenure,
    Went,
)
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.pressing import how_near, rank_of_key_date
from pbi_desktop.services.housing_rows import (
    DebtFigure,
    DebtLine,
    GoingAlongLine,
    HomeAndDebts,
    HomeLine,
    KeyDateLine,
)

TODAY = date(2026, 11, 21)


def dates(word: str) -> tuple[KeyDateLine, ...]:
    """Return one that is near, one that has passed, one that is settled."""
    lines = []
    for away, state in (
        (-2, KeyDateState.COMING),
        (3, KeyDateState.COMING),
        (-40, KeyDateState.MISSED),
    ):
        day, kind = TODAY + timedelta(days=away), KeyDateKind.HEARING
        lines.append(
            KeyDateLine(
                uuid4(), 1, CaseId(uuid4()), PersonId(uuid4()), kind, Category.HOUSING, word, day,
                datetime(2026, 11, 24, 10, tzinfo=UTC), word, word, state, word, away,
                how_near(day, TODAY), rank_of_key_date(day, kind, TODAY),
            )
        )  # fmt: skip
    return tuple(lines)


def going(word: str) -> tuple[GoingAlongLine, ...]:
    """Return one that can be told of."""
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    return (
        GoingAlongLine(
            uuid4(), 1, CaseId(uuid4()), at, "Leah Ogden", True, GoingTo.COURT, word,
            Went.PLANNED, None, False,
        ),
    )  # fmt: skip


def home(word: str) -> HomeAndDebts:
    """Return a home that is and one that was, a priority debt and another."""
    rent = Amount(Pence(128_00), Frequency.WEEKLY)
    homes = tuple(
        HomeLine(uuid4(), 1, Tenure.HOUSING_ASSOCIATION, word, rent, TODAY, ended, None)
        for ended in (None, TODAY)
    )
    debts = tuple(
        DebtLine(
            uuid4(), 1, kind, word, Pence(1_240_00), TODAY, Amount(Pence(5_00), Frequency.WEEKLY),
            DebtState.PAYING, None, (DebtFigure(Pence(1_410_00), date(2026, 10, 6)),),
        )
        for kind in (DebtKind.RENT, DebtKind.LOAN)
    )  # fmt: skip
    sums = {DebtState.PAYING: Pence(2_480_00)}
    weeks = Decimal("9.6")
    return HomeAndDebts(
        homes, debts, sums, Pence(1_240_00), weeks, dates(word), going(word), True, True
    )
