"""From a wish to the one service call that keeps it. No Qt."""

from functools import singledispatch

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.casework import Casework
from pbi_desktop.ui.screens.case import wishes


@singledispatch
def keep(wish: object, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    """Carry a wish out and return what changed."""
    raise TypeError(type(wish).__name__)


@keep.register
def _(wish: wishes.WriteNote, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.write_note(actor, case, wish.note)


@keep.register
def _(wish: wishes.AddStep, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.add_step(
        actor, case, wish.what, wish.due_on, owner_id=wish.owner_id, goal_id=wish.goal_id
    )


@keep.register
def _(wish: wishes.SettleStep, casework: Casework, actor: Actor, _case: CaseId) -> Changes:
    return casework.settle_step(actor, wish.step_id, wish.seen, wish.status, wish.reason)


@keep.register
def _(wish: wishes.MoveStep, casework: Casework, actor: Actor, _case: CaseId) -> Changes:
    return casework.move_step(actor, wish.step_id, wish.seen, wish.due_on)


@keep.register
def _(wish: wishes.SayWhatMatters, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.say_what_matters(actor, case, wish.words, wish.please_do, wish.please_dont)


@keep.register
def _(wish: wishes.RecordRisk, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.record_risk(
        actor, case, wish.state, wish.harm, wish.likelihood, wish.plan, wish.review_on
    )


@keep.register
def _(wish: wishes.Rate, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.rate(actor, case, wish.ratings, wish.kind)


@keep.register
def _(wish: wishes.RecordGain, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.record_gain(actor, case, wish.gain)


@keep.register
def _(wish: wishes.ConfirmGain, casework: Casework, actor: Actor, _case: CaseId) -> Changes:
    return casework.confirm_gain(actor, wish.gain_id, wish.seen, wish.evidence)


@keep.register
def _(wish: wishes.Refer, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.refer(
        actor, case, wish.group_id, wish.kind, agreed=wish.agreed, reason=wish.reason
    )


@keep.register
def _(wish: wishes.Attend, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.attended(actor, case, wish.group_id, wish.on_day, came=wish.came)


@keep.register
def _(wish: wishes.Advance, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.advance(actor, case, wish.seen, wish.to)


@keep.register
def _(wish: wishes.CloseCase, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.close(actor, case, wish.seen, wish.reason)


@keep.register
def _(wish: wishes.AddNeed, casework: Casework, actor: Actor, case: CaseId) -> Changes:
    return casework.add_need(actor, case, wish.domain, wish.words)


@keep.register
def _(wish: wishes.AddGoal, casework: Casework, actor: Actor, _case: CaseId) -> Changes:
    return casework.add_goal(actor, wish.need_id, wish.words, wish.importance)
