"""Finding people by what somebody says: candidates out of the policed views, nothing else.

Candidates are capped after the policy filter, because they come through it. Each question is one
statement, however many people it is about; ranges hold plain letters and figures only.

A view asks for each person whether this worker may know them, and SQLite would rather go through
all whom they may know. What was said comes as a list of one, to be gone through first; and where
that does not help, the hint that few rows fit does.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.store.reading import Reading, as_uuid, few
from pbi_desktop.store.search_index import Rows

MOST_CANDIDATES = 200
_LAST = "\U0010ffff"
_MOST_WORDS = 6
_MOST_NAMESAKES = 2_000
"""Of one name: whose relatives are thought of."""
FORMER = frozenset({"former"})
"""The kinds of other names that are searched and never displayed."""

Spans = Sequence[tuple[str, str]]


class Met(NamedTuple):
    """Somebody who may be meant: enough to say whether it is worth looking further."""

    id: UUID
    given_key: str
    family_key: str
    born: str | None
    other: str = ""
    """The key of another name by which they were met."""


@dataclass(frozen=True)
class Candidate:
    """What a worker may see of one person: names and birth, and search keys to compare."""

    id: UUID
    given_name: str
    family_name: str
    names: tuple[str, ...]
    born: PartialDate | None
    streets: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    """Names that they no longer go by: compared, never displayed."""
    earlier: tuple[str, ...] = ()
    """Where they lived before."""
    household: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownCase:
    """The case about a person that tells most: an open one first, one's own before others'."""

    id: UUID
    mine: bool
    closed_on: str | None


class Wanted(NamedTuple):
    """Which parts of a record are to be compared: what was not told is not read."""

    streets: bool = False
    phones: bool = False
    household: bool = False
    references: bool = False


EVERYTHING = Wanted(streets=True, phones=True, household=True, references=True)


# --- by name -------------------------------------------------------------------------------------


def by_beginnings(
    reading: Reading, actor: Actor, pairs: Sequence[tuple[str, str]], spans: Spans = ()
) -> list[Met]:
    """Return people whose given and family name begin so; with spans, those born then first."""
    values: dict[str, Any] = {}
    parts = []
    for place, (given, family) in enumerate(pairs):
        values |= _range(f"g{place}", given)
        source, named = _within(reading, "people p", "p.family_key", f"f{place}", values, family)
        named += f" AND p.given_key >= :g{place}_low AND p.given_key < :g{place}_high"
        parts += _capped(reading, named, spans, values, source)
    return _met(reading.rows(actor, " UNION ".join(parts), values)) if parts else []


def by_one_beginning(reading: Reading, actor: Actor, word: str, spans: Spans = ()) -> list[Met]:
    """Return people one of whose names begins with this word."""
    values: dict[str, Any] = {}
    parts = []
    for column in ("p.given_key", "p.family_key"):
        source, named = _within(reading, "people p", column, "w", values, word)
        parts += _capped(reading, named, spans, values, source)
    return _met(reading.rows(actor, " UNION ".join(parts), values))


def by_pairs(
    reading: Reading, actor: Actor, pairs: Iterable[tuple[str, str]], spans: Spans = ()
) -> list[Met]:
    """Return people with one of these pairs of given and family name."""
    values: dict[str, Any] = {"pairs": json.dumps(sorted(pairs))}
    source, named = _PAIRS_ON_SERVER
    if reading.is_file:
        source = _each(reading, "pairs")
        named = f"{few(reading, 'p.family_key = j.value ->> 1')} AND p.given_key = j.value ->> 0"
    source = f"{source} CROSS JOIN people p"
    parts = _capped(reading, named, spans, values, source)
    return _met(reading.rows(actor, " UNION ".join(parts), values))


def by_keys(
    reading: Reading,
    actor: Actor,
    given: Iterable[str],
    family: Iterable[str],
    spans: Spans = (),
) -> list[Met]:
    """Return people with one of these given names, or one of these family names."""
    values: dict[str, Any] = {
        "given": json.dumps(sorted(given)),
        "family": json.dumps(sorted(family)),
    }
    parts = []
    for name in ("given", "family"):
        source = f"{_each(reading, name)} CROSS JOIN people p"
        named = few(reading, f"p.{name}_key = j.value")
        parts += _capped(reading, named, spans, values, source)
    return _met(reading.rows(actor, " UNION ".join(parts), values))


def by_other_names(
    reading: Reading, actor: Actor, beginnings: Sequence[str], keys: Iterable[str] = ()
) -> list[Met]:
    """Return people who go, or went, by a name that begins so, or is one of these keys."""
    values: dict[str, Any] = {"keys": json.dumps(sorted(keys))}
    named = [f"{few(reading, 'o.name_key = j.value')}"]
    sources = [f"{_each(reading, 'keys')} CROSS JOIN other_names o"]
    for place, word in enumerate(beginnings):
        source, such = _within(reading, "other_names o", "o.name_key", f"o{place}", values, word)
        named.append(such)
        sources.append(source)
    parts = (
        f"SELECT * FROM (SELECT o.subject_id AS who, o.name_key AS name FROM {source} "  # noqa: S608
        f"WHERE {such} LIMIT {MOST_CANDIDATES}) AS named"
        for source, such in zip(sources, named, strict=True)
    )
    sql = (
        "SELECT p.id, p.given_key, p.family_key, p.born_text, n.name "  # noqa: S608 - built here
        f"FROM ({' UNION '.join(parts)}) AS n CROSS JOIN people p WHERE p.id = n.who"
    )
    return _met(reading.rows(actor, sql, values))


# --- by other facts ------------------------------------------------------------------------------


def by_birth(reading: Reading, actor: Actor, spans: Spans) -> list[Met]:
    """Return people whose birth is recorded as a text in one of these spans, ends included."""
    values: dict[str, Any] = {}
    parts = []
    for place, span in enumerate(spans):
        source, such = _within(reading, "people p", "p.born_text", f"b{place}", values, *span)
        parts += _capped(reading, such, (), values, source)
    return _met(reading.rows(actor, " UNION ".join(parts), values)) if parts else []


def by_street(reading: Reading, actor: Actor, key: str) -> set[UUID]:
    """Return people who live, or lived, where each of these words is in the address."""
    words = [word for part in key.split() if (word := _escaped(part))]
    if not words:
        return set()
    values = {f"word{place}": f"%{word}%" for place, word in enumerate(words[:_MOST_WORDS])}
    each = " AND ".join(f"{_PLACE} LIKE :{name}" for name in values)
    sql = (
        "SELECT DISTINCT r.subject_id FROM residences r JOIN addresses a ON a.id = r.address_id "  # noqa: S608
        f"WHERE {each} AND {_NOT_SECRET} ORDER BY 1 LIMIT {MOST_CANDIDATES}"
    )
    return _ids(reading.rows(actor, sql, values))


def by_phone(reading: Reading, actor: Actor, digits: str) -> set[UUID]:
    """Return people one of whose numbers holds these digits."""
    sql = (
        "SELECT DISTINCT subject_id FROM contact_points WHERE value_key LIKE :part "  # noqa: S608
        f"ORDER BY 1 LIMIT {MOST_CANDIDATES}"
    )
    return _ids(reading.rows(actor, sql, {"part": f"%{_escaped(digits)}%"}))


def by_reference(reading: Reading, actor: Actor, key: str) -> set[UUID]:
    """Return whom a case is about that has this reference, and whom an agency calls so."""
    sql = (
        "SELECT p.person_id FROM cases c JOIN case_people p ON p.case_id = c.id "
        "WHERE c.reference = :case AND p.part = 'main' "
        "UNION SELECT subject_id FROM person_references WHERE value_key = :key"
    )
    return _ids(reading.rows(actor, sql, {"case": key.upper(), "key": key}))


def related(reading: Reading, actor: Actor, words: Sequence[str]) -> dict[UUID, int]:
    """Return who lives or lived with, or is kin to, somebody one of whose names begins so.

    With each for how many of the words: those with most of them first, and only then capped.
    """
    values: dict[str, Any] = {}
    named = []
    for place, word in enumerate(words[:_MOST_WORDS]):
        for column in ("p.given_key", "p.family_key"):
            source, such = _within(reading, "people p", column, f"w{place}", values, word)
            order = "" if reading.is_file else f" ORDER BY {column}, p.id"
            named.append(
                f"SELECT * FROM (SELECT {place} AS word, p.id AS who FROM {source} "  # noqa: S608
                f"WHERE {such}{order} LIMIT {_MOST_NAMESAKES}) AS such_{place}"
            )
    if not named:
        return {}
    rows = reading.rows(actor, _RELATED.format(named=" UNION ".join(named)), values)
    return {as_uuid(person): count for person, count in rows}


def met(reading: Reading, actor: Actor, people: Sequence[UUID]) -> list[Met]:
    """Return what tells whether these people are worth comparing; hidden ones are not there."""
    if not people:
        return []
    marks, values = _each_of(people)
    sql = f"SELECT id, given_key, family_key, born_text FROM people WHERE id IN ({marks})"  # noqa: S608
    return _met(reading.rows(actor, sql, values))


def knows_postcode(reading: Reading, actor: Actor, postcode: str) -> bool:
    """Say whether a postcode is on the list here; with no list at all, any postcode is."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM postcodes WHERE postcode = :postcode) "
        "OR NOT EXISTS (SELECT 1 FROM postcodes)"
    )
    return bool(reading.rows(actor, sql, {"postcode": postcode})[0][0])


