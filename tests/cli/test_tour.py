"""The tour does the whole main job, and what it leaves holds up against the records."""

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pbi_desktop.services.stores import open_store
from tests.cli.conftest import Terminal, one_sentence, run
from tests.cli.demo_store import copied, raw, template
from tests.reports.pages import read_page
from tests.reports.pdf.reading import failed_rules, headings

REAL = Path(
    os.environ.get("PBI_REFERENCE_DATA", Path(__file__).parents[2].parent / "shared" / "data")
)
LEFT = (
    "tour.pbi",
    "case-now.json",
    *(f"network.{ending}" for ending in ("pdf", "png", "json", "txt")),
    *(f"outcomes.{ending}" for ending in ("pdf", "html", "xlsx", "json")),
)
PERSON = "Imelda Quarmby"


def walk(out: Path, real: Path) -> list[str]:
    """Do the tour in a process of its own; returns what it said."""
    done = run("tour", "--out", out, "--json", "-", PBI_REFERENCE_DATA=str(real))
    assert done.returncode == 0, done.stderr
    said: list[str] = json.loads(done.stdout)["done"]
    return said


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Return what a tour without real lists left, and what it said."""
    out = tmp_path_factory.mktemp("tour")
    copied(out / "tour.pbi")  # of an earlier tour
    return out, walk(out, tmp_path_factory.mktemp("nothing"))


def test_every_letter_of_the_main_job_is_done_in_order(walked: tuple[Path, list[str]]) -> None:
    _out, said = walked
    letters = [line[:3] for line in said if line.startswith("(")]
    assert letters == [f"({letter})" for letter in "abcdefgh"]
    assert any("the demo's own are used" in line for line in said)


def test_the_front_door_says_who_is_meant_who_waits_and_who_may_be_here_twice(
    walked: tuple[Path, list[str]],
) -> None:
    _out, said = walked
    first = next(line for line in said if line.startswith("(a)"))
    found = re.search(r"match 1 of .* is right .*: (\d+) who wait .* and (\d+) likely", first)
    assert found, first
    assert all(int(count) > 0 for count in found.groups())


def test_it_leaves_every_file_that_it_speaks_of(walked: tuple[Path, list[str]]) -> None:
    out, said = walked
    for name in LEFT:
        assert (out / name).stat().st_size > 0
        assert name in " ".join(said)
    with raw(copied(out / "copy" / "tour.pbi", out / "tour.pbi")) as store:
        agencies = store.execute(  # not our own, nor those who are told by consent: she gave none
            "SELECT count(*) FROM agencies WHERE kind NOT IN ('council', 'voluntary')"
        ).fetchone()[0]
    summaries = sorted(path.stem for path in out.glob("case-summary-*.html"))
    assert len(summaries) == agencies  # two agencies of one kind do not share a file
    for ending in ("json", "pdf"):
        assert summaries == sorted(path.stem for path in out.glob(f"case-summary-*.{ending}"))


def test_every_pdf_meets_the_rules_and_reads_in_order(walked: tuple[Path, list[str]]) -> None:
    out, _said = walked
    papers = sorted(out.glob("*.pdf"))
    assert len(papers) > 3
    for path in papers:
        paper = path.read_bytes()
        assert failed_rules(paper) == [], path.name
        read = headings(paper)
        assert read[0][0] == 1, path.name
        page = path.with_suffix(".html")
        if page.exists():  # the same tree, told by another renderer
            elements = read_page(page.read_text(encoding="utf-8")).elements
            wanted = [
                (int(one.tag[1]), " ".join(one.text.split()))
                for one in elements
                if one.tag in ("h1", "h2", "h3")
            ]
            assert read == wanted, path.name


def test_every_page_is_whole_and_asks_for_nothing(walked: tuple[Path, list[str]]) -> None:
    out, _said = walked
    pages = list(out.glob("*.html"))
    assert pages
    for path in pages:
        html = path.read_text(encoding="utf-8")
        page = read_page(html)
        fetched = [one for one in page.elements if {"src", "href"} & one.attributes.keys()]
        assert [
            one for one in fetched if not str(one.attributes.get("href", "")).startswith("#")
        ] == []
        assert not re.search(r"@import|url\((?!#)|<script|<link", html, re.IGNORECASE), path.name
        assert "OFFICIAL" in page.text, path.name
        assert (PERSON in page.text) == path.name.startswith("case-summary"), path.name
    for path in out.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8")), path.name


def test_a_summary_names_nobody_else_of_the_store(walked: tuple[Path, list[str]]) -> None:
    out, _said = walked
    with raw(copied(out / "copy" / "tour.pbi", out / "tour.pbi")) as store:
        rows = store.execute("SELECT given_name, family_name FROM people").fetchall()
    others = {f"{given} {family}" for given, family in rows if given and family} - {PERSON}
    assert len(others) > 100
    for path in (*out.glob("case-summary-*.html"), *out.glob("case-summary-*.json")):
        text = path.read_text(encoding="utf-8")
        assert [name for name in others if name in text] == [], path.name


def test_each_summary_is_in_the_log_of_disclosures(walked: tuple[Path, list[str]]) -> None:
    out, _said = walked
    with raw(copied(out / "copy2" / "tour.pbi", out / "tour.pbi")) as store:
        logged = store.execute("SELECT count(*) FROM disclosures").fetchone()[0]
    assert logged == len(list(out.glob("case-summary-*.html")))


def test_the_figures_agree_with_a_count_by_plain_sql_of_what_the_manager_may_see(
    walked: tuple[Path, list[str]],
) -> None:
    out, _said = walked
    figures = json.loads((out / "outcomes.json").read_text(encoding="utf-8"))
    measures = {one["id"]: (one["n"], one["N"]) for one in figures["measures"]}
    with raw(copied(out / "copy3" / "tour.pbi", out / "tour.pbi")) as store:

        def one(sql: str) -> Any:
            return store.execute(sql).fetchone()[0]

        assert measures["took_part"] == (
            one(f"SELECT count(*) FROM ({_CASES}) WHERE engaged"),
            one(f"SELECT count(*) FROM ({_CASES})"),
        )
        assert measures["adapted_at_close"] == (
            one(f"SELECT count(*) FROM ({_ENDS}) WHERE first <= 1 AND last >= 3"),
            one(f"SELECT count(*) FROM ({_ENDS}) WHERE first <= 1"),
        )
        assert measures["group_twice_or_more"] == (
            one(f"SELECT count(*) FROM ({_CASES}) c WHERE engaged AND {_TWICE}"),
            one(f"SELECT count(*) FROM ({_CASES}) WHERE engaged"),
        )
        money = figures["money"]
        assert money["confirmed_one_off_pence"] == one(f"{_ONE_OFF} AND NOT {_IS_DEBT}")
        awards = store.execute(_RECURRING).fetchall()
        assert money["confirmed_recurring_pence"] == sum(_in_a_year(*award) for award in awards)
    assert measures["took_part"][1] > 100
    assert money["confirmed_recurring_pence"] > 0


_AGREED = """(SELECT category FROM agreements
  WHERE agency_kind = 'council' AND purpose = 'direct_support' AND withdrawn_at IS NULL)"""
_CASES = f"""
SELECT c.id, c.opened_on, c.closed_on, c.phase,
  c.phase IN ('assessed', 'planned', 'reviewed', 'sustained_check')
    OR EXISTS (SELECT 1 FROM stage_ratings r WHERE r.case_id = c.id AND r.withdrawn_at IS NULL
               AND r.category IN {_AGREED}) AS engaged
