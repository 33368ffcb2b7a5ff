"""What a person is given of their own data, when, and that nobody else is given away with it."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pypdfium2
import pytest

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.data_rights import Ground, RequestKind
from pbi_desktop.domain.due_dates import ClockState
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.models import Base, CaseRecord, ContactPoint, PersonRecord, Relationship
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.sharing_log import SharingLog
from pbi_desktop.services.subject_access import SubjectAccess
from pbi_desktop.services.subject_access_kinds import KINDS, LEFT_OUT
from pbi_desktop.services.subject_access_rows import AnswerFiles, NewRequest, Weighing
from tests.reports.pdf.reading import text
from tests.support.desks import EveryonesStore
from tests.support.stores import BOTH, opened
from tests.support.world import CaseMade, World

CAME = date(2026, 11, 2)
SECRET, NUMBER = "Zuleika", "07700 900777"


@dataclass
class Town:
    """A person, her sister, and what is written of both."""

    world: World
    access: SubjectAccess
    lead: Actor
    case: CaseMade
    notes: Mapping[str, UUID]

    def asked(self) -> UUID:
        """Return a request of hers."""
        new = NewRequest(self.case.reference, RequestKind.ACCESS, CAME)
        made = self.access.open(self.lead, new).made
        assert made is not None
        return made

    def ground(self, weighing: Weighing, name: str) -> Ground | None:
        """Return what holds for one of the notes."""
        (found,) = [one for one in weighing.items if one.item.record_id == self.notes[name]]
        return found.ground


def town(world: World) -> Town:
    """Make the town: the sister's name, number and street stand where they could leak."""
    lead = world.worker("rosa", SiteRole.DUTY_LEAD)
    leah = world.worker("leah")
    sister = world.person(SECRET, "Quill")
    subject = world.person("Shabana", "Akhtar")
    case = world.case("K7QX9B", team=[leah, lead], subject=subject, others=[sister])
    hers: dict[str, Any] = {"subject_id": case.people[1], "category": Category.CONTACT}
    number = ContactPoint(kind="mobile", value=NUMBER, value_key="07700900777", **hers)
    world.add(leah, number)
    tie = Relationship(subject_id=case.subject, other_id=case.people[1], kind=TieKind.SIBLING,
                       category=Category.CORE)  # fmt: skip
    world.add(leah, tie)
    notes = {
        "plain": world.note(case, "Rang the landlord about damp."),
        "names": world.note(case, f"Her sister {SECRET} shouts; ring {NUMBER}."),
        "told": world.note(case, "Drinks at night.", told_by="the neighbour at 12"),
        "worker": world.note(case, "Omar and Leah visited.", told_by="Leah"),
        "own": world.note(case, "Feels low.", told_by="Shabana", category=Category.HEALTH),
        "health": world.note(case, "Depression, mild.", category=Category.HEALTH),
        "sister": world.note(
            case, f"{SECRET} says Shabana lent her money.", subject=case.people[1]
        ),
        "sisters": world.note(case, f"{SECRET} has a new job.", subject=case.people[1]),
    }
    return Town(world, SubjectAccess(lambda: EveryonesStore(world)), lead, case, notes)


