"""How a server's store is connected to: as an address says, with a pinned certificate."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, Pool, create_engine
from sqlalchemy.pool import NullPool

from pbi_desktop.domain.server_address import ServerAddress

Target = str | URL | ServerAddress | Mapping[str, str]
"""What is connected to: an address, or the driver's own settings, secrets included."""


def settings_of(
    address: ServerAddress, user: str = "", password: str = "", pinned: Path | None = None
) -> dict[str, str]:
    """Return the driver's settings: who connects, and by which authority the server proves itself.

    Without a pinned authority the system's own list of authorities is asked.
    """
    found = address.settings()
    if user:
        found["user"] = user
    if password:
        found["password"] = password
    if pinned is not None:
        found["sslrootcert"] = str(pinned)
    elif not address.is_local:
        found.setdefault("sslrootcert", "system")
    return found


def plain(target: Target) -> dict[str, Any]:
    """Return what the driver itself connects with."""
    if isinstance(target, ServerAddress):
        return dict(settings_of(target))
    if isinstance(target, Mapping):
        return dict(target)
    from psycopg.conninfo import conninfo_to_dict

    text = target.render_as_string(hide_password=False) if isinstance(target, URL) else target
    text = text.replace(" ", "%20")  # which SQLAlchemy leaves as it is in a name
    return dict(conninfo_to_dict(text.replace("postgresql+psycopg:", "postgresql:", 1)))


def engine_of(
    target: Target,
    more: Mapping[str, Any] | None = None,
    poolclass: type[Pool] | None = NullPool,
    **settings: Any,
) -> Engine:
    """Return an engine that shows no value in its messages, and nothing secret in its address."""
    if poolclass is not None:
        settings["poolclass"] = poolclass
    return create_engine(
        "postgresql+psycopg://",
        connect_args={**plain(target), **(more or {})},
        hide_parameters=True,
        **settings,
    )
