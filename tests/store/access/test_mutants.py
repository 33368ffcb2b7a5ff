"""The comparison with the oracle finds faults: each fault planted in the rule is noticed.

A mutant is the text of the rule, three files, with one thing wrong, compiled as the real one is,
for both databases. If none of some towns tells it from the oracle, the comparison is too weak.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.mark import ParameterSet
from sqlalchemy import false, or_, true

from pbi_desktop.store import access
from pbi_desktop.store.access import compiled, kept_grants, policed, policies, writes
from tests.support.invented_towns import town
from tests.support.oracle import PURPOSES, Oracle, Town
from tests.support.stores import PostgresHome, opened
from tests.support.towns import TownHall

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
MOST_TOWNS = 150


@dataclass(frozen=True)
class Fault:
    """One thing wrong: every occurrence of `right` in one file of the rule becomes `wrong`."""

    name: str
    town: int
    """Where it was noticed once: looked at first, because that is quicker."""
    file: str
    right: str
    wrong: str

    def __str__(self) -> str:
        return self.name


def knows_less(*columns: str) -> str:
    """Return a grant that is compared by these columns alone."""
    names = {"case": "case_id", "subject": "subject_id", "category": "category"}
    asked = ", ".join(f'"{names[one]}": {one}' for one in columns)
    return f"return me.holds(verb, {{{asked}}})"


GRANT = 'return me.holds(verb, {"case_id": case, "subject_id": subject, "category": category})'
SEEN_FAULTS = (
    Fault("begins late", 0, "grants", "table.c.valid_from <= now", "table.c.valid_from < now"),
    Fault("ends late", 0, "grants", "table.c.valid_to > now", "table.c.valid_to >= now"),
    Fault("a conflict is forgotten", 11, "grants", "is_live(exclusions, now)", "false()"),
    Fault("one refusal is enough of a yes", 0, "grants", "agreed_to, ~refused", "agreed_to"),
    Fault("leads lead sealed cases", 0, "grants", "== int(Seal.OPEN)", "<= int(Seal.SEALED)"),
    Fault("detail needs no ticket", 15, "rule", 'me.has_opened(row("case_id"))', "true_()"),
    Fault(
        "sealed records are open", 21, "rule", ', ~me.sealed_away(row("id"), row("case_id"))', ""
    ),
    Fault("any purpose", 0, "grants", "agreements.c.purpose == purpose,", ""),
    Fault(
        "whoever came is everybody's",
        0,
        "door_rule",
        'row("worker_id") == me.id, row',
        "true_(), row",
    ),
    # The nine above run on the file by default too.
    Fault(
        "withdrawn facts last",
        0,
        "grants",
        "table.c.withdrawn_at.is_(None),\n        table.c.valid_from",
        "table.c.valid_from",
    ),
    Fault(
        "any agency",
        0,
        "grants",
        "agencies.c.kind == agreements.c.agency_kind",
        "or_(agencies.c.kind == agreements.c.agency_kind, agreements.c.id.is_not(None))",
    ),
    Fault("one person agrees alone", 2, "grants", "agreements.c.seconded_by.is_not(None),", ""),
    Fault("a task needs no consent either way", 51, "grants", "TASK.value, ~refused", "TASK.value"),
    Fault("nobody has to be asked", 7, "grants", "CONSENT.value, agreed_to,", "CONSENT.value,"),
    Fault(
        "another agency's refusal counts",
        45,
        "grants",
        "consents.c.agency_kind == agreed.c.agency_kind),",
        "consents.c.id.is_not(None)),",
    ),
    Fault("tenancy may know all", 1, "grants", "return ~or_(*never)", "return true()"),
    Fault("glass opens sealed cases", 7, "grants", "cases.c.seal < int(Seal.SEALED),", ""),
    Fault("glass opens every person", 0, "grants", "scopes.c.glass_id == glass.c.id", "true()"),
    Fault("anybody's glass", 0, "grants", "glass.c.worker_id == worker, is_live", "is_live"),
    Fault(
        "glass opens what conflicts",
        11,
        "grants",
        ".where(cases.c.id.not_in(closed_cases(worker, now)))",
        "",
    ),
    Fault("anybody's ticket", 15, "grants", "and_(tickets.c.worker_id == worker, ", "and_("),
    Fault("a ticket for any purpose", 15, "grants", ", tickets.c.purpose == purpose)", ")"),
    Fault("tickets never end", 15, "grants", "and_(mine, tickets.c.until > now)", "mine"),
    Fault("everybody is named", 8, "grants", "names.c.worker_id == worker, ", ""),
    Fault("names of ended seals open", 0, "grants", ", is_live(seals, now))\n", ")\n"),
    Fault(
        "the named meet what conflicts",
        89,
        "grants",
        ".where(seals.c.case_id.not_in(closed_cases(worker, now)))",
        "",
    ),
    Fault("the desk leads", 6, "grants", "for role in LEADS", "for role in DESK"),
    Fault(
        "the desk sees progress",
        5,
        "grants",
        "Category.IDENTITY.value, Integer).l",
        "1, Integer).l",
    ),
    Fault("inactive workers work", 0, "grants", "workers.c.active.is_(True), workers", "workers"),
    Fault(
        "who left the case stays",
        0,
        "grants",
        "cases.c.withdrawn_at.is_(None), people.c.withdrawn_at.is_(None)",
        "cases.c.withdrawn_at.is_(None)",
    ),
    Fault(
        "withdrawn cases stay",
        1,
        "grants",
        "cases.c.withdrawn_at.is_(None), people.c.withdrawn_at.is_(None)",
        "people.c.withdrawn_at.is_(None)",
    ),
    Fault("every site is mine", 0, "grants", "cases.c.site_id == held.c.site_id", "true()"),
    Fault("every team is mine", 0, "grants", "team.c.worker_id == worker, is_live", "is_live"),
    Fault("writing is reading", 0, "rule", "me.holds(verb,", "me.holds(Verb.WRITE,"),
    Fault("one category opens all", 0, "rule", GRANT, knows_less("case", "subject")),
    Fault("one person opens the case", 0, "rule", GRANT, knows_less("case", "category")),
    Fault(
        "one end of a tie is enough",
        4,
        "rule",
        'return and_(of_person(me, row), knows(me, row("other_id"), row("category")))',
        "return of_person(me, row)",
    ),
    Fault(
        "who moved out opens the household",
        28,
        "kinds",
        "stays = lived.c.withdrawn_at.is_(None)",
        "stays = true()",
    ),
    Fault(
        "the excluded see their exclusion",
        61,
        "closings",
        'and_(row("worker_id") != me.id, known)',
        "known",
    ),
    Fault(
        "glass is reviewed by all",
        0,
        "closings",
        "minded = and_(_leads_case",
        "minded = or_(_leads_case",
    ),
    Fault("what was sealed was open once", 86, "kinds", "no_person), unsealed,", "no_person),"),
    Fault("history needs no ticket", 21, "kinds", "unsealed, opened,", "unsealed,"),
    Fault(
        "drafts are for all",
        0,
        "kinds",
        '"drafts": KindRule(_mine,',
        '"drafts": KindRule(everyone,',
    ),
    Fault(
        "column layouts are for all",
        0,
        "kinds",
        '"import_layouts": AT_DESK',
        '"import_layouts": FOR_ALL',
    ),
    Fault("every run is for all", 0, "kinds", "KindRule(_run_visible,", "KindRule(everyone,"),
    Fault("history of ties is open", 0, "kinds", "opened, *open_still)", "opened)"),
    Fault(
        "history stays with its author", 0, "kinds", "_mine(me, row), reachable)", "_mine(me, row))"
    ),
    Fault(
        "history of a person needs no right",
        0,
        "kinds",
        'no_case = and_(row("case_id").is_(None), of_person(me, row))',
        'no_case = row("case_id").is_(None)',
    ),
)
WRITE_FAULTS = (
    Fault(
        "the desk writes",
        0,
        "grants",
        "literal(Verb.READ.value, Integer).label",
        "literal(3, Integer).label",
    ),
    Fault("what is seen is written", 0, "rule", "me.holds(verb,", "me.holds(Verb.READ,"),
)
NO_FAULT = Fault("none", 0, "grants", "table.c.valid_to > now", "table.c.valid_to > now")
FILES = ("grants", "rule", "closings", "door_rule", "kinds")


def rule_with(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Return the modules of the rule with this fault in one of them."""
    found = {}
    for file in FILES:
        real = import_module(f"pbi_desktop.store.access.{file}")
        source = Path(str(real.__file__)).read_text(encoding="utf-8")
        if file == fault.file:
            assert fault.right in source, "the rule has changed: plant this fault anew"
            source = source.replace(fault.right, fault.wrong)
        mutant = ModuleType(real.__name__)
        mutant.__dict__.update(true=true, false=false, or_=or_, true_=true)
        monkeypatch.setitem(sys.modules, real.__name__, mutant)  # `kinds` imports from `rule`
        monkeypatch.setattr(access, file, mutant)
        exec(compile(source, fault.name, "exec"), mutant.__dict__)  # noqa: S102
        found[file] = mutant
    return found


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


QUICK_ON_FILE, QUICK_ON_SERVER = 5, 6
"""The rest are planted in the long run: each takes seconds."""


def on_both(faults: tuple[Fault, ...]) -> list[ParameterSet]:
    """Return each fault on each database."""
    many = [
        pytest.param(
            ("file", fault), id=f"file-{fault}", marks=[pytest.mark.long] * (place >= QUICK_ON_FILE)
        )
        for place, fault in enumerate(faults)
    ]
    return many + [
        pytest.param(
            ("postgres", fault),
            id=f"postgres-{fault}",
            marks=[pytest.mark.long] * (place >= QUICK_ON_SERVER),
        )
        for place, fault in enumerate(faults)
    ]


@pytest.fixture
def planted(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[tuple[TownHall, Fault]]:
    """Return a store whose rule has a fault, and the fault."""
    kind, fault = request.param
    for name, mutant in rule_with(fault, monkeypatch).items():
        for module in (compiled, writes, policies, kept_grants):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, mutant)
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
