"""What ties people to a group: referrals, the days they came, and when such a link has ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.referrals import WAITING
from pbi_desktop.models import Attendance, Case, Person, Referral
from pbi_desktop.services.person_names import full_name
from pbi_desktop.store.unit_of_work import Work

GOES_FOR = timedelta(weeks=8)
"""Who came within this time is expected again."""


@dataclass
class Link:
    """What ties one person of one open case to a group, as this worker may see it."""

    case_id: CaseId
    person_id: PersonId
    name: str
    referral: Referral | None = None
    """The open one, else the latest."""
    days: list[Attendance] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a referral or signpost still waits for its second visit."""
        return self.referral is not None and self.referral.status in WAITING

    @property
    def came(self) -> list[date]:
        """The days on which they came, in order."""
        return sorted({one.on_day for one in self.days if one.came})

    @property
    def category(self) -> Category:
        """What an attendance of this link is about: whatever the link itself is about."""
        if self.referral is not None:
            return self.referral.category
        return self.days[-1].category if self.days else Category.CORE

    def on(self, day: date) -> Attendance | None:
        """Return what was kept of a day."""
        return next((one for one in self.days if one.on_day == day), None)

    def is_expected(self, day: date) -> bool:
        """Say whether they may come on a day: referred by then, there lately, or kept of it."""
        told = self.referral is not None and self.is_open and self.referral.made_on <= day
        lately = any(day - GOES_FOR <= one <= day for one in self.came)
        return told or lately or self.on(day) is not None


def read_links(work: Work, group_id: GroupId) -> list[Link]:
    """Return every link of an open case to this group that this worker may see."""
    found: dict[tuple[UUID, UUID], Link] = {}
    referrals = (
        select(Referral, Person)
        .join(Case, Case.id == Referral.case_id)
        .join(Person, Person.id == Referral.subject_id)
        .where(Referral.group_id == group_id, Case.closed_on.is_(None))
        .order_by(Referral.made_on, Referral.id)
    )
    for referral, person in work.rows(referrals):
        link = _of(found, referral, person)
        if not link.is_open or referral.status in WAITING:
            link.referral = referral
    days = (
        select(Attendance, Person)
        .join(Case, Case.id == Attendance.case_id)
        .join(Person, Person.id == Attendance.subject_id)
        .where(Attendance.group_id == group_id, Case.closed_on.is_(None))
        .order_by(Attendance.on_day, Attendance.id)
    )
    for one, person in work.rows(days):
        _of(found, one, person).days.append(one)
    return list(found.values())


def groups_gone_to(work: Work, day: date) -> frozenset[UUID | None]:
    """Return the groups to which somebody whom this worker may see goes, or was told of it."""
    told = (
        select(Referral.group_id)
        .join(Case, Case.id == Referral.case_id)
        .where(Case.closed_on.is_(None), Referral.status.in_(WAITING))
    )
    came = (
        select(Attendance.group_id)
        .join(Case, Case.id == Attendance.case_id)
        .where(Case.closed_on.is_(None), Attendance.came.is_(True))
        .where(Attendance.on_day >= day - GOES_FOR)
    )
    return frozenset(row[0] for ask in (told, came) for row in work.rows(ask.distinct()))


def _of(
    found: dict[tuple[UUID, UUID], Link], record: Referral | Attendance, person: Person
) -> Link:
    key = (record.case_id, record.subject_id)
    return found.setdefault(key, Link(record.case_id, record.subject_id, full_name(person)))


def one_each(links: Iterable[Link], day: date, lead: Mapping[UUID, UUID]) -> list[Link]:
    """Return one link for each person, by name: of two cases the one that the day belongs to.

    `lead` says which records are of one person.
    """
    best: dict[UUID, tuple[tuple[bool, bool, date], Link]] = {}
    for link in links:
        made_on = link.referral.made_on if link.referral else date.min
        latest = max([made_on, *link.came])
        rank = (link.on(day) is not None, link.is_open, latest)
        person = lead.get(link.person_id, link.person_id)
        if person not in best or rank > best[person][0]:
            best[person] = (rank, link)
    kept = [link for _rank, link in best.values()]
    return sorted(kept, key=lambda link: (link.name.casefold(), link.person_id))


def link_category(work: Work, case_id: CaseId, person_id: PersonId, group_id: GroupId) -> Category:
    """Return what a visit to a group is about: whatever the person was sent there for."""
    latest = work.rows(
        select(Referral.category)
        .where(Referral.case_id == case_id, Referral.subject_id == person_id)
        .where(Referral.group_id == group_id)
        .order_by(Referral.made_on.desc(), Referral.id)
        .limit(1)
    )
    return latest[0][0] if latest else Category.CORE
