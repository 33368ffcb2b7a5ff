"""The Outcomes section: figures counted from records, and the cases behind each number."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from pbi_desktop.analysis.outcomes import cases_behind, count_outcomes
from pbi_desktop.analysis.snapshot import snapshot
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId, SiteId
from pbi_desktop.domain.outcomes import (
    CaseFacts,
    CountedIn,
    OutcomesQuestion,
    OutcomesResult,
    Period,
    Progress,
    quiet,
)
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Person, Site
from pbi_desktop.reports.curve import time_sentence
from pbi_desktop.reports.money import money_line, money_pairs
from pbi_desktop.reports.outcomes import base, headline, unseen_notes, ups_and_downs
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.outcome_charts import (
    NARROW,
    WIDE,
    funnel_chart,
    measures_chart,
    moves_chart,
    time_chart,
)
from pbi_desktop.services.outcome_facts import read_case_facts
from pbi_desktop.services.outcome_rows import (
    Asked,
    CasesBehind,
    Choices,
    CountedCase,
    OutcomesPage,
    PeriodChoice,
    SiteOfCases,
)
from pbi_desktop.services.person_names import full_name
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_FINANCIAL_YEAR = (4, 1)
_FIRST_DAY = date(1900, 1, 1)
_AT_ONCE = 500


class Outcomes:
    """Counts what became of cases, as far as the worker who asks may see them."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def choices(self, actor: Actor) -> Choices:
        """Return the periods and sites to choose from."""
        with self._store().query(actor) as work:
            return _choices(work)

    def show(
        self,
        actor: Actor,
        period: Period | None = None,
        site: SiteId | None = None,
        told: Progress = quiet,
    ) -> OutcomesPage:
        """Count the cases opened in a period, the last two financial years if no other is named.

        `told` hears how far it is, reading being the first half; what it raises stops it.
        """
        with self._store().query(actor) as work:
            today = london_day(work.now)
            choices = _choices(work)
            asked = Asked(period or choices.periods[0].period, site)
            facts = read_case_facts(work, asked.period, site, _half(told, 0))
            question = _question(asked, today, choices.sites)
        return _page(asked, count_outcomes(facts, question, told=_half(told, 1)), choices)

    def cases_behind(
        self, actor: Actor, page: OutcomesPage, wanted: CountedIn, told: Progress = quiet
    ) -> CasesBehind:
        """Return the cases that a number of the page counts, as the records are now."""
        asked = page.asked
        with self._store().query(actor) as work:
            facts = read_case_facts(work, asked.period, asked.site, told)
            question = _question(asked, london_day(work.now), page.sites)
            ids = cases_behind(facts, question, wanted)
            cases = _rows(work, ids, facts)
        same = snapshot(facts) == page.result.snapshot
        return CasesBehind(cases, len(ids), same)


def _half(told: Progress, half: int) -> Progress:
    """Return what one half of a count tells its own progress to."""
    return lambda done, of: told(half * of + done, 2 * of)


def period_choices(today: date, first_opening: date | None) -> tuple[PeriodChoice, ...]:
    """Return the periods to choose from; each is counted back from today, so it rolls on."""
    this_year = date(today.year, *_FINANCIAL_YEAR)
    if today < this_year:
        this_year = this_year.replace(year=today.year - 1)
    last_day = this_year - timedelta(days=1)
    last_year = this_year.replace(year=this_year.year - 1)
    year_before = this_year.replace(year=this_year.year - 2)
    whole = min(first_opening or today, today)
    return (
        PeriodChoice("two-years", "Last two financial years", Period(year_before, last_day)),
        PeriodChoice("last-year", "Last financial year", Period(last_year, last_day)),
        PeriodChoice("this-year", "This financial year so far", Period(this_year, today)),
        PeriodChoice("everything", "Everything so far", Period(whole, today)),
    )


def _choices(work: Work) -> Choices:
    periods = period_choices(london_day(work.now), _first_opening(work))
    return Choices(periods, _sites(work))


def _first_opening(work: Work) -> date | None:
    asked = select(func.min(Case.opened_on)).where(Case.opened_on > _FIRST_DAY)
    found: date | None = work.rows(asked)[0][0]
    return found


def _sites(work: Work) -> tuple[SiteOfCases, ...]:
    asked = select(Site.id, Site.name).where(Site.id.in_(select(Case.site_id))).order_by(Site.name)
    return tuple(SiteOfCases(SiteId(row[0]), row[1]) for row in work.rows(asked))


def _question(asked: Asked, today: date, sites: Sequence[SiteOfCases]) -> OutcomesQuestion:
    name = next((one.name for one in sites if one.id == asked.site), "")
    return OutcomesQuestion(asked.period, today, {"site": name} if name else {})


def _page(
    asked: Asked,
    result: OutcomesResult,
    choices: Choices,
) -> OutcomesPage:
    face = Typeface()
    return OutcomesPage(
        asked=asked,
        result=result,
        headline=headline(result),
        under=base(result),
        moved=ups_and_downs(result.transitions),
        took=time_sentence(result.time_to_adapted, shared=False),
        money=money_line(result),
        money_lines=money_pairs(result.money, shared=False),
        notes=unseen_notes(result),
        funnel=funnel_chart(result, face, WIDE),
        funnel_narrow=funnel_chart(result, face, NARROW),
        moves=moves_chart(result, face),
        time=time_chart(result, face),
        measures=measures_chart(result, face),
        periods=choices.periods,
        sites=choices.sites,
    )


def _rows(work: Work, ids: Sequence[CaseId], facts: Sequence[CaseFacts]) -> tuple[CountedCase, ...]:
    """Return those of the cases whose person the worker may see, the latest opened first."""
    wanted = set(ids)
    known = [case for case in facts if case.case in wanted]
    names = _names(work, [case.case for case in known])
    sites = {row[0]: row[1] for row in work.rows(select(Site.id, Site.name))}
    found = [
        CountedCase(
            case.case,
            case.reference,
            names[case.case],
            sites.get(case.site, ""),
            case.opened_on,
            case.closed_on,
            _latest(case),
        )
        for case in known
        if case.case in names
    ]
    return tuple(sorted(found, key=lambda one: (one.opened_on, one.reference), reverse=True))


def _names(work: Work, cases: Sequence[CaseId]) -> dict[CaseId, str]:
    """Return what the person is called in each of these cases, as its own record has it."""
    names: dict[CaseId, str] = {}
    asked = select(Case.id, Person).join(Person, Person.id == Case.subject_id)
    for at in range(0, len(cases), _AT_ONCE):
        rows = work.rows(asked.where(Case.id.in_(cases[at : at + _AT_ONCE])))
        names |= {CaseId(row[0]): full_name(row[1]) for row in rows}
    return names


def _latest(case: CaseFacts) -> Stage | None:
    overall = [one for one in case.ratings if one.domain is LifeDomain.OVERALL]
    return max(overall, key=lambda one: one.rated_on).stage if overall else None
