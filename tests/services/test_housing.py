"""Homes and debts: kept, changed, settled, taken back; what a debt was before stays readable."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted, StaleRecord
from pbi_desktop.domain.housing import DebtKind, DebtState, KeyDateKind, Tenure
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.housing_rows import DebtFigure, HomeAndDebts, NewDebt, NewHome, NewKeyDate
from tests.support.desks import undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
FLAT = NewHome(
    Tenure.HOUSING_ASSOCIATION,
    "Invented Homes",
    Amount(Pence(100_00), Frequency.WEEKLY),
    date(2024, 5, 6),
)
RENT = NewDebt(DebtKind.RENT, "Invented Homes", Pence(1_410_00), date(2026, 10, 6))
LOAN = NewDebt(DebtKind.LOAN, "Doorstep lender", Pence(2_000_00))

Town = tuple[World, Desk]


@pytest.fixture
def leah(file_desk: Town) -> Actor:
    return file_desk[0].worker("leah")


@pytest.fixture
def case(file_desk: Town, leah: Actor) -> CaseMade:
    return file_desk[0].case(team=[leah])


@pytest.fixture
def desk(file_desk: Town) -> Desk:
    return file_desk[1]


def shown(desk: Desk, leah: Actor, case: CaseMade) -> HomeAndDebts:
    return desk.housing.shown(leah, case.id)


def test_each_command_is_kept_and_taken_back_whole(desk: Desk, leah: Actor, case: CaseMade) -> None:
    housing = desk.housing
    housing.add_home(leah, case.id, FLAT)
    housing.add_debt(leah, case.id, RENT)
    before = shown(desk, leah, case)
    home, debt = before.homes[0], before.debts[0]
    less = NewDebt(DebtKind.RENT, "Invented Homes", Pence(1_240_00), date(2026, 11, 3))
    attempts: list[Callable[[], Changes]] = [
        lambda: housing.add_home(leah, case.id, NewHome(Tenure.NO_HOME)),
        lambda: housing.change_home(leah, home.id, now(home.id), NewHome(Tenure.PRIVATE_RENT)),
        lambda: housing.end_home(leah, home.id, now(home.id), TODAY),
        lambda: housing.add_debt(leah, case.id, LOAN),
        lambda: housing.change_debt(leah, debt.id, now(debt.id), less),
        lambda: housing.settle_debt(leah, debt.id, now(debt.id), DebtState.PAID, TODAY),
    ]

    def now(key: UUID) -> int:
        rows = shown(desk, leah, case)
        versions = {one.id: one.version for one in rows.homes}
        return (versions | {one.id: one.version for one in rows.debts})[key]

    for attempt in attempts:
        kept = attempt()
        assert kept.done
        assert without_versions(shown(desk, leah, case)) != without_versions(before)
        undo(desk, leah, kept)
        assert without_versions(shown(desk, leah, case)) == without_versions(before)


def without_versions(rows: HomeAndDebts) -> list[object]:
    return [(one.tenure, one.rent, one.ended_on) for one in rows.homes] + [
        (one.kind, one.amount, one.as_at, one.state, one.settled_on, one.earlier)
        for one in rows.debts
    ]


def test_an_earlier_figure_of_a_debt_stays(desk: Desk, leah: Actor, case: CaseMade) -> None:
    desk.housing.add_debt(leah, case.id, RENT)
    for pence, day in ((1_300_00, date(2026, 10, 20)), (1_240_00, date(2026, 11, 3))):
        debt = shown(desk, leah, case).debts[0]
        figure = NewDebt(DebtKind.RENT, "Invented Homes", Pence(pence), day)
        kept = desk.housing.change_debt(leah, debt.id, debt.version, figure)
    assert kept.done == "Debt is now £1,240"
    debt = shown(desk, leah, case).debts[0]
    assert (debt.amount, debt.as_at) == (1_240_00, date(2026, 11, 3))
    assert debt.earlier == (
        DebtFigure(Pence(1_300_00), date(2026, 10, 20)),
        DebtFigure(Pence(1_410_00), date(2026, 10, 6)),
    )


def test_arrears_are_said_in_weeks_of_the_present_rent(
    desk: Desk, leah: Actor, case: CaseMade
) -> None:
    assert (shown(desk, leah, case).arrears, shown(desk, leah, case).weeks) == (None, None)
    desk.housing.add_debt(leah, case.id, RENT)
    assert (shown(desk, leah, case).arrears, shown(desk, leah, case).weeks) == (1_410_00, None)
    desk.housing.add_home(leah, case.id, FLAT)
    desk.housing.add_debt(leah, case.id, LOAN)
    assert shown(desk, leah, case).weeks == Decimal("14.1")
    debt = shown(desk, leah, case).debts[0]
    desk.housing.settle_debt(leah, debt.id, debt.version, DebtState.PAID, TODAY)
    after = shown(desk, leah, case)
    assert (after.arrears, after.weeks) == (None, None)
    assert after.totals == {DebtState.PAID: 1_410_00, DebtState.OWED: 2_000_00}
    assert [one.kind for one in after.debts] == [DebtKind.LOAN, DebtKind.RENT], "gone ones last"


def test_priority_debts_stand_first_however_small(desk: Desk, leah: Actor, case: CaseMade) -> None:
    small = NewDebt(DebtKind.COUNCIL_TAX, "Council", Pence(60_00))
    for debt in (LOAN, small, RENT):
        desk.housing.add_debt(leah, case.id, debt)
    rows = shown(desk, leah, case).debts
    assert [(one.kind, one.priority) for one in rows] == [
        (DebtKind.RENT, True),
        (DebtKind.COUNCIL_TAX, True),
        (DebtKind.LOAN, False),
    ]


def test_what_cannot_be_so_is_refused_at_its_field(desk: Desk, leah: Actor, case: CaseMade) -> None:
    housing, tomorrow = desk.housing, TODAY + timedelta(days=1)
    home = housing.add_home(leah, case.id, FLAT).made
    debt = housing.add_debt(leah, case.id, RENT).made
    assert home is not None
    assert debt is not None
    owed = (DebtKind.LOAN, "Lender", Pence(100_00))
    once = Amount(Pence(500_00), Frequency.ONE_OFF)
    attempts: list[tuple[str, Callable[[], Changes]]] = [
        ("rent", lambda: housing.add_home(leah, case.id, NewHome(Tenure.PRIVATE_RENT, "", once))),
        ("ends_by", lambda: housing.add_home(
            leah, case.id, NewHome(Tenure.TEMPORARY, started_on=TODAY, ends_by=date(2026, 1, 1)))),
        ("ended_on", lambda: housing.end_home(leah, home, 1, tomorrow)),
        ("ended_on", lambda: housing.end_home(leah, home, 1, date(2020, 1, 1))),
        ("creditor", lambda: housing.add_debt(
            leah, case.id, NewDebt(DebtKind.LOAN, " ", Pence(1)))),
        ("amount", lambda: housing.add_debt(leah, case.id, NewDebt(DebtKind.LOAN, "X", Pence(0)))),
        ("as_at", lambda: housing.add_debt(leah, case.id, NewDebt(*owed, tomorrow))),
        ("state", lambda: housing.add_debt(leah, case.id, NewDebt(*owed, None, DebtState.PAID))),
        ("repayment", lambda: housing.add_debt(
            leah, case.id, NewDebt(*owed, repayment=Pence(5_00)))),
        ("repayment", lambda: housing.add_debt(leah, case.id, NewDebt(
            *owed, repayment=Pence(500_00), repayment_frequency=Frequency.WEEKLY))),
        ("state", lambda: housing.settle_debt(leah, debt, 1, DebtState.DISPUTED, TODAY)),
        ("settled_on", lambda: housing.settle_debt(leah, debt, 1, DebtState.PAID, tomorrow)),
    ]  # fmt: skip
    for field, attempt in attempts:
        with pytest.raises(Invalid) as refused:
            attempt()
        assert set(refused.value.fields) == {field}
        assert all(said.endswith(".") for said in refused.value.fields.values())
    assert len(shown(desk, leah, case).debts) == 1
    housing.settle_debt(leah, debt, 1, DebtState.WRITTEN_OFF, TODAY)
    with pytest.raises(StaleRecord):
        housing.settle_debt(leah, debt, 2, DebtState.PAID, TODAY)


def test_who_may_see_homes_but_no_money_sees_no_debt_and_no_total(
    file_desk: Town, leah: Actor
) -> None:
    world, desk = file_desk
    world.agree(AgencyKind.HOUSING, Category.CORE, Category.IDENTITY, Category.HOUSING)
    tom = world.worker("tom", agency=AgencyKind.HOUSING)
    case = world.case(team=[leah, tom])
    desk.housing.add_home(leah, case.id, FLAT)
    desk.housing.add_debt(leah, case.id, RENT)
    desk.key_dates.add_key_date(
        leah, case.id, NewKeyDate(KeyDateKind.APPEAL_BY, "PIP appeal", TODAY, "It stays at nothing")
    )
    seen = shown(desk, tom, case)
    assert (seen.sees_home, seen.sees_money) == (True, False)
    assert [home.landlord for home in seen.homes] == ["Invented Homes"]
    assert (seen.debts, seen.totals, seen.arrears, seen.weeks, seen.dates) == (
        (),
        {},
        None,
        None,
        (),
    )
    with pytest.raises(NotPermitted):
        desk.housing.add_debt(tom, case.id, LOAN)
