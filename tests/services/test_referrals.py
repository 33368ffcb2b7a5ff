"""Referrals over the store: answered, sent on, lapsed; none lost, whatever happens in any order."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Purpose, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind, ReferralStatus, RiskState
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import DisclosureHow
from pbi_desktop.domain.errors import Invalid, NotFound, NothingAgreed, NotPermitted, StaleRecord
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import AgencyId, CaseId, GroupId, PersonId
from pbi_desktop.domain.referrals import OPEN, Move, MoveRefused, Place, Side, moves, place_of
from pbi_desktop.models import CommunityGroup, DisclosedField, Disclosure, Referral, Revision
from pbi_desktop.services.case_rows import ReferralLine
from pbi_desktop.services.community_rows import Marked
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.referral_reading import referrals_waiting
from pbi_desktop.services.referral_rows import ReferralWaiting, To, ToAgency
from pbi_desktop.services.safety_rows import NewSafeContact
from tests.support.desks import EveryonesReading, EveryonesStore, ended, undo
from tests.support.stores import FileTemplate
from tests.support.world import World

TODAY = date(2026, 11, 21)
REFERRAL, SIGNPOST = ReferralKind.REFERRAL, ReferralKind.SIGNPOST
S = ReferralStatus
FileDesk = tuple[World, Desk]


def group(world: World, name: str) -> GroupId:
    made = CommunityGroup(feed="own", source_key=name, name=name, kind="group")
    return GroupId(world.fact(made))


@dataclass(frozen=True)
class Sent:
    """One case with a referral to the choir."""

    world: World
    desk: Desk
    leah: Actor
    case: CaseId
    choir: GroupId
    bench: GroupId

    def line(self, at: int = 0) -> ReferralLine:
        return self.desk.cases.plan(self.leah, self.case).referrals[at]

    def make(self, to: GroupId, kind: ReferralKind = REFERRAL) -> UUID:
        made = self.desk.reviews.refer(self.leah, self.case, to, kind, agreed=True).made
        assert made is not None
        return made

    def stands(self) -> dict[str, ReferralStatus]:
        plan = self.desk.cases.plan(self.leah, self.case)
        return {line.to: line.status for line in plan.referrals}

    def waiting(self) -> tuple[ReferralWaiting, ...]:
        return self.desk.referrals.waiting(self.leah)


@pytest.fixture
def sent(world: World, desk: Desk) -> Sent:
    return a_case(world, desk)


@pytest.fixture
def on_file(file_desk: FileDesk) -> Sent:
    return a_case(*file_desk)


def a_case(world: World, desk: Desk) -> Sent:
    leah = world.worker("leah")
    case = world.case(team=[leah]).id
    return Sent(world, desk, leah, case, group(world, "Choir"), group(world, "Repair bench"))


def test_what_comes_back_is_sent_on_and_the_chain_is_one(sent: Sent) -> None:
    desk, leah = sent.desk, sent.leah
    first = sent.make(sent.choir)
    desk.referrals.send_back(leah, first, 1, "The choir is full")
    assert (sent.line().status, sent.waiting()[0].waits_for) == (S.RETURNED, Place.US)
    assert sent.waiting()[0].answer == "The choir is full"
    done = desk.referrals.send_on(leah, first, 2, sent.bench, agreed=True)
    assert sent.stands() == {"Choir": S.REROUTED, "Repair bench": S.MADE}
    with sent.world.store_for(leah).query(leah) as work:
        chain = dict(work.rows(select(Referral.id, Referral.previous_id)))
    assert chain == {first: None, done.made: first}
    assert [one.id for one in sent.waiting()] == [done.made], "one end is open"
    with pytest.raises(MoveRefused):
        desk.referrals.send_on(leah, first, 3, sent.bench, agreed=True)
    undo(desk, leah, done)
    assert sent.stands() == {"Choir": S.RETURNED}
    again = desk.referrals.send_on(leah, first, 4, sent.bench, agreed=True)
    assert again.made is not None
    desk.referrals.accept(leah, again.made, 1, "From Tuesday on")
    with pytest.raises(StaleRecord):
        undo(desk, leah, again)


def test_each_side_says_its_own_and_each_end_has_its_reason(on_file: Sent) -> None:
    desk, leah = on_file.desk.referrals, on_file.leah
    one = on_file.make(on_file.choir)
    for unexplained in (desk.send_back, desk.lapse):
        with pytest.raises(Invalid) as caught:
            unexplained(leah, one, 1, " ")
        assert set(caught.value.fields) == {"reason"}
    with pytest.raises(MoveRefused):  # they have not answered: it is not ours to close
        desk.close(leah, one, 1, "We think so")
    with pytest.raises(Invalid):
        desk.accept(leah, one, 1, on_day=TODAY + timedelta(days=1))
    with pytest.raises(Invalid):
        desk.accept(leah, one, 1, on_day=TODAY - timedelta(days=1))
    accepted = desk.accept(leah, one, 1, "From Tuesday on")
    assert accepted.done == "Accepted"
    with pytest.raises(MoveRefused):
        desk.send_back(leah, one, 2, "too late")
    desk.lapse(leah, one, 2, "She moved to Leeds")
    line = on_file.line()
    assert (line.status, line.answer) == (S.LAPSED, "From Tuesday on\nShe moved to Leeds")


def test_a_second_referral_to_one_group_would_stand_in_two_places(on_file: Sent) -> None:
    on_file.make(on_file.choir, SIGNPOST)
    on_file.make(on_file.choir)  # a signpost may become a referral
    for kind in ReferralKind:
        with pytest.raises(Invalid) as refused:
            on_file.make(on_file.choir, kind)
        assert set(refused.value.fields) == {"group"}
    on_file.make(on_file.bench)


def test_sending_on_asks_the_person_and_goes_to_somebody_else(on_file: Sent) -> None:
    desk, leah = on_file.desk.referrals, on_file.leah
    one = on_file.make(on_file.choir)
    desk.send_back(leah, one, 1, "Full")
    with pytest.raises(Invalid) as refused:
        desk.send_on(leah, one, 2, on_file.bench, agreed=False)
    assert set(refused.value.fields) == {"agreed"}
    with pytest.raises(Invalid) as refused:
        desk.send_on(leah, one, 2, on_file.choir, agreed=True)
    assert set(refused.value.fields) == {"group"}
    desk.close(leah, one, 2, "She found work")
    assert on_file.line().answer == "Full\nClosed: She found work"


def test_a_visit_is_as_good_as_an_answer_and_taking_it_back_asks_again(on_file: Sent) -> None:
    desk, leah = on_file.desk, on_file.leah
    one = on_file.make(on_file.choir)
    came = desk.reviews.attended(leah, on_file.case, on_file.choir, TODAY, came=True)
    assert on_file.line().status is S.ATTENDED
    undo(desk, leah, came)
    assert on_file.line().status is S.MADE
    desk.referrals.accept(leah, one, on_file.line().version)
    (expected,) = desk.community.register(leah, on_file.choir, TODAY).people
    for mark, seen, then in (
        (Mark.CAME, Mark.NOT_SAID, S.ATTENDED),
        (Mark.MISSED, Mark.CAME, S.ACCEPTED),
    ):
        marked = Marked(expected.case_id, expected.person_id, mark, seen=seen)
        desk.community.keep_register(leah, on_file.choir, TODAY, [marked])
        assert on_file.line().status is then, "accepted is not forgotten"


def test_what_our_side_closed_stays_closed_when_a_visit_is_taken_back(on_file: Sent) -> None:
    desk, leah = on_file.desk, on_file.leah
    one = on_file.make(on_file.choir)
    desk.reviews.attended(leah, on_file.case, on_file.choir, TODAY, came=True)
    desk.referrals.close(leah, one, on_file.line().version, "Once was what she wanted")
    (expected,) = desk.community.register(leah, on_file.choir, TODAY).people
    missed = Marked(expected.case_id, expected.person_id, Mark.MISSED, seen=Mark.CAME)
    desk.community.keep_register(leah, on_file.choir, TODAY, [missed])
    assert on_file.line().status is S.CLOSED


def test_the_list_ages_in_working_days_oldest_first_and_says_what_is_late(sent: Sent) -> None:
    one = sent.make(sent.choir)
    sent.world.clock.forward(days=3)
    sent.make(sent.bench)
    sent.world.clock.forward(days=14)
    found = sent.waiting()
    assert [(line.to, line.age, line.late) for line in found] == [
        ("Choir", 12, True),
        ("Repair bench", 10, False),
    ]
    assert found[0].words.startswith("Waits for their answer, ")
    assert found[0].words.endswith(" working days: late")
    sent.desk.referrals.accept(sent.leah, one, 1)
    assert [line.to for line in sent.waiting()] == ["Repair bench", "Choir"]
    assert sent.waiting()[1].words == "Waits for the first visit, since today"


def test_a_signpost_lapses_by_age_alone(on_file: Sent) -> None:
    desk, leah = on_file.desk.referrals, on_file.leah
    signpost = on_file.make(on_file.choir, SIGNPOST)
    with pytest.raises(Invalid):
        desk.lapse(leah, signpost, 1, "we forgot")
    with pytest.raises(Invalid):
        desk.lapse_old_signposts(leah)
    for side in (desk.accept, desk.send_back):
        with pytest.raises(MoveRefused):
            side(leah, signpost, 1, "yes")
    on_file.world.clock.forward(days=95)
    on_file.make(on_file.bench, SIGNPOST)
    done = desk.lapse_old_signposts(leah)
    assert done.done == "1 signpost lapsed"
    assert on_file.stands() == {"Choir": S.LAPSED, "Repair bench": S.MADE}
    undo(on_file.desk, leah, done)
    desk.lapse(leah, signpost, on_file.line(1).version)
    assert on_file.stands()["Choir"] is S.LAPSED


def test_the_list_is_of_ones_own_cases_or_of_all_one_leads(world: World, desk: Desk) -> None:
    sent = a_case(world, desk)
    sent.make(sent.choir)
    omar, dee = world.worker("omar"), world.worker("dee", SiteRole.FRONT_DOOR)
    stranger = world.worker("eve", site=world.new_site("Fitton Hill"))
    boss = world.manager()
    for other in (omar, dee, stranger, boss):
        assert desk.referrals.waiting(other) == ()
    assert [one.mine for one in desk.referrals.waiting(boss, everybodys=True)] == [False]
    for other in (omar, dee, stranger):
        assert desk.referrals.waiting(other, everybodys=True) == ()
    with pytest.raises(NotFound):
        desk.referrals.accept(stranger, sent.line().id, 1)
    with pytest.raises((NotFound, NotPermitted)):
        desk.referrals.accept(dee, sent.line().id, 1)


def test_what_waits_in_a_closed_case_is_not_lost(on_file: Sent) -> None:
    on_file.make(on_file.choir)
    head = on_file.desk.cases.header(on_file.leah, on_file.case)
    on_file.desk.phases.enter(on_file.leah, on_file.case, head.version, ended())
    (line,) = on_file.waiting()
    assert (line.case_closed, line.status) == (True, S.MADE)
    on_file.desk.referrals.lapse(on_file.leah, line.id, line.version, "Moved away")
    assert on_file.waiting() == ()


# --- to an agency --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A case of a person with a safe way of contact, and an agency that may be told of it."""

    sent: Sent
    housing: AgencyId

    def refer(self, kind: ReferralKind = REFERRAL, reason: str = "Damp") -> Changes:
        leah, case = self.sent.leah, self.sent.case
        shown = self.sent.desk.referrals.would_tell(leah, case, self.housing)
        to = ToAgency(self.housing, shown.seen)
        return self.sent.desk.reviews.refer(leah, case, to, kind, agreed=True, reason=reason)

    def ledger(self) -> list[Disclosure]:
        with self.sent.world.store_for(self.sent.leah).query_case(
            self.sent.leah, self.sent.case
        ) as work:
            return list(work.all(select(Disclosure).order_by(Disclosure.copy_number)))

    def told(self) -> set[tuple[str, str]]:
        with self.sent.world.store_for(self.sent.leah).query_case(
            self.sent.leah, self.sent.case
        ) as work:
            asked = select(DisclosedField.kind, DisclosedField.fields)
            return {(row[0], one) for row in work.rows(asked) for one in row[1].split()}


