"""Which names there are, for a search that forgives slips: distinct names, never whose they are.

On the encrypted file they are read above the rule, by whoever holds the key: a name here finds
ids only through the policed views, which show the worker's own people before anything is counted.
On a server a worker reads through the policies alone, so the names are of those in sight.
No statement here needs SQLAlchemy: search is ready before it is loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pbi_desktop.domain.actor import Actor

Rows = list[tuple[Any, ...]]
AskAbove = Callable[[str], Rows]
AskAs = Callable[[Actor, str, Mapping[str, Any]], Rows]

_OFTEN = 60_000_000
"""Microseconds after which a server's worker reads all names in sight anew: rights change."""
_OVERLAP = 600_000_000
"""Clocks of two computers may differ by so much: what came before is read again."""


@dataclass(frozen=True)
class Names:
    """Distinct name keys: given, family, and the other names that people go by."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True)
class News:
    """What to add to the names at hand, and how far that is; `afresh`: instead of them."""

    mark: tuple[int, ...]
    names: Names = field(default_factory=Names)
    afresh: bool = False


class NameSource(Protocol):
    """Where names come from."""

    def news(self, actor: Actor, since: tuple[int, ...] | None, now: int) -> News:
        """Return the names that came since a mark, or all of them."""


class FileNames:
    """The names on the encrypted file, by its own count of changes."""

    def __init__(self, ask: AskAbove, version: Callable[[], int]) -> None:
        self._ask = ask
        self._version = version

    def news(self, actor: Actor, since: tuple[int, ...] | None, now: int) -> News:  # noqa: ARG002
        """Return what was written since: a commit of any connection counts."""
        # The counts come first: what is written after them is read again the next time.
        version = self._version()
        if since is not None and since[0] == version:
            return News(since)
        (counts,) = self._ask(_COUNTS)
        mark = (version, *(count or 0 for count in counts))
        if since is None or any(now < then for now, then in zip(mark[1:], since[1:], strict=True)):
            return News(mark, Names(*map(self._distinct, _PLACES)), afresh=True)
        _version, people, others, revisions = since
        rows = self._ask(_NEW_PEOPLE.format(people=people, revisions=revisions))
        more = self._ask(_NEW_OTHERS.format(others=others, revisions=revisions))
        return News(mark, _names(rows, more))

    def _distinct(self, place: dict[str, str]) -> tuple[str, ...]:
        return tuple(row[0] for row in self._ask(_DISTINCT.format(**place)) if row[0])


class ServerNames:
    """The names in sight of a worker on a server."""

    def __init__(self, ask: AskAs) -> None:
        self._ask = ask

    def news(self, actor: Actor, since: tuple[int, ...] | None, now: int) -> News:
        """Return who came since; every minute all names in sight, for rights change as well."""
        if since is None or not since[0] <= now < since[0] + _OFTEN:
            named = [
                tuple(row[0] for row in self._ask(actor, _IN_SIGHT.format(**place), {}))
                for place in _PLACES
            ]
            return News((now,), Names(*named), afresh=True)
        asked = {"since": since[0] - _OVERLAP}
        rows, more = self._ask(actor, _CAME, asked), self._ask(actor, _CAME_OTHER, asked)
        return News(since, _names(rows, more))


def _names(people: Rows, others: Rows) -> Names:
    given, family = {row[0] for row in people}, {row[1] for row in people}
    return Names(tuple(given), tuple(family), tuple({row[0] for row in others}))


_PLACES = (
    {"table": "people", "column": "given_key", "whose": "id"},
    {"table": "people", "column": "family_key", "whose": "id"},
    {"table": "other_names", "column": "name_key", "whose": "subject_id"},
)
# The policy looks each row up; the list of those known finds them among everybody of a city.
_KNOWN = "ANY (CAST((SELECT authz.my_people()) AS uuid[]))"
_IN_SIGHT = f"SELECT DISTINCT {{column}} FROM {{table}} WHERE {{whose}} = {_KNOWN}"  # noqa: S608
_COUNTS = """
SELECT (SELECT max(rowid) FROM main.people), (SELECT max(rowid) FROM main.other_names),
  (SELECT max(rowid) FROM main.revisions)
"""
# From one name to the next by the index: as many steps as there are names, not people.
_DISTINCT = """
WITH RECURSIVE name(key) AS (
  SELECT min({column}) FROM main.{table}
  UNION ALL SELECT (SELECT min({column}) FROM main.{table} WHERE {column} > key)
    FROM name WHERE key IS NOT NULL
) SELECT key FROM name
"""
_NEW_PEOPLE = """
SELECT given_key, family_key FROM main.people WHERE rowid > {people}
UNION SELECT given_key, family_key FROM main.people WHERE id IN (
  SELECT record_id FROM main.revisions WHERE rowid > {revisions} AND +kind = 'people')
"""
_NEW_OTHERS = """
SELECT name_key FROM main.other_names WHERE rowid > {others}
UNION SELECT name_key FROM main.other_names WHERE id IN (
  SELECT record_id FROM main.revisions WHERE rowid > {revisions} AND +kind = 'other_names')
"""
_CAME = "SELECT given_key, family_key FROM people WHERE created_at > :since"
_CAME_OTHER = "SELECT name_key FROM other_names WHERE created_at > :since"
