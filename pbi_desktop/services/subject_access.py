"""Requests of people about their own data: received, timed, weighed record by record, answered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.data_rights import Ground, RequestKind, without_names
from pbi_desktop.domain.due_dates import ClockState, RequestDays, checked, due_on, tell_by
from pbi_desktop.domain.errors import Invalid, NotFound, StaleRecord
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Case, Person, SubjectRequest, WithheldItem
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.standing import led_sites
from pbi_desktop.services.subject_access_answer import answer_of, files_of
from pbi_desktop.services.subject_access_reading import Reading, owners
from pbi_desktop.services.subject_access_rows import (
    AnswerFiles,
    NewRequest,
    RequestLine,
    WeighedItem,
    Weighing,
)
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

ACTION = "answer a request"
_TASK = "a subject access request"


class SubjectAccess:
    """For whoever leads a site: other workers hand a request to them on the day it comes."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def requests(self, actor: Actor) -> tuple[RequestLine, ...]:
        """Return the requests of the people one may see: the late ones first, the answered last."""
        with self._store().query(actor) as work:
            led_sites(work, ACTION)
            asked = (
                select(SubjectRequest, Person, Agency)
                .join(Person, Person.id == SubjectRequest.subject_id)
                .join(Agency, Agency.id == SubjectRequest.agency_id)
            )
            lines = [_line(work, *row) for row in work.rows(asked)]
        return tuple(sorted(lines, key=_most_urgent))

    def open(self, actor: Actor, new: NewRequest) -> Changes:
        """Take a request down, once for each agency that answers for records of the person.

        `made` is the one of the worker's own agency.
        """
        store = self._store()
        with store.query(actor) as work:
            led_sites(work, ACTION)
            person = _person(work, new.reference)
        known = new.received_on if new.identity_known else None
        with store.command(actor, "open request", sweep=store.sweep(actor, _TASK)) as work:
            checked(RequestDays(new.received_on, known), london_day(work.now))
            own = work.agency
            # What is asked of one is asked of all who hold something, and each answers for itself.
            held = owners(Reading(work, person).items()) if new.kind is RequestKind.ACCESS else {}
            made = None
            for agency in sorted({*held, own} - {None}, key=str):
                request = work.add(
                    SubjectRequest(
                        subject_id=person,
                        category=Category.CORE,
                        controller_id=agency,
                        agency_id=agency,
                        kind=new.kind,
                        received_on=new.received_on,
                        identity_checked_on=known,
                        words=new.words.strip() or None,
                    )
                )
                made = request.id if agency == own else made
            return work.changes("Request taken down.", made)

    def confirm_identity(self, actor: Actor, request: UUID, seen: int, on: date) -> Changes:
        """The person showed who they are on this day: the clock starts."""
        return self._changed(actor, request, seen, "Identity confirmed.", identity_on=on)

    def ask_back(self, actor: Actor, request: UUID, seen: int, on: date) -> Changes:
        """The person was asked what they mean: the clock stands still."""
        said = "Asked what they mean; the clock stands still."
        return self._changed(actor, request, seen, said, clarified_from=on, clarified_on=None)

    def clarified(self, actor: Actor, request: UUID, seen: int, on: date) -> Changes:
        """The person said what they mean: the clock runs again."""
        return self._changed(actor, request, seen, "The clock runs again.", clarified_on=on)

    def extend(self, actor: Actor, request: UUID, seen: int, why: str) -> Changes:
        """Two months more for a complex request, told today; refused once the first is over."""
        reason = clean_line(why)[0]
        if not reason:
            raise Invalid({"reason": "Say why it takes longer, as the person was told."})
        store = self._store()
        with store.command(actor, "extend request") as work:
            led_sites(work, ACTION)
            held = work.get(SubjectRequest, request, seen)
            today = london_day(work.now)
            checked(replace(days_of(held), extended_on=today), today)
            held.extended_on, held.extension_reason = today, reason
            work.save(held)
            return work.changes("Two months more; the person was told today.", held.id)

    def weigh(self, actor: Actor, request: UUID) -> Weighing:
        """Return every record that the agency of a request could give, and what holds for each."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, _TASK)) as work:
            led_sites(work, ACTION)
            return _weigh(work, request)

    def decide(
        self, actor: Actor, request: UUID, item: tuple[str, UUID], ground: Ground | None
    ) -> Changes:
        """Decide on one record, named by its kind and id; None leaves it undecided again."""
        kind, record = item
        store = self._store()
        with store.command(actor, "weigh record", sweep=store.sweep(actor, _TASK)) as work:
            led_sites(work, ACTION)
            weighing = _weigh(work, request)
            found = [
                one.item
                for one in weighing.items
                if (one.item.kind, one.item.record_id) == (kind, record)
            ]
            if not found:
                raise NotFound("record")
            _keep_decision(work, weighing.request, found[0].category, item, ground)
            return work.changes("Decided.", record)

    def answer(self, actor: Actor, request: UUID, seen: int | None = None) -> AnswerFiles:
        """Make the answer, and have it on record as given today before anybody holds it.

        What nobody has decided on stays out. May be made again: each time is on record.
        """
        store = self._store()
        with store.command(actor, ACTION, sweep=store.sweep(actor, _TASK)) as work:
            led_sites(work, ACTION)
            held = work.get(SubjectRequest, request, seen)
            _refuse_unready(held)
            weighing = _weigh(work, request)
            answer = answer_of(work, weighing)
            for_person, for_agency = files_of(answer, weighing.request, work)
            sums = " ".join(sha256(data).hexdigest() for data in for_person.values())
            _log(work, weighing, sha256(f"{request} {sums}".encode()).hexdigest())
            if held.answered_on is None:
                held.answered_on = london_day(work.now)
                work.save(held)
        return AnswerFiles(
            weighing.request,
            for_person,
            for_agency,
            len(answer.items),
            weighing.kept_back,
            weighing.undecided,
        )

    def close(self, actor: Actor, request: UUID, seen: int) -> Changes:
        """Another request than for a copy was answered today."""
        with self._store().command(actor, "close request") as work:
            led_sites(work, ACTION)
            held = work.get(SubjectRequest, request, seen)
            if held.kind is RequestKind.ACCESS:
                raise Invalid({"request": "A request for a copy is answered with the copy."})
            if held.answered_on is not None:
                raise StaleRecord("subject_requests")
            held.answered_on = london_day(work.now)
            work.save(held)
            return work.changes("Answered.", held.id)

    def _changed(self, actor: Actor, request: UUID, seen: int, done: str, **days: Any) -> Changes:
        with self._store().command(actor, "time request") as work:
            led_sites(work, ACTION)
            held = work.get(SubjectRequest, request, seen)
            checked(replace(days_of(held), **days), london_day(work.now))
            for name, day in days.items():
                setattr(held, "identity_checked_on" if name == "identity_on" else name, day)
            work.save(held)
            return work.changes(done, held.id)


def _log(work: Work, weighing: Weighing, fingerprint: str) -> None:
    """Have it stand in the log of each case that was read for it."""
    for case in weighing.cases:
        person, what = weighing.request.person_id, "a copy of their own data"
        work.log("exported to the person", fingerprint, case=case, person=person, text=what)


def days_of(held: SubjectRequest) -> RequestDays:
    """Return what the due date of a request is reckoned from."""
    return RequestDays(
        held.received_on,
        held.identity_checked_on,
        held.clarified_from,
        held.clarified_on,
        held.extended_on,
        held.answered_on,
    )


def _line(work: Work, held: SubjectRequest, person: Person, agency: Agency) -> RequestLine:
    days, today = days_of(held), london_day(work.now)
    due = due_on(days)
    return RequestLine(
        id=held.id,
        version=held.version,
        person_id=PersonId(person.id),
        person=full_name(person),
        kind=held.kind,
        agency_id=agency.id,
        agency=agency.name,
        received_on=held.received_on,
        state=days.state,
        due_on=due,
        tell_by=tell_by(days),
        extended=held.extended_on is not None,
        answered_on=held.answered_on,
        words=held.words or "",
        days_left=(due - today).days if due and held.answered_on is None else None,
    )


def _most_urgent(line: RequestLine) -> tuple[bool, bool, date, str, str, UUID]:
    over = line.state is ClockState.ANSWERED
    last = line.due_on or date.max
    return over, line.due_on is None, last, line.person, line.agency, line.id


def _person(work: Work, reference: str) -> PersonId:
    asked = select(Case).where(Case.reference == reference.strip().upper())
    found = work.one_or_none(asked)
    if found is None:
        raise NotFound("case")
    return found.subject_id


def _weigh(work: Work, request: UUID) -> Weighing:
    held = work.get(SubjectRequest, request)
    person, agency = work.get(Person, held.subject_id), work.get(Agency, held.agency_id)
    reading = Reading(work, PersonId(held.subject_id))
    items = reading.items()
    kept = work.all(select(WithheldItem).where(WithheldItem.request_id == request))
    decided = {(one.kind, one.record_id): Ground(one.code) for one in kept}
    names = {row[0]: row[1] for row in work.rows(select(Agency.id, Agency.name))}
    others = {key: many for key, many in owners(items).items() if key != held.agency_id}
    return Weighing(
        _line(work, held, person, agency),
        tuple(
            WeighedItem(
                item,
                decided.get((item.kind, item.record_id)),
                without_names(item, reading.others),
            )
            for item in items
            if item.owner == held.agency_id
        ),
        reading.others,
        tuple(sorted((names[key], many) for key, many in others.items() if key in names)),
        tuple(reading.case_ids),
    )


def _keep_decision(
    work: Work,
    request: RequestLine,
    category: Category,
    item: tuple[str, UUID],
    ground: Ground | None,
) -> None:
    kind, record = item
    held = work.one_or_none(
        select(WithheldItem).where(
            WithheldItem.request_id == request.id,
            WithheldItem.kind == kind,
            WithheldItem.record_id == record,
        )
    )
    if held is not None and ground is None:
        work.withdraw(held)
    elif held is not None and ground is not None:
        held.code = ground.value
        work.save(held)
    elif ground is not None:
        work.add(
            WithheldItem(
                subject_id=request.person_id,
                category=category,
                controller_id=request.agency_id,
                request_id=request.id,
                kind=kind,
                record_id=record,
                code=ground.value,
            )
        )


def _refuse_unready(held: SubjectRequest) -> None:
    if held.kind is not RequestKind.ACCESS:
        raise Invalid({"request": "Only a request for a copy is answered with one."})
    if held.identity_checked_on is None:
        raise Invalid({"identity": "Nobody has confirmed who asks. Do that first."})
