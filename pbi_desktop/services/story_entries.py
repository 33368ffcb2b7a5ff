"""The entries of a story, kind by kind: what each sort of record says of what happened."""

from datetime import date

from sqlalchemy import func, select

from pbi_desktop.domain.approaches import (
    SAYS_CAME,
    SAYS_DONE,
    SAYS_SAFE,
    SAYS_URGENCY,
    Done,
    SafeNow,
    read_done,
)
from pbi_desktop.domain.casework import Marking, NoteKind, ReferralKind, RiskState
from pbi_desktop.domain.demand import DEMAND_LABELS
from pbi_desktop.domain.gains import GainStatus
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS, LifeDomain
from pbi_desktop.models import (
    Agency,
    Appointment,
    Attendance,
    CasePerson,
    CommunityGroup,
    Contact,
    DemandEvent,
    FinancialGain,
    Note,
    Referral,
    Risk,
    StageRating,
    Worker,
)
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.services.story_reach import Reach, noon

MOVED = "Moved: this was about somebody else."
"""What stands where a note was; it takes no part in anything any more."""

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
_RISK_TITLES = {
    RiskState.KNOWN: "Risk",
    RiskState.NONE_KNOWN: "Asked about risk: none known",
    RiskState.PAST: "Risk that has passed",
}


def notes(reach: Reach) -> list[StoryEntry]:
    """Return the notes: visits, calls, meetings and what else was written down."""
    asked = (
        select(Note, Worker.name)
        .join(Worker, Worker.id == Note.worker_id)
        .where(reach.covers(Note.case_id))
    )
    return [_note(reach, note, by) for note, by in reach.rows(asked, Note.at)]


def _note(reach: Reach, note: Note, by: str) -> StoryEntry:
    title = _NOTE_TITLES[note.kind]
    return reach.entry(
        note,
        note.at,
        note.kind.value,
        f"{title}, {note.place}" if note.place else title,
        (by, note.agency_id),
        note.body,
        plain_title=title,
        marking=note.marking,
        mine=note.worker_id == reach.work.actor.worker,
        place=note.place or "",
        moved=note.body == MOVED,
    )


def contacts(reach: Reach) -> list[StoryEntry]:
    """Return the approaches at the front door."""
    asked = (
        select(Contact, Worker.name, Worker.agency_id)
        .join(Worker, Worker.id == Contact.worker_id)
        .where(reach.covers(Contact.case_id))
    )
    return [
        reach.entry(
            contact,
            contact.at,
            "contact",
            _came(contact),
            (by, agency),
            _said_and_done(contact),
            plain_title=SAYS_CAME[contact.method],
            voice=len(_quoted(contact)) if not contact.told_by else 0,
        )
        for contact, by, agency in reach.rows(asked, Contact.at)
    ]


def _came(contact: Contact) -> str:
    how = SAYS_CAME[contact.method]
    if contact.reached is False:
        how = f"{how}, nobody was reached"
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
    return "\n".join(
        part for part in (_quoted(contact), line[:1].upper() + line[1:], contact.done_words) if part
    )


def _quoted(contact: Contact) -> str:
    return f"“{contact.words}”" if contact.words else ""


def stages(reach: Reach) -> list[StoryEntry]:
    """Return the judgements of how somebody copes with life as a whole."""
    asked = (
        select(StageRating, Worker.name)
        .join(Worker, Worker.id == StageRating.rated_by)
        .where(reach.covers(StageRating.case_id), StageRating.domain == LifeDomain.OVERALL)
    )
    return [
        reach.entry(
            rating,
            noon(rating.rated_on),
            "stage",
            f"{DOMAIN_LABELS[rating.domain]}: {LABELS[rating.stage].lower()}",
            (by, rating.agency_id),
            rating.reason or "",
        )
        for rating, by in reach.rows_of_days(asked, StageRating.rated_on)
    ]


def gains(reach: Reach) -> list[StoryEntry]:
    """Return what was claimed and awarded."""
    asked = (
        select(FinancialGain, Worker.name, Worker.agency_id)
        .join(Worker, Worker.id == FinancialGain.created_by)
        .where(reach.covers(FinancialGain.case_id))
    )
    # The day that is shown is not the day of writing, so the newest are chosen here.
    found = [
        _gain(reach, gain, (by, agency), reach.today) for gain, by, agency in reach.work.rows(asked)
    ]
    return reach.newest(found)


