"""A report before it is a page: a tree of headings, paragraphs, lists and tables, and its marking.

Text is a tuple of pieces: plain `str` is the program's own words; `Said` is text from records, in
any script and direction; `Link` leads to a heading of the same document and nowhere else.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pbi_desktop.domain.scene import Scene


@dataclass(frozen=True)
class Said:
    """Text as it stands in a record."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a heading of the same document, by its anchor."""

    text: str
    anchor: str


Piece = str | Said | Link
Text = tuple[Piece, ...]


def words(*pieces: Piece) -> Text:
    """Return the pieces as one text."""
    return pieces


def plain(text: Text) -> str:
    """Return a text without its structure."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text)


class Protection(StrEnum):
    """The government's marking; nothing higher is ever offered."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class DocumentMarking:
    """What stands at the head and foot of every page, and who has this copy."""

    protection: Protection
    handling: str
    printed_by: str
    printed_at: datetime
    for_whom: str = ""
    copy_number: int | None = None


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title's own. `anchor` lets a link lead here."""

    level: int
    text: Text
    anchor: str = ""

    def __post_init__(self) -> None:
        if not 2 <= self.level <= 6:
            raise ValueError("a heading's level is 2 to 6; 1 is the document's title")


class Tone(StrEnum):
    """How a paragraph sounds."""

    PLAIN = "plain"
    LEAD = "lead"
    OWN_WORDS = "own_words"
    SMALL = "small"
    LINE = "line"
    """A line that follows the one before without a gap, as in an address."""


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: Text
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class ListBlock:
    """A list, numbered where the order matters."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table: a caption, a header row, and rows whose first cell is the row's header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    figures: frozenset[int] = frozenset()
    """The columns that hold figures, which line up on the right."""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row has a cell for every column")


@dataclass(frozen=True)
class KeyValues:
    """Names and what they are, as a description list."""

    pairs: tuple[tuple[str, Text], ...]


class NoticeKind(StrEnum):
    """Why a notice stands out."""

    INFORMATION = "information"
    WARNING = "warning"


@dataclass(frozen=True)
class Notice:
    """Something that must not be overlooked."""

    title: str
    text: Text
    kind: NoticeKind = NoticeKind.INFORMATION


@dataclass(frozen=True)
class Figure:
    """A picture and what it shows in words; a picture without words cannot be made."""

    alt: str
    scene: Scene
    caption: str = ""
    table: Table | None = None
    """The same numbers as a table, for whoever would rather read them."""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a picture needs a text that says what it shows")


Block = Heading | Para | ListBlock | Table | KeyValues | Notice | Figure


@dataclass(frozen=True)
class Document:
    """A report: its title, its marking, and what it says."""

    title: Text
    marking: DocumentMarking
    blocks: tuple[Block, ...]
    language: str = "en-GB"
