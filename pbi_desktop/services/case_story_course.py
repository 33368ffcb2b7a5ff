"""The course of a case in its story: phases, who handed over, papers, and their own words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import aliased

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.case_words import (
    CHECK_WORDS,
    CLOSURE_WORDS,
    ENGAGEMENT_WORDS,
    PHASE_WORDS,
    USE_WORDS,
)
from pbi_desktop.domain.papers import SOURCE_WORDS, PaperSource
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, HandOver, Paper, PhaseRecord, ResidentStory, Worker
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.services.story_reach import Reach, noon

_WITHOUT = {
    Phase.PLANNED: "Not agreed with them",
    Phase.CLOSED: "Not rated at closing",
    Phase.SUSTAINED_CHECK: "Not possible",
}
_NOBODY: tuple[str, UUID | None] = ("", None)


def phases(reach: Reach) -> list[StoryEntry]:
    """Return when a case was opened, each phase that it entered, and how it was closed.

    That it was opened goes without saying while it is in its first phase.
    """
    found = reach.work.rows(
        select(PhaseRecord, Worker.name, Worker.agency_id)
        .outerjoin(Worker, Worker.id == PhaseRecord.created_by)
        .where(reach.covers(PhaseRecord.case_id))
    )
    cases = [reach.work.get(Case, one) for one in reach.cases]
    moved = {record.case_id for record, *_by in found}
    entries = [_phase(reach, cases, record, (by or "", agency)) for record, by, agency in found]
    # Whoever sees a case by its head alone is told none of its course.
    told = [one for one in cases if reach.work.may_read(one.id, Category.CORE)]
    entries += _opened(reach, [one for one in told if one.id in moved or one.previous_case_id])
    closed = {record.case_id for record, *_by in found if record.phase is Phase.CLOSED}
    entries += [_closed(reach, one) for one in told if one.closed_on and one.id not in closed]
    return reach.newest(entries)


def _phase(
    reach: Reach, cases: Sequence[Case], record: PhaseRecord, by: tuple[str, UUID | None]
) -> StoryEntry:
    case = next(one for one in cases if one.id == record.case_id)
    return reach.entry(
        record,
        day_of_writing(record.on_day, record.created_at),
        "phase",
        _entered(case, record.phase),
        by,
        "\n".join(_said(record)),
    )


def _entered(case: Case, phase: Phase) -> str:
    if phase is Phase.CLOSED:
        return _closed_words(case)
    if phase is Phase.SUSTAINED_CHECK:
        return PHASE_WORDS[phase]
    return f"Phase: {PHASE_WORDS[phase].lower()}"


def _closed_words(case: Case) -> str:
    why = CLOSURE_WORDS.get(case.closure_reason) if case.closure_reason else None
    return f"Case closed: {why[:1].lower()}{why[1:]}" if why else "Case closed"


def _said(record: PhaseRecord) -> Iterable[str]:
    """Return what was said when a phase was entered, line by line."""
    if record.threshold:
        yield f"Threshold: {record.threshold}"
    if record.safeguarding is not None:
        yield f"Safeguarding: {CHECK_WORDS[record.safeguarding].lower()}"
    if record.engagement is not None:
        yield ENGAGEMENT_WORDS[record.engagement]
    if record.agreed_on is not None:
        yield f"Agreed with them on {say_date(record.agreed_on)}"
    if record.not_agreed:
        yield f"{_WITHOUT.get(record.phase, 'Without them')}: {record.not_agreed}"
    if record.goes_on:
        yield f"What goes on: {record.goes_on}"
    if record.goes_on_shared:
        yield f"Shared at closing: {record.goes_on_shared}"


def _opened(reach: Reach, cases: Sequence[Case]) -> list[StoryEntry]:
    """Return the opening of these cases, and after which other one each was opened."""
    if not cases:
        return []
    before = aliased(Case)
    rows = reach.work.rows(
        select(Case.id, Worker.name, Worker.agency_id, before.reference)
        .outerjoin(Worker, Worker.id == Case.created_by)
        .outerjoin(before, before.id == Case.previous_case_id)
        .where(Case.id.in_([one.id for one in cases]))
    )
    by = {row[0]: row for row in rows}
    return [_opening(reach, one, *by[one.id][1:]) for one in cases if one.id in by]


def _opening(
    reach: Reach, case: Case, by: str | None, agency: UUID | None, before: str | None
) -> StoryEntry:
    again = f"Opened again, after case {before}" if before else "Opened again"
    return reach.entry(
        case,
        day_of_writing(case.opened_on, case.created_at),
        "phase",
        again if case.previous_case_id else "Case opened",
        (by or "", agency),
        version=1,  # it was opened once, whatever became of it
    )


def _closed(reach: Reach, case: Case) -> StoryEntry:
    """Return the closing of a case of which nobody said more than that, and when."""
    day = case.closed_on or case.opened_on
    key = uuid5(case.id, "closed")
    return reach.entry(case, noon(day), "phase", _closed_words(case), _NOBODY, id=key)


def hand_overs(reach: Reach) -> list[StoryEntry]:
    """Return who took the case over from whom, and what they had to know."""
    before, after = aliased(Worker), aliased(Worker)
    asked = (
        select(HandOver, Worker.name, Worker.agency_id, before.name, after.name)
        .outerjoin(Worker, Worker.id == HandOver.created_by)
        .outerjoin(before, before.id == HandOver.from_id)
        .outerjoin(after, after.id == HandOver.to_id)
        .where(reach.covers(HandOver.case_id))
    )
    return [
        reach.entry(
            one,
            one.at,
            "hand_over",
            _handed(left, took),
            (by or "", agency),
            f"{one.words}\n{'They were told' if one.person_told else 'They were not told yet'}",
        )
        for one, by, agency, left, took in reach.rows(asked, HandOver.at)
    ]


def _handed(left: str | None, took: str | None) -> str:
    to = took or "somebody else"
    return f"Handed over from {left} to {to}" if left else f"Handed over to {to}"


def papers(reach: Reach) -> list[StoryEntry]:
    """Return the papers that were kept, and the letters that were written."""
    asked = (
        select(Paper, Worker.name, Worker.agency_id)
        .outerjoin(Worker, Worker.id == Paper.created_by)
        .where(reach.covers(Paper.case_id))
    )
    return [
        _paper(reach, one, (by or "", agency))
        for one, by, agency in reach.rows_of_days(asked, Paper.received_on)
    ]


def _paper(reach: Reach, one: Paper, by: tuple[str, UUID | None]) -> StoryEntry:
    ours = one.source is PaperSource.LETTER
    what = "Letter written" if ours else "Paper kept"
    came = SOURCE_WORDS[one.source]
    source = f"{came}: {one.from_whom}" if one.from_whom else "" if ours else came
    return reach.entry(
        one,
        noon(one.received_on),
        "letter" if ours else "paper",
        f"{what}: {one.name}",
        by,
        "\n".join(part for part in (one.about, source) if part),
        plain_title=what,
    )


def own_words(reach: Reach) -> list[StoryEntry]:
    """Return what they said in their own words, and how far they agreed that it goes.

    What they took back is told nowhere.
    """
    asked = (
        select(ResidentStory, Worker.name, Worker.agency_id)
        .outerjoin(Worker, Worker.id == ResidentStory.created_by)
        .where(reach.covers(ResidentStory.case_id), ResidentStory.taken_back_on.is_(None))
    )
    return [
        _own(reach, one, (by or "", agency))
        for one, by, agency in reach.rows_of_days(asked, ResidentStory.agreed_on)
    ]


def _own(reach: Reach, one: ResidentStory, by: tuple[str, UUID | None]) -> StoryEntry:
    said, use = f"“{one.words}”", USE_WORDS[one.agreed_use]
    agreed = f"They agreed on {say_date(one.agreed_on)}: {use[:1].lower()}{use[1:]}"
    return reach.entry(
        one,
        noon(one.agreed_on),
        "own_words",
        f"In their own words: {one.called}",
        by,
        f"{said}\n{agreed}",
        plain_title="In their own words",
        voice=len(said),
    )


def day_of_writing(day: date, written: datetime) -> datetime:
    """Return when something stands: when it was written down, if that is of its own day."""
    return written if london_day(written) == day else noon(day)
