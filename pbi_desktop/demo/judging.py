"""Writes the ratings of a case on the coping scale: overall, by domain, and the own view."""

from pbi_desktop.demo.case_file import CaseFile, Pen
from pbi_desktop.demo.courses import Judged
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.telling import say
from pbi_desktop.domain.casework import DOMAIN_CATEGORY
from pbi_desktop.domain.stages import SCALE_ID, SCALE_VERSION, LifeDomain, RatingKind, Stage

_HIGHEST = int(Stage.ADAPTED)
_MORE_DOMAINS = (
    LifeDomain.CONNECTION,
    LifeDomain.FAMILY,
    LifeDomain.MONEY,
    LifeDomain.HOUSING,
    LifeDomain.MENTAL_HEALTH,
    LifeDomain.PHYSICAL_HEALTH,
    LifeDomain.WORK,
)
_CATEGORY = {domain: category.value for domain, category in DOMAIN_CATEGORY.items()}
_CODE = {domain: domain.value for domain in LifeDomain}
_KIND = {kind: kind.value for kind in RatingKind}

REASONS: dict[Stage, tuple[str, ...]] = {
    Stage.CRISIS: (
        "An emergency response is open and {name} cannot rest.",
        "Two ambulance calls this month and no food in on Friday.",
        "A date to leave the home has been set.",
        "Police were at the door twice in a week.",
    ),
    Stage.NOT_COPING: (
        "Three unplanned calls in eight weeks, and nobody to lean on.",
        "Bills unopened, meals skipped. Says so plainly.",
        "Holds it together for a day or two, then rings 999.",
        "No one nearby to ask. Sleeps badly and misses appointments.",
        "Same trouble as last month, one more letter.",
    ),
    Stage.COPING: (
        "Keeps to the plan as long as {key} rings on Mondays.",
        "Opens the post with help. No emergency call in six weeks.",
        "Goes to the group, still needs someone to walk in with.",
        "Things hold, because two of us hold them.",
        "Pays on the day, asks before it goes wrong.",
    ),
    Stage.ADAPTED: (
        "No unplanned call in three months. Names a neighbour and a cousin.",
        "Does it without us and says so.",
        "Uses the surgery and the library like anybody else. Agrees with this rating.",
        "Manages, and has begun to help somebody else.",
    ),
}


def judge(pen: Pen, file: CaseFile) -> None:
    """Add the ratings of a case."""
    domains = [thread.domain for thread in file.threads]
    if pen.setting.plan.fullness > 0.5:
        domains += pen.dice.some(_MORE_DOMAINS, 2)
    domains = list(dict.fromkeys(domains))
    rated_share = 0.05 + 0.8 * pen.setting.plan.fullness
    for judged in file.course.judged:
        reason = say(file, pen.dice.pick(REASONS[judged.stage]))
        _rate(pen, file, judged, LifeDomain.OVERALL, (int(judged.stage), reason))
        for domain in domains:
            if pen.dice.random() < rated_share:
                _rate(pen, file, judged, domain, (_nearby(pen, judged.stage), None))


def _nearby(pen: Pen, stage: int) -> int:
    """Return the stage of one domain: mostly the overall one, sometimes next to it."""
    throw = pen.dice.random()
    step = -1 if throw < 0.17 else 1 if throw > 0.72 else 0
    return max(0, min(_HIGHEST, stage + step))


def _rate(
    pen: Pen,
    file: CaseFile,
    judged: Judged,
    domain: LifeDomain,
    rating: tuple[int, str | None],
) -> None:
    category = _CATEGORY[domain]
    writer = file.writer(category)
    if writer is None:
        return
    stage, reason = rating
    own = _nearby(pen, stage) if pen.dice.random() < 0.7 else None
    pen.write(
        file,
        "stage_ratings",
        pen.moment(judged.day),
        writer.id,
        category,
        _CODE[domain],
        _KIND[judged.kind],
        stage,
        own,
        reason,
        as_date(judged.day),
        writer.id,
        writer.agency.id,
        SCALE_ID,
        SCALE_VERSION,
    )
