"""Somebody hidden from the writer fits: those who may know are told, one after the other."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category, Seal, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import AlertAnswer, ApproachState, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.errors import NotPermitted, PbiError
from pbi_desktop.domain.ids import PersonId, WorkerId
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.times import Precision
from pbi_desktop.models import (
    AlertCall,
    Approach,
    Case,
    ContactPoint,
    Exclusion,
    MatchAlert,
    OtherName,
)
from tests.support.world import CaseMade, World

BORN = {"born_text": "1991-09-04", "born_precision": Precision.DAY}


@dataclass
class Door:
    """A desk where somebody comes whom another site knows."""

    world: World
    writer: Actor
    lead: Actor
    manager: Actor
    hidden: CaseMade

    def comes(self, given: str = "Shabana", family: str = "Akhtar", /, **told: Any) -> UUID:
        """Write down that somebody came; returns the approach."""
        said: dict[str, Any] = {**BORN, "phone": None, "phone_key": None, **told}
        with self.world.store_for(self.writer).command(self.writer, "keep contact") as work:
            came = work.add(
                Approach(
                    site_id=self.world.site,
                    at=work.now,
                    worker_id=self.writer.worker,
                    method=ContactMethod.SHOPFRONT,
                    given_name=given,
                    family_name=family,
                    given_key=name_key(given),
                    family_key=name_key(family),
                    reasons="",
                    urgency=Urgency.ROUTINE,
                    safe_now=SafeNow.NOT_ASKED,
                    done="",
                    state=ApproachState.WAITING,
                    **said,
                )
            )
            work.raise_alerts(came.id)
            return came.id

    def alerts(self, worker: Actor) -> list[tuple[UUID, UUID]]:
        """Return (approach, hidden person) of the alerts that a worker sees."""
        asked = select(MatchAlert.approach_id, MatchAlert.known_id)
        with self.world.store_for(worker).query(worker) as work:
            return [(row[0], row[1]) for row in work.rows(asked)]

    def calls(self, worker: Actor) -> list[timedelta]:
        """Return how long after the alert each call to a worker comes."""
        asked = select(AlertCall.call_at, AlertCall.created_at)
        with self.world.store_for(worker).query(worker) as work:
            return [row[0] - row[1] for row in work.rows(asked)]

    def its_turn(self, worker: Actor) -> None:
        """Have the calls to a worker begin: a server's clock is not the test's."""
        with self.world.trusted() as connection:
            mine = AlertCall.worker_id == worker.worker
            keys = [row[0] for row in connection.execute(select(AlertCall.id).where(mine))]
        for key in keys:
            begun = self.world.clock() - timedelta(seconds=1)
            self.world.change_fact(AlertCall, key, call_at=begun)

    def sees(self, worker: Actor) -> list[UUID]:
        """Return the approaches that a worker sees."""
        with self.world.store_for(worker).query(worker) as work:
            return [row[0] for row in work.rows(select(Approach.id))]


@pytest.fixture
def door(world: World) -> Door:
    there = world.new_site("Fitton Hill")
    writer = world.worker("inez", SiteRole.FRONT_DOOR)
    lead = world.worker("omar", SiteRole.DUTY_LEAD, site=there)
    manager = world.manager(there)
    person = world.person("Shabana", "Akhtar", **BORN)
    hidden = world.case("HIDDEN2", site=there, by=manager, subject=person)
    return Door(world, writer, lead, manager, hidden)


def test_the_duty_lead_is_told_at_once_and_the_manager_five_minutes_later(door: Door) -> None:
    came = door.comes()
    about = [(came, door.hidden.subject)]
    assert (door.alerts(door.lead), door.alerts(door.manager)) == (about, [])
    assert door.calls(door.lead) == [timedelta()]
    assert door.calls(door.manager) == [timedelta(minutes=5)]
    door.its_turn(door.manager)
    assert door.alerts(door.manager) == about
    for called in (door.lead, door.manager):  # who came and where, not what they said
        assert door.sees(called) == []


def test_the_writer_is_told_nothing_and_nobody_else_sees_who_came(door: Door) -> None:
    colleague = door.world.worker("tom", SiteRole.KEY_WORKER)
    own_lead = door.world.worker("bev", SiteRole.DUTY_LEAD)
    came = door.comes()
    assert (door.alerts(door.writer), door.calls(door.writer)) == ([], [])
    assert (door.alerts(colleague), door.sees(colleague)) == ([], [])
    assert (door.alerts(own_lead), door.sees(own_lead)) == ([], [came])
    assert door.sees(door.writer) == [came]


def test_the_same_alert_is_raised_once(door: Door) -> None:
    came = door.comes()
    with door.world.store_for(door.writer).command(door.writer, "again") as work:
        work.log("kept contact", "again")
        work.raise_alerts(came)
    assert len(door.alerts(door.lead)) == 1


def test_nobody_raises_alerts_about_what_another_wrote(door: Door) -> None:
    came = door.comes("Somebody", "Else", born_text=None, born_precision=None)
    other = door.world.worker("tom", SiteRole.KEY_WORKER)
    door.world.change_fact(Approach, came, given_key="shabana", family_key="akhtar")
    with door.world.store_for(other).command(other, "again") as work:
        work.log("kept contact", "again")
        work.raise_alerts(came)
    assert door.alerts(door.lead) == []


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        (("Shabana", "Akhtar", {}), True),
        (("Akhtar", "Shabana", {"born_text": None, "born_precision": None}), True),
        (("Shabana", "Khan", {}), True),  # same birth, one name of two
        (("Shabana", "Akhtar", {"born_text": "1950-01-01"}), False),
        (("Ann", "Bell", {}), False),  # the same birth alone is nobody
        (("Noor", "Begum", {"born_text": None, "born_precision": None}), True),  # another name
        (("Shabana", "", {"born_text": None, "phone_key": "07700900417"}), True),
        (("Ann", "", {"born_text": None, "phone_key": "07700900417"}), False),
        (("", "", {"born_text": None, "born_precision": None}), False),
    ],
)
def test_who_fits(door: Door, told: tuple[str, str, dict[str, Any]], *, fits: bool) -> None:
    person = door.hidden.subject
    more = {"subject_id": person, "category": Category.IDENTITY}
    name = OtherName(**more, name="Noor Begum", name_key="noor begum", kind="former")
    phone = ContactPoint(
        **{**more, "category": Category.CONTACT}, kind="phone", value="", value_key="07700900417"
    )
    door.world.facts([name, phone])
    given, family, rest = told
    door.comes(given, family, **rest)
    assert bool(door.alerts(door.lead)) is fits


def test_whoever_has_a_conflict_of_interest_is_not_called(door: Door) -> None:
    door.world.fact(
        Exclusion(
            worker_id=door.lead.worker,
            person_id=door.hidden.subject,
            reason="Related",
            valid_from=door.world.clock() - timedelta(days=1),
            valid_to=None,
        )
    )
    door.comes()
    assert door.alerts(door.lead) == []
    assert door.calls(door.manager) == [timedelta()]


def test_of_a_closed_case_its_team_is_called_and_not_the_leads(door: Door) -> None:
    there = door.hidden.site
    rosa = door.world.worker("rosa", SiteRole.KEY_WORKER, site=there)
    door.world.join(door.hidden, rosa)
    door.world.change_fact(Case, door.hidden.id, seal=Seal.NAMED)
    came = door.comes()
    assert door.alerts(rosa) == [(came, door.hidden.subject)]
    assert door.alerts(door.lead) == []


def test_somebody_the_writer_sees_raises_no_alert(door: Door) -> None:
    here = door.world.case("HERE234", subject=door.world.person("Shabana", "Akhtar", **BORN))
    door.comes(person_id=PersonId(here.subject))
    assert [known for _came, known in door.alerts(door.lead)] == [door.hidden.subject]


def test_who_is_called_answers_in_their_own_name_alone(door: Door) -> None:
    door.comes()

    def answer(by: UUID) -> None:
        with door.world.store_for(door.lead).command(door.lead, "answer alert") as work:
            alert = work.all(select(MatchAlert))[0]
            again = alert.answer is AlertAnswer.SAME
            alert.answer = AlertAnswer.NOT_SURE if again else AlertAnswer.SAME
            alert.answered_at = work.now
            alert.answered_by = WorkerId(by)
            work.save(alert)

    with pytest.raises(PbiError):
        answer(door.manager.worker)
    answer(door.lead.worker)
    with pytest.raises(PbiError):  # an answer stays as it was given
        answer(door.lead.worker)


def test_nobody_writes_an_alert_or_an_approach_in_another_name(door: Door) -> None:
    came = door.comes("Ann", "Bell")
    with pytest.raises(NotPermitted):
        door.world.add(
            door.writer,
            MatchAlert(
                approach_id=came, known_id=door.hidden.subject, raised_at=door.world.clock()
            ),
        )
