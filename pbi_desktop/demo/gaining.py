"""Writes the money of a case: what was found, asked for, awarded, turned down or ended."""

from datetime import date

from pbi_desktop.demo.case_file import CaseFile, Pen
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.residents import Part, Resident
from pbi_desktop.demo.thread import GainIdea
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.gains import Attribution, Evidence, GainNature, GainStatus
from pbi_desktop.domain.money import Frequency

_FINANCE = Category.FINANCE.value
_EARLY = (
    GainStatus.IDENTIFIED,
    GainStatus.IDENTIFIED,
    GainStatus.CLAIMED,
    GainStatus.CLAIMED,
    GainStatus.ESTIMATED,
    GainStatus.NOT_PURSUED,
)
_LATE = (
    *(GainStatus.CONFIRMED,) * 11,
    *(GainStatus.REJECTED,) * 2,
    GainStatus.CLAIMED,
    GainStatus.CLAIMED,
    GainStatus.ESTIMATED,
    GainStatus.NO_ENTITLEMENT,
    GainStatus.UNDER_APPEAL,
    GainStatus.NOT_PURSUED,
    GainStatus.ENDED,
)
_SURE = frozenset({GainStatus.CONFIRMED, GainStatus.ENDED})
_ATTRIBUTIONS = (
    Attribution.US_ALONE,
    Attribution.US_ALONE,
    Attribution.US_WITH_PARTNER,
    Attribution.PARTNER_WITH_OUR_HELP,
)


def gain(pen: Pen, file: CaseFile) -> None:
    """Add the gains that the threads of a case have brought so far."""
    if not file.course.took_part:
        return
    writer = file.writer(_FINANCE)
    if writer is None:
        return
    ideas = {idea.what: idea for thread in file.threads for idea in thread.gains}
    for idea in ideas.values():
        if pen.dice.random() < 0.5 + 0.4 * file.reach:
            late = pen.dice.random() < file.reach
            award(pen, file, idea, pen.dice.pick(_LATE if late else _EARLY))


def award(pen: Pen, file: CaseFile, idea: GainIdea, status: GainStatus) -> None:
    """Add one gain with what it rests on, if it is one for people of this age."""
    dice, course = pen.dice, file.course
    person = _whose(file, idea)
    if not idea.ages[0] <= person.age <= idea.ages[1]:
        return
    settled = course.opened + (course.last - course.opened) * dice.between(50, 95) // 100
    sure = status in _SURE
    once = idea.frequency is Frequency.ONE_OFF
    amount, previous = _amounts(dice, idea)
    pen.books.add(
        "gains",
        pen.moment(settled if sure else course.opened + (course.last - course.opened) // 3),
        file.key.id,
        file.id,
        person.id,
        _FINANCE,
        idea.category.value,
        idea.what,
        (GainNature.ONE_OFF if once else GainNature.RECURRING).value,
        status.value,
        amount,
        idea.frequency.value,
        previous,
        *_dates(dice, idea, status, settled),
        "no" if once else dice.pick(("yes", "yes", "yes", "unknown")),
        _evidence(dice, status).value,
        as_date(settled) if sure else None,
        file.key.id if sure else None,
        dice.pick(_ATTRIBUTIONS).value,
    )


def _amounts(dice: Dice, idea: GainIdea) -> tuple[int, int]:
    """Return what is paid and what was paid before, whole pence."""
    amount = idea.low + dice.between(0, (idea.high - idea.low) // idea.step) * idea.step
    previous = dice.between(0, idea.previous // idea.step) * idea.step if idea.previous else 0
    return amount, previous


def _whose(file: CaseFile, idea: GainIdea) -> Resident:
    """Return whose gain it is: that of an elder is not that of whoever cares for them."""
    elders = [person for person in file.home.people if person.part is Part.ELDER]
    return elders[0] if idea.of_elder and elders else file.subject


def _dates(
    dice: Dice, idea: GainIdea, status: GainStatus, settled: int
) -> tuple[date | None, date | None]:
    """Return from when to when an award runs; a few are shorter than a year."""
    if idea.frequency is Frequency.ONE_OFF or status not in _SURE:
        return None, None
    start = settled - dice.between(0, 30)
    short = status is GainStatus.ENDED or dice.random() < 0.12
    return as_date(start), as_date(start + 7 * dice.between(8, 40)) if short else None


def _evidence(dice: Dice, status: GainStatus) -> Evidence:
    if status in _SURE:
        return Evidence.AWARD_LETTER if dice.random() < 0.8 else Evidence.CLIENT_REPORT
    if status in (GainStatus.ESTIMATED, GainStatus.IDENTIFIED):
        return Evidence.CALCULATOR
    return Evidence.AWARD_LETTER if status is GainStatus.REJECTED else Evidence.NONE
