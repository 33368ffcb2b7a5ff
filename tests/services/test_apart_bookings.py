"""Two kept apart and booked near each other: the lead is warned, whoever books learns nothing."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.housing import GoingTo
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.safety import KeptFrom
from pbi_desktop.models import AuditEntry, Residence, Revision
from pbi_desktop.services.apart_bookings import ApartBooking, read_apart_bookings
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.housing_rows import NewGoing
from pbi_desktop.services.safety_rows import NewApart
from pbi_desktop.services.visit_rows import NewVisit
from tests.support.desks import lives_at, undo
from tests.support.statements import counted
from tests.support.world import CaseMade, World


@dataclass
class Two:
    """Ann, whom Leah visits, and Carl, whom Noor does; only the lead knows both."""

    world: World
    desk: Desk
    leah: Actor
    noor: Actor
    lead: Actor
    ann: CaseMade
    carl: CaseMade

    def at(self, hour: int, minute: int = 0, days: int = 1) -> datetime:
        now = self.world.clock()
        return now.replace(hour=hour, minute=minute, second=0) + timedelta(days=days)

    def keep_apart(self, kept_from: KeptFrom = KeptFrom.BOOKINGS) -> Changes:
        new = NewApart(
            PersonId(self.ann.subject), PersonId(self.carl.subject), kept_from, "He hurt her"
        )
        return self.desk.apart.keep(self.lead, self.ann.id, new)

    def warnings(self) -> tuple[ApartBooking, ...]:
        return self.desk.team_days.show(self.lead).apart


@pytest.fixture
def two(world: World, desk: Desk) -> Two:
    leah, noor, lead = world.worker("leah"), world.worker("noor"), world.manager()
    ann = world.case(team=[leah], subject=world.person("Ann", "Bell"))
    carl = world.case(team=[noor], subject=world.person("Carl", "Bell"))
    for case in (ann, carl):
        world.open(case, lead)
    return Two(world, desk, leah, noor, lead, ann, carl)


def test_the_lead_sees_on_team_day_what_brings_them_near_and_it_goes_when_it_is_moved(
    two: Two,
) -> None:
    kept = two.keep_apart()
    two.desk.visits.book(two.leah, two.ann.id, NewVisit("Review", two.at(10), "The Clinic"))
    assert two.warnings() == ()
    going = NewGoing(two.at(11), GoingTo.CLINIC, "the clinic")
    planned = two.desk.key_dates.plan_going(two.noor, two.carl.id, going)
    first, second = two.warnings()
    assert (first.person, first.other, first.what, first.worker) == (
        "Ann Bell",
        "Carl Bell",
        "Review",
        "Leah",
    )
    assert (first.other_at, first.other_worker, first.at_home) == (second.at, "Noor", False)
    assert (second.person, second.other) == ("Carl Bell", "Ann Bell")
    undo(two.desk, two.noor, planned)
    assert two.warnings() == ()
    two.desk.visits.book(two.noor, two.carl.id, NewVisit("Form", two.at(10), "The library"))
    assert two.warnings() == (), "both places are known, and differ"
    moved = two.desk.visits.book(two.noor, two.carl.id, NewVisit("Form", two.at(10)))
    assert len(two.warnings()) == 2
    assert kept.made is not None
    pair = two.desk.apart.of_case(two.lead, two.ann.id)[0]
    two.desk.apart.end(two.lead, kept.made, pair.version)
    assert two.warnings() == ()
    undo(two.desk, two.noor, moved)


def told(two: Two, booker: Actor, case: CaseMade) -> list[Any]:
    """Return all that whoever books is told and shown of it, and how much work it was."""
    before, day = traces(two, booker), two.desk.my_day.show(booker)
    with counted(two.world, booker) as count:
        done = two.desk.visits.book(booker, case.id, NewVisit("Review", two.at(10), "The Clinic"))
    after, now = traces(two, booker), two.desk.my_day.show(booker)
    return [
        replace(done, command=None, made=None, cases=frozenset()),
        sorted(count.texts),
        after - before,
        len(now.coming) - len(day.coming),
        now.concerns == day.concerns,
        len(now.news) - len(day.news),
        two.desk.apart.of_case(booker, case.id),
        two.desk.cases.now(booker, case.id).safety.apart,
    ]


def traces(two: Two, booker: Actor) -> Counter[str]:
    """Return what stands of changes and entries that the booker may see."""
    with two.world.store_for(booker).query(booker) as work:
        kinds = [row[0] for row in work.rows(select(Revision.kind))]
        entries = [row[0] for row in work.rows(select(AuditEntry.action))]
        assert read_apart_bookings(work, two.world.site) == ()
    return Counter([*kinds, *entries])


@pytest.mark.parametrize("kept_from", KeptFrom)
def test_nothing_betrays_to_whoever_books_that_two_are_kept_apart(
    two: Two, kept_from: KeptFrom
) -> None:
    """Beside the pair stands one that nobody keeps apart: not even a statement differs."""
    world, desk = two.world, two.desk
    bea = world.case(team=[two.leah], subject=world.person("Bea", "Hill"))
    dan = world.case(team=[two.noor], subject=world.person("Dan", "Hill"))
    two.keep_apart(kept_from)
    for case in (two.carl, dan):
        desk.visits.book(two.noor, case.id, NewVisit("Form", two.at(10), "The Clinic"))
    told(two, two.leah, bea)  # what is asked once and remembered is out of the way
    assert told(two, two.leah, two.ann) == told(two, two.leah, bea)
    assert told(two, two.noor, two.carl) == told(two, two.noor, dan)
    assert {one.person for one in two.warnings()} == {"Ann Bell", "Carl Bell"}
    for one in (two.leah, two.noor):
        with pytest.raises(NotPermitted):
            desk.team_days.show(one)


def test_a_visit_at_the_home_of_both_is_a_warning_and_what_a_lead_may_not_see_is_none(
    two: Two,
) -> None:
    world, desk = two.world, two.desk
    home = lives_at(world, two.lead, PersonId(two.ann.subject), "7 Alderbank", "OL9 7AA")
    with world.store_for(two.lead).command(two.lead, "move in") as work:
        work.add(
            Residence(
                subject_id=PersonId(two.carl.subject), category=Category.CONTACT, address_id=home
            )
        )
    two.keep_apart(KeptFrom.EVERYTHING)
    desk.visits.book(two.leah, two.ann.id, NewVisit("Visit", two.at(10)))
    (warning,) = two.warnings()
    assert (warning.person, warning.other, warning.at_home) == ("Ann Bell", "Carl Bell", True)
    far = world.manager(world.new_site("Fitton Hill"))
    assert desk.team_days.show(far).apart == ()
