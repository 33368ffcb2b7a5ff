"""How people, ties and help are said in an outline."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind, TieNature
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import PersonFact
from pbi_desktop.domain.times import PartialDate, Precision

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
_NATURE_WORDS = {
    (TieKind.PARENT, TieNature.STEP): ("stepmother", "stepfather", "step-parent"),
    (TieKind.CHILD, TieNature.STEP): ("stepdaughter", "stepson", "stepchild"),
    (TieKind.SIBLING, TieNature.STEP): ("stepsister", "stepbrother", "step-sibling"),
    (TieKind.CHILD, TieNature.ADOPTIVE): ("adopted daughter", "adopted son", "adopted child"),
    (TieKind.SIBLING, TieNature.HALF): ("half-sister", "half-brother", "half-sibling"),
    (TieKind.SIBLING, TieNature.TWIN): ("twin sister", "twin brother", "twin"),
    (TieKind.SIBLING, TieNature.IDENTICAL_TWIN): (
        "identical twin sister",
        "identical twin brother",
        "identical twin",
    ),
    (TieKind.PARTNER, TieNature.MARRIED): ("wife", "husband", "spouse"),
    (TieKind.FORMER_PARTNER, TieNature.DIVORCED): ("ex-wife", "ex-husband", "former spouse"),
}
_BEFORE = {TieNature.ADOPTIVE: "adoptive", TieNature.FOSTER: "foster"}
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


def relation(kind: TieKind, gender: Gender, nature: TieNature | None = None) -> str:
    """Return what somebody is called who is `kind` of another; never guesses a gender."""
    form = _FORMS.get(gender, 2)
    if nature is not None and (kind, nature) in _NATURE_WORDS:
        return _NATURE_WORDS[kind, nature][form]
    plain = _RELATION_WORDS[kind][form] if kind in _RELATION_WORDS else _PLAIN_RELATIONS[kind]
    return f"{_BEFORE[nature]} {plain}" if nature in _BEFORE else plain


def unborn(person: PersonFact, day: date) -> bool:
    """Say whether somebody is yet to be born on a day."""
    born = person.born
    if person.died is not None:
        return False
    if born is None:
        return person.due is not None
    return born.day > day if born.day else born.text > day.isoformat()[: len(born.text)]


def due_words(person: PersonFact, day: date) -> str:
    """Return "due March 2027" of a child who is not born yet."""
    if person.born is None and person.due is not None:
        month = say_date(PartialDate(person.due.isoformat()[:7], Precision.MONTH))
        return f"{'due' if person.due >= day else 'was due'} {month}"
    return f"due {say_date(person.born)}" if person.born else ""


def them(person: PersonFact) -> str:
    """Return "her", "him" or "them", as the person says, else by recorded gender."""
    said = [part.strip().lower() for part in (person.pronouns or "").split("/")]
    if len(said) > 1 and said[1].isalpha():
        return said[1]
    return _THEM.get(person.gender, "them")


def life_words(person: PersonFact, day: date) -> list[str]:
    """Return what stands below the name of somebody who died or is not born yet."""
    if person.died is not None:
        about = "c. " if person.died.precision is Precision.ABOUT else ""
        return [f"Died {about}{person.died.year}"]
    words = due_words(person, day) if unborn(person, day) else ""
    return [words[0].upper() + words[1:]] if words else []


def age(person: PersonFact, day: date) -> str:
    """Return the age of a living person: "68", "about 70", "under 1"; empty where not known."""
    if person.born is None or person.died is not None or unborn(person, day):
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
