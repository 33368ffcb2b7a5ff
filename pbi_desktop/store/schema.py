"""The schema of a store: which version it is of, and how it becomes the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from pbi_desktop.domain.errors import NewerStore


def config() -> Config:
    """Return Alembic's settings: nothing but where the steps lie."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    settings.set_main_option("path_separator", "os")
    return settings


def newest() -> str:
    """Return the newest version there is."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise LookupError("there are no migrations")
    return head


def current(connection: Connection) -> str | None:
    """Return the version of this store, or None where there is no schema yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply every step that is missing, inside the caller's transaction.

    Raises NewerStore when the store knows a step that this program does not.
    """
    refuse_newer(current(connection))
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)


def refuse_newer(found: str | None) -> None:
    """Refuse a store that knows a step that this program does not."""
    if found is not None and found not in _known():
        raise NewerStore(found)


def _known() -> set[str]:
    script = ScriptDirectory.from_config(config())
    return {step.revision for step in script.walk_revisions()}
