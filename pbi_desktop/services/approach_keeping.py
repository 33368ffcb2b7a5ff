"""Keeping who came: as they said who they are, how they came, and what was done."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Seal
from pbi_desktop.domain.approaches import ApproachState, Done, follow, keep_done
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import PersonId, SiteId
from pbi_desktop.domain.names import LONGEST_NAME, is_name, name_key
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.search_keys import phone_key
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import Approach, Case, CasePerson, MatchAlert, Person
from pbi_desktop.services.approach_rows import CAME_IN, ContactFacts
from pbi_desktop.services.front_door_words import read_born
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.unit_of_work import Work

NOT_GIVEN = "Not given"
LIVES_WITH = "Lives with"
_IN_THEIR_CASE = "Their case is closed to the site: keep this contact in the case."


class SaysWho(Protocol):
    """What somebody typed of who came."""

    @property
    def given_name(self) -> str:
        """The given name; empty with the family name: not given."""

    @property
    def family_name(self) -> str:
        """The family name."""

    @property
    def born(self) -> str:
        """The birth or age."""

    @property
    def street(self) -> str:
        """House and street."""

    @property
    def postcode(self) -> str:
        """The postcode."""

    @property
    def phone(self) -> str:
        """A number."""

    @property
    def language(self) -> str:
        """Their first language."""

    @property
    def interpreter(self) -> str:
        """What interpreter they need."""

    @property
    def lives_with(self) -> str:
        """Who lives with them."""

    @property
    def reference(self) -> str:
        """What somebody calls their file by."""


@dataclass(frozen=True)
class SaidWho:
    """Who somebody says they are, once read; empty where nothing was said."""

    given_name: str = ""
    family_name: str = ""
    born: PartialDate | None = None
    street: str = ""
    postcode: str = ""
    phone: str = ""
    language: str = ""
    interpreter: str = ""
    lives_with: str = ""
    reference: str = ""

    @classmethod
    def of(cls, person: Person) -> "SaidWho":
        """Return who somebody on record is: their name and birth, nothing else."""
        return cls(person.given_name, person.family_name, person.born)

    @classmethod
    def told(cls, approach: Approach) -> "SaidWho":
        """Return who somebody said they are when they came: what `columns` kept."""
        named = approach.given_key or approach.family_key
        return cls(
            approach.given_name if named else "",
            approach.family_name,
            born_of(approach),
            approach.street or "",
            approach.postcode or "",
            approach.phone or "",
            approach.language or "",
            approach.interpreter or "",
            approach.lives_with or "",
            approach.reference or "",
        )

    def columns(self) -> dict[str, Any]:
        """Return the same as the columns of an approach."""
        named = self.given_name or self.family_name
        return {
            "given_name": self.given_name if named else NOT_GIVEN,
            "family_name": self.family_name,
            # Nobody is like somebody else because neither gave a name.
            "given_key": name_key(self.given_name),
            "family_key": name_key(self.family_name),
            "born_text": self.born.text if self.born else None,
            "born_precision": self.born.precision if self.born else None,
            "street": self.street or None,
            "postcode": self.postcode or None,
            "phone": self.phone or None,
            "phone_key": phone_key(self.phone) or None,
            "language": self.language or None,
            "interpreter": self.interpreter or None,
            "lives_with": self.lives_with or None,
            "reference": self.reference or None,
        }


@dataclass(frozen=True)
class Came:
    """What is kept of somebody who came: who, how, why, and whom and which case it is about."""

    site: SiteId
    who: SaidWho
    facts: ContactFacts = CAME_IN
    reasons: tuple[str, ...] = ()
    words: str = ""
    person: PersonId | None = None
    case: Case | None = None
    referrer: str = ""


def read_who(typed: Typed, said: SaysWho, today: date) -> SaidWho:
    """Return who somebody says they are; refuses a birth, postcode, phone or name that is none."""
    given, family = typed.line(said.given_name), typed.line(said.family_name)
    refuse_no_name(f"{given} {family}".strip() or NOT_GIVEN)
    phone = typed.line(said.phone)
    if phone and not phone_key(phone):
        raise Invalid({"phone": "Write the figures of the number, or leave it empty."})
    return SaidWho(
        given,
        family,
        read_born(said.born, today) if said.born.strip() else None,
        typed.line(said.street),
        read_postcode(said.postcode) if said.postcode.strip() else "",
        phone,
        typed.line(said.language),
        typed.line(said.interpreter),
        typed.line(said.lives_with),
        typed.line(said.reference),
    )


def refuse_no_name(name: str) -> None:
    """Refuse a name without a letter, or a longer one than any."""
    if len(name) > LONGEST_NAME:
        raise Invalid({"given_name": f"A name has at most {LONGEST_NAME} letters here."})
    if not is_name(name):
        raise Invalid(
            {"given_name": "A name has at least one letter. Leave it empty for “not given”."}
        )


def keep_approach(work: Work, typed: Typed, came: Came) -> Approach:
    """Keep that somebody came; it waits unless something was done or it belongs to a case.

    What they said is kept once: in the case where there is one. Of a case that is closed to the
    site, whose leads see who came, nothing is said but that somebody did.
    """
    case, facts = came.case, came.facts
    if came.person is not None and _is_closed(work, came.person, case):
        if case is None:
            raise Invalid({"case_id": _IN_THEIR_CASE})
        came = replace(came, who=SaidWho(), person=None, case=None, reasons=(), referrer="")
        facts = replace(facts, done_words="")
    state = _state(facts.done, has_case=case is not None)
    seen_to = state is not ApproachState.WAITING
    kept = "" if case is not None else typed.text(came.words)
    return work.add(
        Approach(
            site_id=came.site,
            at=work.now,
            worker_id=work.actor.worker,
            method=facts.method,
            **came.who.columns(),
            reasons=join_reasons(typed, came.reasons),
            words=kept or None,
            urgency=facts.urgency,
            safe_now=facts.safe_now,
            consent_told=facts.consent_told,
            done=keep_done(facts.done),
            done_words=typed.text(facts.done_words) or None,
            referrer=typed.line(came.referrer) or None,
            state=state,
            settled_at=work.now if seen_to else None,
            settled_by=work.actor.worker if seen_to else None,
            person_id=came.person,
            case_id=came.case.id if came.case is not None else None,
        )
    )


def _is_closed(work: Work, person: PersonId, case: Case | None) -> bool:
    """Say whether this case, or any other of the person's that is in sight, is closed."""
    if case is not None and case.seal is not Seal.OPEN:
        return True
    of_person = select(CasePerson.case_id).where(CasePerson.person_id == person)
    closed = select(Case.id).where(Case.id.in_(of_person), Case.seal != Seal.OPEN)
    return bool(work.rows(closed.limit(1)))


