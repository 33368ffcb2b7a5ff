"""Services and groups as single things of the picture, each with its ties and short notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from pbi_desktop.domain.calendar_words import MONTH_NAMES
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import GroupFact, NetworkFacts, ServiceFact
from pbi_desktop.network.build import group_node, has_ended, service_node
from pbi_desktop.network.picture.kinds import Kind, group_kind, service_kind
from pbi_desktop.network.words import QUALITY_WORDS

MOST_LINES = 3
"""How many lines lead to one service or group: more say nothing that its note does not."""
_MOST_NOTES = 2
_NEW = timedelta(days=60)
_MONTH = 3
"""Months are written by their first three letters where room is short."""

Fact = ServiceFact | GroupFact
_Fact = TypeVar("_Fact", ServiceFact, GroupFact)


@dataclass(frozen=True)
class Help:
    """One service or one group, whoever of the family uses it."""

    key: str
    name: str
    facts: tuple[Fact, ...]
    """For each person who uses it the closest tie, the person it is about first."""
    community: bool
    kind: Kind
    notes: tuple[str, ...]
    since: date | None
    new: bool
    ended: bool = False

    @property
    def users(self) -> tuple[PersonId, ...]:
        """Who uses it."""
        return tuple(fact.person for fact in self.facts)

    @property
    def strained(self) -> bool:
        """Whether a tie to it is stressful or cut off."""
        if self.ended:
            return False
        return any(fact.quality in (Quality.STRESSFUL, Quality.CUT_OFF) for fact in self.facts)


def helps(now: NetworkFacts) -> tuple[Help, ...]:
    """Return the services and groups of one day, in one order."""
    services = [_service(facts, now) for facts in _by_id(now.services)]
    groups = [_group(facts, now) for facts in _by_id(now.groups)]
    found = [_as_ended(one, now) for one in (*services, *groups)]
    return tuple(sorted(found, key=lambda one: one.key))


def _as_ended(one: Help, now: NetworkFacts) -> Help:
    """Return a service or group with the day on which it ended, where it did for everybody."""
    if not all(has_ended(fact, now.as_at) for fact in one.facts):
        return one
    last = max(fact.ended_on for fact in one.facts if fact.ended_on)
    whom = _for_whom(one.facts)
    notes = _notes(whom, f"ended {short_day(last, now.as_at)}")
    return replace(one, notes=notes, new=False, ended=True)


def _by_id(facts: Iterable[_Fact]) -> list[list[_Fact]]:
    found: dict[object, list[_Fact]] = {}
    for fact in facts:
        found.setdefault(fact.id, []).append(fact)
    return list(found.values())


def _service(facts: list[ServiceFact], now: NetworkFacts) -> Help:
    first, *_ = kept = _closest(facts, now)
    last = max((fact.last_contact_on for fact in facts if fact.last_contact_on), default=None)
    workers = sorted({fact.worker for fact in facts if fact.worker})
    seen = f"last contact {short_day(last, now.as_at)}" if last else ""
    return Help(
        service_node(first.id),
        first.name,
        kept,
        False,
        service_kind(first.name),
        _notes(_for_whom(kept), ", ".join(workers), seen),
        _since(facts),
        _is_new(facts, now),
    )


def _group(facts: list[GroupFact], now: NetworkFacts) -> Help:
    first, *_ = kept = _closest(facts, now)
    came = sum(len(fact.came) for fact in facts)
    expected = came + sum(len(fact.missed) for fact in facts)
    visits = f"came {came} of {expected}" if came else "has not come yet" if expected else ""
    told = "signposted" if not visits and any("signpost" in f.note.lower() for f in facts) else ""
    return Help(
        group_node(first.id),
        first.name,
        kept,
        True,
        group_kind(first.name),
        _notes(_for_whom(kept), visits or told),
        _since(facts),
        _is_new(facts, now),
    )


def _notes(*parts: str) -> tuple[str, ...]:
    """Return two short notes at most, each with a capital."""
    return tuple(part[0].upper() + part[1:] for part in parts if part)[:_MOST_NOTES]


def _for_whom(facts: Sequence[Fact]) -> str:
    """Return for how many people it is, where not every one of them has a line."""
    return f"for {len(facts)} people" if len(facts) > MOST_LINES else ""


def _closest(facts: list[_Fact], now: NetworkFacts) -> tuple[_Fact, ...]:
    def rank(fact: _Fact) -> tuple[bool, bool, int, str]:
        quality = list(QUALITY_WORDS).index(fact.quality) if fact.quality else len(QUALITY_WORDS)
        return has_ended(fact, now.as_at), fact.person != now.about, quality, repr(fact)

    found: dict[PersonId, _Fact] = {}
    for fact in sorted(facts, key=rank):
        found.setdefault(fact.person, fact)
    return tuple(found.values())


def _since(facts: Iterable[Fact]) -> date | None:
    return min((fact.started_on for fact in facts if fact.started_on), default=None)


def _is_new(facts: Iterable[Fact], now: NetworkFacts) -> bool:
    begun = [fact.started_on for fact in facts]
    return bool(begun) and all(day is not None and now.as_at - day <= _NEW for day in begun)


def short_day(day: date, today: date) -> str:
    """Return a day in few letters: "18 Nov", or "Nov 2024" of another year."""
    month = MONTH_NAMES[day.month - 1][:_MONTH]
    return f"{day.day} {month}" if day.year == today.year else f"{month} {day.year}"
