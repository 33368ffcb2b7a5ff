"""Kin who live elsewhere: a former partner, a brother or a sister on their own."""

from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.households import Home, Settler
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.residents import Part, Resident
from pbi_desktop.domain.casework import Flow, Quality, TieKind

_YOUNGEST, _OLDEST = 20, 62
_YEARS_BETWEEN = 14
_SIBLING_SHARE = 0.12
_BETWEEN_FORMER_PARTNERS = (Quality.STRESSFUL, Quality.STRESSFUL, Quality.WORKING, Quality.CUT_OFF)


def may_live_apart(home: Home) -> bool:
    """Say whether somebody lives alone who may be kin of another household."""
    return len(home.people) == 1 and _YOUNGEST <= home.head.age <= _OLDEST


def apart(settler: Settler, dice: Dice, home: Home, singles: list[Home]) -> tuple[Resident, ...]:
    """Return the kin of a household who live elsewhere, tied to it; takes them off the list."""
    head = home.head
    for single in singles:
        other = single.head
        if abs(other.age - head.age) > _YEARS_BETWEEN:
            continue
        if _is_one_parent(home):
            _part_ways(settler, dice, home, other)
        elif dice.random() < _SIBLING_SHARE:
            settler.tie(head, other, TieKind.SIBLING.value, _warm(dice))
        else:
            return ()
        singles.remove(single)
        return (other,)
    return ()


def _is_one_parent(home: Home) -> bool:
    parts = [person.part for person in home.people]
    return Part.CHILD in parts and Part.PARTNER not in parts


def _part_ways(settler: Settler, dice: Dice, home: Home, other: Resident) -> None:
    """Tie a former partner to the head and to the children."""
    began = settler.today - dice.between(3000, 6000)
    ended = settler.today - dice.between(300, 2000)
    quality = dice.pick(_BETWEEN_FORMER_PARTNERS).value
    days = (as_date(began), as_date(ended))
    row = (quality, dice.between(1, 3), Flow.NONE.value, *days, "Told by the person")
    settler.tie(home.head, other, TieKind.FORMER_PARTNER.value, row)
    for child in home.people:
        if child.part is Part.CHILD:
            settler.tie(other, child, TieKind.PARENT.value)


def _warm(dice: Dice) -> tuple[str | int | None, ...]:
    quality = dice.pick((Quality.STRONG, Quality.WORKING, Quality.WEAK)).value
    return (quality, dice.between(1, 3), Flow.BOTH.value, None, None, None)
