"""What a household gained, kept apart as the report keeps it."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.gains import WAITING, one_off_value, year_value
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import Pence
from pbi_desktop.models import FinancialGain
from pbi_desktop.services.case_rows import GainLine, MoneySummary
from pbi_desktop.store.unit_of_work import Work


def read_money(work: Work, case_id: CaseId) -> MoneySummary | None:
    """Return the gains of a case; None where this worker may not see money."""
    if not work.may_read(case_id, Category.FINANCE):
        return None
    gains = work.all(
        select(FinancialGain)
        .where(FinancialGain.case_id == case_id)
        .order_by(FinancialGain.start_on.desc().nulls_last(), FinancialGain.id)
    )
    return MoneySummary(
        confirmed_a_year=_sum(gains, _recurring),
        confirmed_one_off=_sum(gains, _one_off),
        debt_gone=_sum(gains, _debt),
        waiting=_sum(gains, _waiting),
        lines=tuple(_line(gain) for gain in gains),
        since=min((gain.start_on for gain in gains if gain.start_on), default=None),
    )


def _sum(gains: Sequence[FinancialGain], part: Callable[[FinancialGain], int]) -> Pence:
    return Pence(sum(part(gain) for gain in gains))


def _recurring(gain: FinancialGain) -> int:
    figures = gain.figures
    return year_value(figures) if figures.counts and not figures.is_debt else 0


def _one_off(gain: FinancialGain) -> int:
    figures = gain.figures
    return one_off_value(figures) if figures.counts and not figures.is_debt else 0


def _debt(gain: FinancialGain) -> int:
    figures = gain.figures
    return gain.amount if figures.counts and figures.is_debt else 0


def _waiting(gain: FinancialGain) -> int:
    figures = gain.figures
    if figures.status not in WAITING or figures.is_debt:
        return 0
    return year_value(figures) or one_off_value(figures)


def _line(gain: FinancialGain) -> GainLine:
    return GainLine(
        id=gain.id,
        version=gain.version,
        what=gain.what,
        category=gain.gain_category,
        nature=gain.nature,
        status=gain.status,
        amount=Pence(gain.amount),
        frequency=gain.frequency,
        previous=Pence(gain.previous_amount),
        year_value=year_value(gain.figures),
        start=gain.start_on,
        end=gain.end_on,
        evidence=gain.evidence,
        confirmed_on=gain.confirmed_on,
    )
