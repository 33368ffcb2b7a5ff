"""The words of the access rule: what a record is about, who may hold it, in which role.

Categories follow the sensitivity classes of the field: the further down, the fewer may see it.
"""

from dataclasses import dataclass
from enum import IntEnum, IntFlag, StrEnum

from pbi_desktop.domain.ids import PersonId


class Category(IntEnum):
    """What a record is about; a worker's agency is given each one by an agreement, or not."""

    IDENTITY = 0
    CORE = 1
    CONTACT = 2
    PROTECTED_ADDRESS = 3
    HEALTH = 4
    SUBSTANCE_USE = 5
    SEXUALITY_GENDER = 6
    ETHNICITY_RELIGION = 7
    IMMIGRATION = 8
    OFFENDING = 9
    SAFEGUARDING = 10
    CHILD = 11
    HOUSING = 12
    FINANCE = 13


class Verb(IntFlag):
    """What may be done with a record; none follows from another."""

    READ = 1
    WRITE = 2
    EXPORT = 4
    PRINT = 8
    OFFLINE = 16
    SEAL = 32
    SHARE = 64
    STATISTICS = 128


EVERY_VERB = Verb(255)


class Seal(IntEnum):
    """How far a case or record is closed, beyond what agreements say."""

    OPEN = 0
    NAMED = 1
    """A record: for those named with it. A case: for its team."""
    SEALED = 2
    """As NAMED, and breaking the glass does not open it."""


class SiteRole(StrEnum):
    """What a worker is at a site."""

    FRONT_DOOR = "front_door"
    CONNECTOR = "connector"
    KEY_WORKER = "key_worker"
    DUTY_LEAD = "duty_lead"
    TEAM_MANAGER = "team_manager"
    IG_LEAD = "ig_lead"
    PARTNER = "partner"
    GROUP_LEADER = "group_leader"
    COMMISSIONER = "commissioner"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


LEADS = (SiteRole.DUTY_LEAD, SiteRole.TEAM_MANAGER)
DESK = (SiteRole.FRONT_DOOR, SiteRole.CONNECTOR, SiteRole.KEY_WORKER, *LEADS)
GOVERNORS = (SiteRole.TEAM_MANAGER, SiteRole.IG_LEAD, SiteRole.ADMINISTRATOR)
AUDITORS = (SiteRole.TEAM_MANAGER, SiteRole.IG_LEAD, SiteRole.AUDITOR)


class AgencyKind(StrEnum):
    """What sort of organisation a worker comes from; agreements are made by kind."""

    COUNCIL = "council"
    HOUSING = "housing"
    POLICE = "police"
    HEALTH = "health"
    PROBATION = "probation"
    VOLUNTARY = "voluntary"
    SCHOOL = "school"


class Purpose(StrEnum):
    """Why a record is looked at or shared."""

    DIRECT_SUPPORT = "direct_support"
    SAFEGUARDING = "safeguarding"
    CRIME_PREVENTION = "crime_prevention"
    TENANCY = "tenancy"
    """Possession, arrears, allocation: health, stage and money never serve it."""


NEVER_SERVES: dict[Purpose, frozenset[Category]] = {
    Purpose.TENANCY: frozenset(Category) - {Category.IDENTITY, Category.CONTACT, Category.HOUSING},
}
"""What no agreement gives for a purpose, whatever it says. Stages are CORE."""


class Basis(StrEnum):
    """On what ground a category is given to a kind of agency."""

    DUTY = "duty"
    TASK = "task"
    CONSENT = "consent"


SHORTEST_REASON = 20


@dataclass(frozen=True)
class Emergency:
    """Why the glass is broken, and whose data of which categories it opens: nothing else."""

    people: tuple[PersonId, ...]
    categories: tuple[Category, ...]
    reason: str

    @property
    def is_reasoned(self) -> bool:
        """Say whether the reason says anything."""
        return len(self.reason.strip()) >= SHORTEST_REASON


CATEGORY_LABELS = {
    Category.IDENTITY: "Who they are",
    Category.CORE: "Case progress",
    Category.CONTACT: "Address and contact",
    Category.PROTECTED_ADDRESS: "Protected address",
    Category.HEALTH: "Health",
    Category.SUBSTANCE_USE: "Substance use",
    Category.SEXUALITY_GENDER: "Sexuality and gender history",
    Category.ETHNICITY_RELIGION: "Ethnicity and religion",
    Category.IMMIGRATION: "Immigration",
    Category.OFFENDING: "Offending",
    Category.SAFEGUARDING: "Safeguarding",
    Category.CHILD: "Children",
    Category.HOUSING: "Housing",
    Category.FINANCE: "Money",
}

PURPOSE_LABELS = {
    Purpose.DIRECT_SUPPORT: "To support the person",
    Purpose.SAFEGUARDING: "To keep somebody safe from harm or neglect",
    Purpose.CRIME_PREVENTION: "To prevent crime",
    Purpose.TENANCY: "To decide on a tenancy, arrears or a letting",
}

BASIS_LABELS = {
    Basis.DUTY: "A duty in law to share",
    Basis.TASK: "A public task",
    Basis.CONSENT: "The person agreed",
}

VERB_LABELS = {
    Verb.READ: "read",
    Verb.WRITE: "write",
    Verb.EXPORT: "export",
    Verb.PRINT: "print",
    Verb.OFFLINE: "take offline",
    Verb.SEAL: "seal",
    Verb.SHARE: "share",
    Verb.STATISTICS: "count in figures",
}

SEAL_LABELS = {
    Seal.OPEN: "Not sealed",
    Seal.NAMED: "For named people",
    Seal.SEALED: "Sealed",
}
