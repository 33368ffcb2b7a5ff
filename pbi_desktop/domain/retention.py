"""How long records are kept: rules with their sources, and from when each counts for whom.

A rule counts for a person; the one that keeps longest decides. A file is kept as long as that of
anybody in it, so a family's until its youngest child's is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.data_rights import RetentionAction, RetentionTrigger
from pbi_desktop.domain.generations import MONTHS
from pbi_desktop.domain.times import PartialDate, Precision

ADULT = 18
_YEAR = 12


class RecordType(StrEnum):
    """What sort of file somebody's is; each has its own rule."""

    ADULT_CONTACT = "adult_contact"
    ADULT_FILE = "adult_file"
    ADULT_SAFEGUARDING = "adult_safeguarding"
    ADULT_HEALTH = "adult_health"
    CHILD_FILE = "child_file"
    CHILD_HEALTH = "child_health"


TYPE_LABELS = {
    RecordType.ADULT_CONTACT: "An adult who came once, and nothing began",
    RecordType.ADULT_FILE: "An adult's support file",
    RecordType.ADULT_SAFEGUARDING: "An adult, with safeguarding",
    RecordType.ADULT_HEALTH: "An adult, with health",
    RecordType.CHILD_FILE: "A child in need",
    RecordType.CHILD_HEALTH: "A child, with health",
}

TRIGGER_LABELS = {
    RetentionTrigger.LAST_CONTACT: "the last contact",
    RetentionTrigger.CASE_CLOSED: "the day the case closed",
    RetentionTrigger.EIGHTEENTH_BIRTHDAY: "the 18th birthday",
    RetentionTrigger.RECORDED: "the day it was recorded",
}


@dataclass(frozen=True)
class Rule:
    """How long one sort of file is kept after what, what happens then, and who says so."""

    record_type: RecordType
    trigger: RetentionTrigger
    months: int
    action: RetentionAction
    source: str
    id: UUID | None = None
    """None: proposed here, and not yet agreed by the team."""


DEFAULTS: tuple[Rule, ...] = (
    Rule(
        RecordType.ADULT_CONTACT,
        RetentionTrigger.LAST_CONTACT,
        2 * _YEAR,
        RetentionAction.DELETE,
        "Blackpool Council's schedule, adult initial contact",
    ),
    Rule(
        RecordType.ADULT_FILE,
        RetentionTrigger.CASE_CLOSED,
        6 * _YEAR,
        RetentionAction.REVIEW,
        "Derbyshire County Council's schedule, adult support file",
    ),
    Rule(
        RecordType.ADULT_SAFEGUARDING,
        RetentionTrigger.LAST_CONTACT,
        8 * _YEAR,
        RetentionAction.REVIEW,
        "Blackpool Council's schedule, adult case and safeguarding",
    ),
    Rule(
        RecordType.ADULT_HEALTH,
        RetentionTrigger.LAST_CONTACT,
        8 * _YEAR,
        RetentionAction.REVIEW,
        "Records Management Code of Practice 2021; check the period with your health partner",
    ),
    Rule(
        RecordType.CHILD_FILE,
        RetentionTrigger.EIGHTEENTH_BIRTHDAY,
        3 * _YEAR,
        RetentionAction.REVIEW,
        "Devon County Council's schedule, children in need",
    ),
    Rule(
        RecordType.CHILD_HEALTH,
        RetentionTrigger.EIGHTEENTH_BIRTHDAY,
        7 * _YEAR,
        RetentionAction.REVIEW,
        "NHS convention, to the 25th birthday; check it with your health partner",
    ),
)
"""What is proposed until a team agrees its own. Police intelligence is reviewed by the police."""


@dataclass(frozen=True)
class PersonFacts:
    """What the rules ask about one person."""

    recorded_on: date
    born: PartialDate | None = None
    last_contact_on: date | None = None
    last_closed_on: date | None = None
    is_open: bool = False
    """A case of theirs is open."""
    only_came: bool = False
    """Nothing began beyond the first contact."""
    has_health: bool = False
    has_safeguarding: bool = False


