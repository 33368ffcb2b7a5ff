"""Letters: safe first, whole, without an address that must not travel, kept and logged."""

from datetime import date

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid, NothingAgreed
from pbi_desktop.domain.letters import AddressInLetter, LetterIncomplete, LetterUnsafe
from pbi_desktop.domain.papers import PaperSource, PaperType
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import Address, AuditEntry, Residence, SafeContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.letter_reading import templates
from pbi_desktop.services.letters_rows import LetterWish
from tests.support.desks import undo
from tests.support.world import CaseMade, World

Town = tuple[World, Desk]


@pytest.fixture
def case(file_desk: Town) -> CaseMade:
    world, _desk = file_desk
    return world.case("K7QX9B", team=[world.worker("leah")], subject=world.person("Shabana", "A"))


def contact(world: World, case: CaseMade, *, write: bool, to: str | None = None) -> None:
    world.add(
        case.by,
        SafeContact(
            subject_id=case.subject,
            category=Category.CONTACT,
            may_text=True,
            may_call=False,
            may_voicemail=False,
            may_write=write,
            letters_to=to,
        ),
    )


def home(world: World, case: CaseMade, category: Category) -> None:
    address = world.add(
        case.by,
        Address(line_1="14 Larch Close", locality="Oldham", postcode="OL8 2QW", street_key=""),
    )
    world.add(
        case.by,
        Residence(
            subject_id=case.subject,
            category=category,
            address_id=address.id,
            started_on=date(2026, 1, 1),
        ),
    )


def wish(key: str, to: str = "", text: str = "", **values: str) -> LetterWish:
    chosen = next(one for one in templates() if one.key == key)
    return LetterWish(key, text or chosen.text, values, address=to, agreed=True)


MEET = {"when": "Tuesday at 14:00", "place": "the shop"}


def letters(desk: Desk, actor: Actor, case: CaseMade) -> list[str]:
    return [one.about for one in desk.papers.list(actor, case.id).papers]


def test_nobody_is_written_to_before_they_were_asked(file_desk: Town, case: CaseMade) -> None:
    world, desk = file_desk
    draft = desk.letters.draft(case.by, case.id, "appointment")
    assert draft.unsafe.startswith("Nobody asked yet if it is safe to write to them.")
    with pytest.raises(LetterUnsafe):
        desk.letters.make(case.by, case.id, wish("appointment", **MEET))
    contact(world, case, write=False, to="c/o the hub")
    with pytest.raises(LetterUnsafe) as unsafe:
        desk.letters.make(case.by, case.id, wish("appointment", **MEET))
    assert "c/o the hub" in explain(unsafe.value)
    assert letters(desk, case.by, case) == []


def test_a_letter_is_kept_as_a_paper_and_can_be_taken_back(file_desk: Town, case: CaseMade) -> None:
    world, desk = file_desk
    contact(world, case, write=True)
    home(world, case, Category.CONTACT)
    draft = desk.letters.draft(case.by, case.id, "appointment")
    assert draft.missing == ("when", "place")
    assert draft.address == "14 Larch Close, Oldham, OL8 2QW"
    with pytest.raises(LetterIncomplete) as gaps:
        desk.letters.make(case.by, case.id, wish("appointment", when="Tuesday"))
    assert "Fill in first: Where." in explain(gaps.value)
    made = desk.letters.make(case.by, case.id, wish("appointment", **MEET))
    assert made.pdf.startswith(b"%PDF-")
    (line,) = desk.papers.list(case.by, case.id).papers
    assert (line.source, line.paper_type) == (PaperSource.LETTER, PaperType.PDF)
    assert line.category is Category.CONTACT
    assert line.about == "An appointment (template appointment, version 1), to Shabana A"
    assert desk.papers.read(case.by, case.id, line.id).body == made.pdf
    with world.trusted() as connection:
        acts = connection.execute(select(AuditEntry.__table__.c.action)).scalars().all()
    assert "wrote letter" in acts
    undo(desk, case.by, made.changes)
    assert letters(desk, case.by, case) == []


