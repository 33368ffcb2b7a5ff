"""From a wish about a network to the one service call that keeps it. No Qt."""

from dataclasses import replace

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.case import wishes_network as wishes
from pbi_desktop.ui.screens.case.carrying_out import keep


@keep.register
def _(wish: wishes.AddTie, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.add_tie(actor, case, wish.new)


@keep.register
def _(wish: wishes.AlsoHelps, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.also_helps(actor, case, wish.service, wish.person, wish.words)


@keep.register
def _(wish: wishes.ChangeTie, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    tie = replace(wish.tie, seen=wish.seen)
    return desk.networks.change_tie(actor, case, tie, wish.words)


@keep.register
def _(wish: wishes.RateTie, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    tie = replace(wish.tie, seen=wish.seen)
    return desk.networks.rate_tie(actor, case, tie, wish.quality)


@keep.register
def _(wish: wishes.EndTie, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.end_tie(actor, case, replace(wish.tie, seen=wish.seen))


@keep.register
def _(wish: wishes.MoveNode, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.move(actor, case, wish.node, (wish.dx, wish.dy))


@keep.register
def _(wish: wishes.PutBack, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.put_back(actor, case, wish.node)


@keep.register
def _(wish: wishes.KeepGoneThrough, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.gone_through(actor, case, wish.how)


@keep.register
def _(wish: wishes.ExpectChild, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    return desk.networks.expect_child(actor, case, wish.parents, wish.due_on, wish.name)
