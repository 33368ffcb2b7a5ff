"""Families from GEDCOM files, read just well enough to draw them."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pbi_desktop.domain.casework import Gender, TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import NetworkFacts, PersonFact, TieFact
from pbi_desktop.domain.times import PartialDate, Precision
from tests.network.families import TODAY, person_id

_LINE = re.compile(r"^\s*(\d+)\s+(?:(@[^@]+@)\s+)?(\w+)\s?(.*)$")
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_GENDERS = {"M": Gender.MAN, "F": Gender.WOMAN}


@dataclass
class _Record:
    tag: str
    value: str = ""
    inside: list["_Record"] = field(default_factory=list)

    def all(self, tag: str) -> list["_Record"]:
        return [one for one in self.inside if one.tag == tag]

    def said(self, *tags: str) -> str:
        here: list[_Record] = [self]
        for tag in tags:
            here = [one for record in here for one in record.all(tag)]
        return here[0].value.strip() if here else ""


@dataclass(frozen=True)
class GedcomFamily:
    """Everybody in one file."""

    people: dict[PersonId, PersonFact]
    ties: tuple[TieFact, ...]

    def whole(self) -> NetworkFacts:
        return self._facts(next(iter(self.people)), set(self.people))

    def around(self, about: PersonId, most: int) -> NetworkFacts:
        """Return the people nearest to somebody, at most so many, with their ties."""
        beside: dict[PersonId, list[PersonId]] = defaultdict(list)
        for tie in self.ties:
            beside[tie.subject].append(tie.other)
            beside[tie.other].append(tie.subject)
        reached, todo = {about}, deque([about])
        while todo:
            for other in beside[todo.popleft()]:
                if other not in reached and len(reached) < most:
                    reached.add(other)
                    todo.append(other)
        return self._facts(about, reached)

    def _facts(self, about: PersonId, inside: set[PersonId]) -> NetworkFacts:
        people = tuple(fact for one, fact in self.people.items() if one in inside)
        ties = tuple(tie for tie in self.ties if {tie.subject, tie.other} <= inside)
        return NetworkFacts(about, TODAY, people, ties=ties)


def read(path: Path) -> GedcomFamily:
    """Return the people and family ties of a file."""
    records = list(_records(path.read_text(encoding="utf-8-sig", errors="replace")))
    numbers = {
        key: person_id(number)
        for number, key in enumerate((key for key, r in records if r.tag == "INDI"), start=1)
    }
    people = {numbers[key]: _person(numbers[key], r) for key, r in records if key in numbers}
    adopted = {key for key, r in records if r.tag == "INDI" and r.all("ADOP")}
    ties = [
        tie
        for _, record in records
        if record.tag == "FAM"
        for tie in _ties(record, numbers, adopted)
    ]
    return GedcomFamily(people, tuple(dict.fromkeys(ties)))


def _records(text: str) -> Iterator[tuple[str, _Record]]:
    stack: list[_Record] = []
    key, top = "", None
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        level, record = int(found[1]), _Record(found[3], found[4])
        if level == 0:
            if top is not None:
                yield key, top
            key, top, stack = found[2] or "", record, [record]
        elif level <= len(stack):
            stack[level - 1].inside.append(record)
            stack = [*stack[:level], record]
    if top is not None:
        yield key, top


def _person(person: PersonId, record: _Record) -> PersonFact:
    name = " ".join(record.said("NAME").replace("/", " ").split()) or "Not named"
    return PersonFact(
        person,
        name,
        "",
        _day(record.said("BIRT", "DATE")),
        _day(record.said("DEAT", "DATE")),
        _GENDERS.get(record.said("SEX")[:1], Gender.NOT_RECORDED),
    )


def _ties(record: _Record, numbers: dict[str, PersonId], adopted: set[str]) -> Iterator[TieFact]:
    parents = [
        numbers[one.value.strip()]
        for one in (*record.all("HUSB"), *record.all("WIFE"))
        if one.value.strip() in numbers
    ]
    if len(parents) == 2:
        divorced = bool(record.all("DIV")) and record.said("DIV") != "N"
        kind = TieKind.FORMER_PARTNER if divorced else TieKind.PARTNER
        nature = TieNature.DIVORCED if divorced else None
        if not divorced and record.all("MARR"):
            nature = TieNature.MARRIED
        since = _day(record.said("DIV" if divorced else "MARR", "DATE"))
        on = (since.day or date(since.year, 1, 1)) if since else None
        yield TieFact(parents[0], parents[1], kind, started_on=on, nature=nature)
    for child in record.all("CHIL"):
        key = child.value.strip()
        if key in numbers:
            nature = TieNature.ADOPTIVE if key in adopted else None
            for parent in parents:
                yield TieFact(parent, numbers[key], TieKind.PARENT, nature=nature)


def _day(text: str) -> PartialDate | None:
    words = text.upper().split()
    years = [word[:4] for word in words if re.match(r"\d{4}\b", word)]
    if not years:
        return None
    year = int(years[0])
    if words[0] in ("ABT", "EST", "BEF", "AFT", "CAL", "BET"):
        return PartialDate.of_year(year, about=True)
    months = [_MONTHS.index(word) + 1 for word in words if word in _MONTHS]
    if not months:
        return PartialDate.of_year(year)
    if words[0].isdigit() and int(words[0]) <= 31:
        try:
            return PartialDate.of_day(date(year, months[0], int(words[0])))
        except ValueError:
            pass
    return PartialDate(f"{year:04d}-{months[0]:02d}", Precision.MONTH)
