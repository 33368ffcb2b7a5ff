"""The directory out again, for councils and others who publish: Open Referral UK 3."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.exchange.directory_out import export_directory
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.import_directory import listing_of
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.port import Store


@dataclass(frozen=True)
class DirectoryFile:
    """The file of a directory, and what a person should know of it before it is given away."""

    data: bytes
    services: int
    left_out: tuple[tuple[str, int], ...]
    """Why entries were left out, and how many."""
    noticed: tuple[str, ...] = ()


class DirectoryExport:
    """Writes the groups and places that a worker sees, and logs it before it is handed over."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def directory(self, actor: Actor) -> DirectoryFile:
        """Return the directory as one file; refuges and protected addresses are never in it."""
        with self._store().command(actor, "export directory") as work:
            desk_sites(work, "export the directory")
            made = export_directory(map(listing_of, work.all(select(CommunityGroup))))
            work.log("export directory", sha256(made.data).hexdigest(), text="groups and places")
        told = (
            f"{made.licence_unknown:,} entries come from lists whose licence is not known: "
            "ask their publishers before you publish the file."
        )
        return DirectoryFile(
            made.data, made.services, made.left_out, (told,) if made.licence_unknown else ()
        )
