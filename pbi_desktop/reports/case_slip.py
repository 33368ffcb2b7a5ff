"""The reply slip of a shared summary: what comes back from the partner."""

from pbi_desktop.domain.documents import Block, Heading, KeyValues, Said, Text
from pbi_desktop.domain.sharing import SummaryFacts
from pbi_desktop.reports.phrases import joined

_LINE = "_" * 28
_SHORT = "_" * 12


def reply_slip(told: SummaryFacts) -> list[Block]:
    """Return lines to fill in: what they will do and by when; it names the case and no person."""
    pairs: list[tuple[str, Text]] = [
        ("About", (told.reference, ". Send it to the ", Said(told.site), " team.")),
        ("We will do it", (f"yes / in part / no, by {_SHORT}  because {_LINE}",)),
        ("Name, day", (f"{_LINE}  {_SHORT}",)),
    ]
    return [
        Heading(2, ("Reply slip",)),
        KeyValues(tuple((name, joined(*text)) for name, text in pairs)),
    ]
