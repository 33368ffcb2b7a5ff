"""The front door: who is this? Search needs no SQLAlchemy, so it is ready first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import nsmallest
from uuid import UUID

from pbi_desktop.analysis import matching
from pbi_desktop.analysis.matching import Asked, Held
from pbi_desktop.analysis.name_index import NameIndex
from pbi_desktop.domain.access import DESK
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import Clock, london_day, to_micros
from pbi_desktop.services.approach_rows import CAME_IN, ContactFacts
from pbi_desktop.services.front_door_rows import (
    Arrival,
    Evidence,
    Match,
    SearchResult,
    SiteChoice,
    Strength,
    Told,
    Verdict,
)
from pbi_desktop.services.front_door_words import (
    born_spans,
    phone_key,
    read_born,
    sort_words,
    street_key,
)
from pbi_desktop.store import person_search as people
from pbi_desktop.store.person_search import Candidate, OpenCase
from pbi_desktop.store.port import Store
from pbi_desktop.store.reading import Reading, as_uuid

Weighed = tuple[Candidate, tuple[matching.Line, ...]]

_FRESH = timedelta(seconds=20)
_SHOWN = 12
_COMPARED = 200
_MOST_WORDS = 6
_LEAST = 3
_BARS = 5


@dataclass(frozen=True)
class _KeptNames:
    """The names that one worker saw at an instant, at hand for the next key that is typed."""

    actor: Actor
    at: datetime
    index: NameIndex


class FrontDoor:
    """Search before create; every match explains itself."""

    def __init__(self, reading: Reading, store: Callable[[], Store], clock: Clock) -> None:
        self._reading = reading
        self._store = store
        self._clock = clock
        self._kept: _KeptNames | None = None

    # --- looking -------------------------------------------------------------------------------

    def read(self, words: str) -> Told:
        """Sort the words of one line into name, birth, street and phone."""
        return sort_words(words, self._today())

    def search(self, actor: Actor, told: Told) -> SearchResult:
        """Return the people who may be meant, best first, each with its evidence."""
        asked, read_as, problems = self._understand(told)
        if not (asked.name or asked.born or asked.street or asked.phone):
            return SearchResult((), read_as, problems, capped=False)
        held = people.candidates(self._reading, actor, self._nearest(actor, asked))
        weighed = [(candidate, matching.weigh(asked, _held(candidate))) for candidate in held]
        weighed = [pair for pair in weighed if matching.total(pair[1]) >= matching.POSSIBLE]
        weighed.sort(key=_best_first)
        return SearchResult(
            self._matches(actor, told, weighed[:_SHOWN]),
            read_as,
            problems,
            capped=len(weighed) > _SHOWN,
        )

    def sites(self, actor: Actor) -> tuple[SiteChoice, ...]:
        """Return the sites at which this worker may open a case."""
        return read_sites(self._reading, actor, to_micros(self._clock()))

    # --- opening -------------------------------------------------------------------------------

    def arrive(
        self,
        actor: Actor,
        arrival: Arrival,
        contact: ContactFacts = CAME_IN,
        not_same: tuple[PersonId, ...] = (),
    ) -> Changes:
        """Make person, household and case of somebody new; `made` is the case.

        `not_same` are people whom they said they are not: kept apart from now on.
        """
        from pbi_desktop.services.arrivals import arrive

        self._kept = None
        return arrive(self._store(), actor, arrival, self._today(), contact, not_same)

    def take_up(  # noqa: PLR0913 - who came, why, how, and who they are not
        self,
        actor: Actor,
        person_id: PersonId,
        *,
        checked: bool,
        reasons: tuple[str, ...] = (),
        words: str = "",
        contact: ContactFacts = CAME_IN,
        not_same: tuple[PersonId, ...] = (),
    ) -> Changes:
        """Open the case of somebody known, or a new one; `made` is the case."""
        from pbi_desktop.services.arrivals import TakenUp, take_up

        self._kept = None
        taken = TakenUp(person_id, checked, reasons, words, contact, not_same)
        return take_up(self._store(), actor, taken, self._today())

    # --- inside --------------------------------------------------------------------------------

    def _today(self) -> date:
        return london_day(self._clock())

    def _understand(self, told: Told) -> tuple[Asked, dict[str, str], dict[str, str]]:
        read_as: dict[str, str] = {}
        problems: dict[str, str] = {}
        born = None
        if told.born.strip():
            try:
                born = read_born(told.born, self._today())
                read_as["born"] = f"Read as {say_date(born)}"
            except Invalid as invalid:
                problems.update(invalid.fields)
        name, street = name_key(clean_line(told.name)[0]), street_key(clean_line(told.street)[0])
        digits = phone_key(told.phone)
        if street and len(street) < _LEAST:
            problems["street"] = "Type at least three letters of the street, or the postcode."
            street = ""
        if told.phone.strip() and len(digits) < _LEAST:
            problems["phone"] = "Type at least three figures of the number."
            digits = ""
        return Asked(name, born, street, digits), read_as, problems

    def _nearest(self, actor: Actor, asked: Asked) -> list[UUID]:
        """Return who is worth comparing: those to whom most of what was told points."""
        reading = self._reading
        pointed: Counter[UUID] = Counter()
        if asked.name:
            words = asked.name.split()[:_MOST_WORDS]
            pointed.update(set().union(*(people.by_name_prefix(reading, actor, w) for w in words)))
        if asked.born is not None:
            pointed.update(people.by_birth(reading, actor, born_spans(asked.born)))
        if asked.street:
            pointed.update(people.by_street(reading, actor, asked.street))
        if asked.phone:
            pointed.update(people.by_phone(reading, actor, asked.phone))
        alike = self._names(actor).alike(asked.name) if asked.name else {}
        every = pointed.keys() | alike.keys()
        return nsmallest(
            _COMPARED, every, key=lambda one: (-pointed[one] - alike.get(one, 0.0), one)
        )

    def _names(self, actor: Actor) -> NameIndex:
        """Return the names this worker may see, read anew every so often.

        Whom it points to is read through the rule each time: what is hidden since is not found.
        """
        now, kept = self._clock(), self._kept
        if kept is None or kept.actor != actor or not kept.at <= now < kept.at + _FRESH:
            entries = people.every_name(self._reading, actor)
            index = NameIndex((entry.person, entry.key) for entry in entries)
            kept = self._kept = _KeptNames(actor, now, index)
        return kept.index

    def _matches(self, actor: Actor, told: Told, weighed: Sequence[Weighed]) -> tuple[Match, ...]:
        ids = [held.id for held, _lines in weighed]
        cases = people.open_cases(self._reading, actor, ids, to_micros(self._clock()))
        return tuple(_match(told, held, lines, cases.get(held.id)) for held, lines in weighed)


def _held(candidate: Candidate) -> Held:
    return Held(candidate.names, candidate.born, candidate.streets, candidate.phones)


def _best_first(weighed: Weighed) -> tuple[float, str, str, UUID]:
    held, lines = weighed
    return (-matching.total(lines), held.family_name, held.given_name, held.id)


def _match(
    told: Told, held: Candidate, lines: tuple[matching.Line, ...], case: OpenCase | None
) -> Match:
    weight = matching.total(lines)
    name = f"{held.given_name} {held.family_name}".strip()
    said = {"name": told.name, "born": told.born, "street": told.street, "phone": told.phone}
    return Match(
        PersonId(held.id),
        name,
        strength(weight),
        max(0, min(_BARS, round(weight / matching.ENOUGH * (_BARS - 1)))),
        weight,
        matching.ENOUGH,
        tuple(
            Evidence(
                line.field,
                said[line.field].strip(),
                name if line.field == "name" else "",
                Verdict(line.verdict),
                line.says,
                line.weight,
            )
            for line in lines
        ),
        CaseId(case.id) if case else None,
        case is not None and case.mine,
    )


def read_sites(reading: Reading, actor: Actor, now: int) -> tuple[SiteChoice, ...]:
    """Return the sites where a worker is at the desk, at this instant."""
    desk = ", ".join(f"'{role.value}'" for role in DESK)
    rows = reading.rows(
        actor,
        "SELECT DISTINCT s.id, s.name FROM sites s JOIN site_roles r ON r.site_id = s.id "  # noqa: S608
        f"WHERE r.worker_id = :worker AND r.role IN ({desk}) AND r.valid_from <= :now "
        "AND (r.valid_to IS NULL OR r.valid_to > :now) ORDER BY s.name, s.id",
        {"worker": actor.worker, "now": now},
    )
    return tuple(SiteChoice(SiteId(as_uuid(row[0])), row[1]) for row in rows)


def strength(weight: float) -> Strength:
    """Return how sure a match of this weight is, in words."""
    if weight >= matching.ENOUGH:
        return Strength.VERY_LIKELY
    return Strength.POSSIBLE if weight >= matching.ENOUGH / 2 else Strength.UNLIKELY
