"""Financial gain: what a household is better off by. Never a public saving.

The year value follows the norm weekly x 52 of the benefit-advice field; only the additional
amount counts, and only the weeks that the award lasts.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.money import Frequency, Pence

WEEKS_IN_YEAR = 52


class GainCategory(StrEnum):
    """What kind of money it is."""

    BENEFIT = "benefit"
    BACKDATE = "backdate"
    GRANT = "grant"
    DEBT_WRITTEN_OFF = "debt_written_off"
    DEBT_REDUCED = "debt_reduced"
    BILL_REDUCTION = "rent_or_bill_reduction"
    EARNINGS = "earnings"
    REFUND = "refund"
    OTHER = "other"


class GainNature(StrEnum):
    """Whether it comes again or came once; what came once is never annualised."""

    RECURRING = "recurring"
    ONE_OFF = "one_off"


class GainStatus(StrEnum):
    """How sure it is; only CONFIRMED is in a headline."""

    IDENTIFIED = "identified"
    CLAIMED = "claimed"
    ESTIMATED = "estimated"
    CONFIRMED = "confirmed"
    NO_ENTITLEMENT = "no_entitlement"
    REJECTED = "rejected"
    UNDER_APPEAL = "under_appeal"
    NOT_PURSUED = "not_pursued"
    ENDED = "ended"


NOTHING = Pence(0)
WAITING = frozenset({GainStatus.IDENTIFIED, GainStatus.CLAIMED, GainStatus.ESTIMATED})


class Evidence(StrEnum):
    """What the amount rests on."""

    AWARD_LETTER = "award_letter"
    CLIENT_REPORT = "client_report"
    CALCULATOR = "calculator"
    NONE = "none"


class Attribution(StrEnum):
    """Whose work it was."""

    US_ALONE = "us_alone"
    US_WITH_PARTNER = "us_with_partner"
    PARTNER_WITH_OUR_HELP = "partner_with_our_help"


@dataclass(frozen=True)
class Gain:
    """One gain in figures, whole pence; `amount` and `previous` are per `frequency`."""

    category: GainCategory
    nature: GainNature
    status: GainStatus
    amount: Pence
    frequency: Frequency
    previous: Pence = NOTHING
    start: date | None = None
    end: date | None = None

    @property
    def counts(self) -> bool:
        """Say whether it belongs in a headline."""
        return self.status is GainStatus.CONFIRMED

    @property
    def is_debt(self) -> bool:
        """Say whether it is debt that went away, which is not income."""
        return self.category in (GainCategory.DEBT_WRITTEN_OFF, GainCategory.DEBT_REDUCED)


def weeks_counted(start: date | None, end: date | None) -> int:
    """Return how many weeks of one year an award lasts: 52, or the whole weeks to its end."""
    if start is None or end is None:
        return WEEKS_IN_YEAR
    return max(0, min(WEEKS_IN_YEAR, (end - start).days // 7))


def year_value(gain: Gain) -> Pence:
    """Return what a recurring gain is worth in its first year, whole pence; may be negative."""
    if gain.nature is GainNature.ONE_OFF:
        return Pence(0)
    yearly = (gain.amount - gain.previous) * gain.frequency.times_a_year
    weeks = weeks_counted(gain.start, gain.end)
    if weeks == WEEKS_IN_YEAR:
        return Pence(yearly)
    sign = -1 if yearly < 0 else 1
    return Pence(sign * (abs(yearly) * weeks // WEEKS_IN_YEAR))


def one_off_value(gain: Gain) -> Pence:
    """Return what came once, whole pence."""
    return Pence(gain.amount) if gain.nature is GainNature.ONE_OFF else Pence(0)
