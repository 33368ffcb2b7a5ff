"""How a person's own plan is said, on screen and on paper: plain words, no word of the trade."""

from datetime import date
from enum import StrEnum

from pbi_desktop.domain.calendar_words import DAY_NAMES
from pbi_desktop.domain.explaining import explain
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.own_plan import (
    OWN_DOMAINS,
    OWN_STAGES,
    NotSafeForThem,
    OwnDate,
    OwnGains,
    OwnPlan,
    OwnStep,
    OwnView,
    PlanClosed,
    WhoHelps,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.safety import WhyNot
from pbi_desktop.domain.times import LONDON


class Part(StrEnum):
    """The parts of a plan, in their order."""

    MATTERS = "matters"
    PEOPLE = "people"
    NEXT = "next"
    DATES = "dates"
    FAR = "far"
    GAINED = "gained"


TITLES = {
    Part.MATTERS: "What matters to me",
    Part.PEOPLE: "Who works with me",
    Part.NEXT: "What we do next",
    Part.DATES: "Days that matter",
    Part.FAR: "How I am doing, in my own view",
    Part.GAINED: "What I have now that I did not have",
}
EMPTY = {
    Part.MATTERS: "You have not told us yet. You can tell us now.",
    Part.PEOPLE: "Nobody yet. Ask us who will.",
    Part.NEXT: "Nothing is planned. Tell us what should come next.",
    Part.DATES: "No day is coming that you must not miss.",
    Part.FAR: "Nobody asked you yet. You can tell us now.",
    Part.GAINED: "Nothing is certain yet.",
}


def say_helper(one: WhoHelps) -> str:
    """Return who somebody is and how to reach them, in one line."""
    what = f" ({one.what})" if one.what and one.what != one.name else ""
    return f"{one.name}{what}. {one.reach}." if one.reach else f"{one.name}{what}."


def say_step(one: OwnStep, today: date) -> str:
    """Return what is done, by whom and by which day, in one line."""
    when = "It was due on" if one.due_on and one.due_on < today else "By"
    by = f" {when} {say_date(one.due_on)}." if one.due_on else ""
    return f"{one.what.rstrip('.')}. Who does it: {one.who}.{by}"


def say_reach(plan: OwnPlan) -> str:
    """Return where to find the team."""
    where = plan.reach or "the place where you met us"
    return f"You find us at {where}. You will not have to tell your story again."


def say_day_of(one: OwnDate) -> str:
    """Return when and where something is."""
    hour = f", {one.at.astimezone(LONDON):%H:%M}" if one.at else ""
    place = f", {one.place}" if one.place else ""
    return f"{DAY_NAMES[one.on_day.weekday()]} {say_date(one.on_day)}{hour}{place}"


def say_view(one: OwnView) -> str:
    """Return how somebody said they manage, at first and last."""
    now = f"{OWN_DOMAINS[one.domain]}: {OWN_STAGES[one.now]} ({say_date(one.now_on)})."
    if one.then_on == one.now_on:
        return now
    return f"{now} At first, {say_date(one.then_on)}: {OWN_STAGES[one.then]}."


def say_gains(gains: OwnGains | None) -> tuple[str, ...]:
    """Return what came of it, the sums first; what is nothing is left out."""
    if gains is None:
        return ()
    sums = (
        (gains.a_year, "more each year"),
        (gains.once, "once"),
        (gains.debt_gone, "of debt is gone"),
    )
    return (*(f"{say_pence(pence)} {what}" for pence, what in sums if pence), *gains.lines)


@explain.register
def _(error: NotSafeForThem) -> str:
    more = " Ask now, and say so here." if error.why is WhyNot.NOT_ASKED else ""
    return f"{error.reason} Nothing was shown or printed.{more}"


@explain.register
def _(_error: PlanClosed) -> str:
    return (
        "This case is closed to all but a few, so no plan is shown or printed of it. Nothing was "
        "shown. Speak with the person about it, or ask the duty lead."
    )
