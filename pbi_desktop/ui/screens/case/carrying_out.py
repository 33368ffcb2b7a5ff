"""The one function that carries a wish out; each part of a case registers its own wishes."""

from functools import singledispatch

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk


@singledispatch
def keep(wish: object, desk: Desk, actor: Actor, case: CaseId) -> Changes:
    """Carry a wish out and return what changed."""
    del desk, actor, case
    raise TypeError(type(wish).__name__)
