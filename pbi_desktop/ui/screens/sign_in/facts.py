"""What the sign-in window is told, and the ways into a store. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Way(StrEnum):
    """How a store is opened."""

    DEMO = "demo"
    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way in, no secret
    RECOVERY = "recovery"


class WorkerLine(Protocol):
    """Somebody who can sign in, as the service lists them: no word of any case."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def login(self) -> str:
        """What they sign in as."""

    @property
    def job(self) -> str:
        """Their job."""

    @property
    def agency(self) -> str:
        """Whom they work for."""

    @property
    def site(self) -> str:
        """Where they work; several, joined, or nothing."""


@dataclass(frozen=True)
class StoreFacts:
    """Which store is opened, and how it may be."""

    name: str
    demo: bool = False
    ways: tuple[Way, ...] = (Way.PASSPHRASE,)


def about(worker: WorkerLine) -> str:
    """Return job, agency and site in one line."""
    parts = (worker.job, worker.agency, worker.site)
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def found(workers: Sequence[WorkerLine], words: str) -> list[WorkerLine]:
    """Return the workers who hold every word that was typed."""
    wanted = words.casefold().split()
    return [
        worker
        for worker in workers
        if all(word in f"{worker.name} {about(worker)}".casefold() for word in wanted)
    ]


def says_wait(seconds: int) -> str:
    """Return how long until the next try."""
    if seconds >= 2 * 60:
        return f"You can try again in {-(-seconds // 60)} minutes."
    return f"You can try again in {seconds} {'second' if seconds == 1 else 'seconds'}."
