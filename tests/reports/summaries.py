"""Any case as facts for a shared summary, for Hypothesis; the words are of any kind."""

from datetime import date, timedelta

from hypothesis import strategies as st

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.sharing import (
    AddressFact,
    MattersFact,
    PlanFact,
    RiskFact,
    SafeContactFact,
    StageFact,
    StepFact,
    SummaryFacts,
    TeamFact,
    WhoFact,
)
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.domain.times import PartialDate
from tests.reports.samples import NASREEN, SOMEONE_ELSE, URDU_NAME

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=//x.example/y onerror=z>',
    "'; } body { display: none } /*",
    "]]><!-- & &lt; &#x3c;",
    "a<b and c>d",
    "\u202eevil\u0000",
    URDU_NAME,
    "two\nlines",
    "\ud800",
)

categories = st.frozensets(st.sampled_from(Category))
_words = st.sampled_from(HOSTILE)
_maybe = st.sampled_from(["", *HOSTILE])
_about = st.sampled_from([NASREEN] * 3 + [SOMEONE_ELSE])
_category = st.sampled_from(Category)
_day = st.integers(0, 500).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
_maybe_day = st.none() | _day
_hour = st.none() | st.integers(0, 23)
_stage = st.sampled_from(Stage)
_domain = st.sampled_from(LifeDomain)
_flag = st.booleans()

_born = st.none() | _day.map(PartialDate.of_day) | st.integers(1900, 2020).map(PartialDate.of_year)

_who = st.builds(
    WhoFact, _about, st.just(Category.IDENTITY), _words, _maybe, _maybe, _born, _maybe, _maybe
)
_safe = st.builds(
    SafeContactFact, _about, _category, _flag, _flag, _flag, _flag, _hour, _hour, _maybe
)
_addresses = st.builds(AddressFact, _about, _category, st.lists(_words, max_size=2).map(tuple))
_matters = st.builds(MattersFact, _about, _category, _words, _day, _maybe, _maybe)
_team = st.builds(TeamFact, _about, _category, _words, _words, _words, _flag, _maybe)
_steps = st.builds(StepFact, _about, _category, _words, _words, _words, _maybe_day, _flag)
_stages = st.builds(
    StageFact, _about, _category, _domain, _stage, _day, _stage, _day, st.none() | _stage
)
_risks = st.builds(
    RiskFact,
    _about,
    _category,
    st.sampled_from(RiskState),
    _words,
    st.sampled_from(Likelihood),
    _day,
    _maybe,
    _maybe_day,
)
_plan = st.builds(
    PlanFact, _about, _category, _domain, _words, st.lists(_words, max_size=2).map(tuple)
)


def _some(kind: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(kind, max_size=2).map(tuple)


summaries: st.SearchStrategy[SummaryFacts] = st.builds(
    SummaryFacts,
    st.just(NASREEN),
    st.just("K7QX2B"),
    _words,
    _who,
    st.none() | _safe,
    _some(_addresses),
    _some(_matters),
    _some(_team),
    _some(_steps),
    _some(_stages),
    _some(_risks),
    _some(_plan),
    _maybe_day,
)