@pytest.fixture(scope="module", params=BOTH)
def still(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """Return a town that these tests only look at."""
    with opened(request.param, request, tmp_path_factory.mktemp("asked")) as home:
        yield town(World(home))


@pytest.fixture(scope="module")
def weighing(still: Town) -> Weighing:
    return still.access.weigh(still.lead, still.asked())


def test_every_record_is_weighed_and_what_tells_of_others_waits(
    still: Town, weighing: Weighing
) -> None:
    grounds = {name: still.ground(weighing, name) for name in still.notes if name != "sisters"}
    assert grounds == {
        "plain": None,
        "names": Ground.OTHER_PERSON,
        "told": Ground.OTHER_PERSON,
        "worker": None,
        "own": None,
        "health": Ground.HEALTH_OPINION,
        "sister": Ground.OTHER_PERSON,
    }


def test_what_is_about_somebody_else_alone_is_no_part_of_it(
    still: Town, weighing: Weighing
) -> None:
    assert still.notes["sisters"] not in {one.item.record_id for one in weighing.items}


def test_names_taken_out_leave_no_name_and_no_number(still: Town, weighing: Weighing) -> None:
    for one in weighing.items:
        left = str(one.names_out)
        assert SECRET not in left
        assert "900777" not in left
        assert "neighbour" not in left


def test_nobody_else_is_in_any_file_or_its_name_or_its_properties(still: Town) -> None:
    made = still.access.answer(still.lead, still.asked())
    for name, data in {**made.for_person, **made.for_agency}.items():
        for word in (SECRET, "Quill", "900777", "neighbour"):
            assert word not in name
            assert word.encode() not in _inside(name, data)
    assert made.kept_back == made.undecided > 0


def _inside(name: str, data: bytes) -> bytes:
    """Return all that somebody could read in a file, its properties too."""
    if name.endswith(".pdf"):
        with pypdfium2.PdfDocument(data) as document:
            said = str(document.get_metadata_dict()) + text(data)
        return said.encode() + data
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return b"".join(book.read(one) for one in book.namelist())
    return data


def test_the_copy_says_what_the_records_say_and_the_schedule_counts(still: Town) -> None:
    made = still.access.answer(still.lead, still.asked())
    copy, page = _read(made, ".pdf"), json.loads(_read(made, ".json"))
    for words in ("Rang the landlord about damp.", "Feels low.", "Omar and Leah visited."):
        assert words in " ".join(copy.split())
        assert words in str(page)
    assert len(page["records"]) == made.given
    counted = sum(one["records"] for one in page["kept_back"])
    assert counted == made.kept_back
    (schedule,) = made.for_agency.values()
    assert "information governance lead" in " ".join(text(schedule).split())


def _read(made: AnswerFiles, ending: str) -> str:
    (data,) = [data for name, data in made.for_person.items() if name.endswith(ending)]
    return text(data) if ending == ".pdf" else data.decode()


def test_no_file_holds_the_key_of_a_record(still: Town) -> None:
    made = still.access.answer(still.lead, still.asked())
    page = _read(made, ".json")
    assert not [key for key in (*still.notes.values(), *still.case.people) if str(key) in page]


def test_whoever_leads_no_site_answers_nothing(still: Town) -> None:
    leah = Actor(still.case.by.worker, "leah")
    with pytest.raises(NotPermitted):
        still.access.requests(leah)
    with pytest.raises(NotPermitted):
        still.access.weigh(leah, still.asked())
    elsewhere = still.world.manager(still.world.new_site("Fitton Hill"))
    with pytest.raises(NotFound):
        still.access.answer(elsewhere, still.asked())


# --- what changes --------------------------------------------------------------------------------


def test_a_decision_holds_and_is_made_again(world: World) -> None:
    here = town(world)
    request = here.asked()
    told, names, plain = (here.notes[name] for name in ("told", "names", "plain"))
    here.access.decide(here.lead, request, ("notes", told), Ground.CONSENTED)
    here.access.decide(here.lead, request, ("notes", names), Ground.NAMES_OUT)
    here.access.decide(here.lead, request, ("notes", plain), Ground.CRIME)
    made = here.access.answer(here.lead, request)
    page = _read(made, ".json")
    assert "the neighbour at 12" in page
    assert "Her sister [another person] shouts; ring [another person]." in page
    assert "damp" not in page
    assert "crime" not in page + _read(made, ".pdf")
    (schedule,) = made.for_agency.values()
    assert "crime" in text(schedule)
    here.access.decide(here.lead, request, ("notes", told), None)
    assert here.ground(here.access.weigh(here.lead, request), "told") is Ground.OTHER_PERSON
    with pytest.raises(NotFound):
        here.access.decide(here.lead, request, ("notes", here.notes["sisters"]), Ground.CONSENTED)
    # Nothing of it touches the record itself.
    assert "Her sister Zuleika shouts" in str(here.access.weigh(here.lead, request).items)


def test_the_answer_is_on_record_before_anybody_holds_it(world: World) -> None:
    here = town(world)
    request = here.asked()
    manager = world.manager()
    before = _actions(world, manager)
    here.access.answer(here.lead, request)
    assert (_actions(world, manager) - before) >= {"exported to the person"}
    (line,) = here.access.requests(here.lead)
    assert (line.state, line.answered_on) == (ClockState.ANSWERED, world.clock().date())
    store = EveryonesStore(world)
    log = SharingLog(lambda: store).of_case(here.lead, here.case.id, for_resident=True)
    assert [
        one.did for one in log.lines if "export" in one.did.lower() or "took" in one.did.lower()
    ]


def _actions(world: World, actor: Actor) -> set[str]:
    table = Base.metadata.tables["audit_entries"]
    with world.store_for(actor).query(actor) as work:
        return {row.action for row in work.rows(table.select())}


def test_the_clock_of_a_request_starts_stops_and_is_lengthened(world: World) -> None:
    here = town(world)
    access, lead = here.access, here.lead
    new = NewRequest(here.case.reference, RequestKind.ACCESS, CAME, identity_known=False)
    request = access.open(lead, new).made
    assert request is not None
    (line,) = access.requests(lead)
    assert (line.state, line.due_on) == (ClockState.WAITS_FOR_IDENTITY, None)
    with pytest.raises(Invalid):
        access.answer(lead, request)
    access.confirm_identity(lead, request, line.version, date(2026, 11, 5))
    with pytest.raises(StaleRecord):
        access.confirm_identity(lead, request, line.version, date(2026, 11, 6))
    (line,) = access.requests(lead)
    assert (line.due_on, line.days_left) == (date(2026, 12, 7), 16)
    access.ask_back(lead, request, line.version, date(2026, 11, 10))
    (line,) = access.requests(lead)
    assert (line.state, line.due_on) == (ClockState.WAITS_FOR_CLARITY, None)
    access.clarified(lead, request, line.version, date(2026, 11, 14))
    (line,) = access.requests(lead)
    assert line.due_on == date(2026, 12, 9)
    with pytest.raises(Invalid):
        access.extend(lead, request, line.version, " ")
    access.extend(lead, request, line.version, "Eleven years of records")
    (line,) = access.requests(lead)
    assert (line.due_on, line.extended) == (date(2027, 2, 9), True)


def test_each_agency_answers_for_its_own(world: World) -> None:
    here = town(world)
    world.agree(AgencyKind.HOUSING)
    omar = world.worker("omar", agency=AgencyKind.HOUSING)
    world.join(here.case, omar)
    theirs = world.note(
        here.case, "Rent is late.", by=omar, agency_id=world.agency(AgencyKind.HOUSING)
    )
    own = here.asked()
    lines = {line.agency: line for line in here.access.requests(here.lead)}
    assert set(lines) == {"Council", "Housing"}
    weighing = here.access.weigh(here.lead, own)
    assert theirs not in {one.item.record_id for one in weighing.items}
    assert weighing.elsewhere == (("Housing", 2),)  # the note, and what was asked of them
    of_housing = here.access.weigh(here.lead, lines["Housing"].id)
    assert {one.item.record_id for one in of_housing.items} == {theirs, lines["Housing"].id}
    assert "Housing" not in _read(here.access.answer(here.lead, own), ".json")


def test_the_late_ones_stand_first_and_the_answered_last(world: World) -> None:
    here = town(world)
    for came in (date(2026, 11, 2), date(2026, 9, 1), date(2026, 10, 30)):
        here.access.open(here.lead, NewRequest("K7QX9B", RequestKind.OBJECTION, came))
    first = here.access.requests(here.lead)[0]
    assert first.days_left is not None
    assert first.days_left < 0
    here.access.close(here.lead, first.id, first.version)
    lines = here.access.requests(here.lead)
    assert [line.received_on.month for line in lines] == [10, 11, 9]
    with pytest.raises(Invalid):
        here.access.answer(here.lead, lines[0].id)


def test_what_is_hidden_changes_neither_list_nor_answer(world: World) -> None:
    here = town(world)
    request = here.asked()

    def seen() -> Any:
        weighed = here.access.weigh(here.lead, request)
        made = here.access.answer(here.lead, request)
        return here.access.requests(here.lead), made, weighed

    seen()  # the first answer changes the request itself
    before = seen()
    there = world.new_site("Fitton Hill")
    leah = here.case.by
    world.role(leah, SiteRole.KEY_WORKER, there)
    far = world.case("FARAWAY", team=[leah], site=there, subject=here.case.subject)
    world.note(far, "hidden", by=leah)
    world.note(far, "hidden too", by=leah, category=Category.SAFEGUARDING)
    assert seen() == before


def test_no_kind_of_record_is_left_out_by_forgetting(file_desk: tuple[World, Desk]) -> None:
    said = {one.kind for one in KINDS}
    about = {
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, CaseRecord | PersonRecord)
    }
    assert said | set(LEFT_OUT) == about
    assert not said & set(LEFT_OUT)
    for one in KINDS:
        columns = set(one.kind.__table__.columns.keys())
        assert {one.day, *one.cells} <= columns, one.title
