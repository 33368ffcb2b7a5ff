"""Who waits is accepted, answered, sent on or settled; nobody leaves the list in any other way."""

import json
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import ApproachState, Done, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import new_id
from pbi_desktop.models import Approach, Case, Contact, Person, PersonReference, Risk
from pbi_desktop.services.approach_keeping import SaidWho
from pbi_desktop.services.approach_rows import NewContact, WaitingLine
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import InputFile
from pbi_desktop.services.import_undo import take_back
from tests.support.desks import case_made, undo
from tests.support.world import World

ROSA = {
    "given_name": "Rosa",
    "family_name": "Okafor",
    "born": "3 2 1971",
    "street": "4 Wren Street",
    "phone": "0161 4960001",
}


def waits(world: World, desk: Desk, actor: Actor, **said: Any) -> WaitingLine:
    """Let somebody come for whom nothing is done yet; returns their line."""
    kept = desk.contacts.keep(actor, NewContact(world.site, **{**ROSA, **said}))
    return next(line for line in desk.waiting.list(actor) if line.id == kept.made)


def state_of(world: World, actor: Actor, line: WaitingLine) -> tuple[ApproachState, str | None]:
    with world.store_for(actor).query(actor) as work:
        found = work.get(Approach, line.id)
        return found.state, found.state_reason


