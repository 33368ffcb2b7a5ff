"""What households are better off by, as lines that are never added up."""

from pbi_desktop.domain.documents import Block, Heading, KeyValues, Para, Text, Tone
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.outcomes import Money
from pbi_desktop.reports.phrases import HIDDEN, how_many, say_percent

_NOBODY = "no household yet"


def money_blocks(money: Money, *, shared: bool) -> list[Block]:
    """Return the money lines; the highest gain is in the team's own copy alone."""
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
    pairs: list[tuple[str, Text]] = [(name, (value,)) for name, value in lines]
    return [
        Heading(2, ("Money to households",)),
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
