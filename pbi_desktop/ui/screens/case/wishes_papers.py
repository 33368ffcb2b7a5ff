"""What a worker may wish of papers and letters, as plain values."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # they load what papers are made of, which only a paper needs
    from pbi_desktop.services.letters_rows import LetterWish
    from pbi_desktop.services.papers_rows import NewPaper


@dataclass(frozen=True)
class AttachPaper:
    """Keep a file with the case."""

    paper: "NewPaper"
    place: Path | None = None
    """Where it lies on this computer; None where it was pasted."""


@dataclass(frozen=True)
class MakeLetter:
    """Make a letter and keep it with the papers."""

    letter: "LetterWish"


PaperWish = AttachPaper | MakeLetter
