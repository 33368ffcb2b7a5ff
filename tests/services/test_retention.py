"""Nothing goes before its time, unseen, unnamed or by mistake; what goes is gone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.data_rights import RequestKind
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.retention import DEFAULTS, Keeps, RecordType
from pbi_desktop.models import Case, Chronology, ChronologyLine, Person
from pbi_desktop.services.auditing import Auditing
from pbi_desktop.services.retention import Retention
from pbi_desktop.services.retention_rows import Preview
from pbi_desktop.services.subject_access import SubjectAccess
from pbi_desktop.services.subject_access_rows import NewRequest
from tests.support.desks import EveryonesStore
from tests.support.stores import BOTH, opened
from tests.support.world import CaseMade, World

OPENED, CLOSED = date(2014, 1, 6), date(2015, 4, 1)
MET = datetime(2015, 3, 2, 9, tzinfo=UTC)


class Shelf:
    """A manager's closed files."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.manager = world.manager()
        self.keeping = Retention(lambda: EveryonesStore(world))

    def file(
        self,
        reference: str,
        *others: Person,
        closed: date | None = CLOSED,
        born: str = "1980-05-05",
    ) -> CaseMade:
        """Make a file that was opened in 2014."""
        someone = self.world.person("Ann", reference, born_text=born, born_precision="day")
        made = self.world.case(
            reference, by=self.manager, subject=someone, others=others, opened_on=OPENED
        )
        self.world.change_fact(Case, made.id, closed_on=closed, phase=Phase.CLOSED)
        return made

    def preview(self, actor: Actor | None = None) -> Preview:
        return self.keeping.preview(actor or self.manager)

    def over(self) -> list[str]:
        return [line.reference for line in self.preview().over]


@pytest.fixture
def shelf(world: World) -> Shelf:
    return Shelf(world)


@pytest.fixture(scope="module", params=BOTH)
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shelf]:
    """Return a shelf that these tests only look at, its rules agreed."""
    with opened(request.param, request, tmp_path_factory.mktemp("shelf")) as home:
        world = World(home)
        shelf = Shelf(world)
        shelf.file("ONCE", closed=date(2014, 3, 1))
        worked = shelf.file("ADULT")
        world.note(worked, "seen", at=MET)
        baby = world.person("Bo", "Quill", born_text="2014-06-01", born_precision="day")
        shelf.file("FAMILY", baby)
        ill = shelf.file("HEALTH")
        world.note(ill, "asthma", category=Category.HEALTH, at=MET)
        shelf.file("OPENED", closed=None)
        held = shelf.file("HELD")
        shelf.keeping.adopt(shelf.manager)
        shelf.keeping.hold(shelf.manager, held.reference, "a claim")
        yield shelf


def test_a_file_is_over_by_the_rule_of_whoever_is_kept_longest(full: Shelf) -> None:
    lines = {line.reference: line for line in full.preview().over}
    assert {name: line.due.record_type for name, line in lines.items()} == {
        "ONCE": RecordType.ADULT_CONTACT,
        "ADULT": RecordType.ADULT_CONTACT,
        "HEALTH": RecordType.ADULT_HEALTH,
    }
    assert lines["HEALTH"].due.on > lines["ADULT"].due.on > lines["ONCE"].due.on
    assert lines["ADULT"].person == "Ann ADULT"
    assert lines["HEALTH"].records == 1


def test_what_something_keeps_is_said_with_what_keeps_it(full: Shelf) -> None:
    (line,) = full.preview().kept
    assert (line.reference, line.keeps) == ("HELD", (Keeps.LEGAL_HOLD,))


def test_a_preview_says_until_when_old_copies_hold_it(full: Shelf) -> None:
    preview = full.preview()
    assert preview.agreed
    assert preview.copies_until == date(2027, 11, 21)


def test_what_goes_soon_is_listed_before_it_goes(shelf: Shelf) -> None:
    shelf.keeping.adopt(shelf.manager)
    shelf.file("SOON", closed=date(2025, 1, 10))
    shelf.file("LATER", closed=date(2025, 6, 10))
    preview = shelf.preview()
    assert [line.reference for line in preview.over] == []
    assert [(line.reference, line.due.on) for line in preview.soon] == [("SOON", date(2027, 1, 10))]


def test_only_who_leads_looks_and_only_the_sites_manager_lets_go(full: Shelf) -> None:
    world = full.world
    lead = world.worker("rosa", SiteRole.DUTY_LEAD)
    (once,) = [line for line in full.preview(lead).over if line.reference == "ONCE"]
    with pytest.raises(NotPermitted):
        full.keeping.run(lead, [once.case_id], 1)
    with pytest.raises(NotPermitted):
        full.preview(world.worker("leah"))
    elsewhere = world.manager(world.new_site("Fitton Hill"))
    assert full.preview(elsewhere).over == ()
    with pytest.raises(NotFound):
        full.keeping.run(elsewhere, [once.case_id], 1)


def test_the_count_is_typed_and_a_file_that_is_not_over_stops_all(full: Shelf) -> None:
    lines = {line.reference: line.case_id for line in full.preview().over}
    for asked, typed in (([lines["ONCE"]], 2), ([], 0), ([lines["ONCE"]] * 2, 2)):
        with pytest.raises(Invalid):
            full.keeping.run(full.manager, asked, typed)
    (held,) = [line.case_id for line in full.preview().kept]
    with pytest.raises(NotFound):
        full.keeping.run(full.manager, [lines["ONCE"], held], 2)
    assert {line.reference for line in full.preview().over} == set(lines)


