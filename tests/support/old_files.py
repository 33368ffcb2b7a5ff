"""A closed file from long ago with a row in every table that can hold one, and a word in each text.

Written above the rule. `fill` goes by the schema: a new table is filled without a line here.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, insert

from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.data_rights import RetentionAction, RetentionTrigger
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.phases import Phase
from pbi_desktop.models import (
    Base,
    Case,
    Code,
    CommunityGroup,
    Identifier,
    ImportRun,
    Instant,
    RetentionRule,
)
from pbi_desktop.store.access.erasing_function import KEPT
from tests.support.world import CaseMade, World

CLOSED_ON = date(2015, 4, 1)
LONG_AGO = datetime(2014, 5, 5, 9, tzinfo=UTC)
LEFT_ALONE = frozenset({*KEPT, "cases", "people", "case_people", "tickets"})
"""Made by commands, or nobody's file."""
KEEPERS = frozenset({"legal_holds", "restrictions", "subject_requests", "withheld_items"})
"""What keeps a file from going while it lasts."""


@dataclass(frozen=True)
class OldFile:
    """A case that may go, whose it is, and who may let it go."""

    case: CaseMade
    manager: Actor
    rule: UUID
    word: str
    rows: dict[str, UUID]


def old_file(world: World, word: str = "ZANZIBAR", *, subject: PersonId | None = None) -> OldFile:
    """Make a closed case that says `word` in every text there is."""
    manager = world.manager()
    person = subject or world.person(f"Wren {word}", f"Peel {word}")
    case = world.case(f"R{word[:5]}", by=manager, subject=person)
    world.note(case, f"came about {word}")
    world.change_fact(Case, case.id, closed_on=CLOSED_ON, phase=Phase.CLOSED)
    return OldFile(case, manager, agreed_rule(world), word, fill(world, case, word))


def agreed_rule(world: World, months: int = 72) -> UUID:
    """Agree how long an adult's file is kept."""
    return world.fact(
        RetentionRule(
            record_type="adult_file",
            trigger=RetentionTrigger.CASE_CLOSED,
            months=months,
            action=RetentionAction.REVIEW,
            source="invented",
            valid_from=world.clock() - timedelta(days=30),
        )
    )


def fill(world: World, case: CaseMade, word: str) -> dict[str, UUID]:
    """Put one row into every table that holds somebody's file; returns their ids."""
    run = ImportRun(kind="cases", files="team.xlsx", accepted=1, refused=0)
    group = CommunityGroup(feed="team", source_key="tea", name="Tea and Talk", kind="group")
    there: dict[str, UUID] = {
        "agencies": world.agency(AgencyKind.COUNCIL),
        "cases": case.id,
        "community_groups": world.fact(group),
        "import_runs": world.fact(run),
        "people": case.subject,
        "sites": case.site,
        "workers": case.by.worker,
    }
    with world.trusted() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in LEFT_ALONE | KEEPERS:
                row = {one.name: _cell(case, one, there, word) for one in table.columns}
                connection.execute(insert(table), [row])
                there[table.name] = row.get("id", case.id)
    return there


def _cell(case: CaseMade, column: Column[Any], there: dict[str, UUID], word: str) -> Any:
    own: dict[str, Any] = {
        "case_id": case.id,
        "chain": f"old {word}",
        "other_id": case.subject,
        "record_id": case.id,
        "subject_id": case.subject,
        "valid_to": LONG_AGO,
        "version": 1,
        "withdrawn_at": None,
        "worker_id": case.by.worker,
    }
    for key in column.foreign_keys:
        return there[key.column.table.name]
    return own[column.name] if column.name in own else _invented(column, word)


def _invented(column: Column[Any], word: str) -> Any:
    kind = column.type
    if isinstance(kind, Code):
        return next(iter(kind.kind))
    if isinstance(kind, Identifier):
        return uuid4()
    if isinstance(kind, Instant):
        return LONG_AGO
    said = f"{word} {column.name}"
    plain = {str: said, bytes: said.encode(), date: date(2014, 5, 5), bool: False}
    return plain.get(kind.python_type, 1)
