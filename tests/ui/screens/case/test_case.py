"""The case: opened, written into, taken up, undone, on real services."""

from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, Likelihood, Marking, NoteKind, RiskState
from pbi_desktop.domain.phases import Phase
from pbi_desktop.models import AuditEntry, SafeContact
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.widgets.chips import Chip
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


def test_a_case_opens_on_now_with_the_caret_in_the_composer(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    assert robot.window.focus_name == "Write what happened"
    assert robot.see("Shabana Akhtar")
    assert robot.see("Working with her")
    assert robot.window.shell.header.crumbs == ["Cases", "Shabana Akhtar"]
    assert "Shabana" not in robot.window.shell.windowTitle()


def test_the_head_names_the_other_record_of_the_same_person(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    other = world.case("M2RT4C", team=[leah], subject=world.person("Shabanah", "Akhter"))
    desk.identities.link(leah, shabana.subject, other.subject, "She told us both names")
    words = "Also on record as Shabanah Akhter, M2RT4C, open since 21 November 2026"
    head = open_case(shabana).screen.head
    assert words in [chip.text for chip in head.findChildren(Chip)]


def test_every_empty_part_says_what_to_do_first(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana)
    for words in (
        "Not written down yet. Ask, and use their own words.",
        "Not asked yet. Ask, and write down the answer.",
        "No steps yet. Add the first one.",
        "Not rated yet. The first rating is the start to measure from.",
        "Nothing recorded yet. Begin with what they get now, and ask what they are owed.",
        "Nothing is written yet. The first note goes in the line below.",
    ):
        assert robot.see(words), words


# --- the note ----------------------------------------------------------------------------------


def test_plain_text_is_kept_as_a_note_that_nobody_marked(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Summons came Friday, unopened.")
    robot.window.press("Ctrl+Enter")
    (note,) = desk.cases.story(leah, shabana.id)
    assert (note.body, note.kind, note.marking) == (
        "Summons came Friday, unopened.",
        "note",
        Marking.NOT_MARKED,
    )
    assert robot.undo == "Note kept"
    assert robot.screen.forms.composer.edit.toPlainText() == ""
    assert "Summons came Friday, unopened." in robot.lately[0]


def test_what_was_understood_is_shown_and_can_be_corrected(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Home visit, all well")
    strip = robot.screen.forms.composer.strip
    assert strip.isVisible()
    assert (strip.kind.value, strip.place.text()) == (NoteKind.VISIT.value, "Home")
    strip.kind.choose(NoteKind.CALL.value)
    strip.kind.chosen.emit(NoteKind.CALL.value)
    strip.marks[Marking.FACT].click()
    robot.write(", and then some more")
    robot.window.press("Ctrl+Enter")
    (note,) = desk.cases.story(leah, shabana.id)
    assert (note.kind, note.marking) == ("call", Marking.FACT)


def test_a_note_of_another_day_is_kept_on_that_day(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Rang the school")
    day = robot.screen.forms.composer.strip.day
    day.setFocus()
    robot.window.type("yesterday")
    robot.write(".")
    robot.window.press("Ctrl+Enter")
    (note,) = desk.cases.story(leah, shabana.id)
    assert note.at.date().isoformat() == "2026-11-20"


def test_a_day_that_cannot_be_read_keeps_the_note_where_it_is(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Rang the school")
    robot.screen.forms.composer.strip.day.setFocus()
    robot.window.type("smarch")
    robot.write(".")
    robot.window.press("Ctrl+Enter")
    assert desk.cases.story(leah, shabana.id) == ()
    assert robot.screen.forms.composer.edit.toPlainText() == "Rang the school."
    assert robot.see("That is not a date")


def test_a_step_inside_a_note_is_added_with_it(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Home visit. /step ring council tax fri")
    robot.window.press("Ctrl+Enter")
    (note,) = desk.cases.story(leah, shabana.id)
    assert note.body == "Home visit."
    assert robot.steps == ["Ring council tax: Friday 27"]


def test_the_words_say_when_it_happened_and_that_is_shown_before_it_is_kept(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Saw her on mon and on tue")
    assert robot.see("(16 November 2026 or 17 November 2026? Kept as now, unless you say.)")
    day = robot.screen.forms.composer.strip.day
    day.setFocus()
    robot.window.type("tomorrow")
    assert robot.see("is yet to come. What is planned is a /step.")
    robot.screen.forms.composer.begin()
    robot.write("Home visit on tue at 2, all well")
    assert day.text() == "17 Nov 2026, 14:00"
    assert robot.see("(read as Tuesday 17 November 2026, 14:00)")
    robot.window.press("Ctrl+Enter")
    (note,) = desk.cases.story(leah, shabana.id)
    assert note.at.isoformat() == "2026-11-17T14:00:00+00:00"


def test_an_empty_note_is_not_kept(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("   ")
    robot.window.press("Ctrl+Enter")
    assert desk.cases.story(leah, shabana.id) == ()


def test_undo_takes_a_note_back(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("Written by mistake")
    robot.window.press("Ctrl+Enter")
    robot.window.press("Ctrl+Z")
    assert desk.cases.story(leah, shabana.id) == ()
    assert robot.lately == []


# --- drafts ------------------------------------------------------------------------------------


def test_what_is_typed_is_there_again_on_coming_back(
    open_case: Opener, shabana: CaseMade, world: World, leah: Actor
) -> None:
    other = world.case(team=[leah], subject=world.person("Kofi", "Mensah"))
    robot = open_case(shabana)
    robot.write("Half a sentence about Mum")
    robot.go(other)
    assert robot.screen.forms.composer.edit.toPlainText() == ""
    robot.go(shabana)
    assert robot.screen.forms.composer.edit.toPlainText() == "Half a sentence about Mum"


def test_a_draft_outlives_the_window_with_what_was_corrected(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("She is worried")
    robot.screen.forms.composer.strip.marks[Marking.OPINION].click()
    robot.window.qtbot.waitUntil(
        lambda: "opinion" in desk.drafts.find(leah, "case.note", shabana.id)
    )
    robot.window.settle()
    assert robot.window.shell.header.saved.text == "Saved 09:00"
    again = open_case(shabana)
    composer = again.screen.forms.composer
    assert composer.edit.toPlainText() == "She is worried"
    assert composer.strip.marks[Marking.OPINION].isChecked()


def test_a_kept_note_leaves_no_draft(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.write("All done")
    robot.screen.flush()
    robot.window.press("Ctrl+Enter")
    assert desk.drafts.find(leah, "case.note", shabana.id) == ""


def test_escape_puts_a_form_aside_and_its_draft_is_there_again(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana)
    robot.command("/risk")
    robot.window.type("Goes out at night")
    robot.window.press("Esc")
    assert robot.form is None
    assert robot.window.focus_name == "Write what happened"
    robot.command("/risk")
    assert robot.screen.forms.risk.harm.text() == "Goes out at night"


# --- who may ------------------------------------------------------------------------------------


@pytest.fixture
def bev(world: World) -> Actor:
    """Return a worker of the same site who is not on the team."""
    return world.worker("bev", SiteRole.KEY_WORKER)


def test_a_worker_off_the_team_sees_the_head_and_takes_the_case_up(
    open_case: Opener, shabana: CaseMade, bev: Actor, desk: Desk, leah: Actor
) -> None:
    desk.casework.write_note(leah, shabana.id, NewNote("Only for the team"))
    robot = open_case(shabana, by=bev)
    assert robot.see("You are not on the team of this case")
    assert not robot.see("Only for the team")
    assert robot.window.focus_name == "Take up this case"
    robot.window.press("Space")
    assert robot.see("What happened lately")
    assert any("Only for the team" in line for line in robot.lately)
    assert robot.undo == "You are on the team of this case"
    assert robot.window.focus_name == "Write what happened"


@pytest.mark.parametrize("address", ["case/nonsense/now", "case"])
def test_an_address_that_names_no_case_leads_back_to_the_list(
    open_case: Opener, shabana: CaseMade, address: str
) -> None:
    robot = open_case(shabana)
    robot.window.shell.go(address)
    robot.window.settle()
    assert robot.see("No such case here")
    robot.screen.missing.to_list.click()
    assert robot.window.shell.address == "cases"


def test_a_hidden_case_looks_like_one_that_is_not_there(
    open_case: Opener, world: World, shabana: CaseMade
) -> None:
    elsewhere = world.case(site=world.new_site("Fitton Hill"))
    robot = open_case(shabana)
    robot.go(elsewhere)
    assert robot.see("No such case here")
    assert not robot.see("Ann Bell")


def test_money_that_is_not_shared_leaves_no_gap(
    open_case: Opener, world: World, shabana: CaseMade
) -> None:
    world.agree(AgencyKind.HEALTH, Category.IDENTITY, Category.CORE)
    nurse = world.worker("nurse", agency=AgencyKind.HEALTH)
    world.join(shabana, nurse)
    robot = open_case(shabana, by=nurse)
    assert not robot.screen.now.gained.isVisible()
    robot.go(shabana, "money")
    assert robot.see("There is nothing to show here.")
    assert not robot.screen.money.add_button.isVisible()


# --- someone else -------------------------------------------------------------------------------


def test_a_second_writer_who_does_the_same_sees_the_new_state(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    desk.casework.add_step(leah, shabana.id, "Ring council tax", None)
    robot = open_case(shabana)
    (step,) = desk.cases.now(leah, shabana.id).steps
    desk.casework.settle_step(leah, step.id, step.version, ActionStatus.DONE)
    robot.on_step("Ring council tax")
    robot.window.press("Space")
    assert (robot.notices, robot.steps) == ([], [])
    assert desk.cases.plan(leah, shabana.id).loose_steps[0].version == 2


def test_a_change_elsewhere_in_the_window_shows_at_once(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.window.lane.command(lambda: desk.casework.write_note(leah, shabana.id, NewNote("New")))
    robot.window.settle()
    assert "New." in robot.lately[0]


# --- what they say, how safe, where it goes -----------------------------------------------------


def test_what_matters_is_changed_in_place_in_their_words(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    desk.casework.say_what_matters(leah, shabana.id, "Mum safe", "sit down")
    world.clock.forward(days=1)
    robot = open_case(shabana)
    robot.screen.now.matters.change.click()
    form = robot.screen.now.matters.form
    assert form.words.text() == "Mum safe"
    form.words.set_text("Mum safe at home with us")
    form.words.setFocus()
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    said = desk.cases.now(leah, shabana.id).matters
    assert said is not None
    assert (said.words, said.please_do) == ("Mum safe at home with us", "sit down")
    assert robot.see("“Mum safe at home with us”")
    assert form.isHidden()


def test_no_known_risk_is_grey_dated_and_never_a_tick(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/risk none known")
    robot.window.press("Ctrl+Enter")
    (risk,) = desk.cases.now(leah, shabana.id).risks
    assert risk.state is RiskState.NONE_KNOWN
    assert robot.see("No known risk")
    assert robot.see("Asked today. Written down, not left blank.")


def test_a_risk_is_kept_with_its_plan_and_review(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    robot = open_case(shabana)
    robot.command("/risk goes out at night")
    form = robot.screen.forms.risk
    form.likelihood.choose(Likelihood.MEDIUM.value)
    form.plan.set_text("Door alarm on")
    form.review.set_text("in 3 months")
    robot.window.press("Ctrl+Enter")
    (risk,) = desk.cases.now(leah, shabana.id).risks
    assert (risk.harm, risk.likelihood, risk.plan) == (
        "Goes out at night",
        Likelihood.MEDIUM,
        "Door alarm on",
    )
    assert robot.see("Asked today, due 21 February 2027")


def test_closing_asks_why(open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor) -> None:
    robot = open_case(shabana)
    robot.command("/phase")
    form = robot.screen.forms.phase
    form.to.choose(Phase.CLOSED.value)
    form.to.chosen.emit(Phase.CLOSED.value)
    robot.window.press("Ctrl+Enter")
    assert robot.see("Say why the case is closed.")
    form.reason.choose("moved_away")
    robot.window.press("Ctrl+Enter")
    assert desk.cases.header(leah, shabana.id).phase is Phase.CLOSED
    assert robot.screen.head.phase.text() == "Phase: Closed today"


def test_privacy_covers_names_words_and_whom_they_care_for(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    desk.casework.say_what_matters(leah, shabana.id, "Mum safe at home")
    desk.casework.write_note(leah, shabana.id, NewNote("A very private note"))
    ways = dict.fromkeys(("may_text", "may_call", "may_voicemail", "may_write"), True)
    about: dict[str, Any] = {"subject_id": shabana.subject, "category": Category.CONTACT}
    world.add(leah, SafeContact(**about, **ways, code_word="kestrel"))
    robot = open_case(shabana)

    def chips() -> list[str]:
        return [chip.text for chip in robot.screen.head.findChildren(Chip)]

    assert "Word agreed: kestrel" in chips()
    robot.window.press("F8")
    for words in ("Shabana", "Mum safe", "very private"):
        assert not robot.see(words), words
    assert "Word agreed" in chips()
    assert not any("kestrel" in words for words in chips())
    assert robot.see("S. A.")
    assert robot.window.shell.header.crumbs == ["Cases", "S. A."]
    assert not any("private" in line for line in robot.lately)
    robot.window.press("F8")
    assert robot.see("Shabana Akhtar")


def test_opening_a_case_is_logged_once(open_case: Opener, shabana: CaseMade, world: World) -> None:
    robot = open_case(shabana)
    for tab in ("story", "plan", "now"):
        robot.go(shabana, tab)
    with world.trusted() as connection:
        logged = connection.execute(select(AuditEntry.action)).scalars().all()
    assert logged.count("opened case") == 1
