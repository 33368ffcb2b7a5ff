"""What people said about who may hold what of them: yes or no, in their words, dated."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import RecallReason
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.recall import Word
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Consent, Worker
from pbi_desktop.services.case_people import PersonChoice, people_of, person_of
from pbi_desktop.services.recalls import Refusal, ask_back, effect_of, in_words
from pbi_desktop.services.standing import end_now
from pbi_desktop.services.summary_requests import words_of
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

BOTH_ON_ONE_DAY = "Yes and no on one day: it counts as no until one of them is withdrawn"


@dataclass(frozen=True)
class NewConsent:
    """What a person says: about which category, to which kind of agency or all, in their words."""

    person: PersonId
    about: Category
    agency_kind: AgencyKind | None
    given: bool
    words: str


@dataclass(frozen=True)
class ConsentLine:
    """What a person said, and whether it counts."""

    id: UUID
    version: int
    person_id: PersonId
    person: str
    about: Category
    agency_kind: AgencyKind | None
    given: bool
    words: str
    said_on: date
    by: str
    ended_on: date | None
    overruled: bool
    """A yes that does not count, because a no of the same person stands against it."""


@dataclass(frozen=True)
class ConsentPage:
    """What was said in a case: person by person, what holds now first; and who could say more."""

    people: tuple[PersonChoice, ...]
    lines: tuple[ConsentLine, ...]
    may_record: bool


class Consents:
    """Keeps what people agree to and refuse."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId) -> ConsentPage:
        """Return what the people of a case said; NotFound when it is missing or hidden."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            people = people_of(work, case_id)
            rows = work.rows(
                select(Consent, Worker.name)
                .outerjoin(Worker, Worker.id == Consent.created_by)
                .where(Consent.subject_id.in_([one.id for one in people]))
                .order_by(Consent.valid_from.desc(), Consent.id)
            )
            names = {one.id: one.name for one in people}
            said = [row[0] for row in rows]
            lines = tuple(
                ConsentLine(
                    one.id,
                    one.version,
                    one.subject_id,
                    names[one.subject_id],
                    one.about,
                    one.agency_kind,
                    one.given,
                    one.words or "",
                    london_day(one.valid_from),
                    by or "",
                    london_day(one.valid_to) if _is_over(one, work.now) else None,
                    one.given and any(_against(one, other, work.now) for other in said),
                )
                for one, by in rows
            )
            order = {one.id: place for place, one in enumerate(people)}
            lines = tuple(sorted(lines, key=lambda line: _place(line, order)))
            return ConsentPage(people, lines, work.may_write(case_id))

    def record(self, actor: Actor, case_id: CaseId, said: NewConsent) -> Changes:
        """Keep what a person said. What they said on an earlier day gives way to it.

        Yes and no on one day count as no: the words of what was done say so. What agencies hold
        on a consent that is taken back is asked back.
        """
        typed = Typed()
        words = required(typed.text(said.words), "words", "Write what they said, in their words.")
        with self._store().command(actor, "record consent") as work:
            _require_write(work, case_id)
            person_of(work, case_id, said.person)
            earlier = list(_alike(work, said))
            gives_way = [one for one in earlier if _gives_way(one, said, work.now)]
            clash = any(one.given != said.given for one in earlier if one not in gives_way)
            effect = "" if said.given else _refuse(work, said, withdraws=bool(gives_way))
            for one in gives_way:
                end_now(work, one)
            made = work.add(  # last: a no may end this worker's own right to what it is about
                Consent(
                    subject_id=said.person,
                    category=Category.CORE,
                    about=said.about,
                    agency_kind=said.agency_kind,
                    given=said.given,
                    words=words,
                    valid_from=work.now,
                )
            )
        done = "They agreed: kept in their words" if said.given else "They said no: kept"
        told = ". ".join(filter(None, (BOTH_ON_ONE_DAY if clash else done, effect)))
        return work.changes(typed.done(told), made=made.id)

    def withdraw(self, actor: Actor, consent_id: UUID, seen: int) -> Changes:
        """End what a person said: from the next unit of work on it counts no more."""
        with self._store().command(actor, "withdraw consent") as work:
            said = work.get(Consent, consent_id, seen)
            if said.given:
                _ask_back_without(work, said)
            end_now(work, said)
        return work.changes("Withdrawn: it counts no more")


def _place(line: ConsentLine, order: dict[PersonId, int]) -> tuple[int, bool, bool, date, int]:
    """Return where a line stands: the person, a no before a yes, and the category."""
    over = line.ended_on is not None
    return order[line.person_id], over, line.given, line.said_on, int(line.about)


def _require_write(work: Work, case_id: CaseId) -> None:
    work.get(Case, case_id)
    if not work.may_write(case_id):
        raise NotPermitted("change this case")


def _alike(work: Work, said: NewConsent) -> Iterable[Consent]:
    """Return what the person said before about the same, and what still counts."""
    asked = select(Consent).where(
        Consent.subject_id == said.person,
        Consent.about == said.about,
        (Consent.valid_to.is_(None)) | (Consent.valid_to > work.now),
    )
    for one in work.all(asked):
        if one.agency_kind == said.agency_kind or None in (one.agency_kind, said.agency_kind):
            yield one


def _gives_way(before: Consent, said: NewConsent, now: datetime) -> bool:
    """Say whether what was said before ends: of an earlier day, of the other mind, no wider."""
    same_day = london_day(before.valid_from) == london_day(now)
    no_wider = said.agency_kind in (None, before.agency_kind)
    return before.given != said.given and not same_day and no_wider


def _refuse(work: Work, said: NewConsent, *, withdraws: bool) -> str:
    """Ask back what agencies hold and may not once this is said; return what it does, in words."""
    effect = effect_of(work, said.person, Refusal(said.about, said.agency_kind))
    heard = words_of(work, said.person)
    now = Word(said.person, said.about, said.agency_kind, given=False, begins=work.now)
    reason = RecallReason.CONSENT_WITHDRAWN if withdraws else RecallReason.OBJECTION
    ask_back(work, said.person, said.about, (*heard, now), reason)
    return in_words(effect)


def _ask_back_without(work: Work, ended: Consent) -> None:
    """Ask back what agencies hold on nothing but a consent that ends."""
    gone = Word(ended.subject_id, ended.about, ended.agency_kind, ended.given, ended.valid_from)
    heard = [one for one in words_of(work, ended.subject_id) if replace(one, ends=None) != gone]
    ask_back(work, ended.subject_id, ended.about, heard, RecallReason.CONSENT_WITHDRAWN)


def _is_over(said: Consent, now: datetime) -> bool:
    return said.valid_to is not None and said.valid_to <= now


def _against(yes: Consent, other: Consent, now: datetime) -> bool:
    alike = (other.subject_id, other.about) == (yes.subject_id, yes.about)
    to_them = other.agency_kind in (None, yes.agency_kind)
    return alike and to_them and not other.given and not _is_over(other, now)
