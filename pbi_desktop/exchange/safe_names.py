"""File names that every system can keep, made of whatever a title holds."""

import re
import unicodedata

LONGEST_BYTES = 120

_FALLBACK = "export"
_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {
        f"{port}{number}"
        for port in ("com", "lpt")
        for number in (*"0123456789", "\u00b9", "\u00b2", "\u00b3")
    }
)


def safe_file_name(name: str, fallback: str = _FALLBACK) -> str:
    """Return a name for one file: no folders, nothing hidden, no reserved word, not too long."""
    plain = unicodedata.normalize("NFC", "".join(map(_allowed, name)))
    spaced = " ".join(_NOT_ALLOWED.sub(" ", plain).split()).rstrip(" .")
    ending = found[0] if (found := _ENDING.search(spaced)) else ""
    stem = _trimmed(spaced.removesuffix(ending))
    if not stem:
        stem = _FALLBACK if fallback == name else safe_file_name(fallback)
    if stem.split(".")[0].strip().casefold() in _RESERVED:
        stem = f"_{stem}"
    room = LONGEST_BYTES - len(ending.encode())
    return _trimmed(stem.encode()[:room].decode(errors="ignore")) + ending


def _allowed(letter: str) -> str:
    """Return the character, or nothing for controls, signs of direction and lone surrogates."""
    if letter in "\t\n\r":
        return " "
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") else letter


def _trimmed(stem: str) -> str:
    """Return a name without blanks and dots at its ends, and without a dash in front."""
    return stem.lstrip(" .-~").rstrip(" .")
