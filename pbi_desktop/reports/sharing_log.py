"""The Sharing log of one case on paper: who saw, printed and was told what, when and why."""

from collections.abc import Sequence
from datetime import datetime

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Para,
    Protection,
    Said,
    Table,
    Tone,
)
from pbi_desktop.reports.phrases import say_instant

_HANDLING = "About one person: give it to them, or keep it with their file."
_WHAT_IT_IS = (
    "Every time somebody opened this file, printed from it, took something out of it or told "
    "another service something in it is written down by the program itself. Nobody can change or "
    "remove such a line without its being noticed."
)
Line = tuple[datetime, str, str, str, str]
"""When, what, who, their job and agency, and why."""


def build_sharing_log(
    name: str, reference: str, lines: Sequence[Line], printed: tuple[str, datetime], whom: str
) -> Document:
    """Return the log as a document; `printed` says by whom and when."""
    by, at = printed
    marking = DocumentMarking(Protection.OFFICIAL_SENSITIVE, _HANDLING, by, at, whom)
    return Document(
        ("Who saw and was told what: ", Said(name)),
        marking,
        (
            Para((f"Case {reference}, as it stood on {say_instant(at)}.",), Tone.LEAD),
            Para((_WHAT_IT_IS,)),
            _table(lines),
        ),
    )


def _table(lines: Sequence[Line]) -> Block:
    if not lines:
        return Para(("Nothing is written down yet.",))
    rows = tuple(
        ((say_instant(at),), (Said(f"{who}, {job}" if who else job),), (Said(did),), (Said(why),))
        for at, did, who, job, why in lines
    )
    heads = ("When", "Who", "What they did", "Why")
    return Table("The latest first", heads, rows)
