"""Visits: booked, moved, called off; and a calendar file that names nobody."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category, Seal
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.models import AuditEntry, Restriction, SafeContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.visit_rows import NewVisit
from tests.support.desks import undo
from tests.support.world import World

HOUR = timedelta(hours=1)


def says(world: World, person: object, *, text: bool) -> SafeContact:
    return SafeContact(
        subject_id=person,
        category=Category.CONTACT,
        may_text=text,
        may_call=False,
        may_voicemail=False,
        may_write=False,
    )


def test_a_visit_is_booked_moved_done_and_called_off(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah], subject=world.person("Ann", "Bell"))
    at = world.clock() + HOUR
    made = desk.visits.book(leah, case.id, NewVisit("Home visit", at, "Mill Brow", at + HOUR)).made
    assert made is not None
    desk.visits.move(leah, made, 1, at + 2 * HOUR)
    (item,) = desk.my_day.show(leah).items
    assert (item.at, item.ends_at, item.place) == (at + 2 * HOUR, at + 3 * HOUR, "Mill Brow")
    desk.visits.settle(leah, made, 2)
    assert desk.my_day.show(leah).items[0].done
    off = desk.visits.cancel(leah, made, 3)
    assert desk.my_day.show(leah).items == ()
    undo(desk, leah, off)
    assert [one.what for one in desk.my_day.show(leah).items] == ["Home visit"]
    for wrong in (NewVisit(" ", at), NewVisit("x", at - 24 * HOUR), NewVisit("x", at, "", at)):
        with pytest.raises(Invalid):
            desk.visits.book(leah, case.id, wrong)
    with pytest.raises(NotPermitted):
        desk.visits.book(omar, case.id, NewVisit("x", at))


def test_a_calendar_file_holds_references_and_nobody(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    names = ("plain", "sealed", "unsafe", "restricted", "asked")
    cases = {
        name: world.case(f"K7QX{at}B", team=[leah], subject=world.person("Ann", "Bell"))
        for at, name in enumerate(names, start=2)
    }
    world.add(leah, says(world, cases["unsafe"].subject, text=False))
    world.add(leah, says(world, cases["asked"].subject, text=True))
    for case in cases.values():
        desk.visits.book(leah, case.id, NewVisit("Talk to Ann", world.clock() + HOUR, "Mill Brow"))
        desk.casework.add_step(leah, case.id, "Ring Ann Bell", date(2026, 11, 20))
    desk.seals.seal_case(leah, cases["sealed"].id, 1, Seal.NAMED)
    world.fact(
        Restriction(
            subject_id=cases["restricted"].subject,
            category=Category.CORE,
            reason="contested",
            valid_from=world.clock(),
            valid_to=None,
        )
    )
    found = desk.visits.calendar(leah)
    said = found.data.decode()
    titles = sorted(line for line in said.split("\r\n") if line.startswith("SUMMARY:"))
    assert titles == [
        f"SUMMARY:{word} {cases[name].reference}"
        for word in ("Step", "Visit")
        for name in ("plain", "asked")
    ]
    assert (found.visits, found.steps, found.left_out) == (2, 2, 6)
    assert not any(word in said for word in ("Ann", "Bell", "Mill", "Talk", "Ring"))
    with world.trusted() as connection:
        logged = connection.execute(select(AuditEntry.action).order_by(AuditEntry.at)).scalars()
        assert "export calendar" in list(logged)


def test_booking_says_where_a_calendar_is_not_safe(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah])
    visit = NewVisit("Visit", world.clock() + HOUR)
    assert desk.visits.book(leah, case.id, visit).done == "Visit booked"
    world.add(leah, says(world, case.subject, text=False))
    assert "not safe" in desk.visits.book(leah, case.id, visit).done
