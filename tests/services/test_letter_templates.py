"""A team's own letters: a lead writes them, a desk reads them, and English always stands beside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid, NotPermitted, PbiError
from pbi_desktop.domain.letters import (
    FIELD_WORDS,
    INVENTED,
    LetterTo,
    checked_template,
    filled,
)
from pbi_desktop.models import LetterTemplate, SafeContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.letter_reading import templates
from pbi_desktop.services.letter_templates import TemplateWish
from pbi_desktop.services.letters_rows import LetterWish
from tests.reports.pdf.reading import said
from tests.support.desks import undo
from tests.support.world import CaseMade, World

Town = tuple[World, Desk]
FOOD = TemplateWish("Food parcel", LetterTo.PERSON, "Food", "Dear {greeting}\n\nCome to {hub}.")


@pytest.fixture
def lead(file_desk: Town) -> Actor:
    return file_desk[0].worker("dina", SiteRole.DUTY_LEAD)


@pytest.fixture
def case(file_desk: Town) -> CaseMade:
    world, _desk = file_desk
    person = world.person("Shabana", "Akhtar", first_language="Polish")
    case = world.case("K7QX9B", team=[world.worker("leah")], subject=person)
    ways = {"may_text": True, "may_call": False, "may_voicemail": False, "may_write": True}
    world.add(case.by, SafeContact(subject_id=case.subject, category=Category.CONTACT, **ways))
    return case


def offered(desk: Desk, case: CaseMade) -> dict[str, str]:
    return {one.key: one.name for one in desk.letters.offered(case.by, case.id)}


def test_every_field_has_an_invented_value_and_no_other_is_taken() -> None:
    assert set(INVENTED) == set(FIELD_WORDS)
    for text, why in (("Dear {nobody}", "{nobody} is no field"), ("A { alone", "A brace stands")):
        with pytest.raises(Invalid) as refused:
            checked_template("own", 1, "A", LetterTo.PERSON, "A", text)
        assert refused.value.fields["text"].startswith(why)
        assert refused.value.fields["text"].count(".") == 1  # one sentence
    with pytest.raises(Invalid) as empty:
        checked_template("own", 1, " ", LetterTo.PERSON, "", "")
    assert set(empty.value.fields) == {"name", "title", "text"}


@given(st.text(alphabet="{}abnamewhen _\n", max_size=30))
def test_what_is_taken_can_always_be_filled_in(text: str) -> None:
    try:
        taken = checked_template("own", 1, "A", LetterTo.PERSON, "A", text)
    except Invalid:
        return
    assert "{" not in filled(taken.text, INVENTED)


def test_a_lead_adds_changes_and_takes_away_a_letter_of_the_team(
    file_desk: Town, lead: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    service = desk.letter_templates
    assert "Come to The Old Chemist's" in service.preview(FOOD)
    made = service.keep(lead, world.site, FOOD)
    (kept,) = service.list(lead).own
    assert offered(desk, case)[kept.template.key] == "Food parcel"
    wish = LetterWish(kept.template.key, kept.template.text)
    letter = desk.letters.make(case.by, case.id, wish)
    assert "Come to Holts and Lees shop" in said(letter.pdf)

    changed = TemplateWish(
        "Food", LetterTo.PERSON, "Food", "Dear {greeting}", "", kept.template.key
    )
    service.keep(lead, world.site, changed, kept.id, kept.seen)
    assert offered(desk, case)[kept.template.key] == "Food"
    with pytest.raises(PbiError):
        service.keep(lead, world.site, changed, kept.id, kept.seen)  # somebody changed it first
    (again,) = service.list(lead).own
    gone = service.withdraw(lead, again.id, again.seen)
    assert kept.template.key not in offered(desk, case)
    undo(desk, lead, gone)
    assert kept.template.key in offered(desk, case)
    assert made.made == kept.id


def test_a_letter_of_the_team_takes_the_place_of_the_programs_own(
    file_desk: Town, lead: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    ours = TemplateWish(
        "Come and see us", LetterTo.PERSON, "Come", "Dear {name}", "", "appointment"
    )
    desk.letter_templates.keep(lead, world.site, ours)
    assert offered(desk, case)["appointment"] == "Come and see us"
    assert len(offered(desk, case)) == len(templates())
    with pytest.raises(Invalid):
        desk.letter_templates.keep(lead, world.site, ours)  # the team has it already


def test_a_letter_goes_out_in_the_persons_language_with_the_english_beside(
    file_desk: Town, lead: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    polish = TemplateWish(
        "Wizyta", LetterTo.PERSON, "Wizyta", "Dzień dobry {greeting}", "Polish", "appointment"
    )
    with pytest.raises(Invalid):  # there is no letter of that key in English
        desk.letter_templates.keep(
            lead, world.site, TemplateWish("W", LetterTo.PERSON, "W", "W", "Polish", "none")
        )
    assert desk.letters.draft(case.by, case.id, "appointment").other is None
    desk.letter_templates.keep(lead, world.site, polish)
    assert desk.letter_templates.list(lead).languages == ("Polish",)
    assert "Wizyta" not in offered(desk, case).values()  # it stands beside, and not alone
    draft = desk.letters.draft(case.by, case.id, "appointment")
    assert draft.other is not None
    wish = LetterWish(
        "appointment",
        draft.template.text,
        {"when": "Tuesday", "place": "the shop"},
        beside=draft.other.text,
    )
    words = said(desk.letters.make(case.by, case.id, wish).pdf)
    assert words.index("Dzień dobry Shabana") < words.index("The same in English")
    assert words.index("The same in English") < words.index("Dear Shabana")
    assert desk.letters.draft(case.by, case.id, "landlord").other is None  # not to the person


def test_nobody_but_a_lead_of_the_site_changes_its_letters(
    file_desk: Town, lead: Actor, case: CaseMade
) -> None:
    world, desk = file_desk
    service = desk.letter_templates
    service.keep(lead, world.site, FOOD)
    (kept,) = service.list(lead).own
    elsewhere = world.worker("nora", SiteRole.TEAM_MANAGER, site=world.new_site("Fitton Hill"))
    for actor in (case.by, elsewhere):
        with pytest.raises(NotPermitted):
            service.keep(actor, world.site, FOOD)
        with pytest.raises(NotPermitted):
            service.withdraw(actor, kept.id, kept.seen)
    with pytest.raises(NotPermitted):
        service.list(case.by)
    assert service.list(elsewhere).own == ()
    for actor in (case.by, elsewhere):  # nor past the service
        with pytest.raises(PbiError):
            world.add(
                actor,
                LetterTemplate(
                    site_id=world.site,
                    letter="own-1",
                    language="",
                    letter_to=LetterTo.PERSON,
                    name="N",
                    title="T",
                    body="B",
                ),
            )
    assert len(service.list(lead).own) == 1
