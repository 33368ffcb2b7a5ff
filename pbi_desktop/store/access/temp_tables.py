"""The tables of one connection: whose it is, and what they may see; kept in memory alone."""

TEMP_TABLES = (
    "CREATE TEMP TABLE me (id BLOB, purpose TEXT, now INTEGER, withdrawing INTEGER,"
    " sweeping INTEGER, narrowed INTEGER)",
    "CREATE TEMP TABLE my_roles (site_id BLOB, role TEXT)",
    "CREATE TEMP TABLE my_cases (case_id BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE my_grants (case_id BLOB, subject_id BLOB, category INTEGER, verbs INTEGER,"
    " working INTEGER, PRIMARY KEY (case_id, subject_id, category)) WITHOUT ROWID",
    "CREATE INDEX temp.my_people ON my_grants (subject_id, category, verbs)",
    "CREATE TEMP TABLE my_reads (case_id BLOB, subject_id BLOB, category INTEGER,"
    " PRIMARY KEY (case_id, subject_id, category)) WITHOUT ROWID",
    "CREATE INDEX temp.my_known ON my_reads (subject_id, category)",
    "CREATE TEMP TABLE my_met (case_id BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE my_closed (case_id BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE my_sealed (record_id BLOB, case_id BLOB,"
    " PRIMARY KEY (record_id, case_id)) WITHOUT ROWID",
    "CREATE TEMP TABLE my_named (record_id BLOB, subject_id BLOB, category INTEGER,"
    " case_id BLOB, PRIMARY KEY (record_id, subject_id, category, case_id)) WITHOUT ROWID",
    "CREATE TEMP TABLE my_open (case_id BLOB PRIMARY KEY) WITHOUT ROWID",
)
INNER = frozenset(
    {
        "my_cases",
        "my_closed",
        "my_grants",
        "my_met",
        "my_named",
        "my_open",
        "my_reads",
        "my_sealed",
    }
)
"""What the views ask and nobody else: it would tell what is sealed, and what is closed to whom."""
SMALL = ("my_closed", "my_sealed", "my_named")
"""Filled whole whenever anything is: few rows each."""
