"""The drawn network of a case: family, services and community as one scene."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import NetworkFacts, NetworkPicture
from pbi_desktop.models import Case
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.network_facts import read_network
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Pictures:
    """Draws networks from what a worker may see, and from nothing else."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId, as_at: date | None = None) -> NetworkPicture:
        """Return the network of a case on a day, today by default, drawn and in words."""
        with self._store().query(actor) as work:
            facts = read_network(work, case_id)
        return _drawn(facts, as_at)

    def of_reference(
        self, actor: Actor, reference: str, as_at: date | None = None
    ) -> NetworkPicture:
        """Return the network of the case with a reference; NotFound when missing or hidden."""
        with self._store().query(actor) as work:
            facts = read_network(work, _case_called(work, reference))
        return _drawn(facts, as_at)


def _drawn(facts: NetworkFacts, as_at: date | None) -> NetworkPicture:
    return picture(facts if as_at is None else replace(facts, as_at=as_at), Typeface())


def _case_called(work: Work, reference: str) -> CaseId:
    found = work.one_or_none(select(Case).where(Case.reference == reference.strip().upper()))
    if found is None:
        raise NotFound("case")
    return CaseId(found.id)
