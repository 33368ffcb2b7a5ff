"""From candidates to matches: weighed field by field, best first, each with its evidence.

What is held is never part of a match before identity is checked, but for the name that shows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pbi_desktop.analysis import matching
from pbi_desktop.analysis.matching import Held, Line
from pbi_desktop.domain.calendar_words import MONTH_NAMES
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.services.front_door_candidates import Question, Search
from pbi_desktop.services.front_door_names import KnownNames
from pbi_desktop.services.front_door_rows import Evidence, Match, SearchResult, Verdict
from pbi_desktop.services.front_door_understanding import Understood
from pbi_desktop.store import identity_reading
from pbi_desktop.store import person_search as people
from pbi_desktop.store.person_search import Candidate, KnownCase, Wanted
from pbi_desktop.store.reading import Reading

_COMPARED_MORE = 15
"""So many more are weighed than shown: the weights may order them otherwise than a first look."""
_AGREES = 0.1
_DAY_AGREES = Line("born", "close", "day and month agree", 5.0)
_DAY_DIFFERS = Line("born", "differs", "differs", -5.0)
_ORDER = ("name", "born", "street", "phone", "household", "reference")


@dataclass(frozen=True)
class Weighed:
    """A candidate, and a line for each field."""

    held: Candidate
    lines: tuple[Line, ...]
    weight: float


@dataclass(frozen=True)
class Compared:
    """One way to understand what was told, and who fits it, best first."""

    understood: Understood
    weighed: tuple[Weighed, ...]
    unexplained: tuple[str, ...]

    @property
    def weight(self) -> float:
        """The weight of the best match."""
        return self.weighed[0].weight if self.weighed else 0.0


class Comparing:
    """One search's reading, and how many are to be shown."""

    def __init__(self, reading: Reading, known: KnownNames, now: int, shown: int) -> None:
        self._reading = reading
        self._known = known
        self._now = now
        self._shown = shown

    def compare(self, understood: Understood, *, thorough: bool) -> Compared:
        """Return who fits what was told."""
        if understood.is_empty:
            return Compared(understood, (), ())
        asked = understood.asked
        question = Question(
            asked, understood.spans, understood.day_of_year, understood.reference, thorough
        )
        search = Search(self._reading, self._known, question)
        nearest = search.nearest(self._shown + _COMPARED_MORE)
        wanted = Wanted(
            bool(asked.street), bool(asked.phone), bool(asked.household), bool(question.reference)
        )
        held = people.candidates(self._reading, self._known.actor, nearest, wanted)
        weighed = [self._weigh(understood, one) for one in held]
        # Of one fact alone, whoever it agrees with is shown: there is nothing else to go by.
        alone = understood.told.facts == 1 and not asked.name
        least = _AGREES if alone else matching.SHOWN_FROM
        likely = [one for one in weighed if one.weight >= least]
        likely.sort(key=_best_first)
        return Compared(understood, tuple(likely), tuple(search.unexplained()))

    def result(self, found: Compared) -> SearchResult:
        """Return the best as matches; records linked as one person are one match."""
        alone = self._one_of_each(found.weighed)
        shown = alone[: self._shown]
        ids = [one.held.id for one in shown]
        cases = people.known_cases(self._reading, self._known.actor, ids, self._now)
        agreed = people.words_agreed(self._reading, self._known.actor, ids)
        matches = tuple(
            _match(found.understood, one, cases.get(one.held.id), agreed) for one in shown
        )
        problems = found.understood.problems | self._no_such_postcode(found, matches)
        read_as = found.understood.read_as
        return SearchResult(matches, read_as, problems, capped=len(alone) > self._shown)

    def _weigh(self, understood: Understood, held: Candidate) -> Weighed:
        asked = understood.asked
        if understood.reference in held.references and understood.reference:
            asked = replace(asked, reference=understood.reference)
        lines = matching.weigh(asked, held_of(held))
        if understood.day_of_year and held.born is not None:
            agrees = held.born.text.endswith(understood.day_of_year)
            day = _DAY_AGREES if agrees else _DAY_DIFFERS
            lines = tuple(day if line.field == "born" else line for line in lines)
        lines = tuple(sorted(lines, key=lambda line: _ORDER.index(line.field)))
        return Weighed(held, lines, matching.total(lines))

    def _one_of_each(self, weighed: Sequence[Weighed]) -> list[Weighed]:
        ids = [one.held.id for one in weighed]
        lead = identity_reading.group(self._reading, self._known.actor, ids) if ids else {}
        best: dict[UUID, Weighed] = {}
        for one in weighed:
            best.setdefault(lead[one.held.id], one)
        return list(best.values())

    def _no_such_postcode(self, found: Compared, matches: tuple[Match, ...]) -> dict[str, str]:
        postcode = found.understood.postcode
        agrees = any(
            line.field == "street" and line.verdict in (Verdict.SAME, Verdict.CLOSE)
            for match in matches
            for line in match.evidence
        )
        if not postcode or agrees:
            return {}
        if people.knows_postcode(self._reading, self._known.actor, postcode):
            return {}
        return {"street": f"{postcode} is not on the list of postcodes here. Check it."}


def held_of(candidate: Candidate) -> Held:
    """Return what is held of somebody, for the weighing."""
    return Held(
        candidate.names,
        candidate.born,
        candidate.streets,
        candidate.phones,
        candidate.former,
        candidate.earlier,
        candidate.household,
        candidate.references,
    )


def _best_first(weighed: Weighed) -> tuple[float, str, str, UUID]:
    held = weighed.held
    return (-weighed.weight, held.family_name, held.given_name, held.id)


def _match(
    understood: Understood, weighed: Weighed, case: KnownCase | None, agreed: Collection[UUID]
) -> Match:
    held, weight, told = weighed.held, weighed.weight, understood.told
    name = f"{held.given_name} {held.family_name}".strip()
    is_open = case is not None and case.closed_on is None
    return Match(
        PersonId(held.id),
        name,
        matching.strength(weight),
        matching.bars(weight),
        weight,
        matching.ENOUGH,
        tuple(
            Evidence(
                line.field,
                _told(told_in=getattr(told, line.field), line=line, understood=understood),
                name if line.field == "name" else "",
                Verdict(line.verdict),
                line.says,
                line.weight,
            )
            for line in weighed.lines
        ),
        CaseId(case.id) if case is not None and is_open else None,
        case is not None and is_open and case.mine,
        _known_at(case),
        held.id in agreed,
    )


def _told(told_in: str, line: Line, understood: Understood) -> str:
    """Return what was told in a field; a reference may have been told in another."""
    if line.field == "reference" and not told_in.strip():
        return understood.told.street.strip() or understood.told.phone.strip()
    return told_in.strip()


def _known_at(case: KnownCase | None) -> str:
    if case is None:
        return ""
    if case.closed_on is None:
        return "Open case"
    day = date.fromisoformat(case.closed_on)
    return f"Closed {MONTH_NAMES[day.month - 1]} {day.year}"
