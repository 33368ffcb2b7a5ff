"""The demo's tables are exactly those of the store."""

import pytest

from pbi_desktop.demo.tables import COLUMNS
from pbi_desktop.models import Base


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_every_table_has_the_columns_of_the_store(table: str) -> None:
    assert set(COLUMNS[table]) == set(Base.metadata.tables[table].columns.keys())
    assert len(COLUMNS[table]) == len(set(COLUMNS[table]))


def test_parents_come_before_children() -> None:
    order = list(COLUMNS)
    for table in order:
        for key in Base.metadata.tables[table].foreign_keys:
            assert order.index(key.column.table.name) < order.index(table)


def test_the_demo_fills_every_table_that_is_not_a_book_of_the_store_itself() -> None:
    own_books = {
        "drafts",
        "revisions",
        "audit_entries",
        "store_meta",
        "import_runs",
        "import_items",
        "import_layouts",
        "person_references",
        "demand_events",
        "disclosures",
    }
    assert set(Base.metadata.tables) - own_books == set(COLUMNS)
