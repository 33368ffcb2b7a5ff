"""What an opened store is to a screen or a command, whether it is a file or on a server."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self
from uuid import UUID

from pbi_desktop.domain.actor import Actor

if TYPE_CHECKING:
    from pbi_desktop.services.backups import Copies
    from pbi_desktop.services.desk import Desk
    from pbi_desktop.services.key_slots import KeySlots
    from pbi_desktop.services.stores import WorkerChoice


class Caring(Protocol):
    """What looks after a store."""

    def info(self, actor: Actor) -> dict[str, str | int]:
        """Return what the store is."""

    def verify(self, actor: Actor) -> tuple[str, ...]:
        """Return what is wrong; nothing where all is whole."""

    def audit(self, actor: Actor) -> tuple[int, int | None]:
        """Return how many entries the chain has, and the first that does not verify, or None."""

    def backup(self, actor: Actor, to: Path) -> None:
        """Copy the store."""


class Opened(Protocol):
    """A store that is open until it is closed."""

    @property
    def path(self) -> Path:
        """The store's file, or the file that leads to it."""

    @property
    def is_demo(self) -> bool:
        """Whether everybody in it is invented."""

    @property
    def holder(self) -> UUID | None:
        """The worker whose key or login opened it."""

    @property
    def desk(self) -> "Desk":
        """Every service."""

    def workers(self) -> "tuple[WorkerChoice, ...]":
        """Return who can sign in here."""

    def sign_in(self, login: str = "") -> Actor:
        """Return the actor of a login."""

    def care(self) -> Caring:
        """Return what looks after this store."""

    def keys(self) -> "KeySlots":
        """Return what lets workers into this store."""

    def copies(self) -> "Copies":
        """Return what makes copies of this store while it is open."""

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` when somebody elsewhere may have changed something."""

    def close(self) -> None:
        """Let go of it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
