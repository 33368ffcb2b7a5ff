"""The team of the access bench: a city region of workers, and cases with notes of each category."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, SiteRole
from pbi_desktop.domain.bulk import Batch, Value
from pbi_desktop.domain.casework import Gender, Marking, NoteKind, PartInCase, TeamRole
from pbi_desktop.domain.phases import Phase

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
AGREED = (
    Category.IDENTITY,
    Category.CORE,
    Category.CONTACT,
    Category.HEALTH,
    Category.HOUSING,
    Category.FINANCE,
)
WRITTEN = (*AGREED[1:], Category.CORE, Category.CORE, Category.OFFENDING, Category.SAFEGUARDING)
_BEGAN = NOW - timedelta(days=400)
_RECORD = ("id", "version", "created_at", "created_by", "withdrawn_at")
_WORDS = ("rent", "landlord", "surgery", "school", "choir", "letter", "court", "food", "debt")


@dataclass(frozen=True)
class Size:
    """How large a town is."""

    notes: int = 1_500_000
    workers: int = 3_000
    sites: int = 50

    @property
    def cases(self) -> int:
        """Ten notes to a case."""
        return self.notes // 10


class Town:
    """The rows, table by table: the same for the same size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._dice = Random(7)  # noqa: S311 - invented
        self.sites = self._ids(size.sites)
        self.workers = self._ids(size.workers)
        self._agency = self._ids(1)[0]
        self.cases = self._ids(size.cases)
        self.people = self._ids(2 * size.cases)

    def site_of(self, case: int) -> int:
        """Return the number of the site of a case."""
        return case % self.size.sites

    def batches(self) -> Iterator[Batch]:
        """Return every table, parents first."""
        yield self._batch("sites", "id name hub place", ((s, "A", "B", "C") for s in self.sites))
        yield self._batch(
            "agencies", "id name kind", [(self._agency, "Council", AgencyKind.COUNCIL.value)]
        )
        yield self._batch(
            "workers",
            "id name login job agency_id active database_role",
            ((w, "A", f"w{at}", "B", self._agency, True, None) for at, w in self._numbered()),
        )
        yield self._batch("site_roles", "worker_id site_id role valid_from valid_to", self._roles())
        yield self._batch(
            "agreements",
            "purpose agency_kind category basis rights seconded_by valid_from valid_to",
            self._agreements(),
        )
        yield self._batch(
            "people",
            "id given_name family_name given_key family_key gender",
            ((p, "A", "B", "a", "b", Gender.NOT_RECORDED.value) for p in self.people),
        )
        yield self._batch(
            "cases",
            "id reference site_id subject_id category phase opened_on seal",
            self._cases(),
        )
        yield self._batch("case_people", "case_id person_id part", self._in_cases())
        yield self._batch("case_team", "case_id worker_id role valid_from valid_to", self.teams())
        yield self._batch(
            "notes",
            "case_id subject_id category at worker_id agency_id kind body marking",
            self._notes(),
        )

    def _batch(self, kind: str, columns: str, rows: Iterable[tuple[Value, ...]]) -> Batch:
        names = tuple(columns.split())
        own_key = names[0] == "id"
        return Batch(
            kind,
            (*_RECORD, *(names[1:] if own_key else names)),
            (self._whole(row, own_key=own_key) for row in rows),
        )

    def _whole(self, row: tuple[Value, ...], *, own_key: bool) -> tuple[Value, ...]:
        key, rest = (row[0], row[1:]) if own_key else (self._ids(1)[0], row)
        return (key, 1, _BEGAN, self.workers[0], None, *rest)

    def _ids(self, count: int) -> list[UUID]:
        return [UUID(int=self._dice.getrandbits(128)) for _ in range(count)]

    def _numbered(self) -> Iterator[tuple[int, UUID]]:
        return enumerate(self.workers)

    def _roles(self) -> Iterator[tuple[Value, ...]]:
        for at, worker in self._numbered():
            is_lead = at < len(self.sites)
            role = SiteRole.TEAM_MANAGER if is_lead else SiteRole.KEY_WORKER
            yield worker, self.sites[at % len(self.sites)], role.value, _BEGAN, None

    def _agreements(self) -> Iterator[tuple[Value, ...]]:
        for category in AGREED:
            terms = (Purpose.DIRECT_SUPPORT.value, AgencyKind.COUNCIL.value, category.value)
            yield *terms, Basis.TASK.value, 255, self.workers[1], _BEGAN, None

    def _cases(self) -> Iterator[tuple[Value, ...]]:
        for at, case in enumerate(self.cases):
            site, subject = self.sites[self.site_of(at)], self.people[2 * at]
            what = (Category.CORE.value, Phase.ENGAGING.value, date(2026, 1, 5), 0)
            yield case, f"B{at:06d}", site, subject, *what

    def _in_cases(self) -> Iterator[tuple[Value, ...]]:
        for at, case in enumerate(self.cases):
            yield case, self.people[2 * at], PartInCase.MAIN.value
            yield case, self.people[2 * at + 1], PartInCase.HOUSEHOLD.value

    def teams(self) -> Iterator[tuple[Value, ...]]:
        """Give each case a key worker of its site, and more than half of them a second one."""
        here = (len(self.workers) - len(self.sites)) // len(self.sites)
        for at, case in enumerate(self.cases):
            site = self.site_of(at)
            for number in range(1 + (at % 10 < 6)):
                which = len(self.sites) * (1 + (at // len(self.sites) + 7 * number) % here) + site
                role = TeamRole.MEMBER if number else TeamRole.KEY_WORKER
                yield case, self.workers[which], role.value, _BEGAN, None

    def _notes(self) -> Iterator[tuple[Value, ...]]:
        writer, pick = self.workers[0], self._dice.choice
        for number in range(self.size.notes):
            at = number % len(self.cases)
            about = self.people[2 * at + (number // len(self.cases)) % 2]
            body = f"Talked about the {pick(_WORDS)} and the {pick(_WORDS)}."
            when = _BEGAN + timedelta(seconds=20 * number)
            what = (WRITTEN[(number // len(self.cases)) % len(WRITTEN)].value, when, writer)
            rest = (self._agency, NoteKind.NOTE.value, body, Marking.NOT_MARKED.value)
            yield self.cases[at], about, *what, *rest
