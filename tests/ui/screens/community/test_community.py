"""Community: what is typed finds groups, a register waits until it is kept, nothing is lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.safety import KeptFrom
from pbi_desktop.models import Attendance, Case, CommunityGroup, Referral
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.safety_rows import NewApart
from tests.support.robots.community import CommunityRobot
from tests.support.world import World
from tests.ui.screens.community.conftest import LAST_WEEK, TODAY, Opener, a_group, referred


def attendances(town: World, by: Actor) -> int:
    with town.store_for(by).query(by) as work:
        return len(work.all(select(Attendance)))


# --- finding -----------------------------------------------------------------------------------


def test_the_caret_stands_in_the_search_and_what_meets_today_comes_first(
    bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    window = open_window()
    robot = CommunityRobot(window)
    assert window.focus_name == "Find a group or place"
    assert robot.results == ["Repair Bench", "Lees Pantry"]
    assert (robot.chosen, robot.group) == ("Repair Bench", "Repair Bench")
    words = robot.shown_words()
    assert words.index("Meets today") < words.index("All others, by name")


def test_a_result_says_in_words_when_and_how_fresh(
    bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    bench_said, pantry_said = CommunityRobot(open_window()).spoken
    assert "Saturdays 10:00 to 13:00 (today)" in bench_said
    assert "Checked 3 weeks ago" in bench_said
    assert "Checked 14 months ago: ring before you send anybody" in pantry_said


def test_words_narrow_the_results_and_say_by_what_they_were_found(
    bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    robot = CommunityRobot(open_window())
    robot.look_for("fod lees")
    assert (robot.results, robot.group) == (["Lees Pantry"], "Lees Pantry")
    assert "Found by its name and what it offers, spelt a little differently" in robot.spoken[0]
    robot.look_for("zither")
    assert (robot.results, robot.group) == ([], "")
    assert robot.screen.finder.said.startswith("No group or place fits.")
    robot.window.press("Down", "Enter")
    assert robot.window.focus_name == "Find a group or place", "there is nowhere to go"


def test_enter_opens_the_best_of_what_was_typed_however_fast(
    bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    window = open_window()
    window.type("pantry")
    window.press("Enter")
    window.qtbot.waitUntil(lambda: window.focus_name == "Refer or signpost")
    assert CommunityRobot(window).group == "Lees Pantry"


def test_choices_above_the_results_narrow_them(
    bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    robot = CommunityRobot(open_window())
    robot.turn("Places")
    assert robot.results == ["Lees Pantry"]
    robot.turn("Checked lately")
    assert robot.results == []
    robot.turn("Places")
    assert robot.results == ["Repair Bench"]


def test_an_empty_store_says_what_to_do_first(open_window: Opener) -> None:
    robot = CommunityRobot(open_window())
    assert "Import a list" in robot.screen.finder.said


def test_a_long_list_begins_short_and_shows_the_rest_when_asked(
    town: World, open_window: Opener
) -> None:
    for number in range(30):
        a_group(town, f"Group {number:02d}")
    robot = CommunityRobot(open_window())
    assert len(robot.results) == 24
    more = robot.screen.finder.results.more
    assert more.text() == "Show the other 6"
    more.click()
    robot.window.settle()
    assert len(robot.results) == 30
    assert robot.window.focus_name.startswith("Group 24")


def test_arrows_choose_enter_opens_and_escape_goes_back(
    bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    window = open_window()
    robot = CommunityRobot(window)
    window.press("Down", "Down")
    assert (robot.chosen, robot.group) == ("Lees Pantry", "Lees Pantry")
    window.press("Enter")
    assert window.focus_name == "Refer or signpost"
    window.press("Esc")
    assert window.focus_name.startswith("Lees Pantry")
    window.press("Up", "Up")
    assert window.focus_name == "Find a group or place"


def test_a_letter_in_the_search_is_only_a_letter(bench: GroupId, open_window: Opener) -> None:
    window = open_window()
    window.press("A")
    assert window.community.finder.search.text().lower() == "a"
    assert CommunityRobot(window).register == []


# --- one group ---------------------------------------------------------------------------------


def test_a_group_tells_what_is_known_and_what_is_not(bench: GroupId, open_window: Opener) -> None:
    words = CommunityRobot(open_window(f"community/{bench}")).shown_words()
    for said in ("Tools and tea", "01632 960112", "The list “own list”; licence not stated"):
        assert said in words
    assert "How to refer\nNot recorded" in words
    assert "Nobody of the cases you may see goes here now." in words


def test_checking_an_entry_can_be_undone(
    pantry: GroupId, open_window: Opener, town_desk: Desk, leah: Actor
) -> None:
    window = open_window(f"community/{pantry}")
    robot = CommunityRobot(window)
    window.press("Tab", "Tab", "Space")
    assert "Checked today" in robot.shown_words()
    window.press("Ctrl+Z")
    assert "Checked 14 months ago" in robot.shown_words()


def test_a_group_that_is_gone_says_so_and_shows_the_others(
    town: World, bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    town.change_fact(CommunityGroup, bench, withdrawn_at=town.clock())
    robot = CommunityRobot(open_window(f"community/{bench}"))
    assert robot.notices == ["This group is no longer in the list."]
    assert (robot.results, robot.group) == (["Lees Pantry"], "Lees Pantry")


def test_an_address_that_names_nothing_shows_the_results(
    bench: GroupId, open_window: Opener
) -> None:
    assert CommunityRobot(open_window("community/nonsense")).results == ["Repair Bench"]


def test_who_goes_there_opens_their_case(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    cases = referred(town, town_desk, leah, bench, "Ann Bell")
    window = open_window(f"community/{bench}")
    assert CommunityRobot(window).goers == ["Ann Bell"]
    assert "Somebody of your cases goes there" in CommunityRobot(window).spoken[0]
    table = window.community.detail.people
    table.setFocus()
    table.selectRow(0)
    window.press("Enter")
    assert window.shell.address == f"case/{cases['Ann Bell'].id}/now"


# --- refer -------------------------------------------------------------------------------------


def test_a_referral_asks_whether_it_was_agreed_and_a_signpost_does_not(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    town.case(team=[leah], subject=town.person("Ann", "Bell"))
    window = open_window(f"community/{bench}")
    strip = window.community.detail.refer
    window.press("Space", "Ctrl+Enter")
    assert strip.problem.text == "Choose first who is to go there."
    window.press("Enter", "Ctrl+Enter")
    assert strip.problem.text.startswith("Ask first.")
    assert strip.told.text().startswith("Tell the group: Ann Bell, that you ask for a place")
    strip.kind.findChildren(type(window.community.finder.today))[1].click()
    assert strip.told.text().startswith("The group is told nothing.")
    window.press("Ctrl+Enter")
    (goer,) = town_desk.community.group(leah, bench).people
    assert goer.kind is ReferralKind.SIGNPOST
    assert strip.isHidden()


def test_what_one_person_agreed_to_is_not_said_of_another(
    town: World, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    town.case(team=[leah], subject=town.person("Ann", "Bell"))
    town.case(team=[leah], subject=town.person("Cy", "Dee"))
    window = open_window(f"community/{bench}")
    strip = window.community.detail.refer
    window.press("Space", "Down", "Enter", "Space")
    assert (strip.agreed.text(), strip.agreed.isChecked()) == ("Agreed with Ann Bell", True)
    window.press("F8", "F8")
    assert strip.agreed.isChecked()
    strip.picker.table.setFocus()
    window.press("Down")
    assert (strip.agreed.text(), strip.agreed.isChecked()) == ("Agreed with Cy Dee", False)


def test_escape_keeps_what_was_typed_but_agreement_is_asked_again_for_another_group(
    town: World, leah: Actor, bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    town.case(team=[leah], subject=town.person("Ann", "Bell"))
    window = open_window(f"community/{bench}")
    strip = window.community.detail.refer
    window.press("Space", "Enter", "Space", "Tab")
    window.type("Lonely")
    window.press("Esc")
    assert strip.isHidden()
    assert window.focus_name == "Refer or signpost"
    window.press("Space")
    assert (strip.reason.text(), strip.agreed.isChecked()) == ("Lonely", True)
    window.shell.go(f"community/{pantry}")
    window.settle()
    assert (strip.reason.text(), strip.agreed.isChecked()) == ("Lonely", False)


# --- the register ------------------------------------------------------------------------------


def test_space_goes_round_in_words_and_only_what_is_said_is_kept(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee")
    window = open_window(f"community/{bench}/register")
    robot = CommunityRobot(window)
    for said in ("Came", "Did not come", "Not said", "Came"):
        window.press("Space")
        assert robot.register == [f"Ann Bell: {said}", "Cy Dee: Not said"]
    assert window.community.register.so_far == "1 came, 0 did not, 1 not said"
    window.press("Ctrl+Enter")
    assert attendances(town, leah) == 1
    assert window.shell.undo_bar.text == "1 came, 0 did not."
    window.press("Ctrl+Z")
    assert attendances(town, leah) == 0
    assert robot.register == ["Ann Bell: Not said", "Cy Dee: Not said"]


def test_a_blank_register_is_not_kept_and_says_why(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell")
    window = open_window(f"community/{bench}/register")
    window.press("Ctrl+Enter")
    assert window.community.register.problem.text.startswith("Nobody is marked yet.")
    assert attendances(town, leah) == 0
    window.press("C", "Ctrl+Enter")
    assert window.community.register.problem.isHidden()


def test_the_second_visit_is_told_by_name_unless_names_are_hidden(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    cases = referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee", "Eve Fox")
    for name in ("Ann Bell", "Eve Fox"):
        town_desk.reviews.attended(leah, cases[name].id, bench, LAST_WEEK, came=True)
    window = open_window(f"community/{bench}/register")
    robot = CommunityRobot(window)
    window.press("C", "N", "C", "Ctrl+Enter")
    told = "2 came, 1 did not. Two links closed: Ann Bell, Eve Fox."
    assert window.shell.undo_bar.text == told
    assert robot.said_of("Ann Bell").endswith("came once, last 14 November; link closed today")
    window.press("Ctrl+Z")
    assert "closed" not in robot.said_of("Ann Bell")
    window.press("F8", "C", "Ctrl+Enter")
    assert window.shell.undo_bar.text == "1 came, 0 did not. One link closed: E. F."


def test_f8_hides_names_everywhere(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    cases = referred(town, town_desk, leah, bench, "Ann Bell")
    town_desk.reviews.attended(leah, cases["Ann Bell"].id, bench, LAST_WEEK, came=True)
    window = open_window(f"community/{bench}")
    robot = CommunityRobot(window)
    window.community.detail.open_refer()
    window.press("F8")
    assert "Ann" not in robot.shown_words()
    window.shell.go(f"community/{bench}/register")
    window.settle()
    assert robot.register == ["A. B.: Not said"]
    assert "Ann" not in robot.shown_words()


def test_marks_wait_while_one_looks_elsewhere(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, pantry: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee")
    window = open_window(f"community/{bench}/register")
    robot = CommunityRobot(window)
    window.press("N", "Esc")
    assert window.community.detail.register_button.text() == "Go on with the register"
    window.shell.go(f"community/{pantry}")
    window.settle()
    assert (robot.group, robot.register) == ("Lees Pantry", [])
    window.shell.go("cases")
    window.shell.go(f"community/{bench}/register")
    window.settle()
    assert robot.register == ["Ann Bell: Did not come", "Cy Dee: Not said"]
    window.press("Ctrl+L")
    assert robot.register == ["Ann Bell: Did not come", "Cy Dee: Not said"]


def test_marks_outlive_the_program(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee")
    town.case(team=[leah], subject=town.person("Walk", "Inn"))
    window = open_window(f"community/{bench}/register")
    window.press("N")
    window.community.register.picker.search.setFocus()
    window.type("inn")
    window.press("Enter")
    window.shell.close()
    marked = ["Ann Bell: Did not come", "Cy Dee: Not said", "Walk Inn: Came"]
    assert CommunityRobot(open_window(f"community/{bench}/register")).register == marked
    last = open_window(f"community/{bench}/register")
    last.press("Ctrl+Enter")
    assert town_desk.drafts.find(leah, "community_register", bench) == ""
    assert attendances(town, leah) == 2


def test_a_mark_made_while_the_register_is_on_its_way_is_not_lost(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee")
    window = open_window(f"community/{bench}/register")
    window.press("C")
    window.community.register.kept.emit()
    second = window.community.register.lines.rows()[1]
    second.marked.emit(second.line.person_id if second.line else None, Mark.MISSED)
    window.settle()
    assert CommunityRobot(window).register == ["Ann Bell: Came", "Cy Dee: Did not come"]
    assert attendances(town, leah) == 1
    window.press("Ctrl+Enter")
    assert attendances(town, leah) == 2


def test_news_from_elsewhere_takes_no_mark_away(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell")
    window = open_window(f"community/{bench}/register")
    window.press("C")
    referred(town, town_desk, leah, bench, "Zoe Yew")
    case = town.case(team=[leah], subject=town.person("Bo", "Cole"))
    window.lane.command(
        lambda: town_desk.reviews.refer(leah, case.id, bench, ReferralKind.REFERRAL, agreed=True)
    )
    window.settle()
    assert CommunityRobot(window).register == [
        "Ann Bell: Came",
        "Bo Cole: Not said",
        "Zoe Yew: Not said",
    ]
    assert window.focus_name == "Ann Bell: Came"


def test_another_day_has_its_own_register_and_none_to_come(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    cases = referred(town, town_desk, leah, bench, "Ann Bell")
    town_desk.reviews.attended(leah, cases["Ann Bell"].id, bench, LAST_WEEK, came=False)
    window = open_window(f"community/{bench}/register")
    robot, pane = CommunityRobot(window), window.community.register
    pane.day.editor.setFocus()
    pane.day.editor.selectAll()
    window.type("tomorrow")
    window.press("Enter")
    assert robot.register == ["Ann Bell: Not said"]
    pane.lines.land()
    assert pane.day.problem == "Choose a day that has been."
    pane.day.editor.setFocus()
    pane.day.editor.selectAll()
    window.type("14 nov")
    window.press("Enter")
    assert robot.register == ["Ann Bell: Did not come"]
    pane.day.editor.selectAll()
    window.type("13 nov")
    window.press("Enter")
    assert "the group does not meet on a Friday" in robot.shown_words()
    assert "Nobody of your cases is expected" in robot.shown_words()


@pytest.mark.parametrize("typed", ["25 dec 2026", "14 nov", "hm"])
def test_nothing_is_kept_on_another_day_than_the_one_in_the_field(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener, typed: str
) -> None:
    referred(town, town_desk, leah, bench, "Ann Bell")
    window = open_window(f"community/{bench}/register")
    pane = window.community.register
    window.press("N")
    pane.day.editor.setFocus()
    pane.day.editor.selectAll()
    window.type(typed)
    window.press("Ctrl+Enter")
    assert attendances(town, leah) == 0
    assert pane.day.editor.hasFocus()


def test_tab_past_the_cases_chooses_nobody(
    town: World, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    for given in ("Ann", "Cy"):
        town.case(team=[leah], subject=town.person(given, "Bell"))
    window = open_window(f"community/{bench}")
    window.community.detail.refer_button.click()
    window.settle()
    picker = window.community.detail.refer.picker
    picker.search.setFocus()
    window.press("Tab", "Tab")
    assert picker.case is None
    picker.table.setFocus(Qt.FocusReason.TabFocusReason)
    window.press("Down")
    assert picker.case is not None


def test_somebody_who_walked_in_is_added_by_typing(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    town.case(team=[leah], subject=town.person("Ann", "Bell"))
    town.case(team=[leah], subject=town.person("Cy", "Dee"))
    window = open_window(f"community/{bench}/register")
    assert window.focus_name == "Somebody walked in", "nobody is expected"
    window.type("cy")
    window.press("Enter")
    robot = CommunityRobot(window)
    assert robot.register == ["Cy Dee: Came"]
    assert window.focus_name == "Somebody walked in", "the next one can be typed"
    window.press("Ctrl+Enter")
    (line,) = town_desk.community.register(leah, bench, TODAY).people
    assert (line.name, line.mark) == ("Cy Dee", Mark.CAME)


def test_a_case_that_closed_meanwhile_is_said_and_the_others_are_kept(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    cases = referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee")
    window = open_window(f"community/{bench}/register")
    window.press("E")
    town.change_fact(Case, cases["Ann Bell"].id, closed_on=TODAY)
    window.press("Ctrl+Enter")
    robot = CommunityRobot(window)
    assert robot.notices == [
        "Nothing was kept of 1 person: their case is closed, or no longer yours."
    ]
    assert robot.register == ["Cy Dee: Came"]
    assert QApplication.activeModalWidget() is None


def test_a_link_that_a_partner_closed_is_not_expected(
    town: World, town_desk: Desk, leah: Actor, bench: GroupId, open_window: Opener
) -> None:
    cases = referred(town, town_desk, leah, bench, "Ann Bell")
    case = cases["Ann Bell"]
    for days in (80, 70):
        town_desk.reviews.attended(leah, case.id, bench, TODAY - timedelta(days=days), came=True)
    with town.store_for(leah).query(leah) as work:
        (referral,) = work.all(select(Referral))
        assert referral.closed_on is not None
    robot = CommunityRobot(open_window(f"community/{bench}/register"))
    assert robot.register == []


def test_a_register_with_two_who_are_kept_apart_warns_a_lead_once_and_nobody_else(
    open_window: Opener, town: World, town_desk: Desk, leah: Actor, bench: GroupId
) -> None:
    people = referred(town, town_desk, leah, bench, "Ann Bell", "Cy Dee")
    ann, cy = (made.subject for made in people.values())
    lead = town.manager()
    new = NewApart(ann, cy, KeptFrom.BOOKINGS, "He hurt her")
    town_desk.apart.keep(lead, people["Ann Bell"].id, new)
    told = "Ann Bell and Cy Dee are kept apart, and both are on this register."
    for actor, warned in ((leah, 0), (lead, 1)):
        window = open_window(f"community/{bench}/register", actor)
        window.shell.go("community")
        window.settle()
        window.shell.go(f"community/{bench}/register")
        window.settle()
        notices = [one for one in window.shell.notices.texts if one.startswith(told)]
        assert len(notices) == warned
        assert len(CommunityRobot(window).register) == 2
