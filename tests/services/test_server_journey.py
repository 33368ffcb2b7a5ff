"""The main job on a server's store, from the door to the figures, through one opened store."""

from datetime import timedelta
from pathlib import Path

from pbi_desktop.domain.access import AgencyKind, Category, Purpose, SiteRole
from pbi_desktop.domain.casework import NoteKind, RiskState
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.server_address import read_address
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.case_rows import DomainRating, NewGain, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival, Told
from pbi_desktop.services.server_stores import OpenedServer
from tests.support.stores import PostgresHome
from tests.support.world import World


def signed_in(world: World, login: str, role: SiteRole) -> OpenedServer:
    home = world.home
    assert isinstance(home, PostgresHome)
    worker = world.worker(login, role)
    url = home.url_for(worker).replace("+psycopg", "")
    return OpenedServer(read_address(url), url, Path("team.pbi-server"), world.clock)


def _arrived(desk: Desk, opened: OpenedServer) -> CaseId:
    (site,) = desk.front_door.sites(opened.actor)
    arrival = Arrival(site.id, "Imelda", "Quarmby", born="9 4 1991", street="14 Featherstall Fold")
    made = desk.front_door.arrive(opened.actor, arrival).made
    assert made is not None
    return CaseId(made)


def test_the_main_job_on_a_server(postgres_world: World) -> None:
    postgres_world.agency(AgencyKind.HOUSING)
    postgres_world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE, Category.HOUSING)
    with signed_in(postgres_world, "leah", SiteRole.KEY_WORKER) as opened:
        desk, leah = opened.desk, opened.actor
        assert desk.front_door.search(leah, Told(name="Imelda Quarmby")).matches == ()
        case = _arrived(desk, opened)
        (found,) = desk.front_door.search(leah, Told(name="Imelda Quarmbey")).matches
        assert found.name == "Imelda Quarmby"
        desk.cases.opened(leah, case)
        desk.casework.write_note(leah, case, NewNote("Came with a summons.", NoteKind.STORY))
        desk.casework.record_risk(leah, case, RiskState.NONE_KNOWN)
        first = (DomainRating(LifeDomain.OVERALL, Stage.NOT_COPING, Stage.NOT_COPING, "Post"),)
        desk.reviews.rate(leah, case, first, RatingKind.BASELINE)
        today = london_day(postgres_world.clock())
        award = NewGain(
            what="Council tax support",
            category=GainCategory.BENEFIT,
            nature=GainNature.RECURRING,
            status=GainStatus.CONFIRMED,
            amount=Pence(1967),
            frequency=Frequency.WEEKLY,
            start=today - timedelta(days=1),
            evidence=Evidence.AWARD_LETTER,
        )
        gained = desk.reviews.record_gain(leah, case, award)
        now = desk.cases.now(leah, case)
        assert now.money is not None
        assert now.money.confirmed_a_year > 0
        assert [one.body for one in desk.cases.story(leah, case) if one.body]
        assert gained.command is not None
        desk.undo.undo(leah, gained.command)
        reference = desk.cases.header(leah, case).reference
        partner = next(one for one in desk.reports.agencies(leah) if one.name == "Housing")
        summary = desk.reports.case_summary(leah, reference, partner.name, Purpose.DIRECT_SUPPORT)
        assert summary.pdf.startswith(b"%PDF")
    with signed_in(postgres_world, "rosa", SiteRole.TEAM_MANAGER) as opened:
        assert opened.desk.reports.outcomes(opened.actor).sentence
        entries, broken = opened.care().audit(opened.actor)
        assert entries > 5
        assert broken is None