def test_letters_go_where_they_are_safe_to_go(file_desk: Town, case: CaseMade) -> None:
    world, desk = file_desk
    contact(world, case, write=True, to="c/o Nasreen, 3 Elm Road")
    home(world, case, Category.PROTECTED_ADDRESS)
    draft = desk.letters.draft(case.by, case.id, "appointment")
    assert (draft.address, draft.instead) == ("c/o Nasreen, 3 Elm Road",) * 2
    with pytest.raises(AddressInLetter):
        at_home = wish("appointment", when="Tuesday", place="14 Larch Close")
        desk.letters.make(case.by, case.id, at_home)
    desk.letters.make(case.by, case.id, wish("appointment", **MEET))


def test_a_letter_is_as_closed_as_the_address_that_stands_on_it(
    file_desk: Town, case: CaseMade
) -> None:
    world, desk = file_desk
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hugo = world.worker("hugo", agency=AgencyKind.HOUSING)
    world.join(case, hugo)
    contact(world, case, write=True)
    home(world, case, Category.PROTECTED_ADDRESS)
    desk.letters.make(case.by, case.id, wish("appointment", **MEET))
    (line,) = desk.papers.list(case.by, case.id).papers
    assert line.category is Category.PROTECTED_ADDRESS
    assert letters(desk, hugo, case) == []


@pytest.mark.parametrize("where", ["recipient", "address", "body", "field"])
def test_a_protected_address_prints_in_no_letter_to_anybody_else(
    file_desk: Town, case: CaseMade, where: str
) -> None:
    world, desk = file_desk
    home(world, case, Category.PROTECTED_ADDRESS)
    said = "14, Larch close, OL8 2QW"
    values = {"recipient": "Northern Gas", "account": "A1", "hold": "30 days"}
    plain = wish("creditor", **values)
    if where == "body":
        leaky = wish("creditor", text=f"{plain.text}\n\nThey live at {said}.", **values)
    elif where == "address":
        leaky = wish("creditor", to=said, **values)
    else:
        name = "account" if where == "field" else where
        leaky = wish("creditor", **(values | {name: said}))
    with pytest.raises(AddressInLetter):
        desk.letters.make(case.by, case.id, leaky)
    assert letters(desk, case.by, case) == []
    made = desk.letters.make(case.by, case.id, plain)
    assert made.pdf.startswith(b"%PDF-")


def test_a_letter_to_somebody_else_needs_a_name_and_that_they_agreed(
    file_desk: Town, case: CaseMade
) -> None:
    _world, desk = file_desk
    plain = wish("landlord", recipient="First Homes", account="T-1", request="Hold the notice.")
    unasked = LetterWish(plain.template, plain.text, plain.values)
    with pytest.raises(Invalid):
        desk.letters.make(case.by, case.id, unasked)
    nobody = LetterWish(plain.template, "Dear all", {"account": "T-1"}, agreed=True)
    with pytest.raises(LetterIncomplete):
        desk.letters.make(case.by, case.id, nobody)


def test_a_letter_to_an_agency_stands_in_the_ledger_or_is_not_made(
    file_desk: Town, case: CaseMade
) -> None:
    world, desk = file_desk
    housing = world.agency(AgencyKind.HOUSING)
    plain = wish("landlord", recipient="Housing", account="T-1", request="Hold the notice.")
    to_agency = LetterWish(plain.template, plain.text, plain.values, agency=housing, agreed=True)
    with pytest.raises(NothingAgreed):
        desk.letters.make(case.by, case.id, to_agency)
    assert letters(desk, case.by, case) == []
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    desk.letters.make(case.by, case.id, to_agency)
    (told,) = desk.ledger.of_case(case.by, case.id)
    assert (told.agency, told.copy_number) == ("Housing", 1)
