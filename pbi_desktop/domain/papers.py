"""The code lists of papers: what is kept with a case."""

from enum import StrEnum


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