def test_what_a_manager_lets_go_is_gone_and_the_rest_stays(shelf: Shelf) -> None:
    world = shelf.world
    gone, other = shelf.file("GONE"), shelf.file("OTHER")
    world.note(gone, "seen", at=MET)
    with pytest.raises(Invalid) as caught:
        shelf.keeping.run(shelf.manager, [gone.id], 1)
    assert "rules" in caught.value.fields  # proposed ones let nothing go
    shelf.keeping.adopt(shelf.manager)
    done = shelf.keeping.run(shelf.manager, [gone.id], 1)
    assert dict(done.counts) == {"cases": 1, "notes": 1}
    store = EveryonesStore(world)
    assert Auditing(lambda: store).verify(shelf.manager).findings == ()
    assert (done.files, done.whole) == (1, True)
    assert shelf.over() == ["OTHER"]
    with pytest.raises(NotFound):
        shelf.keeping.run(shelf.manager, [gone.id], 1)
    assert other.reference in shelf.over()


def test_a_chronology_goes_with_the_lines_that_it_took_from_the_case_before(shelf: Shelf) -> None:
    world, later = shelf.world, shelf.file("LATER")
    before = shelf.file("BEFORE", closed=date(2025, 4, 1))
    about = {"category": Category.CORE, "controller_id": None}
    listed = Chronology(
        case_id=later.id, subject_id=later.subject, title="T", for_whom="F", **about
    )
    world.add(shelf.manager, listed)
    line = ChronologyLine(
        case_id=before.id,
        subject_id=before.subject,
        chronology_id=listed.id,
        at=MET,
        words="She was alone.",
        source="Leah",
        marking=Marking.NOT_MARKED,
        left_out=False,
        **about,
    )
    world.add(shelf.manager, line)
    shelf.keeping.adopt(shelf.manager)
    shelf.keeping.run(shelf.manager, [later.id], 1)
    with world.trusted() as connection:
        assert connection.execute(text("SELECT count(*) FROM chronology_lines")).scalar_one() == 0
    assert before.reference not in shelf.over()


def test_a_request_that_waits_and_a_hold_keep_a_file_until_they_end(shelf: Shelf) -> None:
    world, manager = shelf.world, shelf.manager
    shelf.file("ASKED")
    shelf.keeping.adopt(manager)
    access = SubjectAccess(lambda: EveryonesStore(world))
    today = world.clock().date()
    made = access.open(manager, NewRequest("ASKED", RequestKind.ACCESS, today)).made
    assert made is not None
    shelf.keeping.hold(manager, "ASKED", "a claim")
    (line,) = shelf.preview().kept
    assert set(line.keeps) == {Keeps.OPEN_REQUEST, Keeps.LEGAL_HOLD}
    access.answer(manager, made)
    shelf.keeping.lift(manager, "ASKED")
    assert shelf.over() == ["ASKED"]


def test_a_rule_is_changed_from_now_on_and_the_old_one_stays_on_record(shelf: Shelf) -> None:
    manager = shelf.manager
    proposed = shelf.preview()
    assert (proposed.agreed, set(proposed.rules)) == (False, set(DEFAULTS))
    shelf.keeping.adopt(manager)
    shelf.world.clock.forward(hours=1)
    shelf.keeping.change_rule(manager, RecordType.ADULT_CONTACT, 600, "Our own schedule")
    rules = {rule.record_type: rule for rule in shelf.preview().rules}
    assert rules[RecordType.ADULT_CONTACT].months == 600
    assert rules[RecordType.ADULT_CONTACT].source == "Our own schedule"
    assert len(rules) == len(RecordType)
    with pytest.raises(Invalid):
        shelf.keeping.change_rule(manager, RecordType.ADULT_CONTACT, 0, "x")
    with pytest.raises(NotPermitted):
        shelf.keeping.change_rule(shelf.world.worker("leah"), RecordType.ADULT_FILE, 9, "x")


def test_what_is_hidden_changes_nothing_in_the_preview(shelf: Shelf) -> None:
    world = shelf.world
    mine = shelf.file("MINE")
    before = shelf.preview()
    there = world.new_site("Fitton Hill")
    world.role(shelf.manager, SiteRole.KEY_WORKER, there)
    far = world.worker("nina", site=there)
    theirs = world.case("FAR", team=[shelf.manager], site=there, subject=mine.subject)
    place = world.join(theirs, far, by=shelf.manager)
    assert place
    world.change_fact(Case, theirs.id, seal=2)
    with world.trusted() as connection:
        connection.exec_driver_sql("DELETE FROM case_team WHERE role = 'key_worker'")
    assert shelf.preview() == before
    # The store itself knows, and keeps the person for those who still work with them.
    shelf.keeping.adopt(shelf.manager)
    shelf.keeping.run(shelf.manager, [CaseId(mine.id)], 1)
    with world.store_for(far).query(far) as work:
        assert work.get(Person, mine.subject).given_name == "Ann"
