"""What cases share, on the screen: a reason first, then questions that may be let be."""

from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import AgencyKind, Category, Purpose, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.search_keys import phone_key
from pbi_desktop.models import ContactPoint
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.screens.shared_ties.screen import make_shared_ties
from pbi_desktop.ui.screens.shared_ties.view import SharedTiesScreen
from pbi_desktop.ui.shell import ScreenEntry
from tests.support.accessibility import unnamed
from tests.support.robots.case import CaseWindow
from tests.support.robots.desk_window import words_in
from tests.support.world import World

NUMBER = "0161 496 0001"


class SharedTiesWindow(CaseWindow):
    def _entries(self) -> list[ScreenEntry]:
        made = self._made_by(make_shared_ties)
        return [*super()._entries(), ScreenEntry("shared-ties", "Cases share", "link", 0, made)]

    @property
    def screen(self) -> SharedTiesScreen:
        return cast(SharedTiesScreen, self.shell.screen_at("shared-ties"))


def two_with_one_phone(world: World) -> Actor:
    """Return the lead of two cases whose people have one number."""
    lead = world.worker("dora", SiteRole.DUTY_LEAD)
    held = (Category.IDENTITY, Category.CORE, Category.CONTACT)
    world.agree(AgencyKind.COUNCIL, *held, purpose=Purpose.SAFEGUARDING)
    for given, family in (("Ann", "Bell"), ("Cy", "Dunn")):
        case = world.case(by=lead, team=[lead], subject=world.person(given, family))
        about = {"subject_id": case.subject, "category": Category.CONTACT, "kind": "phone"}
        world.add(lead, ContactPoint(value=NUMBER, value_key=phone_key(NUMBER), **about))
    return lead


def test_a_lead_gives_a_reason_and_lets_a_question_be_or_adds_the_tie(
    world: World, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    lead, leah = two_with_one_phone(world), world.worker("leah")
    window = SharedTiesWindow(qtbot, desk, lead, tmp_path)
    window.open("shared-ties")
    screen = window.screen
    assert screen.cards == [], "nothing is asked by itself"
    window.press("Ctrl+Enter")
    window.settle()
    assert "Write why, in 20 letters or more." in words_in(window.shell)
    screen.form.reason.set_text("A child may be at risk where they stay")
    window.press("Ctrl+Enter")
    window.settle()
    (card,) = screen.cards
    assert card.one.question.endswith(f"share the phone {NUMBER} now?")
    assert "What speaks against it" in words_in(window.shell)
    assert unnamed(screen) == []
    card.since.set_text("1 mar 2026")
    card.add_tie.click()
    window.settle()
    assert screen.cards == []
    window.press("Ctrl+Z")
    window.settle()
    (card,) = screen.cards
    card.no_tie.click()
    window.settle()
    assert screen.cards == []
    assert "1 question was taken as no tie" in words_in(window.shell)
    screen.form.ask.click()
    window.settle()
    assert screen.cards == [], "for as long as the program runs"
    window.close()
    other = SharedTiesWindow(qtbot, desk, leah, tmp_path / "leah")
    other.open("shared-ties")
    assert not other.screen.form.isVisible()
    assert "A lead asks this" in words_in(other.shell)
    other.close()
