"""How people, ties and help are said in an outline."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import PersonFact
from pbi_desktop.domain.times import Precision

QUALITY_WORDS = {
    Quality.STRONG: "strong",
    Quality.WORKING: "steady",
    Quality.WEAK: "thin",
    Quality.PLANNED: "planned",
    Quality.STRESSFUL: "stressful",
    Quality.CUT_OFF: "cut off",
}
FLOW_WORDS = {
    Flow.TO_FAMILY: "help comes to the family",
    Flow.FROM_FAMILY: "help goes from the family",
    Flow.BOTH: "help goes both ways",
    Flow.NONE: "no help goes either way",
}
_STRENGTH_WORDS = {1: "thin", 2: "steady", 3: "strong"}

# What somebody is called, as a woman, as a man, and otherwise.
_RELATION_WORDS = {
    TieKind.PARENT: ("mother", "father", "parent"),
    TieKind.CHILD: ("daughter", "son", "child"),
    TieKind.SIBLING: ("sister", "brother", "sibling"),
    TieKind.GRANDPARENT: ("grandmother", "grandfather", "grandparent"),
    TieKind.GRANDCHILD: ("granddaughter", "grandson", "grandchild"),
}
_PLAIN_RELATIONS = {
    TieKind.PARTNER: "partner",
    TieKind.FORMER_PARTNER: "former partner",
    TieKind.CARER: "carer",
    TieKind.FRIEND: "friend",
    TieKind.NEIGHBOUR: "neighbour",
    TieKind.OTHER: "",
}
INVERSE = {
    TieKind.PARENT: TieKind.CHILD,
    TieKind.CHILD: TieKind.PARENT,
    TieKind.GRANDPARENT: TieKind.GRANDCHILD,
    TieKind.GRANDCHILD: TieKind.GRANDPARENT,
}
"""What the other person is; a kind that is not here is the same from both sides, CARER apart."""

_FORMS = {Gender.WOMAN: 0, Gender.MAN: 1}
_THEM = {Gender.WOMAN: "her", Gender.MAN: "him"}


def isolated(text: str) -> str:
    """Return text from a record so that its direction cannot turn the sentence around it."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        return f"\u2068{text}\u2069"
    return text


def relation(kind: TieKind, gender: Gender) -> str:
    """Return what somebody is called who is `kind` of another; never guesses a gender."""
    if kind in _RELATION_WORDS:
        return _RELATION_WORDS[kind][_FORMS.get(gender, 2)]
    return _PLAIN_RELATIONS[kind]


def them(person: PersonFact) -> str:
    """Return "her", "him" or "them", as the person says, else by recorded gender."""
    said = [part.strip().lower() for part in (person.pronouns or "").split("/")]
    if len(said) > 1 and said[1].isalpha():
        return said[1]
    return _THEM.get(person.gender, "them")


def age(person: PersonFact, day: date) -> str:
    """Return the age of a living person: "68", "about 70", "under 1"; empty where not known."""
    if person.born is None or person.died is not None:
        return ""
    years = person.born.age_on(day)
    if years < 0:
        return ""
    if years == 0:
        return "under 1"
    return str(years) if person.born.precision is Precision.DAY else f"about {years}"


def tie_quality(quality: Quality | None, strength: int | None, flow: Flow | None) -> str:
    """Return how a tie is, as a sentence; strength is said apart from stress."""
    parts = []
    if quality is not None:
        said = QUALITY_WORDS[quality]
        strong = _STRENGTH_WORDS.get(strength or 0)
        if quality is Quality.STRESSFUL and strong:
            said = f"{said} but {strong}"
        parts.append("cut off" if quality is Quality.CUT_OFF else f"{said} tie")
    if flow is not None:
        parts.append(FLOW_WORDS[flow])
    return sentence(", ".join(parts))


def since(day: date | None) -> str:
    """Return "Since 3 May 2025.", or nothing."""
    return "" if day is None else f"Since {say_date(day)}."


def sentence(text: str) -> str:
    """Return text with a capital and a stop; nothing stays nothing."""
    text = " ".join(text.split())
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def said(sentences: Iterable[str]) -> str:
    """Return the sentences that say something, one after the other."""
    return " ".join(one for one in sentences if one)


def and_list(names: Iterable[str]) -> str:
    """Return names as a list in words: "Idris, Maryam and Nasreen"."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def how_many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun: "1 person", "3 people"."""
    return f"{count} {one if count == 1 else more or one + 's'}"