def a_told_case(world: World, desk: Desk) -> Told:
    leah = world.worker("leah")
    world.agree(AgencyKind.HOUSING)
    person = world.person("Shabana", "Akhtar", known_as="Shabs")
    case = world.case(team=[leah], subject=person).id
    way = NewSafeContact(text=True, call=False, voicemail=False, letter=False, code_word="Lemon")
    desk.safety.say_safe_contact(leah, case, way)
    housing = world.agency(AgencyKind.HOUSING)
    sent = Sent(world, desk, leah, case, group(world, "Choir"), group(world, "Repair bench"))
    return Told(sent, housing)


def test_a_referral_to_an_agency_tells_it_who_how_to_reach_them_and_why_and_no_more(
    world: World, desk: Desk
) -> None:
    told = a_told_case(world, desk)
    sent, leah = told.sent, told.sent.leah
    desk.casework.record_risk(leah, sent.case, RiskState.KNOWN, "Threats")
    shown = desk.referrals.would_tell(leah, sent.case, told.housing)
    assert shown.lines[0] == "Shabana Akhtar, known as Shabs"
    assert any(line.startswith("Safe: text") for line in shown.lines)
    assert not any("Lemon" in line or "Threats" in line for line in shown.lines)
    assert told.ledger() == [], "looking tells nobody"
    made = told.refer()
    assert (made.done, made.command) == ("Referred, and logged as told", None)
    (entry,) = told.ledger()
    assert (entry.agency_id, entry.how, entry.purpose) == (
        told.housing,
        DisclosureHow.SENT,
        Purpose.DIRECT_SUPPORT,
    )
    kinds = {kind for kind, _field in told.told()}
    assert kinds == {"cases", "people", "safe_contacts", "referrals"}
    assert ("referrals", "reason") in told.told()
    assert ("safe_contacts", "code_word") not in told.told()
    (line,) = sent.waiting()
    assert (line.to, line.words) == ("Housing", "Waits for their answer, since today")
    with world.store_for(leah).query(leah) as work:
        (command,) = set(work.rows(select(Revision.command_id).where(Revision.kind == "referrals")))
    with pytest.raises((NotPermitted, NotFound)):  # what was said cannot be untold
        desk.undo.undo(leah, command[0])
    assert len(told.ledger()) == 1
    assert sent.stands() == {"Housing": S.MADE}


