"""`report`: from one run to every file; nobody's case but one's own; only what may be told."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.sharing import permitted_categories
from pbi_desktop.services.stores import open_store
from tests.cli.conftest import Pbi, one_sentence
from tests.cli.demo_store import a_case, raw, template, worker_of
from tests.reports.pages import read_page
from tests.reports.pdf.documents import squeezed
from tests.reports.pdf.reading import failed_rules, pages, text


def summary(pbi: Pbi, agency: str, reference: str, *words: str) -> str:
    """Return the JSON of a case summary for an agency, made by the case's key worker."""
    written(pbi, agency, reference, "summary.json", *words)
    return Path("summary.json").read_text(encoding="utf-8")


def written(pbi: Pbi, agency: str, reference: str, name: str, *words: str) -> None:
    """Have a case summary written by the key worker, a second person reading it if need be."""
    login, _case = a_case()
    Path(name).unlink(missing_ok=True)
    asked = ("report", "case-summary", "--case", reference, "--view-as", agency, "--out", name)
    said = pbi(*asked, "--as", login, *words)
    if "second person" in said.err:
        assert (said.code, Path(name).exists()) == (3, False)
        said = pbi(*asked, "--approve", "--as", a_lead(), *words)
    assert said.code == 0, said.err


def a_lead() -> str:
    """Return the login of somebody else who leads the site of the case and reads all of it."""
    login, case = a_case()
    with open_store(template()) as store:
        for one in store.workers():
            actor = Actor(one.id, one.login)
            try:
                header = store.desk.cases.header(actor, case.case_id)
            except NotFound:
                continue
            if one.login != login and header.may_write and one.agency == "Tenterfield Council":
                return one.login
    raise LookupError("nobody else works on the case")


def test_what_a_second_person_must_read_is_kept_as_a_proposal_until_they_do(pbi: Pbi) -> None:
    login, case = a_case()
    asked = ("report", "case-summary", "--case", case.reference, "--view-as", "health")
    waits = pbi(*asked, "--as", login, "--out", "s.json")
    assert (waits.code, Path("s.json").exists()) == (3, False)
    assert "holds health" in waits.err
    assert "a second person must read and approve it first" in waits.err
    own = pbi(*asked, "--approve", "--as", login, "--out", "s.json")
    assert (own.code, Path("s.json").exists()) == (3, False)
    approved = pbi(*asked, "--approve", "--as", a_lead(), "--out", "s.json")
    assert (approved.code, Path("s.json").exists()) == (0, True)


def test_serious_harm_does_not_wait_and_needs_its_reason(pbi: Pbi, demo: Path) -> None:
    login, case = a_case()
    asked = ("report", "case-summary", "--case", case.reference, "--view-as", "health")
    short = pbi(*asked, "--as", login, "--out", "s.json", "--urgent", "now")
    assert (short.code, Path("s.json").exists()) == (2, False)
    why = "She said she will not be here tomorrow."
    assert pbi(*asked, "--as", login, "--out", "s.json", "--urgent", why).code == 0
    with raw(demo) as store:
        found = store.execute(
            "SELECT urgent, approved_by IS NULL, state FROM shared_summaries"
        ).fetchall()
    assert found == [(1, 1, "issued")]


def test_a_summary_is_written_to_every_file_from_one_run(pbi: Pbi, demo: Path) -> None:
    login, case = a_case()
    asked = ("report", "case-summary", "--case", case.reference.lower(), "--view-as", "housing")
    said = pbi(*asked, "--as", login, "--out", "a/one.html", "--out", "two.json", "--json", "-")
    assert said.code == 0, said.err
    page = read_page(Path("a/one.html").read_text(encoding="utf-8"))
    assert case.person in page.text
    assert "OFFICIAL-SENSITIVE" in page.text
    assert said.json == json.loads(Path("two.json").read_text(encoding="utf-8"))
    with raw(demo) as store:
        assert store.execute("SELECT count(*) FROM disclosures WHERE copy_number = 1").fetchone()


def test_each_copy_has_its_number(pbi: Pbi) -> None:
    _login, case = a_case()
    first = summary(pbi, "health", case.reference)
    second = summary(pbi, "health", case.reference)
    assert first != second


