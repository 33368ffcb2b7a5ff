"""What others changed in the worker's own cases since the worker last opened each of them.

It tells who changed what sort of record and when, never what it says: that shows in the case. A
case that was handed to them comes first, until they open it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, literal_column, or_, select

from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.access_words import AGENCY_KINDS
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.models import Agency, CaseTeamMember, HandOver, Revision, Ticket, Worker
from pbi_desktop.services.my_day_cases import OwnCases
from pbi_desktop.services.my_day_rows import News, NewsKind
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_MOST_READ = 300
_MOST_NEWS = 12
_GOES_BACK = timedelta(days=60)
"""Whoever has not opened a case for longer is told of the last two months."""
_HANDED_WORDS = "Handed this case to you"
_TAKEN_AWAY = '"withdrawn_at":"'


@dataclass(frozen=True)
class _Told:
    """How a kind of record is spoken of."""

    kind: NewsKind
    new: str
    changed: str
    gone: str


def _of(kind: NewsKind, thing: str, verb: str = "Wrote") -> _Told:
    return _Told(kind, f"{verb} {thing}", f"Changed {thing}", f"Took back {thing}")


_WORDS: dict[str, _Told] = {
    "notes": _of(NewsKind.NOTE, "a note"),
    "contacts": _of(NewsKind.NOTE, "a contact"),
    "what_matters": _of(NewsKind.NOTE, "what matters to them"),
    "stage_ratings": _of(NewsKind.STAGE, "how far they have come", "Looked at"),
    "gains": _of(NewsKind.MONEY, "money gained"),
    "debts": _of(NewsKind.MONEY, "a debt"),
    "tenancies": _of(NewsKind.MONEY, "the home", "Wrote about"),
    "attendances": _of(NewsKind.GROUP, "who came to a group"),
    "referrals": _of(NewsKind.GROUP, "a referral", "Made"),
    "actions": _of(NewsKind.PLAN, "a step", "Added"),
    "needs": _of(NewsKind.PLAN, "a need", "Added"),
    "goals": _of(NewsKind.PLAN, "a goal", "Added"),
    "appointments": _of(NewsKind.PLAN, "a visit", "Booked"),
    "going_along": _of(NewsKind.PLAN, "going along"),
    "key_dates": _of(NewsKind.PLAN, "a key date"),
    "risks": _of(NewsKind.RISK, "safety", "Looked at"),
    "concerns": _of(NewsKind.RISK, "a concern"),
    "children_seen": _of(NewsKind.RISK, "whether a child was seen"),
    "capacity_decisions": _of(NewsKind.RISK, "a decision on capacity"),
    "involvements": _of(NewsKind.CASE, "a service", "Added"),
    "papers": _of(NewsKind.CASE, "a paper", "Added"),
    "case_team": _of(NewsKind.CASE, "the team", "Joined or changed"),
    "case_people": _of(NewsKind.CASE, "who the case is about", "Added to"),
    "cases": _of(NewsKind.CASE, "the case", "Opened"),
    "phase_records": _of(NewsKind.CASE, "the phase"),
    "hand_overs": _of(NewsKind.CASE, "a hand-over note"),
    "disclosures": _of(NewsKind.CASE, "that an agency was told something"),
}
"""What a worker is told of. Other kinds follow from one of these, or are the team's own books."""


_ME: Any = bindparam("me")
_CASES: Any = bindparam("cases", expanding=True)
_NOW: Any = bindparam("now")
_LOOKED = (
    select(Ticket.case_id, func.max(Ticket.at).label("at"))
    .where(Ticket.worker_id == _ME, Ticket.case_id.in_(_CASES))
    .group_by(Ticket.case_id)
    .subquery("looked")
)
_JOINED = (
    select(CaseTeamMember.case_id, func.max(CaseTeamMember.valid_from).label("at"))
    .where(CaseTeamMember.worker_id == _ME, is_live(CaseTeamMember, _NOW))
    .group_by(CaseTeamMember.case_id)
    .subquery("joined")
)
_REVISIONS = Question(
    select(
        Revision.record_id,
        Revision.kind,
        Revision.case_id,
        Revision.worker_id,
        Revision.at,
        Revision.before.is_not(None).label("was_there"),
        Revision.after.contains(_TAKEN_AWAY).label("gone"),
    )
    .join(_JOINED, _JOINED.c.case_id == Revision.case_id)
    .outerjoin(_LOOKED, _LOOKED.c.case_id == Revision.case_id)
    .where(Revision.case_id.in_(_CASES), Revision.worker_id != _ME)
    .where(Revision.kind.in_(sorted(_WORDS)), Revision.at > bindparam("since"))
    .where(Revision.at > func.coalesce(_LOOKED.c.at, _JOINED.c.at))
    .order_by(Revision.at.desc(), Revision.version.desc(), Revision.id)
    .limit(literal_column(str(_MOST_READ)))  # with a value, SQLite plans anew each time
)
_HANDED = Question(
    select(HandOver.id, HandOver.case_id, HandOver.created_by.label("by"), HandOver.at)
    .outerjoin(_LOOKED, _LOOKED.c.case_id == HandOver.case_id)
    .where(HandOver.case_id.in_(_CASES), HandOver.to_id == _ME, HandOver.created_by != _ME)
    .where(or_(_LOOKED.c.at.is_(None), HandOver.at > _LOOKED.c.at))
    .order_by(HandOver.at.desc(), HandOver.id)
)
_BY = Question(
    select(Worker.id, Worker.name, Agency.id.label("agency"), Agency.kind)
    .join(Agency, Agency.id == Worker.agency_id)
    .where(or_(Worker.id.in_(bindparam("workers", expanding=True)), Worker.id == _ME))
)


