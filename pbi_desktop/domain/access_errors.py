"""What can go wrong where it is settled who may see what, as facts."""

from dataclasses import dataclass

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import PersonId


@dataclass
class OnlyViewing(PbiError):
    """The worker looks as another agency would: nothing can be changed meanwhile."""

    agency_kind: AgencyKind


@dataclass
class ConsentMissing(PbiError):
    """A category is held only where the person agrees, and they were not asked or said no."""

    person: PersonId
    category: Category
    refused: bool


@dataclass
class SamePerson(PbiError):
    """What takes two people was asked of one."""

    action: str
