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
from _pytest.mark import ParameterSet

from pbi_desktop.store.access import compiled, policed, policies, rule, writes
from tests.support.invented_towns import town
from tests.support.oracle import PURPOSES, Oracle, Town
from tests.support.stores import PostgresHome, opened
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
    return f"return me.is_among(({asked}), found.with_only_columns({granted}))"


GRANT = "return me.is_among((case, subject, category), found)"
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
    Fault(
        "column layouts are for all", 0, '"import_layouts": AT_DESK', '"import_layouts": FOR_ALL'
    ),
    Fault("every run is for all", 0, "KindRule(_run_visible,", "KindRule(everyone,"),
    Fault("what a run did is for all", 0, "KindRule(_item_visible,", "KindRule(everyone,"),
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
NO_FAULT = Fault("none", 0, "table.c.valid_to > now", "table.c.valid_to > now")


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


QUICK_ON_FILE = 8
"""Every fault is planted on PostgreSQL; on the file, which is slower, the rest only if long."""


def on_both(faults: tuple[Fault, ...]) -> list[ParameterSet]:
    """Return each fault on each database."""
    many = [
        pytest.param(
            ("file", fault), id=f"file-{fault}", marks=[pytest.mark.long] * (place >= QUICK_ON_FILE)
        )
        for place, fault in enumerate(faults)
    ]
    return many + [pytest.param(("postgres", fault), id=f"postgres-{fault}") for fault in faults]


@pytest.fixture
def planted(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[tuple[TownHall, Fault]]:
    """Return a store whose rule has a fault, and the fault."""
    kind, fault = request.param
    mutant = rule_with(fault)
    for module in (compiled, writes, policies):
        monkeypatch.setattr(module, "rule", mutant)
    policy = compiled.compile_policy()
    monkeypatch.setattr(policed, "_policy", lambda: policy)
    with opened(kind, request, tmp_path) as home:
        if isinstance(home, PostgresHome):
            home.write_rule_anew()
        hall = TownHall(home)
        yield hall, fault
        hall.close()


Planted = tuple[TownHall, Fault]


@pytest.mark.parametrize("planted", on_both(SEEN_FAULTS), indirect=True)
def test_a_fault_in_what_is_seen_is_noticed(planted: Planted) -> None:
    hall, fault = planted
    assert is_noticed(fault, lambda one: sees_otherwise(hall, one))


@pytest.mark.parametrize("planted", on_both(WRITE_FAULTS), indirect=True)
def test_a_fault_in_what_is_written_is_noticed(planted: Planted) -> None:
    hall, fault = planted
    assert is_noticed(fault, lambda one: writes_otherwise(hall, one))


@pytest.mark.parametrize("planted", on_both((NO_FAULT,)), indirect=True)
def test_a_rule_without_a_fault_is_not_accused(planted: Planted) -> None:
    hall, fault = planted
    towns = [town(seed, AT) for seed in (fault.town, 19, 24)]
    assert not any(sees_otherwise(hall, one) for one in towns)
    assert not writes_otherwise(hall, towns[0])
