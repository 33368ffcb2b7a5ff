"""The network of a person for the person: asked whether it is safe, logged, read as they may.

It is queried as their own plan is: with eyes that see what may be given for supporting them, and of
that nothing that somebody else told. How a tie is, is shown only where they said it themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.own_network import OwnNetwork, OwnTie
from pbi_desktop.domain.own_plan import SHOWN, SOMEBODY, PlanClosed
from pbi_desktop.domain.ties import NetworkFacts, PersonFact, TieFact
from pbi_desktop.models import CasePerson, Involvement, Referral, Relationship
from pbi_desktop.network.build import group_node, person_node, service_node
from pbi_desktop.network.picture import picture
from pbi_desktop.network.words import INVERSE, relation
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.network_facts import read_network, service_id
from pbi_desktop.services.network_records import read_records
from pbi_desktop.services.network_rows import WITH_THEM, GoneThrough, TieLine, TieWords
from pbi_desktop.services.networks import Networks
from pbi_desktop.services.own_plans import log_shown, looking_with
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

TITLE = "My network"
_SOURCE = "what we know together"


class OwnNetworks:
    """Shows people their own network, and keeps what they say of it."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._networks = Networks(store)

    def show(self, actor: Actor, case_id: CaseId, *, asked_now: bool = False) -> OwnNetwork:
        """Return the network as the person may see it; that it was shown is logged first.

        NotSafeForThem where it is not safe, or nobody asked and they were not `asked_now`.
        """
        log_shown(self._store(), actor, case_id, TITLE, asked_now=asked_now)
        return self.look_again(actor, case_id)

    def look_again(self, actor: Actor, case_id: CaseId) -> OwnNetwork:
        """Return the same once something changed while it is shown."""
        store = self._store()
        with store.query_case(actor, case_id) as work:
            looking = looking_with(work)
        with store.query_case(looking, case_id) as work:
            if not work.books.held(case_id):
                raise PlanClosed
            facts = read_network(work, case_id, SHOWN)
            told, theirs = _in_confidence(work, case_id)
            ties = read_records(work, case_id).ties
        return _drawn(_own(facts, told), ties, theirs)

    def say(self, actor: Actor, case_id: CaseId, record: UUID, quality: Quality | None) -> Changes:
        """Keep how the person says that one of their ties is: as told by them."""
        ties = self._networks.records(actor, case_id).ties
        found = next((tie for tie in ties if tie.record == record), None)
        if found is None:
            raise NotFound("relationships")
        words = replace(found.words, quality=quality)
        return self._networks.change_tie(actor, case_id, found, words, told=True)

    def done(self, actor: Actor, case_id: CaseId) -> Changes:
        """Write down that it was drawn together today."""
        return self._networks.gone_through(actor, case_id, GoneThrough(together=True))


_Link = tuple[str, ...]


def _in_confidence(work: Work, case_id: CaseId) -> tuple[set[_Link], set[UUID]]:
    """Return what others told, by what it ties, and the records that the person told."""
    told: set[_Link] = set()
    theirs: set[UUID] = set()
    link: _Link
    in_case = select(CasePerson.person_id).where(CasePerson.case_id == case_id)
    asked = select(Relationship).where(
        Relationship.told_by.is_not(None), Relationship.subject_id.in_(in_case)
    )
    for tie in work.all(asked):
        link = (str(tie.subject_id), str(tie.other_id), tie.kind)
        _sort(tie.told_by, tie.id, link, told, theirs)
    for one in work.all(
        select(Involvement).where(Involvement.case_id == case_id, Involvement.told_by.is_not(None))
    ):
        link = (str(service_id(one)), str(one.subject_id))
        _sort(one.told_by, one.id, link, told, theirs)
    for referral in work.all(
        select(Referral).where(Referral.case_id == case_id, Referral.told_by.is_not(None))
    ):
        link = (str(referral.group_id), str(referral.subject_id))
        _sort(referral.told_by, referral.id, link, told, theirs)
    return told, theirs


def _sort(by: str | None, record: UUID, link: _Link, told: set[_Link], theirs: set[UUID]) -> None:
    if (by or "").strip().lower() == WITH_THEM:
        theirs.add(record)
    elif (by or "").strip():
        told.add(link)