def test_what_an_agency_is_told_is_of_what_its_rule_allows_and_differs_by_nothing_else(
    pbi: Pbi,
) -> None:
    _login, case = a_case()
    told = {
        kind: _said(json.loads(summary(pbi, kind.value, case.reference)))
        for kind in (AgencyKind.HOUSING, AgencyKind.HEALTH, AgencyKind.POLICE)
    }
    with raw(template()) as store:
        kept = dict(store.execute(_TEXTS.format(case=case.case_id.hex)).fetchall())
        agreed = store.execute(
            "SELECT agency_kind, category FROM agreements WHERE purpose = 'direct_support'"
        ).fetchall()
    for kind, words in told.items():
        allowed = permitted_categories(kind, Purpose.DIRECT_SUPPORT)
        allowed &= {Category(row[1]) for row in agreed if row[0] == kind.value}
        shown = {text: Category(kept[text]) for text in words & kept.keys()}
        assert {text for text, category in shown.items() if category not in allowed} == set()
        for other, others in told.items():
            withheld = {kept[text] for text in (others - words) & kept.keys()}
            assert withheld.isdisjoint(allowed & set(kept.values())), (kind, other)
    assert len({frozenset(words & kept.keys()) for words in told.values()}) > 1


def test_the_text_of_a_summary_on_paper_holds_no_word_of_what_that_agency_may_not_see(
    pbi: Pbi,
) -> None:
    _login, case = a_case()
    with raw(template()) as store:
        kept = store.execute(_ALL_TEXTS.format(case=case.case_id.hex)).fetchall()
        agreed = store.execute(
            "SELECT agency_kind, category FROM agreements WHERE purpose = 'direct_support'"
        ).fetchall()
    assert len(kept) > 10
    withheld_from = set()
    for kind in (AgencyKind.HOUSING, AgencyKind.HEALTH, AgencyKind.POLICE):
        written(pbi, kind.value, case.reference, "s.pdf")
        paper = Path("s.pdf").read_bytes()
        assert failed_rules(paper) == []
        assert pages(paper) == 1
        told = squeezed(text(paper))
        allowed = permitted_categories(kind, Purpose.DIRECT_SUPPORT)
        allowed &= {Category(row[1]) for row in agreed if row[0] == kind.value}
        may = {words for words, category in kept if category in allowed}
        withheld = {words for words, category in kept if category not in allowed} - may
        assert [words for words in withheld if squeezed(words) in told] == []
        withheld_from |= {(kind, words) for words in withheld}
    assert withheld_from  # there was something to keep back


_ALL_TEXTS = """
SELECT harm, category FROM risks WHERE harm <> '' AND hex(case_id) = upper('{case}')
UNION SELECT plan, category FROM risks WHERE plan <> '' AND hex(case_id) = upper('{case}')
UNION SELECT what, category FROM actions WHERE hex(case_id) = upper('{case}')
UNION SELECT words, category FROM needs WHERE hex(case_id) = upper('{case}')
UNION SELECT words, category FROM goals WHERE hex(case_id) = upper('{case}')
UNION SELECT reason, category FROM stage_ratings
  WHERE reason > '' AND hex(case_id) = upper('{case}')
UNION SELECT words, 99 FROM contacts WHERE words <> '' AND hex(case_id) = upper('{case}')
UNION SELECT body, 99 FROM notes WHERE hex(case_id) = upper('{case}')
"""

_TEXTS = """
SELECT harm, category FROM risks WHERE harm IS NOT NULL AND hex(case_id) = upper('{case}')
UNION SELECT what, category FROM actions WHERE hex(case_id) = upper('{case}')
UNION SELECT words, category FROM needs WHERE hex(case_id) = upper('{case}')
"""


def _said(node: Any) -> set[str]:
    """Return every text of a record that stands in a document."""
    if isinstance(node, dict):
        here = {str(node["text"])} if node.get("block") == "said" else set()
        return here.union(*map(_said, node.values()))
    return set().union(*map(_said, node)) if isinstance(node, list) else set()


@pytest.mark.parametrize("agency", ["Atlantis Council", "", "polis"])
def test_an_agency_that_nobody_knows_is_refused(pbi: Pbi, agency: str) -> None:
    login, case = a_case()
    asked = ("report", "case-summary", "--case", case.reference, "--view-as", agency)
    said = pbi(*asked, "--as", login, "--out", "x.html")
    assert said.code in (2, 3)
    assert one_sentence(said.err)
    assert not Path("x.html").exists()


