"""Community: groups and places that help people, who goes there, and the register of a group."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.directory import LICENCE_UNKNOWN, EntryKind
from pbi_desktop.domain.groups import Freshness, freshness
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.meeting_days import meets_on
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import CommunityGroup
from pbi_desktop.services.community_rows import (
    CaseChoice,
    Filters,
    Goer,
    GroupCard,
    GroupPage,
    Marked,
    Register,
    RegisterKept,
)
from pbi_desktop.services.group_finding import find_groups, kind_words
from pbi_desktop.services.group_links import Link, groups_gone_to, one_each, read_links
from pbi_desktop.services.group_register import keep_register, read_register
from pbi_desktop.services.my_day_cases import read_own_cases
from pbi_desktop.services.same_people import leads_of
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Community:
    """Reads and commands of the Community section. Frozen rows come out."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def search(
        self, actor: Actor, words: str = "", filters: Filters | None = None
    ) -> tuple[GroupCard, ...]:
        """Return the groups and places in which every word is found, best first, else by name."""
        with self._store().query(actor) as work:
            today = london_day(work.now)
            groups = work.all(select(CommunityGroup))
            hits = find_groups(groups, words)
            yours = groups_gone_to(work, today)
            found = [
                (hit, replace(card_of(group, today, hit.words), yours=group.id in yours))
                for group, hit in zip(groups, hits, strict=True)
                if hit is not None
            ]
        wanted = filters or Filters()
        kept = [(hit, card) for hit, card in found if _passes(card, wanted)]
        kept.sort(key=lambda pair: (-pair[0].score, pair[1].name.casefold(), pair[1].id))
        return tuple(card for _hit, card in kept)

    def group(self, actor: Actor, group_id: GroupId) -> GroupPage:
        """Return all that is known of a group; NotFound when it is not there any more."""
        with self._store().query(actor) as work:
            group = work.get(CommunityGroup, group_id)
            today = london_day(work.now)
            return GroupPage(
                card=card_of(group, today),
                version=group.version,
                description=group.description or "",
                phone=group.phone or "",
                email=group.email or "",
                website=group.website or "",
                how_to_refer=group.referral_method or "",
                source=group.feed,
                licence=_licence(group),
                checked_on=group.checked_on,
                people=_goers(work, group_id, today),
            )

    def cases(self, actor: Actor) -> tuple[CaseChoice, ...]:
        """Return the worker's own open cases, by name: to refer from, or to add to a register."""
        with self._store().query(actor) as work:
            own = read_own_cases(work)
            names = own.names
            choices = [
                CaseChoice(CaseId(key), case.subject_id, names[key], case.reference)
                for key, case in own.cases.items()
                if case.closed_on is None and work.may_write(key)
            ]
        return tuple(sorted(choices, key=lambda one: (one.name.casefold(), one.reference)))

    def register(self, actor: Actor, group_id: GroupId, day: date) -> Register:
        """Return who is expected on a day; nobody is marked until somebody says so."""
        with self._store().query(actor) as work:
            return read_register(work, group_id, day)

    def keep_register(
        self, actor: Actor, group_id: GroupId, day: date, marks: Sequence[Marked]
    ) -> RegisterKept:
        """Keep who came and who did not, undone as one; the second visit closes the link."""
        with self._store().command(actor, "keep register") as work:
            return keep_register(work, group_id, day, marks)

    def check(self, actor: Actor, group_id: GroupId, seen: int | None = None) -> Changes:
        """Keep that somebody asked today and the entry is still right."""
        with self._store().command(actor, "check group") as work:
            group = work.get(CommunityGroup, group_id, seen)
            today = london_day(work.now)
            if group.checked_on == today:
                return Changes(done="It was checked today already")
            group.checked_on = today
            work.save(group)
        return work.changes("Checked today, still right", made=group_id)


def card_of(group: CommunityGroup, today: date, found_by: str = "") -> GroupCard:
    """Return a group as a result of a search."""
    where = (group.address, group.locality, group.postcode)
    return GroupCard(
        id=GroupId(group.id),
        name=group.name,
        kind=kind_words(group.kind),
        is_place=group.kind != EntryKind.GROUP,
        offers=group.offers or "",
        for_whom=group.for_whom or "",
        when=group.when_text or "",
        where=", ".join(dict.fromkeys(part for part in where if part)),
        meets_today=meets_on(group.when_text or "", today),
        checked=freshness(group.checked_on, today),
        found_by=found_by,
    )


def _passes(card: GroupCard, wanted: Filters) -> bool:
    sorts = wanted.groups is wanted.places or card.is_place is wanted.places
    lately = card.checked.state is Freshness.FRESH
    today = card.meets_today is True
    return sorts and (lately or not wanted.checked_lately) and (today or not wanted.today)


def _licence(group: CommunityGroup) -> str:
    stated = group.licence or ""
    return "" if stated == LICENCE_UNKNOWN else stated


def _goers(work: Work, group_id: GroupId, today: date) -> tuple[Goer, ...]:
    links = [link for link in read_links(work, group_id) if link.is_expected(today)]
    lead = leads_of(work, [link.person_id for link in links])
    return tuple(_goer(link) for link in one_each(links, today, lead))


def _goer(link: Link) -> Goer:
    goer = Goer(link.case_id, PersonId(link.person_id), link.name, None, None, None, 0, None)
    if link.referral is not None:
        told = link.referral
        goer = replace(goer, kind=told.kind, status=told.status, made_on=told.made_on)
    came = link.came
    return replace(goer, times=len(came), last_on=came[-1] if came else None)
