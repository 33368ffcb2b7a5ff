"""What the ledger says an agency knows is what the documents that it was given say."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, RiskState
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import DisclosureHow, RecallReason
from pbi_desktop.domain.documents import Document, Said
from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.summary_contents import Handing
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Action, Agreement, Note
from pbi_desktop.services.consents import NewConsent
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.ledger import KnownRecord
from pbi_desktop.services.recalls import Refusal
from pbi_desktop.services.reports import Made
from pbi_desktop.services.story_entries import MOVED
from tests.support.world import CaseMade, World

on_the_file = pytest.mark.parametrize("home", ["file"], indirect=True)
DIRECT = Purpose.DIRECT_SUPPORT
WORDS = [f"Step {word}" for word in ("alpha", "beta", "gamma", "delta")]


@pytest.fixture
def leah(world: World) -> Actor:
    world.agree(AgencyKind.HOUSING)
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    return world.case("K7QX9B", team=[leah], subject=world.person("Shabana", "Akhtar"))


def tell(world: World, desk: Desk, by: Actor, case: CaseMade, handing: Handing = Handing()) -> Made:
    """Hand a summary to the landlord."""
    housing = world.agency(AgencyKind.HOUSING)
    seen = desk.summaries.preview(by, case.id, housing, DIRECT, handing).seen
    return desk.summaries.make(by, case.id, housing, DIRECT, seen, handing)


def known(world: World, desk: Desk, by: Actor, case: CaseMade, day: date) -> list[KnownRecord]:
    return list(desk.ledger.known_to(by, world.agency(AgencyKind.HOUSING), case.id, day))


def said(value: object) -> Iterator[str]:
    """Return every text from a record that a document holds."""
    if isinstance(value, Said):
        yield value.text
    elif is_dataclass(value):
        for one in fields(value):
            yield from said(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from said(part)


def values(records: list[KnownRecord], kind: str, name: str) -> set[object]:
    return {
        one.value
        for record in records
        if record.kind == kind
        for one in record.fields
        if one.name == name
    }


# --- what did they know on that day? -------------------------------------------------------------


acts = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(WORDS)),
        st.tuples(st.just("change"), st.sampled_from(WORDS)),
        st.tuples(st.just("take away"), st.just("")),
        st.tuples(st.just("tell"), st.just("")),
        st.tuples(st.just("next day"), st.just("")),
    ),
    min_size=3,
    max_size=9,
)


@on_the_file
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts)
def test_they_know_on_a_day_what_every_document_until_then_said(
    world: World, desk: Desk, leah: Actor, done: list[tuple[str, str]]
) -> None:
    case = world.case(team=[leah])
    told: dict[date, set[str]] = {}
    for act, words in [*done, ("tell", "")]:
        if act == "tell":
            told.setdefault(today(world), set()).update(step_words(tell(world, desk, leah, case)))
        elif act == "next day":
            world.clock.forward(days=1)
        else:
            rewrite(world, leah, case, act, words)
    for day in {*told, today(world) - timedelta(days=1)}:
        until = set().union(*(words for on, words in told.items() if on <= day))
        assert values(known(world, desk, leah, case, day), "actions", "what") == until


def today(world: World) -> date:
    return london_day(world.clock())


def step_words(made: Made) -> set[str]:
    return {text for text in said(made.document.blocks) if text in WORDS}


def rewrite(world: World, leah: Actor, case: CaseMade, act: str, words: str) -> None:
    """Add a step, or change or take away the first there is."""
    with world.store_for(leah).command(leah, "edit") as work:
        steps = work.all(select(Action).where(Action.case_id == case.id).order_by(Action.id))
        if act == "add":
            work.add(a_step(case, leah, words))
        elif steps and act == "change":
            steps[0].what = words
            work.save(steps[0])
        elif steps:
            work.withdraw(steps[0])


def a_step(case: CaseMade, owner: Actor, what: str, category: Category = Category.CORE) -> Action:
    return Action(
        case_id=case.id,
        subject_id=case.subject,
        category=category,
        what=what,
        owner_id=owner.worker,
        status=ActionStatus.OPEN,
    )


def test_every_word_from_records_in_a_document_is_in_the_ledger_as_it_stood(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    step = world.add(leah, a_step(case, leah, "Ring Lodgehouse"))
    desk.casework.say_what_matters(leah, case.id, "Mum safe at home", "sit down")
    desk.casework.record_risk(leah, case.id, RiskState.KNOWN, "Her brother has a key")
    made = tell(world, desk, leah, case)
    world.clock.forward(days=1)
    desk.corrections.correct(leah, "actions", step.id, 1, {"what": "Ring the council"})
    found = known(world, desk, leah, case, today(world) - timedelta(days=1))
    assert "Ring Lodgehouse" in values(found, "actions", "what")
    stood = {str(one.as_told) for record in found for one in record.fields}
    unknown = [
        text
        for text in said(made.document.blocks)
        if text not in stood and not any(text in whole or whole in text for whole in stood if whole)
    ]
    assert unknown == ["Agreement between the agencies"], "the ground is no record of the case"


def test_another_agency_and_an_earlier_day_know_nothing(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    tell(world, desk, leah, case)
    assert known(world, desk, leah, case, today(world))
    assert known(world, desk, leah, case, today(world) - timedelta(days=1)) == []
    surgery = world.agency(AgencyKind.HEALTH)
    assert desk.ledger.known_to(leah, surgery, case.id, today(world)) == ()


def test_hidden_rows_change_nothing_in_the_ledger_of_a_colleague(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    """Two ledgers that differ only in what omar may not see look the same to him."""
    world.agree(AgencyKind.POLICE, Category.IDENTITY, Category.CORE)
    omar = world.worker("omar", agency=AgencyKind.POLICE)
    other = world.case("H3RT2M", team=[leah], subject=world.person("Shabana", "Akhtar"))
    world.add(leah, a_step(other, leah, "CANARY arrears", Category.FINANCE))
    for one in (case, other):
        world.join(one, omar)
        tell(world, desk, leah, one)
    seen = []
    for one in (case, other):
        rows = known(world, desk, omar, one, today(world))
        log = desk.ledger.of_case(omar, one.id)
        assert "CANARY" not in repr(rows)
        seen.append(
            (
                [
                    (row.kind, row.version, row.category, [f.name for f in row.fields])
                    for row in sorted(rows, key=lambda row: row.kind)
                ],
                [(row.agency, row.how, row.copy_number, row.records) for row in log],
                len(desk.shared_summaries.of_case(omar, one.id)),
                desk.recalls.of_case(omar, one.id),
            )
        )
    assert seen[0][0] == seen[1][0]
    assert seen[0][1] == seen[1][1]
    assert [rows[2] for rows in seen] == [1, 0], "a summary that holds money is money's"


@on_the_file
def test_a_log_for_the_person_leaves_out_what_would_endanger(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    tell(world, desk, leah, case)
    tell(world, desk, leah, case, Handing(how=DisclosureHow.SENT))
    sent, printed = desk.ledger.of_case(leah, case.id)
    assert (sent.how, printed.how) == (DisclosureHow.SENT, DisclosureHow.PRINTED)
    desk.ledger.keep_from_person(leah, sent.id, sent.version)
    shown = desk.ledger.of_case(leah, case.id, for_person=True)
    assert [one.id for one in shown] == [printed.id]


def test_a_ledger_of_a_case_one_may_not_see_looks_like_none(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    tell(world, desk, leah, case)
    stranger = world.worker("omar", site=world.new_site("Fitton Hill"))
    with pytest.raises(NotFound):
        desk.ledger.of_case(stranger, case.id)
    with pytest.raises(NotFound):
        known(world, desk, stranger, case, today(world))


def refuse(desk: Desk, actor: Actor, case: CaseMade, refusal: Refusal) -> Changes:
    no = NewConsent(case.subject, refusal.about, refusal.kind, given=False, words="No")
    return desk.consents.record(actor, case.id, no)


# --- refusals ------------------------------------------------------------------------------------


def test_a_refusal_says_what_stops_and_lists_who_must_give_it_back(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.add(leah, a_step(case, leah, "Look at the arrears", Category.FINANCE))
    tell(world, desk, leah, case)
    refusal = Refusal(Category.FINANCE, AgencyKind.HOUSING)
    effect = desk.recalls.effect(leah, case.id, refusal)
    assert [(one.kind, one.category) for one in effect.stops] == [
        (AgencyKind.HOUSING, Category.FINANCE)
    ]
    assert [(one.agency, one.copy_number) for one in effect.asked_back] == [("Housing", 1)]
    assert {one.kind for one in effect.goes_on} == {AgencyKind.COUNCIL}
    assert desk.recalls.of_case(leah, case.id) == (), "to ask is not to refuse"
    said = refuse(desk, leah, case, refusal)
    assert "Stops for Housing" in said.done
    assert "To be asked back from Housing, copy 1" in said.done
    (row,) = desk.recalls.of_case(leah, case.id)
    assert (row.agency, row.reason) == ("Housing", RecallReason.OBJECTION)
    shown = desk.summaries.preview(leah, case.id, world.agency(AgencyKind.HOUSING), DIRECT)
    assert "arrears" not in repr(shown.document)
    with pytest.raises(Invalid):
        desk.recalls.settle(leah, row.id, row.version, " ")
    desk.recalls.settle(leah, row.id, row.version, "They shredded it")
    (row,) = desk.recalls.of_case(leah, case.id)
    assert (row.outcome, row.settled_by) == ("They shredded it", "Leah")


@on_the_file
def test_what_rests_on_a_duty_goes_on_and_is_not_asked_back(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.fact(
        Agreement(
            purpose=DIRECT,
            agency_kind=AgencyKind.HOUSING,
            category=Category.FINANCE,
            basis=Basis.DUTY,
            seconded_by=world.maker,
            valid_from=world.clock() - timedelta(days=9),
        )
    )
    world.add(leah, a_step(case, leah, "Look at the arrears", Category.FINANCE))
    tell(world, desk, leah, case)
    effect = desk.recalls.effect(leah, case.id, Refusal(Category.FINANCE, AgencyKind.HOUSING))
    assert (effect.asked_back, effect.stops) == ((), ())
    assert [(one.agency, one.basis) for one in effect.stays] == [("Housing", Basis.DUTY)]
    refuse(desk, leah, case, Refusal(Category.FINANCE, AgencyKind.HOUSING))
    assert desk.recalls.of_case(leah, case.id) == ()


def test_a_refusal_that_closes_it_to_the_team_too_still_keeps_the_list(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.add(leah, a_step(case, leah, "Look at the arrears", Category.FINANCE))
    tell(world, desk, leah, case)
    refuse(desk, leah, case, Refusal(Category.FINANCE))
    (row,) = desk.recalls.of_case(leah, case.id)
    desk.recalls.settle(leah, row.id, row.version, "Returned")
    assert not [
        one
        for one in known(world, desk, leah, case, today(world))
        if one.category is Category.FINANCE
    ]


# --- what was wrong ------------------------------------------------------------------------------


def test_a_correction_lists_who_was_told_the_old_version_once(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    step = world.add(leah, a_step(case, leah, "Ring Lodgehouse"))
    tell(world, desk, leah, case)
    done = desk.corrections.correct(leah, "actions", step.id, 1, {"what": "Ring the council"})
    assert done.done == "Corrected. 1 copy tells the old version"
    desk.corrections.correct(leah, "actions", step.id, 2, {"what": "Ring the council soon"})
    (row,) = desk.recalls.of_case(leah, case.id)
    assert (row.reason, row.settled_at) == (RecallReason.CORRECTED, None)
    with pytest.raises(Invalid):
        desk.corrections.correct(leah, "actions", step.id, 3, {"status": "done"})


def test_what_the_person_says_against_a_record_is_printed_with_it(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    desk.casework.record_risk(leah, case.id, RiskState.KNOWN, "She shouts at staff")
    risk = desk.cases.now(leah, case.id).risks[0].id
    desk.corrections.dispute(leah, "risks", risk, "I was in pain that day.")
    made = tell(world, desk, leah, case)
    assert "They do not agree: “I was in pain that day”." in plain_text(made.document)
    found = known(world, desk, leah, case, today(world))
    assert values(found, "disagreements", "words") == {"I was in pain that day."}


def plain_text(document: Document) -> str:
    """Return a document's words on one line."""
    from pbi_desktop.ui.screens.case.sharing_words import sheet_lines

    lines = " ".join(line.text for line in sheet_lines(document))
    return lines.replace("\u2068", "").replace("\u2069", "")