# --- what is held --------------------------------------------------------------------------------


def candidates(
    reading: Reading, actor: Actor, people: Sequence[UUID], wanted: Wanted = EVERYTHING
) -> list[Candidate]:
    """Return what is held of these people, in the order given; hidden ones are not there."""
    if not people:
        return []
    marks, values = _each_of(people)
    source, such = f"people WHERE id IN ({marks})", ""
    if reading.is_file:  # one after the other: the planner would walk everybody in sight
        asked = " UNION ALL ".join(f"SELECT :{name} AS asked" for name in values)
        source, such = f"({asked}) CROSS JOIN people WHERE ", few(reading, "id = asked")
    rows = reading.rows(
        actor,
        "SELECT id, given_name, family_name, given_key, family_key, born_text, born_precision "  # noqa: S608
        f"FROM {source}{such}",
        values,
    )
    seen = {as_uuid(row[0]): row[1:] for row in rows}
    told = {
        name: _texts(reading, actor, select, people) if asked else {}
        for name, asked, select in (
            ("others", True, _OTHER_NAMES),
            ("streets", wanted.streets, _STREETS),
            ("phones", wanted.phones, _PHONES),
            ("household", wanted.household, _HOUSEHOLD),
            ("references", wanted.references, _REFERENCES),
        )
    }
    return [
        _candidate(person, seen[person], {name: by.get(person, []) for name, by in told.items()})
        for person in people
        if person in seen
    ]


