"""What a network says: chosen with the keyboard, explained, ringed in the picture, and let go."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.findings import FindingKind
from pbi_desktop.network.build import person_node
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from tests.support.accessibility import unnamed
from tests.support.world import CaseMade
from tests.ui.screens.case.conftest import Opener


def test_a_sentence_is_chosen_by_keys_explained_and_ringed_in_the_picture(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    child = NewMember("Idris", quality=Quality.STRONG)
    mother = desk.household.add_member(leah, shabana.id, child).made
    desk.household.add_service(leah, shabana.id, NewService("Debt advice", "Femi Cole"))
    robot = open_case(shabana, "network")
    card, picture = robot.screen.network.findings, robot.screen.network.picture.view
    robot.window.settle()
    assert "If Femi Cole left, 1 tie would have no one behind it." in card.sentences
    assert "Inside the family and home, Shabana has 1 tie: Idris." in card.sentences
    assert picture.ringed == ()
    assert unnamed(card) == []
    card.list.land()
    while "1 tie: Idris" not in card.list.focusWidget().accessibleName():
        QTest.keyClick(card.list.focusWidget(), Qt.Key.Key_Down)
    assert picture.ringed == (), "passing by chooses nothing"
    QTest.keyClick(card.list.focusWidget(), Qt.Key.Key_Space)
    chosen = card.chosen
    assert chosen is not None
    assert chosen.kind is FindingKind.BONDING
    assert set(picture.ringed) == {person_node(shabana.subject), f"person:{mother}"}
    assert "(bonding)" in card.list.focusWidget().accessibleName()
    QTest.keyClick(card.list.focusWidget(), Qt.Key.Key_Escape)
    assert card.chosen is None
    assert picture.ringed == ()
