"""The story of a case: one line of everything that happened, newest first."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.approaches import (
    SAYS_CAME,
    SAYS_DONE,
    SAYS_SAFE,
    SAYS_URGENCY,
    Done,
    SafeNow,
    read_done,
)
from pbi_desktop.domain.casework import NoteKind, ReferralKind
from pbi_desktop.domain.gains import GainStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS, LifeDomain
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.models import (
    Agency,
    Attendance,
    CommunityGroup,
    Contact,
    FinancialGain,
    Note,
    Referral,
    StageRating,
    Worker,
)
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.store.unit_of_work import Work

_NOTE_TITLES = {
    NoteKind.NOTE: "Note",
    NoteKind.STORY: "Their story",
    NoteKind.VISIT: "Home visit",
    NoteKind.CALL: "Phone call",
    NoteKind.TEXT: "Text message",
    NoteKind.MEETING: "Meeting",
    NoteKind.GROUP: "Group",
    NoteKind.EVENT: "Event",
}
_GOES_WITHOUT_SAYING = frozenset({Done.OPEN_CASE, Done.ADD_TO_CASE})
"""In the story of a case."""
_TOLD, _NOT_TOLD = "told what is kept and why", "not told yet what is kept and why"
_GAIN_TITLES = {
    GainStatus.CONFIRMED: "Awarded",
    GainStatus.CLAIMED: "Claimed",
    GainStatus.ESTIMATED: "Estimated",
    GainStatus.REJECTED: "Turned down",
    GainStatus.ENDED: "Ended",
}


def read_story(work: Work, case_id: CaseId, *, most: int | None = None) -> tuple[StoryEntry, ...]:
    """Return the story, newest first; the `most` newest entries only, if given."""
    entries = [
        *_notes(work, case_id, most),
        *_contacts(work, case_id, most),
        *_stages(work, case_id, most),
        *_gains(work, case_id, most),
        *_referrals(work, case_id, most),
        *_attendances(work, case_id, most),
    ]
    entries.sort(key=lambda entry: (entry.at, entry.id), reverse=True)
    return tuple(entries[:most])


def _newest(asked: Any, order: Any, most: int | None) -> Any:
    asked = asked.order_by(order.desc(), order.class_.id.desc())
    return asked if most is None else asked.limit(most)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=LONDON)


def _notes(work: Work, case_id: CaseId, most: int | None) -> list[StoryEntry]:
    asked = (
        select(Note, Worker.name)
        .join(Worker, Worker.id == Note.worker_id)
        .where(Note.case_id == case_id)
    )
    return [
        StoryEntry(
            id=note.id,
            version=note.version,
            at=note.at,
            kind=note.kind.value,
            title=f"{_NOTE_TITLES[note.kind]}, {note.place}" if note.place else _titled(note.kind),
            by=by,
            body=note.body,
            marking=note.marking,
            told_by=note.told_by or "",
            category=note.category,
            mine=note.worker_id == work.actor.worker,
        )
        for note, by in work.rows(_newest(asked, Note.at, most))
    ]


def _titled(kind: NoteKind) -> str:
    return _NOTE_TITLES[kind]


def _contacts(work: Work, case_id: CaseId, most: int | None) -> list[StoryEntry]:
    asked = (
        select(Contact, Worker.name)
        .join(Worker, Worker.id == Contact.worker_id)
        .where(Contact.case_id == case_id)
    )
    found = work.rows(_newest(asked, Contact.at, most))
    return [
        _entry(
            contact,
            contact.at,
            "contact",
            _came(contact),
            by,
            _said_and_done(contact),
        )
        for contact, by in found
    ]


def _came(contact: Contact) -> str:
    how = SAYS_CAME[contact.method]
    return f"{how}: {contact.reasons.lower()}" if contact.reasons else how


def _said_and_done(contact: Contact) -> str:
    """Return what was said, then how soon, how safe and what was done, where any of it was said."""
    told = []
    if contact.urgency:
        told.append(f"help needed {SAYS_URGENCY[contact.urgency]}")
    if contact.safe_now and contact.safe_now is not SafeNow.NOT_ASKED:
        told.append(SAYS_SAFE[contact.safe_now])
    if contact.consent_told is not None:
        told.append(_TOLD if contact.consent_told else _NOT_TOLD)
    told += [SAYS_DONE[one] for one in read_done(contact.done) if one not in _GOES_WITHOUT_SAYING]
    line = ", ".join(told)
    said = f"“{contact.words}”" if contact.words else ""
    return "\n".join(
        part for part in (said, line[:1].upper() + line[1:], contact.done_words) if part
    )


def _stages(work: Work, case_id: CaseId, most: int | None) -> list[StoryEntry]:
    asked = (
        select(StageRating, Worker.name)
        .join(Worker, Worker.id == StageRating.rated_by)
        .where(StageRating.case_id == case_id, StageRating.domain == LifeDomain.OVERALL)
    )
    return [
        _entry(
            rating,
            _at(rating.rated_on),
            "stage",
            f"{DOMAIN_LABELS[rating.domain]}: {LABELS[rating.stage].lower()}",
            by,
            rating.reason or "",
        )
        for rating, by in work.rows(_newest(asked, StageRating.rated_on, most))
    ]


def _gains(work: Work, case_id: CaseId, most: int | None) -> list[StoryEntry]:
    asked = (
        select(FinancialGain, Worker.name)
        .join(Worker, Worker.id == FinancialGain.created_by)
        .where(FinancialGain.case_id == case_id)
    )
    entries = [_gain(gain, by, london_day(work.now)) for gain, by in work.rows(asked)]
    # The day that is shown is not the day of writing, so the newest are chosen here.
    return sorted(entries, key=lambda entry: (entry.at, entry.id), reverse=True)[:most]


def _gain(gain: FinancialGain, by: str, today: date) -> StoryEntry:
    day = gain.confirmed_on or gain.start_on
    what = _GAIN_TITLES.get(gain.status, "Money")
    return _entry(
        gain,
        _at(day) if day and day <= today else gain.created_at,
        "money",
        f"{what}: {gain.what}",
        by,
        f"{say_pence(gain.amount)} {gain.frequency.words}",
    )


def _referrals(work: Work, case_id: CaseId, most: int | None) -> list[StoryEntry]:
    asked = (
        select(Referral, Worker.name, func.coalesce(CommunityGroup.name, Agency.name))
        .join(Worker, Worker.id == Referral.created_by)
        .outerjoin(CommunityGroup, CommunityGroup.id == Referral.group_id)
        .outerjoin(Agency, Agency.id == Referral.agency_id)
        .where(Referral.case_id == case_id)
    )
    return [
        _entry(
            referral,
            _at(referral.made_on),
            "referral",
            f"{'Referred' if referral.kind is ReferralKind.REFERRAL else 'Signposted'} "
            f"to {group or 'a service'}",
            by,
            referral.reason or "",
        )
        for referral, by, group in work.rows(_newest(asked, Referral.made_on, most))
    ]


def _attendances(work: Work, case_id: CaseId, most: int | None) -> list[StoryEntry]:
    asked = (
        select(Attendance, Worker.name, CommunityGroup.name)
        .join(Worker, Worker.id == Attendance.created_by)
        .join(CommunityGroup, CommunityGroup.id == Attendance.group_id)
        .where(Attendance.case_id == case_id)
    )
    return [
        _entry(
            attendance,
            _at(attendance.on_day),
            "group",
            f"{'Came to' if attendance.came else 'Did not come to'} {group}",
            by,
            "",
        )
        for attendance, by, group in work.rows(_newest(asked, Attendance.on_day, most))
    ]


def _entry(  # noqa: PLR0913 - one argument for each column of the line
    record: Any, at: datetime, kind: str, title: str, by: str, body: str
) -> StoryEntry:
    return StoryEntry(
        id=record.id,
        version=record.version,
        at=at,
        kind=kind,
        title=title,
        by=by,
        body=body,
        marking=None,
        told_by="",
        category=Category(record.category),
        mine=False,
    )
