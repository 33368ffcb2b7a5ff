"""The words of the case screen for codes: phases, gains, notes, risks, referrals. No Qt."""

from dataclasses import dataclass

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.case_words import ABOUT_WORDS, CLOSURE_WORDS, PHASE_WORDS
from pbi_desktop.domain.casework import (
    Likelihood,
    Marking,
    NoteKind,
    ReferralKind,
    ReferralStatus,
    TeamRole,
)
from pbi_desktop.domain.errors import IllegalMove
from pbi_desktop.domain.gains import Evidence, GainCategory, GainStatus
from pbi_desktop.domain.phases import Phase, move
from pbi_desktop.domain.stages import LABELS, RatingKind, Stage

PHASES = PHASE_WORDS
PHASE_MEANS = {
    Phase.IDENTIFIED: "We know of them. Nobody has looked into it yet.",
    Phase.TRIAGED: "Key worker and backup are named. Threshold and safeguarding were checked.",
    Phase.ENGAGING: "We are getting in touch and getting to know them.",
    Phase.ASSESSED: "Strengths, needs, risks and the first stages are written down.",
    Phase.PLANNED: "The plan is agreed with them.",
    Phase.REVIEWED: "Stages were rated again and the plan was looked at.",
    Phase.CLOSED: "Our work is over. What goes on is in everyday services.",
    Phase.SUSTAINED_CHECK: "At least six months after closing, we looked at how they are.",
}
CLOSURE_REASONS = CLOSURE_WORDS
SHORT_STAGES = {**LABELS, Stage.COPING: "With support"}
RATING_KINDS = {
    RatingKind.BASELINE: "First rating",
    RatingKind.REVIEW: "Review",
    RatingKind.CLOSING: "At closing",
    RatingKind.SUSTAINED: "Check after closing",
}
MARKINGS = {
    Marking.NOT_MARKED: "Not marked",
    Marking.FACT: "Fact",
    Marking.OPINION: "Opinion",
    Marking.TOLD: "Told by someone",
}
NOTE_KINDS = {
    NoteKind.NOTE: "Note",
    NoteKind.STORY: "Their story",
    NoteKind.VISIT: "Visit",
    NoteKind.CALL: "Call",
    NoteKind.TEXT: "Text",
    NoteKind.MEETING: "Meeting",
    NoteKind.GROUP: "Group",
    NoteKind.EVENT: "Event",
}
NOTE_CATEGORIES = ABOUT_WORDS
GAIN_CATEGORIES = {
    GainCategory.BENEFIT: "Benefit",
    GainCategory.BACKDATE: "Backdated award",
    GainCategory.GRANT: "Grant",
    GainCategory.DEBT_WRITTEN_OFF: "Debt written off",
    GainCategory.DEBT_REDUCED: "Debt made smaller",
    GainCategory.BILL_REDUCTION: "Rent or bill made smaller",
    GainCategory.EARNINGS: "Earnings",
    GainCategory.REFUND: "Refund",
    GainCategory.OTHER: "Other",
}
GAIN_STATUSES = {
    GainStatus.IDENTIFIED: "Found, not claimed yet",
    GainStatus.CLAIMED: "Claimed",
    GainStatus.ESTIMATED: "Estimated",
    GainStatus.CONFIRMED: "Confirmed",
    GainStatus.NO_ENTITLEMENT: "Not entitled",
    GainStatus.REJECTED: "Turned down",
    GainStatus.UNDER_APPEAL: "Under appeal",
    GainStatus.NOT_PURSUED: "Not pursued",
    GainStatus.ENDED: "Ended",
}
EVIDENCE = {
    Evidence.AWARD_LETTER: "Award letter",
    Evidence.CLIENT_REPORT: "They told us",
    Evidence.CALCULATOR: "Benefit calculator",
    Evidence.NONE: "Nothing yet",
}
LIKELIHOODS = {
    Likelihood.LOW: "Not likely",
    Likelihood.MEDIUM: "May happen",
    Likelihood.HIGH: "Likely",
    Likelihood.NOT_JUDGED: "Not judged",
}
REFERRAL_KINDS = {
    ReferralKind.REFERRAL: "Referral: they must answer",
    ReferralKind.SIGNPOST: "Signpost: a name and number given",
}
REFERRAL_STATUSES = {
    ReferralStatus.MADE: "No answer yet",
    ReferralStatus.ACCEPTED: "Accepted",
    ReferralStatus.RETURNED: "Returned",
    ReferralStatus.REROUTED: "Sent on",
    ReferralStatus.ATTENDED: "Came once",
    ReferralStatus.CLOSED: "Closed",
    ReferralStatus.LAPSED: "Lapsed",
}
TEAM_ROLES = {
    TeamRole.KEY_WORKER: "Key worker",
    TeamRole.BACKUP: "Backup worker",
    TeamRole.MEMBER: "",
}


