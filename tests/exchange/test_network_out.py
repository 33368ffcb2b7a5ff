"""A network as GraphML and JSON: read back it is the same, and everything over it stands in it."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import networkx as nx
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from pbi_desktop.domain.documents import DocumentMarking, Protection
from pbi_desktop.domain.ties import CheckFact, NetworkFacts, PlaceFact
from pbi_desktop.exchange.network_data import HOME, NetworkToGo, headed, links, nodes
from pbi_desktop.exchange.network_graphml import network_graphml
from pbi_desktop.exchange.network_json import network_json
from pbi_desktop.network.build import build, person_node, with_lately_ended
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.typeface import Typeface
from tests.network.families import NASREEN, SHABANA, networks, shabanas_family

SCHEMA = Path(__file__).parents[2] / "docs" / "guide" / "network.schema.json"
VALID = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MARKING = DocumentMarking(Protection.OFFICIAL_SENSITIVE, "Share with care.", "Leah & Bo", AT)


def to_go(facts: NetworkFacts) -> NetworkToGo:
    shown = with_lately_ended(facts)
    drawn = picture(facts, Typeface(), "Holts and Lees")
    return NetworkToGo(shown, drawn, "The network of X", MARKING, "Holts and Lees", "More <may> be")


def read_back(text: str) -> "nx.MultiDiGraph[str]":
    found = nx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)
    assert isinstance(found, nx.MultiDiGraph)
    return found


def is_the_same_read_back(network: NetworkToGo) -> None:
    text = network_graphml(network)
    graph = read_back(text)
    assert graph.graph.items() >= headed(network).items()
    assert dict(graph.nodes(data=True)) == {one.key: dict(one.values) for one in nodes(network)}
    ties = sorted((start, end, sorted(said.items())) for start, end, said in graph.edges(data=True))
    assert ties == sorted(
        (one.start, one.end, sorted(one.values.items())) for one in links(network)
    )


def test_graphml_is_read_back_equal_by_networkx() -> None:
    network = to_go(shabanas_family())
    is_the_same_read_back(network)
    graph = read_back(network_graphml(network))
    assert graph.graph["marking"] == "OFFICIAL-SENSITIVE"
    assert graph.graph["as_at"] == "2026-11-21"
    assert graph.graph["made_by"] == "Leah & Bo"
    assert graph.graph["source"] == "Holts and Lees"
    assert graph.nodes[person_node(SHABANA)]["about"] is True
    (leah,) = [tie for *_ends, tie in graph.edges(data=True) if tie.get("worker") == "Leah"
               and tie["kind"] == "service"]  # fmt: skip
    assert (leah["quality"], leah["since"], leah["flow"]) == ("strong", "2026-03-02", "to_family")


@given(networks)
@settings(max_examples=15)
def test_any_network_is_read_back_equal_and_fits_its_schema(facts: NetworkFacts) -> None:
    network = to_go(facts)
    is_the_same_read_back(network)
    VALID.validate(json.loads(network_json(network)))
    whole = build(facts)
    assert {one.key for one in nodes(network)} >= set(whole)


def test_json_says_the_day_the_marking_who_made_it_and_whose_records_they_are() -> None:
    found = json.loads(network_json(to_go(shabanas_family())))
    VALID.validate(found)
    over = {name: found[name] for name in ("as_at", "marking", "made_by", "made_at", "source")}
    assert over == {
        "as_at": "2026-11-21",
        "marking": "OFFICIAL-SENSITIVE",
        "made_by": "Leah & Bo",
        "made_at": "2026-11-21T09:30:00Z",
        "source": "Holts and Lees",
    }
    assert not VALID.is_valid({**found, "marking": ""})
    assert not VALID.is_valid({**found, "ties": [{"from": "a", "to": "b"}]})


def test_what_was_moved_by_hand_lies_where_it_was_moved_to() -> None:
    facts = shabanas_family()
    moved = replace(
        facts,
        places=(PlaceFact(person_node(NASREEN), 30.0, -12.5), PlaceFact("person:nobody", 1.0, 1.0)),
        checks=(CheckFact(date(2026, 10, 1), True),),
    )
    before = {one.key: one.values for one in nodes(to_go(facts))}
    after = {one.key: one.values for one in nodes(to_go(moved))}
    nasreen = person_node(NASREEN)
    assert (after[nasreen]["moved_x"], after[nasreen]["moved_y"]) == (30.0, -12.5)
    assert after[nasreen]["x"] != before[nasreen]["x"]
    assert "person:nobody" not in network_graphml(to_go(moved))
    assert headed(to_go(moved))["checked_on"] == "2026-10-01"


def test_the_order_of_the_facts_changes_no_byte() -> None:
    facts = shabanas_family()
    turned = replace(facts, people=facts.people[::-1], ties=facts.ties[::-1], home=facts.home[::-1])
    for write in (network_graphml, network_json):
        assert write(to_go(turned)) == write(to_go(facts))
    assert HOME in {one.key for one in nodes(to_go(facts))}
