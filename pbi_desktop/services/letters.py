"""Letters written from templates: checked for safety and for gaps, kept as a paper, and logged.

Before a letter is made it is asked whether one may go to the person at all. A protected address
stands in a letter to the person alone, and nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Purpose, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.disclosures import DisclosureHow, Source
from pbi_desktop.domain.documents import DocumentMarking, Protection
from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.ids import AgencyId, CaseId, PersonId
from pbi_desktop.domain.letters import (
    FIELD_WORDS,
    AddressInLetter,
    LetterIncomplete,
    LetterTo,
    LetterUnsafe,
    Template,
    filled,
    names_address,
)
from pbi_desktop.domain.paper_names import paper_name
from pbi_desktop.domain.papers import PaperSource, PaperType
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.safety import Unsafe, Way, safe_to_use
from pbi_desktop.domain.sharing_errors import NothingMayLeave
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Address,
    Agency,
    Appointment,
    Case,
    CasePerson,
    Paper,
    Person,
    Residence,
    Site,
    Worker,
)
from pbi_desktop.reports.letter import LetterSheet, build_letter
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.disclosing import Telling, log_told
from pbi_desktop.services.leaving import allowed, may_leave
from pbi_desktop.services.letter_reading import beside, letters_of
from pbi_desktop.services.letters_rows import LetterDraft, LetterMade, LetterWish
from pbi_desktop.services.papers import keep_paper
from pbi_desktop.services.papers_rows import LookedAt, NewPaper
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.safety_reading import safe_ways
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.summary_requests import request_for
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

IN_ENGLISH = "The same in English:"
_HANDLING = "For the person named on it. If it reached you by mistake, please bring it back."


@dataclass(frozen=True)
class _Home:
    """Where somebody lives, as far as the worker may know."""

    line: str
    locality: str
    postcode: str
    protected: bool

    @property
    def words(self) -> str:
        return ", ".join(part for part in (self.line, self.locality, self.postcode) if part)


class Letters:
    """Drafts letters from what the case says, and makes them."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def offered(self, actor: Actor, case_id: CaseId) -> tuple[Template, ...]:
        """Return the letters that may be written of a case: the program's, and its team's own."""
        with self._store().query_case(actor, case_id) as work:
            return letters_of(work, work.get(Case, case_id).site_id)

    def draft(self, actor: Actor, case_id: CaseId, template: str) -> LetterDraft:
        """Return a template with the case's fields, what is missing, and whether it is safe."""
        with self._store().query_case(actor, case_id) as work:
            case = work.get(Case, case_id)
            chosen, other = _called(work, case, template)
            values = _values(work, case)
            known = {name: said for name, said in values.items() if said}
            if chosen.to is LetterTo.OTHER:
                return LetterDraft(chosen, known, "", other=other)
            ways = safe_ways(work, PersonId(case.subject_id))
            safe = safe_to_use(ways, Way.LETTER, work.now)
            if isinstance(safe, Unsafe):
                return LetterDraft(chosen, known, "", safe.reason, ways.letters_to, other)
            address = safe.instead or _lives_at(work, case.subject_id)
            return LetterDraft(chosen, known, address, instead=safe.instead, other=other)

    def make(self, actor: Actor, case_id: CaseId, wish: LetterWish) -> LetterMade:
        """Make a letter, keep it as a paper of the case, and log that it leaves.

        LetterUnsafe, LetterIncomplete and AddressInLetter before anything is made; NothingAgreed
        where it goes to an agency that may be told nothing.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "write letter") as work:
            case = open_case(work, case_id)
            chosen, other = _called(work, case, wish.template)
            values = _cleaned(wish.values)
            body = _body(wish, other, _values(work, case) | values)
            to = _addressee(work, case, chosen, wish, body, values.get("recipient", ""))
            pdf = _printed(work, case, chosen, to, body)
            paper = _kept(work, case, chosen, to, pdf, _closed_as(work, case, to, body))
            work.log("wrote letter", paper.content_hash, case=case.id, text=chosen.key)
            if wish.agency is not None and chosen.to is LetterTo.OTHER:
                _log_disclosure(work, case, wish.agency, paper)
        return LetterMade(work.changes("Letter kept with the papers", paper.id), paper.name, pdf)


def _called(work: Work, case: Case, key: str) -> tuple[Template, Template | None]:
    """Return a letter, and the same in the person's first language where the team has it."""
    for one in letters_of(work, case.site_id):
        if one.key == key:
            if one.to is LetterTo.OTHER:
                return one, None
            person = work.get(Person, case.subject_id)
            return one, beside(work, case.site_id, key, person.first_language)
    raise NotFound("template")


