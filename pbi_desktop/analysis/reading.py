"""What one case says on the day of counting: its ratings at the start, at closing, and after."""

from dataclasses import replace
from datetime import date

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.outcomes import CaseFacts, RatingFact
from pbi_desktop.domain.phases import CHECK_AFTER_MONTHS, OPEN_PHASES, ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, is_adapted

HALF_WAY_MONTHS = 6
_HALF_WAY_FROM, _HALF_WAY_TO = 3, 9


def as_known(case: CaseFacts, as_at: date) -> CaseFacts:
    """Return the case without what is dated after the day of counting."""
    later = case.closed_on is not None and case.closed_on > as_at
    return replace(
        case,
        phase=Phase.REVIEWED if later else case.phase,
        closed_on=None if later else case.closed_on,
        closure_reason=None if later else case.closure_reason,
        ratings=tuple(rating for rating in case.ratings if rating.rated_on <= as_at),
        gains=tuple(
            gain for gain in case.gains if gain.confirmed_on is None or gain.confirmed_on <= as_at
        ),
        attendances=tuple(visit for visit in case.attendances if visit.on_day <= as_at),
    )


def is_closed(case: CaseFacts) -> bool:
    """Say whether the case is closed."""
    return case.closed_on is not None or case.phase not in OPEN_PHASES


def is_duplicate(case: CaseFacts) -> bool:
    """Say whether the case was opened by mistake for work that another case holds."""
    return case.closure_reason is ClosureReason.DUPLICATE


def baseline(case: CaseFacts) -> RatingFact | None:
    """Return the first overall rating; of two on a day the higher, which claims less."""
    found = _overall(case, RatingKind.BASELINE)
    return min(found, key=lambda rating: (rating.rated_on, -rating.stage), default=None)


def closing(case: CaseFacts) -> RatingFact | None:
    """Return the last overall rating at closing; of two on a day the lower, which claims less."""
    found = _overall(case, RatingKind.CLOSING)
    return max(found, key=lambda rating: (rating.rated_on, -rating.stage), default=None)


def half_way(case: CaseFacts) -> RatingFact | None:
    """Return the overall review nearest to half a year after opening, from three to nine months.

    Of two equally near the lower, which claims less; none made after the case was closed.
    """
    middle = months_on(case.opened_on, HALF_WAY_MONTHS)
    first, last = (months_on(case.opened_on, one) for one in (_HALF_WAY_FROM, _HALF_WAY_TO))
    last = min(last, case.closed_on or last)
    found = [one for one in _overall(case, RatingKind.REVIEW) if first <= one.rated_on <= last]
    return min(found, key=lambda one: (abs((one.rated_on - middle).days), one.stage), default=None)


def check_due_on(case: CaseFacts) -> date:
    """Return the day from which a check counts: six months after closing, of a case rated then."""
    rated_on = (rating.rated_on for rating in _overall(case, RatingKind.CLOSING))
    return months_on(case.closed_on or max(rated_on), CHECK_AFTER_MONTHS)


def check(case: CaseFacts) -> RatingFact | None:
    """Return the first overall rating at a check that was not too early; a tie claims less."""
    due_on = check_due_on(case)
    found = [one for one in _overall(case, RatingKind.SUSTAINED) if one.rated_on >= due_on]
    return min(found, key=lambda rating: (rating.rated_on, rating.stage), default=None)


def first_adapted_on(case: CaseFacts) -> date | None:
    """Return the day of the first overall rating after the baseline that says adapted."""
    days = (
        rating.rated_on
        for rating in case.ratings
        if rating.domain is LifeDomain.OVERALL
        and rating.kind is not RatingKind.BASELINE
        and is_adapted(rating.stage)
    )
    return min(days, default=None)


def _overall(case: CaseFacts, kind: RatingKind) -> list[RatingFact]:
    return [
        rating
        for rating in case.ratings
        if rating.domain is LifeDomain.OVERALL and rating.kind is kind
    ]