def test_without_an_agreement_or_the_right_to_share_no_agency_is_told_and_nothing_is_made(
    world: World, desk: Desk
) -> None:
    told = a_told_case(world, desk)
    sent = told.sent
    police = ToAgency(AgencyId(world.agency(AgencyKind.POLICE)))
    with pytest.raises(NothingAgreed):
        sent.desk.reviews.refer(sent.leah, sent.case, police, REFERRAL, agreed=True)
    with pytest.raises(NothingAgreed):
        desk.referrals.would_tell(sent.leah, sent.case, police.id)
    stale = ToAgency(told.housing, "what was shown before")
    with pytest.raises(StaleRecord):
        desk.reviews.refer(sent.leah, sent.case, stale, REFERRAL, agreed=True)
    with pytest.raises(Invalid):
        desk.reviews.refer(sent.leah, sent.case, stale, REFERRAL, agreed=False)
    eve = world.worker("eve", site=world.new_site("Fitton Hill"))
    with pytest.raises(NotFound):
        desk.reviews.refer(eve, sent.case, stale, REFERRAL, agreed=True)
    assert sent.stands() == {}
    assert told.ledger() == []
    signpost = desk.reviews.refer(sent.leah, sent.case, police, SIGNPOST, agreed=False)
    assert signpost.done == "Signposted"
    assert told.ledger() == [], "the person carries it there"
    undo(desk, sent.leah, signpost)
    assert sent.stands() == {}


