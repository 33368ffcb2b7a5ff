"""Visits and going out alone on My day, by keys; and what stands on top until it is done."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.housing import KeyDateKind
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.housing_rows import NewKeyDate
from pbi_desktop.services.safety_rows import NewConcern
from pbi_desktop.ui.screens.my_day.out_words import minutes, read_back, read_visit
from tests.support.accessibility import clipped, unnamed
from tests.support.robots.my_day import MyDayRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.my_day.conftest import Opener

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def go_to(robot: MyDayRobot, name: str) -> None:
    """Move by Tab alone until the keyboard is on something; fails where it never comes."""
    robot.window.shell.setFocus()
    robot.screen.land()
    for _ in range(80):
        if robot.window.focus_name.startswith(name):
            return
        robot.window.press("Tab")
    pytest.fail(f"Tab never came to {name}")


def test_a_visit_is_booked_moved_done_and_put_back_by_keys(
    shabana: CaseMade, open_day: Opener
) -> None:
    robot = open_day()
    go_to(robot, "Book a visit")
    robot.window.press("Enter")
    robot.window.press("Tab")
    robot.window.type("today at 3pm")
    robot.window.press("Enter")
    assert robot.today == ["15:00, Shabana Akhtar, Visit"]
    go_to(robot, "15:00, Shabana Akhtar")
    robot.window.press("M")
    robot.window.type("today")
    robot.window.press("Enter")
    assert "Write the time too" in robot.screen.today.change.at.problem
    robot.screen.today.change.at.set_text("today at half past 4")
    robot.window.press("Enter")
    assert robot.today == ["16:30, Shabana Akhtar, Visit"]
    assert robot.window.shell.undo_bar.text == "Visit moved."
    go_to(robot, "16:30, Shabana Akhtar")
    robot.window.press("Space")
    assert robot.today == ["16:30, Shabana Akhtar, Visit, Done"]
    robot.window.press("Ctrl+Z")
    assert robot.today == ["16:30, Shabana Akhtar, Visit"]
    robot.window.shell.go(f"my-day/visit/{shabana.id}")
    robot.window.settle()
    assert robot.window.focus_name == "When", "whom is known already"
    robot.window.type("tomorrow at 10")
    robot.window.press("Enter")
    (coming,) = robot.screen.today.coming.rows()
    assert coming.accessibleName() == "Tomorrow 10:00, Shabana Akhtar, Visit"
    assert clipped(robot.screen) == []
    assert unnamed(robot.screen) == []


def test_a_calendar_file_is_written_where_the_worker_says(
    desk: Desk, leah: Actor, shabana: CaseMade, open_day: Opener, tmp_path: Path
) -> None:
    desk.casework.add_step(leah, shabana.id, "Ring council tax", NOW.date())
    robot = open_day()
    robot.screen.where = lambda _over, name, _kind: tmp_path / Path(name).stem
    robot.screen.today.calendar_button.click()
    robot.window.settle()
    said = (tmp_path / "my-visits.ics").read_text(encoding="utf-8")
    assert f"SUMMARY:Step {shabana.reference}" in said
    assert "Shabana" not in said
    assert "by case reference alone" in robot.window.shell.notices.texts[0]


def test_going_out_and_coming_back_by_keys(world: World, leah: Actor, open_day: Opener) -> None:
    world.worker("omar")
    robot = open_day()
    assert robot.screen.out.isHidden()
    go_to(robot, "Go out")
    robot.window.press("Enter")
    assert robot.window.focus_name == "Where you go"
    robot.window.type("Alderbank Road")
    robot.window.press("Tab")
    robot.window.type("08:00")
    robot.window.press("Enter")
    assert "08:00 is over" in robot.screen.out.going.due.problem
    robot.screen.out.going.due.set_text("in 45 minutes")
    robot.window.press("Enter")
    (line,) = robot.screen.out.rows
    assert line.accessibleName().startswith("You are out, Back by 09:45, Alderbank Road")
    line.later.setFocus(Qt.FocusReason.TabFocusReason)
    robot.window.press("Enter")
    robot.window.type("10:30")
    robot.window.press("Enter")
    assert robot.screen.out.rows[0].when.text() == "Back by 10:30"
    assert clipped(robot.screen) == []
    robot.screen.out.rows[0].check_in.setFocus(Qt.FocusReason.TabFocusReason)
    robot.window.press("Enter")
    assert robot.screen.out.isHidden()
    robot.window.press("Ctrl+Z")
    assert not robot.screen.out.isHidden()


def test_who_is_not_back_is_called_out_on_every_screen_and_found_by_ringing(
    world: World, desk: Desk, leah: Actor, open_day: Opener
) -> None:
    omar = world.worker("omar")
    due = world.clock() + timedelta(hours=1)
    desk.outings.check_out(omar, world.site, "the clinic", due, leah.worker)
    robot = open_day()
    (line,) = robot.screen.out.rows
    assert (line.when.text(), line.raise_alarm.isHidden()) == ("Back by 10:00", True)
    robot.window.press("Ctrl+3")
    world.clock.set(due + timedelta(minutes=12))
    robot.screen.watched.emit()
    told = robot.window.shell.notices.texts
    assert told == [
        "Omar should have been back at 10:00 from the clinic. Ring them now. "
        "My day says what to do next."
    ]
    robot.screen.watched.emit()
    assert robot.window.shell.notices.texts == told, "once for each turn for the worse"
    robot.window.press("Ctrl+1")
    (line,) = robot.screen.out.rows
    assert line.when.text() == "12 minutes late"
    assert not line.raise_alarm.isHidden()
    line.raise_alarm.setFocus(Qt.FocusReason.TabFocusReason)
    robot.window.press("Enter")
    (line,) = robot.screen.out.rows
    assert line.when.text() == "Alarm raised 10:12 by Leah"
    line.ring.setFocus(Qt.FocusReason.TabFocusReason)
    robot.window.press("Enter")
    robot.window.press("Enter")
    assert "Say in a few words" in robot.screen.out.answer.said.problem
    robot.window.type("Safe, her phone was flat")
    robot.window.press("Enter")
    assert robot.screen.out.rows == []


def test_what_is_not_sent_stands_on_top_and_a_key_date_before_promises(
    desk: Desk, leah: Actor, shabana: CaseMade, kofi: CaseMade, open_day: Opener
) -> None:
    desk.concerns.record(leah, kofi.id, NewConcern(ConcernAbout.CHILD, "Bruises on both arms"))
    day = NOW.date() + timedelta(days=2)
    dated = NewKeyDate(KeyDateKind.EVICTION, "Eviction", day, "They lose the flat.")
    desk.key_dates.add_key_date(leah, shabana.id, dated)
    desk.casework.add_step(leah, shabana.id, "Ring", NOW.date() - timedelta(days=40))
    robot = open_day()
    screen = robot.screen
    (line,) = screen.not_sent.list.rows()
    assert line.accessibleName() == (
        "A concern about a child, Kofi Mensah, Noticed today, Send it today"
    )
    tops = [card.y() for card in (screen.not_sent, screen.desk, screen.key_dates)]
    below = screen.promises.mapTo(screen, screen.promises.rect().topLeft()).y()
    assert tops == sorted(tops)
    assert below > screen.key_dates.mapTo(screen, screen.key_dates.rect().topLeft()).y()
    (dated_line,) = screen.key_dates.list.rows()
    assert "Eviction, Shabana Akhtar, If it is missed: They lose the flat." in (
        dated_line.accessibleName()
    )
    assert robot.cases == ["Kofi Mensah", "Shabana Akhtar"]
    assert "ruises" not in str([row.accessibleName() for row in screen.not_sent.list.rows()])
    go_to(robot, "Eviction")
    robot.window.press("F8")
    assert "Kofi" not in screen.not_sent.list.rows()[0].accessibleName()
    robot.window.press("F8")
    screen.not_sent.list.rows()[0].click()
    robot.window.settle()
    assert robot.window.shell.address.startswith(f"case/{kofi.id}/now/concern_sent/")


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("15:30", 390),
        ("3pm", 360),
        ("in 45 minutes", 45),
        ("an hour", 60),
        ("2 hours", 120),
        ("1 hour 20 min", 80),
        ("in 1h", 60),
    ],
)
def test_when_one_is_back_is_read_as_people_say_it(typed: str, after: int) -> None:
    assert read_back(typed, NOW) == NOW + timedelta(minutes=after)


@pytest.mark.parametrize("typed", ["", "08:00", "soon", "25:00"])
def test_what_is_no_time_to_come_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        read_back(typed, NOW)


@pytest.mark.parametrize("typed", ["tue", "20 nov 2026 at 2", ""])
def test_a_visit_needs_a_time_to_come(typed: str) -> None:
    with pytest.raises(Invalid):
        read_visit(typed, NOW)


@given(st.integers(0, 2000))
def test_minutes_are_said_without_loss(count: int) -> None:
    words = minutes(count).split()
    pairs = dict(zip(words[1::2], map(int, words[::2]), strict=True))
    found = {name.rstrip("s"): value for name, value in pairs.items()}
    assert found.get("hour", 0) * 60 + found.get("minute", 0) == count


def test_a_name_of_three_hundred_letters_makes_no_line_wider_than_the_window(
    desk: Desk, world: World, leah: Actor, open_day: Opener
) -> None:
    long = world.case(team=[leah], subject=world.person("Temitope " * 33, "Adeyinka"))
    dated = NewKeyDate(KeyDateKind.EVICTION, "Eviction", NOW.date() + timedelta(days=2), "Out.")
    desk.key_dates.add_key_date(leah, long.id, dated)
    screen = open_day().screen
    (line,) = screen.key_dates.list.rows()
    assert line.accessibleName().endswith("in 2 days")
    assert line.mapTo(screen, line.rect().topRight()).x() < screen.width()
