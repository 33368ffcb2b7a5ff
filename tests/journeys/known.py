"""Whom the journeys are about: a case of the demo that is open, rated and not the only one."""

from dataclasses import dataclass
from functools import cache

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.phases import Phase
from pbi_desktop.services.stores import OpenedStore, open_store
from tests.cli.demo_store import template


@dataclass(frozen=True)
class Known:
    """A case, and how its person is told of at a desk."""

    login: str
    case: CaseId
    name: str
    told: str
    """The name as it is heard, and the year of birth."""


@cache
def known_case() -> Known:
    """Return the case of the journeys."""
    with open_store(template()) as store:
        for one in store.workers():
            if one.job == "Key worker":
                found = _of(store, Actor(one.id, one.login))
                if found is not None:
                    return found
    raise LookupError("the demo has no such case")


def _of(store: OpenedStore, worker: Actor) -> Known | None:
    for line in store.desk.cases.list(worker):
        now = store.desk.cases.now(worker, line.case_id)
        head = now.header
        plain = head.name.isascii() and head.born is not None and len(head.name.split()) == 2
        rated = now.journey.points and now.money is not None and head.phase is Phase.REVIEWED
        if plain and rated and head.born is not None:
            return Known(
                worker.login, line.case_id, head.name, f"{head.name.lower()} {head.born.text[:4]}"
            )
    return None
