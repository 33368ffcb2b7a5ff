"""PDFs of a few pages, as a paper may be."""

from datetime import UTC, date, datetime

from pbi_desktop.domain.documents import DocumentMarking, Protection
from pbi_desktop.reports.letter import LetterSheet, build_letter
from pbi_desktop.reports.pdf.render import LARGE, to_pdf


def two_pages() -> bytes:
    """Return a letter that goes over to a second page."""
    marking = DocumentMarking(
        Protection.OFFICIAL, "For them.", "Leah", datetime(2026, 11, 21, tzinfo=UTC)
    )
    body = "\n\n".join(["First words", *["What lies between."] * 36, "Last words"])
    sheet = LetterSheet("A letter", ("Lees team",), ("A",), date(2026, 11, 21), "K7QX9B", body)
    return to_pdf(build_letter(sheet, marking), LARGE)