def _gain(reach: Reach, gain: FinancialGain, by: tuple[str, object], today: date) -> StoryEntry:
    day = gain.confirmed_on or gain.start_on
    what = _GAIN_TITLES.get(gain.status, "Money")
    return reach.entry(
        gain,
        noon(day) if day and day <= today else gain.created_at,
        "money",
        f"{what}: {gain.what}",
        by,  # type: ignore[arg-type]
        f"{say_pence(gain.amount)} {gain.frequency.words}",
    )


def referrals(reach: Reach) -> list[StoryEntry]:
    """Return where somebody was sent or pointed to."""
    asked = (
        select(
            Referral,
            Worker.name,
            Worker.agency_id,
            func.coalesce(CommunityGroup.name, Agency.name),
        )
        .join(Worker, Worker.id == Referral.created_by)
        .outerjoin(CommunityGroup, CommunityGroup.id == Referral.group_id)
        .outerjoin(Agency, Agency.id == Referral.agency_id)
        .where(reach.covers(Referral.case_id))
    )
    return [
        reach.entry(
            referral,
            noon(referral.made_on),
            "referral",
            f"{'Referred' if referral.kind is ReferralKind.REFERRAL else 'Signposted'} "
            f"to {group or 'a service'}",
            (by, agency),
            referral.reason or "",
        )
        for referral, by, agency, group in reach.rows_of_days(asked, Referral.made_on)
    ]


def attendances(reach: Reach) -> list[StoryEntry]:
    """Return when somebody came to a group, and when not."""
    asked = (
        select(Attendance, Worker.name, Worker.agency_id, CommunityGroup.name)
        .join(Worker, Worker.id == Attendance.created_by)
        .join(CommunityGroup, CommunityGroup.id == Attendance.group_id)
        .where(reach.covers(Attendance.case_id))
    )
    return [
        reach.entry(
            attendance,
            noon(attendance.on_day),
            "group",
            f"{'Came to' if attendance.came else 'Did not come to'} {group}",
            (by, agency),
        )
        for attendance, by, agency, group in reach.rows_of_days(asked, Attendance.on_day)
    ]


def risks(reach: Reach) -> list[StoryEntry]:
    """Return the risks, and when it was asked and none was known."""
    asked = (
        select(Risk, Worker.name, Worker.agency_id)
        .join(Worker, Worker.id == Risk.created_by)
        .where(reach.covers(Risk.case_id))
    )
    return [
        reach.entry(
            risk, noon(risk.checked_on), "risk", _RISK_TITLES[risk.state], (by, agency), _harm(risk)
        )
        for risk, by, agency in reach.rows_of_days(asked, Risk.checked_on)
    ]


def _harm(risk: Risk) -> str:
    if risk.state is RiskState.NONE_KNOWN:
        return risk.plan or ""
    return f"{risk.harm}\nWhat helps: {risk.plan}" if risk.plan else risk.harm


def appointments(reach: Reach) -> list[StoryEntry]:
    """Return the meetings and visits of the diary that have come; those to come are no story."""
    asked = (
        select(Appointment, Worker.name, Worker.agency_id)
        .join(Worker, Worker.id == Appointment.worker_id)
        .where(reach.covers(Appointment.case_id), Appointment.at <= reach.work.now)
    )
    return [
        reach.entry(
            booked,
            booked.at,
            "appointment",
            "Appointment" if booked.done else "Appointment, not marked as done",
            (by, agency),
            booked.what,
        )
        for booked, by, agency in reach.rows(asked, Appointment.at)
    ]


def demand(reach: Reach) -> list[StoryEntry]:
    """Return the calls on public services by the people of the case, as agencies tell of them."""
    ours = select(CasePerson.person_id).where(reach.covers(CasePerson.case_id))
    asked = select(DemandEvent).where(DemandEvent.subject_id.in_(ours))
    return [
        reach.entry(
            event,
            noon(event.on_day),
            "demand",
            DEMAND_LABELS[event.kind],
            ("", event.agency_id),
            f"{event.count} times" if event.count > 1 else "",
            agency=event.agency,
            marking=Marking.TOLD,
            told_by=event.agency,
        )
        for (event,) in reach.rows_of_days(asked, DemandEvent.on_day)
    ]
