"""From a wish about home, debts, dates or the plan to the one call that keeps it. No Qt."""

from collections.abc import Callable, Mapping
from typing import Any

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import wishes_housing as housing
from pbi_desktop.ui.screens.case import wishes_plan as plan
from pbi_desktop.ui.screens.case.carrying_out import keep

Keeping = Callable[[Any, Desk, Actor, CaseId], Changes]

KEEPING: Mapping[type, Keeping] = {
    housing.AddHome: lambda w, desk, a, c: desk.housing.add_home(a, c, w.home),
    housing.ChangeHome: lambda w, desk, a, _c: desk.housing.change_home(
        a, w.home_id, w.seen, w.home
    ),
    housing.EndHome: lambda w, desk, a, _c: desk.housing.end_home(a, w.home_id, w.seen, w.on_day),
    housing.AddDebt: lambda w, desk, a, c: desk.housing.add_debt(a, c, w.debt),
    housing.ChangeDebt: lambda w, desk, a, _c: desk.housing.change_debt(
        a, w.debt_id, w.seen, w.debt
    ),
    housing.SettleDebt: lambda w, desk, a, _c: desk.housing.settle_debt(
        a, w.debt_id, w.seen, w.state, w.on_day
    ),
    housing.AddKeyDate: lambda w, desk, a, c: desk.key_dates.add_key_date(a, c, w.key_date),
    housing.SettleKeyDate: lambda w, desk, a, _c: desk.key_dates.settle_key_date(
        a, w.date_id, w.seen, w.state, w.outcome
    ),
    housing.MoveKeyDate: lambda w, desk, a, _c: desk.key_dates.move_key_date(
        a, w.date_id, w.seen, w.on_day, w.at, w.why
    ),
    housing.PlanGoing: lambda w, desk, a, c: desk.key_dates.plan_going(a, c, w.going),
    housing.RecordGoing: lambda w, desk, a, _c: desk.key_dates.record_going(
        a, w.going_id, w.seen, w.happened
    ),
    housing.WentAlong: lambda w, desk, a, c: desk.key_dates.went_along(a, c, w.going, w.happened),
    plan.ChangeNeed: lambda w, desk, a, _c: desk.plans.change_need(a, w.need_id, w.seen, w.words),
    plan.ChangeGoal: lambda w, desk, a, _c: desk.plans.change_goal(
        a, w.goal_id, w.seen, w.words, w.importance
    ),
    plan.TakeAwayNeed: lambda w, desk, a, _c: desk.plans.take_away_need(
        a, w.need_id, w.seen, w.along
    ),
    plan.TakeAwayGoal: lambda w, desk, a, _c: desk.plans.take_away_goal(
        a, w.goal_id, w.seen, w.along
    ),
    plan.ChangeStep: lambda w, desk, a, _c: desk.plans.change_step(a, w.step_id, w.seen, w.step),
    plan.AgreePlan: lambda w, desk, a, c: desk.plans.agree_plan(a, c, w.agreed_on, w.not_agreed),
    plan.SetReview: lambda w, desk, a, c: desk.plans.set_review(a, c, w.seen, w.on_day),
}
"""One line for each wish."""

for _kind, _keep in KEEPING.items():
    keep.register(_kind, _keep)
