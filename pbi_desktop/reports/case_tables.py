"""The parts of a shared summary that are a table or lists: stages, risks, plan, team."""

from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.documents import Block, Heading, ListBlock, Notice, Said, Table, Text
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.sharing import PlanFact, RiskFact, StageFact, TeamFact
from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS, LifeDomain
from pbi_desktop.reports.phrases import disputed, joined, unstopped

_LIKELIHOOD = {
    Likelihood.LOW: "Likelihood: low.",
    Likelihood.MEDIUM: "Likelihood: medium.",
    Likelihood.HIGH: "Likelihood: high.",
    Likelihood.NOT_JUDGED: "How likely it is has not been judged.",
}
_RISK_ORDER = (RiskState.KNOWN, RiskState.PAST, RiskState.NONE_KNOWN)


def stage_table(stages: tuple[StageFact, ...]) -> list[Block]:
    """Return how far each area of life has come, overall first; nothing where none may be told."""
    if not stages:
        return []
    areas = list(LifeDomain)
    ordered = sorted(stages, key=lambda fact: (areas.index(fact.domain), repr(fact)))
    return [
        Heading(2, ("How far",)),
        Table(
            "Where things stand, from in crisis to adapted: our judgement and their own",
            ("Area of life", "At the start", "Latest", "Their own view"),
            tuple(_stage_row(fact) for fact in ordered),
        ),
    ]


def _stage_row(fact: StageFact) -> tuple[Text, ...]:
    return (
        (DOMAIN_LABELS[fact.domain],),
        (f"{LABELS[fact.first]}, {say_date(fact.first_on)}",),
        (f"{LABELS[fact.latest]}, {say_date(fact.latest_on)}",),
        joined("not asked" if fact.own_view is None else LABELS[fact.own_view], disputed(fact)),
    )


def risk_list(risks: tuple[RiskFact, ...], ask_whom: Text) -> list[Block]:
    """Return the risks; where none may be told, that this says nothing about there being none."""
    heading = Heading(2, ("Risks",))
    if not risks:
        text = joined("This does not mean that there are none. ", ask_whom)
        return [heading, Notice("This copy tells of no risks", text)]
    order = sorted(risks, key=lambda fact: (_RISK_ORDER.index(fact.state), repr(fact)))
    return [heading, ListBlock(tuple(_risk(fact) for fact in order))]


def _risk(fact: RiskFact) -> Text:
    checked = f" Checked on {say_date(fact.checked_on)}."
    if fact.state is RiskState.NONE_KNOWN:
        asked = f"No risk was known when we asked, on {say_date(fact.checked_on)}."
        return joined(asked, disputed(fact))
    past = "In the past: " if fact.state is RiskState.PAST else ""
    again = f" To be looked at again on {say_date(fact.review_on)}." if fact.review_on else ""
    plan = joined(" What helps: ", unstopped(fact.plan), ".") if fact.plan else ()
    return joined(
        past,
        unstopped(fact.harm),
        f". {_LIKELIHOOD[fact.likelihood]}",
        plan,
        checked,
        again,
        disputed(fact),
    )


def plan_list(plan: tuple[PlanFact, ...]) -> list[Block]:
    """Return needs and what the person wants instead; nothing where none may be told."""
    if not plan:
        return []
    areas = list(LifeDomain)
    ordered = sorted(plan, key=lambda fact: (areas.index(fact.domain), repr(fact)))
    return [Heading(2, ("The plan",)), ListBlock(tuple(_planned(fact) for fact in ordered))]


def _planned(fact: PlanFact) -> Text:
    wants: Text = ()
    for goal in fact.goals:
        wants = joined(wants, "; " if wants else " They want: ", unstopped(goal))
    end = "." if wants else ""
    need = joined(f"{DOMAIN_LABELS[fact.domain]}: ", unstopped(fact.need), ".")
    return joined(need, wants, end, disputed(fact))


def _as_what(one: TeamFact) -> Text:
    """Return what somebody is to the person; a job of the same name is not said twice."""
    if one.is_key_worker and one.job.casefold() == "key worker":
        return ("Key worker",)
    return joined("Key worker, " if one.is_key_worker else None, Said(one.job))


def team_list(team: tuple[TeamFact, ...]) -> list[Block]:
    """Return who works with the person, key worker first; nothing where none may be told."""
    if not team:
        return []
    ordered = sorted(team, key=lambda one: (not one.is_key_worker, one.worker, repr(one)))
    return [
        Heading(2, ("Who works with them",)),
        ListBlock(tuple(_colleague(one) for one in ordered)),
    ]


def _colleague(one: TeamFact) -> Text:
    reach = (", ", Said(one.reach)) if one.reach else ()
    return joined(Said(one.worker), ": ", _as_what(one), ", ", Said(one.agency), reach)
