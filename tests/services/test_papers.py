"""Papers of a case: kept whole, once, for those who may; given back as they were."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.papers import (
    FileUnreadable,
    PaperDamaged,
    PaperKeptAlready,
    PaperRefused,
    PaperSource,
    PaperType,
)
from pbi_desktop.models import AuditDetail, AuditEntry, Revision
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.papers_rows import NewPaper
from tests.support import papers as made
from tests.support.desks import undo
from tests.support.world import CaseMade, World

DAY = date(2026, 11, 20)
AWARD = NewPaper(
    "award.pdf", made.PDF, PaperSource.FROM_PERSON, DAY, "Shabana", "award letter, carer element"
)


def attach(desk: Desk, case: CaseMade, new: NewPaper = AWARD, by: Actor | None = None) -> UUID:
    kept = desk.papers.attach(by or case.by, case.id, new).made
    assert kept is not None
    return kept


def names(desk: Desk, actor: Actor, case: CaseMade) -> list[str]:
    return [line.name for line in desk.papers.list(actor, case.id).papers]


def test_a_paper_is_kept_and_comes_back_byte_for_byte(world: World, desk: Desk) -> None:
    case = world.case(team=[world.worker("leah")])
    paper = attach(desk, case)
    (line,) = desk.papers.list(case.by, case.id).papers
    assert (line.name, line.paper_type, line.size) == ("award.pdf", PaperType.PDF, len(made.PDF))
    assert (line.from_whom, line.about) == ("Shabana", "award letter, carer element")
    assert desk.papers.read(case.by, case.id, paper).body == made.PDF


def test_the_same_content_is_noticed_in_one_case_and_not_across_cases(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case, other = world.case(team=[leah]), world.case(team=[leah])
    paper = attach(desk, case)
    with pytest.raises(PaperKeptAlready) as already:
        attach(desk, case, replace(AWARD, name="again.pdf"))
    assert already.value.name == "award.pdf"
    assert names(desk, leah, case) == ["award.pdf"]
    attach(desk, other)
    seen = desk.papers.list(leah, case.id).papers[0].version
    desk.papers.withdraw(leah, case.id, paper, seen)
    attach(desk, case)  # what was taken away does not stand in the way


def test_taking_a_paper_away_takes_its_bytes_too_and_undo_puts_both_back(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    case = world.case(team=[world.worker("leah")])
    paper = attach(desk, case)
    done = desk.papers.withdraw(case.by, case.id, paper, 1)
    assert names(desk, case.by, case) == []
    with pytest.raises(NotFound):
        desk.papers.read(case.by, case.id, paper)
    undo(desk, case.by, done)
    assert desk.papers.read(case.by, case.id, paper).body == made.PDF
    with pytest.raises(StaleRecord):
        desk.papers.withdraw(case.by, case.id, paper, 1)


def test_undoing_an_attachment_takes_it_away(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    case = world.case(team=[world.worker("leah")])
    undo(desk, case.by, desk.papers.attach(case.by, case.id, AWARD))
    assert names(desk, case.by, case) == []


def test_only_those_who_may_see_its_category_see_a_paper(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hugo = world.worker("hugo", agency=AgencyKind.HOUSING)
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    case = world.case(team=[leah, hugo])
    secret = attach(desk, case, replace(AWARD, category=Category.HEALTH))
    open_one = attach(desk, case, replace(AWARD, name="rent.txt", body=b"Rent is due."))
    assert names(desk, hugo, case) == ["rent.txt"]
    with pytest.raises(NotFound):
        desk.papers.read(hugo, case.id, secret)
    with pytest.raises(NotFound):
        desk.papers.read(omar, case.id, open_one)
    with pytest.raises(NotPermitted):
        desk.papers.attach(dee, case.id, AWARD)
    assert desk.papers.list(hugo, case.id).categories == (Category.IDENTITY, Category.CORE)
    # A hidden paper of the same content is not betrayed: it is as if there were none.
    assert attach(desk, case, AWARD, by=hugo)


def test_a_paper_of_another_case_is_not_found_here(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case, other = world.case(team=[leah]), world.case(team=[leah])
    paper = attach(desk, case)
    with pytest.raises(NotFound):
        desk.papers.read(leah, other.id, paper)


def test_a_program_a_day_to_come_and_a_file_that_is_gone_are_refused(
    file_desk: tuple[World, Desk], tmp_path: Path
) -> None:
    world, desk = file_desk
    case = world.case(team=[world.worker("leah")])
    with pytest.raises(PaperRefused) as refused:
        attach(desk, case, replace(AWARD, name="C:\\x\\bill.pdf", body=b"MZ" + bytes(99)))
    assert refused.value.name == "bill.pdf"
    with pytest.raises(Invalid):
        attach(desk, case, replace(AWARD, received_on=date(2026, 11, 22)))
    with pytest.raises(FileUnreadable):
        desk.papers.look_at(tmp_path / "gone.pdf")
    with pytest.raises(FileUnreadable):
        desk.papers.look_at(tmp_path)
    assert names(desk, case.by, case) == []


def test_a_file_is_kept_under_its_true_type_and_says_so(
    file_desk: tuple[World, Desk], tmp_path: Path
) -> None:
    _world, desk = file_desk
    place = tmp_path / "letter.docx"
    place.write_bytes(made.PNG)
    looked = desk.papers.look_at(place)
    assert (looked.name, looked.paper_type) == ("letter.png", PaperType.PNG)
    assert looked.said == "Its name ends in .docx, but it is a picture (PNG): kept as that."


def test_a_paper_that_is_not_what_was_attached_is_not_opened(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    case = world.case(team=[world.worker("leah")])
    paper = attach(desk, case)
    with world.trusted() as connection:
        connection.execute(text("UPDATE paper_contents SET body = :b"), {"b": b"else"})
    with pytest.raises(PaperDamaged):
        desk.papers.read(case.by, case.id, paper)


def test_history_and_audit_hold_no_bytes_and_a_copy_handed_out_is_logged(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    case = world.case(team=[world.worker("leah")])
    paper = attach(desk, case, replace(AWARD, name="n.txt", body=b"CANARY in a paper"))
    assert desk.papers.hand_out(case.by, case.id, paper).body == b"CANARY in a paper"
    with world.trusted() as connection:
        told = connection.execute(select(Revision.__table__.c.after)).scalars().all()
        acts = connection.execute(select(AuditEntry.__table__.c.action)).scalars().all()
        notes = connection.execute(select(AuditDetail.__table__.c.text)).scalars().all()
    assert told
    assert not any("CANARY" in words for words in told)
    assert "opened a copy of a paper" in acts
    assert not any("n.txt" in (note or "") for note in notes)
