"""What has to be known to begin a store: one site, one agency, and who lets everybody else in."""

from dataclasses import dataclass

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, SiteRole


@dataclass(frozen=True)
class FirstTeam:
    """The first site, the agency that leads it, and its manager."""

    site: str
    agency: str
    kind: AgencyKind
    manager: str
    login: str
    hub: str = ""
    place: str = ""
    job: str = "Team manager"


@dataclass(frozen=True)
class NewWorker:
    """Somebody who joins a team."""

    name: str
    login: str
    job: str
    agency: str
    """By name, as the store knows it, or new to it."""
    site: str
    role: SiteRole
    kind: AgencyKind | None = None
    """Of an agency that the store does not know yet."""


FIRST_ROLES = (SiteRole.TEAM_MANAGER, SiteRole.ADMINISTRATOR)

_EVERYDAY = (
    Category.IDENTITY,
    Category.CORE,
    Category.CONTACT,
    Category.CHILD,
    Category.HOUSING,
    Category.FINANCE,
    Category.SAFEGUARDING,
)
_IF_THEY_AGREE = (
    Category.HEALTH,
    Category.SUBSTANCE_USE,
    Category.SEXUALITY_GENDER,
    Category.ETHNICITY_RELIGION,
    Category.IMMIGRATION,
    Category.OFFENDING,
)

AGREED_AT_FIRST: tuple[tuple[Purpose, Basis, tuple[Category, ...]], ...] = (
    (Purpose.DIRECT_SUPPORT, Basis.TASK, _EVERYDAY),
    (Purpose.DIRECT_SUPPORT, Basis.CONSENT, _IF_THEY_AGREE),
    (
        Purpose.SAFEGUARDING,
        Basis.DUTY,
        (*_EVERYDAY, Category.PROTECTED_ADDRESS, Category.HEALTH, Category.SUBSTANCE_USE),
    ),
)
"""What the leading agency holds of what it records itself, until the team writes its agreements.

Nothing is agreed with any other agency: that is for the information governance lead.
"""
