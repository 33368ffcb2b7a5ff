"""What a household gained, kept apart as the report keeps it."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.gains import WAITING, Gain, one_off_value, year_value
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import Pence
from pbi_desktop.models import FinancialGain
from pbi_desktop.services.case_rows import GainLine, MoneySummary
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_GAINS = Question(
    select(
        FinancialGain.id,
        FinancialGain.version,
        FinancialGain.what,
        FinancialGain.gain_category,
        FinancialGain.nature,
        FinancialGain.status,
        FinancialGain.amount,
        FinancialGain.frequency,
        FinancialGain.previous_amount,
        FinancialGain.start_on,
        FinancialGain.end_on,
        FinancialGain.evidence,
        FinancialGain.confirmed_on,
    )
    .where(FinancialGain.case_id == bindparam("case"))
    .order_by(FinancialGain.start_on.desc().nulls_last(), FinancialGain.id)
)


def read_money(work: Work, case_id: CaseId) -> MoneySummary | None:
    """Return the gains of a case; None where this worker may not see money."""
    if not work.may_read(case_id, Category.FINANCE):
        return None
    rows = work.ask(_GAINS, case=case_id)
    gains = [figures_of(row) for row in rows]
    return MoneySummary(
        confirmed_a_year=_sum(gains, _recurring),
        confirmed_one_off=_sum(gains, _one_off),
        debt_gone=_sum(gains, _debt),
        waiting=_sum(gains, _waiting),
        lines=tuple(map(_line, rows, gains)),
        since=min((gain.start for gain in gains if gain.start), default=None),
    )


def figures_of(row: Any) -> Gain:
    """Return a gain as plain figures, for the rules."""
    return Gain(
        row.gain_category,
        row.nature,
        row.status,
        Pence(row.amount),
        row.frequency,
        Pence(row.previous_amount),
        row.start_on,
        row.end_on,
    )


def _sum(gains: Sequence[Gain], part: Callable[[Gain], int]) -> Pence:
    return Pence(sum(part(gain) for gain in gains))


def _recurring(gain: Gain) -> int:
    return year_value(gain) if gain.counts and not gain.is_debt else 0


def _one_off(gain: Gain) -> int:
    return one_off_value(gain) if gain.counts and not gain.is_debt else 0


def _debt(gain: Gain) -> int:
    return gain.amount if gain.counts and gain.is_debt else 0


def _waiting(gain: Gain) -> int:
    if gain.status not in WAITING or gain.is_debt:
        return 0
    return year_value(gain) or one_off_value(gain)


def _line(row: Any, gain: Gain) -> GainLine:
    return GainLine(
        id=row.id,
        version=row.version,
        what=row.what,
        category=gain.category,
        nature=gain.nature,
        status=gain.status,
        amount=gain.amount,
        frequency=gain.frequency,
        previous=gain.previous,
        year_value=year_value(gain),
        start=gain.start,
        end=gain.end,
        evidence=row.evidence,
        confirmed_on=row.confirmed_on,
    )