def _own(facts: NetworkFacts, told: set[_Link]) -> NetworkFacts:
    """Return only what is theirs to see, with whoever lives elsewhere by role."""
    me = facts.about
    ties = tuple(
        _bare(tie) for tie in facts.ties if (str(tie.subject), str(tie.other), tie.kind) not in told
    )
    home = {one.person for one in facts.home if one.ended_on is None}
    genders = {one.id: one for one in facts.people}
    people = tuple(
        _seen(one, me, ties, genders, by_name=one.id == me or one.id in home)
        for one in facts.people
    )
    mine = [one for one in facts.services if one.person == me]
    groups = [one for one in facts.groups if one.person == me]
    return replace(
        facts,
        people=people,
        ties=ties,
        services=tuple(
            replace(one, quality=None, strength=None, flow=None, note="", last_contact_on=None)
            for one in mine
            if (str(one.id), str(me)) not in told
        ),
        groups=tuple(
            replace(one, quality=None, flow=None, note="", worker="", came=(), missed=())
            for one in groups
            if (str(one.id), str(me)) not in told
        ),
        places=(),
    )


def _bare(tie: TieFact) -> TieFact:
    """Return who is what to whom, and nothing of how we think it is."""
    return replace(tie, quality=None, strength=None, flow=None, note="")


def _seen(
    one: PersonFact,
    me: PersonId,
    ties: tuple[TieFact, ...],
    people: Mapping[PersonId, PersonFact],
    *,
    by_name: bool,
) -> PersonFact:
    called = one.short if by_name else role_of(one.id, me, ties, people)
    return PersonFact(one.id, called, called, died=one.died, gender=one.gender)


def role_of(
    person: PersonId,
    me: PersonId,
    ties: tuple[TieFact, ...],
    people: Mapping[PersonId, PersonFact],
) -> str:
    """Return who somebody is to the person without a name: "your sister's husband"."""
    direct = _called(person, me, ties, people)
    if direct:
        return f"Your {direct}"
    for between in sorted(people, key=str):
        near = _called(between, me, ties, people) if between != me else ""
        far = _called(person, between, ties, people) if near else ""
        if near and far:
            return f"Your {near}'s {far}"
    return SOMEBODY.capitalize()


def _called(
    person: PersonId,
    other: PersonId,
    ties: tuple[TieFact, ...],
    people: Mapping[PersonId, PersonFact],
) -> str:
    """Return what somebody is to another by a tie between the two; empty where there is none."""
    for tie in ties:
        if (tie.subject, tie.other) == (person, other):
            return relation(tie.kind, people[person].gender, tie.nature)
        if (tie.other, tie.subject) == (person, other):
            kind = INVERSE.get(tie.kind, tie.kind)
            return relation(kind, people[person].gender, tie.nature)
    return ""


def _drawn(facts: NetworkFacts, ties: tuple[TieLine, ...], theirs: set[UUID]) -> OwnNetwork:
    """Return the picture, each tie drawn as they said it themselves."""
    me = person_node(facts.about)
    names = {person_node(one.id): one.short for one in facts.people}
    names |= {service_node(one.id): one.name for one in facts.services}
    names |= {group_node(one.id): one.name for one in facts.groups}
    shown = {frozenset((person_node(tie.subject), person_node(tie.other))) for tie in facts.ties}
    shown |= {frozenset((me, node)) for node in names if not node.startswith("person:")}
    own = [
        OwnTie(tie.record, far, names[far], _said(tie, theirs))
        for tie in ties
        if me in tie.ends and frozenset(tie.ends) in shown and tie.words.ended_on is None
        for far in [tie.ends[0] if tie.ends[1] == me else tie.ends[1]]
        if far in names
    ]
    said = {tie.node: tie.said for tie in own if tie.said is not None}
    drawn = picture(_with_own_words(facts, said), Typeface(), _SOURCE)
    spots = tuple(replace(spot, said=names.get(spot.key, spot.said)) for spot in drawn.scene.spots)
    name = names[me]
    ordered = tuple(sorted(own, key=lambda tie: (tie.with_whom.casefold(), str(tie.record))))
    return OwnNetwork(
        name, replace(drawn.scene, spots=spots), f"The network of {name}.", ordered, names
    )


def _said(tie: TieLine, theirs: set[UUID]) -> Quality | None:
    words: TieWords = tie.words
    return words.quality if tie.record in theirs else None


def _with_own_words(facts: NetworkFacts, said: Mapping[str, Quality]) -> NetworkFacts:
    me = facts.about

    def of(tie: TieFact) -> Quality | None:
        far = tie.other if tie.subject == me else tie.subject
        return said.get(person_node(far)) if me in (tie.subject, tie.other) else None

    return replace(
        facts,
        ties=tuple(replace(tie, quality=of(tie)) for tie in facts.ties),
        services=tuple(
            replace(one, quality=said.get(service_node(one.id))) for one in facts.services
        ),
        groups=tuple(replace(one, quality=said.get(group_node(one.id))) for one in facts.groups),
    )
