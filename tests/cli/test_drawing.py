"""`graph`: one picture in every form, by the ending; nobody's case but one's own."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from PySide6.QtGui import QImage

from pbi_desktop.services.stores import open_store
from tests.cli.conftest import Pbi, one_sentence
from tests.cli.demo_store import a_case, raw, template, worker_of


def drawn(pbi: Pbi, *words: str) -> dict[str, object]:
    """Return the JSON of the network of a case, drawn by its key worker."""
    login, case = a_case()
    said = pbi("graph", case.reference, "--as", login, "--out", "net.json", *words)
    assert said.code == 0, said.err
    found: dict[str, object] = json.loads(Path("net.json").read_text(encoding="utf-8"))
    return found


ENDINGS = ("pdf", "png", "svg", "json", "graphml")
PRINTED = "SELECT count(*) FROM audit_entries WHERE action = 'printed network'"


def test_one_run_writes_every_form_and_is_logged_once(pbi: Pbi, demo: Path) -> None:
    login, case = a_case()
    with raw(demo) as store:
        before = store.execute(PRINTED).fetchone()[0]
    outs = [word for ending in ENDINGS for word in ("--out", f"n.{ending}")]
    said = pbi("graph", case.reference.lower(), "--as", login, *outs, "--json", "-")
    assert said.code == 0, said.err
    assert Path("n.pdf").read_bytes().startswith(b"%PDF")
    svg = ET.fromstring(Path("n.svg").read_text(encoding="utf-8"))  # noqa: S314  # our own
    assert case.person in svg.attrib["aria-label"]
    assert case.person in "".join(svg[0].itertext())
    graph = nx.read_graphml("n.graphml")
    assert graph.graph["marking"] == "OFFICIAL-SENSITIVE"
    assert len(graph) == len(said.json["nodes"])
    picture = QImage("n.png")
    assert picture.width() > 800
    assert said.json == json.loads(Path("n.json").read_text(encoding="utf-8"))
    assert said.json["marking"] == "OFFICIAL-SENSITIVE"
    with raw(demo) as store:
        assert store.execute(PRINTED).fetchone()[0] == before + 1


def test_a_form_alone_makes_a_file_that_bears_the_case_and_nobodys_name(pbi: Pbi) -> None:
    login, case = a_case()
    then = ("--as-at", "2026-01-01")
    said = pbi(
        "network", case.reference, "--as", login, "--format", "graphml", "--format", "svg", *then
    )
    assert said.code == 0, said.err
    graph = nx.read_graphml(f"network-{case.reference}.graphml")
    assert graph.graph["as_at"] == "2026-01-01"
    svg = Path(f"network-{case.reference}.svg").read_text(encoding="utf-8")
    assert "As at 1 January 2026" in svg
    assert "<script" not in svg


def test_a_place_that_cannot_be_written_gets_one_sentence(pbi: Pbi) -> None:
    login, case = a_case()
    Path("taken").write_text("a file, no folder", encoding="utf-8")
    said = pbi("network", case.reference, "--as", login, "--out", "taken/net.graphml")
    assert said.code != 0
    assert one_sentence(said.err)
    assert Path("taken").read_text(encoding="utf-8") == "a file, no folder"


def test_every_line_of_the_words_stands_in_the_picture(pbi: Pbi) -> None:
    network = drawn(pbi)
    nodes = {node["id"] for node in network["nodes"]}  # type: ignore[attr-defined]
    sections = network["sections"]
    lines = {line["id"] for part in sections for line in part["lines"]}  # type: ignore[attr-defined]
    assert len(lines) > 2
    folded = lines - nodes
    assert not folded or any("more" in str(node) for node in nodes)


def test_the_community_alone_has_nobody_of_the_family(pbi: Pbi) -> None:
    whole, community = drawn(pbi), drawn(pbi, "--kind", "community")
    titles = {part["title"]: len(part["lines"]) for part in community["sections"]}  # type: ignore[attr-defined]
    assert titles["Family elsewhere"] == 0
    assert titles["Family at home"] == 1  # the person alone
    services = [part for part in whole["sections"] if part["title"] == "Services"]  # type: ignore[attr-defined]
    assert len(services[0]["lines"]) >= titles["Services"]


def test_as_an_agency_holds_no_more_than_the_worker_sees(pbi: Pbi) -> None:
    whole, told = drawn(pbi), drawn(pbi, "--view-as", "police")
    ids = [{node["id"] for node in network["nodes"]} for network in (whole, told)]  # type: ignore[attr-defined]
    assert ids[1] <= ids[0]
    assert "may be told" in str(told["title"])


def test_before_a_case_began_there_is_less(pbi: Pbi) -> None:
    then = drawn(pbi, "--as-at", "1990-01-01")
    assert then["as_at"] == "1990-01-01"
    assert len(str(then)) < len(str(drawn(pbi)))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "net.docx"), 2),
        ((), 2),
        (("--out", "net.pdf", "--as-at", "31/02/2026"), 2),
        (("--out", "net.pdf", "--view-as", "Atlantis"), 3),
        (("--out", "net.pdf", "--view-as", "voluntary", "--purpose", "crime_prevention"), 3),
    ],
)
def test_what_cannot_be_drawn_gets_one_sentence_and_no_file(
    pbi: Pbi, words: tuple[str, ...], code: int
) -> None:
    login, case = a_case()
    said = pbi("graph", case.reference, "--as", login, *words)
    assert said.code == code
    assert one_sentence(said.err)
    assert not list(Path.cwd().glob("net.*"))


def test_a_case_of_another_team_looks_like_none_at_all(pbi: Pbi) -> None:
    _login, case = a_case()
    with open_store(template()) as store:
        other = worker_of(store, "Family worker")
        if case.case_id in {line.case_id for line in store.desk.cases.list(other)}:
            pytest.skip("the family worker is on this case's team")
    hidden = pbi("graph", case.reference, "--as", other.login, "--out", "x.pdf")
    missing = pbi("graph", "ZZZZZZ", "--as", other.login, "--out", "x.pdf")
    assert (hidden.code, hidden.err) == (missing.code, missing.err) == (3, missing.err)
    assert not Path("x.pdf").exists()