def test_a_case_of_another_team_looks_like_none_at_all(pbi: Pbi) -> None:
    _login, case = a_case()
    with open_store(template()) as store:
        teacher = worker_of(store, "Family worker").login
        mine = {line.case_id for line in store.desk.cases.list(worker_of(store, "Family worker"))}
    if case.case_id in mine:
        pytest.skip("the family worker is on this case's team")
    asked = ("report", "case-summary", "--view-as", "housing", "--as", teacher, "--out", "x.html")
    hidden = pbi(*asked, "--case", case.reference)
    missing = pbi(*asked, "--case", "ZZZZZZ")
    assert (hidden.code, hidden.err) == (missing.code, missing.err)
    assert hidden.code == 3
    assert not Path("x.html").exists()


def test_a_purpose_that_nothing_is_agreed_for_is_refused(pbi: Pbi) -> None:
    login, case = a_case()
    asked = ("report", "case-summary", "--case", case.reference, "--view-as", "voluntary")
    said = pbi(*asked, "--purpose", "crime_prevention", "--as", login, "--out", "x.html")
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert "agreed with" in said.err
    assert not Path("x.html").exists()


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x"])
def test_a_summary_is_written_in_no_other_form(pbi: Pbi, name: str) -> None:
    login, case = a_case()
    asked = ("report", "case-summary", "--case", case.reference, "--view-as", "housing")
    said = pbi(*asked, "--as", login, "--out", "good.pdf", "--out", name)
    assert (said.code, one_sentence(said.err)) == (2, True)
    assert not list(Path.cwd().glob("x*")) + list(Path.cwd().glob("good*"))


# --- outcomes ------------------------------------------------------------------------------------


def test_outcomes_go_to_two_files_with_the_same_figures(pbi: Pbi) -> None:
    outs = ("o.html", "o.json", "again.json", "o.pdf", "o.xlsx")
    said = pbi("report", "outcomes", *(word for out in outs for word in ("--out", out)))
    assert said.code == 0
    assert said.out.count("Written:") == len(outs)
    paper = Path("o.pdf").read_bytes()
    assert failed_rules(paper) == []
    assert zipfile.is_zipfile("o.xlsx")
    assert Path("o.json").read_bytes() == Path("again.json").read_bytes()
    figures = json.loads(Path("o.json").read_text())
    page = read_page(Path("o.html").read_text(encoding="utf-8"))
    for measure in figures["measures"]:
        assert measure["label"] in page.text
        if measure["N"]:
            assert f"{measure['n']} of {measure['N']}" in page.text
            assert squeezed(f"{measure['n']} of {measure['N']}") in squeezed(text(paper))
            assert measure["low"] <= measure["percent"] <= measure["high"]
    assert figures["snapshot"] in page.text


def test_one_site_and_one_period_count_fewer(pbi: Pbi) -> None:
    def cases(*words: str) -> int:
        said = pbi("report", "outcomes", "--out", "o.json", "--json", "-", *words)
        assert said.code == 0, said.err
        took_part = said.json["measures"][0]
        total: int = took_part["N"] + sum(took_part["left_out"].values())
        return total

    with raw(template()) as store:
        sites = [row[0] for row in store.execute("SELECT name FROM sites").fetchall()]
        [in_2025] = store.execute(
            "SELECT count(*) FROM cases WHERE opened_on BETWEEN '2025-01-01' AND '2025-12-31'"
        ).fetchone()
    every = cases()
    assert sum(cases("--site", site.upper()) for site in sites) == every
    assert cases("--from", "2025-01-01", "--to", "2025-12-31") == in_2025 < every


def test_nobody_is_named_in_the_outcomes(pbi: Pbi) -> None:
    assert pbi("report", "outcomes", "--out", "o.html", "--out", "o.json").code == 0
    text = Path("o.html").read_text(encoding="utf-8") + Path("o.json").read_text(encoding="utf-8")
    with raw(template()) as store:
        people = store.execute("SELECT given_name || ' ' || family_name FROM people").fetchall()
        references = store.execute("SELECT reference FROM cases").fetchall()
    assert [row[0] for row in (*people, *references) if row[0] and row[0] in text] == []


def test_a_shared_copy_shows_no_count_of_one_to_four(pbi: Pbi) -> None:
    said = pbi("report", "outcomes", "--shared", "--out", "o.json", "--json", "-")
    assert said.code == 0
    shown = [
        number
        for measure in said.json["measures"]
        for number in (measure["n"], measure["N"], *measure["left_out"].values())
    ]
    assert not {1, 2, 3, 4} & set(shown)
    assert said.json["money"]["highest_gain_pence"] is None
