"""From a wish about who holds a case to the one service call that keeps it. No Qt."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import wishes_team as wishes
from pbi_desktop.ui.screens.case.carrying_out import keep


@keep.register
def _(wish: wishes.HandOverCase, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.handing_over.hand_over(actor, case, wish.to)


@keep.register
def _(wish: wishes.KeepOwnWords, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.voices.keep_words(actor, case, wish.words, wish.called, wish.use)


@keep.register
def _(wish: wishes.TakeBackWords, desk: Desk, actor: Actor, _case: CaseId) -> Changes:
    return desk.voices.take_back(actor, wish.story_id, wish.seen)


@keep.register
def _(wish: wishes.AuditFile, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.team_notes.audit_file(actor, case, wish.in_order, wish.words)
