"""One case while it is being told: who it is about, who works on it, what its strands are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from pbi_desktop.demo.agreements import may_hold
from pbi_desktop.demo.books import Books
from pbi_desktop.demo.courses import Course
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.groups import Group, Help
from pbi_desktop.demo.households import Home
from pbi_desktop.demo.instants import clock, office_time, working_day
from pbi_desktop.demo.residents import Resident
from pbi_desktop.demo.setting import Setting
from pbi_desktop.demo.staff import Team, Worker
from pbi_desktop.demo.thread import Thread
from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.bulk import Value

CORE = Category.CORE.value
_LONGEST_AGO = 200


@cache
def _holds(kind: AgencyKind) -> frozenset[int]:
    return frozenset(category.value for category in may_hold(kind))


@dataclass(slots=True)
class CaseFile:
    """A case: the person, the course, the workers and the threads of the story."""

    id: UUID
    home: Home
    subject: Resident
    course: Course
    team: Team
    key: Worker
    partners: tuple[Worker, ...]
    threads: tuple[Thread, ...]
    groups: dict[Help, Group]
    words: dict[str, str]
    reach: float
    """How much of each thread has come about, from 0 to 1."""

    def writer(self, category: int) -> Worker | None:
        """Return who on the team may write about this; nobody where no agreement covers it."""
        if category in _holds(self.key.agency.kind):
            return self.key
        for worker in self.partners:
            if category in _holds(worker.agency.kind):
                return worker
        return None

    def partner(self, kind: AgencyKind | None) -> Worker | None:
        """Return the partner of a kind of agency who works on this case."""
        for worker in self.partners:
            if worker.agency.kind is kind:
                return worker
        return None

    def teller(self, thread: Thread) -> Worker | None:
        """Return the partner who may write about a thread beside the key worker."""
        worker = self.partner(thread.partner)
        if worker is not None and thread.category in _holds(worker.agency.kind):
            return worker
        return None


class Pen:
    """Writes the records of cases into the books."""

    def __init__(self, setting: Setting, books: Books, dice: Dice) -> None:
        self.setting = setting
        self.books = books
        self.dice = dice

    def write(
        self, file: CaseFile, table: str, at: datetime, by: UUID, category: int, *values: Value
    ) -> UUID:
        """Add a record of a case about its main person; return its identifier."""
        return self.books.add(table, at, by, file.id, file.subject.id, category, *values)

    def opening(self, day: int) -> datetime:
        """Return when a case of this day is opened: before anything else of that day."""
        latest = self.setting.now - timedelta(minutes=_LONGEST_AGO + 1)
        return min(clock(day, 9), latest.replace(second=0, microsecond=0))

    def moment(self, day: int) -> datetime:
        """Return a moment on or just before a day; never one that is still to come."""
        setting = self.setting
        recent = day >= setting.today - 1
        at = office_time(day if recent else working_day(day), self.dice.random())
        if at < setting.now:
            return at
        ago = timedelta(minutes=self.dice.between(10, _LONGEST_AGO))
        return (setting.now - ago).replace(second=0, microsecond=0)
