"""Forms by which people ask for help for themselves, from a website: nobody is refused for a slip.

Only a name is needed. What cannot be read as what it should be is kept as it was written.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from pbi_desktop.domain.approaches import SafeNow, Urgency
from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.incoming import SentReferral
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.names import is_name
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.exchange.cases.values import read_birth, read_day
from pbi_desktop.exchange.cases.words import GENDERS, find, shown, yes_or_no
from pbi_desktop.exchange.list_rows import Refused
from pbi_desktop.exchange.prsb_names import MORE, NO_KNOWN_RISKS, MostSaid
from pbi_desktop.exchange.tables import column_key

T = TypeVar("T")

_AS_SAID = ("practice", "referral_to", "method", "known_as", "pronouns",
    "nhs_number", "reference", "address", "address_2", "locality", "phone", "matters", "please",
    "language", "reasons", "number")  # fmt: skip
_URGENCY: Mapping[str, Urgency] = {
    **dict.fromkeys(("routine", "nohurry", "notsoon", "notatall", "no"), Urgency.ROUTINE),
    **dict.fromkeys(("soon", "withindays", "thisweek", "urgent"), Urgency.SOON),
    "today": Urgency.TODAY,
    **dict.fromkeys(("now", "atonce", "emergency", "immediately"), Urgency.NOW),
}
_NO_INTERPRETER = frozenset({"no", "n", "none", "false", "0", "notneeded"})


def own_form(place: RowPlace, said: Mapping[str, list[str]], today: date) -> SentReferral:
    """Return the form of somebody who asks for themselves; refuses one without a name."""
    text = MostSaid(said)
    given, family = _name(text)
    written: list[str] = []

    def read(name: str, title: str, reader: Callable[[str], T | None], empty: T) -> T:
        """Return what a field says, or keep it as it was written."""
        cell = text.of(name)
        found = reader(cell) if cell else empty
        if cell and found is None:
            written.append(f"{title}: {cell}")
        return empty if found is None else found

    none: Any = None
    return SentReferral(
        place,
        given,
        family,
        read("born", "Date of birth", lambda cell: read_birth(cell, today).day, none),
        practice_code=text.of("practice_code"),
        referrer=None,
        risks=_risks(said.get("risk", [])),
        gender=read("gender", "Gender", lambda cell: find(GENDERS, cell), Gender.NOT_RECORDED),
        referred_on=read("referred_on", "Sent on", lambda cell: _day(cell, today), none),
        postcode=read("postcode", "Postcode", _postcode, ""),
        interpreter=_interpreter(text.of("interpreter"), text.of("language")),
        urgency=read("urgency", "How urgent", _urgency, none),
        safe_now=read("safe_now", "Safe now", _safe, SafeNow.NOT_ASKED),
        consent_told=read("consent_told", "Told what is kept", yes_or_no, none),
        reason=" ".join(" ".join(said.get("reason", ())).split()),
        as_written=tuple(written),
        more=tuple(said.get(MORE, ())),
        **{name: text.of(name) for name in _AS_SAID},
    )


def _name(text: MostSaid) -> tuple[str, str]:
    given, family = text.of("given_name"), text.of("family_name")
    if not (given or family):
        given, _, family = text.of("full_name").rpartition(" ")
        given, family = (given, family) if given else (family, "")
    if not (given or family):
        raise Refused("It gives no name.")
    for name in (given, family):
        if name and not is_name(name):
            raise Refused(f"{shown(name)} is no name.")
    return given, family


def _day(cell: str, today: date) -> date | None:
    read = read_day(cell, today, Lean.PAST)
    return None if read.day is None else read.day.day


def _postcode(cell: str) -> str | None:
    try:
        return read_postcode(cell)
    except Invalid:
        return None


def _urgency(cell: str) -> Urgency | None:
    return _URGENCY.get(column_key(cell))


def _safe(cell: str) -> SafeNow | None:
    if column_key(cell) in ("notsure", "unsure", "idontknow", "dontknow"):
        return SafeNow.NOT_SURE
    said = yes_or_no(cell)
    return None if said is None else (SafeNow.SAFE if said else SafeNow.NOT_SAFE)


def _interpreter(cell: str, language: str) -> str:
    """Return what interpreter is needed: a bare "yes" means one of their language."""
    if column_key(cell) in _NO_INTERPRETER:
        return ""
    if yes_or_no(cell):
        return f"{language} interpreter".strip().capitalize()
    return cell


def _risks(said: list[str]) -> tuple[str, ...] | None:
    if not said:
        return None
    every = dict.fromkeys(" ".join(risk.split()) for risk in said)
    return tuple(risk for risk in every if column_key(risk) not in NO_KNOWN_RISKS)


def is_own_form(said: Mapping[str, list[str]]) -> bool:
    """Say whether a referral says of itself that somebody asks for themselves."""
    return column_key(MostSaid(said).of("method")) in ("selfreferral", "selfreferred", "self")