def known_cases(
    reading: Reading, actor: Actor, people: Sequence[UUID], now: int
) -> dict[UUID, KnownCase]:
    """Return for each of these people the case about them that tells most, if there is one."""
    if not people:
        return {}
    marks, values = _each_of(people)
    rows = reading.rows(
        actor,
        "SELECT c.subject_id, c.id, c.closed_on, EXISTS (SELECT 1 FROM case_team t "  # noqa: S608
        "WHERE t.case_id = c.id AND t.worker_id = :worker AND t.valid_from <= :now "
        "AND (t.valid_to IS NULL OR t.valid_to > :now)) AS mine "
        f"FROM cases c WHERE {few(reading, f'c.subject_id IN ({marks})')} "
        "ORDER BY c.closed_on IS NOT NULL, mine DESC, c.closed_on DESC, c.opened_on DESC, c.id",
        {**values, "worker": actor.worker, "now": now},
    )
    found: dict[UUID, KnownCase] = {}
    for person, case, closed_on, mine in rows:
        closed = str(closed_on) if closed_on is not None else None
        found.setdefault(as_uuid(person), KnownCase(as_uuid(case), bool(mine), closed))
    return found


def words_agreed(reading: Reading, actor: Actor, people: Sequence[UUID]) -> set[UUID]:
    """Return with whom of these people a word is agreed, as was said last: never the word."""
    if not people:
        return set()
    marks, values = _each_of(people)
    sql = (
        "SELECT s.subject_id, coalesce(s.code_word, '') <> '' FROM safe_contacts s "  # noqa: S608
        f"WHERE {few(reading, f's.subject_id IN ({marks})')} ORDER BY s.created_at, s.id DESC"
    )
    latest = {as_uuid(person): bool(agreed) for person, agreed in reading.rows(actor, sql, values)}
    return {person for person, agreed in latest.items() if agreed}


