"""Names of people: valid as given in any script, and comparable by a plain key."""

import re
import unicodedata
from functools import lru_cache

from pbi_desktop.domain.text import clean_line

LONGEST_NAME = 1000

_APOSTROPHES = dict.fromkeys(map(ord, "'`\u00b4\u2018\u2019\u02bb\u02bc\u02b9\u2032\uff07"))
# Letters that are Latin with a mark in the eye of the reader, but not in Unicode.
_LATIN_VARIANTS = str.maketrans(
    {
        "\u0142": "l",  # Polish l with stroke
        "\u00f8": "o",  # o with stroke
        "\u0111": "d",  # d with stroke
        "\u00f0": "d",  # eth
        "\u00fe": "th",  # thorn
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u0131": "i",  # Turkish dotless i
        "\u0127": "h",  # Maltese h with stroke
    }
)
_LATIN = re.compile(r"[a-z\u00aa-\u024f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]", re.IGNORECASE)
_JOINING_DIRECTION = "AL"  # Arabic letters, which would join into a word


def name_key(text: str) -> str:
    """Return the form to compare and search names by: same key, same name but for spelling marks.

    Case, Latin accents, apostrophes and the kind of hyphen do not count; other scripts stay whole.
    """
    plain = text.translate(_APOSTROPHES)
    folded = plain.casefold() if plain.isascii() else _fold(plain)
    words = "".join(letter if _counts(letter) else " " for letter in folded).split()
    return " ".join(words) or " ".join(folded.split())


def initials(full_name: str) -> str:
    """Return the first letter of each word, in the order of the name; apart where they would join.

    >>> initials("Wren O'Dowd")
    'WO'
    """
    firsts = [first for word in full_name.split() if (first := _first_letter(word))]
    joining = any(unicodedata.bidirectional(first[0]) == _JOINING_DIRECTION for first in firsts)
    return (" " if joining else "").join(firsts)


def is_name(text: str) -> bool:
    """Say whether this can be kept as a name: any script, at least one letter, nothing hidden."""
    line, removed = clean_line(text)
    whole = not removed and line == unicodedata.normalize("NFC", text)
    return whole and len(line) <= LONGEST_NAME and any(letter.isalpha() for letter in line)


def _fold(text: str) -> str:
    """Return the text caseless and compatible, its Latin letters without their marks."""
    caseless = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", text).casefold())
    bare: list[str] = []
    latin = False
    for letter in unicodedata.normalize("NFKD", caseless.casefold()):
        if unicodedata.combining(letter):
            if not latin:
                bare.append(letter)
            continue
        latin = _LATIN.match(letter) is not None
        bare.append(letter)
    marked = "".join(bare).translate(_LATIN_VARIANTS).translate(_APOSTROPHES)
    return unicodedata.normalize("NFKC", marked)


@lru_cache(maxsize=4096)
def _counts(letter: str) -> bool:
    """Say whether a character belongs to a word: letters, digits, and marks of any script."""
    return unicodedata.category(letter)[0] in "LNM"


def _first_letter(word: str) -> str:
    """Return the first letter of a word with the marks it carries, in upper case; or nothing."""
    for place, letter in enumerate(word):
        if letter.isalpha():
            marks = word[place + 1 :]
            carried = len(marks) - len(marks.lstrip(_marks(marks)))
            upper = letter.upper()
            return (upper if len(upper) == 1 else letter) + marks[:carried]
    return ""


def _marks(text: str) -> str:
    """Return the combining marks that occur in a text."""
    return "".join({letter for letter in text if unicodedata.category(letter)[0] == "M"})
