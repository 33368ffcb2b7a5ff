"""The forms by which numbers and streets are compared: at the desk, in lists and on record."""

import re

from pbi_desktop.domain.names import name_key

# A number at home begins with a 0, so ten figures after a bare 44 are one written for abroad.
_ABROAD = re.compile(r"^(?:00|\+)44(?:0)?|^44(?=[0-9]{9,10}$)")
_STREET_WORDS = {"rd": "road", "st": "street", "ave": "avenue", "cl": "close", "dr": "drive"}


def phone_key(text: str) -> str:
    """Return the figures of a number, the same whether it is written for calls from abroad.

    >>> phone_key("+44 (0)161 496 0001"), phone_key("0044 161 496 0001")
    ('01614960001', '01614960001')
    """
    bare = "".join(_plain(letter) for letter in text if letter.isdecimal() or letter == "+")
    return _ABROAD.sub("0", bare).replace("+", "")


def _plain(letter: str) -> str:
    return letter if letter == "+" else str(int(letter))


def street_key(text: str) -> str:
    """Return the form to compare streets by: "12 Alderbank Rd" is "12 alderbank road"."""
    words = name_key(text).split()
    return " ".join([*words[:-1], *(_STREET_WORDS.get(word, word) for word in words[-1:])])
