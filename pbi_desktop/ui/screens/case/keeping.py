"""From a wish to the one service call that keeps it. No Qt."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import (
    keeping_housing,
    keeping_network,
    keeping_papers,
    keeping_phases,
    keeping_safety,
    keeping_team,
    wishes,
)
from pbi_desktop.ui.screens.case.carrying_out import keep

__all__ = [
    "keep",
    "keeping_housing",
    "keeping_network",
    "keeping_papers",
    "keeping_phases",
    "keeping_safety",
    "keeping_team",
]


@keep.register
def _(wish: wishes.WriteNote, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.casework.write_note(actor, case, wish.note)


@keep.register
def _(wish: wishes.AddStep, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.casework.add_step(
        actor,
        case,
        wish.what,
        wish.due_on,
        owner_id=wish.owner_id,
        goal_id=wish.goal_id,
        done_by=wish.done_by,
        confidence=wish.confidence,
        restricts=wish.restricts,
    )


@keep.register
def _(wish: wishes.SettleStep, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.casework.settle_step(actor, wish.step_id, wish.seen, wish.status, wish.reason)


@keep.register
def _(wish: wishes.MoveStep, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.casework.move_step(actor, wish.step_id, wish.seen, wish.due_on)


@keep.register
def _(wish: wishes.SayWhatMatters, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.casework.say_what_matters(actor, case, wish.words, wish.please_do, wish.please_dont)


@keep.register
def _(wish: wishes.RecordRisk, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.casework.record_risk(
        actor, case, wish.state, wish.harm, wish.likelihood, wish.plan, wish.review_on
    )


@keep.register
def _(wish: wishes.Rate, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.reviews.rate(actor, case, wish.ratings, wish.kind)


@keep.register
def _(wish: wishes.RecordGain, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.reviews.record_gain(actor, case, wish.gain)


@keep.register
def _(wish: wishes.ConfirmGain, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.reviews.confirm_gain(actor, wish.gain_id, wish.seen, wish.evidence)


@keep.register
def _(wish: wishes.Refer, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.reviews.refer(
        actor, case, wish.to, wish.kind, agreed=wish.agreed, reason=wish.reason
    )


@keep.register
def _(wish: wishes.Attend, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.reviews.attended(actor, case, wish.group_id, wish.on_day, came=wish.came)


@keep.register
def _(wish: wishes.AddNeed, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.casework.add_need(actor, case, wish.domain, wish.words)


@keep.register
def _(wish: wishes.AddGoal, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.casework.add_goal(actor, wish.need_id, wish.words, wish.importance)


@keep.register
def _(wish: wishes.AddMember, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.household.add_member(actor, case, wish.member)


@keep.register
def _(wish: wishes.AddService, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.household.add_service(actor, case, wish.service)


@keep.register
def _(wish: wishes.CorrectNote, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    right = {"body": wish.body, "place": wish.place}
    return desk.corrections.correct(actor, "notes", wish.note_id, wish.seen, right)


@keep.register
def _(wish: wishes.MarkNote, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.corrections.mark(actor, wish.note_id, wish.seen, wish.marking, wish.told_by)


@keep.register
def _(wish: wishes.MoveNote, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.corrections.move_note(actor, wish.note_id, wish.seen, wish.to_case, wish.about)
