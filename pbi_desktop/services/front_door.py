"""The front door: who is this? Search needs no SQLAlchemy, so it is ready first."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from pbi_desktop.analysis import matching
from pbi_desktop.analysis.matching import Asked, Held
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import Clock, london_day
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
from pbi_desktop.services.front_door_words import born_texts, read_born, sort_words
from pbi_desktop.store import person_search as people
from pbi_desktop.store.person_search import Candidate
from pbi_desktop.store.port import Store
from pbi_desktop.store.reading import Reading, as_uuid

_SHOWN = 12
_COMPARED = 60
_FUZZY_ENOUGH = 0.72
_PHONE_DIGITS = 3
_BARS = 5


class FrontDoor:
    """Search before create; every match explains itself."""

    def __init__(self, reading: Reading, store: Callable[[], Store], clock: Clock) -> None:
        self._reading = reading
        self._store = store
        self._clock = clock

    # --- looking -------------------------------------------------------------------------------

    def read(self, words: str) -> Told:
        """Sort the words of one line into name, birth, street and phone."""
        return sort_words(words, self._today())

    def search(self, actor: Actor, told: Told) -> SearchResult:
        """Return the people who may be meant, best first, each with its evidence."""
        asked, read_as, problems = self._understand(told)
        if not (asked.name or asked.born or asked.street or asked.phone):
            return SearchResult((), read_as, problems, capped=False)
        ids = sorted(self._candidates(actor, asked))
        held = people.candidates(self._reading, actor, self._nearest(actor, asked, ids))
        weighed = [(candidate, self._weigh(asked, candidate)) for candidate in held]
        weighed = [pair for pair in weighed if matching.total(pair[1]) >= matching.POSSIBLE]
        weighed.sort(key=lambda pair: (-matching.total(pair[1]), pair[0].family_name, pair[0].id))
        shown = tuple(self._match(actor, told, *pair) for pair in weighed[:_SHOWN])
        return SearchResult(shown, read_as, problems, capped=len(weighed) > _SHOWN)

    def sites(self, actor: Actor) -> tuple[SiteChoice, ...]:
        """Return the sites at which this worker may open a case."""
        rows = self._reading.rows(
            actor,
            "SELECT DISTINCT s.id, s.name FROM sites s JOIN site_roles r ON r.site_id = s.id "
            "WHERE r.worker_id = :worker ORDER BY s.name",
            {"worker": actor.worker},
        )
        return tuple(SiteChoice(SiteId(as_uuid(row[0])), row[1]) for row in rows)

    # --- opening -------------------------------------------------------------------------------

    def arrive(self, actor: Actor, arrival: Arrival) -> Changes:
        """Make person, household and case of somebody new; `made` is the case."""
        from pbi_desktop.services.arrivals import arrive

        return arrive(self._store(), actor, arrival, self._today())

    def take_up(
        self,
        actor: Actor,
        person_id: PersonId,
        *,
        checked: bool,
        reasons: tuple[str, ...] = (),
        words: str = "",
    ) -> Changes:
        """Open the case of somebody known, or a new one; `made` is the case."""
        from pbi_desktop.services.arrivals import TakenUp, take_up

        taken = TakenUp(person_id, checked, reasons, words)
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
        digits = "".join(letter for letter in told.phone if letter.isdigit())
        if told.phone.strip() and len(digits) < _PHONE_DIGITS:
            problems["phone"] = "Type at least three figures of the number."
            digits = ""
        asked = Asked(name_key(told.name), born, name_key(told.street), digits)
        return asked, read_as, problems

    def _candidates(self, actor: Actor, asked: Asked) -> set[UUID]:
        found: set[UUID] = set()
        for word in asked.name.split():
            found |= people.by_name_prefix(self._reading, actor, word)
        if asked.name:
            found |= self._alike(actor, asked.name)
        if asked.born is not None:
            found |= people.by_birth(self._reading, actor, born_texts(asked.born))
        if asked.street:
            found |= people.by_street(self._reading, actor, asked.street)
        if asked.phone:
            found |= people.by_phone(self._reading, actor, asked.phone)
        return found

    def _alike(self, actor: Actor, name: str) -> set[UUID]:
        names = people.every_name(self._reading, actor)
        return {
            entry.person
            for entry in names
            if matching.name_likeness(name, entry.key) >= _FUZZY_ENOUGH
        }

    def _nearest(self, actor: Actor, asked: Asked, ids: list[UUID]) -> list[UUID]:
        if len(ids) <= _COMPARED:
            return ids
        wanted = set(ids)
        best: dict[UUID, float] = {}
        for entry in people.every_name(self._reading, actor):
            if entry.person in wanted:
                likeness = matching.name_likeness(asked.name, entry.key) if asked.name else 0.0
                best[entry.person] = max(likeness, best.get(entry.person, 0.0))
        return sorted(ids, key=lambda person: (-best.get(person, 0.0), person))[:_COMPARED]

    def _weigh(self, asked: Asked, candidate: Candidate) -> tuple[matching.Line, ...]:
        held = Held(candidate.names, candidate.born, candidate.streets, candidate.phones)
        return matching.weigh(asked, held)

    def _match(
        self, actor: Actor, told: Told, held: Candidate, lines: tuple[matching.Line, ...]
    ) -> Match:
        weight = matching.total(lines)
        case, on_team = self._open_case(actor, held.id)
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
            case,
            on_team,
        )

    def _open_case(self, actor: Actor, person: UUID) -> tuple[CaseId | None, bool]:
        rows = self._reading.rows(
            actor,
            "SELECT c.id, (SELECT count(*) FROM case_team t WHERE t.case_id = c.id "
            "AND t.worker_id = :worker AND t.valid_to IS NULL) FROM cases c "
            "JOIN case_people p ON p.case_id = c.id "
            "WHERE p.person_id = :person AND p.part = 'main' AND c.closed_on IS NULL "
            "ORDER BY 2 DESC, c.opened_on DESC, c.id LIMIT 1",
            {"worker": actor.worker, "person": person},
        )
        if not rows:
            return None, False
        return CaseId(as_uuid(rows[0][0])), rows[0][1] > 0


def strength(weight: float) -> Strength:
    """Return how sure a match of this weight is, in words."""
    if weight >= matching.ENOUGH:
        return Strength.VERY_LIKELY
    return Strength.POSSIBLE if weight >= matching.ENOUGH / 2 else Strength.UNLIKELY
