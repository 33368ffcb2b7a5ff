"""A case is handed over, their own words are kept and a file is looked at, by one line each."""

from pbi_desktop.domain.access import Basis
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.team import AuditPoint, StoryUse
from pbi_desktop.services.desk import Desk
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


def test_three_lines_hand_over_keep_words_and_look_at_the_file(
    open_case: Opener, shabana: CaseMade, world: World, desk: Desk, leah: Actor
) -> None:
    tom = world.worker("tomasz")
    robot = open_case(shabana)

    robot.command("/words I see the same face now")
    words = robot.screen.forms.own_words
    robot.window.press("Ctrl+Enter")
    assert robot.see("Ask them how far it may go, and choose that.")
    words.called.set_text("Mrs K")
    words.use.choose(StoryUse.TEAM.value)
    robot.window.press("Ctrl+Enter")
    (kept,) = desk.voices.of_case(leah, shabana.id)
    assert (kept.words, kept.called) == ("I see the same face now", "Mrs K")

    robot.command("/audit")
    robot.screen.forms.file_audit.points[AuditPoint.BASELINE].setChecked(True)
    robot.window.press("Ctrl+Enter")
    (found,) = desk.team_notes.audits(leah, shabana.id)
    assert found.in_order == (AuditPoint.BASELINE,)

    robot.go(shabana, "sharing")
    assert robot.see("“I see the same face now”")
    assert robot.see("Leah, 1 of 8 in order")
    robot.screen.rights.kept.buttons[0].click()
    robot.window.settle()
    assert robot.see("nobody uses these words")
    assert robot.screen.rights.kept.buttons == []
    robot.window.press("F8")
    assert not robot.see("the same face")
    robot.window.press("F8")
    robot.go(shabana)

    robot.command("/handover Ring after ten")
    form = robot.screen.forms.hand_over
    robot.window.settle()
    robot.window.press("Ctrl+Enter")
    assert robot.see("Choose who becomes key worker.")
    form.to.choose(str(tom.worker))
    form.basis.choose(Basis.TASK.value)
    form.why.set_text("Works with the school")
    form.words.set_text("Ring after ten")
    robot.window.press("Ctrl+Enter")
    (note,) = desk.handing_over.notes(leah, shabana.id)
    assert (note.to, note.words) == ("Tomasz", "Ring after ten")
    robot.window.press("Ctrl+Z")
    assert desk.handing_over.notes(leah, shabana.id) == ()
