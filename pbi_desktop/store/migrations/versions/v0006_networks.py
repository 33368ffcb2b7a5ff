"""Networks: natures of ties, children who are not born yet, checks, and places moved by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Written out, not taken from the models: a step must not change when they do.
IDENTIFIER = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")


def upgrade() -> None:
    """Make the tables, and let older ones say more."""
    op.add_column("relationships", sa.Column("nature", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("due_on", sa.Date(), nullable=True))
    op.create_table(
        "network_checks",
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("worker_id", IDENTIFIER, nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_checks")),
    )
    op.create_index(op.f("ix_network_checks_case_id"), "network_checks", ["case_id"], unique=False)
    op.create_table(
        "picture_places",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("dx", sa.Double(), nullable=False),
        sa.Column("dy", sa.Double(), nullable=False),
        *_of_case(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture_places")),
    )
    op.create_index(op.f("ix_picture_places_case_id"), "picture_places", ["case_id"], unique=False)


def _of_case() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("case_id", IDENTIFIER, nullable=False),
        sa.Column("subject_id", IDENTIFIER, nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("controller_id", IDENTIFIER, nullable=True),
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", IDENTIFIER, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
    )
