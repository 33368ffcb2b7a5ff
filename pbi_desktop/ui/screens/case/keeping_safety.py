"""From a wish about safety to the one service call that keeps it. No Qt."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import wishes_safety as wishes
from pbi_desktop.ui.screens.case.carrying_out import keep


@keep.register
def _(wish: wishes.RecordConcern, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.concerns.record(actor, case, wish.concern)


@keep.register
def _(wish: wishes.SendConcern, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.concerns.send(actor, wish.concern_id, wish.seen, wish.sent)


@keep.register
def _(wish: wishes.AnswerConcern, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.concerns.answer(actor, case, wish.concern_id, wish.seen, wish.outcome, wish.on_day)


@keep.register
def _(wish: wishes.NotForSending, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.concerns.not_for_sending(
        actor, case, wish.concern_id, wish.seen, wish.reason, wish.decided_by
    )


@keep.register
def _(wish: wishes.SeeChild, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.safety.see_child(actor, case, wish.child)


@keep.register
def _(wish: wishes.SayResponsible, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.safety.say_responsible(
        actor, case, wish.adult, wish.child, wish.responsible, wish.since
    )


@keep.register
def _(wish: wishes.RecordCapacity, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.safety.record_capacity(actor, case, wish.capacity)


@keep.register
def _(wish: wishes.MarkForVisitors, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.safety.mark_for_visitors(actor, case, wish.marker)


@keep.register
def _(wish: wishes.EndMarker, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.safety.end_marker(actor, case, wish.marker_id, wish.seen)


@keep.register
def _(wish: wishes.SaySafeContact, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.safety.say_safe_contact(actor, case, wish.contact, wish.seen)


@keep.register
def _(wish: wishes.KeepApart, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.apart.keep(actor, case, wish.apart)


@keep.register
def _(wish: wishes.EndApart, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.apart.end(actor, wish.apart_id, wish.seen)


@keep.register
def _(wish: wishes.OwnCase, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.apart.own_case(actor, case, wish.person, wish.worker, wish.apart)
