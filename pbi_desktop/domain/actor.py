"""Who acts: every unit of work belongs to one signed-in worker."""

from dataclasses import dataclass

from pbi_desktop.domain.ids import WorkerId


@dataclass(frozen=True)
class Actor:
    """A signed-in worker, and the purpose declared at sign-in."""

    worker: WorkerId
    login: str
    purpose: str = "direct_support"
