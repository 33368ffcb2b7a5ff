"""The comparison with the oracle finds faults: each fault planted in the rule is noticed.

A mutant is the text of `rule.py` with one thing wrong, compiled as the real one is, for both
databases. If none of some towns tells it from the oracle, the comparison is too weak.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from pbi_desktop.store.access import compiled, policed, policies, rule, writes
from tests.support.oracle import PURPOSES, Oracle, Town, town
from tests.support.stores import FileTemplate, PostgresTemplate
from tests.support.towns import TownHall

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
MOST_TOWNS = 150


@dataclass(frozen=True)
class Fault:
    """One thing wrong: every occurrence of `right` becomes `wrong`."""

    name: str
    town: int
    """Where it was noticed once: looked at first, because that is quicker."""
    right: str
    wrong: str

    def __str__(self) -> str:
        return self.name


def knows_less(*columns: str) -> str:
    """Return a grant that is compared by these columns alone."""
    asked, granted = ", ".join(columns), ", ".join(f"grants.c.{one}_id" for one in columns)
    granted = granted.replace("category_id", "category")
    return f"return tuple_({asked}).in_(found.with_only_columns({granted}))"


GRANT = "return tuple_(case, subject, category).in_(found)"
SEEN_FAULTS = (
    Fault("begins late", 1, "table.c.valid_from <= now", "table.c.valid_from < now"),
    Fault("ends late", 0, "table.c.valid_to > now", "table.c.valid_to >= now"),
    Fault(
        "withdrawn facts last",
        19,
        "table.c.withdrawn_at.is_(None),\n        table.c.valid_from",
        "table.c.valid_from",
    ),
    Fault("any purpose", 6, "agreements.c.purpose == purpose,", ""),
    Fault(
        "any agency",
        5,
        "agencies.c.kind == agreements.c.agency_kind",
        "or_(agencies.c.kind == agreements.c.agency_kind, agreements.c.id.is_not(None))",
    ),
    Fault("the desk leads", 1, "for role in LEADS", "for role in DESK"),
    Fault("the desk sees progress", 1, "Category.IDENTITY.value, Integer).l", "1, Integer).l"),
    Fault("inactive workers work", 0, "workers.c.active.is_(True), workers", "workers"),
    Fault(
        "who left the case stays",
        6,
        "in_case = people.c.withdrawn_at.is_(None)",
        "in_case = true()",
    ),
    Fault("withdrawn cases stay", 11, ".where(cases.c.withdrawn_at.is_(None))", ""),
    Fault("every site is mine", 0, "cases.c.site_id == held.c.site_id", "true()"),
    Fault("every team is mine", 3, "team.c.worker_id == worker, _live", "_live"),
    Fault("one category opens all", 1, GRANT, knows_less("case", "subject")),
    Fault("one person opens the case", 1, GRANT, knows_less("case", "category")),
    Fault(
        "one end of a tie is enough",
        5,
        'return and_(_of_person(me, row), _knows(me, row("other_id"), row("category")))',
        "return _of_person(me, row)",
    ),
    Fault(
        "who moved out opens the household",
        24,
        "stays = lived.c.withdrawn_at.is_(None)",
        "stays = true()",
    ),
    Fault("drafts are for all", 0, '"drafts": KindRule(_mine,', '"drafts": KindRule(everyone,'),
    Fault("history of ties is open", 0, "no_person), *open_still)", "no_person))"),
    Fault("history stays with its author", 0, "_mine(me, row), reachable)", "_mine(me, row))"),
    Fault(
        "history of a person needs no right",
        0,
        'no_case = and_(row("case_id").is_(None), _of_person(me, row))',
        'no_case = row("case_id").is_(None)',
    ),
)
WRITE_FAULTS = (
    Fault(
        "the desk writes",
        0,
        'literal(0, Integer).label("writes")',
        'literal(1, Integer).label("writes")',
    ),
    Fault("what is seen is written", 0, "found = found.where(grants.c.writes == 1)", "pass"),
)


def rule_with(fault: Fault) -> ModuleType:
    """Return the module of the rule with this fault in it."""
    source = Path(rule.__file__).read_text(encoding="utf-8")
    assert fault.right in source, "the rule has changed: plant this fault anew"
    mutant = ModuleType(rule.__name__)
    planted = source.replace(fault.right, fault.wrong)
    exec(compile(planted, fault.name, "exec"), mutant.__dict__)  # noqa: S102
    return mutant


def is_noticed(fault: Fault, differs: Callable[[Town], bool]) -> bool:
    """Say whether some town tells the faulty rule from the oracle."""
    return any(differs(town(seed, AT)) for seed in (fault.town, *range(MOST_TOWNS)))


def sees_otherwise(hall: TownHall, one: Town) -> bool:
    """Say whether a worker sees what the oracle does not say."""
    hall.hold(one)
    for worker in one.all("workers"):
        for purpose in PURPOSES:
            oracle = Oracle(one, worker["id"], purpose)
            seen = hall.seen(one, worker["id"], purpose)
            if seen != {kind: oracle.sees(kind) for kind in seen}:
                return True
    return False


def writes_otherwise(hall: TownHall, one: Town) -> bool:
    """Say whether a worker writes where the oracle does not say."""
    hall.hold(one)
    for worker in one.all("workers"):
        oracle = Oracle(one, worker["id"], PURPOSES[0])
        for about in sorted(oracle.grants()):
            taken = hall.takes_note(one, worker["id"], about, PURPOSES[0])
            if taken is not oracle.may_add(*about):
                return True
    return False


MakeHall = Callable[[Fault], TownHall]


@pytest.fixture(params=["file", "postgres"])
def hall_with(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[MakeHall]:
    """Return a function that makes a store whose rule has a fault."""
    made: list[TownHall] = []

    def make(fault: Fault) -> TownHall:
        mutant = rule_with(fault)
        for module in (compiled, writes, policies):
            monkeypatch.setattr(module, "rule", mutant)
        if request.param == "file":
            policy = compiled.compile_policy()
            monkeypatch.setattr(policed, "_policy", lambda: policy)
            files: FileTemplate = request.getfixturevalue("file_template")
            made.append(TownHall(files.copy(tmp_path)))
        else:
            databases: PostgresTemplate = request.getfixturevalue("postgres_template")
            home = databases.copy()
            home.write_rule_anew()
            made.append(TownHall(home))
        return made[-1]

    yield make
    for hall in made:
        hall.close()
        hall.home.close()


@pytest.mark.parametrize("fault", SEEN_FAULTS, ids=str)
def test_a_fault_in_what_is_seen_is_noticed(hall_with: MakeHall, fault: Fault) -> None:
    hall = hall_with(fault)
    assert is_noticed(fault, lambda one: sees_otherwise(hall, one))


@pytest.mark.parametrize("fault", WRITE_FAULTS, ids=str)
def test_a_fault_in_what_is_written_is_noticed(hall_with: MakeHall, fault: Fault) -> None:
    hall = hall_with(fault)
    assert is_noticed(fault, lambda one: writes_otherwise(hall, one))


@pytest.mark.parametrize("fault", [SEEN_FAULTS[0], WRITE_FAULTS[0]], ids=str)
def test_a_rule_without_a_fault_is_not_accused(hall_with: MakeHall, fault: Fault) -> None:
    hall = hall_with(Fault("none", 0, fault.right, fault.right))
    assert not any(sees_otherwise(hall, town(seed, AT)) for seed in (fault.town, 24))
    assert not writes_otherwise(hall, town(fault.town, AT))
