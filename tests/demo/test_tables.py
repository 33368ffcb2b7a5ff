"""The demo's tables are exactly those of the store."""

import pytest

from pbi_desktop.demo.tables import COLUMNS
from pbi_desktop.models import Base

BY_THE_STORE = {"told_by", "controller_id", "seal"}
# Nothing of these has happened to the invented team yet.
NOT_SAID = {
    "actions": {"capacity_id", "done_by", "done_by_agency_id", "restricts"},
    "appointments": {"ends_at", "place"},
    "contacts": {"reached"},
    "referrals": {"answer", "answered_on"},
    "people": {"due_on"},
    "relationships": {"nature", "responsible", "responsible_since"},
    "safe_contacts": {"letters_to"},
    "stage_ratings": {"evidence", "method"},
}


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_every_table_has_the_columns_of_the_store(table: str) -> None:
    columns = set(Base.metadata.tables[table].columns.keys())
    assert columns - BY_THE_STORE - NOT_SAID.get(table, set()) <= set(COLUMNS[table]) <= columns
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
        # Nothing of these has happened to the invented team yet.
        "audit_checkpoints",
        "caseload_limits",
        "letter_templates",
        "check_outs",
        "chronologies",
        "chronology_lines",
        "covers",
        "feedback",
        "file_audits",
        "hand_overs",
        "network_checks",
        "paper_contents",
        "papers",
        "phase_records",
        "picture_places",
        "resident_stories",
        "supervisions",
        "alert_calls",
        "audit_details",
        "breaches",
        "broken_glass",
        "disagreements",
        "disclosed_fields",
        "erasures",
        "exclusions",
        "glass_scopes",
        "identity_links",
        "legal_holds",
        "match_alerts",
        "recalls",
        "record_seals",
        "restrictions",
        "retention_rules",
        "seal_names",
        "shared_summaries",
        "summary_contents",
        "tickets",
        "withheld_items",
    }
    assert set(Base.metadata.tables) - own_books == set(COLUMNS)
