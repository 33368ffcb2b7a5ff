"""What is kept with a case as a paper: the code lists, the limits and the words for each type."""

from dataclasses import dataclass
from enum import StrEnum

from pbi_desktop.domain.errors import PbiError


class PaperType(StrEnum):
    """What a file is by its content, never by its name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    HEIC = "heic"
    WORD = "docx"
    OPEN_TEXT = "odt"
    EXCEL = "xlsx"
    TEXT = "text"


class PaperSource(StrEnum):
    """How a paper came to be in a case."""

    FROM_PERSON = "from_person"
    FROM_AGENCY = "from_agency"
    SCANNED = "scanned"
    LETTER = "letter"
    PRINTED = "printed"


MOST_BYTES = 10 * 1024 * 1024
"""The largest file that is kept: ten megabytes."""

TYPE_WORDS = {
    PaperType.PDF: "PDF",
    PaperType.PNG: "picture (PNG)",
    PaperType.JPEG: "picture (JPEG)",
    PaperType.WEBP: "picture (WebP)",
    PaperType.HEIC: "picture (HEIC)",
    PaperType.WORD: "Word document",
    PaperType.OPEN_TEXT: "OpenDocument text",
    PaperType.EXCEL: "Excel workbook",
    PaperType.TEXT: "plain text",
}

SOURCE_WORDS = {
    PaperSource.FROM_PERSON: "From the person",
    PaperSource.FROM_AGENCY: "From an agency",
    PaperSource.SCANNED: "Scanned here",
    PaperSource.LETTER: "Our letter",
    PaperSource.PRINTED: "Printed here",
}


class Refusal(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PROGRAM = "program"
    SCRIPT = "script"
    ARCHIVE = "archive"
    WEB_PAGE = "web_page"
    MACROS = "macros"
    LOCKED = "locked"
    OLD_OFFICE = "old_office"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


@dataclass
class PaperRefused(PbiError):
    """A file is not of a kind that is kept; nothing of it was kept."""

    reason: Refusal
    name: str = ""


@dataclass
class PaperKeptAlready(PbiError):
    """The same content is in the case already, under this name; it was not kept twice."""

    name: str


@dataclass
class PaperDamaged(PbiError):
    """What is held of a paper is not what was attached: its hash differs."""

    name: str


@dataclass
class FileUnreadable(PbiError):
    """A file of this computer cannot be read: it went away, or may not be opened."""

    name: str


_ALLOWED = "PDF, pictures, Word, OpenDocument text, Excel and plain text are kept."
REFUSALS = {
    Refusal.EMPTY: "It is empty. Save or scan it again.",
    Refusal.TOO_LARGE: "It is larger than 10 MB. Scan it in grey, or attach it in parts.",
    Refusal.PROGRAM: f"It is a program, whatever its name says. {_ALLOWED}",
    Refusal.SCRIPT: f"It holds commands for a computer, not a paper. {_ALLOWED}",
    Refusal.ARCHIVE: "It is an archive of other files. Take the files out, and attach each.",
    Refusal.WEB_PAGE: "It is a web page or drawing that may hold commands. Print it to PDF first.",
    Refusal.MACROS: "It holds macros, which are small programs. Save it without them, or as PDF.",
    Refusal.LOCKED: "It has a password. Save it without the password, or as PDF.",
    Refusal.OLD_OFFICE: "It is in an old office format or has a password. Save it as PDF.",
    Refusal.DAMAGED: "It is damaged or not whole. Ask for it again, or scan it again.",
    Refusal.UNKNOWN: f"What kind of file it is cannot be told. {_ALLOWED}",
}
"""One plain sentence or two for each: why, and what to do instead."""
