"""Run by Alembic: applies the steps on the connection that `schema.upgrade` hands in."""

from alembic import context

from pbi_desktop.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    transactional_ddl=False,  # the caller holds one transaction around all of it
    transaction_per_migration=False,
)
context.run_migrations()
