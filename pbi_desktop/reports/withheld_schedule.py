"""The schedule of what an answer kept back, by ground and count: for the agency's own file."""

from datetime import datetime

from pbi_desktop.domain.data_rights import GROUND_LABELS, GROUND_SOURCES, SubjectAnswer
from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Protection,
    Said,
    Table,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.reports.phrases import how_many

_HANDLING = "For the agency's own file. Not for the person: it counts what may not be told."
UNSEEN = (
    "This answer was made from what the named worker may see. Sealed records, cases that are "
    "closed to them, and records of other stores are not in it and not counted. The information "
    "governance lead answers for those before anything is sent."
)


def build_schedule(answer: SubjectAnswer, made_at: datetime) -> Document:
    """Return the schedule as a document: grounds, their place in the law, and counts."""
    return Document(
        ("What an answer kept back",),
        DocumentMarking(Protection.OFFICIAL_SENSITIVE, _HANDLING, answer.answered_by, made_at),
        (
            KeyValues(
                (
                    ("Agency", (Said(answer.agency),)),
                    ("Received on", (say_date(answer.received_on),)),
                    ("Answered on", (say_date(answer.answered_on),)),
                    ("Records given", (f"{len(answer.items):,}",)),
                )
            ),
            Notice("What this program cannot see", (UNSEEN,), NoticeKind.WARNING),
            *_undecided(answer.undecided),
            Heading(2, ("By ground",)),
            *_grounds(answer),
        ),
    )


def _undecided(many: int) -> list[Block]:
    if not many:
        return []
    said = (
        f"{how_many(many, 'record')} stayed out because nobody decided. Decide, and answer again."
    )
    return [Notice("Not decided", (said,), NoticeKind.WARNING)]


def _grounds(answer: SubjectAnswer) -> list[Block]:
    if not answer.withheld:
        return [Para(("Everything that the worker may see was given whole.",))]
    rows = tuple(
        (
            (GROUND_LABELS[ground],),
            (GROUND_SOURCES[ground],),
            ("no" if ground.tells else "yes",),
            (f"{many:,}",),
        )
        for ground, many in answer.withheld
    )
    header = ("Ground", "Law", "Told to the person", "Records")
    return [Table("Records by ground", header, rows, frozenset({3}))]
