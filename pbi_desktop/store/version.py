"""Which schema a file is of, told without SQLAlchemy or Alembic."""

from pbi_desktop.store.encrypted_file import RawConnection

# Kept here too, so that opening a store need not load Alembic; a test compares.
HEAD = "0006"


def version_of(raw: RawConnection) -> str | None:
    """Return the schema version of an open file, or None where there is no schema yet."""
    there = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if there is None:
        return None
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])
