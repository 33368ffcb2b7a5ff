"""Amounts as people type them: "81.90 a week", "£1,023 a year", "1.2k once"."""

import re
import unicodedata

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.text import clean_line

LARGEST = Pence(100_000_000_00)
_MOST_FIGURES = 12

_AMOUNT = re.compile(
    r"(?P<sign>-|minus )?\s*£?\s*(?P<later>-)?(?P<number>[0-9.,]*[0-9])\s*"
    r"(?P<unit>p(?![a-z/.])|k\b|pence\b|pounds?\b|gbp\b)?(?P<often>.*)"
)
_NUMBER = re.compile(r"(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<pence>\d{1,2}))?", re.ASCII)
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_FILLERS = frozenset({"a", "an", "per", "each", "every", "calendar", "paid", "the", "for"})
_NOTHING = frozenset({"nothing", "nil", "none", "zero"})
_OFTEN = {
    Frequency.WEEKLY: ("week", "weekly", "weeks", "wk", "pw", "w"),
    Frequency.FORTNIGHTLY: ("fortnight", "fortnightly", "2 weeks", "2 weekly", "two weeks"),
    Frequency.FOUR_WEEKLY: ("4 weeks", "4 weekly", "four weeks", "four weekly", "28 days"),
    Frequency.MONTHLY: ("month", "monthly", "mth", "pcm", "pm", "m"),
    Frequency.ANNUAL: ("year", "yearly", "yr", "annum", "annual", "annually", "pa", "y"),
    Frequency.ONE_OFF: ("one off", "oneoff", "once", "lump sum", "single payment", "once only"),
}
_FREQUENCIES = {words: frequency for frequency, all_of in _OFTEN.items() for words in all_of}
_IN_THOUSANDS = re.compile(r"(?P<thousands>\d{1,6})(?:\.(?P<rest>\d{1,3}))?", re.ASCII)
_MILLION_OR_MONTH = re.compile(r"m\b")
_HOW = "Write it like 81.90 a week, 1,023 a year or 200 one-off."


def read_money(text: str, field: str = "amount") -> Amount:
    """Return the amount that was typed, in whole pence; refuses with one plain sentence."""
    line = unicodedata.normalize("NFKC", clean_line(text)[0]).casefold().translate(_MINUSES)
    if not line:
        raise Invalid({field: "There is no amount here."})
    if line in _NOTHING:
        return Amount(Pence(0))
    found = _AMOUNT.fullmatch(line)
    if not found:
        raise Invalid({field: f"That is not an amount of money. {_HOW}"})
    if _MILLION_OR_MONTH.match(found["often"]):  # "1.2m" may be a million, or a month
        raise Invalid({field: "Say a month, or write the pounds out: m may mean a million."})
    if found["unit"] == "k":
        pence = _thousands(found["number"], field)
    else:
        pence = _pence(found["number"], found["unit"] in ("p", "pence"), field)
    if pence > LARGEST:
        raise Invalid({field: "That is more than £100,000,000. Check the amount."})
    sign = -1 if found["sign"] or found["later"] else 1
    return Amount(Pence(sign * pence), _frequency(found["often"], field))


def _pence(number: str, in_pence: bool, field: str) -> int:
    """Return the whole pence that the figures say; refuses figures that could mean two things."""
    found = _NUMBER.fullmatch(number)
    if not found:
        raise Invalid(
            {field: "Write pounds and pence with a dot and two figures, like 1,023 or 81.90."}
        )
    figures = (found["pounds"] or "0").replace(",", "")
    pounds = int(figures) if len(figures) <= _MOST_FIGURES else LARGEST + 1
    if in_pence:
        if found["pence"]:
            raise Invalid({field: "Pence are whole. Write pounds with a dot, like 81.90."})
        return pounds
    return pounds * 100 + int((found["pence"] or "0").ljust(2, "0"))


def _thousands(number: str, field: str) -> int:
    """Return the pence of "1.2k"; a comma could mean two things there."""
    found = _IN_THOUSANDS.fullmatch(number)
    if not found:
        raise Invalid({field: "Write thousands like 1.2k, or the pounds in full, like 1,200."})
    return int(found["thousands"]) * 100_000 + int((found["rest"] or "0").ljust(3, "0")) * 100


def _frequency(words: str, field: str) -> Frequency | None:
    """Return how often it comes, nothing where that was not said; refuses other words."""
    plain = re.sub(r"[./]", "", words).replace("-", " ").split()
    if not plain:
        return None
    key = " ".join(word for word in plain if word not in _FILLERS)
    if key in _FREQUENCIES:
        return _FREQUENCIES[key]
    raise Invalid(
        {
            field: "How often is it? Say a week, a fortnight, every four weeks, "
            "a month, a year or one-off."
        }
    )
