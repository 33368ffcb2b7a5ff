"""The figures of the outcomes report, counted from the facts of cases in one run."""

from collections.abc import Iterable

from pbi_desktop.analysis.counting import ALL_CASES, TIMED, Counts, count, place
from pbi_desktop.analysis.intervals import wilson
from pbi_desktop.analysis.measures import DEFINITIONS, Definition
from pbi_desktop.analysis.money import count_money
from pbi_desktop.analysis.reading import as_known
from pbi_desktop.analysis.snapshot import snapshot
from pbi_desktop.analysis.time_to_adapted import is_timed, time_to_adapted
from pbi_desktop.domain.outcomes import (
    DEFINITIONS_VERSION,
    CaseFacts,
    Measure,
    MeasureId,
    OutcomesQuestion,
    OutcomesResult,
    TimeToAdapted,
    Transitions,
    Unit,
)


def count_outcomes(
    cases: Iterable[CaseFacts], question: OutcomesQuestion, *, shared: bool = False
) -> OutcomesResult:
    """Return the figures for the cases opened in the period; same facts, same result.

    With `shared` the result is fit to leave the team: counts of 1 to 4 are hidden, with whatever
    would let them be worked out.
    """
    facts = _opened_in_period(cases, question)
    known = [as_known(case, question.as_at) for case in facts]
    timed = [case for case in known if is_timed(case)]
    counts = count((place(case, question.as_at, is_timed(case)) for case in known), shared=shared)
    better_off = counts[MeasureId.BETTER_OFF_CONFIRMED, "n"]
    return OutcomesResult(
        question=question,
        definitions_version=DEFINITIONS_VERSION,
        snapshot=snapshot(facts),
        cases_in_period=counts[ALL_CASES],
        measures=tuple(_measure(definition, counts) for definition in DEFINITIONS),
        transitions=_transitions(counts),
        time_to_adapted=TimeToAdapted(events=None, cases=None)
        if counts[TIMED] is None
        else time_to_adapted(timed, question.as_at, shared=shared),
        money=count_money(known, shared=shared, cases_hidden=better_off is None),
        shared=shared,
    )


def _opened_in_period(cases: Iterable[CaseFacts], question: OutcomesQuestion) -> list[CaseFacts]:
    """Return each case of the period once, in one order; refuses two versions of one case."""
    found: dict[str, CaseFacts] = {}
    for case in cases:
        if not question.period.holds(case.opened_on) or case.opened_on > question.as_at:
            continue
        if found.setdefault(str(case.case), case) != case:
            raise ValueError("one case was handed in twice with different facts")
    return [found[key] for key in sorted(found)]


def _measure(definition: Definition, counts: Counts) -> Measure:
    n, of = counts[definition.id, "n"], counts[definition.id, "N"]
    left_out = {reason: counts[definition.id, reason] for reason in definition.reasons}
    known = n is not None and of is not None
    interval = wilson(n, of) if n is not None and of is not None else None
    low, high = interval or (None, None)
    return Measure(
        id=definition.id,
        label=definition.label,
        unit=Unit.CASE,
        n=n,
        N=of,
        percent=_percent(n / of) if n is not None and of else None,
        low=None if low is None else _percent(low),
        high=None if high is None else _percent(high),
        left_out=left_out,
        definition=definition.words,
        suppressed=not known or None in left_out.values(),
    )


def _percent(share: float) -> float:
    """Return a share in per cent to one place: finer than the interval could ever bear."""
    return round(share * 100, 1)


def _transitions(counts: Counts) -> Transitions:
    states = counts.states
    return Transitions(states, tuple(tuple(counts[a, b] for b in states) for a in states))