def settle_as(work: Work, approach: Approach, state: ApproachState, reason: str = "") -> None:
    """Say what became of an approach that waited; StaleRecord where somebody has seen to it."""
    approach.state = follow(approach.state, state)
    approach.state_reason = reason or None
    approach.settled_at, approach.settled_by = work.now, work.actor.worker
    work.save(approach)


def name_of(approach: Approach | MatchAlert) -> str:
    """Return the name that somebody gave; empty where none was given."""
    name = f"{approach.given_name} {approach.family_name}".strip()
    return "" if name == NOT_GIVEN else name


def born_of(approach: Approach | MatchAlert) -> PartialDate | None:
    """Return the birth that was told."""
    if approach.born_text is None or approach.born_precision is None:
        return None
    return PartialDate(approach.born_text, approach.born_precision)


def join_reasons(typed: Typed, reasons: tuple[str, ...]) -> str:
    """Return the chips as they are kept."""
    return ", ".join(typed.line(reason) for reason in reasons)


def words_in_case(words: str, lives_with: str) -> str:
    """Return what a contact in a case says in words: theirs, and below who lives with them."""
    return "\n".join(part for part in (words, lives_with and f"{LIVES_WITH}: {lives_with}") if part)


def site_of(approach: Approach) -> SiteId:
    """Return the site at which somebody waits."""
    site: UUID = approach.site_id
    return SiteId(site)


def _state(done: tuple[Done, ...], *, has_case: bool) -> ApproachState:
    if has_case:
        return ApproachState.ACCEPTED
    return ApproachState.SETTLED if done else ApproachState.WAITING
