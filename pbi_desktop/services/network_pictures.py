"""The drawn network of a case: family, services and community as one scene, on any day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.scene import TextMeasure
from pbi_desktop.domain.ties import NetworkFacts, NetworkPicture
from pbi_desktop.models import Case
from pbi_desktop.network.changes import what_changed
from pbi_desktop.network.outline import outline
from pbi_desktop.network.picture import picture, seats_of
from pbi_desktop.network.picture.guests import Seats
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.network_facts import read_network
from pbi_desktop.services.network_meaning import read_findings
from pbi_desktop.services.network_parts import only, only_words
from pbi_desktop.services.network_records import read_records
from pbi_desktop.services.network_rows import EVERY_SORT, NOW, Look, NetworkSeen
from pbi_desktop.store.port import Store


class Pictures:
    """Draws networks from what a worker may see, and from nothing else."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId, as_at: date | None = None) -> NetworkPicture:
        """Return the network of a case on a day, today by default, drawn and in words."""
        with self._store().query_case(actor, case_id) as work:
            facts = read_network(work, case_id)
            then = facts if as_at is None else replace(facts, as_at=as_at)
            said = read_findings(work, case_id, then)
        # Drawn outside the unit of work: it takes a while, and needs no store.
        return replace(picture(then, Typeface()), findings=said)

    def look(self, actor: Actor, case_id: CaseId, look: Look = NOW) -> NetworkSeen:
        """Return the network as it is looked at; nothing stands elsewhere on another day.

        Without a day it is today's, compared with the day on which the case began.
        """
        with self._store().query_case(actor, case_id) as work:
            facts = read_network(work, case_id)
            records = read_records(work, case_id)
            begun = min(work.get(Case, case_id).opened_on, facts.as_at)
            day = min(look.as_at or facts.as_at, facts.as_at)
            since = look.since or begun
            said = read_findings(work, case_id, replace(facts, as_at=day), since)
        changed = what_changed(replace(facts, as_at=since), replace(facts, as_at=day))
        drawn = replace(_drawn(facts, replace(look, as_at=day), Typeface()), findings=said)
        return NetworkSeen(
            case_id, drawn, records, begun, facts.as_at, day, since, changed.sentence
        )


def _drawn(facts: NetworkFacts, look: Look, measure: TextMeasure) -> NetworkPicture:
    day = look.as_at or facts.as_at
    then = replace(facts, as_at=day)
    seats: Seats = {}
    if day < facts.as_at or look.sorts != EVERY_SORT:
        seats = _seats(facts, measure)
    found = picture(only(then, look.sorts), measure, seats=seats)
    if look.sorts == EVERY_SORT:
        return found
    return replace(found, outline=only_words(outline(then), look.sorts))


def _seats(facts: NetworkFacts, measure: TextMeasure) -> Seats:
    """Return today's seats, and one for everything that ever ended: every day has the same."""
    today = seats_of(facts, measure)
    ever = replace(
        facts,
        services=tuple(replace(one, started_on=None, ended_on=None) for one in facts.services),
        groups=tuple(replace(one, started_on=None, ended_on=None) for one in facts.groups),
    )
    return seats_of(ever, measure, today)
