"""Who acts: every unit of work belongs to one signed-in worker."""

from dataclasses import dataclass, replace

from pbi_desktop.domain.access import AgencyKind, Purpose
from pbi_desktop.domain.ids import WorkerId


@dataclass(frozen=True)
class Viewing:
    """As whom a worker looks at records: a kind of agency, and what for."""

    agency_kind: AgencyKind
    purpose: Purpose


@dataclass(frozen=True)
class Actor:
    """A signed-in worker, and the purpose declared at sign-in."""

    worker: WorkerId
    login: str
    purpose: str = "direct_support"
    viewing: Viewing | None = None
    """Narrows every unit of work to what this agency may receive; it only reads."""

    @property
    def myself(self) -> "Actor":
        """The same worker, looking with their own eyes."""
        return self if self.viewing is None else replace(self, viewing=None)
