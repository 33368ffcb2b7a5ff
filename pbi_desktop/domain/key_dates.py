"""The rules of a key date: what may become of it, and which category of record it is."""

from datetime import date

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.housing import KeyDateKind, KeyDateState

_NEXT = {
    KeyDateState.COMING: frozenset(
        {KeyDateState.KEPT, KeyDateState.MOVED, KeyDateState.MISSED, KeyDateState.CALLED_OFF}
    )
}
# A last day can be kept before it comes: the form is sent. Nobody is at a hearing early.
_LAST_DAYS = frozenset({KeyDateKind.APPEAL_BY, KeyDateKind.FORM_BY, KeyDateKind.PAYMENT_BY})

_CATEGORIES = {
    KeyDateKind.EVICTION: Category.HOUSING,
    KeyDateKind.NOTICE_ENDS: Category.HOUSING,
    KeyDateKind.APPEAL_BY: Category.FINANCE,
    KeyDateKind.PAYMENT_BY: Category.FINANCE,
}


def category_of(kind: KeyDateKind, said: Category | None = None) -> Category:
    """Return what sort of record a key date is: as somebody said, or by habit."""
    return said if said is not None else _CATEGORIES.get(kind, Category.CORE)


def settled(
    state: KeyDateState, wanted: KeyDateState, kind: KeyDateKind, on_day: date, today: date
) -> KeyDateState:
    """Return what became of a key date, or refuse what cannot have become of it."""
    if wanted not in _NEXT.get(state, frozenset()):
        raise Invalid({"state": "Somebody has said already what became of this date."})
    if wanted is KeyDateState.KEPT and on_day > today and kind not in _LAST_DAYS:
        raise Invalid({"state": "That day is yet to come. Say what became of it once it was."})
    if wanted is KeyDateState.MISSED and on_day > today:
        raise Invalid({"state": "That day is yet to come: nobody has missed it yet."})
    return wanted


def moved_to(on_day: date, new_day: date, today: date) -> date:
    """Return the day a key date is moved to; refuses the same day, and one that is over."""
    if new_day == on_day:
        raise Invalid({"on_day": "That is the day it is on now. Say the new day."})
    if new_day < today:
        raise Invalid({"on_day": "That day is over. Say the day it was moved to."})
    return new_day
