"""A row that says who a person is and where they live."""

import re
from functools import lru_cache

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.intake import PersonRow
from pbi_desktop.domain.names import is_name
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.exchange.cases.as_written import read_born
from pbi_desktop.exchange.cases.cells import Cells
from pbi_desktop.exchange.cases.values import read_age, read_birth
from pbi_desktop.exchange.cases.words import GENDERS, find, shown, yes_or_no
from pbi_desktop.exchange.contacts import read_phone

_TWO_PEOPLE = re.compile(r"[&/;+\n]|\b(?:and|und)\b", re.IGNORECASE)
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "dame", "lady", "lord", "master",
     "prof", "cllr", "hajji", "imam"}
)  # fmt: skip
_PARTICLES = frozenset({"van", "von", "der", "den", "de", "da", "dos", "del", "bin", "bint", "ibn",
                        "al", "el", "la", "le", "ap", "st", "st.", "o'"})  # fmt: skip
_POSTCODE_AT_END = re.compile(r"[,\s]*\b([A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2})\s*\.?$", re.I)
_LINES = re.compile(r"[,\n]+")
_NEEDED = "An interpreter is needed"


def read_person(cells: Cells, reference: str) -> PersonRow:
    """Return the person of a row; what is wrong stays in the cells' reasons."""
    if cells.plan.as_written:
        return _as_written(cells, reference)
    given, family = _names(cells)
    lines = _address(cells)
    return PersonRow(
        cells.place,
        reference,
        given,
        family,
        known_as=cells.name("known_as"),
        born=_born(cells),
        gender=_gender(cells),
        pronouns=cells.line("pronouns"),
        first_language=cells.line("first_language"),
        interpreter=_interpreter(cells),
        household=cells.reference("household"),
        address_1=lines["address_1"],
        address_2=lines["address_2"],
        locality=lines["locality"],
        postcode=lines["postcode"],
        phone=_phone(cells),
        in_cases=_cases(cells, "household_of_cases"),
        family_in=_cases(cells, "family_of_cases"),
    )


def _as_written(cells: Cells, reference: str) -> PersonRow:
    """Return the person of a row that this program wrote, each cell as it stands."""
    same = ("given_name", "family_name", "known_as", "pronouns", "first_language", "interpreter")
    home = ("household", "address_1", "address_2", "locality", "postcode", "phone")
    gender = cells.code("gender", lambda word: find(GENDERS, word), "a gender known here")
    born = cells.line("born")
    if not cells.line("given_name") and not cells.line("family_name"):
        cells.reasons.append("It has no name.")
    return PersonRow(
        cells.place,
        reference,
        born=(read_born(born) or _born(cells)) if born else None,
        gender=gender or Gender.NOT_RECORDED,
        in_cases=_cases(cells, "household_of_cases"),
        family_in=_cases(cells, "family_of_cases"),
        **{name: cells.text(name) for name in (*same, *home)},
    )


def _cases(cells: Cells, name: str) -> tuple[str, ...]:
    """Return the cases named in a cell, each on a line of its own."""
    lines = (line.strip() for line in cells.text(name).splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


_is_name = lru_cache(maxsize=16_384)(is_name)
_read_postcode = lru_cache(maxsize=16_384)(read_postcode)


def split_name(full: str) -> tuple[str, str]:
    """Return given and family name of a whole name: "Smith, Ann", "Mrs Ann van Dam", "Ann"."""
    if full.count(",") == 1:
        family, given = (part.strip() for part in full.split(","))
        if family and given:
            return " ".join(_untitled(given.split())), family
    words = _untitled(full.replace(",", " ").split())
    if len(words) < 2:
        return " ".join(words), ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _names(cells: Cells) -> tuple[str, str]:
    """Return given and family name; refuses none, two people, and what is not a name."""
    for name in ("given_name", "family_name", "full_name"):
        raw = cells.raw(name).strip()
        if raw and _TWO_PEOPLE.search(raw):
            cells.refuse(
                name, f"{shown(raw)} looks like two people. Give each of them a row of their own."
            )
            return "", ""
    given, family = cells.name("given_name"), cells.name("family_name")
    full = cells.name("full_name")
    if full and not (given and family):
        first, last = split_name(full)
        given, family = given or first, family or last
    if not given and not family:
        cells.reasons.append("It has no name.")
        return "", ""
    for name in filter(None, (given, family)):
        if not _is_name(name):
            cells.reasons.append(f"{shown(name)} is not a name: it has no letter.")
    if not given:
        cells.notice("only a family name", "It gives only a family name; check the first name.")
    return given, family


def _untitled(words: list[str]) -> list[str]:
    """Return a name without its titles; nothing is made of them, and gender least of all."""
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
    return words


def _born(cells: Cells) -> PartialDate | None:
    """Return the date of birth, or the year that the age comes to."""
    text = cells.line("born")
    if text:
        return cells.read("born", read_birth(text, cells.today))
    age = cells.line("age")
    return cells.read("age", read_age(age, cells.today)) if age else None


def _gender(cells: Cells) -> Gender:
    """Return the gender in the words of the sheet; other words are told and not recorded."""
    text = cells.line("gender")
    if not text:
        return Gender.NOT_RECORDED
    found = find(GENDERS, text)
    if found is None:
        cells.notice(
            "a gender in other words",
            f"The gender {shown(text)} has no code here; it is left as not recorded.",
        )
    return found or Gender.NOT_RECORDED


def _interpreter(cells: Cells) -> str:
    """Return what is said of an interpreter; a plain yes in words, a plain no as nothing."""
    text = cells.line("interpreter")
    answer = yes_or_no(text)
    if answer is None:
        return text
    return _NEEDED if answer else ""


def _phone(cells: Cells) -> str:
    """Return the number as written; the leading zero that spreadsheets take away is put back."""
    text = cells.line("phone")
    return (read_phone(text) or text) if text.isdigit() and not text.startswith("0") else text


def _address(cells: Cells) -> dict[str, str]:
    """Return the lines of the address; a whole address in one cell is taken apart at its commas."""
    lines = {name: cells.line(name) for name in ("address_1", "address_2", "locality")}
    postcode = cells.line("postcode")
    whole = cells.raw("address").strip() and cells.text("address")
    if whole:
        at_end = _POSTCODE_AT_END.search(whole)
        if at_end and not postcode:
            whole, postcode = whole[: at_end.start()], at_end[1]
        parts = [" ".join(part.split()) for part in _LINES.split(whole)]
        _fill(lines, [part for part in parts if part])
    lines["postcode"] = _postcode(cells, postcode, lines) if postcode else ""
    return lines


def _fill(lines: dict[str, str], parts: list[str]) -> None:
    """Put the parts of a whole address into the lines: the last of three or more is the town."""
    if len(parts) > 1 and parts[0].isalnum() and any(letter.isdigit() for letter in parts[0]):
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]]  # "12, Mill Lane"
    if len(parts) > 1 and not lines["locality"]:
        lines["locality"] = parts.pop()
    for name, part in zip(
        [name for name in ("address_1", "address_2") if not lines[name]],
        [*parts[:1], ", ".join(parts[1:])],
        strict=False,
    ):
        lines[name] = part


def _postcode(cells: Cells, text: str, lines: dict[str, str]) -> str:
    """Return the postcode; what is not one is told and kept with the address."""
    try:
        return _read_postcode(text)
    except Invalid as invalid:
        cells.notice(
            "not a postcode", f"{invalid.fields['postcode']} It is kept as part of the address."
        )
    lines["locality"] = ", ".join(filter(None, (lines["locality"], text)))
    return ""
