"""The networks of the invented team, all of them: no line through anybody, partners together."""

from collections import Counter
from collections.abc import Iterator

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import on_the_day
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.picture import layout_of
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.network_facts import read_network
from pbi_desktop.services.stores import OpenedStore, open_store
from tests.cli.demo_store import template
from tests.network.genogram.counting import couples_beside, hits, overlaps, siblings_in_order
from tests.network.picture.drawn_families import close_links, faults


def each_case(store: OpenedStore) -> Iterator[tuple[Actor, CaseId]]:
    """Yield every case once, with a worker of its team."""
    seen: set[CaseId] = set()
    for one in store.workers():
        actor = Actor(one.id, one.login)
        for line in store.desk.cases.list(actor):
            if line.case_id not in seen:
                seen.add(line.case_id)
                yield actor, line.case_id


def count(facts: NetworkFacts, measure: Typeface, counted: "Counter[str]") -> None:
    """Add what is right and wrong with the picture of one network."""
    now = on_the_day(facts)
    plan = plan_family(now, measure)
    layout = layout_of(facts, measure, plan_family)
    counted["hits"] += hits(plan, now, measure) + overlaps(plan, now, measure)
    counted["faults"] += sum(faults(layout).values())
    counted["close"] += close_links(layout)
    for name, (there, all_of) in (
        ("couples", couples_beside(plan, now)),
        ("siblings", siblings_in_order(plan, now)),
    ):
        counted[name] += all_of
        counted[f"{name} apart"] += all_of - there
    counted["networks"] += 1


def test_every_network_of_the_demo_is_drawn_as_it_should_be() -> None:
    measure = Typeface()
    counted: Counter[str] = Counter()
    with open_store(template()) as store:
        for actor, case_id in each_case(store):
            with store.store().query(actor) as work:
                facts = read_network(work, case_id)
            count(facts, measure, counted)
    assert counted["networks"] > 50
    assert counted["couples"] > 10
    assert counted["siblings"] > 10
    wrong = ("hits", "faults", "close", "couples apart", "siblings apart")
    assert {name: counted[name] for name in wrong if counted[name]} == {}
