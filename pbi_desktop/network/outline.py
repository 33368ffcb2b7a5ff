"""The network in words: each node one spoken line, and what would break if somebody left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import (
    GroupFact,
    NetworkFacts,
    Outline,
    OutlineLine,
    OutlineSection,
    ServiceFact,
)
from pbi_desktop.network.build import (
    group_node,
    on_the_day,
    person_node,
    service_node,
    with_lately_ended,
)
from pbi_desktop.network.hanging import hanging
from pbi_desktop.network.misfits import misfits
from pbi_desktop.network.people import Around, around, person_line
from pbi_desktop.network.words import (
    QUALITY_WORDS,
    and_list,
    how_many,
    isolated,
    said,
    sentence,
    since,
    tie_quality,
)

_Help = TypeVar("_Help", ServiceFact, GroupFact)


def outline(facts: NetworkFacts) -> Outline:
    """Return the network around a person in words, as it was on the day of the facts.

    Same facts in, same words out, in any order. Only what is in the facts is said: what the viewer
    may not see must not be in them.
    """
    now = on_the_day(facts)
    circle = around(now)
    services = _by_id(now.services)
    groups = _by_id(now.groups)
    return Outline(
        person_node(now.about),
        now.as_at,
        (
            _at_home(now, circle),
            _elsewhere(circle),
            _services(services, circle),
            _community(groups, circle),
            *_ended(with_lately_ended(facts), now, circle),
            *misfits(facts),
        ),
        (*(one.sentence for one in hanging(now)), *_services_only(now, circle)),
    )


def _at_home(now: NetworkFacts, circle: Around) -> OutlineSection:
    lines = tuple(person_line(person, circle) for person in circle.home)
    name = circle.name(now.about)
    recorded = any(home.person == now.about for home in now.home)
    alone = f"{name} lives alone, as far as we know."
    return OutlineSection(
        "Family at home",
        how_many(len(lines) + 1, "person", "people"),
        (person_line(now.about, circle), *lines),
        "" if lines else alone if recorded else f"Nobody is recorded as living with {name}.",
    )


def _elsewhere(circle: Around) -> OutlineSection:
    lines = tuple(person_line(person, circle) for person in circle.family)
    count = how_many(len(lines), "person", "people")
    empty = "" if lines else "No family elsewhere is recorded."
    return OutlineSection("Family elsewhere", count, lines, empty)


def _services(services: Mapping[UUID, list[ServiceFact]], circle: Around) -> OutlineSection:
    lines = _sorted(_service_line(facts, circle) for facts in services.values())
    empty = "" if lines else "No service is recorded."
    return OutlineSection("Services", how_many(len(lines), "service"), lines, empty)


def _community(groups: Mapping[UUID, list[GroupFact]], circle: Around) -> OutlineSection:
    people = tuple(person_line(person, circle) for person in circle.others)
    lines = (*_sorted(_group_line(facts, circle) for facts in groups.values()), *people)
    counts = [how_many(len(groups), "group")] if groups or not people else []
    counts += [how_many(len(people), "person", "people")] if people else []
    empty = "" if lines else "No group, friend or neighbour is recorded."
    return OutlineSection("Community", ", ".join(counts), lines, empty)


def _ended(shown: NetworkFacts, now: NetworkFacts, circle: Around) -> tuple[OutlineSection, ...]:
    """Return what ended within one review and is still in the picture, if anything did."""
    helps: list[ServiceFact | GroupFact] = [*now.services, *now.groups]
    running = {fact.id for fact in helps}
    over: list[OutlineLine] = []
    services = _by_id(fact for fact in shown.services if fact.id not in running)
    groups = _by_id(fact for fact in shown.groups if fact.id not in running)
    over += [_ended_line(service_node(key), facts, circle) for key, facts in services.items()]
    over += [_ended_line(group_node(key), facts, circle) for key, facts in groups.items()]
    count = how_many(len(over), "tie")
    return (OutlineSection("Ended lately", count, _sorted(over), ""),) if over else ()


def _ended_line(node: str, facts: Sequence[ServiceFact | GroupFact], circle: Around) -> OutlineLine:
    users = {fact.person for fact in facts}
    names = and_list(sorted(circle.name(person) for person in users))
    ended = max((fact.ended_on for fact in facts if fact.ended_on), default=None)
    whom = "" if users == {circle.about} else f"For {names}."
    when = f"Ended {say_date(ended)}." if ended else ""
    return OutlineLine(node, isolated(facts[0].name), said([whom, when]), "", None, ended)


def _service_line(facts: list[ServiceFact], circle: Around) -> OutlineLine:
    workers = sorted({isolated(fact.worker) for fact in facts if fact.worker})
    last = max((fact.last_contact_on for fact in facts if fact.last_contact_on), default=None)
    return _help_line(
        service_node(facts[0].id),
        facts,
        circle,
        f"Worker: {and_list(workers)}." if workers else "",
        f"Last contact {say_date(last)}." if last else "",
    )


def _group_line(facts: list[GroupFact], circle: Around) -> OutlineLine:
    came = sorted(day for fact in facts for day in fact.came)
    expected = len(came) + sum(len(fact.missed) for fact in facts)
    visits = ""
    if came:
        often = "once, on" if expected == 1 else f"{len(came)} of {expected} times, last on"
        visits = f"Came {often} {say_date(came[-1])}."
    elif expected:
        often = "once" if expected == 1 else f"{expected} times"
        visits = f"Expected {often}, has not come yet."
    return _help_line(group_node(facts[0].id), facts, circle, visits)


def _help_line(node: str, facts: list[_Help], circle: Around, *more: str) -> OutlineLine:
    """Return the line of a service or group; the closest tie gives it its quality."""
    first = min(facts, key=lambda fact: (fact.person != circle.about, _rank(fact), repr(fact)))
    quality = QUALITY_WORDS[first.quality] if first.quality else ""
    users = {fact.person for fact in facts}
    names = sorted(circle.name(person) for person in users)
    started = min((fact.started_on for fact in facts if fact.started_on), default=None)
    ended = max((fact.ended_on for fact in facts if fact.ended_on), default=None)
    name = isolated(first.name)
    flow = tie_quality(None, None, first.flow)
    notes: list[str] = sorted({sentence(isolated(fact.note)) for fact in facts})
    detail = said(
        [
            "" if users == {circle.about} else f"For {and_list(names)}.",
            *more,
            flow,
            _since_and_until(started, ended),
            *notes,
        ]
    )
    return OutlineLine(
        node, f"{name}: {quality}" if quality else name, detail, quality, started, ended
    )


def _rank(fact: ServiceFact | GroupFact) -> int:
    return list(QUALITY_WORDS).index(fact.quality) if fact.quality else len(QUALITY_WORDS)


def _since_and_until(started: date | None, ended: date | None) -> str:
    return said([since(started), f"Ends {say_date(ended)}." if ended else ""])


def _sorted(lines: Iterable[OutlineLine]) -> tuple[OutlineLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.title.casefold(), line.node)))


def _by_id(facts: Iterable[_Help]) -> dict[UUID, list[_Help]]:
    found: dict[UUID, list[_Help]] = {}
    for fact in facts:
        found.setdefault(fact.id, []).append(fact)
    return found


def _services_only(now: NetworkFacts, circle: Around) -> list[str]:
    if not now.services or now.groups or circle.home or circle.family or circle.others:
        return []
    name = circle.name(now.about)
    return [f"{name} is tied to services only: no family, friend or group is recorded."]
