"""The words for code lists that stand in the story of a case, and on the screens about it."""

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.housing import GoingTo
from pbi_desktop.domain.phases import ClosureReason, Engagement, Phase, SafeguardingCheck
from pbi_desktop.domain.safety import Capacity, ConcernAbout
from pbi_desktop.domain.team import StoryUse

ABOUT_WORDS = {
    Category.CORE: "Case progress",
    Category.FINANCE: "Money",
    Category.HOUSING: "Home",
    Category.HEALTH: "Health",
    Category.CHILD: "Children",
    Category.SAFEGUARDING: "Safety",
    Category.SUBSTANCE_USE: "Drink and drugs",
    Category.OFFENDING: "Crime",
}
"""What a record is about, as whoever writes it chooses it."""
PHASE_WORDS = {
    Phase.IDENTIFIED: "Identified",
    Phase.TRIAGED: "Triaged",
    Phase.ENGAGING: "Engaging",
    Phase.ASSESSED: "Assessed",
    Phase.PLANNED: "Planned",
    Phase.REVIEWED: "Reviewed",
    Phase.CLOSED: "Closed",
    Phase.SUSTAINED_CHECK: "Checked after closing",
}
CLOSURE_WORDS = {
    ClosureReason.OUTCOMES_MET: "Outcomes met",
    ClosureReason.STEPPED_UP: "Stepped up to statutory help",
    ClosureReason.MOVED_AWAY: "Moved away",
    ClosureReason.DECLINED: "They decided against help",
    ClosureReason.NOT_CONTACTABLE: "We could not reach them",
    ClosureReason.TRANSFERRED: "Passed to another team",
    ClosureReason.DIED: "Died",
    ClosureReason.DUPLICATE: "Opened twice",
}
CONCERN_WORDS = {
    ConcernAbout.CHILD: "Concern about a child",
    ConcernAbout.ADULT: "Concern about an adult",
    ConcernAbout.DOMESTIC_ABUSE: "Concern about domestic abuse",
    ConcernAbout.EXPLOITATION: "Concern about exploitation",
}
CAPACITY_WORDS = {
    Capacity.HAS: "They can decide this",
    Capacity.LACKS: "They cannot decide this now",
    Capacity.NOT_ASSESSED: "Not assessed yet",
}
GOING_TO_WORDS = {
    GoingTo.COURT: "Court",
    GoingTo.CLINIC: "Clinic or hospital",
    GoingTo.FIRST_VISIT: "First visit to a group or service",
    GoingTo.BENEFITS: "Benefits office",
    GoingTo.HOUSING: "Housing office",
    GoingTo.OTHER: "Somewhere else",
}
USE_WORDS = {
    StoryUse.TEAM: "In the team",
    StoryUse.PARTNERS: "With partner agencies too",
    StoryUse.REPORTS: "In reports too",
    StoryUse.PUBLIC: "In public too",
}
CHECK_WORDS = {
    SafeguardingCheck.NOTHING_FOUND: "Asked, nothing found",
    SafeguardingCheck.CONCERN_RECORDED: "A concern, written down",
    SafeguardingCheck.OPEN_ALREADY: "Open with safeguarding already",
}
ENGAGEMENT_WORDS = {
    Engagement.ENGAGED: "They work with us",
    Engagement.DECLINED: "They said no",
    Engagement.NOT_REACHED: "Not reached yet",
}
