"""A page of a paper as it is shown in the window: its picture, its words, and why it is not."""

from dataclasses import dataclass
from enum import StrEnum

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.explaining import explain


@dataclass(frozen=True)
class PaperPage:
    """One page: rows of four bytes a point (blue, green, red, nothing), and the words on it."""

    number: int
    """From 1."""
    of: int
    width: int
    height: int
    points: bytes
    words: str = ""


class NotShown(StrEnum):
    """Why a page is not shown."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_MUCH = "too_much"
    """It took longer, or more memory, than a page may."""


@dataclass
class PageNotShown(PbiError):
    """A page cannot be shown in the window; the paper is as it was."""

    why: NotShown


_WHY = {
    NotShown.DAMAGED: "It is damaged, or not made as such files are.",
    NotShown.LOCKED: "It has a password.",
    NotShown.TOO_MUCH: "It takes longer or more memory than a page may.",
}


@explain.register
def _(error: PageNotShown) -> str:
    return (
        f"This page cannot be shown in the window. {_WHY[error.why]} Nothing was changed: the "
        "paper is still with the case. If you trust it, open a copy in another program."
    )
