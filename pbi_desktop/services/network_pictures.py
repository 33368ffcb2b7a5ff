"""The drawn network of a case: family, services and community as one scene."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import NetworkPicture
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.network_facts import read_network
from pbi_desktop.store.port import Store


class Pictures:
    """Draws networks from what a worker may see, and from nothing else."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId, as_at: date | None = None) -> NetworkPicture:
        """Return the network of a case on a day, today by default, drawn and in words."""
        with self._store().query_case(actor, case_id) as work:
            facts = read_network(work, case_id)
        # Drawn outside the unit of work: it takes a while, and needs no store.
        return picture(facts if as_at is None else replace(facts, as_at=as_at), Typeface())
