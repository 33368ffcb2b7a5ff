"""Opens cases: who, why, since when, and with which workers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pbi_desktop.demo.agreements import may_hold
from pbi_desktop.demo.bases import say_yes, tell_basis
from pbi_desktop.demo.case_file import CORE, CaseFile, Pen
from pbi_desktop.demo.courses import HALF_A_YEAR, Course
from pbi_desktop.demo.households import Home
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.residents import Part, Resident
from pbi_desktop.demo.staff import Team, Worker
from pbi_desktop.demo.telling import say
from pbi_desktop.demo.thread import GainIdea, Thread
from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.approaches import Done, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod, PartInCase, TeamRole
from pbi_desktop.domain.gains import GainStatus
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import Stage

_LETTERS = "BCDFGHJKMNPQRTVWXYZ2346789"
_LONG_CODE = 6
_CODES = len(_LETTERS) ** _LONG_CODE
_ASKED_BY_PARTNER = "Asked by a partner"
_WATCH_DAYS = HALF_A_YEAR + 30
_SOURCES = (
    "Came to the shop front",
    "Came to the shop front",
    "Came to the shop front",
    "Huddle",
    "Huddle",
    "A neighbour asked us to call",
    "Police, after a visit",
    "Surgery",
    "School",
    "Landlord",
    "Food bank",
)
_METHODS = (
    ContactMethod.SHOPFRONT,
    ContactMethod.SHOPFRONT,
    ContactMethod.SHOPFRONT,
    ContactMethod.PHONE,
    ContactMethod.HOME,
    ContactMethod.HUDDLE,
)
_OPENED = (Urgency.ROUTINE.value, SafeNow.NOT_ASKED.value, True, Done.OPEN_CASE.value, None)
"""What a first conversation came to: they were told what is kept, and a case was opened."""
_ENDS_AT_ONCE = frozenset({ClosureReason.DUPLICATE, ClosureReason.DIED, ClosureReason.MOVED_AWAY})
_REACH_SO_FAR = {Stage.CRISIS: 0.25, Stage.NOT_COPING: 0.4, Stage.COPING: 0.65, Stage.ADAPTED: 0.9}


@dataclass(frozen=True)
class Background:
    """What a case may have behind it: kin elsewhere, an earlier case, a key worker of choice."""

    family: tuple[Resident, ...] = ()
    earlier: UUID | None = None
    key: Worker | None = None
    awards: tuple[tuple[GainIdea, GainStatus], ...] = ()
    """What is gained, where that is not left to chance."""


NO_BACKGROUND = Background()


class Opener:
    """Opens one case after another."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._able: dict[tuple[int, int], tuple[Worker, ...]] = {}

    def open(
        self,
        home: Home,
        course: Course,
        threads: tuple[Thread, ...],
        background: Background = NO_BACKGROUND,
    ) -> CaseFile:
        """Return a new case about the head of a household."""
        file = self._file(home, course, threads, background.key)
        by = file.team.front_door.id
        at = self._pen.opening(course.opened)
        self._record(file, at, by, background.earlier)
        self._people(file, background.family, at, by)
        self._team(file, at)
        self._first_contact(file, at)
        tell_basis(self._pen, file)
        return file

    def _file(
        self, home: Home, course: Course, threads: tuple[Thread, ...], key: Worker | None
    ) -> CaseFile:
        pen, site = self._pen, home.site.number
        team = pen.setting.teams[site]
        groups = pen.setting.groups[site]
        key = key or self._key_worker(site, threads[0])
        kinds = dict.fromkeys(thread.partner for thread in threads if thread.partner)
        words = _words(home, key, team)
        return CaseFile(
            pen.dice.new_id(),
            home,
            home.head,
            course,
            team,
            key,
            tuple(team.partners[kind] for kind in kinds),
            threads,
            groups,
            words,
            self._reach(course),
        )

    def _key_worker(self, site: int, thread: Thread) -> Worker:
        """Return a key worker who may hold what the case is mainly about."""
        able = self._able.get((site, thread.category))
        if able is None:
            team = self._pen.setting.teams[site]
            category = Category(thread.category)
            holders = [w for w in team.key_workers if category in may_hold(w.agency.kind)]
            able = self._able[site, thread.category] = tuple(holders) or team.key_workers
        return self._pen.dice.pick(able)

    def _reach(self, course: Course) -> float:
        """Return how far the threads of a case have come."""
        if not course.took_part:
            return 0.0
        if course.reason is ClosureReason.OUTCOMES_MET:
            return 1.0
        stage = course.judged[-1].stage if course.judged else Stage.NOT_COPING
        return _REACH_SO_FAR[stage] * (0.8 + 0.2 * self._pen.dice.random())

    def _record(self, file: CaseFile, at: datetime, by: UUID, earlier: UUID | None) -> None:
        course = file.course
        self._pen.books.keep(
            "cases",
            file.id,
            at,
            by,
            self._reference(),
            file.home.site.id,
            file.subject.id,
            CORE,
            course.phase.value,
            self._pen.dice.pick(_SOURCES),
            as_date(course.opened),
            as_date(course.closed) if course.closed else None,
            course.reason.value if course.reason else None,
            self._next_review(course),
            earlier,
        )

    def _next_review(self, course: Course) -> date | None:
        """Return when an open case is to be reviewed; some reviews are late."""
        if course.closed or not course.took_part or not course.judged:
            return None
        return as_date(course.judged[-1].day + self._pen.dice.between(50, 95))

    def _reference(self) -> str:
        """Return a reference that no other case of the demo has."""
        used = self._pen.setting.references
        while True:
            code = _spell(int(self._pen.dice.random() * _CODES))
            if code not in used:
                used.add(code)
                return code

    def _people(self, file: CaseFile, family: tuple[Resident, ...], at: datetime, by: UUID) -> None:
        """Add whom the case is about."""
        for person in file.home.people:
            part = PartInCase.MAIN if person is file.subject else PartInCase.HOUSEHOLD
            self._in_case(file, person, part, at, by)
        for person in family:
            self._in_case(file, person, PartInCase.FAMILY, at, by)

    def _in_case(
        self, file: CaseFile, person: Resident, part: PartInCase, at: datetime, by: UUID
    ) -> None:
        since = max(at, person.known)
        self._pen.books.add("case_people", since, by, file.id, person.id, part.value)
        say_yes(self._pen, file, person, since)

    def _team(self, file: CaseFile, at: datetime) -> None:
        """Add the workers: one key worker, perhaps a backup, a partner where the story has one."""
        dice, others = self._pen.dice, [w for w in file.team.key_workers if w is not file.key]
        until = self._until(file.course)
        began = at + timedelta(hours=2)
        if others and dice.random() < 0.08 and file.course.took_part:
            handed_over = self._pen.moment((file.course.opened + file.course.last) // 2)
            self._on_team(file, dice.pick(others), TeamRole.KEY_WORKER, began, handed_over)
            began = max(began, handed_over)
        self._on_team(file, file.key, TeamRole.KEY_WORKER, began, until)
        if others and dice.random() < 0.45:
            self._on_team(file, dice.pick(others), TeamRole.BACKUP, began, until)
        for partner in file.partners:
            self._on_team(file, partner, TeamRole.MEMBER, began, until)

    def _on_team(
        self,
        file: CaseFile,
        worker: Worker,
        role: TeamRole,
        began: datetime,
        until: datetime | None,
    ) -> None:
        now = self._pen.setting.now
        began = min(began, now - timedelta(minutes=1))
        if until is not None:
            until = max(until, began)
        row = (file.id, worker.id, role.value, began, until)
        self._pen.books.add("case_team", began, file.team.duty_lead.id, *row)

    def _until(self, course: Course) -> datetime | None:
        """Return when a team ends: some cases are watched until the check after half a year."""
        if course.closed is None:
            return None
        watched = 0 if course.reason in _ENDS_AT_ONCE else _WATCH_DAYS
        end = course.closed + watched
        return self._pen.moment(end) if end < self._pen.setting.today else None

    def _first_contact(self, file: CaseFile, at: datetime) -> None:
        """Add the first conversation; what was said there is as sensitive as the story is."""
        dice, worker = self._pen.dice, file.team.front_door
        held = may_hold(worker.agency.kind)
        heard = [thread for thread in file.threads if Category(thread.category) in held]
        reasons = ", ".join(dict.fromkeys(thread.reason for thread in heard)) or _ASKED_BY_PARTNER
        words, category = None, CORE
        if heard:
            category = heard[0].category
            words = say(file, dice.pick(heard[0].door)) if dice.random() < 0.85 else None
        checked = file.course.phase is not Phase.IDENTIFIED
        row = (at, worker.id, dice.pick(_METHODS).value, reasons, words, checked, *_OPENED)
        self._pen.write(file, "contacts", at, worker.id, category, *row)


def _spell(number: int) -> str:
    """Return a number in letters that are read aloud without doubt."""
    letters = []
    for _ in range(_LONG_CODE):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def _age(person: Resident) -> int:
    return person.age


def _words(home: Home, key: Worker, team: Team) -> dict[str, str]:
    """Return what stands in the gaps of sentences."""
    children = [person for person in home.people if person.part is Part.CHILD]
    elder = next((p for p in home.people if p.part is Part.ELDER), None)
    partners = team.partners
    return {
        "name": home.head.first_name,
        "key": key.name.split(" ")[0],
        "school_worker": partners[AgencyKind.SCHOOL].name.split(" ")[0],
        "officer": partners[AgencyKind.PROBATION].name.split(" ")[0],
        "street": home.street,
        "child": max(children, key=_age).first_name if children else "the oldest",
        "little": min(children, key=_age).first_name if children else "the youngest",
        "elder": elder.first_name if elder else "Mum",
    }
