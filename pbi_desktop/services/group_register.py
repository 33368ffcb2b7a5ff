"""The register of a group: who is expected on a day, and what is kept of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.meeting_days import meets_on
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Attendance, Case, CasePerson, CommunityGroup, Person
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.community_rows import Expected, Marked, Register, RegisterKept
from pbi_desktop.services.group_links import Link, one_each, read_links
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.referral_moves import settle_visits
from pbi_desktop.services.same_people import leads_of
from pbi_desktop.store.unit_of_work import Work


def read_register(work: Work, group_id: GroupId, day: date) -> Register:
    """Return everyone expected, blank but for what was kept of this day before."""
    group = work.get(CommunityGroup, group_id)
    expected = _expected(work, group_id, day)
    return Register(
        group_id,
        group.name,
        day,
        meets_on(group.when_text or "", day),
        tuple(_line(link, day) for link in expected),
    )


def _expected(work: Work, group_id: GroupId, day: date) -> list[Link]:
    links = [link for link in read_links(work, group_id) if link.is_expected(day)]
    writable = {case for case in {link.case_id for link in links} if work.may_write(case)}
    mine = [link for link in links if link.case_id in writable]
    return one_each(mine, day, leads_of(work, [link.person_id for link in mine]))


def _line(link: Link, day: date) -> Expected:
    kept = link.on(day)
    mark = Mark.NOT_SAID if kept is None else Mark.CAME if kept.came else Mark.MISSED
    before = [one for one in link.came if one < day]
    return Expected(
        link.case_id,
        link.person_id,
        link.name,
        link.referral.kind if link.referral else None,
        link.referral.made_on if link.referral else None,
        len(before),
        before[-1] if before else None,
        mark,
        link.referral.closed_on if link.referral else None,
    )


@dataclass
class _Tally:
    """What one keeping of a register came to."""

    came: int = 0
    missed: int = 0
    left_out: int = 0


def keep_register(
    work: Work, group_id: GroupId, day: date, marks: Sequence[Marked]
) -> RegisterKept:
    """Keep who came and who did not; nothing of those of whom nothing was said."""
    work.get(CommunityGroup, group_id)
    if day > london_day(work.now):
        raise Invalid({"on_day": "Choose a day that has been."})
    links = {(link.case_id, link.person_id): link for link in read_links(work, group_id)}
    lead = leads_of(work, {*(person for _case, person in links), *(one.person_id for one in marks)})
    said = _one_mark_each(marks, lead)
    if not said:
        raise Invalid({"marks": "Nobody is marked yet. Say who came, or who did not."})
    tally, closed = _Tally(), []
    for one in said:
        try:
            person = _refuse_stranger(work, one)
        except (NotFound, NotPermitted):  # closed, or out of this worker's sight, since it opened
            tally.left_out += 1
            continue
        tally.came += one.mark is Mark.CAME
        tally.missed += one.mark is Mark.MISSED
        link = links.get((one.case_id, one.person_id))
        kept = _kept_before(links.values(), one, day, lead)
        if _keep(work, group_id, day, one, (link, kept)):
            closed.append(full_name(person))
    return _news(work, tally, tuple(closed))


def _one_mark_each(marks: Iterable[Marked], lead: Mapping[UUID, UUID]) -> list[Marked]:
    """Return what is said of each person, the last word of each; unsaid only if taken back."""
    last = {lead[one.person_id]: one for one in marks}
    return [one for one in last.values() if {one.mark, one.seen} != {Mark.NOT_SAID}]


def _refuse_stranger(work: Work, one: Marked) -> Person:
    """Return the person; refuses one of a closed case, or who is not of it."""
    case: Case = open_case(work, one.case_id)
    of_case = select(CasePerson.id).where(
        CasePerson.case_id == case.id, CasePerson.person_id == one.person_id
    )
    if case.closed_on is not None or not work.rows(of_case):
        raise NotFound("cases")
    return work.get(Person, one.person_id)


def _keep(
    work: Work,
    group_id: GroupId,
    day: date,
    one: Marked,
    before: tuple[Link | None, Attendance | None],
) -> bool:
    """Keep one mark; True when it closes the link. The same day is changed, never doubled.

    `before` is the link of the case, and what was kept of the day.
    """
    link, kept = before
    whose = (one.case_id, one.person_id) if kept is None else (kept.case_id, kept.subject_id)
    came_before = kept is not None and kept.came
    if kept is None and one.mark is Mark.NOT_SAID:
        return False
    if kept is None:
        work.add(
            Attendance(
                case_id=one.case_id,
                subject_id=one.person_id,
                category=link.category if link else Category.CORE,
                group_id=group_id,
                on_day=day,
                came=one.mark is Mark.CAME,
            )
        )
    elif one.mark is Mark.NOT_SAID:
        work.withdraw(kept)
    else:
        kept.came = one.mark is Mark.CAME
        work.save(kept)
    taken_back = came_before and one.mark is not Mark.CAME
    if one.mark is not Mark.CAME and not taken_back:
        return False
    return settle_visits(work, *whose, group_id, day, taken_back=taken_back)


def _kept_before(
    links: Iterable[Link], one: Marked, day: date, lead: Mapping[UUID, UUID]
) -> Attendance | None:
    """Return what was kept of this person and day, in this case or in another of theirs."""
    theirs = [link for link in links if lead[link.person_id] == lead[one.person_id]]
    theirs.sort(key=lambda link: (link.case_id != one.case_id, link.person_id != one.person_id))
    return next((kept for link in theirs if (kept := link.on(day)) is not None), None)


def _news(work: Work, tally: _Tally, closed: tuple[str, ...]) -> RegisterKept:
    news = work.changes(say_register(tally.came, tally.missed, len(closed)))
    if not news.kinds:
        return RegisterKept(
            None,
            "Nothing has changed",
            came=tally.came,
            missed=tally.missed,
            left_out=tally.left_out,
        )
    return RegisterKept(
        news.command,
        news.done,
        news.cases,
        news.kinds,
        None,
        tally.came,
        tally.missed,
        closed,
        tally.left_out,
    )


def say_register(came: int, missed: int, closed: int) -> str:
    """Return what was kept, without a name: "3 came, 1 did not. 2 links closed"."""
    said = f"{came} came, {missed} did not" if came or missed else "Taken back"
    if not closed:
        return said
    return f"{said}. {closed} link{'s' if closed > 1 else ''} closed"
