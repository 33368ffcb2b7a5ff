"""From a wish about papers to the one service call that keeps it. No Qt."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import wishes_papers as wishes
from pbi_desktop.ui.screens.case.carrying_out import keep


@keep.register
def _(wish: wishes.AttachPaper, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.papers.attach(actor, case, wish.paper)


@keep.register
def _(wish: wishes.MakeLetter, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.letters.make(actor, case, wish.letter).changes
