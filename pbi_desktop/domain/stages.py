"""The coping scale, from crisis to adapted: ordinal, so counted and never averaged.

Only "not coping" and "adapted" are published by the teams; the scale between is this program's
own versioned code list.
"""

from enum import IntEnum, StrEnum

SCALE_ID = "coping"
SCALE_VERSION = 1


class Stage(IntEnum):
    """A rating on the scale. THRIVING is off unless a team turns it on."""

    CRISIS = 0
    NOT_COPING = 1
    COPING = 2
    ADAPTED = 3
    THRIVING = 4


STAGES_IN_USE = (Stage.CRISIS, Stage.NOT_COPING, Stage.COPING, Stage.ADAPTED)

LABELS = {
    Stage.CRISIS: "In crisis",
    Stage.NOT_COPING: "Not coping",
    Stage.COPING: "Coping with support",
    Stage.ADAPTED: "Adapted",
    Stage.THRIVING: "Thriving",
}

ANCHORS = {
    Stage.CRISIS: "Emergency or statutory response is open or about to be.",
    Stage.NOT_COPING: "Unplanned calls on services, essentials unmet, nobody to lean on.",
    Stage.COPING: "Things hold only because a worker or specialist holds them.",
    Stage.ADAPTED: "Everyday services, own support, no unplanned calls for 12 weeks; they agree.",
    Stage.THRIVING: "Gives to others: volunteer, peer or champion.",
}


class LifeDomain(StrEnum):
    """An area of life that is rated by itself; OVERALL is a judgement of its own."""

    OVERALL = "overall"
    MONEY = "money"
    HOUSING = "housing"
    WORK = "work"
    MENTAL_HEALTH = "mental_health"
    PHYSICAL_HEALTH = "physical_health"
    SUBSTANCE_USE = "substance_use"
    FAMILY = "family"
    SAFETY = "safety"
    CRIME = "crime"
    EDUCATION = "education"
    CONNECTION = "connection"


DOMAIN_LABELS = {
    LifeDomain.OVERALL: "Overall",
    LifeDomain.MONEY: "Money",
    LifeDomain.HOUSING: "Home",
    LifeDomain.WORK: "Work and skills",
    LifeDomain.MENTAL_HEALTH: "Mental health",
    LifeDomain.PHYSICAL_HEALTH: "Physical health",
    LifeDomain.SUBSTANCE_USE: "Drink and drugs",
    LifeDomain.FAMILY: "Family",
    LifeDomain.SAFETY: "Safety",
    LifeDomain.CRIME: "Crime and anti-social behaviour",
    LifeDomain.EDUCATION: "School and early years",
    LifeDomain.CONNECTION: "Company",
}


class RatingKind(StrEnum):
    """At which point of the case a rating was made."""

    BASELINE = "baseline"
    REVIEW = "review"
    CLOSING = "closing"
    SUSTAINED = "sustained"


def median_stage(values: "list[Stage]") -> Stage | None:
    """Return the lower median: always one of the ratings given, never a number between two."""
    if not values:
        return None
    return sorted(values)[(len(values) - 1) // 2]


def started_low(stage: Stage) -> bool:
    """Say whether a baseline counts as "not coping" or worse."""
    return stage <= Stage.NOT_COPING


def is_adapted(stage: Stage) -> bool:
    """Say whether a rating counts as "adapted" or better."""
    return stage >= Stage.ADAPTED
