"""The front door: who is this? Search needs no SQLAlchemy, so it is ready first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pbi_desktop.domain.access import DESK
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import PersonId, SiteId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.times import Clock, london_day, to_micros
from pbi_desktop.services.approach_rows import CAME_IN, ContactFacts
from pbi_desktop.services.front_door_names import KnownNames
from pbi_desktop.services.front_door_results import Compared, Comparing
from pbi_desktop.services.front_door_rows import Arrival, SearchResult, SiteChoice, Told
from pbi_desktop.services.front_door_understanding import Understood, understand
from pbi_desktop.services.front_door_words import sort_words
from pbi_desktop.store.port import Store
from pbi_desktop.store.reading import Reading, as_uuid

READ_AS_A_PLACE = "Read as a street or a place"
_SHOWN, _ASKED_BACK = 25, 5


class FrontDoor:
    """Search before create; every match explains itself."""

    def __init__(self, reading: Reading, store: Callable[[], Store], clock: Clock) -> None:
        self._reading = reading
        self._store = store
        self._clock = clock
        self._names: KnownNames | None = None

    # --- looking -------------------------------------------------------------------------------

    def read(self, words: str) -> Told:
        """Sort the words of one line into name, birth, street, phone and reference."""
        return sort_words(words, self._today())

    def search(self, actor: Actor, told: Told) -> SearchResult:
        """Return the people who may be meant, best first, each with its evidence."""
        return self._search(actor, told, _SHOWN, thorough=False)

    def already_known(self, actor: Actor, told: Told) -> SearchResult:
        """Return whom somebody new may be, before they are kept: every slip is thought of."""
        return self._search(actor, told, _ASKED_BACK, thorough=True)

    def make_ready(self, actor: Actor) -> None:
        """Learn which names there are, so that the first search need not."""
        with self._reading.within(actor) as reading:
            self._known(actor).catch_up(reading, to_micros(self._clock()))

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

        taken = TakenUp(person_id, checked, reasons, words, contact, not_same)
        return take_up(self._store(), actor, taken, self._today())

    # --- inside --------------------------------------------------------------------------------

    def _today(self) -> date:
        return london_day(self._clock())

    def _search(self, actor: Actor, told: Told, shown: int, *, thorough: bool) -> SearchResult:
        understood = understand(told, self._today())
        if understood.is_empty:
            return SearchResult((), understood.read_as, understood.problems, capped=False)
        known = self._known(actor)
        known.catch_up(self._reading, to_micros(self._clock()))
        with self._reading.within(actor) as reading:
            desk = Comparing(reading, known, to_micros(self._clock()), shown)
            found = desk.compare(understood, thorough=thorough)
            other = self._other_reading(found)
            if other is not None:
                again = desk.compare(other, thorough=thorough)
                found = again if again.weight > found.weight else found
            return desk.result(found)

    def _other_reading(self, found: Compared) -> Understood | None:
        """Return what was told with words that are nobody's name as a place; None where none is."""
        told, words = found.understood.told, set(found.unexplained)
        if not words or told.street.strip():
            return None
        said = told.name.split()
        place = [word for word in said if name_key(word) in words]
        rest = [word for word in said if name_key(word) not in words]
        other = understand(
            replace(told, name=" ".join(rest), street=" ".join(place)), self._today()
        )
        return replace(other, read_as={"street": READ_AS_A_PLACE, **other.read_as})

    def _known(self, actor: Actor) -> KnownNames:
        if self._names is None or self._names.actor != actor:
            self._names = KnownNames(actor)
        return self._names


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
