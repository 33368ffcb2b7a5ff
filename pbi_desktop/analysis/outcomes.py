"""The figures of the outcomes report, counted from the facts of cases in one run."""

from collections.abc import Iterable, Iterator, Sequence

from pbi_desktop.analysis.counting import (
    ALL_CASES,
    TIMED,
    UNSEEN,
    Counts,
    count,
    fell_before,
    is_in,
    is_on,
    place,
    routes,
)
from pbi_desktop.analysis.intervals import wilson
from pbi_desktop.analysis.measures import DEFINITIONS, Definition
from pbi_desktop.analysis.money import count_money
from pbi_desktop.analysis.reading import as_known
from pbi_desktop.analysis.snapshot import snapshot
from pbi_desktop.analysis.time_to_adapted import is_timed, time_to_adapted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.outcomes import (
    DEFINITIONS_VERSION,
    TOLD_EACH,
    CaseFacts,
    CountedIn,
    FunnelStep,
    InRoute,
    LeftOut,
    Measure,
    MeasureId,
    OutcomesQuestion,
    OutcomesResult,
    Progress,
    Reached,
    TimeToAdapted,
    Transitions,
    Unit,
    quiet,
)


def count_outcomes(
    cases: Iterable[CaseFacts],
    question: OutcomesQuestion,
    *,
    shared: bool = False,
    told: Progress = quiet,
) -> OutcomesResult:
    """Return the figures for the cases opened in the period; same facts, same result.

    With `shared` the result is fit to leave the team: counts of 1 to 4 are hidden, with whatever
    would let them be worked out. `told` hears how many cases are placed, and may raise to stop.
    """
    facts = _opened_in_period(cases, question)
    known = [as_known(case, question.as_at) for case in facts]
    timed = [case for case in known if is_timed(case)]
    placed = (place(case, question.as_at, is_timed(case)) for case in _followed(known, told))
    counts = count(placed, shared=shared)
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
        funnel=tuple(_reached(step, counts) for step in FunnelStep),
        # Three columns have so many small cells that a shared copy has two alone.
        routes=() if shared else routes(known),
        shared=shared,
    )


def cases_behind(
    cases: Iterable[CaseFacts], question: OutcomesQuestion, wanted: CountedIn
) -> tuple[CaseId, ...]:
    """Return the cases that a number of the result counts; as many as the number says."""
    known = [as_known(case, question.as_at) for case in _opened_in_period(cases, question)]
    if isinstance(wanted, InRoute):
        return tuple(case.case for case in known if is_on(case, wanted))
    return tuple(
        case.case for case in known if is_in(place(case, question.as_at, is_timed(case)), wanted)
    )


def _followed(cases: Sequence[CaseFacts], told: Progress) -> Iterator[CaseFacts]:
    for at, case in enumerate(cases):
        if at % TOLD_EACH == 0:
            told(at, len(cases))
        yield case


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
        unseen=counts[definition.id, UNSEEN],
    )


def _reached(step: FunnelStep, counts: Counts) -> Reached:
    headline = MeasureId.ADAPTED_AT_CLOSE
    dropped: dict[LeftOut, int | None] = {
        why: counts[headline, why]
        for why in fell_before(step)
        if why is not LeftOut.NOT_ADAPTED_AT_CLOSE
    }
    if step is FunnelStep.ADAPTED:
        n, of = counts[headline, "n"], counts[headline, "N"]
        dropped[LeftOut.NOT_ADAPTED_AT_CLOSE] = None if n is None or of is None else of - n
    return Reached(step, counts[step], dropped)


def _percent(share: float) -> float:
    """Return a share in per cent to one place: finer than the interval could ever bear."""
    return round(share * 100, 1)


def _transitions(counts: Counts) -> Transitions:
    states = counts.states
    return Transitions(states, tuple(tuple(counts[a, b] for b in states) for a in states))
