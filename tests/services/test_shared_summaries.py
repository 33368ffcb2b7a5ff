"""A summary is read by a second person, frozen, handed over, and says when it is out of date."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, RiskState
from pbi_desktop.domain.disclosures import DisclosureHow, RecallReason, SummaryState
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, PbiError, StaleRecord
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.sharing_errors import (
    NotAgreedTo,
    NotAsFrozen,
    NothingMayLeave,
    NotOnItsWay,
    OutOfDate,
    OwnProposal,
    Restricted,
)
from pbi_desktop.domain.summary_contents import Handing, SummaryEdit
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import (
    Action,
    Agreement,
    Consent,
    Disclosure,
    SafeContact,
    SharedSummary,
    SummaryContent,
)
from pbi_desktop.reports.json_out import content_hash
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.shared_rows import SummaryRow
from tests.support.desks import lives_at
from tests.support.world import CaseMade, World

on_the_file = pytest.mark.parametrize("home", ["file"], indirect=True)
"""For what the service does by itself, whichever database there is."""
HARM = "He said he will hurt her tonight."
DIRECT = Purpose.DIRECT_SUPPORT


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def tom(world: World) -> Actor:
    return world.worker("tom")


@pytest.fixture
def case(world: World, leah: Actor, tom: Actor) -> CaseMade:
    """Return a case of both, with a step about health; a surgery may be told of it."""
    world.agree(AgencyKind.HEALTH)
    made = world.case("K7QX9B", team=[leah, tom], subject=world.person("Shabana", "Akhtar"))
    step(world, leah, made, "Ask for the memory clinic", Category.HEALTH)
    return made


def step(world: World, by: Actor, case: CaseMade, what: str, category: Category) -> Action:
    return world.add(
        by,
        Action(
            case_id=case.id,
            subject_id=case.subject,
            category=category,
            what=what,
            owner_id=by.worker,
            status=ActionStatus.OPEN,
        ),
    )


def safe(world: World, by: Actor, case: CaseMade, *, may_text: bool) -> None:
    world.add(
        by,
        SafeContact(
            subject_id=case.subject,
            category=Category.CONTACT,
            may_text=may_text,
            may_call=False,
            may_voicemail=False,
            may_write=False,
        ),
    )


def proposed(
    world: World, desk: Desk, by: Actor, case: CaseMade, handing: Handing = Handing()
) -> SummaryRow:
    """Propose a summary to the surgery; return it as it is listed."""
    surgery = world.agency(AgencyKind.HEALTH)
    seen = desk.summaries.preview(by, case.id, surgery, DIRECT, handing).seen
    desk.shared_summaries.propose(by, case.id, surgery, DIRECT, seen, handing)
    return listed(desk, by, case)


def waiting(desk: Desk, actor: Actor) -> list[CaseId]:
    """Return the cases of which My day asks this worker to read a summary."""
    return [one.case_id for one in desk.my_day.show(actor).sharing if not one.changed]


def to_tell(desk: Desk, actor: Actor) -> list[CaseId]:
    """Return the cases of which My day asks this worker to tell somebody of a change."""
    return [one.case_id for one in desk.my_day.show(actor).sharing if one.changed]


def listed(desk: Desk, by: Actor, case: CaseMade) -> SummaryRow:
    return desk.shared_summaries.of_case(by, case.id)[0]


def handed_over(world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade) -> SummaryRow:
    """Take a summary all the way to the surgery."""
    row = proposed(world, desk, leah, case)
    desk.shared_summaries.approve(tom, row.id, row.version)
    desk.shared_summaries.hand_over(leah, row.id, row.version + 1)
    return listed(desk, leah, case)


def disclosures(world: World) -> int:
    with world.trusted() as connection:
        return len(connection.execute(select(Disclosure.id)).all())


def test_nobody_approves_their_own_and_nothing_is_handed_over_before_somebody_did(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = proposed(world, desk, leah, case)
    assert (row.state, row.waits_for_approval, row.mine) == (SummaryState.PROPOSED, True, True)
    with pytest.raises(OwnProposal):
        desk.shared_summaries.approve(leah, row.id, row.version)
    with pytest.raises(NotPermitted):
        desk.shared_summaries.hand_over(leah, row.id, row.version)
    assert waiting(desk, tom) == [case.id]
    assert waiting(desk, leah) == []
    assert disclosures(world) == 0
    desk.shared_summaries.approve(tom, row.id, row.version)
    made = desk.shared_summaries.hand_over(leah, row.id, row.version + 1)
    assert (made.document.marking.copy_number, disclosures(world)) == (1, 1)
    assert waiting(desk, tom) == []


def test_the_database_refuses_a_second_person_who_is_the_first(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    row = proposed(world, desk, leah, case)
    with (
        pytest.raises(PbiError),
        world.store_for(leah).command(leah, "approve") as work,
    ):
        summary = work.get(SharedSummary, row.id)
        summary.approved_by, summary.approved_at = leah.worker, work.now
        work.save(summary)
    assert not listed(desk, leah, case).approved_by


def test_what_is_handed_over_is_what_was_proposed_whatever_became_of_the_records(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = proposed(world, desk, leah, case)
    _, frozen = desk.shared_summaries.read(tom, row.id)
    step(world, leah, case, "Written later", Category.CORE)
    desk.shared_summaries.approve(tom, row.id, row.version)
    made = desk.shared_summaries.hand_over(leah, row.id, row.version + 1)
    assert made.document.blocks == frozen.document.blocks
    world.clock.forward(days=3)
    again = desk.shared_summaries.again(leah, row.id, DisclosureHow.SENT)
    assert (again.document, again.json, again.pdf) == (made.document, made.json, made.pdf)
    assert listed(desk, leah, case).copy_number == 1
    assert disclosures(world) == 2, "handed on twice, and the same copy"
    with world.trusted() as connection:
        kept = connection.execute(select(SharedSummary.content_hash)).scalar_one()
    assert kept == content_hash(made.document)


@on_the_file
def test_a_copy_that_was_tampered_with_is_not_printed_again(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = handed_over(world, desk, leah, tom, case)
    with world.trusted() as connection:
        connection.execute(update(SharedSummary).values(content_hash="0" * 64))
    with pytest.raises(NotAsFrozen) as refused:
        desk.shared_summaries.again(leah, row.id)
    assert "not what was handed over" in explain(refused.value)
    assert disclosures(world) == 1


@on_the_file
def test_serious_harm_waits_for_nobody_and_is_approved_afterwards(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    surgery = world.agency(AgencyKind.HEALTH)
    urgent = Handing(how=DisclosureHow.SENT, urgent=HARM)
    seen = desk.summaries.preview(leah, case.id, surgery, DIRECT, urgent).seen
    with pytest.raises(Invalid):
        desk.summaries.make(leah, case.id, surgery, DIRECT, seen, Handing(urgent="Now."))
    desk.summaries.make(leah, case.id, surgery, DIRECT, seen, urgent)
    row = listed(desk, leah, case)
    assert (row.state, row.urgent, row.waits_for_approval) == (SummaryState.ISSUED, True, True)
    assert disclosures(world) == 1
    assert desk.shared_summaries.read(tom, row.id)[1].urgent == HARM
    assert waiting(desk, tom) == [case.id]
    desk.shared_summaries.approve(tom, row.id, row.version)
    assert not listed(desk, leah, case).waits_for_approval
    assert listed(desk, leah, case).state is SummaryState.ISSUED


@on_the_file
def test_a_refusal_stops_an_ordinary_summary_and_not_one_against_serious_harm(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    for about in Category:
        if about not in (Category.CORE, Category.CONTACT):
            refusal = Consent(
                subject_id=case.subject,
                category=Category.CORE,
                about=about,
                agency_kind=AgencyKind.HEALTH,
                given=False,
                valid_from=world.clock(),
            )
            world.add(leah, refusal)
    surgery = world.agency(AgencyKind.HEALTH)
    with pytest.raises(NotPermitted):  # not even whom it is about
        desk.summaries.preview(leah, case.id, surgery, DIRECT)
    told = desk.summaries.preview(leah, case.id, surgery, DIRECT, Handing(urgent=HARM))
    assert Category.HEALTH in told.second_person


@on_the_file
def test_what_rests_on_consent_is_told_only_once_it_is_given(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    for category in (Category.IDENTITY, Category.CORE):
        world.fact(
            Agreement(
                purpose=DIRECT,
                agency_kind=AgencyKind.VOLUNTARY,
                category=category,
                basis=Basis.CONSENT,
                seconded_by=world.maker,
                valid_from=world.clock() - timedelta(days=9),
            )
        )
    friends = world.agency(AgencyKind.VOLUNTARY)
    with pytest.raises(NotAgreedTo) as refused:
        desk.summaries.preview(leah, case.id, friends, DIRECT)
    assert "they have not agreed" in explain(refused.value)
    for about in (Category.IDENTITY, Category.CORE):
        consent = Consent(
            subject_id=case.subject,
            category=Category.CORE,
            about=about,
            agency_kind=AgencyKind.VOLUNTARY,
            given=True,
            valid_from=world.clock(),
        )
        world.add(leah, consent)
    shown = desk.summaries.preview(leah, case.id, friends, DIRECT)
    assert shown.request.basis is Basis.CONSENT


def test_a_restriction_is_said_in_a_plain_sentence_and_nothing_leaves(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = handed_over(world, desk, leah, tom, case)
    desk.corrections.restrict(leah, case.id, "She says the diagnosis is wrong")
    surgery = world.agency(AgencyKind.HEALTH)
    for attempt in (
        lambda: desk.summaries.preview(leah, case.id, surgery, DIRECT),
        lambda: desk.shared_summaries.again(leah, row.id),
    ):
        with pytest.raises(Restricted) as refused:
            attempt()
        assert "is restricted: meanwhile nothing about them may be shared" in explain(refused.value)
    assert disclosures(world) == 1
    (restriction,) = desk.corrections.restrictions(leah, case.id)
    desk.corrections.lift(leah, restriction.id, restriction.version)
    desk.shared_summaries.again(leah, row.id)
    assert disclosures(world) == 2


@on_the_file
def test_what_may_be_read_and_not_shared_or_printed_is_left_out(world: World, desk: Desk) -> None:
    world.agree(AgencyKind.HOUSING)
    rights = {
        Category.IDENTITY: 255,
        Category.CORE: 255,
        Category.FINANCE: int(Verb.READ | Verb.WRITE),
    }
    for category, given in rights.items():
        world.fact(
            Agreement(
                purpose=DIRECT,
                agency_kind=AgencyKind.PROBATION,
                category=category,
                basis=Basis.TASK,
                rights=given,
                seconded_by=world.maker,
                valid_from=world.clock() - timedelta(days=9),
            )
        )
    pat = world.worker("pat", agency=AgencyKind.PROBATION)
    made = world.case(team=[pat])
    step(world, pat, made, "Ring the landlord", Category.CORE)
    step(world, pat, made, "Look at the arrears", Category.FINANCE)
    shown = desk.summaries.preview(pat, made.id, world.agency(AgencyKind.HOUSING), DIRECT)
    words = repr(shown.document)
    assert "Ring the landlord" in words
    assert "arrears" not in words
    assert "There may be more" in words


@on_the_file
def test_who_may_share_nothing_is_told_so(world: World, desk: Desk, leah: Actor) -> None:
    world.agree(AgencyKind.HOUSING)
    for category in (Category.IDENTITY, Category.CORE):
        world.fact(
            Agreement(
                purpose=DIRECT,
                agency_kind=AgencyKind.SCHOOL,
                category=category,
                basis=Basis.TASK,
                rights=Verb.READ | Verb.WRITE,
                seconded_by=world.maker,
                valid_from=world.clock() - timedelta(days=9),
            )
        )
    made = world.case(team=[leah])
    teacher = world.worker("sam", agency=AgencyKind.SCHOOL)
    world.join(made, teacher)
    with pytest.raises(NothingMayLeave) as refused:
        desk.summaries.preview(teacher, made.id, world.agency(AgencyKind.HOUSING), DIRECT)
    assert "you may not share" in explain(refused.value)


# --- edits ---------------------------------------------------------------------------------------


@on_the_file
def test_an_edit_leaves_out_and_adds_and_is_frozen_with_it(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    surgery = world.agency(AgencyKind.HEALTH)
    step(world, leah, case, "Ring the school", Category.CORE)
    before = desk.summaries.preview(leah, case.id, surgery, DIRECT)
    out = next(one.record for one in before.tellable if one.words == "Ring the school")
    ask, not_to_say = "Ring us when she is seen", "Her sister's name"
    edit = SummaryEdit(frozenset({out}), ask=ask, not_to_say=not_to_say)
    row = proposed(world, desk, leah, case, Handing(edit=edit))
    _, frozen = desk.shared_summaries.read(tom, row.id)
    words = repr(frozen.document)
    assert "Ring the school" not in words
    assert ask in words
    assert not_to_say in words
    assert out not in {one.record for one in frozen.told}


@on_the_file
def test_an_edit_of_a_proposal_takes_its_place(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    first = proposed(world, desk, leah, case)
    surgery, edited = world.agency(AgencyKind.HEALTH), Handing(edit=SummaryEdit(ask="Ring us"))
    seen = desk.summaries.preview(leah, case.id, surgery, DIRECT, edited).seen
    world.clock.forward(hours=1)
    desk.shared_summaries.propose(leah, case.id, surgery, DIRECT, seen, edited, instead_of=first.id)
    states = [one.state for one in desk.shared_summaries.of_case(leah, case.id)]
    assert states == [SummaryState.PROPOSED, SummaryState.WITHDRAWN]
    with pytest.raises((NotOnItsWay, StaleRecord)):
        desk.shared_summaries.approve(tom, first.id, first.version)


@on_the_file
def test_what_was_refused_or_withdrawn_goes_no_further(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = proposed(world, desk, leah, case)
    desk.shared_summaries.refuse(tom, row.id, row.version)
    row = listed(desk, leah, case)
    assert row.state is SummaryState.REFUSED
    for attempt in (
        lambda: desk.shared_summaries.approve(tom, row.id, row.version),
        lambda: desk.shared_summaries.hand_over(leah, row.id, row.version),
        lambda: desk.shared_summaries.withdraw(leah, row.id, row.version),
    ):
        with pytest.raises(NotOnItsWay):
            attempt()


# --- who may read it -----------------------------------------------------------------------------


def test_a_frozen_summary_is_whole_or_not_readable_even_by_plain_sql(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = handed_over(world, desk, leah, tom, case)
    some = [one for one in row.holds if one is not Category.CORE]
    world.agree(AgencyKind.POLICE, *some)
    officer = world.worker("omar", agency=AgencyKind.POLICE)
    world.join(case, officer)
    with pytest.raises(NotFound):
        desk.shared_summaries.read(officer, row.id)
    with world.store_for(officer).query_case(officer, case.id) as work:
        parts = [one[0] for one in work.rows(select(SummaryContent.document))]
    assert len(parts) == len(some), "a part of each category that they may see"
    assert all("Shabana" not in part and "memory" not in part for part in parts)
    assert desk.shared_summaries.read(tom, row.id)[1].document


# --- out of date ---------------------------------------------------------------------------------


def new_risk(desk: Desk, leah: Actor, case: CaseMade) -> None:
    desk.casework.record_risk(leah, case.id, RiskState.KNOWN, "Her brother has a key")


CHANGES: dict[RecallReason, Callable[[World, Desk, Actor, CaseMade], None]] = {
    RecallReason.RISK_CHANGED: lambda world, desk, leah, case: new_risk(desk, leah, case),
    RecallReason.SAFE_CONTACT_CHANGED: lambda world, desk, leah, case: safe(
        world, leah, case, may_text=False
    ),
    RecallReason.ADDRESS_CHANGED: lambda world, desk, leah, case: [
        lives_at(world, leah, case.subject, "2 Flint Row")
    ].clear(),
}


@pytest.mark.parametrize("reason", CHANGES)
def test_a_change_marks_live_copies_and_lists_whom_to_tell_until_they_are_told(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade, reason: RecallReason
) -> None:
    safe(world, leah, case, may_text=True)
    row = handed_over(world, desk, leah, tom, case)
    assert (row.is_live, row.out_of_date) == (True, ())
    world.clock.forward(hours=1)
    CHANGES[reason](world, desk, leah, case)
    row = listed(desk, leah, case)
    assert row.out_of_date == (reason,)
    assert to_tell(desk, leah) == [case.id]
    assert to_tell(desk, tom) == [], "it falls to the key worker"
    world.clock.forward(hours=1)
    desk.shared_summaries.told(leah, row.id, row.version)
    assert listed(desk, leah, case).out_of_date == ()
    assert to_tell(desk, leah) == []
    world.clock.forward(hours=1)
    new_risk(desk, leah, case)
    assert listed(desk, leah, case).out_of_date == (RecallReason.RISK_CHANGED,)


@on_the_file
def test_what_is_nothing_to_its_holder_marks_nothing(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    handed_over(world, desk, leah, tom, case)
    world.clock.forward(hours=1)
    step(world, leah, case, "Ring the school", Category.CORE)
    world.note(case, by=leah)
    lives_at(world, leah, case.subject, "2 Flint Row", category=Category.PROTECTED_ADDRESS)
    assert listed(desk, leah, case).out_of_date == ()


@on_the_file
def test_a_copy_that_should_be_destroyed_by_now_is_not_told_of(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    handed_over(world, desk, leah, tom, case)
    world.clock.forward(days=93)
    new_risk(desk, leah, case)
    assert to_tell(desk, leah) == []
    assert not listed(desk, leah, case).is_live


@on_the_file
def test_a_proposal_that_is_out_of_date_is_not_handed_over(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = proposed(world, desk, leah, case)
    desk.shared_summaries.approve(tom, row.id, row.version)
    world.clock.forward(hours=1)
    new_risk(desk, leah, case)
    with pytest.raises(OutOfDate) as refused:
        desk.shared_summaries.hand_over(leah, row.id, row.version + 1)
    assert "risk changed" in explain(refused.value)
    assert disclosures(world) == 0


def test_my_day_tells_the_key_worker_whom_to_tell_and_a_colleague_what_to_read(
    world: World, desk: Desk, leah: Actor, tom: Actor, case: CaseMade
) -> None:
    row = proposed(world, desk, leah, case)
    assert desk.my_day.show(leah).sharing == ()
    (task,) = desk.my_day.show(tom).sharing
    assert (task.person, task.agency, task.changed) == ("Shabana Akhtar", "Health", ())
    desk.shared_summaries.approve(tom, row.id, row.version)
    desk.shared_summaries.hand_over(tom, row.id, row.version + 1)
    world.clock.forward(hours=1)
    new_risk(desk, leah, case)
    (task,) = desk.my_day.show(leah).sharing
    assert (task.copy_number, task.changed) == (1, (RecallReason.RISK_CHANGED,))
    assert desk.my_day.show(tom).sharing == (), "the key worker tells them"
    (lead,) = desk.my_day.show(world.manager()).sharing
    assert lead == task
