"""The front door over a million people in the encrypted file, each side in every round.

Who searches is a worker at the front door of the one site that the city has: the rule shows them
every one of its people by name and birth, over the policed connection, and nobody's address. A
city's smaller viewers have fewer rows to be shown and the same names to think of. The file and
its key are kept in this account's cache; its grants are filled, and its names learnt, before the
first round. What is compared:

- *prefix search*: the first four letters of both names, through the service to weighed matches
  with their evidence; the floor is one read of a person and their address by primary key.
- *misspelt search*: both names in full, one with one slip; the floor is RapidFuzz over all family
  names with the same misspelt word, two slips at most.
- *check of one new person*: misspelt names and the birth, each way of slipping thought of; the
  floor is the prefix search.
- *not found*: of so many slipped searches, those without the person in the first 25 (in the
  first five, for the check): what is divided is people, not time.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from pbi_desktop.bench.front_door_town import NOW, City, Resident, kept_file
from pbi_desktop.bench.measured import Measured
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.front_door import FrontDoor
from pbi_desktop.services.front_door_rows import SearchResult, Told

Part = Callable[[int], Iterable[Measured]]

_A_ROUND, _ASKED = 12, 400
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_READ_BY_KEY = (
    "SELECT p.given_name, p.family_name, a.line_1 FROM people p LEFT JOIN residences r "
    "ON r.subject_id = p.id LEFT JOIN addresses a ON a.id = r.address_id WHERE p.id = ?"
)


@dataclass(frozen=True)
class Slipped:
    """Somebody, and their name as it is misheard or mistyped: one slip in one of the two."""

    person: Resident
    given: str
    family: str

    @property
    def told(self) -> Told:
        """The name alone."""
        return Told(f"{self.given} {self.family}")

    @property
    def told_with_birth(self) -> Told:
        """The name and the birth, as of somebody new."""
        return Told(f"{self.given} {self.family}", self.person.born)


def front_door(rounds: int) -> list[Measured]:
    """Return the ratios of searches, of keys in the window, and of whole lists, with targets."""
    return [line for part in parts() for line in part(rounds)]


def parts() -> tuple[Part, ...]:
    """Return what is measured, each for itself: in the file, on a server, in the window, of lists.

    They are loaded when they are asked for: the window needs Qt, and lists need numpy.
    """
    from pbi_desktop.bench import door_window, linkage
    from pbi_desktop.bench.front_door_server import on_the_server

    return searches, on_the_server, door_window.measured, linkage.measured


def searches(rounds: int, people: int = 1_000_000, folder: Path | None = None) -> list[Measured]:
    """Return the ratios of searches over so many people."""
    from platformdirs import user_cache_path

    from pbi_desktop.store.encrypted_file import open_raw
    from pbi_desktop.store.reading import FileReading

    city = City(people)
    path, key = kept_file(city, folder or user_cache_path("pbi-desktop", appauthor=False))
    bare = open_raw(path, key)
    reading = FileReading(path, open_raw(path, key), lambda: NOW)
    try:
        door = FrontDoor(reading, _no_store, lambda: NOW)
        actor = Actor(WorkerId(city.desk), "desk", Purpose.DIRECT_SUPPORT.value)
        door.make_ready(actor)
        dice = Random(11)  # noqa: S311 - invented
        sides = _Sides(door, actor, bare)
        many = f"{people:,} people"
        return [*_times(sides, city, dice, rounds, many), *_recall(sides, city, dice, many)]
    finally:
        reading.close()
        bare.close()


@dataclass(frozen=True)
class _Sides:
    door: FrontDoor
    actor: Actor
    bare: Any

    def begins(self, one: Resident) -> SearchResult:
        return self.door.search(self.actor, Told(f"{one.given_name[:4]} {one.family_name[:4]}"))

    def misspelt(self, one: Slipped) -> SearchResult:
        return self.door.search(self.actor, one.told)

    def checked(self, one: Slipped) -> SearchResult:
        return self.door.already_known(self.actor, one.told_with_birth)

    def by_key(self, one: Resident) -> object:
        return self.bare.execute(_READ_BY_KEY, (one.id.bytes,)).fetchone()


def _times(sides: _Sides, city: City, dice: Random, rounds: int, many: str) -> Iterator[Measured]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = sides.bare.execute("SELECT DISTINCT family_key FROM people").fetchall()
    surnames = [row[0] for row in found]

    def fuzzy(one: Slipped) -> object:
        word = one.family.casefold()
        options: dict[str, Any] = {"score_cutoff": 2, "limit": None, "processor": None}
        return extract(word, surnames, scorer=OSA.distance, **options)

    took: dict[str, list[float]] = {name: [] for name in ("key", "prefix", "slip", "fuzzy", "new")}
    for _ in range(rounds):
        some = [_slipped(dice, one) for one in dice.sample(city.residents, _A_ROUND)]
        jobs: list[tuple[str, Callable[[Slipped], object]]] = [
            ("key", lambda one: sides.by_key(one.person)),
            ("prefix", lambda one: sides.begins(one.person)),
            ("slip", sides.misspelt),
            ("fuzzy", fuzzy),
            ("new", sides.checked),
        ]
        for name, job in dice.sample(jobs, len(jobs)):
            took[name].append(median([_time(job, one) for one in some]))
    yield _ratio(
        f"prefix search, {many}", "a read by primary key", took, "prefix", "key", (100, 60)
    )
    yield _ratio(
        f"misspelt search, {many}", "RapidFuzz over the surnames", took, "slip", "fuzzy", (2, 1.5)
    )
    yield _ratio(
        f"check of one new person, {many}", "a prefix search", took, "new", "prefix", (10, 5)
    )


def _recall(sides: _Sides, city: City, dice: Random, many: str) -> Iterator[Measured]:
    asked = [_slipped(dice, one) for one in dice.sample(city.residents, min(_ASKED, city.people))]
    for name, search, first in (
        ("misspelt search", sides.misspelt, 25),
        ("check of one new person", sides.checked, 5),
    ):
        missed = sum(
            one.person.id not in [match.person_id for match in search(one).matches[:first]]
            for one in asked
        )
        said = f"{name}, {many}: not in the first {first}"
        yield said, f"{len(asked)} searches", (missed / len(asked),), 0.03, 0.01


def _ratio(  # noqa: PLR0913 - a line of so many parts
    name: str,
    floor: str,
    took: dict[str, list[float]],
    ours: str,
    theirs: str,
    least: tuple[float, float],
) -> Measured:
    ratios = tuple(a / b for a, b in zip(took[ours], took[theirs], strict=True))
    mine, other = 1000 * median(took[ours]), 1000 * median(took[theirs])
    return f"{name}, {mine:.2f} ms", f"{floor} ({other:.3f} ms)", ratios, *least


def _time(job: Callable[[Slipped], object], one: Slipped) -> float:
    job(one)  # warm, as the one before it on the same keys
    began = time.perf_counter()
    job(one)
    return time.perf_counter() - began


def _slipped(dice: Random, one: Resident) -> Slipped:
    if dice.random() < 1 / 2:
        return Slipped(one, _slip(dice, one.given_name), one.family_name)
    return Slipped(one, one.given_name, _slip(dice, one.family_name))


def _slip(dice: Random, name: str) -> str:
    """Return a name with one letter left out, put in, another, or two the other way round."""
    at, letter = dice.randrange(1, len(name)), dice.choice(_LETTERS)
    return dice.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        )
    )


def _no_store() -> Any:
    raise LookupError("a bench of searches opens no case")
