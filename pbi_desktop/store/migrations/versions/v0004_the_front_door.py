"""Who came to the front door, who is the same person as whom, and who was told of a hidden match."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Written out, not taken from the models: a step must not change when they do.
IDENTIFIER = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")


def upgrade() -> None:
    """Make the tables, and let a contact say how urgent it was and what was done."""
    _contacts()
    _names_together()
    _approaches()
    _identity_links()
    _match_alerts()
    _alert_calls()


def _contacts() -> None:
    op.add_column("contacts", sa.Column("urgency", sa.Integer(), nullable=True))
    op.add_column("contacts", sa.Column("safe_now", sa.Text(), nullable=True))
    op.add_column("contacts", sa.Column("consent_told", sa.Boolean(), nullable=True))
    op.add_column("contacts", sa.Column("done", sa.Text(), nullable=True))
    op.add_column("contacts", sa.Column("done_words", sa.Text(), nullable=True))


def _names_together() -> None:
    for column in ("given_key", "family_key"):
        op.drop_index(op.f(f"ix_people_{column}"), table_name="people")
    _index("people", "family_key", "given_key", "born_text")
    _index("people", "given_key", "born_text")
    _index("people", "created_at")
    _index("addresses", "postcode")


def _approaches() -> None:
    op.create_table(
        "approaches",
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("owner_id", IDENTIFIER, nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_key", sa.Text(), nullable=False),
        sa.Column("family_key", sa.Text(), nullable=False),
        sa.Column("born_text", sa.Text(), nullable=True),
        sa.Column("born_precision", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("phone_key", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Text(), nullable=True),
        sa.Column("lives_with", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("urgency", sa.Integer(), nullable=True),
        sa.Column("safe_now", sa.Text(), nullable=False),
        sa.Column("consent_told", sa.Boolean(), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("done_words", sa.Text(), nullable=True),
        sa.Column("agency_id", IDENTIFIER, nullable=True),
        sa.Column("referrer", sa.Text(), nullable=True),
        sa.Column("their_reference", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", IDENTIFIER, nullable=True),
        sa.Column("previous_id", IDENTIFIER, nullable=True),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("case_id", IDENTIFIER, nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_approaches_site_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_approaches_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approaches")),
    )
    for column in ("worker_id", "owner_id", "given_key", "family_key", "person_id"):
        _index("approaches", column)
    _index("approaches", "site_id", "state")


def _identity_links() -> None:
    op.create_table(
        "identity_links",
        sa.Column("other_id", IDENTIFIER, nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("controller_id", IDENTIFIER, nullable=True),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_links")),
    )
    _index("identity_links", "subject_id")
    _index("identity_links", "other_id")


def _match_alerts() -> None:
    op.create_table(
        "match_alerts",
        sa.Column("approach_id", IDENTIFIER, nullable=False),
        sa.Column("known_id", IDENTIFIER, nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("site_id", IDENTIFIER, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=True),
        sa.Column("safe_now", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("born_text", sa.Text(), nullable=True),
        sa.Column("born_precision", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_words", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", IDENTIFIER, nullable=True),
        *_of_every_record(),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_match_alerts_approach_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_match_alerts_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_alerts")),
    )
    _index("match_alerts", "approach_id")


def _alert_calls() -> None:
    op.create_table(
        "alert_calls",
        sa.Column("alert_id", IDENTIFIER, nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("call_at", sa.BigInteger(), nullable=False),
        *_of_every_record(),
        sa.ForeignKeyConstraint(["alert_id"], ["match_alerts.id"], name=op.f("fk_alert_calls_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_calls")),
    )
    _index("alert_calls", "alert_id")
    _index("alert_calls", "worker_id")


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