FROM cases c WHERE c.withdrawn_at IS NULL AND c.closure_reason IS NOT 'duplicate'
"""
_STAGE = """
(SELECT r.stage FROM stage_ratings r WHERE r.case_id = c.id AND r.domain = 'overall'
 AND r.withdrawn_at IS NULL AND r.kind = '{kind}' ORDER BY r.rated_on {order} LIMIT 1)
"""
_ENDS = f"""
SELECT * FROM (
  SELECT {_STAGE.format(kind="baseline", order="ASC")} AS first,
         {_STAGE.format(kind="closing", order="DESC")} AS last
  FROM ({_CASES}) c WHERE c.closed_on IS NOT NULL)
WHERE first IS NOT NULL AND last IS NOT NULL
"""
_TWICE = f"""EXISTS (
  SELECT 1 FROM attendances a WHERE a.case_id = c.id AND a.came AND a.withdrawn_at IS NULL
  AND a.category IN {_AGREED} AND a.on_day >= c.opened_on
  GROUP BY a.group_id HAVING count(DISTINCT a.on_day) >= 2)"""
_IS_DEBT = "g.gain_category IN ('debt_written_off', 'debt_reduced')"
_CONFIRMED = f"""
FROM gains g JOIN ({_CASES}) c ON c.id = g.case_id
WHERE g.status = 'confirmed' AND g.withdrawn_at IS NULL AND g.category IN {_AGREED}
"""
_ONE_OFF = f"SELECT coalesce(sum(g.amount), 0) {_CONFIRMED} AND g.nature = 'one_off'"
_RECURRING = f"""
SELECT g.amount - g.previous_amount, g.frequency, g.start_on, g.end_on {_CONFIRMED}
AND g.nature = 'recurring' AND NOT {_IS_DEBT}
"""
_TIMES = {"weekly": 52, "fortnightly": 26, "four_weekly": 13, "monthly": 12, "annual": 1}


def _in_a_year(more: int, frequency: str, start: str | None, end: str | None) -> int:
    yearly = more * _TIMES[frequency]
    if not (start and end):
        return yearly
    weeks = min(52, max(0, (date.fromisoformat(end) - date.fromisoformat(start)).days // 7))
    return yearly if weeks == 52 else int(yearly * weeks / 52)


# --- with real lists, and again ----------------------------------------------------------------


def test_it_walks_over_real_places_where_they_are_at_hand(tmp_path: Path) -> None:
    if not (REAL / "geo" / "oldham_postcodes_may2022.csv").is_file():
        pytest.skip(f"reference data not found: {REAL}")
    said = walk(tmp_path, REAL)
    assert [line[:3] for line in said if line.startswith("(")][-1] == "(h)"
    for kind, least in (("places", 10_000), ("directory", 20)):
        report = json.loads((tmp_path / f"import-{kind}.json").read_text(encoding="utf-8"))
        assert report["rows_in"] > least
        assert report["new"] > 0
        assert all(row["reason"] for row in report["refused"])
    with open_store(tmp_path / "tour.pbi") as store:
        sql = "SELECT count(*), count(area_code) FROM addresses WHERE postcode IS NOT NULL"
        [(homes, placed)] = store.reading.rows(store.sign_in(), sql)
    assert homes == placed > 100


def test_it_takes_the_place_of_an_earlier_tour_and_of_nothing_else(
    terminal: Terminal, walked: tuple[Path, list[str]], tmp_path: Path
) -> None:
    out, _said = walked
    assert (out / "tour.pbi").read_bytes() != template().read_bytes()
    somebodys = copied(tmp_path / "tour.pbi")
    somebodys.with_name("tour.pbi.keys").unlink()  # it could be anything
    said = terminal.type("tour", "--out", tmp_path)
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert somebodys.read_bytes() == template().read_bytes()
