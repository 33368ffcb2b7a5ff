"""Why can't I see this? The rule, clause by clause, for one worker, case, person and category.

The clauses are the predicates of the rule itself, asked through the worker's own unit of work: so
they know no more than the worker, and an exclusion or a sealed case says what a missing one says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, literal_column, select
from sqlalchemy.sql.expression import ColumnElement

from pbi_desktop.domain.access import (
    CATEGORY_LABELS,
    DESK,
    LEADS,
    NEVER_SERVES,
    Basis,
    Category,
    Purpose,
    Seal,
)
from pbi_desktop.domain.access_words import AGENCY_KINDS, PURPOSES
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import to_micros
from pbi_desktop.models import Agency, Case, Worker
from pbi_desktop.models.base import Identifier
from pbi_desktop.services.case_people import PersonChoice, people_of, person_of
from pbi_desktop.services.lawful import has_refused
from pbi_desktop.services.standing import is_on_team
from pbi_desktop.store.access import grants
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Clause:
    """One condition of the rule, in words, and whether it holds for this worker now."""

    words: str
    holds: bool


@dataclass(frozen=True)
class Explanation:
    """Whether a category of a person shows, the clauses of the rule, and one plain sentence."""

    person: str
    category: Category
    shows: bool
    clauses: tuple[Clause, ...]
    sentence: str


@dataclass(frozen=True)
class Askable:
    """Whom and what one may ask about in a case."""

    people: tuple[PersonChoice, ...]
    hidden: tuple[Category, ...]
    """The categories of which nothing shows of the main person."""


class ExplainingAccess:
    """Tells a worker why something shows, or does not."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def askable(self, actor: Actor, case_id: CaseId) -> Askable:
        """Return what may be asked; NotFound when the case is missing or hidden."""
        with self._store().query(actor) as work:
            work.get(Case, case_id)
            held = work.books.held(case_id)
            hidden = tuple(one for one in Category if int(one) not in held)
            return Askable(people_of(work, case_id), hidden)

    def why(
        self, actor: Actor, case_id: CaseId, person: PersonId, category: Category
    ) -> Explanation:
        """Return why a category of a person shows to this worker, or why not.

        NotFound when the case or the person is missing or hidden: then there is nothing to say.
        """
        with self._store().query(actor) as work:
            case = work.get(Case, case_id)
            name = person_of(work, case_id, person).name
            return _explain(_Asked(work, case, person, category), name)


@dataclass(frozen=True)
class _Asked:
    """One question, with what the rule's predicates need."""

    work: Work
    case: Case
    person: PersonId
    category: Category

    @property
    def worker(self) -> ColumnElement[Any]:
        """The worker, as the predicates take it."""
        return literal(self.work.actor.worker, Identifier())

    @property
    def now(self) -> ColumnElement[Any]:
        """The instant, as the predicates take it."""
        return literal_column(str(to_micros(self.work.now)))

    @property
    def purpose(self) -> ColumnElement[Any]:
        """The purpose declared at sign-in."""
        return literal(self.work.actor.purpose)

    def has(self, found: Select[Any]) -> bool:
        """Say whether a predicate's selection has a row."""
        return bool(self.work.rows(found.limit(1)))


def _explain(asked: _Asked, name: str) -> Explanation:
    clauses: tuple[Clause, ...] = (
        _works_with(asked),
        _agreed(asked),
        _lawful(asked),
        _glass(asked),
    )
    if asked.category is Category.IDENTITY:
        clauses = (*clauses, _desk(asked))
    shows = _shows(asked)
    return Explanation(name, asked.category, shows, clauses, _sentence(asked, clauses, shows, name))


def _shows(asked: _Asked) -> bool:
    held = grants.grants_held(asked.worker, asked.purpose, asked.now).subquery("held")
    mine = select(held.c.category).where(
        held.c.case_id == asked.case.id,
        held.c.person_id == asked.person,
        held.c.category == int(asked.category),
    )
    # A refusal of case progress hides what was said from this worker: the rule itself is asked too.
    held_now = int(asked.category) in asked.work.books.held(asked.case.id)
    return held_now and asked.has(mine)


