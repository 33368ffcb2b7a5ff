"""What a map of a town shows: the picture, and its answers as lists. Plain rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from numpy.typing import NDArray

from pbi_desktop.domain.ids import CaseId, GroupId
from pbi_desktop.domain.large_picture import LargePicture


class Asked(StrEnum):
    """What a map answers beside the picture."""

    SERVICES_ONLY = "services-only"
    OUT_OF_REACH = "out-of-reach"
    CARRYING = "carrying"
    AREAS = "areas"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class AnswerRow:
    """One line of an answer: its cells in words, and the node of the picture it is about."""

    node: int
    cells: tuple[str, ...]
    rank: tuple[float, ...]
    """What each cell sorts by; below nought where it is sorted by its words."""


@dataclass(frozen=True)
class Answer:
    """One question put to a town: what it means in a sentence, and the list of what was found."""

    asked: Asked
    title: str
    means: str
    headings: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    nothing: str
    """What to say where the list is empty."""


@dataclass(frozen=True, eq=False)
class Colouring:
    """One way to colour the nodes: the words of each class, and the class of each node."""

    asked: Asked
    title: str
    classes: tuple[str, ...]
    of_node: NDArray[Any]
    times: NDArray[Any] | None = None
    """How many times as large as usual each mark is."""


@dataclass(frozen=True, eq=False)
class TownPage:
    """A whole map, as one worker may see it."""

    picture: LargePicture[NDArray[Any]]
    said: str
    """What is on it, in a sentence."""
    read_on: date
    answers: tuple[Answer, ...]
    colourings: tuple[Colouring, ...]
    cases: Mapping[int, Sequence[CaseId]]
    """The open cases of each household, by the row of its node; none where it has no name."""
    groups: Mapping[int, GroupId]
    """Which group each node is, by its row."""
    leads: bool = False
    """Whether this worker may see the borough view."""
