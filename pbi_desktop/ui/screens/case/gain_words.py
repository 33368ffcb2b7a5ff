"""What a gain is worth, said back before it is kept, and as the lists say it. No Qt."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.gains import (
    WAITING,
    Evidence,
    Gain,
    GainCategory,
    GainNature,
    GainStatus,
    year_value,
)
from pbi_desktop.domain.money import Amount, Frequency, Pence, say_amount, say_pence
from pbi_desktop.services.case_rows import GainLine, MoneySummary, NewGain
from pbi_desktop.ui.screens.case.words import EVIDENCE, GAIN_STATUSES, low

_DEBT = (GainCategory.DEBT_WRITTEN_OFF, GainCategory.DEBT_REDUCED)
# Money that comes once unless somebody says how often.
_ONCE = frozenset({GainCategory.BACKDATE, GainCategory.GRANT, GainCategory.REFUND, *_DEBT})


@dataclass(frozen=True)
class GainFields:
    """What the gain form holds, read but not yet checked."""

    what: str
    category: GainCategory
    status: GainStatus
    evidence: Evidence
    amount: Amount | None
    previous: Amount | None
    start: date | None
    end: date | None


def frequency_of(amount: Amount, category: GainCategory) -> Frequency | None:
    """Return how often it comes: as said, or once for what comes once; else it must be asked."""
    if amount.frequency is not None:
        return amount.frequency
    return Frequency.ONE_OFF if category in _ONCE else None


def problems(fields: GainFields) -> dict[str, str]:
    """Return what is missing, by field; nothing when it can be kept."""
    found: dict[str, str] = {}
    if not fields.what.strip():
        found["what"] = "Say what it is, such as Carer's Allowance."
    if fields.amount is None:
        found["amount"] = "Say how much, such as 201.68 a month."
    elif frequency_of(fields.amount, fields.category) is None:
        found["amount"] = "Say how often: a week, a month, a year or one-off."
    if not comes_once(fields):
        found.update(_previous_problem(fields))
    if fields.start and fields.end and fields.end < fields.start:
        found["end"] = "It ends before it starts. Check both days."
    if fields.status is GainStatus.CONFIRMED and fields.evidence is Evidence.NONE:
        found["evidence"] = "Say what shows it, or choose Claimed until you know."
    return found


def comes_once(fields: GainFields) -> bool:
    """Say whether the money comes once, and so has no earlier amount to ask for."""
    amount = fields.amount
    return amount is not None and frequency_of(amount, fields.category) is Frequency.ONE_OFF


def _previous_problem(fields: GainFields) -> dict[str, str]:
    if fields.previous is None:
        return {"previous": "Say what it was before. Write 0 if there was nothing."}
    if _differs(fields):
        return {"previous": "Say it per the same time as the new amount."}
    return {}


def _differs(fields: GainFields) -> bool:
    """Say whether old and new amount are said for different times, and so cannot be compared."""
    if fields.amount is None or fields.previous is None or fields.previous.pence == 0:
        return False
    said = fields.previous.frequency
    return said is not None and said is not frequency_of(fields.amount, fields.category)


def new_gain(fields: GainFields) -> NewGain | None:
    """Return the gain to keep; nothing while something is missing."""
    if problems(fields) or fields.amount is None:
        return None
    frequency = frequency_of(fields.amount, fields.category)
    if frequency is None:
        return None
    once = frequency is Frequency.ONE_OFF
    before = Pence(0) if once or fields.previous is None else fields.previous.pence
    return NewGain(
        what=fields.what.strip(),
        category=fields.category,
        nature=GainNature.ONE_OFF if once else GainNature.RECURRING,
        status=fields.status,
        amount=fields.amount.pence,
        frequency=frequency,
        previous=before,
        start=fields.start,
        end=fields.end,
        evidence=fields.evidence,
    )


def echo(gain: NewGain) -> str:
    """Return what is about to be kept: "Was £0, now £201.68 a month: £2,420.16 a year more." """
    now = say_amount(Amount(gain.amount, gain.frequency))
    if gain.nature is GainNature.ONE_OFF:
        worth = f"{now}. It came once, so it is kept apart from the year's total."
    else:
        worth = f"Was {say_pence(gain.previous)}, now {now}: {_yearly(gain)}."
    return f"{worth} {_counts(gain.status, gain.evidence)}"


def _yearly(gain: NewGain) -> str:
    value = year_value(
        Gain(
            category=gain.category,
            nature=gain.nature,
            status=gain.status,
            amount=gain.amount,
            frequency=gain.frequency,
            previous=gain.previous,
            start=gain.start,
            end=gain.end,
        )
    )
    more = "less" if value < 0 else "more"
    return f"{say_pence(abs(value))} a year {more}"


def _counts(status: GainStatus, evidence: Evidence) -> str:
    if status is GainStatus.CONFIRMED:
        return f"Confirmed ({low(EVIDENCE[evidence])}), so it counts."
    return f"{GAIN_STATUSES[status]}, so it does not count yet."


def pounds(pence: int) -> str:
    """Return an amount in whole pounds for a headline; the pence are in the table."""
    return say_pence(Pence(round(pence / 100) * 100))


def worth(line: GainLine) -> str:
    """Return what a gain is worth in a list: "£2,420 a year", "£640 one-off"."""
    if line.nature is GainNature.ONE_OFF:
        return f"{pounds(line.amount)} one-off"
    return f"{pounds(line.year_value)} a year"


def amount_words(line: GainLine) -> str:
    """Return the amount as it is paid: "£201.68 a month"."""
    return say_amount(Amount(line.amount, line.frequency))


def is_waiting(line: GainLine) -> bool:
    """Say whether a gain can still be confirmed."""
    return line.status in WAITING or line.status is GainStatus.UNDER_APPEAL


def kept_apart(money: MoneySummary) -> str:
    """Return what must not be added to the year's total; nothing where there is none."""
    parts = []
    if money.confirmed_one_off:
        parts.append(f"{pounds(money.confirmed_one_off)} one-off")
    if money.debt_gone:
        parts.append(f"{pounds(money.debt_gone)} of debt gone")
    return f"Kept apart: {' · '.join(parts)}" if parts else ""


def not_counted(money: MoneySummary) -> str:
    """Return what is claimed or estimated; nothing where there is none."""
    if not money.waiting:
        return ""
    return f"Not counted yet: {pounds(money.waiting)}, claimed or estimated"