@dataclass(frozen=True)
class Sort:
    """A sort of story entry: its word, its icon, and the filter it comes under."""

    word: str
    icon: str
    under: str


TALKS, MEETINGS, SAFETY, MONEY, STAGES, GROUPS, DEMAND, PLAN, DATES, PAPERS, COURSE = (
    "talks",
    "meetings",
    "safety",
    "money",
    "stages",
    "groups",
    "demand",
    "plan",
    "dates",
    "papers",
    "course",
)
FILTERS = {
    TALKS: "Talks",
    MEETINGS: "Meetings",
    SAFETY: "Safety",
    MONEY: "Money",
    STAGES: "Stages",
    GROUPS: "Groups",
    DEMAND: "Calls on services",
    PLAN: "Plan",
    DATES: "Dates",
    PAPERS: "Papers",
    COURSE: "Phases",
}
_OTHER = Sort("Entry", "message-square", TALKS)
SORTS = {
    "note": Sort("Note", "message-square", TALKS),
    "story": Sort("Their story", "message-square-quote", TALKS),
    "visit": Sort("Visit", "house", TALKS),
    "call": Sort("Call", "phone", TALKS),
    "text": Sort("Text", "send", TALKS),
    "meeting": Sort("Meeting", "users", TALKS),
    "contact": Sort("Contact", "door-open", TALKS),
    "event": Sort("Event", "calendar", TALKS),
    "appointment": Sort("Appointment", "calendar-check", MEETINGS),
    "demand": Sort("Call on a service", "building-2", DEMAND),
    "group": Sort("Group", "store", GROUPS),
    "referral": Sort("Referral", "link", GROUPS),
    "stage": Sort("Stage", "flag", STAGES),
    "money": Sort("Money", "pound-sterling", MONEY),
    "risk": Sort("Risk", "triangle-alert", SAFETY),
    "concern": Sort("Concern", "shield", SAFETY),
    "child": Sort("Child seen", "baby", SAFETY),
    "capacity": Sort("Capacity", "scale", SAFETY),
    "key_date": Sort("Date that matters", "calendar-clock", DATES),
    "going": Sort("Going along", "map-pin", DATES),
    "paper": Sort("Paper", "file-text", PAPERS),
    "letter": Sort("Letter", "mail", PAPERS),
    "phase": Sort("Phase", "folder-open", COURSE),
    "hand_over": Sort("Hand-over", "heart-handshake", COURSE),
    "own_words": Sort("Their own words", "quote", TALKS),
    "plan": Sort("Plan", "list-checks", PLAN),
    "matters": Sort("What matters", "quote", PLAN),
    "case": Sort("Case", "folder-open", PLAN),
}
_BY_CATEGORY = {Category.FINANCE: MONEY, Category.SAFEGUARDING: SAFETY}
_ALSO = {"meeting": MEETINGS}


def sort_of(kind: str) -> Sort:
    """Return word, icon and filter of a kind of entry; one we do not know is an entry."""
    return SORTS.get(kind, _OTHER)


def under(kind: str, category: Category) -> frozenset[str]:
    """Return the filters an entry comes under: by what it is, and by what it is about."""
    found = {sort_of(kind).under}
    if category in _BY_CATEGORY:
        found.add(_BY_CATEGORY[category])
    if kind in _ALSO:
        found.add(_ALSO[kind])
    return frozenset(found)


def marking_words(marking: Marking | None, told_by: str) -> str:
    """Return how an entry is marked, in words; nothing where it is not marked."""
    if marking is None or marking is Marking.NOT_MARKED:
        return ""
    if marking is Marking.TOLD and told_by:
        return f"Told by {told_by}"
    return MARKINGS[marking]


def next_phases(current: Phase) -> tuple[Phase, ...]:
    """Return the phases that may follow, in the order of the process; closing comes last."""
    return tuple(phase for phase in Phase if _may_follow(current, phase))


def _may_follow(current: Phase, wanted: Phase) -> bool:
    try:
        move(current, wanted)
    except IllegalMove:
        return False
    return True


def capital(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def low(words: str) -> str:
    """Return words for the middle of a sentence."""
    return words[:1].lower() + words[1:]


def moved(start: Stage, now: Stage) -> str:
    """Return from and to in words, never a number of steps."""
    if start is now:
        return f"Still {low(SHORT_STAGES[now])}"
    return f"{SHORT_STAGES[start]} to {low(SHORT_STAGES[now])}"


HIDDEN = "Nothing here that is shown to you."
"""An empty place, to whoever may not write here: it may be empty, or it may be hidden."""
