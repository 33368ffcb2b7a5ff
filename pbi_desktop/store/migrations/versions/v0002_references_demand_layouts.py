"""References of people, calls on public services, and remembered columns of lists."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out, not taken from the models: a step must not change when they do.
IDENTIFIER = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")


def upgrade() -> None:
    """Make the tables and indexes."""
    _person_references()
    _demand_events()
    _import_layouts()


def _person_references() -> None:
    op.create_table(
        "person_references",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_key", sa.Text(), nullable=False),
        *_about_a_person(),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_references")),
    )
    _index("person_references", "subject_id")
    _index("person_references", "value_key")


def _demand_events() -> None:
    op.create_table(
        "demand_events",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("agency_id", IDENTIFIER, nullable=True),
        sa.Column("address_id", IDENTIFIER, nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("unit_cost_code", sa.Text(), nullable=True),
        *_about_a_person(),
        *_of_every_record(),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_demand_events_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name=op.f("fk_demand_events_address_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_events")),
    )
    _index("demand_events", "subject_id")
    _index("demand_events", "address_id")
    _index("demand_events", "source_key")


def _import_layouts() -> None:
    op.create_table(
        "import_layouts",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        *_of_every_record(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_layouts")),
    )


def _about_a_person() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
    )


def _of_every_record() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", IDENTIFIER, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
    )


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
