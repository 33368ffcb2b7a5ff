"""The entries of a story, kind by kind: what each sort of record says of what happened."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

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
from pbi_desktop.services.story_reach import CASES, OfStory, Reach, noon, told_of
from pbi_desktop.store.questions import Question

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

_BY, _OF = Worker.name.label("by"), Worker.agency_id.label("of")
_NOTES = OfStory(
    told_of(Note, _BY).join(Worker, Worker.id == Note.worker_id).where(Note.case_id.in_(CASES)),
    Note.at,
    of_days=False,
)
_CONTACTS = OfStory(
    told_of(Contact, _BY, _OF)
    .join(Worker, Worker.id == Contact.worker_id)
    .where(Contact.case_id.in_(CASES)),
    Contact.at,
    of_days=False,
)
_STAGES = OfStory(
    told_of(StageRating, _BY)
    .join(Worker, Worker.id == StageRating.rated_by)
    .where(StageRating.case_id.in_(CASES), StageRating.domain == LifeDomain.OVERALL),
    StageRating.rated_on,
    of_days=True,
)
_GAINS = Question(
    told_of(FinancialGain, _BY, _OF)
    .join(Worker, Worker.id == FinancialGain.created_by)
    .where(FinancialGain.case_id.in_(CASES))
)
_REFERRALS = OfStory(
    told_of(Referral, _BY, _OF, func.coalesce(CommunityGroup.name, Agency.name).label("sent_to"))
    .join(Worker, Worker.id == Referral.created_by)
    .outerjoin(CommunityGroup, CommunityGroup.id == Referral.group_id)
    .outerjoin(Agency, Agency.id == Referral.agency_id)
    .where(Referral.case_id.in_(CASES)),
    Referral.made_on,
    of_days=True,
)
_ATTENDANCES = OfStory(
    told_of(Attendance, _BY, _OF, CommunityGroup.name.label("group_name"))
    .join(Worker, Worker.id == Attendance.created_by)
    .join(CommunityGroup, CommunityGroup.id == Attendance.group_id)
    .where(Attendance.case_id.in_(CASES)),
    Attendance.on_day,
    of_days=True,
)
_RISKS = OfStory(
    told_of(Risk, _BY, _OF)
    .join(Worker, Worker.id == Risk.created_by)
    .where(Risk.case_id.in_(CASES)),
    Risk.checked_on,
    of_days=True,
)
_APPOINTMENTS = OfStory(
    told_of(Appointment, _BY, _OF)
    .join(Worker, Worker.id == Appointment.worker_id)
    .where(Appointment.case_id.in_(CASES), Appointment.at <= bindparam("now")),
    Appointment.at,
    of_days=False,
)
_DEMAND = OfStory(
    told_of(DemandEvent).where(
        DemandEvent.subject_id.in_(
            select(CasePerson.person_id).where(CasePerson.case_id.in_(CASES))
        )
    ),
    DemandEvent.on_day,
    of_days=True,
)


def notes(reach: Reach) -> list[StoryEntry]:
    """Return the notes: visits, calls, meetings and what else was written down."""
    return [_note(reach, note) for note in _NOTES.read(reach)]


def _note(reach: Reach, note: Any) -> StoryEntry:
    title = _NOTE_TITLES[note.kind]
    return reach.entry(
        note,
        note.at,
        note.kind.value,
        f"{title}, {note.place}" if note.place else title,
        (note.by, note.agency_id),
        note.body,
        plain_title=title,
        marking=note.marking,
        mine=note.worker_id == reach.work.actor.worker,
        place=note.place or "",
        moved=note.body == MOVED,
    )


def contacts(reach: Reach) -> list[StoryEntry]:
    """Return the approaches at the front door."""
    return [
        reach.entry(
            contact,
            contact.at,
            "contact",
            _came(contact),
            (contact.by, contact.of),
            _said_and_done(contact),
            plain_title=SAYS_CAME[contact.method],
            voice=len(_quoted(contact)) if not contact.told_by else 0,
        )
        for contact in _CONTACTS.read(reach)
    ]


def _came(contact: Any) -> str:
    how = SAYS_CAME[contact.method]
    if contact.reached is False:
        how = f"{how}, nobody was reached"
    return f"{how}: {contact.reasons.lower()}" if contact.reasons else how


def _said_and_done(contact: Any) -> str:
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


def _quoted(contact: Any) -> str:
    return f"“{contact.words}”" if contact.words else ""


def stages(reach: Reach) -> list[StoryEntry]:
    """Return the judgements of how somebody copes with life as a whole."""
    return [
        reach.entry(
            rating,
            noon(rating.rated_on),
            "stage",
            f"{DOMAIN_LABELS[rating.domain]}: {LABELS[rating.stage].lower()}",
            (rating.by, rating.agency_id),
            rating.reason or "",
        )
        for rating in _STAGES.read(reach)
    ]


def gains(reach: Reach) -> list[StoryEntry]:
    """Return what was claimed and awarded."""
    # The day that is shown is not the day of writing, so the newest are chosen here.
    rows = reach.work.ask(_GAINS, cases=reach.cases)
    return reach.newest([_gain(reach, gain, reach.today) for gain in rows])


def _gain(reach: Reach, gain: Any, today: date) -> StoryEntry:
    day = gain.confirmed_on or gain.start_on
    what = _GAIN_TITLES.get(gain.status, "Money")
    return reach.entry(
        gain,
        noon(day) if day and day <= today else gain.created_at,
        "money",
        f"{what}: {gain.what}",
        (gain.by, gain.of),
        f"{say_pence(gain.amount)} {gain.frequency.words}",
    )


def referrals(reach: Reach) -> list[StoryEntry]:
    """Return where somebody was sent or pointed to."""
    return [
        reach.entry(
            referral,
            noon(referral.made_on),
            "referral",
            f"{'Referred' if referral.kind is ReferralKind.REFERRAL else 'Signposted'} "
            f"to {referral.sent_to or 'a service'}",
            (referral.by, referral.of),
            referral.reason or "",
        )
        for referral in _REFERRALS.read(reach)
    ]


def attendances(reach: Reach) -> list[StoryEntry]:
    """Return when somebody came to a group, and when not."""
    return [
        reach.entry(
            attendance,
            noon(attendance.on_day),
            "group",
            f"{'Came to' if attendance.came else 'Did not come to'} {attendance.group_name}",
            (attendance.by, attendance.of),
        )
        for attendance in _ATTENDANCES.read(reach)
    ]


def risks(reach: Reach) -> list[StoryEntry]:
    """Return the risks, and when it was asked and none was known."""
    return [
        reach.entry(
            risk,
            noon(risk.checked_on),
            "risk",
            _RISK_TITLES[risk.state],
            (risk.by, risk.of),
            _harm(risk),
        )
        for risk in _RISKS.read(reach)
    ]


def _harm(risk: Any) -> str:
    if risk.state is RiskState.NONE_KNOWN:
        return risk.plan or ""
    return f"{risk.harm}\nWhat helps: {risk.plan}" if risk.plan else risk.harm


def appointments(reach: Reach) -> list[StoryEntry]:
    """Return the meetings and visits of the diary that have come; those to come are no story."""
    return [
        reach.entry(
            booked,
            booked.at,
            "appointment",
            "Appointment" if booked.done else "Appointment, not marked as done",
            (booked.by, booked.of),
            booked.what,
        )
        for booked in _APPOINTMENTS.read(reach, now=reach.work.now)
    ]


def demand(reach: Reach) -> list[StoryEntry]:
    """Return the calls on public services by the people of the case, as agencies tell of them."""
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
        for event in _DEMAND.read(reach)
    ]