def test_the_longest_waiting_comes_first_with_its_age(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, boss = world.worker("leah"), world.manager()
    first = waits(world, desk, leah, urgency=Urgency.SOON)
    world.clock.forward(days=9)  # Saturday to Monday: six days were worked
    waits(world, desk, leah, given_name="Ada", family_name="Bell")
    lines = desk.waiting.list(boss)
    assert [(line.name, line.days, line.late) for line in lines] == [
        ("Rosa Okafor", 6, True),
        ("Ada Bell", 0, False),
    ]
    assert lines[0].id == first.id
    assert lines[0].taken_by == "Leah"


def test_who_is_not_safe_comes_first_then_who_needs_it_today_then_the_longest(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    came: tuple[tuple[str, Urgency | None, SafeNow], ...] = (
        ("Ada", None, SafeNow.SAFE),
        ("Bea", Urgency.SOON, SafeNow.NOT_SURE),
        ("Cleo", Urgency.TODAY, SafeNow.NOT_ASKED),
        ("Dora", Urgency.NOW, SafeNow.NOT_ASKED),
        ("Effie", None, SafeNow.NOT_SAFE),
    )
    for name, urgency, safe in came:
        waits(world, desk, leah, given_name=name, urgency=urgency, safe_now=safe)
        world.clock.forward(days=1)
    assert [
        (line.name.split()[0], line.days, line.calendar, line.late)
        for line in desk.waiting.list(leah)
    ] == [
        ("Effie", 1, True, True),
        ("Dora", 2, True, True),
        ("Cleo", 3, True, True),
        ("Ada", 4, False, False),
        ("Bea", 4, False, True),
    ]


def test_who_comes_again_says_so(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    waits(world, desk, leah)
    world.clock.forward(days=7)
    assert waits(world, desk, leah).times == 2
    assert waits(world, desk, leah, given_name="", family_name="", born="").times == 1
    assert waits(world, desk, leah, given_name="", family_name="", born="").times == 1


def test_only_whose_it_is_sees_who_waits(world: World, desk: Desk) -> None:
    leah, omar, boss = world.worker("leah"), world.worker("omar"), world.manager()
    line = waits(world, desk, leah)
    assert [one.id for one in desk.waiting.list(boss)] == [line.id]
    assert desk.waiting.list(omar) == ()
    with pytest.raises(NotFound):
        desk.waiting.accept(omar, line.id, line.version)
    given_to = desk.waiting.give_to(boss, line.id, line.version, omar.worker)
    [mine] = desk.waiting.list(omar)
    assert (given_to.done, mine.owner, mine.owner_id) == ("Given to Omar", "Omar", omar.worker)
    desk.waiting.accept(omar, mine.id, mine.version)
    assert desk.waiting.list(leah) == desk.waiting.list(boss) == ()


def test_it_is_given_to_somebody_at_that_desk_alone(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    guest = world.worker("guest", SiteRole.AUDITOR)
    nina = world.worker("nina", site=world.new_site("Fitton Hill"))
    line = waits(world, desk, leah)
    assert desk.waiting.workers(leah, line.id) == (), "it is hers already"
    world.worker("tom")
    assert [one.name for one in desk.waiting.workers(leah, line.id)] == ["Tom"]
    for stranger in (guest, nina):
        with pytest.raises(Invalid):
            desk.waiting.give_to(leah, line.id, line.version, stranger.worker)


def test_whoever_it_was_given_to_may_not_give_it_on(world: World, desk: Desk) -> None:
    leah, tom, ada, boss = (*map(world.worker, ("leah", "tom", "ada")), world.manager())
    line = waits(world, desk, leah)
    assert line.may_give
    desk.waiting.give_to(leah, line.id, line.version, tom.worker)
    [his], [hers], [led] = (desk.waiting.list(one) for one in (tom, leah, boss))
    assert (his.may_give, hers.may_give, led.may_give) == (False, True, True)
    assert "Tom" not in {one.name for one in desk.waiting.workers(boss, line.id)}
    with pytest.raises((NotFound, NotPermitted)):
        desk.waiting.give_to(tom, his.id, his.version, ada.worker)
    desk.waiting.give_to(boss, led.id, led.version, boss.worker)
    [back] = desk.waiting.list(leah)
    desk.waiting.give_to(leah, back.id, back.version, leah.worker)


def test_accepting_somebody_new_keeps_what_they_said(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    line = waits(world, desk, leah, words="The rent", reasons=("Home",), language="Igbo")
    kept = desk.waiting.accept(leah, line.id, line.version)
    case = case_made(kept)
    with world.store_for(leah).query(leah) as work:
        person = work.get(Person, work.get(Case, case).subject_id)
        assert (person.given_name, person.born_text, person.first_language) == (
            "Rosa",
            "1971-02-03",
            "Igbo",
        )
        assert work.get(Approach, line.id).person_id == person.id
    [told] = [entry for entry in desk.cases.story(leah, case) if entry.kind == "contact"]
    assert "The rent" in told.body
    undo(desk, leah, kept)
    assert [one.id for one in desk.waiting.list(leah)] == [line.id]


def test_accepting_somebody_known_adds_to_their_case(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case("K7QX9B", team=[omar], subject=world.person("Rosa", "Okafor"))
    for said in ({}, {"reference": "k7qx 9b"}, {"reference": "FCHO 1"}, {"reference": "fcho1"}):
        line = waits(world, desk, leah, **said)
        assert desk.waiting.accept(leah, line.id, line.version, case.subject).made == case.id
    with world.store_for(leah).query(leah) as work:
        assert [one.value for one in work.all(select(PersonReference))] == ["FCHO 1"]
    assert desk.contacts.repeats(leah, case.subject) == 1


def test_going_back_needs_its_reason(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    line = waits(world, desk, leah)
    with pytest.raises(Invalid):
        desk.waiting.send_back(leah, line.id, line.version, "  ")
    desk.waiting.send_back(leah, line.id, line.version, "No name of the surgery")
    assert state_of(world, leah, line) == (ApproachState.RETURNED, "No name of the surgery")
    assert desk.waiting.list(leah) == ()
    with pytest.raises(StaleRecord):
        desk.waiting.accept(leah, line.id, line.version)


def test_who_is_sent_on_waits_there_as_long_as_they_have_waited(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    there = world.new_site("Fitton Hill")
    nina = world.manager(there)
    line = waits(world, desk, leah, words="The rent")
    world.clock.forward(days=9)
    with pytest.raises(Invalid):
        desk.waiting.reroute(leah, line.id, line.version, world.site, reason="x")
    with pytest.raises(Invalid):
        desk.waiting.reroute(leah, line.id, line.version, there, "Age UK", reason="x")
    sent = desk.waiting.reroute(leah, line.id, line.version, there, reason="She lives there")
    assert state_of(world, leah, line) == (
        ApproachState.REROUTED,
        "Fitton Hill: She lives there",
    )
    [found] = desk.waiting.list(nina)
    assert (found.id, found.name, found.words, found.days) == (
        sent.made,
        "Rosa Okafor",
        "The rent",
        6,
    )
    assert found.sent_on_from == "another site"  # where and why is for those who see that one
    [mine] = desk.waiting.list(leah)
    assert (mine.sent_on_from, mine.may_accept) == ("Holts and Lees: She lives there", False)
    desk.waiting.accept(nina, found.id, found.version)
    with pytest.raises(StaleRecord):
        undo(desk, leah, sent)


def test_all_that_was_said_is_shown_sent_on_and_kept_in_the_case(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, there = world.worker("leah"), world.new_site("Fitton Hill")
    nina = world.manager(there)
    said = {**ROSA, "lives_with": "Mum and Noor", "reference": "fcho 1182", "words": "The rent"}
    line = waits(world, desk, leah, **said, postcode="OL99 1AB", language="Igbo", interpreter="Yes")
    sent = desk.waiting.reroute(leah, line.id, line.version, there, reason="She lives there")
    assert sent.made is not None
    with world.store_for(leah).query(leah) as work:
        before, after = (work.get(Approach, one) for one in (line.id, sent.made))
        assert SaidWho.told(before) == SaidWho.told(after)
        assert all(astuple(SaidWho.told(after)))
    [found] = desk.waiting.list(nina)
    assert (found.lives_with, found.reference) == ("Mum and Noor", "fcho 1182")
    case = case_made(desk.waiting.accept(nina, found.id, found.version))
    with world.store_for(nina).query(nina) as work:
        kept = [(one.issuer, one.value) for one in work.all(select(PersonReference))]
        assert kept == [("Themselves", "fcho 1182")]
    [told] = [entry for entry in desk.cases.story(nina, case) if entry.kind == "contact"]
    assert "The rent\nLives with: Mum and Noor" in told.body


def test_an_agency_gets_it_in_words(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    line = waits(world, desk, leah)
    kept = desk.waiting.reroute(
        leah, line.id, line.version, None, "Age UK", "Befriending is theirs"
    )
    assert kept.done == "Sent on to Age UK"
    assert state_of(world, leah, line) == (
        ApproachState.REROUTED,
        "Age UK: Befriending is theirs",
    )


# --- always and never ----------------------------------------------------------------------------

WAYS: dict[str, tuple[ApproachState, Callable[[Desk, Actor, WaitingLine], object]]] = {
    "accept": (
        ApproachState.ACCEPTED,
        lambda desk, who, one: desk.waiting.accept(who, one.id, one.version),
    ),
    "return": (
        ApproachState.RETURNED,
        lambda desk, who, one: desk.waiting.send_back(who, one.id, one.version, "Not ours"),
    ),
    "reroute": (
        ApproachState.REROUTED,
        lambda desk, who, one: desk.waiting.reroute(
            who, one.id, one.version, None, "Age UK", "Theirs"
        ),
    ),
    "settle": (
        ApproachState.SETTLED,
        lambda desk, who, one: desk.contacts.settle(who, one.id, one.version, (Done.ADVICE,)),
    ),
    "give": (
        ApproachState.WAITING,
        lambda desk, who, one: desk.waiting.give_to(who, one.id, one.version, who.worker),
    ),
    "go back with nothing said": (
        ApproachState.WAITING,
        lambda desk, who, one: desk.waiting.send_back(who, one.id, one.version, ""),
    ),
    "be seen by others first": (
        ApproachState.WAITING,
        lambda desk, who, one: desk.waiting.send_back(who, one.id, one.version + 1, "Not ours"),
    ),
    "be accepted as nobody": (
        ApproachState.WAITING,
        lambda desk, who, one: desk.waiting.accept(who, one.id, one.version, new_id()),  # type: ignore[arg-type]
    ),
}


@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(sorted(WAYS))), max_size=6))
def test_who_waits_leaves_only_by_being_seen_to(
    file_desk: tuple[World, Desk], steps: list[tuple[int, str]]
) -> None:
    world, desk = file_desk
    boss = world.manager()
    waits(world, desk, boss)
    model = {line.id: ApproachState.WAITING for line in desk.waiting.list(boss)}
    for place, way in steps:
        lines = desk.waiting.list(boss)
        if lines:
            line = lines[place % len(lines)]
            wanted, act = WAYS[way]
            try:
                act(desk, boss, line)
            except (Invalid, NotFound, StaleRecord):
                assert wanted is ApproachState.WAITING
            model[line.id] = wanted
        world.clock.forward(days=place)
        waiting = {one for one, state in model.items() if state is ApproachState.WAITING}
        assert {line.id for line in desk.waiting.list(boss)} == waiting
    with world.store_for(boss).query(boss) as work:
        found = {one.id: one.state for one in work.all(select(Approach))}
    assert model.items() <= found.items()


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (ContactMethod.SELF_REFERRAL, "Form, as they filled it in:\nGender: she says woman"),
        (ContactMethod.SELF_REFERRAL, "Form, as they filled it in:\nRisk: has a knife"),
        (ContactMethod.PARTNER_REFERRAL, "Referral, as it was sent:\nRisk: has a knife"),
    ],
)
def test_what_is_written_at_the_desk_is_never_read_as_a_form(
    file_desk: tuple[World, Desk], method: ContactMethod, words: str
) -> None:
    world, desk = file_desk
    boss = world.manager()
    line = waits(world, desk, boss, method=method, words=words)
    form = [{"First name": "Rosa", "Last name": "Okafor", "Risk": "has a knife"}]
    assert desk.lists.referrals(boss, [InputFile("f.json", json.dumps(form).encode())]).new == 1
    desk.waiting.accept(boss, line.id, line.version)
    with world.store_for(boss).query(boss) as work:
        assert work.all(select(Risk)) == []
        assert [one.words for one in work.all(select(Contact))] == [words]


FORM = st.fixed_dictionaries(
    {},
    optional={
        "First name": st.sampled_from(["Rosa", "Ada", "", "12"]),
        "Last name": st.sampled_from(["Okafor", ""]),
        "Date of birth": st.sampled_from(["1971-02-03", "1971", "spring", ""]),
        "Postcode": st.sampled_from(["OL99 1AB", "OL99"]),
        "In your own words": st.sampled_from(["Alone", "The rent", "Risk: none\nForm: x"]),
        "Form number": st.sampled_from(["1", "2"]),
        "Referral method": st.sampled_from(["Self referral", "Letter"]),
        "GP practice identifier": st.just("P85999"),
        "Risk": st.sampled_from(["No known risks", "Falls"]),
        "Referral to": st.sampled_from(["The team", "Fitton Hill"]),
        "Referrer details": st.fixed_dictionaries(
            {"Service": st.just("GP"), "Contact details": st.just("x")},
            optional={
                "Name": st.sampled_from(["Dr Amin", "Dr Mills"]),
                "Organisation": st.just("Wren Surgery"),
            },
        ),
    },
)


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(FORM, min_size=1, max_size=6))
def test_every_row_of_a_form_file_waits_or_is_there_or_is_refused_with_its_reason(
    file_desk: tuple[World, Desk], forms: list[dict[str, Any]]
) -> None:
    world, desk = file_desk
    boss = world.manager()
    before = {line.id for line in desk.waiting.list(boss)}
    report = desk.lists.referrals(boss, [InputFile("f.json", json.dumps(forms).encode())])
    waiting = {line.id for line in desk.waiting.list(boss)}
    assert before <= waiting
    assert len(waiting - before) == report.new
    assert report.rows_in == len(forms) == report.new + report.unchanged + len(report.refused)
    assert len({row.row_number for row in report.refused}) == len(report.refused)
    assert all(row.reason for row in report.refused)
    again = desk.lists.referrals(boss, [InputFile("f.json", json.dumps(forms).encode())])
    assert (again.new, again.unchanged) == (0, report.new + report.unchanged)


def test_whoever_may_not_is_refused(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    line = waits(world, desk, leah)
    guest = world.worker("guest", None)
    assert desk.waiting.list(guest) == ()
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.waiting.accept(guest, line.id, line.version),
        lambda: desk.waiting.send_back(guest, line.id, line.version, "x"),
        lambda: desk.waiting.give_to(guest, line.id, line.version, guest.worker),
        lambda: desk.contacts.settle(guest, line.id, line.version, (Done.ADVICE,)),
    )
    for act in acts:
        with pytest.raises((NotFound, NotPermitted)):
            act()


@pytest.mark.parametrize("become", ["accepted", "seen to", "given", "returned", "sent on"])
def test_what_others_made_of_a_form_outlasts_the_undo_of_its_import(
    world: World, desk: Desk, become: str
) -> None:
    leah, boss, there = world.worker("leah"), world.manager(), world.new_site("Far")
    form = [{"First name": "Jo", "Last name": "Smith", "In your own words": "Alone"}]
    file = InputFile("f.json", json.dumps(form).encode())
    run = desk.lists.referrals(leah, [file]).run_id
    assert run is not None
    [line] = desk.waiting.list(boss)
    acts: dict[str, Callable[[], object]] = {
        "accepted": lambda: desk.waiting.accept(boss, line.id, line.version),
        "seen to": lambda: desk.contacts.settle(boss, line.id, line.version, (Done.ADVICE,)),
        "given": lambda: desk.waiting.give_to(boss, line.id, line.version, boss.worker),
        "returned": lambda: desk.waiting.send_back(boss, line.id, line.version, "No address"),
        "sent on": lambda: desk.waiting.reroute(boss, line.id, line.version, there, "", "Nearer"),
    }
    acts[become]()
    with world.store_for(leah).command(leah, "undo import") as work:
        undone = take_back(work, run)
    assert (undone.withdrawn, undone.kept) == (0, ("Jo Smith",))
    with world.store_for(boss).query(boss) as work:
        assert line.id in {row[0] for row in work.rows(select(Approach.id))}