def test_a_note_on_the_wrong_person_moves_leaves_a_stub_and_opens_a_breach_check(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    right = world.case("H3RT2M", team=[leah], subject=world.person("Bea", "Holt"))
    world.agree(AgencyKind.POLICE)
    world.join(case, world.worker("omar", agency=AgencyKind.POLICE))
    wrong = world.note(case, "Bea rang about her tablets.", by=leah, place="Shop front")
    world.clock.forward(hours=5)
    moved = desk.corrections.move_note(leah, wrong, 1, right.id).made
    with world.store_for(leah).query(leah) as work:
        stub, note = work.get(Note, wrong), work.get(Note, moved)  # type: ignore[arg-type]
        assert (stub.body, stub.place, stub.subject_id) == (MOVED, None, case.subject)
        assert (note.body, note.subject_id) == ("Bea rang about her tablets.", right.subject)
        assert note.at == stub.at
    (breach,) = desk.breaches.log(leah)
    assert (breach.reference, breach.person) == ("H3RT2M", "Bea Holt")
    assert breach.could_read == ("Council", "Police")
    assert breach.report_by == breach.noticed_at + timedelta(hours=72)
    assert not breach.is_late
    world.clock.forward(hours=73)
    assert desk.breaches.log(leah)[0].is_late
    desk.breaches.report(leah, breach.id, breach.version)
    assert not desk.breaches.of_case(leah, right.id)[0].is_late
    with pytest.raises(Invalid):
        desk.corrections.move_note(leah, moved, 1, right.id)  # type: ignore[arg-type]


@on_the_file
def test_a_breach_names_the_agencies_that_the_ledger_says_were_told(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    step = world.add(leah, a_step(case, leah, "Ring Lodgehouse"))
    tell(world, desk, leah, case)
    desk.breaches.notice(leah, case.id, "The copy was left on a bus", ("actions", step.id))
    (breach,) = desk.breaches.of_case(leah, case.id)
    assert breach.told == ("Housing",)
    desk.breaches.close(leah, breach.id, breach.version, "Found, nobody had read it")
    assert desk.breaches.of_case(leah, case.id)[0].closed_at == world.clock()
