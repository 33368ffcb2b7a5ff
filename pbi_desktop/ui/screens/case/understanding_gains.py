"""What "/award carer element 201.68 a month from 12 nov letter" says. No Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.gains import Evidence, GainCategory, GainStatus
from pbi_desktop.domain.money import Amount
from pbi_desktop.domain.payment_words import take_day
from pbi_desktop.domain.people_words import read_money
from pbi_desktop.ui.screens.case.words import capital

T = TypeVar("T")

_AMOUNT = re.compile(
    r"(?<![\w.])£?\d[\d,]*(?:\.\d{1,3}k|\.\d{1,2}|k)?p?"
    r"(?:\s*(?:a|per|each|every|/)?\s*(?:two weeks|2 weeks|four weeks|4 weeks|fortnightly|fortnight"
    r"|weekly|week|wk|pw|monthly|month|pcm|pm|annually|annual|annum|yearly|year|yr|pa"
    r"|one[- ]off|lump sum|once))?(?!\w)",
    re.I,
)
_EVIDENCE = (
    (Evidence.AWARD_LETTER, re.compile(r"\b(award letter|by letter|letter)\b", re.I)),
    (Evidence.CALCULATOR, re.compile(r"\bcalculator\b", re.I)),
    (Evidence.CLIENT_REPORT, re.compile(r"\b(they told us|told us|says)\b", re.I)),
)
_STATUS = (
    (GainStatus.CLAIMED, re.compile(r"\b(claimed|applied)\b", re.I)),
    (GainStatus.ESTIMATED, re.compile(r"\bestimated?\b", re.I)),
    (GainStatus.CONFIRMED, re.compile(r"\b(confirmed|awarded)\b", re.I)),
)
_CATEGORIES = (
    (GainCategory.BACKDATE, re.compile(r"\b(backdat\w*|arrears paid)\b", re.I)),
    (
        GainCategory.DEBT_WRITTEN_OFF,
        re.compile(r"\b(written off|write[- ]off|debt relief)\b", re.I),
    ),
    (GainCategory.DEBT_REDUCED, re.compile(r"\bdebt\b", re.I)),
    (GainCategory.GRANT, re.compile(r"\b(grant|fund)\b", re.I)),
    (GainCategory.REFUND, re.compile(r"\brefund\b", re.I)),
    (GainCategory.BILL_REDUCTION, re.compile(r"\b(council tax|water|bill|rent|tariff)\b", re.I)),
    (GainCategory.EARNINGS, re.compile(r"\b(wages?|job|earnings)\b", re.I)),
)


@dataclass(frozen=True)
class GainWords:
    """A gain as it was understood; what was not said is left to be asked."""

    what: str = ""
    amount: Amount | None = None
    category: GainCategory = GainCategory.BENEFIT
    status: GainStatus = GainStatus.CLAIMED
    evidence: Evidence = Evidence.NONE
    start: date | None = None
    end: date | None = None


def read_gain(words: str, today: date) -> GainWords:
    """Return what the words say of a gain; confirmed only where something shows it."""
    rest, start = take_day(words, today, until=False)
    rest, end = take_day(rest, today, until=True)
    rest, evidence = _take(_EVIDENCE, rest)
    rest, status = _take(_STATUS, rest)
    rest, amount = take_amount(rest)
    category = next((kind for kind, said in _CATEGORIES if said.search(rest)), GainCategory.BENEFIT)
    if status is None:
        sure = evidence is Evidence.AWARD_LETTER
        status = GainStatus.CONFIRMED if sure else GainStatus.CLAIMED
    what = " ".join(rest.split()).strip(" ,.;:")
    shown = evidence or Evidence.NONE
    return GainWords(capital(what), amount, category, status, shown, start, end)


def _take(shapes: Sequence[tuple[T, re.Pattern[str]]], words: str) -> tuple[str, T | None]:
    """Return the words without the first shape that is in them, and what it stands for."""
    for meaning, shape in shapes:
        if shape.search(words):
            return shape.sub(" ", words, count=1), meaning
    return words, None


def take_amount(words: str) -> tuple[str, Amount | None]:
    """Return the words without the longest amount in them, and that amount."""
    for found in sorted(_AMOUNT.finditer(words), key=lambda match: -len(match[0])):
        try:
            amount = read_money(found[0])
        except Invalid:
            continue
        return f"{words[: found.start()]} {words[found.end() :]}", amount
    return words, None
