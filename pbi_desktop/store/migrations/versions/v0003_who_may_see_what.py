"""Consent, conflicts, seals, broken glass, tickets; what was shared; people's rights; checkpoints."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Written out, not taken from the models: a step must not change when they do.
IDENTIFIER = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
EVERY_RIGHT = "255"

IN_A_CASE = (
    "actions",
    "appointments",
    "attendances",
    "contacts",
    "disclosures",
    "gains",
    "goals",
    "involvements",
    "needs",
    "notes",
    "referrals",
    "risks",
    "sharing_bases",
    "stage_ratings",
    "what_matters",
)
ABOUT_A_PERSON = (
    "contact_points",
    "demand_events",
    "gp_registrations",
    "memberships",
    "other_names",
    "person_references",
    "relationships",
    "residences",
    "safe_contacts",
)


def upgrade() -> None:
    """Make the tables, and give every record its controller, and who told it."""
    _columns()
    _audit_checkpoints()
    _audit_details()
    _breaches()
    _consents()
    _disagreements()
    _legal_holds()
    _restrictions()
    _retention_rules()
    _tickets()
    _disclosed_fields()
    _erasures()
    _recalls()
    _shared_summaries()
    _subject_requests()
    _broken_glass()
    _exclusions()
    _record_seals()
    _summary_contents()
    _withheld_items()
    _glass_scopes()
    _seal_names()


def _columns() -> None:
    for table in (*IN_A_CASE, *ABOUT_A_PERSON):
        if table != "notes":  # which had it from the beginning
            op.add_column(table, sa.Column("told_by", sa.Text(), nullable=True))
        op.add_column(table, sa.Column("controller_id", IDENTIFIER, nullable=True))
        # Whoever wrote it wrote it for their agency.
        op.execute(
            f"UPDATE {table} SET controller_id = "  # noqa: S608 - the names above
            f"(SELECT agency_id FROM workers WHERE workers.id = {table}.created_by)"
        )
    op.add_column("cases", sa.Column("seal", sa.Integer(), nullable=False, server_default="0"))
    rights = sa.Column("rights", sa.Integer(), nullable=False, server_default=EVERY_RIGHT)
    op.add_column("agreements", rights)
    op.add_column("agreements", sa.Column("seconded_by", IDENTIFIER, nullable=True))
    # One person's word was enough until now.
    op.execute("UPDATE agreements SET seconded_by = created_by")
    for name, kind in (("how", sa.Text()), ("summary_id", IDENTIFIER), ("endangers", sa.Boolean())):
        op.add_column("disclosures", sa.Column(name, kind, nullable=True))
    nothing = sa.Column("detail_hash", sa.Text(), nullable=False, server_default="")
    op.add_column("audit_entries", nothing)
    _index("workers", "database_role")  # each statement on a server asks who it is for


def _audit_checkpoints() -> None:
    op.create_table(
        "audit_checkpoints",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("chain", "size", name=op.f("pk_audit_checkpoints")),
    )


def _audit_details() -> None:
    op.create_table(
        "audit_details",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("case_id", IDENTIFIER, nullable=True),
        sa.Column("subject_id", IDENTIFIER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_details")),
    )
    _index("audit_details", "case_id")
    _index("audit_details", "subject_id")


def _breaches() -> None:
    op.create_table(
        "breaches",
        sa.Column("noticed_at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("record_id", IDENTIFIER, nullable=True),
        sa.Column("reported_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_in_a_case(),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaches")),
    )
    _index("breaches", "case_id")


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("agency_kind", sa.Text(), nullable=True),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        *_about_a_person(),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    _index("consents", "subject_id")
    _index("consents", "valid_from")
    _index("consents", "valid_to")


def _disagreements() -> None:
    op.create_table(
        "disagreements",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", IDENTIFIER, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        *_in_a_case(),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreements")),
    )
    _index("disagreements", "case_id")
    _index("disagreements", "record_id")


def _legal_holds() -> None:
    op.create_table(
        "legal_holds",
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_about_a_person(),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    _index("legal_holds", "subject_id")


def _restrictions() -> None:
    op.create_table(
        "restrictions",
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        *_about_a_person(),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restrictions")),
    )
    _index("restrictions", "subject_id")


def _retention_rules() -> None:
    op.create_table(
        "retention_rules",
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_rules")),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("case_id", IDENTIFIER, nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("made_in", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
    )
    _index("tickets", "case_id")
    _index("tickets", "worker_id", "until")


def _disclosed_fields() -> None:
    op.create_table(
        "disclosed_fields",
        sa.Column("disclosure_id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", IDENTIFIER, nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        *_in_a_case(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["disclosure_id"], ["disclosures.id"], name=op.f("fk_disclosed_fields_disclosure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosed_fields")),
    )
    _index("disclosed_fields", "case_id")
    _index("disclosed_fields", "disclosure_id")
    _index("disclosed_fields", "record_id")


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("rule_id", IDENTIFIER, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", IDENTIFIER, nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["rule_id"], ["retention_rules.id"], name=op.f("fk_erasures_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )


def _recalls() -> None:
    op.create_table(
        "recalls",
        sa.Column("disclosure_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", IDENTIFIER, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_in_a_case(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["disclosure_id"], ["disclosures.id"], name=op.f("fk_recalls_disclosure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recalls")),
    )
    _index("recalls", "case_id")
    _index("recalls", "disclosure_id")


def _shared_summaries() -> None:
    op.create_table(
        "shared_summaries",
        sa.Column("agency_id", IDENTIFIER, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("marking", sa.Text(), nullable=False),
        sa.Column("holds", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=True),
        sa.Column("asks_by", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("proposed_by", IDENTIFIER, nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", IDENTIFIER, nullable=True),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("issued_at", sa.BigInteger(), nullable=True),
        sa.Column("copy_number", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("out_of_date_at", sa.BigInteger(), nullable=True),
        sa.Column("out_of_date_why", sa.Text(), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("told_by_id", IDENTIFIER, nullable=True),
        *_in_a_case(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_shared_summaries_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_summaries")),
    )
    _index("shared_summaries", "agency_id")
    _index("shared_summaries", "case_id")


def _subject_requests() -> None:
    op.create_table(
        "subject_requests",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency_id", IDENTIFIER, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("identity_checked_on", sa.Date(), nullable=True),
        sa.Column("clarified_from", sa.Date(), nullable=True),
        sa.Column("clarified_on", sa.Date(), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        *_about_a_person(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_subject_requests_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_requests")),
    )
    _index("subject_requests", "subject_id")


def _broken_glass() -> None:
    op.create_table(
        "broken_glass",
        sa.Column("case_id", IDENTIFIER, nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        sa.Column("reviewed_at", sa.BigInteger(), nullable=True),
        sa.Column("reviewed_by", IDENTIFIER, nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_broken_glass_worker_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_broken_glass_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broken_glass")),
    )
    _index("broken_glass", "case_id")
    _index("broken_glass", "worker_id")


def _exclusions() -> None:
    op.create_table(
        "exclusions",
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_exclusions_worker_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_exclusions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusions")),
    )
    _index("exclusions", "person_id")
    _index("exclusions", "worker_id")


def _record_seals() -> None:
    op.create_table(
        "record_seals",
        sa.Column("case_id", IDENTIFIER, nullable=False),
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("record_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_record_seals_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_seals")),
    )
    _index("record_seals", "case_id")
    _index("record_seals", "record_id")


def _summary_contents() -> None:
    op.create_table(
        "summary_contents",
        sa.Column("summary_id", IDENTIFIER, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        *_in_a_case(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["summary_id"], ["shared_summaries.id"], name=op.f("fk_summary_contents_summary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_contents")),
    )
    _index("summary_contents", "case_id")
    _index("summary_contents", "summary_id")


def _withheld_items() -> None:
    op.create_table(
        "withheld_items",
        sa.Column("request_id", IDENTIFIER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", IDENTIFIER, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        *_about_a_person(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["request_id"], ["subject_requests.id"], name=op.f("fk_withheld_items_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld_items")),
    )
    _index("withheld_items", "request_id")
    _index("withheld_items", "subject_id")


def _glass_scopes() -> None:
    op.create_table(
        "glass_scopes",
        sa.Column("glass_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["glass_id"], ["broken_glass.id"], name=op.f("fk_glass_scopes_glass_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_glass_scopes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glass_scopes")),
    )
    _index("glass_scopes", "glass_id")


def _seal_names() -> None:
    op.create_table(
        "seal_names",
        sa.Column("seal_id", IDENTIFIER, nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("fk_seal_names_worker_id")),
        sa.ForeignKeyConstraint(["seal_id"], ["record_seals.id"], name=op.f("fk_seal_names_seal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_names")),
    )
    _index("seal_names", "seal_id")
    _index("seal_names", "worker_id")


def _in_a_case() -> tuple[sa.Column[object], ...]:
    return (sa.Column("case_id", IDENTIFIER, nullable=False), *_about_a_person())


def _about_a_person() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("controller_id", IDENTIFIER, nullable=True),
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
    name = "_".join(columns)
    op.create_index(op.f(f"ix_{table}_{name}"), table, list(columns), unique=False)
