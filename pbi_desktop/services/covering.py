"""Who is away, and who stands in: the colleague is on the team of those cases for those days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Seal
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, SiteId, WorkerId
from pbi_desktop.domain.times import london_day, start_of
from pbi_desktop.models import Case, CaseTeamMember, Cover
from pbi_desktop.services.standing import closed_to, end_now, is_live, site_workers
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_SOON = timedelta(days=14)


@dataclass(frozen=True)
class CoverLine:
    """Somebody is away, from a day to a day, and who stands in; nobody yet where `cover` is ""."""

    id: UUID
    version: int
    away_id: WorkerId
    away: str
    cover_id: WorkerId | None
    cover: str
    from_day: date
    to_day: date
    began: bool


class Covering:
    """Says who is away and who stands in. Each is one command, undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def away(
        self, actor: Actor, site: SiteId, worker: WorkerId, from_day: date, to_day: date
    ) -> Changes:
        """Say that somebody is away; until somebody is chosen they are uncovered."""
        with self._store().command(actor, "say who is away") as work:
            today = london_day(work.now)
            if to_day < from_day or to_day < today:
                raise Invalid({"to": "Choose a last day from today on, and not before the first."})
            _refuse_stranger(work, site, worker, "who")
            _refuse_overlap(work, worker, from_day, to_day)
            made = work.add(Cover(site_id=site, away_id=worker, from_day=from_day, to_day=to_day))
        return work.changes("Away. Now choose who stands in", made=made.id)

    def stand_in(self, actor: Actor, cover_id: UUID, seen: int, worker: WorkerId) -> Changes:
        """Choose who stands in; they are backup on every open case of the one who is away.

        The words say of how many. Cases that whoever chooses may not change, sealed ones, and
        such as a conflict closes to whoever stands in, stay with their team.
        """
        with self._store().command(actor, "choose cover") as work:
            line = work.get(Cover, cover_id, seen)
            if worker == line.away_id:
                raise Invalid({"cover": "Choose somebody else: they are away."})
            _refuse_stranger(work, SiteId(line.site_id), worker, "cover")
            if line.cover_id is not None:
                _end(work, line)
            line.cover_id = worker
            work.save(line)
            cases = _open_cases(work, line.away_id)
            mine = [case for case in cases if _may_stand_in(work, case, worker)]
            for case in mine:
                _put_on(work, case, line, worker)
        return work.changes(_covered_words(len(mine), len(cases) - len(mine)), made=line.id)

    def back(self, actor: Actor, cover_id: UUID, seen: int) -> Changes:
        """Say that somebody is back, or not away after all: whoever stood in no longer does."""
        with self._store().command(actor, "say who is back") as work:
            line = work.get(Cover, cover_id, seen)
            if line.cover_id is not None:
                _end(work, line)
            work.withdraw(line)
        return work.changes("Back")


def read_covers(work: Work, site: SiteId | None = None) -> tuple[CoverLine, ...]:
    """Return who is away now or within two weeks, those whom nobody covers first."""
    today = london_day(work.now)
    asked = select(Cover).where(Cover.to_day >= today, Cover.from_day <= today + _SOON)
    if site is not None:
        asked = asked.where(Cover.site_id == site)
    found = work.all(asked.order_by(Cover.from_day, Cover.id))
    names = worker_names(work, (key for one in found for key in (one.away_id, one.cover_id)))
    lines = (
        CoverLine(
            one.id,
            one.version,
            WorkerId(one.away_id),
            names.get(one.away_id, ""),
            WorkerId(one.cover_id) if one.cover_id else None,
            names.get(one.cover_id, ""),
            one.from_day,
            one.to_day,
            one.from_day <= today,
        )
        for one in found
    )
    return tuple(sorted(lines, key=lambda one: (one.cover_id is not None, one.from_day, one.away)))


def _covered_words(covered: int, left: int) -> str:
    count = "1 case" if covered == 1 else f"{covered} cases"
    stay = {0: "", 1: ". 1 stays with its own team"}
    return f"Covered: {count}{stay.get(left, f'. {left} stay with their own team')}"


def _refuse_stranger(work: Work, site: SiteId, worker: WorkerId, field: str) -> None:
    """Refuse somebody who is not at work at a site."""
    if worker not in dict(site_workers(work, site)):
        raise Invalid({field: "Choose somebody who works at this site."})


def _may_stand_in(work: Work, case: CaseId, worker: WorkerId) -> bool:
    # Who is on a sealed case was named for it: nobody comes onto it with all the others.
    is_sealed = work.get(Case, case).seal is not Seal.OPEN
    return work.may_write(case) and not is_sealed and worker not in closed_to(work, case)


def _refuse_overlap(work: Work, worker: WorkerId, from_day: date, to_day: date) -> None:
    both = select(Cover.id).where(
        Cover.away_id == worker, Cover.from_day <= to_day, Cover.to_day >= from_day
    )
    if work.rows(both.limit(1)):
        raise Invalid({"from": "They are away already on some of these days: change that first."})


def _open_cases(work: Work, worker: WorkerId) -> Sequence[CaseId]:
    rows = work.rows(
        select(CaseTeamMember.case_id)
        .join(Case, Case.id == CaseTeamMember.case_id)
        .where(CaseTeamMember.worker_id == worker, CaseTeamMember.role == TeamRole.KEY_WORKER)
        .where(is_live(CaseTeamMember, work.now), Case.closed_on.is_(None))
        .order_by(CaseTeamMember.case_id)
    )
    return [CaseId(row[0]) for row in rows]


def _put_on(work: Work, case: CaseId, line: Cover, worker: WorkerId) -> None:
    """Put whoever stands in on a team for those of the days on which they are not on it."""
    first_day, ends = _days(line)
    begins = max(first_day, work.now)
    on_it = select(CaseTeamMember.valid_to).where(
        CaseTeamMember.case_id == case,
        CaseTeamMember.worker_id == worker,
        is_live(CaseTeamMember, begins),
    )
    for (until,) in work.rows(on_it):
        if until is None:
            return
        begins = max(begins, until)
    if begins < ends:
        work.add(
            CaseTeamMember(
                case_id=case,
                worker_id=worker,
                role=TeamRole.BACKUP,
                valid_from=begins,
                valid_to=ends,
            )
        )


def _end(work: Work, line: Cover) -> None:
    """End the days of whoever stood in: those that they are on a team for this cover alone."""
    _begins, ends = _days(line)
    others = _covered_besides(work, line)
    held = work.all(
        select(CaseTeamMember)
        .where(CaseTeamMember.worker_id == line.cover_id, CaseTeamMember.valid_to == ends)
        .where(CaseTeamMember.role == TeamRole.BACKUP)
    )
    for one in held:
        if one.case_id in others or not work.may_write(CaseId(one.case_id)):
            continue
        if one.valid_from > work.now:
            work.withdraw(one)
        elif one.valid_to is not None and one.valid_to > work.now:
            end_now(work, one)


def _covered_besides(work: Work, line: Cover) -> set[CaseId]:
    """Return the cases that the same colleague covers for others until the same day."""
    asked = select(Cover.away_id).where(
        Cover.cover_id == line.cover_id, Cover.to_day == line.to_day, Cover.id != line.id
    )
    away = [WorkerId(row[0]) for row in work.rows(asked)]
    return {case for worker in away for case in _open_cases(work, worker)}


def _days(line: Cover) -> tuple[datetime, datetime]:
    """Return the instants at which the first day begins and the last one is over."""
    return start_of(line.from_day), start_of(line.to_day + timedelta(days=1))
