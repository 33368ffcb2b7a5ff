"""What a birth that is told weighs against the one on record, as far as both are known."""

from datetime import date

from rapidfuzz.distance import OSA

from pbi_desktop.analysis.matching.evidence import Line, Weights
from pbi_desktop.domain.times import PartialDate, Precision

_ABOUT_YEARS = 3
_GENERATION = 13


def born_line(asked: PartialDate | None, held: PartialDate | None, weights: Weights) -> Line:
    """Return the line of the birth; it never says what is on record."""
    if asked is None:
        return Line("born", "not_told", "not asked", 0.0)
    if held is None:
        return Line("born", "not_held", "not on record", 0.0)
    verdict, says, weight = _compared(asked, held, weights)
    return Line("born", verdict, says, weight)


def _compared(asked: PartialDate, held: PartialDate, weights: Weights) -> tuple[str, str, float]:
    said, known = asked.day, held.day
    if said is not None and known is not None:
        return _days(said, known, weights)
    month = len("yyyy-mm")
    if len(asked.text) >= month and asked.text[:month] == held.text[:month]:
        return "close", "month and year agree", weights.born_month
    about = Precision.ABOUT in (asked.precision, held.precision)
    apart = abs(asked.year - held.year)
    if apart <= (_ABOUT_YEARS if about else 0):
        return "close", "the year agrees", weights.born_year
    return _different(apart, weights)


def _days(said: date, known: date, weights: Weights) -> tuple[str, str, float]:
    if said == known:
        unknown = (said.month, said.day) == (1, 1)
        return "same", "agrees", weights.born_first_of_january if unknown else weights.born_same
    if (said.year, said.month, said.day) == (known.year, known.day, known.month):
        return "close", "day and month swapped", weights.born_swapped
    same_day = (said.month, said.day) == (known.month, known.day)
    if same_day and abs(said.year - known.year) == 1:
        return "close", "the year differs by one", weights.born_year_by_one
    if OSA.distance(said.isoformat(), known.isoformat()) == 1:
        return "close", "one figure differs", weights.born_near
    return _different(abs(said.year - known.year), weights)


def _different(years_apart: int, weights: Weights) -> tuple[str, str, float]:
    generation = years_apart >= _GENERATION
    return "differs", "differs", weights.born_generation if generation else weights.born_differs