def _roles_here(asked: _Asked) -> set[str]:
    held = grants.roles_held(asked.worker, asked.now).subquery("roles")
    rows = asked.work.rows(select(held.c.role).where(held.c.site_id == asked.case.site_id))
    return {str(row[0]) for row in rows}


def _works_with(asked: _Asked) -> Clause:
    on_team = is_on_team(asked.work, CaseId(asked.case.id))
    leads = bool(_roles_here(asked) & {str(one) for one in LEADS})
    open_to_lead = leads and asked.case.seal is Seal.OPEN
    return Clause("You are on the team of this case, or lead its site", on_team or open_to_lead)


def _desk(asked: _Asked) -> Clause:
    at_desk = bool(_roles_here(asked) & {str(one) for one in DESK})
    return Clause("You work at the desk of its site", at_desk)


def _agreed(asked: _Asked) -> Clause:
    kind = AGENCY_KINDS[_kind(asked)]
    aim = PURPOSES[Purpose(asked.work.actor.purpose)]
    about = CATEGORY_LABELS[asked.category].lower()
    return Clause(f"An agreement gives {kind} {about} {aim}", bool(_bases(asked)))


def _bases(asked: _Asked) -> set[Basis]:
    agreed = grants.agreed_for(asked.worker, asked.purpose, asked.now)
    wanted = select(agreed.c.basis).where(agreed.c.category == int(asked.category))
    return {Basis(row[0]) for row in asked.work.rows(wanted)}


def _lawful(asked: _Asked) -> Clause:
    agreed = grants.agreed_for(asked.worker, asked.purpose, asked.now)
    person = literal(asked.person, Identifier())
    lawful = select(agreed.c.category).where(
        agreed.c.category == int(asked.category), grants.lawful(person, agreed, asked.now)
    )
    return Clause("The person agreed where that is needed, and has not refused", asked.has(lawful))


def _glass(asked: _Asked) -> Clause:
    broken = grants.through_glass(asked.worker, asked.purpose, asked.now).subquery("broken")
    opened = select(broken.c.category).where(
        broken.c.case_id == asked.case.id,
        broken.c.person_id == asked.person,
        broken.c.category == int(asked.category),
    )
    return Clause("Or: you opened it in an emergency in the last four hours", asked.has(opened))


def _kind(asked: _Asked) -> Any:
    own = select(Agency.kind).join(Worker, Worker.agency_id == Agency.id)
    return asked.work.rows(own.where(Worker.id == asked.work.actor.worker))[0][0]


def _sentence(asked: _Asked, clauses: tuple[Clause, ...], shows: bool, name: str) -> str:
    about = CATEGORY_LABELS[asked.category].lower()
    works_with, agreed, lawful = (one.holds for one in clauses[:3])
    if shows:
        return f"What is recorded of {name} about {about} shows to you."
    if not works_with:
        return (
            f"You are not on the team of this case, so {about} of {name} does not show. "
            "If you work with them, take the case up. If somebody is in danger, open it in an "
            "emergency."
        )
    purpose = Purpose(asked.work.actor.purpose)
    if asked.category in NEVER_SERVES.get(purpose, ()):
        return f"{_capital(about)} never serves {PURPOSES[purpose]}, whatever is agreed."
    if not agreed:
        kind = AGENCY_KINDS[_kind(asked)]
        return (
            f"No agreement gives {kind} {about} {PURPOSES[purpose]}. "
            "Ask your information governance lead; if somebody is in danger, open it in an "
            "emergency."
        )
    if not lawful:
        if has_refused(asked.work, asked.person, asked.category):
            return f"{name} said no to your agency holding {about}. You can ask them again."
        return f"{name} was not asked yet whether your agency may hold {about}. Ask them."
    return f"Nothing about {about} of {name} is given to you. Ask the key worker or the duty lead."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
