"""The words for adding to a network: who somebody is, where they live, how a tie is. No Qt."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind, TieNature
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.ui.screens.case.pronouns import Pronouns


class Adding(StrEnum):
    """What can be added to a part of the network."""

    HOME = "home"
    ELSEWHERE = "elsewhere"
    SERVICE = "service"


class Format(StrEnum):
    """As what the drawn network can be saved; the value is the ending of the file."""

    PDF = "pdf"
    PICTURE = "png"
    DRAWING = "svg"
    GRAPH = "graphml"
    DATA = "json"


FORM_WORDS = {
    Format.PDF: "PDF, with the words",
    Format.PICTURE: "Picture (PNG)",
    Format.DRAWING: "Drawing (SVG)",
    Format.GRAPH: "Graph (GraphML)",
    Format.DATA: "Data (JSON)",
}
_KINDS = {
    Format.PDF: "PDF (*.pdf)",
    Format.PICTURE: "Picture (*.png)",
    Format.DRAWING: "Drawing (*.svg)",
    Format.GRAPH: "Graph (*.graphml)",
    Format.DATA: "Data (*.json)",
}


NOT_KEPT = (
    "The file could not be written. The log has a line that a picture of this network was made; "
    "nothing else was changed. Choose another folder, or see whether the disk is full."
)
ADD_SOMEBODY = "Add somebody"
ADD_SERVICE = "Add a service"
_ADDED_TO = {"Family at home": Adding.HOME, "Services": Adding.SERVICE}
"""By the title of a part; to any other, somebody who lives elsewhere is added."""

TIE_KINDS = {
    TieKind.PARENT: "mother, father or parent",
    TieKind.CHILD: "daughter, son or child",
    TieKind.PARTNER: "partner",
    TieKind.FORMER_PARTNER: "former partner",
    TieKind.SIBLING: "sister, brother or sibling",
    TieKind.GRANDPARENT: "grandmother, grandfather or grandparent",
    TieKind.GRANDCHILD: "granddaughter, grandson or grandchild",
    TieKind.CARER: "carer",
    TieKind.FRIEND: "friend",
    TieKind.NEIGHBOUR: "neighbour",
    TieKind.OTHER: "somebody else close",
}
GENDERS = {
    Gender.NOT_RECORDED: "Not recorded",
    Gender.WOMAN: "Woman",
    Gender.MAN: "Man",
    Gender.NON_BINARY: "Non-binary",
}
NATURE_WORDS = {
    TieNature.BIRTH: "By birth",
    TieNature.STEP: "Step",
    TieNature.ADOPTIVE: "By adoption",
    TieNature.FOSTER: "Foster",
    TieNature.HALF: "Half",
    TieNature.TWIN: "Twins",
    TieNature.IDENTICAL_TWIN: "Identical twins",
    TieNature.MARRIED: "Married",
    TieNature.LIVING_TOGETHER: "Living together",
    TieNature.SEPARATED: "Separated",
    TieNature.DIVORCED: "Divorced",
}
QUALITIES = {
    Quality.STRONG: "Strong",
    Quality.WORKING: "Steady",
    Quality.WEAK: "Thin",
    Quality.PLANNED: "Planned",
    Quality.STRESSFUL: "Stressful",
    Quality.CUT_OFF: "Cut off",
}
STRENGTHS = {1: "Thin", 2: "Steady", 3: "Strong"}
FLOWS = {
    Flow.TO_FAMILY: "Help comes to the family",
    Flow.FROM_FAMILY: "Help goes from the family",
    Flow.BOTH: "Help goes both ways",
    Flow.NONE: "No help goes either way",
}
_NOT_SAID = "Not said"
_Code = TypeVar("_Code", bound=StrEnum | int)


def say_kept(name: str) -> str:
    """Return the words about a file that was written."""
    return f"Saved as {name}. That it was made is in the log of this case."


def file_name(printing: Format, reference: str) -> str:
    """Return a name for the file; it tells the case and nobody's name."""
    return f"network-{reference}.{printing}"


def file_kind(printing: Format) -> str:
    """Return the kind of file as the window that asks for a place shows it."""
    return _KINDS[printing]


def added_to(section: str) -> Adding:
    """Return what is added to a part of the network, by its title."""
    return _ADDED_TO.get(section, Adding.ELSEWHERE)


def offer(adding: Adding) -> str:
    """Return the words that offer to add it."""
    return ADD_SERVICE if adding is Adding.SERVICE else ADD_SOMEBODY


def or_not_said(words: Mapping[_Code, str]) -> list[tuple[str, str]]:
    """Return the options of a list whose first one leaves it unsaid."""
    return [("", _NOT_SAID), *((str(code), said) for code, said in words.items())]


def they_are(words: Pronouns) -> str:
    """Return the words over who somebody is: "They are her"."""
    return f"They are {words.possessive}"


def say_born(born: PartialDate, today: date) -> str:
    """Return a birth said back with the age it comes to: "Read as 9 April 1991, aged 35"."""
    years = born.age_on(today)
    roughly = "" if born.day else "about "
    return f"Read as {say_date(born)}, aged {roughly}{years if years > 0 else 'under 1'}"
