"""The head of a case: who the person is, and what to know before speaking to them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.pressing import away_words
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Address,
    BrokenGlass,
    Case,
    GlassScope,
    Person,
    Relationship,
    Residence,
    SafeContact,
    Site,
)
from pbi_desktop.services.case_rows import Alert, CaseHeader
from pbi_desktop.services.housing_reading import read_key_dates
from pbi_desktop.services.housing_rows import KeyDateLine
from pbi_desktop.services.identity_rows import PersonSide
from pbi_desktop.services.identity_sides import read_sides
from pbi_desktop.services.person_names import born_of, full_name
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.standing import is_on_team
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work

_HEAD = Question(
    select(
        Case.version,
        Case.reference,
        Case.subject_id,
        Case.phase,
        Case.opened_on,
        Case.closed_on,
        Case.next_review_on,
        Person.given_name,
        Person.family_name,
        Person.known_as,
        Person.born_text,
        Person.born_precision,
        Person.pronouns,
        Person.interpreter,
        Site.name.label("site"),
    )
    .join(Person, Person.id == Case.subject_id)
    .join(Site, Site.id == Case.site_id)
    .where(Case.id == bindparam("case"))
)
_GLASS = Question(
    select(BrokenGlass.valid_to, GlassScope.category)
    .join(GlassScope, GlassScope.glass_id == BrokenGlass.id)
    .where(BrokenGlass.case_id == bindparam("case"), BrokenGlass.worker_id == bindparam("me"))
    .where(BrokenGlass.valid_to > bindparam("now"))
)
_LIVES = Question(
    select(Address.line_1, Address.locality, Address.postcode, Residence.category)
    .join(Residence, Residence.address_id == Address.id)
    .where(Residence.subject_id == bindparam("person"))
    .where((Residence.ended_on.is_(None)) | (Residence.ended_on > bindparam("today")))
    .order_by(Residence.started_on.desc().nulls_last(), Residence.id)
)
_SAFE_CONTACTS = Question(
    select(
        SafeContact.subject_id,
        SafeContact.may_text,
        SafeContact.may_call,
        SafeContact.may_voicemail,
        SafeContact.may_write,
        SafeContact.from_hour,
        SafeContact.to_hour,
        SafeContact.code_word,
    )
    .where(SafeContact.subject_id.in_(bindparam("people", expanding=True)))
    .order_by(SafeContact.created_at.desc(), SafeContact.id)
)
_CARED_FOR = Question(
    select(Person.given_name)
    .join(Relationship, Relationship.other_id == Person.id)
    .where(Relationship.subject_id.in_(bindparam("people", expanding=True)))
    .where(Relationship.kind == TieKind.CARER, Relationship.ended_on.is_(None))
    .order_by(Person.given_name)
)


def read_header(
    work: Work, case_id: CaseId, dates: Sequence[KeyDateLine] | None = None
) -> CaseHeader:
    """Return the head of a case; NotFound when it is missing or hidden.

    Key dates that were read already need not be asked for again.
    """
    found = work.ask(_HEAD, case=case_id)
    if not found:
        raise NotFound(Case.__tablename__)
    case = found[0]
    records = records_of(work, case.subject_id)
    today = london_day(work.now)
    born = born_of(case)
    on_team = is_on_team(work, case_id)
    return CaseHeader(
        case_id=case_id,
        version=case.version,
        reference=case.reference,
        person_id=case.subject_id,
        name=full_name(case),
        known_as=case.known_as or "",
        age=born.age_on(today) if born else None,
        born=born,
        pronouns=case.pronouns or "",
        address=_address(work, case.subject_id, today),
        site=case.site,
        phase=case.phase,
        alerts=(*_pressing(work, case_id, dates, today), *_alerts(work, case.interpreter, records)),
        on_team=on_team,
        may_write=work.may_write(case_id),
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        next_review_on=case.next_review_on,
        also=_also(work, case.subject_id, records),
        **_glass(work, case_id),
    )


def _glass(work: Work, case_id: CaseId) -> dict[str, Any]:
    """Return until when, and what of, the case is open to this worker in an emergency."""
    rows = work.ask(_GLASS, case=case_id, me=work.actor.worker, now=work.now)
    if not rows:
        return {}
    about = tuple(sorted({Category(row[1]) for row in rows}))
    return {"glass_until": max(row[0] for row in rows), "glass_about": about}


def _address(work: Work, person: PersonId, today: date) -> str:
    lives = work.ask(_LIVES, person=person, today=today)
    if not lives:
        return ""
    line, locality, postcode, category = lives[0]
    said = ", ".join(part for part in (line, locality, postcode) if part)
    return f"{said} (protected)" if category is Category.PROTECTED_ADDRESS else said


def _also(work: Work, person: PersonId, records: Sequence[PersonId]) -> tuple[PersonSide, ...]:
    others = [one for one in records if one != person]
    sides = read_sides(work, others)
    return tuple(sides[one] for one in others if one in sides)


def _pressing(
    work: Work, case_id: CaseId, dates: Sequence[KeyDateLine] | None, today: date
) -> tuple[Alert, ...]:
    """Return the most pressing of the days that matter, if one is near or past."""
    known = read_key_dates(work, [case_id]) if dates is None else dates
    first = next((line for line in known if line.rank.presses), None)
    if first is None:
        return ()
    said = f"{away_words(first.on_day, today).capitalize()}: {first.what}"
    return (Alert(said, "calendar-clock", strong=True),)


def _alerts(work: Work, interpreter: str | None, records: Sequence[PersonId]) -> tuple[Alert, ...]:
    """Return what to know first, from every record of the person: each thing once."""
    alerts = []
    if interpreter:
        alerts.append(Alert(interpreter, "languages", strong=True))
    safe = work.ask(_SAFE_CONTACTS, people=records)
    latest = {way.subject_id: way for way in reversed(safe)}
    ways = [way for way in safe if latest[way.subject_id] is way]
    alerts += [Alert(say_safe_contact(way), "phone", strong=False) for way in ways]
    words = [way.code_word for way in ways if way.code_word]
    alerts += [Alert(f"Word agreed: {word}", "key-round", strong=False) for word in words]
    alerts += _caring(work, records)
    return tuple(dict.fromkeys(alerts))


def say_safe_contact(way: Any) -> str:
    """Return in words how a person may be reached; what is not ticked is not safe."""
    allowed = [
        word
        for word, may in (
            ("text", way.may_text),
            ("ring", way.may_call),
            ("leave a voicemail", way.may_voicemail),
            ("write", way.may_write),
        )
        if may
    ]
    refused = [word for word, may in (("text", way.may_text), ("ring", way.may_call)) if not may]
    if not allowed:
        return "Do not contact: ask the key worker"
    said = " or ".join(allowed).capitalize()
    if way.from_hour is not None and way.to_hour is not None:
        said += f" {way.from_hour:02d}:00 to {way.to_hour:02d}:00"
    return f"{said}; do not {' or '.join(refused)}" if refused else said


def _caring(work: Work, records: Sequence[PersonId]) -> list[Alert]:
    rows = work.ask(_CARED_FOR, people=records)
    return [Alert(f"Carer for {row[0]}", "heart-handshake", strong=False) for row in rows]