def _body(wish: LetterWish, other: Template | None, values: Mapping[str, str]) -> str:
    """Return what a letter says: in the person's language first, where it is, then in English."""
    english = filled(Typed().text(wish.text), values)
    if other is None or not wish.beside.strip():
        return english
    return f"{filled(Typed().text(wish.beside), values)}\n\n{IN_ENGLISH}\n\n{english}"


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    """Return what was filled in, without hidden characters; what is empty is not there."""
    cleaned = {name: Typed().text(said) for name, said in values.items() if name in FIELD_WORDS}
    return {name: said for name, said in cleaned.items() if said}


def _values(work: Work, case: Case) -> dict[str, str]:
    """Return what the case says of each field; empty where it says nothing."""
    person = work.get(Person, case.subject_id)
    worker = work.get(Worker, work.actor.worker)
    site = work.get(Site, case.site_id)
    return {
        "name": full_name(person),
        "greeting": person.known_as or full_name(person),
        "worker": worker.name,
        "job": worker.job,
        "site": site.name,
        "hub": ", ".join(part for part in (site.hub, site.place) if part),
        "day": say_date(london_day(work.now)),
        "reference": case.reference,
        **_next_appointment(work, case.id),
    }


def _next_appointment(work: Work, case: UUID) -> dict[str, str]:
    found = work.all(
        select(Appointment)
        .where(Appointment.case_id == case, Appointment.at > work.now)
        .where(Appointment.done.is_(False))
        .order_by(Appointment.at, Appointment.id)
        .limit(1)
    )
    if not found:
        return {}
    return {"when": say_instant(found[0].at), "place": found[0].place or ""}


def _lives_at(work: Work, person: UUID) -> str:
    homes = _homes(work, person)
    return homes[0].words if homes else ""


def _homes(work: Work, person: UUID) -> list[_Home]:
    """Return where somebody lives now, the latest first; the rule leaves out what is hidden."""
    today = london_day(work.now)
    rows = work.rows(
        select(Address.line_1, Address.locality, Address.postcode, Residence.category)
        .join(Residence, Residence.address_id == Address.id)
        .where(Residence.subject_id == person)
        .where((Residence.ended_on.is_(None)) | (Residence.ended_on > today))
        .order_by(Residence.started_on.desc().nulls_last(), Residence.id)
    )
    return [
        _Home(line or "", locality or "", postcode or "", category is Category.PROTECTED_ADDRESS)
        for line, locality, postcode, category in rows
    ]


def _others(work: Work, case: Case) -> set[PersonId]:
    """Return every record of whoever else the case holds."""
    rows = work.rows(select(CasePerson.person_id).where(CasePerson.case_id == case.id))
    people = {row[0] for row in rows}
    return {one for person in people for one in records_of(work, person)} - {
        *records_of(work, case.subject_id)
    }


def _protected_of(work: Work, people: Iterable[UUID]) -> list[tuple[str, str]]:
    return [one for person in people for one in _protected(_homes(work, person))]


def _protected(homes: Iterable[_Home]) -> list[tuple[str, str]]:
    return [(home.line, home.postcode) for home in homes if home.protected]


def _addressee(  # noqa: PLR0913 - of which case, by which template, what it says and to whom
    work: Work, case: Case, chosen: Template, wish: LetterWish, body: str, recipient: str
) -> tuple[str, ...]:
    """Return whom it goes to, in lines; refuses what is not safe before anything is made."""
    typed = " ".join(wish.address.split())
    own = _protected_of(work, records_of(work, case.subject_id))
    protected = own + _protected_of(work, _others(work, case))
    if chosen.to is LetterTo.OTHER:
        return _to_other(work, case, wish, protected, (recipient, typed, body))
    if not allowed(work.books.held(case.id), Verb.PRINT) & {Category.CORE}:
        raise NothingMayLeave(Verb.PRINT)
    ways = safe_ways(work, PersonId(case.subject_id))
    safe = safe_to_use(ways, Way.LETTER, work.now)
    if isinstance(safe, Unsafe):
        raise LetterUnsafe(safe.reason, ways.letters_to)
    name = full_name(work.get(Person, case.subject_id))
    to = safe.instead or typed or _lives_at(work, case.subject_id)
    # Where it goes elsewhere, through somebody else's hands, they must not read where the person
    # lives; and where somebody else of the case lives in secret is in no letter at all.
    at_home = not safe.instead and names_address(to, own)
    others = [one for one in protected if one not in own]
    if names_address(f"{to} {body}", others) or (not at_home and names_address(body, own)):
        raise AddressInLetter
    return (name, *_split(to))


