"""An answer as files: a copy that the person can read, one that a program can, and the schedule."""

from collections import Counter

from pbi_desktop.domain.data_rights import Ground, SubjectAnswer, as_given
from pbi_desktop.domain.times import london_day
from pbi_desktop.exchange.subject_access_out import answer_json, answer_sheets
from pbi_desktop.exchange.workbook_out import to_xlsx
from pbi_desktop.models import Worker
from pbi_desktop.reports.subject_copy import build_copy
from pbi_desktop.reports.withheld_schedule import build_schedule
from pbi_desktop.services.subject_access_rows import RequestLine, Weighing
from pbi_desktop.store.unit_of_work import Work

Files = dict[str, bytes]
_TITLE = "A copy of your data"


def answer_of(work: Work, weighing: Weighing) -> SubjectAnswer:
    """Return what is given, and on which grounds the rest is kept back or changed."""
    request = weighing.request
    given = (as_given(one.item, one.ground, weighing.others) for one in weighing.items)
    counted = Counter(one.ground for one in weighing.items if one.ground is not None)
    return SubjectAnswer(
        person=request.person,
        agency=request.agency,
        received_on=request.received_on,
        answered_on=request.answered_on or london_day(work.now),
        answered_by=work.get(Worker, work.actor.worker).name,
        items=tuple(item for item in given if item is not None),
        withheld=tuple((ground, counted[ground]) for ground in Ground if counted[ground]),
        undecided=weighing.undecided,
    )


def files_of(answer: SubjectAnswer, request: RequestLine, work: Work) -> tuple[Files, Files]:
    """Return the files for the person, and those that stay; no name tells whose they are."""
    from pbi_desktop.reports.pdf.render import to_pdf

    stem = f"subject-access-{request.id.hex[:8]}"
    for_person = {
        f"{stem}.pdf": to_pdf(build_copy(answer, work.now)),
        f"{stem}.json": answer_json(answer).encode("utf-8"),
        f"{stem}.xlsx": to_xlsx(answer_sheets(answer), _TITLE),
    }
    return for_person, {f"{stem}-schedule.pdf": to_pdf(build_schedule(answer, work.now))}
