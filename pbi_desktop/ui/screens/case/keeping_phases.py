"""From a wish about phases or referrals to the one call that keeps it. No Qt."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.referrals import Move
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import wishes_phases as wishes
from pbi_desktop.ui.screens.case.carrying_out import keep


@keep.register
def _(wish: wishes.MoveCase, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.phases.enter(actor, case, wish.seen, wish.entry)


@keep.register
def _(wish: wishes.Reopen, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.phases.reopen(actor, case, wish.why)


@keep.register
def _(wish: wishes.MoveReferral, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    kept, one, seen = desk.referrals, wish.referral_id, wish.seen
    if wish.move is Move.ACCEPT:
        return kept.accept(actor, one, seen, wish.words, wish.on_day)
    if wish.move is Move.RETURN:
        return kept.send_back(actor, one, seen, wish.words, wish.on_day)
    if wish.move is Move.ATTEND:
        return kept.attended(actor, one, seen, wish.on_day)
    if wish.move is Move.CLOSE:
        return kept.close(actor, one, seen, wish.words)
    return kept.lapse(actor, one, seen, wish.words)


@keep.register
def _(wish: wishes.SendOn, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.referrals.send_on(
        actor,
        wish.referral_id,
        wish.seen,
        wish.to,
        agreed=wish.agreed,
        reason=wish.reason,
    )
