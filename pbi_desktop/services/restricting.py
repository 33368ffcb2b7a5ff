"""Steps that restrict somebody: none is done without a decision on capacity that allows it."""

from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.safety import CapacityMissing, may_restrict
from pbi_desktop.models import Action, CapacityDecision
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


def open_if_restricting(store: Store, actor: Actor, step_id: UUID) -> None:
    """Open the case of a step that restricts somebody: what allows it is detail of the case."""
    with store.query(actor) as work:
        asked = select(Action.case_id).where(Action.id == step_id, Action.restricts.is_(True))
        rows = work.rows(asked)
    for row in rows:
        store.ensure_open(actor, CaseId(row[0]))


def set_restricts(work: Work, step: Action, *, restricts: bool) -> None:
    """Say whether a step restricts the person; one that is done needs what allows it at once."""
    if restricts is bool(step.restricts):
        return
    step.restricts = restricts
    if step.status is ActionStatus.DONE:
        refuse_without_capacity(work, step)


def refuse_without_capacity(work: Work, step: Action) -> None:
    """Refuse to have a step done that restricts somebody, unless a decision in sight allows it."""
    if not step.restricts:
        return
    asked = select(CapacityDecision).where(CapacityDecision.id == step.capacity_id)
    decision = None if step.capacity_id is None else work.one_or_none(asked)
    # A decision of somebody who can decide is tied to a step only where they agreed to it.
    if decision is None or not may_restrict(
        decision.capacity,
        agreed=True,
        best_interest=decision.best_interest,
        consulted=decision.consulted,
    ):
        raise CapacityMissing