def read_news(work: Work, own: OwnCases) -> tuple[News, ...]:
    """Return what others did since the worker last opened each case.

    The cases that were handed to the worker come first; then the newest.
    """
    if not own.cases:
        return ()
    found = _changes(work, own) | _handed(work, own)
    told = [one for one in found.values() if not one.comes_to_nothing]
    return _said(work, own, told)[:_MOST_NEWS]


@dataclass(frozen=True)
class _Change:
    """What became of one record since: whether it is new, and whether it is gone again."""

    kind: str
    case_id: UUID
    worker_id: UUID
    at: datetime
    is_new: bool
    is_gone: bool
    note: UUID | None = None
    """The hand-over note, where by this the case was handed to the worker."""

    @property
    def comes_to_nothing(self) -> bool:
        """Whether it was made and taken back before the worker could see it."""
        return self.is_new and self.is_gone

    @property
    def words(self) -> str:
        """What was done."""
        if self.note is not None:
            return _HANDED_WORDS
        told = _WORDS[self.kind]
        return told.gone if self.is_gone else told.new if self.is_new else told.changed


def _changes(work: Work, own: OwnCases) -> dict[UUID, _Change]:
    """Return what became of each record: its revisions since, taken together."""
    found: dict[UUID, _Change] = {}
    for record, kind, case, worker, at, was_there, gone in _revisions(work, own):
        later = found.get(record)
        if later is None:
            found[record] = _Change(kind, case, worker, at, not was_there, gone)
        elif not was_there:
            found[record] = _Change(kind, case, later.worker_id, later.at, True, later.is_gone)
    return found


def _handed(work: Work, own: OwnCases) -> dict[UUID, _Change]:
    """Return the hand-overs to the worker of cases that they have not opened since.

    To join a team is at the same instant: what is new to whoever joins does not have it.
    """
    rows = work.ask(_HANDED, cases=list(own.cases), me=work.actor.worker)
    return {
        row.id: _Change("hand_overs", row.case_id, row.by, row.at, True, False, row.id)
        for row in rows
    }


def _revisions(work: Work, own: OwnCases) -> Sequence[Any]:
    """Return the newest revisions by others since the worker looked, the newest first."""
    return work.ask(
        _REVISIONS,
        cases=list(own.cases),
        me=work.actor.worker,
        now=work.now,
        since=work.now - _GOES_BACK,
    )


def _said(work: Work, own: OwnCases, changes: Sequence[_Change]) -> tuple[News, ...]:
    """Return the changes as lines: what one worker did to one case in one way is said once."""
    people, names = _workers(work, {one.worker_id for one in changes}), own.names
    counts: dict[tuple[UUID, UUID, str], int] = {}
    first: dict[tuple[UUID, UUID, str], _Change] = {}
    for one in changes:
        key = (one.case_id, one.worker_id, one.words)
        counts[key] = counts.get(key, 0) + 1
        first.setdefault(key, one)
    lines = [
        News(
            one.at,
            CaseId(one.case_id),
            names[one.case_id],
            _WORDS[one.kind].kind,
            one.words,
            *people.get(one.worker_id, ("Somebody", "")),
            1 if one.kind == "stage_ratings" or one.note else counts[key],
            one.note,
        )
        for key, one in first.items()
    ]
    return tuple(sorted(lines, key=_handed_first))


def _handed_first(one: News) -> tuple[Any, ...]:
    return one.note is None, -one.at.timestamp(), one.title, one.case_id


def _workers(work: Work, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return the name of each worker, and the kind of agency where it is not one's own."""
    rows = work.ask(_BY, workers=list(ids), me=work.actor.worker)
    mine = next((row[2] for row in rows if row[0] == work.actor.worker), None)
    return {
        row[0]: (row[1], "" if row[2] == mine else AGENCY_KINDS[AgencyKind(row[3])].lower())
        for row in rows
    }
