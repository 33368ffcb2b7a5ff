"""UK postcodes: one way to write them, and a reason where something is not one."""

import re
import unicodedata

from pbi_desktop.domain.errors import Invalid

_OUTWARD = (
    r"[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}"
    r"|[0-9][ABCDEFGHJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
)
_INWARD = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_WHOLE = re.compile(rf"(GIR|{_OUTWARD})({_INWARD})")
_FIRST_HALF = re.compile(_OUTWARD)
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015]+")
_TO_DIGIT = str.maketrans("OIS", "015")
_TO_LETTER = str.maketrans("015", "OIS")
_LONGEST = 7


def read_postcode(text: str, field: str = "postcode") -> str:
    """Return the postcode as it is written, such as "OL9 6RW"; refuses with a reason."""
    squeezed = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    found = _WHOLE.fullmatch(squeezed)
    if found:
        return f"{found[1]} {found[2]}"
    raise Invalid({field: _reason(text.strip(), squeezed)})


def outward(postcode: str) -> str:
    """Return the first half of a postcode, such as "OL9"; refuses what is not a postcode."""
    return read_postcode(postcode).split(" ")[0]


def _reason(typed: str, squeezed: str) -> str:
    """Return one sentence on why this is not a postcode."""
    if not squeezed:
        return "There is no postcode here."
    shown = typed if len(typed) <= 20 else typed[:20] + "\u2026"
    if _FIRST_HALF.fullmatch(squeezed):
        return f"{shown} is only the first half of a postcode."
    meant = _look_alike(squeezed)
    if meant:
        return f"{shown} is not a postcode. Is it {meant}?"
    return f"{shown} is not a postcode. One looks like OL1 1AA."


def _look_alike(squeezed: str) -> str | None:
    """Return the postcode that this would be with letters and digits of one shape swapped."""
    if not squeezed.isascii() or len(squeezed) > _LONGEST:
        return None
    area, rest, inward = squeezed[:1], squeezed[1:-3], squeezed[-3:]
    ending = inward[:1].translate(_TO_DIGIT) + inward[1:].translate(_TO_LETTER)
    for split in (0, 1):
        start = rest[:split].translate(_TO_LETTER) + rest[split:].translate(_TO_DIGIT)
        found = _WHOLE.fullmatch(area.translate(_TO_LETTER) + start + ending)
        if found:
            return f"{found[1]} {found[2]}"
    return None