_RELATED = (
    "WITH named AS MATERIALIZED ({named}) SELECT who, count(DISTINCT word) FROM ("  # noqa: S608
    "SELECT n.word, o.subject_id AS who FROM named n CROSS JOIN memberships m "
    "CROSS JOIN memberships o WHERE m.subject_id = n.who "
    "AND o.household_id = m.household_id AND o.subject_id <> m.subject_id "
    "UNION SELECT n.word, t.other_id FROM named n CROSS JOIN relationships t "
    "WHERE t.subject_id = n.who "
    "UNION SELECT n.word, t.subject_id FROM named n CROSS JOIN relationships t "
    "WHERE t.other_id = n.who) AS tied "
    "GROUP BY who ORDER BY 2 DESC, 1 "
    f"LIMIT {MOST_CANDIDATES}"
)
_EARLIER = frozenset({"earlier"})
_PLACE_WORDS = (
    "coalesce(a.line_2 || ' ', '') || coalesce(a.locality || ' ', '') || "
    # A postcode is typed with and without its space.
    "coalesce(a.postcode || ' ' || replace(a.postcode, ' ', ''), '')"
)
_PLACE = f"a.street_key || ' ' || lower({_PLACE_WORDS})"
_OTHER_NAMES = "SELECT subject_id, name_key, kind FROM other_names WHERE {few}"
# Whoever names a street at the desk is not told who lives there in secret.
_NOT_SECRET = f"r.category <> {Category.PROTECTED_ADDRESS.value}"
_STREETS = (
    f"SELECT r.subject_id, {_PLACE}, CASE WHEN r.ended_on IS NULL THEN '' ELSE 'earlier' END "  # noqa: S608
    "FROM residences r CROSS JOIN addresses a WHERE r.subject_id IN ({marks}) "
    f"AND a.id = r.address_id AND {_NOT_SECRET}"
)
_PHONES = "SELECT subject_id, value_key, '' FROM contact_points WHERE subject_id IN ({marks})"
_HOUSEHOLD = (
    "SELECT m.subject_id, trim(p.given_key || ' ' || p.family_key), '' FROM memberships m "
    "CROSS JOIN memberships o CROSS JOIN people p WHERE m.subject_id IN ({marks}) "
    "AND o.household_id = m.household_id AND o.subject_id <> m.subject_id AND p.id = o.subject_id "
    "UNION SELECT t.subject_id, trim(p.given_key || ' ' || p.family_key), '' "
    "FROM relationships t CROSS JOIN people p "
    "WHERE t.subject_id IN ({marks}) AND p.id = t.other_id "
    "UNION SELECT t.other_id, trim(p.given_key || ' ' || p.family_key), '' "
    "FROM relationships t CROSS JOIN people p WHERE t.other_id IN ({marks}) AND p.id = t.subject_id"
)
_REFERENCES = (
    "SELECT p.person_id, lower(c.reference), '' FROM case_people p CROSS JOIN cases c "
    "WHERE p.person_id IN ({marks}) AND p.part = 'main' AND c.id = p.case_id "
    "UNION SELECT subject_id, value_key, '' FROM person_references WHERE subject_id IN ({marks})"
)


def _texts(
    reading: Reading, actor: Actor, select: str, people: Sequence[UUID]
) -> dict[UUID, list[tuple[str, str]]]:
    marks, values = _each_of(people)
    found: dict[UUID, list[tuple[str, str]]] = {person: [] for person in people}
    sql = select.format(marks=marks, few=few(reading, f"subject_id IN ({marks})"))
    for person, text, kind in reading.rows(actor, sql, values):
        found[as_uuid(person)].append((str(text), str(kind)))
    return found