def test_an_agency_answers_the_person_comes_twice_and_a_second_one_is_refused(
    file_desk: FileDesk,
) -> None:
    told = a_told_case(*file_desk)
    sent, desk, leah = told.sent, told.sent.desk, told.sent.leah
    one = told.refer().made
    assert one is not None
    with pytest.raises(Invalid):
        told.refer()
    assert sent.line().moves == (Move.ACCEPT, Move.RETURN, Move.ATTEND, Move.LAPSE)
    desk.referrals.accept(leah, one, 1, "From Tuesday on")
    sent.world.clock.forward(days=3)
    came = desk.referrals.attended(leah, one, 2)
    assert (sent.line().status, sent.line().waits) == (
        S.ATTENDED,
        "Waits for the second visit, since today",
    )
    with pytest.raises(Invalid):
        desk.referrals.attended(leah, one, 3)
    undo(desk, leah, came)
    desk.referrals.attended(leah, one, 4)
    sent.world.clock.forward(days=7)
    assert desk.referrals.attended(leah, one, 5).done == "They came the second time: it is closed"
    assert (sent.line().status, sent.waiting()) == (S.CLOSED, ())
    to_choir = sent.make(sent.choir)
    with pytest.raises(Invalid):
        desk.referrals.attended(leah, to_choir, 1)