def _split(address: str) -> tuple[str, ...]:
    """Return an address in its lines."""
    return tuple(part.strip() for part in address.split(",") if part.strip())


def _to_other(
    work: Work,
    case: Case,
    wish: LetterWish,
    protected: list[tuple[str, str]],
    said: tuple[str, str, str],
) -> tuple[str, ...]:
    recipient, address, body = said
    if not recipient:
        raise LetterIncomplete(("recipient",))
    if not wish.agreed:
        raise Invalid({"agreed": "Ask them first if you may write to somebody else about them."})
    if Category.CORE not in may_leave(work, case, Verb.PRINT):
        raise NothingMayLeave(Verb.PRINT)
    if names_address(" ".join((recipient, address, body)), protected):
        raise AddressInLetter
    return (recipient, *_split(address))


def _printed(work: Work, case: Case, chosen: Template, to: tuple[str, ...], body: str) -> bytes:
    from pbi_desktop.reports.pdf.render import LARGE, to_pdf

    worker, site = work.get(Worker, work.actor.worker), work.get(Site, case.site_id)
    sender = (f"{site.name} team", *(part for part in (site.hub, site.place) if part))
    day = london_day(work.now)
    sheet = LetterSheet(chosen.title, sender, to, day, case.reference, body)
    marking = DocumentMarking(Protection.OFFICIAL, _HANDLING, worker.name, work.now)
    return to_pdf(build_letter(sheet, marking), LARGE)


def _closed_as(work: Work, case: Case, to: tuple[str, ...], body: str) -> Category:
    """Return as what a letter is kept: as closed as the address that stands on it."""
    homes = [home for home in _homes(work, case.subject_id) if home.line or home.postcode]
    said = " ".join((*to, body))
    if names_address(said, _protected(homes)):
        return Category.PROTECTED_ADDRESS
    at_home = names_address(said, [(home.line, home.postcode) for home in homes])
    to_them = to[0] == full_name(work.get(Person, case.subject_id))
    return Category.CONTACT if at_home or (to_them and len(to) > 1) else Category.CORE


def _kept(  # noqa: PLR0913 - of which case and template, to whom, and how closed
    work: Work, case: Case, chosen: Template, to: tuple[str, ...], pdf: bytes, category: Category
) -> Paper:
    day = london_day(work.now)
    name = paper_name(f"{chosen.name}, {say_date(day)}, {_minute(work.now)}", PaperType.PDF).name
    looked = LookedAt(pdf, name, PaperType.PDF)
    about = f"{chosen.name} (template {chosen.key}, version {chosen.version}), to {to[0]}"
    new = NewPaper(name, pdf, PaperSource.LETTER, day, category=category)
    return keep_paper(work, case, looked, new, work.get(Worker, work.actor.worker).name, about)


def _minute(now: datetime) -> str:
    return say_instant(now).rsplit(", ", 1)[-1].replace(":", ".")


def _log_disclosure(work: Work, case: Case, agency: AgencyId, paper: Paper) -> None:
    """Write into the ledger that an agency is told what a letter says."""
    whom = work.get(Agency, agency)
    request = request_for(work, case, whom, Purpose.DIRECT_SUPPORT)
    if Category.CORE not in request.allowed:
        raise NothingMayLeave(Verb.SHARE)
    told = Telling(
        case.id,
        case.subject_id,
        agency,
        request.purpose,
        request.basis,
        DisclosureHow.PRINTED,
        request.copy_number,
        sha256(paper.content_hash.encode()).hexdigest(),
    )
    source = Source(
        "papers", paper.id, 1, ("about", "name"), paper.category, PersonId(case.subject_id)
    )
    log_told(work, told, (source,))