def _candidate(
    person: UUID, row: tuple[Any, ...], told: dict[str, list[tuple[str, str]]]
) -> Candidate:
    given, family, given_key, family_key, born, precision = row
    homes = [(name_key(text), kind) for text, kind in told.get("streets", ())]
    return Candidate(
        person,
        given,
        family,
        (f"{given_key} {family_key}".strip(), *_these(told["others"], but=FORMER)),
        PartialDate(born, Precision(precision)) if born and precision else None,
        _these(homes, but=_EARLIER),
        _these(told["phones"]),
        _these(told["others"], only=FORMER),
        _these(homes, only=_EARLIER),
        _these(told["household"]),
        _these(told["references"]),
    )


def _these(
    texts: list[tuple[str, str]],
    only: Collection[str] | None = None,
    but: Collection[str] = (),
) -> tuple[str, ...]:
    kept = {text for text, kind in texts if (only is None or kind in only) and kind not in but}
    return tuple(sorted(kept))


# --- statements ----------------------------------------------------------------------------------


def _within(  # noqa: PLR0913 - a condition of so many parts
    reading: Reading,
    table: str,
    column: str,
    name: str,
    values: dict[str, Any],
    low: str,
    high: str | None = None,
) -> tuple[str, str]:
    """Return a source and a condition: what begins with `low`, or lies between, ends included."""
    until, most = ("<", low + _LAST) if high is None else ("<=", high)
    if not reading.is_file:
        values |= {f"{name}_low": low, f"{name}_high": most}
        return table, f"{column} >= :{name}_low AND {column} {until} :{name}_high"
    values[name] = json.dumps([[low, most]])
    bounds = (f"{column} >= {name}.value ->> 0", f"{column} {until} {name}.value ->> 1")
    such = " AND ".join(few(reading, bound) for bound in bounds)
    return f"json_each(:{name}) AS {name} CROSS JOIN {table}", such


def _range(name: str, word: str) -> dict[str, str]:
    return {f"{name}_low": word, f"{name}_high": word + _LAST}


def _each(reading: Reading, name: str) -> str:
    """Return a list that was given as one value, as a table with the column `value`."""
    if reading.is_file:
        return f"json_each(:{name}) AS j"
    return f"json_array_elements_text(CAST(:{name} AS json)) AS j(value)"


# Read before it is joined: a policy lets no index be asked with what is only being worked out.
_PAIRS_ON_SERVER = (
    "(SELECT a.value ->> 0 AS given, a.value ->> 1 AS family "
    "FROM json_array_elements(CAST(:pairs AS json)) AS a(value) OFFSET 0) AS j",
    "p.family_key = j.family AND p.given_key = j.given",
)


def _capped(
    reading: Reading, such: str, spans: Spans, values: dict[str, Any], source: str
) -> list[str]:
    """Return selections of people: those born in the spans, and those born whenever."""
    within = []
    for place, (low, high) in enumerate(spans):
        values |= {f"s{place}_low": low, f"s{place}_high": high}
        within.append(f"p.born_text BETWEEN :s{place}_low AND :s{place}_high")
    born = [f" AND ({' OR '.join(within)})"] if within else []
    # The file goes by its index; a server's order has to be said.
    order = "" if reading.is_file else " ORDER BY p.family_key, p.given_key, p.id"
    return [
        "SELECT * FROM (SELECT p.id, p.given_key, p.family_key, p.born_text "  # noqa: S608
        f"FROM {source} WHERE {such}{when}{order} LIMIT {MOST_CANDIDATES}) AS found"
        for when in (*born, "")
    ]


def _met(rows: Rows) -> list[Met]:
    return [Met(as_uuid(row[0]), *row[1:]) for row in rows]


def _each_of(people: Iterable[UUID]) -> tuple[str, dict[str, UUID]]:
    """Return a parameter for each key, for a list that both drivers take."""
    values = {f"key{place}": person for place, person in enumerate(people)}
    return ", ".join(f":{name}" for name in values), values


def _ids(rows: Rows) -> set[UUID]:
    return {as_uuid(row[0]) for row in rows}


def _escaped(text: str) -> str:
    return "".join(letter for letter in text if letter not in "%_\\")
