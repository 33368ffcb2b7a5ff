"""A person's own plan as a page to take home: large, in plain words, theirs first."""

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    ListBlock,
    Para,
    Said,
    Text,
    Tone,
)
from pbi_desktop.domain.own_plan import OwnPlan
from pbi_desktop.domain.own_plan_words import (
    EMPTY,
    TITLES,
    Part,
    say_day_of,
    say_gains,
    say_helper,
    say_reach,
    say_step,
    say_view,
)
from pbi_desktop.domain.people_words import say_date

TITLE = "My plan"


def build_own_plan(plan: OwnPlan, marking: DocumentMarking) -> Document:
    """Return the plan as a document; every part is there, and says so where it is empty."""
    blocks: list[Block] = [
        Para(("This is for ", Said(plan.name), f". From the {plan.team}, {say_date(plan.as_at)}.")),
    ]
    for part, said in (
        (Part.MATTERS, _matters(plan)),
        (Part.PEOPLE, _listed([say_helper(one) for one in plan.helpers])),
        (Part.NEXT, _listed([say_step(one, plan.as_at) for one in plan.steps])),
        (Part.DATES, _dates(plan)),
        (Part.FAR, _listed([say_view(one) for one in plan.views])),
        (Part.GAINED, _listed(list(say_gains(plan.gains)))),
    ):
        blocks.append(Heading(2, (TITLES[part],)))
        blocks += said or [Para((EMPTY[part],))]
    blocks.append(Heading(2, ("How to reach us",)))
    blocks.append(Para((Said(say_reach(plan)),)))
    blocks.append(Para(("Is something wrong on this page? Tell us, and we put it right.",)))
    return Document((TITLE,), marking, tuple(blocks))


def _matters(plan: OwnPlan) -> list[Block]:
    own = plan.matters
    blocks: list[Block] = []
    if own.words:
        blocks.append(Para((Said(own.words),), Tone.OWN_WORDS))
    pairs: list[tuple[str, Text]] = []
    if own.please_do:
        pairs.append(("Please do", (Said(own.please_do),)))
    if own.please_dont:
        pairs.append(("Please do not", (Said(own.please_dont),)))
    if pairs:
        blocks.append(KeyValues(tuple(pairs)))
    if own.goals:
        blocks.append(Para(("What I want:",)))
        blocks += _listed(list(own.goals))
    return blocks


def _dates(plan: OwnPlan) -> list[Block]:
    """Return each day with what happens if it is missed right below it."""
    pairs: list[tuple[str, Text]] = []
    for one in plan.dates:
        missed = f" If you miss it: {one.if_missed}" if one.if_missed else ""
        pairs.append((say_day_of(one), (Said(one.what + "."), Said(missed))))
    return [KeyValues(tuple(pairs))] if pairs else []


def _listed(lines: list[str]) -> list[Block]:
    return [ListBlock(tuple((Said(line),) for line in lines))] if lines else []
