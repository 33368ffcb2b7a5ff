"""Every contact is kept: with or without a person, a case or a name; who comes again is counted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import Seal, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import ApproachState, Done, SafeNow, Urgency, is_repeat_demand
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import Approach, Case, Contact, IdentityLink, Person
from pbi_desktop.services.approach_keeping import SaidWho
from pbi_desktop.services.approach_rows import ContactFacts, NewContact
from pbi_desktop.services.cases_export import Form
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from pbi_desktop.services.subject_access_reading import Reading
from tests.support.desks import case_made, undo
from tests.support.world import World

ASKED = ContactFacts(
    ContactMethod.PHONE,
    Urgency.TODAY,
    SafeNow.NOT_SURE,
    consent_told=True,
    done=(Done.ADVICE, Done.SIGNPOST),
    done_words="The food bank, and when it is open.",
)


def approaches(world: World, actor: Actor) -> list[Approach]:
    with world.store_for(actor).query(actor) as work:
        return list(work.all(select(Approach).order_by(Approach.at, Approach.id)))


def contacts(world: World, actor: Actor) -> list[Contact]:
    store = world.store_for(actor)
    with store.query(actor, sweep=store.sweep(actor, "test")) as work:
        return list(work.all(select(Contact).order_by(Contact.at)))


def advice(world: World, **fields: Any) -> NewContact:
    plain = NewContact(
        world.site,
        ContactMethod.OUTREACH,
        "Rosa Mary",
        "Okafor",
        "3 2 1971",
        "4 Wren Street",
        "ol99 1ab",
        "0161 496 0001",
        reasons=("Money",),
        words="Where is the food bank?",
        urgency=Urgency.SOON,
        safe_now=SafeNow.SAFE,
        consent_told=True,
        done=(Done.SIGNPOST,),
        done_words="Food bank on Wren Street",
    )
    return replace(plain, **fields)


def test_advice_alone_needs_neither_person_nor_case(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    kept = desk.contacts.keep(leah, advice(world))
    assert kept.done == "Contact kept"
    [one] = approaches(world, leah)
    assert (one.id, one.state, one.settled_by) == (kept.made, ApproachState.SETTLED, leah.worker)
    assert (one.given_name, one.family_name, one.born_text) == ("Rosa Mary", "Okafor", "1971-02-03")
    assert (one.postcode, one.phone_key) == ("OL99 1AB", "01614960001")
    assert (one.method, one.urgency, one.safe_now) == (
        ContactMethod.OUTREACH,
        Urgency.SOON,
        SafeNow.SAFE,
    )
    assert (one.consent_told, one.reasons, one.words) == (True, "Money", "Where is the food bank?")
    assert (one.done, one.done_words) == ("signpost", "Food bank on Wren Street")
    assert desk.waiting.list(leah) == ()
    assert approaches(world, omar) == []
    with world.store_for(leah).query(leah) as work:
        assert work.rows(select(Person.id)) == work.rows(select(Case.id)) == []
    undo(desk, leah, kept)
    assert approaches(world, leah) == []


def test_what_nobody_asked_is_no_answer_and_all_that_was_said_is_kept(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    said = NewContact(
        world.site,
        given_name="Rosa",
        family_name="Okafor",
        lives_with="Mum and Noor",
        reference="FCHO 1182",
    )
    desk.contacts.keep(leah, said)
    [one] = approaches(world, leah)
    assert (one.urgency, one.safe_now, one.consent_told) == (None, SafeNow.NOT_ASKED, None)
    assert (one.lives_with, one.reference) == ("Mum and Noor", "FCHO 1182")


WORD = st.text("aB 12", max_size=6).map(str.strip)
WHO = st.builds(
    SaidWho,
    given_name=WORD,
    family_name=WORD,
    born=st.none() | st.dates(date(1900, 1, 1)).map(PartialDate.of_day),
    street=WORD,
    postcode=WORD,
    phone=WORD,
    language=WORD,
    interpreter=WORD,
    lives_with=WORD,
    reference=WORD,
)


@settings(max_examples=40)
@given(WHO)
def test_who_somebody_said_they_are_is_read_back_as_it_was_kept(who: SaidWho) -> None:
    assert SaidWho.told(Approach(**who.columns())) == who


def test_a_contact_remembers_who_was_said_not_to_be_them(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    here, namesake = world.case(team=[leah]), world.case(team=[leah])
    about = {"person_id": here.subject, "not_same": (namesake.subject,)}
    desk.contacts.keep(leah, advice(world, **about))
    with world.store_for(leah).query(leah) as work:
        [link] = work.all(select(IdentityLink))
        assert {link.subject_id, link.other_id} == {here.subject, namesake.subject}
        assert not link.same


def test_who_gives_no_name_and_for_whom_nothing_was_done_waits(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    desk.contacts.keep(leah, NewContact(world.site))
    [line] = desk.waiting.list(leah)
    assert (line.name, line.days, line.late, line.may_accept) == ("", 0, False, True)
    with pytest.raises(Invalid):
        desk.contacts.settle(leah, line.id, line.version, ())
    with pytest.raises(Invalid):
        desk.contacts.settle(leah, line.id, line.version, (Done.OPEN_CASE,))
    desk.contacts.settle(leah, line.id, line.version, (Done.ADVICE,), "Told them where to go")
    assert desk.waiting.list(leah) == ()
    with pytest.raises(StaleRecord):
        desk.contacts.settle(leah, line.id, line.version, (Done.ADVICE,))


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"postcode": "OL99"}, "postcode"),
    ({"phone": "ask her"}, "phone"),
    ({"born": "in the spring"}, "born"),
    ({"given_name": "1234", "family_name": ""}, "given_name"),
    ({"done": (Done.OPEN_CASE,)}, "done"),
    ({"done": (Done.ADD_TO_CASE,)}, "done"),
]


def test_what_cannot_be_kept_is_said_and_nothing_is_half_kept(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    for wrong, field in WRONG:
        with pytest.raises(Invalid) as refused:
            desk.contacts.keep(leah, advice(world, **wrong))
        assert set(refused.value.fields) == {field}
    assert approaches(world, leah) == []


def test_a_contact_in_a_case_says_there_what_was_said_and_done(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case("K7QX9B", team=[leah], subject=world.person("Rosa", "Okafor"))
    new = advice(
        world, given_name="", family_name="", case_id=case.id, done=(Done.ADD_TO_CASE, Done.CONNECT)
    )
    kept = desk.contacts.keep(leah, new)
    [told], [one] = contacts(world, leah), approaches(world, leah)
    assert (told.words, told.urgency, told.safe_now) == (
        "Where is the food bank?",
        Urgency.SOON,
        SafeNow.SAFE,
    )
    assert (told.done, told.consent_told, told.identity_checked) == (
        "connect, add_to_case",
        True,
        False,
    )
    assert (one.state, one.case_id, one.person_id) == (
        ApproachState.ACCEPTED,
        case.id,
        case.subject,
    )
    assert (one.given_name, one.words, one.at) == ("Rosa", None, told.at)
    with pytest.raises((NotFound, NotPermitted)):
        desk.contacts.keep(omar, replace(new, done=()))
    undo(desk, leah, kept)
    assert contacts(world, leah) == []
    assert approaches(world, leah) == []


def test_only_somebody_at_a_desk_keeps_a_contact(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    for role in (SiteRole.AUDITOR, None):
        guest = world.worker(f"guest{role}", role)
        with pytest.raises(NotPermitted):
            desk.contacts.keep(guest, advice(world))


def test_everything_at_the_door_leaves_an_approach(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    new = Arrival(world.site, "Rosa", "Okafor", born="1971", words="The rent", reasons=("Home",))
    case = case_made(desk.front_door.arrive(leah, new, ASKED))
    with world.store_for(leah).query(leah) as work:
        person = work.get(Case, case).subject_id
    world.clock.forward(days=1)
    again = desk.front_door.take_up(
        leah, person, checked=True, contact=ASKED, words="The rent again"
    )
    first, second = approaches(world, leah)
    assert first.done == "advice, signpost, open_case"
    assert second.done == "advice, signpost, add_to_case"
    for one in (first, second):
        assert (one.state, one.case_id, one.person_id) == (ApproachState.ACCEPTED, case, person)
        assert (one.given_name, one.family_name) == ("Rosa", "Okafor")
        assert (one.method, one.urgency, one.words) == (ContactMethod.PHONE, Urgency.TODAY, None)
        assert one.done_words == ASKED.done_words
    assert [one.words for one in contacts(world, leah)] == ["The rent", "The rent again"]
    assert {one.safe_now for one in contacts(world, leah)} == {SafeNow.NOT_SURE}
    undo(desk, leah, again)
    assert [one.id for one in approaches(world, leah)] == [first.id]


def test_who_is_said_to_be_somebody_else_is_kept_apart(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    twins = [
        world.case(team=[leah], subject=world.person(name, "Okafor")) for name in ("Ed", "Ted")
    ]
    ed, ted = (case.subject for case in twins)
    new = Arrival(world.site, "Fred", "Okafor")
    kept = desk.front_door.arrive(leah, new, not_same=(ed, ted))
    desk.front_door.take_up(leah, ed, checked=True, not_same=(ted, ed))
    desk.front_door.take_up(leah, ted, checked=True, not_same=(ed,))
    with world.store_for(leah).query(leah) as work:
        fred = work.get(Case, case_made(kept)).subject_id
        links = work.all(select(IdentityLink))
        found = {frozenset((one.subject_id, one.other_id)) for one in links}
        assert found == {frozenset(pair) for pair in ((fred, ed), (fred, ted), (ed, ted))}
        assert len(links) == 3
        assert not any(one.same for one in links)
        assert all(one.subject_id.bytes < one.other_id.bytes for one in links)


def test_who_comes_twice_in_eight_weeks_is_repeat_demand(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah], subject=world.person("Rosa", "Okafor"))
    person = case.subject
    assert desk.contacts.repeats(leah, person) == 0
    desk.front_door.take_up(leah, person, checked=True)
    assert desk.contacts.repeats(leah, person) == 1
    world.clock.forward(days=30)
    desk.contacts.keep(leah, advice(world, given_name="", family_name="", person_id=person))
    assert is_repeat_demand(desk.contacts.repeats(leah, person))
    world.clock.forward(days=30)
    assert desk.contacts.repeats(leah, person) == 1
    with pytest.raises(NotFound):
        desk.contacts.repeats(world.worker("guest", None), person)


def test_of_a_closed_case_the_leads_of_the_site_learn_that_somebody_came(
    world: World, desk: Desk
) -> None:
    leah, boss = world.worker("leah"), world.manager()
    case = world.case("K7QX9B", team=[leah], subject=world.person("Rosa", "Okafor"))
    world.change_fact(Case, case.id, seal=int(Seal.NAMED))
    desk.front_door.take_up(
        leah, case.subject, checked=True, reasons=("Safety",), words="He is back"
    )
    desk.contacts.keep(
        leah,
        advice(world, given_name="", family_name="", case_id=case.id, referrer="Rosa's sister"),
    )
    seen = approaches(world, boss)
    assert len(seen) == 2
    for one in seen:
        assert (one.given_name, one.family_name, one.reasons) == ("Not given", "", "")
        assert (one.words, one.done_words, one.born_text) == (None, None, None)
        assert one.person_id is one.case_id is None
        assert one.referrer is None
    assert desk.contacts.repeats(leah, case.subject) == 1  # both are of one instant
    with pytest.raises(Invalid) as refused:
        desk.contacts.keep(
            leah, advice(world, given_name="", family_name="", person_id=case.subject)
        )
    assert set(refused.value.fields) == {"case_id"}


# --- where it is told again ----------------------------------------------------------------------


def test_the_story_says_how_urgent_it_was_and_what_was_done(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    new = Arrival(world.site, "Rosa", "Okafor", words="The rent", reasons=("Home",))
    case = case_made(desk.front_door.arrive(leah, new, ASKED))
    [told] = [entry for entry in desk.cases.story(leah, case) if entry.kind == "contact"]
    assert told.title == "Rang: home"
    assert told.body.splitlines() == [
        "“The rent”",
        "Help needed today, not sure whether safe, told what is kept and why, advice given, "
        "signposted",
        "The food bank, and when it is open.",
    ]


def test_an_answer_to_the_person_and_the_team_s_own_export_have_what_came(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    boss = world.manager()
    case = world.case("K7QX9B", team=[boss], subject=world.person("Rosa", "Okafor"))
    desk.contacts.keep(boss, advice(world, person_id=case.subject))
    store = world.store_for(boss)
    with store.query(boss, sweep=store.sweep(boss, "test")) as work:
        items = {one.title: dict(one.said) for one in Reading(work, case.subject).items()}
    told = items["You came to the front door"]
    assert (told["Born"], told["What was done"], told["How soon"]) == (
        "3 February 1971",
        "signposted",
        "soon",
    )
    desk.contacts.keep(boss, advice(world, given_name="Zebedee", family_name="Nobody", done=()))
    files = desk.cases_export.cases(boss, Form.CSV).further
    [arrivals] = [data.decode() for name, data in files.items() if "arrivals" in name]
    assert "Zebedee" in arrivals
    assert "Food bank on Wren Street" in arrivals
    assert "4 Wren Street" not in arrivals  # where somebody lives may be protected
