"""What households are better off by, as lines that are never added up."""

from pbi_desktop.domain.documents import Block, Heading, KeyValues, Para, Text, Tone
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.outcomes import LeftOut, MeasureId, Money, OutcomesResult
from pbi_desktop.reports.phrases import HIDDEN, how_many, say_percent

_NOBODY = "no household yet"


def money_pairs(money: Money, *, shared: bool) -> tuple[tuple[str, str], ...]:
    """Return the money lines by name; the highest gain is in the team's own copy alone."""
    gained = money.better_off_households
    nobody = gained == 0
    lines: list[tuple[str, str]] = [
        ("Confirmed, comes again", f"{_sum(money.confirmed_recurring_pence)} in the first year"),
        ("Confirmed, came once", _sum(money.confirmed_one_off_pence)),
        ("Of the confirmed, comes again", _share(money)),
        ("Households better off", HIDDEN if gained is None else how_many(gained, "household")),
        ("Middle gain of a household better off", _gain(money.median_gain_pence, nobody)),
    ]
    if not shared:
        lines.append(("Highest gain of one household", _gain(money.highest_gain_pence, nobody)))
    lines += [
        ("Not confirmed yet", f"{_sum(money.estimated_pence)}, in no headline"),
        ("Debt that went away", f"{_sum(money.debt_written_off_pence)}, not income"),
    ]
    return tuple(lines)


def money_blocks(result: OutcomesResult) -> list[Block]:
    """Return the heading, the money lines, and that they are no public saving."""
    pairs: list[tuple[str, Text]] = [
        (name, (value,)) for name, value in money_pairs(result.money, shared=result.shared)
    ]
    note = money_note(result)
    return [
        Heading(2, ("Money to households",)),
        *((Para((note,)),) if note else ()),
        KeyValues(tuple(pairs)),
        Para(
            (
                "What households gain is not a public saving and is never added to one. The "
                "lines are kept apart and not added up; money that came once is never counted "
                "by the year.",
            ),
            Tone.SMALL,
        ),
    ]


def money_note(result: OutcomesResult) -> str:
    """Return that some money is hidden from whoever counts; empty where all may be seen."""
    measure = result.measure(MeasureId.BETTER_OFF_CONFIRMED)
    hidden = measure.left_out.get(LeftOut.MONEY_HIDDEN, 0)
    if hidden == 0:
        return ""
    if measure.N == 0:
        return "What households gained is hidden from whoever counted."
    of = "some cases" if hidden is None else how_many(hidden, "case")
    return f"Left out: the money of {of}, which is hidden from whoever counted."


def money_line(result: OutcomesResult) -> str:
    """Return in a sentence or two what a household better off typically gained."""
    return " ".join(part for part in (_typical(result), money_note(result)) if part)


def _typical(result: OutcomesResult) -> str:
    money, shared = result.money, result.shared
    gained = money.better_off_households
    if gained == 0 and money_note(result):
        return ""
    if gained == 0:
        return "No household has a confirmed gain yet."
    if gained is None or money.median_gain_pence is None:
        return "How much households gained is hidden: the numbers are so small."
    most = ""
    if not shared and money.highest_gain_pence is not None:
        most = f", the highest {say_pence(money.highest_gain_pence)}"
    again = ""
    if money.recurring_share is not None:
        again = f" {say_percent(money.recurring_share * 100)} of the money comes again each year."
    return (
        f"{how_many(gained, 'household')} better off by confirmed award: the middle gain is "
        f"{say_pence(money.median_gain_pence)}{most}, first year and one-off together.{again}"
    )


def _sum(pence: int | None) -> str:
    return HIDDEN if pence is None else say_pence(pence)


def _gain(pence: int | None, nobody: bool) -> str:
    if nobody:
        return _NOBODY
    return (
        HIDDEN if pence is None else f"{say_pence(pence)} in the first year, one-off money included"
    )


def _share(money: Money) -> str:
    if money.recurring_share is not None:
        return say_percent(money.recurring_share * 100)
    sums = (money.confirmed_recurring_pence, money.confirmed_one_off_pence)
    return HIDDEN if None in sums else "nothing to share out"
