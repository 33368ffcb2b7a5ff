"""A report is one document in all its forms; what is said of a person is never a workbook."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.reports import MadeOfCounts
from pbi_desktop.services.stores import OpenedStore, open_store
from tests.cli.demo_store import a_case, copied, worker_of
from tests.reports.pages import read_page
from tests.reports.pdf.reading import failed_rules, headings
from tests.reports.test_workbook import sheets


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedStore]:
    path: Path = tmp_path_factory.mktemp("reports") / "team.pbi"
    with open_store(copied(path)) as store:
        yield store


def test_paper_and_page_have_the_same_headings(demo: OpenedStore) -> None:
    made = demo.desk.reports.outcomes(worker_of(demo, "Team manager"))
    page = read_page(made.html)
    assert failed_rules(made.pdf) == []
    assert [words for _, words in headings(made.pdf)] == [
        one.text.strip() for one in page.elements if one.tag in ("h1", "h2", "h3")
    ]


def test_counts_are_a_workbook_of_every_table(demo: OpenedStore) -> None:
    made = demo.desk.reports.outcomes(worker_of(demo, "Team manager"))
    tables = read_page(made.html).all("table")
    assert len(sheets(made.workbook)) == 1 + len(tables)


def test_a_summary_of_a_person_is_no_workbook(demo: OpenedStore) -> None:
    login, case = a_case()
    worker = next(one for one in demo.workers() if one.login == login)
    made = demo.desk.reports.case_summary(
        Actor(worker.id, worker.login), case.reference, "housing", Purpose.DIRECT_SUPPORT
    )
    assert not isinstance(made, MadeOfCounts)
    assert failed_rules(made.pdf) == []
