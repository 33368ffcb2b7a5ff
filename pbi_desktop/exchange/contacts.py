"""Telephone numbers, e-mail and web addresses out of cells: repaired where sure, else left out."""

import re
from urllib.parse import urlsplit

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_PHONE = re.compile(r"(?:\+|\(0|0|44|[1-3578])[0-9 ().-]{5,20}[0-9](?: ?(?:ext\.?|x) ?[0-9]{1,6})?")
_EXTENSION = re.compile(r" ?(?:ext\.?|x) ?")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"^(https?)[:;]?/{1,3}", re.IGNORECASE)
_LONGEST_ADDRESS = 2000
_FEWEST_DIGITS, _MOST_DIGITS = 10, 11
_LOST_ZERO = frozenset("12378")
_FOUR_THREE_FOUR = ("011", "0141", "0151", "0161", "0171", "0181", "0191", "03", "08")


def read_phone(text: str) -> str | None:
    """Return a UK telephone number with its leading zero; nothing where it is not one."""
    number, _, extension = _EXTENSION.sub("|", text.strip(), count=1).partition("|")
    if not _PHONE.fullmatch(text.strip()):
        return None
    digits = re.sub(r"[^0-9]", "", number.replace("(0)", ""))
    if number.startswith("+") or digits.startswith("44"):
        if not digits.startswith("44"):
            return None
        digits, number = "0" + digits[2:], ""
    if len(digits) == _FEWEST_DIGITS and digits[0] in _LOST_ZERO:
        digits, number = "0" + digits, ""  # a spreadsheet took the zero away
    if not digits.startswith("0") or not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    written = number if " " in number else _spaced(digits)
    return f"{written} ext. {extension}" if extension else written


def read_email(text: str) -> str | None:
    """Return an e-mail address; nothing where it is not one."""
    plain = text.strip().removeprefix("mailto:")
    return plain if _EMAIL.fullmatch(plain) else None


def read_website(text: str) -> str | None:
    """Return a web address that a browser opens; nothing where it is not one or not safe."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST_ADDRESS or re.search(r"[\s\\<>\"`{}|^]", plain):
        return None
    mended = _BROKEN_SCHEME.sub(lambda found: found[1].lower() + "://", plain)
    if "://" not in mended:
        mended = "https://" + mended
    try:
        parts = urlsplit(mended)
        port = parts.port
    except ValueError:
        return None
    plain_host = parts.hostname is not None and _HOST.fullmatch(parts.hostname)
    if parts.scheme not in ("http", "https") or not plain_host or parts.username or port == 0:
        return None
    return mended


def split_contact(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the e-mail addresses, the telephone numbers and what else a cell of contacts holds."""
    emails = tuple(found[0] for found in _EMAIL.finditer(text))
    rest = _EMAIL.sub(" ", text)
    phones = []
    for found in _PHONE.finditer(rest):
        phone = read_phone(found[0])
        if phone is not None:
            phones.append(phone)
            rest = rest.replace(found[0], " ", 1)
    return emails, tuple(phones), " ".join(rest.split()).strip(" ,;/|")


def _spaced(digits: str) -> str:
    """Return a number in the groups that people read it in."""
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits.startswith(_FOUR_THREE_FOUR):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"
