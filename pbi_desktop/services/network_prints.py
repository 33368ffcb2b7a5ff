"""The network of a case as a picture that leaves the program: logged first, marked always."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Purpose, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.disclosures import DisclosureHow
from pbi_desktop.domain.documents import DocumentMarking, Protection
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.scene import Box, Scene, Shape, Tint, Weight, Words, rectangle
from pbi_desktop.domain.sharing import SummaryRequest
from pbi_desktop.domain.summary_contents import SECOND_PERSON
from pbi_desktop.domain.ties import NetworkFacts, NetworkPicture
from pbi_desktop.exchange.network_data import NetworkToGo
from pbi_desktop.exchange.network_graphml import network_graphml
from pbi_desktop.exchange.network_json import network_json
from pbi_desktop.models import Agency, Case, Person, Site, Worker
from pbi_desktop.network.build import FAMILY, with_lately_ended
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.network_in_words import network_in_words
from pbi_desktop.reports.pdf.render import scene_to_pdf
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.reports.svg import svg_file
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.disclosing import Telling, log_told
from pbi_desktop.services.leaving import may_leave, restricted
from pbi_desktop.services.network_facts import EVERYTHING, read_network
from pbi_desktop.services.network_sources import network_sources
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.summary_requests import agency_called, request_for
from pbi_desktop.store.audit import payload_hash
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_EDGE, _LINE = 16.0, 20.0
LEFT_OUT = "Something of this network may not be printed and is left out."
MORE = "There may be more: this holds what this purpose needs."
_HANDLING = "Personal and health information. Share only with people who need it for this resident."


class Drawn(StrEnum):
    """How much of the network a picture holds."""

    HOUSEHOLD = "household"
    """Family, services and community in one picture."""
    COMMUNITY = "community"
    """The person with services, groups, friends and neighbours, without the family."""


@dataclass(frozen=True)
class PrintWish:
    """Which picture: of which day, how much of it, and as which agency would be told it."""

    as_at: date | None = None
    drawn: Drawn = Drawn.HOUSEHOLD
    agency: str = ""
    purpose: Purpose = Purpose.DIRECT_SUPPORT


@dataclass(frozen=True)
class PrintedPicture:
    """A picture that has been logged as printed, with the marking that every copy carries."""

    picture: NetworkPicture
    title: str
    marking: DocumentMarking
    facts: NetworkFacts
    source: str
    """Whose records it is made of."""
    notice: str = ""
    """That something is not in it, without what; empty where nothing was left out."""

    def as_pdf(self) -> bytes:
        """Return the picture as one tagged page, and the same in words on those after it."""
        title = f"{self.title}. {self.notice}" if self.notice else self.title
        words = network_in_words(self.picture.outline, self.source)
        return scene_to_pdf(self.picture.scene, self.picture.alt, title, self.marking, words)

    def as_svg(self) -> str:
        """Return the picture with its marking as a file that stands alone."""
        return svg_file(self.marked_scene(), self.picture.alt, self.title)

    def as_graphml(self) -> str:
        """Return who is tied to whom, as programs for networks read it."""
        return network_graphml(self._to_go())

    def as_json(self) -> str:
        """Return the same, with the network in words, as JSON."""
        return network_json(self._to_go())

    def _to_go(self) -> NetworkToGo:
        shown = with_lately_ended(self.facts)
        return NetworkToGo(shown, self.picture, self.title, self.marking, self.source, self.notice)

    def marked_scene(self) -> Scene:
        """Return the picture with its title and marking below it, for files that are no pages."""
        scene, by = self.picture.scene, self.marking
        below = (
            Words(0, 0, self.title, 14, weight=Weight.SEMI_BOLD),
            Words(0, 0, f"{by.protection}. {by.handling}", 10, weight=Weight.BOLD),
            *([Words(0, 0, self.notice, 10)] if self.notice else []),
            Words(0, 0, f"Made by {by.printed_by}, {say_instant(by.printed_at)}", 10),
        )
        words = tuple(
            replace(line, x=_EDGE, y=scene.height + _LINE * place)
            for place, line in enumerate(below, start=1)
        )
        ground = Box(0, 0, scene.width, scene.height + _LINE * len(below) + _EDGE)
        paper = Shape(rectangle(ground), fill=Tint.SURFACE)
        return replace(scene, height=ground.height, marks=(paper, *scene.marks, *words))


class Prints:
    """Makes pictures of networks that leave the program."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def print_case(
        self, actor: Actor, case_id: CaseId, wish: PrintWish = PrintWish()
    ) -> PrintedPicture:
        """Return the network of a case, to be kept outside the program; logged first.

        NothingAgreed where the agency of the wish may be told nothing.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "print network") as work:
            told = told_by(work, work.get(Case, case_id), wish)
        return told.drawn()

    def print_called(
        self, actor: Actor, reference: str, wish: PrintWish = PrintWish()
    ) -> PrintedPicture:
        """Return the same for the case with a reference; NotFound where it is hidden."""
        with self._store().query(actor) as work:
            case_id = CaseId(_case(work, reference).id)
        return self.print_case(actor, case_id, wish)


@dataclass(frozen=True)
class ToldNetwork:
    """What a picture will hold, once it is logged: drawing it needs no store and takes a while."""

    facts: NetworkFacts
    source: str
    title: str
    marking: DocumentMarking
    notice: str

    def drawn(self) -> PrintedPicture:
        """Return the picture."""
        return PrintedPicture(
            picture(self.facts, Typeface(), self.source),
            self.title,
            self.marking,
            self.facts,
            self.source,
            self.notice,
        )


def told_by(work: Work, case: Case, wish: PrintWish) -> ToldNetwork:
    """Return what a picture of a case may hold, written into the audit and the ledger."""
    agency = agency_called(work, wish.agency) if wish.agency else None
    request = request_for(work, case, agency, wish.purpose) if agency else None
    # What a second person must read goes out with a summary alone.
    told = request.allowed - SECOND_PERSON if request else may_leave(work, case, Verb.PRINT)
    facts = _facts(work, case, wish, told, narrowed=request is not None)
    whom = agency.name if agency else ""
    said = f"{wish.drawn}, for {whom}" if whom else str(wish.drawn)
    work.log("printed network", payload_hash([case.reference, said]), case=case.id, text=said)
    if request is not None and agency is not None:
        _log_told(work, case, agency, request, told, facts)
    source = work.get(Site, case.site_id).name
    notice = ""
    if request is not None:
        notice = MORE
    elif facts != _as_wished(read_network(work, CaseId(case.id)), wish):
        notice = LEFT_OUT
    return ToldNetwork(facts, source, _title(work, case, whom), _marking(work, whom), notice)


def _log_told(  # noqa: PLR0913 - of which case, to whom, as asked, what of it, in which picture
    work: Work,
    case: Case,
    agency: Agency,
    request: SummaryRequest,
    told: frozenset[Category],
    facts: NetworkFacts,
) -> None:
    """Write into the ledger what an agency is told with a picture."""
    telling = Telling(
        case.id,
        case.subject_id,
        agency.id,
        request.purpose,
        request.basis,
        DisclosureHow.PRINTED,
        request.copy_number,
        sha256(repr(facts).encode("utf-8")).hexdigest(),
    )
    log_told(work, telling, network_sources(work, case, told, facts))


def _case(work: Work, reference: str) -> Case:
    found = work.one_or_none(select(Case).where(Case.reference == reference.strip().upper()))
    if found is None:
        raise NotFound("case")
    return found


def _facts(
    work: Work, case: Case, wish: PrintWish, told: frozenset[Category], *, narrowed: bool
) -> NetworkFacts:
    """Return what a picture holds; `narrowed` leaves out whom nothing that may be told ties in."""
    held = frozenset(Category(one) for one in work.books.held(case.id))
    whole = not narrowed and held <= told
    facts = read_network(work, CaseId(case.id), EVERYTHING if whole else told)
    return _as_wished(_without_restricted(work, facts), wish)


def _as_wished(facts: NetworkFacts, wish: PrintWish) -> NetworkFacts:
    if wish.as_at is not None:
        facts = replace(facts, as_at=wish.as_at)
    return _without_family(facts) if wish.drawn is Drawn.COMMUNITY else facts


def _without_restricted(work: Work, facts: NetworkFacts) -> NetworkFacts:
    """Return the facts without the people whose records may not leave meanwhile."""
    gone = restricted(work, [one.id for one in facts.people])
    return replace(
        facts,
        people=tuple(one for one in facts.people if one.id not in gone),
        home=tuple(one for one in facts.home if one.person not in gone),
        ties=tuple(one for one in facts.ties if not gone & {one.subject, one.other}),
        services=tuple(one for one in facts.services if one.person not in gone),
        groups=tuple(one for one in facts.groups if one.person not in gone),
    )


def _without_family(facts: NetworkFacts) -> NetworkFacts:
    """Return the facts without kin, partners and home: who is left is tied in another way."""
    ties = tuple(tie for tie in facts.ties if tie.kind not in FAMILY)
    tied = {facts.about, *(person for tie in ties for person in (tie.subject, tie.other))}
    return replace(
        facts,
        people=tuple(person for person in facts.people if person.id in tied),
        home=(),
        ties=ties,
    )


def _title(work: Work, case: Case, agency: str) -> str:
    name = full_name(work.get(Person, case.subject_id))
    return f"The network of {name}" + (f", as {agency} may be told it" if agency else "")


def _marking(work: Work, agency: str) -> DocumentMarking:
    by = work.get(Worker, work.actor.worker).name
    return DocumentMarking(Protection.OFFICIAL_SENSITIVE, _HANDLING, by, work.now, agency)
