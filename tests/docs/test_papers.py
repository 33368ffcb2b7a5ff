"""The papers say what the code says, and what they point to is there."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs import gaps, inventory

ROOT = inventory.ROOT
THREATS = ROOT / "docs" / "security" / "threat-model.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ELSEWHERE = re.compile(r"^[a-z]+:")
_FENCED = re.compile(r"^```.*?^```$", re.S | re.M)
_TEST = re.compile(r"`(tests/[\w/.]+)`")
_PROMISE = re.compile(r"^\| (P\d+) \| .+ \| (.+) \|$", re.M)


def read(page: Path) -> str:
    """Return a page without what it quotes."""
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return what a link can lead to in a page, as it is made of its headings."""
    headings = re.findall(r"^#+ (.+)$", read(page), re.M)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def name(page: Path) -> str:
    """Return what a page is called in a failure."""
    return page.relative_to(ROOT).as_posix()


def broken(page: Path, text: str) -> list[str]:
    """Return the links of a page that lead nowhere."""
    found = []
    for link in _LINK.findall(text):
        if _ELSEWHERE.match(link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", inventory.pages(), ids=name)
def test_the_tables_of_the_papers_are_those_of_the_code(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text == inventory.filled(text), inventory.HOW


def test_every_table_stands_in_a_paper_once() -> None:
    asked = [
        table
        for page in inventory.pages()
        for table in inventory.names_in(page.read_text(encoding="utf-8"))
    ]
    assert sorted(asked) == sorted(inventory.TABLES)


def test_a_table_that_was_changed_by_hand_is_noticed() -> None:
    page = inventory.PAGES / "governance" / "roles.md"
    text = page.read_text(encoding="utf-8")
    forged = text.replace("| Commissioner | – |", "| Commissioner | yes |", 1)
    assert forged != text
    assert inventory.filled(forged) == inventory.filled(text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page, read(page)) == []


@pytest.mark.parametrize("link", ["gone.md", "#no-such-part", "../../README.md#no-such-part"])
def test_a_link_that_leads_nowhere_is_noticed(link: str) -> None:
    assert broken(THREATS, f"see [this]({link}) and [that](../guide/README.md)") == [link]


def test_every_promise_has_a_number_of_its_own_and_a_test() -> None:
    promises = _PROMISE.findall(THREATS.read_text(encoding="utf-8"))
    assert [number for number, _ in promises] == [f"P{at}" for at in range(1, len(promises) + 1)]
    assert len(promises) > 20
    assert all(_TEST.search(tested) for _, tested in promises)


def test_every_test_that_the_threat_model_names_is_there_and_tests_something() -> None:
    named = _TEST.findall(THREATS.read_text(encoding="utf-8"))
    missing = [
        one
        for one in named
        if not (ROOT / one).is_file() or "def test_" not in (ROOT / one).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_a_test_that_expects_to_fail_is_a_known_gap() -> None:
    planted = """
@pytest.mark.xfail(strict=True, reason="the door is open")
def test_the_door_is_shut() -> None: ...

def test_the_window_is_shut() -> None: ...
"""
    assert list(gaps.expected_to_fail(planted)) == [("test_the_door_is_shut", "the door is open")]
