"""What a few people of the cast have asked of their own data: one is late, one waits."""

from hashlib import sha256
from uuid import UUID

from pbi_desktop.demo.case_file import CORE, CaseFile
from pbi_desktop.demo.chapter import Chapter
from pbi_desktop.demo.instants import as_date, clock, working_day
from pbi_desktop.domain.data_rights import RequestKind

# How many days ago, what, whether it is known who asks, and in which words.
_ASKED = (
    (44, RequestKind.ACCESS, True, "Everything you have written about me, please."),
    (16, RequestKind.ACCESS, False, "Rang and asked for a copy. We asked who is calling."),
    (9, RequestKind.RECTIFICATION, True, "The date my tenancy began is wrong."),
)


def ask(chapter: Chapter, file: CaseFile, place: int) -> None:
    """Add what the main person of a case has asked for, if they did."""
    if place >= len(_ASKED):
        return
    ago, kind, known, words = _ASKED[place]
    manager = file.team.manager
    day = max(working_day(chapter.setting.today - ago), file.course.opened)
    came = as_date(day)
    chapter.books.keep(
        "subject_requests",
        # Not from the dice: whoever else is invented stays who they were.
        UUID(bytes=sha256(file.id.bytes).digest()[:16], version=4),
        min(clock(day, 12), chapter.setting.now),
        manager.id,
        file.subject.id,
        CORE,
        manager.agency.id,
        kind.value,
        came,
        came if known else None,
        *(None, None, None, None, None),
        words,
    )
