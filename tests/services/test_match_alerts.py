"""Somebody at a desk may be known under a hidden record: those who may know are called.

Whoever wrote the contact is told nothing: not by a row, a count, an order, a word of the log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select, text

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import AlertAnswer, ApproachState
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound, NotPermitted, PbiError, StaleRecord
from pbi_desktop.domain.times import Precision
from pbi_desktop.models import AlertCall, Approach, AuditEntry, MatchAlert
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.cases_export import Form
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival, Told
from pbi_desktop.services.import_rows import InputFile
from tests.support.desks import undo
from tests.support.world import CaseMade, World

FORM = "Your name,Date of birth,In your own words,Form number\n{name},9 4 1991,The rent,{name}\n"


@dataclass
class Town:
    """A desk to which people come, and another site, which knows Shabana Akhtar."""

    world: World
    desk: Desk
    leah: Actor
    """Writes; audits as well, so that she reads every line of the log."""
    dora: Actor
    boss: Actor
    case: CaseMade

    def comes(self, name: str, **said: Any) -> Changes:
        given, _, family = name.rpartition(" ")
        new = NewContact(
            self.world.site,
            given_name=given,
            family_name=family,
            born="9 4 1991",
            words="The rent",
        )
        return self.desk.contacts.keep(self.leah, new)

    def called(self, who: Actor) -> list[str]:
        return [line.said_name for line in self.desk.match_alerts.waiting(who)]


@pytest.fixture
def town(world: World, desk: Desk) -> Town:
    leah = world.worker("leah")
    world.role(leah, SiteRole.AUDITOR, world.site)
    there = world.new_site("Fitton Hill")
    boss = world.manager(there)
    dora = world.worker("dora", SiteRole.DUTY_LEAD, site=there)
    born = {"born_text": "1991-04-09", "born_precision": Precision.DAY}
    known = world.person("Shabana", "Akhtar", **born)
    case = world.case("K7QX9B", site=there, by=boss, subject=known)
    return Town(world, desk, leah, dora, boss, case)


def test_the_duty_lead_is_called_then_the_next_after_five_minutes(town: Town) -> None:
    town.comes("Shabana Akhtar")
    [line] = town.desk.match_alerts.waiting(town.dora)
    assert (line.said_name, line.said_born) == ("Shabana Akhtar", "9 April 1991")
    assert "The rent" not in repr(line), "what was said stays with who took it"
    assert (line.by, line.site, line.known) == ("Leah", "Holts and Lees", "Shabana Akhtar")
    assert (line.references, line.case_id) == (("K7QX9B",), town.case.id)
    assert town.called(town.boss) == []
    town.world.clock.forward(minutes=5)
    assert town.called(town.boss) == town.called(town.dora) == ["Shabana Akhtar"]


def test_a_contact_without_a_case_calls_by_the_whole_family_name(town: Town) -> None:
    known = town.world.person("Anna", "van der Berg")
    town.world.case("K8QX9B", site=town.case.site, by=town.boss, subject=known)
    new = NewContact(town.world.site, given_name="Anna", family_name="van der Berg")
    town.desk.contacts.keep(town.leah, new)
    assert town.called(town.dora) == ["Anna van der Berg"]


def test_what_somebody_answered_calls_nobody_any_more(town: Town) -> None:
    town.comes("Shabana Akhtar")
    [line] = town.desk.match_alerts.waiting(town.dora)
    with pytest.raises(NotFound):  # before it is their turn
        town.desk.match_alerts.answer(town.boss, line.id, line.version, AlertAnswer.SAME)
    kept = town.desk.match_alerts.answer(
        town.dora, line.id, line.version, AlertAnswer.SAME, "I ring Leah"
    )
    town.world.clock.forward(minutes=10)
    assert town.called(town.dora) == town.called(town.boss) == []
    with town.world.store_for(town.dora).query(town.dora) as work:
        alert = work.get(MatchAlert, line.id)
        assert (alert.answer, alert.answer_words, alert.answered_by) == (
            AlertAnswer.SAME,
            "I ring Leah",
            town.dora.worker,
        )
    with pytest.raises(StaleRecord):
        town.desk.match_alerts.answer(town.boss, line.id, line.version, AlertAnswer.NOT_SURE)
    assert kept.command is None, "an answer stands: what was said was acted on"


def test_an_alert_makes_nobody_s_arrival_theirs(town: Town) -> None:
    town.comes("Shabana Akhtar")
    [line] = town.desk.waiting.list(town.leah)
    assert town.desk.waiting.list(town.dora) == ()
    with pytest.raises((NotFound, NotPermitted)):
        town.desk.waiting.send_back(town.dora, line.id, line.version, "Not ours")
    with pytest.raises((NotFound, NotPermitted)):
        town.desk.waiting.accept(town.dora, line.id, line.version)


def test_nobody_else_is_called_or_may_answer(town: Town) -> None:
    omar = town.world.worker("omar")
    town.comes("Shabana Akhtar")
    [line] = town.desk.match_alerts.waiting(town.dora)
    for stranger in (omar, town.leah):
        assert town.called(stranger) == []
        with pytest.raises(NotFound):
            town.desk.match_alerts.answer(stranger, line.id, line.version, AlertAnswer.SAME)


def test_a_form_and_an_arrival_at_the_desk_call_as_well(town: Town) -> None:
    form = FORM.format(name="Shabana Akhtar").encode()
    town.desk.lists.referrals(town.leah, [InputFile("web.csv", form)])
    new = Arrival(town.world.site, "Shabana", "Akhtar", born="9 4 1991")
    town.desk.front_door.arrive(town.leah, new)
    assert town.called(town.dora) == ["Shabana Akhtar"] * 2


# --- the writer learns nothing -------------------------------------------------------------------

COMES: dict[str, Callable[[Town, str], Any]] = {
    "contact": lambda town, name: town.comes(name),
    "arrival": lambda town, name: town.desk.front_door.arrive(
        town.leah, Arrival(town.world.site, name.split()[0], name.split()[1], born="9 4 1991")
    ),
    "form": lambda town, name: town.desk.lists.referrals(
        town.leah, [InputFile("web.csv", FORM.format(name=name).encode())]
    ),
}


def told(look: Callable[[], Any]) -> str:
    try:
        return repr(look())
    except PbiError as error:
        return f"{type(error).__name__}: {error!r}"


def everything(town: Town) -> dict[str, str]:
    """Return all that the writer may ask for, to the byte."""
    desk, leah = town.desk, town.leah
    looks: dict[str, Callable[[], Any]] = {
        "waiting": lambda: desk.waiting.list(leah),
        "alerts": lambda: desk.match_alerts.waiting(leah),
        "day": lambda: desk.my_day.show(leah),
        "cases": lambda: desk.cases.list(leah),
        "by name": lambda: desk.front_door.search(leah, Told("Shabana Akhtar")),
        "by birth": lambda: desk.front_door.search(leah, Told(born="9 4 1991")),
        "choices": lambda: desk.community.cases(leah),
        "outcomes": lambda: desk.outcomes.show(leah),
        "requests": lambda: desk.subject_access.requests(leah),
        "retention": lambda: desk.retention.preview(leah),
        "runs": lambda: desk.import_wizard.runs(leah),
        "rows": lambda: rows(town),
        "export": lambda: desk.cases_export.cases(leah, Form.CSV),
    }
    return {what: told(look) for what, look in looks.items()}


def rows(town: Town) -> list[int]:
    kinds = (Approach, MatchAlert, AlertCall)
    with town.world.store_for(town.leah).query(town.leah) as work:
        return [work.rows(select(func.count()).select_from(kind))[0][0] for kind in kinds]


def audited(town: Town) -> list[Any]:
    """Return what the log says, but for what differs from one line to the next anyway."""
    with town.world.store_for(town.leah).query(town.leah) as work:
        asked = select(AuditEntry.action, AuditEntry.worker_id, AuditEntry.chain)
        return [tuple(row) for row in work.rows(asked.order_by(AuditEntry.chain, AuditEntry.seq))]


@pytest.mark.parametrize("way", COMES)
def test_the_writer_sees_the_same_whether_or_not_somebody_is_called(town: Town, way: str) -> None:
    COMES[way](town, "Ebenezer Nobody")  # the first look at a list opens all cases, and says so
    logged = [len(audited(town))]
    news = []
    for name in ("Zebedee Nobody", "Shabana Akhtar"):
        news.append(COMES[way](town, name))
        logged.append(len(audited(town)))
    assert logged[1] - logged[0] == logged[2] - logged[1]
    if isinstance(news[0], Changes):
        shapes = [(one.done, one.kinds, len(one.cases)) for one in news]
        assert shapes[0] == shapes[1]
        assert not shapes[0][1] & {"match_alerts", "alert_calls"}
    assert len(town.called(town.dora)) == 1, "it bites"
    everything(town)  # what is opened by looking is open from now on
    before = everything(town)
    with town.world.trusted() as above:
        above.execute(text("DELETE FROM alert_calls"))
        above.execute(text("DELETE FROM match_alerts"))
    after = everything(town)
    assert {what for what in before if before[what] != after[what]} == set()


def test_an_undone_contact_is_undone_whether_or_not_somebody_was_called(town: Town) -> None:
    for name in ("Zebedee Nobody", "Shabana Akhtar"):
        undo(town.desk, town.leah, town.comes(name))
    assert town.desk.waiting.list(town.leah) == ()
    assert town.called(town.dora) == ["Shabana Akhtar"], "undoing does not silence who was called"


def test_what_became_of_the_arrival_does_not_wait_for_the_answer(town: Town) -> None:
    town.comes("Shabana Akhtar")
    [line] = town.desk.waiting.list(town.leah)
    town.desk.waiting.accept(town.leah, line.id, line.version)
    assert town.called(town.dora) == ["Shabana Akhtar"]
    with town.world.store_for(town.leah).query(town.leah) as work:
        assert work.get(Approach, line.id).state is ApproachState.ACCEPTED
