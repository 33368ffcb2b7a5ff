"""The working day: phases, safety, housing, papers, chronologies and what the team owes itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Written out, not taken from the models: a step must not change when they do.
IDENTIFIER = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")

MORE = {
    "contacts": (("reached", sa.Boolean()),),
    "actions": (
        ("done_by_agency_id", IDENTIFIER),
        ("done_by", sa.Text()),
        ("restricts", sa.Boolean()),
        ("capacity_id", IDENTIFIER),
    ),
    "stage_ratings": (("evidence", sa.Text()), ("method", sa.Text())),
    "referrals": (
        ("answered_on", sa.Date()),
        ("answer", sa.Text()),
        ("previous_id", IDENTIFIER),
    ),
    "appointments": (("place", sa.Text()), ("ends_at", sa.BigInteger())),
    "relationships": (("responsible", sa.Boolean()), ("responsible_since", sa.Date())),
    "safe_contacts": (("letters_to", sa.Text()),),
}
"""Columns that older tables gain; empty in what was written before."""


def upgrade() -> None:
    """Make the tables, and let older ones say more."""
    if op.get_bind().dialect.name == "sqlite":
        # Samples of values, with which SQLite plans anew whenever one is bound.
        op.execute("DROP TABLE IF EXISTS sqlite_stat4")
    for table, columns in MORE.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    _phase_records()
    _concerns()
    _concern_details()
    _children_seen()
    _capacity_decisions()
    _staff_markers()
    _kept_apart()
    _check_outs()
    _tenancies()
    _debts()
    _key_dates()
    _going_along()
    _papers()
    _paper_contents()
    _chronologies()
    _chronology_lines()
    _covers()
    _hand_overs()
    _supervisions()
    _file_audits()
    _feedback()
    _resident_stories()
    _caseload_limits()
    _letter_templates()


def _phase_records() -> None:
    op.create_table(
        "phase_records",
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("threshold", sa.Text(), nullable=True),
        sa.Column("safeguarding", sa.Text(), nullable=True),
        sa.Column("engagement", sa.Text(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("not_agreed", sa.Text(), nullable=True),
        sa.Column("goes_on", sa.Text(), nullable=True),
        sa.Column("goes_on_shared", sa.Text(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_records")),
    )
    _index("phase_records", "case_id")


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("noticed_at", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("person_knows", sa.Boolean(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_by", IDENTIFIER, nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("their_reference", sa.Text(), nullable=True),
        sa.Column("decided_by", IDENTIFIER, nullable=True),
        sa.Column("chase_on", sa.Date(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
    )
    _index("concerns", "case_id")
    _index("concerns", "state")


def _concern_details() -> None:
    op.create_table(
        "concern_details",
        sa.Column("concern_id", IDENTIFIER, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("why_not_told", sa.Text(), nullable=True),
        sa.Column("not_sent_reason", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_of_case(),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_concern_details_concern_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_details")),
    )
    _index("concern_details", "case_id")
    _index("concern_details", "concern_id")


def _children_seen() -> None:
    op.create_table(
        "children_seen",
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("why_not", sa.Text(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_children_seen")),
    )
    _index("children_seen", "case_id")


def _capacity_decisions() -> None:
    op.create_table(
        "capacity_decisions",
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessed_by", sa.Text(), nullable=True),
        sa.Column("help_given", sa.Text(), nullable=True),
        sa.Column("attorney", sa.Text(), nullable=True),
        sa.Column("best_interest", sa.Text(), nullable=True),
        sa.Column("consulted", sa.Text(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_decisions")),
    )
    _index("capacity_decisions", "case_id")


def _staff_markers() -> None:
    op.create_table(
        "staff_markers",
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("decided_by", IDENTIFIER, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("person_told", sa.Boolean(), nullable=False),
        sa.Column("why_not_told", sa.Text(), nullable=True),
        *_of_person(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_markers")),
    )
    _index("staff_markers", "subject_id")


def _kept_apart() -> None:
    op.create_table(
        "kept_apart",
        sa.Column("other_id", IDENTIFIER, nullable=False),
        sa.Column("kept_from", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *_of_person(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
    )
    _index("kept_apart", "other_id")
    _index("kept_apart", "subject_id")


def _check_outs() -> None:
    op.create_table(
        "check_outs",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("watcher_id", IDENTIFIER, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("out_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("back_at", sa.BigInteger(), nullable=True),
        sa.Column("raised_at", sa.BigInteger(), nullable=True),
        sa.Column("raised_by", IDENTIFIER, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_check_outs_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_outs")),
    )
    _index("check_outs", "site_id")
    _index("check_outs", "watcher_id")
    _index("check_outs", "worker_id")


def _tenancies() -> None:
    op.create_table(
        "tenancies",
        sa.Column("tenure", sa.Text(), nullable=False),
        sa.Column("landlord", sa.Text(), nullable=True),
        sa.Column("rent", sa.BigInteger(), nullable=True),
        sa.Column("rent_frequency", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ends_by", sa.Date(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancies")),
    )
    _index("tenancies", "case_id")


def _debts() -> None:
    op.create_table(
        "debts",
        sa.Column("debt_kind", sa.Text(), nullable=False),
        sa.Column("creditor", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("repayment", sa.BigInteger(), nullable=True),
        sa.Column("repayment_frequency", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debts")),
    )
    _index("debts", "case_id")


def _key_dates() -> None:
    op.create_table(
        "key_dates",
        sa.Column("date_kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_dates")),
    )
    _index("key_dates", "case_id")
    _index("key_dates", "on_day")


def _going_along() -> None:
    op.create_table(
        "going_along",
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("going_to", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("went", sa.Text(), nullable=False),
        sa.Column("note_id", IDENTIFIER, nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_going_along")),
    )
    _index("going_along", "case_id")
    _index("going_along", "worker_id")


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("paper_type", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
    )
    _index("papers", "case_id")


def _paper_contents() -> None:
    op.create_table(
        "paper_contents",
        sa.Column("paper_id", IDENTIFIER, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        *_of_case(),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["papers.id"], name=op.f("fk_paper_contents_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_contents")),
    )
    _index("paper_contents", "case_id")
    _index("paper_contents", "paper_id")


def _chronologies() -> None:
    op.create_table(
        "chronologies",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chronologies")),
    )
    _index("chronologies", "case_id")


def _chronology_lines() -> None:
    op.create_table(
        "chronology_lines",
        sa.Column("chronology_id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("significance", sa.Text(), nullable=True),
        sa.Column("marking", sa.Text(), nullable=False),
        sa.Column("entry_kind", sa.Text(), nullable=True),
        sa.Column("entry_id", IDENTIFIER, nullable=True),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        *_of_case(),
        sa.ForeignKeyConstraint(
            ["chronology_id"], ["chronologies.id"], name=op.f("fk_chronology_lines_chronology_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chronology_lines")),
    )
    _index("chronology_lines", "case_id")
    _index("chronology_lines", "chronology_id")


def _covers() -> None:
    op.create_table(
        "covers",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("away_id", IDENTIFIER, nullable=False),
        sa.Column("cover_id", IDENTIFIER, nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_covers_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covers")),
    )
    _index("covers", "away_id")
    _index("covers", "cover_id")
    _index("covers", "site_id")


def _hand_overs() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("from_id", IDENTIFIER, nullable=True),
        sa.Column("to_id", IDENTIFIER, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("basis_words", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_told", sa.Boolean(), nullable=False),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
    )
    _index("hand_overs", "case_id")


def _supervisions() -> None:
    op.create_table(
        "supervisions",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("lead_id", IDENTIFIER, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_supervisions_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisions")),
    )
    _index("supervisions", "lead_id")
    _index("supervisions", "worker_id")


def _file_audits() -> None:
    op.create_table(
        "file_audits",
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("auditor_id", IDENTIFIER, nullable=False),
        sa.Column("in_order", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_audits")),
    )
    _index("file_audits", "case_id")


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("case_id", IDENTIFIER, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owner_id", IDENTIFIER, nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_feedback_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    _index("feedback", "case_id")
    _index("feedback", "site_id")


def _resident_stories() -> None:
    op.create_table(
        "resident_stories",
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("agreed_use", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident_stories")),
    )
    _index("resident_stories", "case_id")


def _caseload_limits() -> None:
    op.create_table(
        "caseload_limits",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_caseload_limits_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseload_limits")),
    )
    _index("caseload_limits", "site_id")


def _letter_templates() -> None:
    op.create_table(
        "letter_templates",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("letter_to", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *_of_every_record(),
        sa.ForeignKeyConstraint(
            ["site_id"], ["sites.id"], name=op.f("fk_letter_templates_site_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_templates")),
    )
    _index("letter_templates", "site_id")


def _of_case() -> tuple[sa.Column[object], ...]:
    return (sa.Column("case_id", IDENTIFIER, nullable=False), *_of_person())


def _of_person() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("controller_id", IDENTIFIER, nullable=True),
        *_of_every_record(),
    )


def _of_every_record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", IDENTIFIER, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)
