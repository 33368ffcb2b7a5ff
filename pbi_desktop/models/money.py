"""Financial gain of a household: never a public saving."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.gains import (
    Attribution,
    Evidence,
    Gain,
    GainCategory,
    GainNature,
    GainStatus,
)
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.models.base import CaseRecord, code


class FinancialGain(CaseRecord):
    """Money that a household is better off by; amounts are whole pence per `frequency`."""

    __tablename__ = "gains"

    gain_category: Mapped[GainCategory] = code(GainCategory)
    what: Mapped[str]
    nature: Mapped[GainNature] = code(GainNature)
    status: Mapped[GainStatus] = code(GainStatus)
    amount: Mapped[int] = mapped_column(BigInteger)
    frequency: Mapped[Frequency] = code(Frequency)
    previous_amount: Mapped[int] = mapped_column(BigInteger)
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    recurs_next_year: Mapped[str]
    evidence: Mapped[Evidence] = code(Evidence)
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[UUID | None]
    attribution: Mapped[Attribution] = code(Attribution)

    @property
    def figures(self) -> Gain:
        """The same gain as plain figures, for the rules."""
        return Gain(
            self.gain_category,
            self.nature,
            self.status,
            Pence(self.amount),
            self.frequency,
            Pence(self.previous_amount),
            self.start_on,
            self.end_on,
        )