class Keeps(StrEnum):
    """What keeps a file whatever the rules say."""

    OPEN_CASE = "open_case"
    LEGAL_HOLD = "legal_hold"
    RESTRICTED = "restricted"
    OPEN_REQUEST = "open_request"


KEEPS_LABELS = {
    Keeps.OPEN_CASE: "a case is open",
    Keeps.LEGAL_HOLD: "a legal hold",
    Keeps.RESTRICTED: "its use is restricted, and it is kept meanwhile",
    Keeps.OPEN_REQUEST: "a request about it is not answered yet",
}


@dataclass(frozen=True, order=True)
class Due:
    """When a file's time is over, since when it counts, and under which rule."""

    on: date
    since: date
    record_type: RecordType
    trigger: RetentionTrigger
    action: RetentionAction
    source: str
    rule_id: UUID | None


def types_of(facts: PersonFacts) -> frozenset[RecordType]:
    """Return which sorts of file a person's is; a birth that nobody knows makes no child."""
    last = facts.last_contact_on or facts.last_closed_on or facts.recorded_on
    found: set[RecordType] = set()
    if facts.born is not None and facts.born.age_on(facts.recorded_on) < ADULT:
        found.add(RecordType.CHILD_FILE)
        if facts.has_health:
            found.add(RecordType.CHILD_HEALTH)
        if facts.born.age_on(last) < ADULT:
            return frozenset(found)
    if facts.has_safeguarding:
        found.add(RecordType.ADULT_SAFEGUARDING)
    if facts.has_health:
        found.add(RecordType.ADULT_HEALTH)
    if not facts.only_came or found:
        found.add(RecordType.ADULT_FILE)
    return frozenset(found or {RecordType.ADULT_CONTACT})


def due_of(facts: PersonFacts, rules: Iterable[Rule]) -> Due | None:
    """Return when a person's file is over; None while a case is open, or where no rule counts."""
    if facts.is_open:
        return None
    sorts = types_of(facts)
    dues = [_due(facts, rule) for rule in rules if rule.record_type in sorts]
    held = {due.record_type for due in dues}
    # A sort without a rule is kept: nobody has agreed when it may go.
    return max(dues, key=_latest) if dues and held == sorts else None


def file_due(people: Iterable[PersonFacts], rules: Iterable[Rule]) -> Due | None:
    """Return when a file with these people in it is over: when the last of theirs is."""
    every = tuple(rules)
    dues = [due_of(facts, every) for facts in people]
    known = [due for due in dues if due is not None]
    return max(known, key=_latest) if known and len(known) == len(dues) else None


def copies_hold_until(erased_on: date) -> date:
    """Return until when a copy made before may still hold what was erased, one a month being kept.

    Copies are thinned as new ones are made; a team that makes none keeps its old ones.
    """
    return months_on(erased_on, MONTHS)


def _due(facts: PersonFacts, rule: Rule) -> Due:
    since = _since(facts, rule.trigger)
    return Due(
        months_on(since, rule.months),
        since,
        rule.record_type,
        rule.trigger,
        rule.action,
        rule.source,
        rule.id,
    )


def _since(facts: PersonFacts, trigger: RetentionTrigger) -> date:
    last = facts.last_contact_on or facts.last_closed_on or facts.recorded_on
    if trigger is RetentionTrigger.CASE_CLOSED:
        return facts.last_closed_on or last
    if trigger is RetentionTrigger.EIGHTEENTH_BIRTHDAY:
        return _eighteenth(facts.born) if facts.born is not None else last
    return facts.recorded_on if trigger is RetentionTrigger.RECORDED else last


def _eighteenth(born: PartialDate) -> date:
    """Return the 18th birthday; where the day or month is not known, the last it could be."""
    month = int(born.text[5:7]) if born.precision in (Precision.DAY, Precision.MONTH) else _YEAR
    day = born.day or months_on(date(born.year, 1, 31), month - 1)
    return months_on(day, ADULT * _YEAR)


def _latest(due: Due) -> tuple[date, bool, RecordType]:
    return due.on, due.action is RetentionAction.REVIEW, due.record_type
