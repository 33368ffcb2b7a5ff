"""Who may see what, in sentences: failures, and the words that screens and services share."""

from collections.abc import Sequence

from pbi_desktop.domain import access_errors as errors
from pbi_desktop.domain.access import (
    CATEGORY_LABELS,
    AgencyKind,
    Category,
    Purpose,
    SiteRole,
)
from pbi_desktop.domain.explaining import explain

AGENCY_KINDS = {
    AgencyKind.COUNCIL: "Council",
    AgencyKind.HOUSING: "Housing",
    AgencyKind.POLICE: "Police",
    AgencyKind.HEALTH: "Health",
    AgencyKind.PROBATION: "Probation",
    AgencyKind.VOLUNTARY: "Voluntary groups",
    AgencyKind.SCHOOL: "School",
}

PURPOSES = {
    Purpose.DIRECT_SUPPORT: "to support the person",
    Purpose.SAFEGUARDING: "to keep somebody safe",
    Purpose.CRIME_PREVENTION: "to prevent crime",
    Purpose.TENANCY: "to decide on a tenancy",
}

ROLES = {
    SiteRole.FRONT_DOOR: "Front door",
    SiteRole.CONNECTOR: "Connector",
    SiteRole.KEY_WORKER: "Key worker",
    SiteRole.DUTY_LEAD: "Duty lead",
    SiteRole.TEAM_MANAGER: "Team manager",
    SiteRole.IG_LEAD: "Information governance lead",
    SiteRole.PARTNER: "Partner",
    SiteRole.GROUP_LEADER: "Group leader",
    SiteRole.COMMISSIONER: "Commissioner",
    SiteRole.EVALUATOR: "Evaluator",
    SiteRole.ADMINISTRATOR: "Administrator",
    SiteRole.AUDITOR: "Auditor",
}

MAY_HOLD_MORE = "They may hold more."


def categories_in_words(categories: Sequence[Category]) -> str:
    """Return categories in one line: "health, housing and money"."""
    words = [CATEGORY_LABELS[one].lower() for one in sorted(categories)]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


@explain.register
def _(error: errors.OnlyViewing) -> str:
    return (
        f"You see what {AGENCY_KINDS[error.agency_kind]} would get, and nothing can be changed "
        "meanwhile. Nothing was changed. Press Esc to see your own view again, then try again."
    )


@explain.register
def _(error: errors.ConsentMissing) -> str:
    about = CATEGORY_LABELS[error.category].lower()
    if error.refused:
        return (
            f"They said no to your agency holding their {about} record. Nothing was saved, and "
            "what you typed is still here. Take it out, or ask them again: Ctrl+Shift+C "
            "records what they say."
        )
    return (
        f"Your agency may hold their {about} record only if they agree, and they were not asked "
        "yet. Nothing was saved, and what you typed is still here. Ask them: Ctrl+Shift+C "
        "records what they say."
    )


@explain.register
def _(error: errors.SamePerson) -> str:
    return (
        f"You cannot {error.action} what you did yourself: it takes a second person. "
        "Nothing was changed. Ask another lead or the information governance lead."
    )