def test_what_comes_back_from_a_group_is_sent_on_to_an_agency_and_logged(
    file_desk: FileDesk,
) -> None:
    told = a_told_case(*file_desk)
    sent, desk, leah = told.sent, told.sent.desk, told.sent.leah
    one = sent.make(sent.choir)
    desk.referrals.send_back(leah, one, 1, "Full")
    seen = desk.referrals.would_tell(leah, sent.case, told.housing).seen
    done = desk.referrals.send_on(leah, one, 2, ToAgency(told.housing, seen), agreed=True)
    assert (done.done, done.command) == ("Sent on, and logged as told", None)
    assert sent.stands() == {"Choir": S.REROUTED, "Housing": S.MADE}
    assert len(told.ledger()) == 1
    assert done.made is not None
    desk.referrals.send_back(leah, done.made, 1, "Not ours")
    again = ToAgency(told.housing, seen)
    with pytest.raises(Invalid):
        desk.referrals.send_on(leah, done.made, 2, again, agreed=True)
    desk.referrals.send_on(leah, done.made, 2, sent.bench, agreed=True)
    assert sent.stands()["Repair bench"] is S.MADE


# --- the machine over the real service -----------------------------------------------------------


class Service(RuleBasedStateMachine):
    """Every move of every side in any order, with undo, on one file."""

    sent: Sent
    homes: ExitStack

    @initialize()
    def begin(self) -> None:
        world = self.sent.world
        leah = self.sent.leah
        person = world.case(team=[leah])
        self.case, self.person = person.id, PersonId(person.subject)
        world.agree(AgencyKind.HOUSING)
        self.groups = (self.sent.choir, self.sent.bench)
        self.housing = AgencyId(world.agency(AgencyKind.HOUSING))
        self.made: set[UUID] = set()
        self.trail: list[tuple[Any, Changes]] = []

    def _lines(self) -> tuple[ReferralLine, ...]:
        return self.sent.desk.cases.plan(self.sent.leah, self.case).referrals

    def _stands(self) -> dict[UUID, ReferralStatus]:
        return {line.id: line.status for line in self._lines()}

    def _do(self, attempt: Any) -> Changes | None:
        before = self._stands()
        try:
            done: Changes = attempt()
        except (Invalid, MoveRefused):
            assert self._stands() == before
            return None
        if done.command is not None:
            self.trail.append((before, done))
        return done

    def _to(self, to: int) -> To:
        """Return one of both groups, or the agency as what it is told now was seen."""
        if to < len(self.groups):
            return self.groups[to]
        shown = self.sent.desk.referrals.would_tell(self.sent.leah, self.case, self.housing)
        return ToAgency(self.housing, shown.seen)

    def _told(self) -> int:
        leah = self.sent.leah
        with self.sent.world.store_for(leah).query(leah) as work:
            asked = select(Disclosure.id).where(Disclosure.case_id == self.case)
            return len(work.rows(asked))

    @rule(kind=st.sampled_from(ReferralKind), to=st.integers(0, 2))
    def refer(self, kind: ReferralKind, to: int) -> None:
        reviews, leah = self.sent.desk.reviews, self.sent.leah
        before, where = self._told(), self._to(to)
        done = self._do(lambda: reviews.refer(leah, self.case, where, kind, agreed=True))
        tells = done is not None and to == len(self.groups) and kind is REFERRAL
        assert self._told() == before + tells, "an agency is told once, and nobody else is"
        if tells:
            self.trail.clear()  # it is not taken back, so neither is what was before it

    @rule(move=st.sampled_from(Move), at=st.integers(0, 5), to=st.integers(0, 2))
    def move(self, move: Move, at: int, to: int) -> None:
        lines = self._lines()
        if not lines:
            return
        where = self._to(to)
        line, desk, leah = lines[at % len(lines)], self.sent.desk.referrals, self.sent.leah
        way = {
            Move.ACCEPT: lambda: desk.accept(leah, line.id, line.version, "yes"),
            Move.RETURN: lambda: desk.send_back(leah, line.id, line.version, "full"),
            Move.LAPSE: lambda: desk.lapse(leah, line.id, line.version, "gone"),
            Move.CLOSE: lambda: desk.close(leah, line.id, line.version, "enough"),
            Move.SEND_ON: lambda: desk.send_on(leah, line.id, line.version, where, agreed=True),
            Move.ATTEND: lambda: desk.attended(leah, line.id, line.version),
        }[move]
        done = self._do(way)
        if done is not None:
            sides = {Move.ACCEPT: Side.THEIRS, Move.RETURN: Side.THEIRS, Move.ATTEND: Side.PERSON}
            assert move in moves(line.kind, line.status, sides.get(move, Side.OURS))
            if done.command is None:
                self.trail.clear()

    @rule()
    def next_day(self) -> None:
        self.sent.world.clock.forward(days=1)

    @rule(to=st.integers(0, 1), ago=st.integers(0, 3), came=st.booleans())
    def attend(self, to: int, ago: int, came: bool) -> None:
        mark = Mark.CAME if came else Mark.MISSED
        marked = [Marked(self.case, self.person, mark)]
        day = self.sent.world.clock().date() - timedelta(days=ago)
        community, leah = self.sent.desk.community, self.sent.leah
        before = self._stands()
        self._do(lambda: community.keep_register(leah, self.groups[to], day, marked))
        for key, status in self._stands().items():
            if before[key] not in (*OPEN, S.CLOSED) or before[key] is S.RETURNED:
                assert status is before[key], "a visit moves nothing that has ended or come back"

    @rule()
    def take_back(self) -> None:
        if self.trail:
            before, done = self.trail.pop()
            undo(self.sent.desk, self.sent.leah, done)
            assert self._stands() == before

    @invariant()
    def none_is_lost_and_each_is_in_one_list(self) -> None:
        if not hasattr(self, "case"):
            return
        leah = self.sent.leah
        with self.sent.world.store_for(leah).query(leah) as work:
            rows = work.rows(
                select(Referral.id, Referral.previous_id, Referral.kind, Referral.status)
                .where(Referral.case_id == self.case)
            )  # fmt: skip
            listed = [one for one in referrals_waiting(work) if one.case_id == self.case]
        assert {row[0] for row in rows} == {line.id for line in self._lines()}
        assert sorted(one.id for one in listed) == sorted(
            row[0] for row in rows if place_of(row[2], row[3]) is not Place.NOBODY
        )
        followed = [row[1] for row in rows if row[1] is not None]
        assert len(followed) == len(set(followed)), "sent on once"
        assert set(followed) == {row[0] for row in rows if row[3] is S.REROUTED}


@pytest.fixture
def one_town(file_template: FileTemplate, tmp_path: Path) -> Iterator[Sent]:
    with ExitStack() as homes:
        home = file_template.copy(tmp_path)
        homes.callback(home.close)
        world = World(home)
        reading = EveryonesReading(world)
        homes.callback(reading.close)
        store = EveryonesStore(world)
        yield a_case(world, Desk(reading, lambda: store, world.clock))


def run_machine(town: Sent, examples: int, steps: int) -> None:
    class OnThisFile(Service):
        sent = town

    run_state_machine_as_test(
        OnThisFile,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_order_of_moves_loses_a_referral(one_town: Sent) -> None:
    run_machine(one_town, examples=6, steps=10)


@pytest.mark.long
def test_no_order_of_many_moves_loses_a_referral(one_town: Sent) -> None:
    run_machine(one_town, examples=80, steps=25)
