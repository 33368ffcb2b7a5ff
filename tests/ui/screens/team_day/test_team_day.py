"""A lead sees what presses and puts it right without leaving the screen, by keys alone."""

from collections.abc import Callable
from datetime import timedelta

from pbi_desktop.domain.access import Basis, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.safety import KeptFrom
from pbi_desktop.domain.team import FeedbackKind
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.safety_rows import NewApart
from pbi_desktop.services.visit_rows import NewVisit
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import Field
from pbi_desktop.ui.screens.team_day.asking import Asking
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.world import World
from tests.ui.screens.team_day.conftest import TeamWindow

Opener = Callable[[Actor], TeamWindow]


def choose(form: Asking, name: str, key: str) -> None:
    control = form._controls[name]
    assert isinstance(control, Pick | Choice)
    control.choose(key)


def field(form: Asking, name: str) -> Field:
    control = form._controls[name]
    assert isinstance(control, Field)
    return control


def write(form: Asking, name: str, words: str) -> None:
    field(form, name).set_text(words)


def written(form: Asking, name: str) -> str:
    return field(form, name).text()


def test_a_case_that_nobody_holds_is_given_to_somebody_with_a_basis(
    file_world: World, shop: Desk, open_window: Opener
) -> None:
    leah, boss = file_world.worker("leah"), file_world.manager()
    case = file_world.case(team=[], subject=file_world.person("Rosa", "Okafor"))
    window = open_window(boss)
    assert "1 case without a key worker" in window.words
    assert window.team.loose.hasFocus(), "on what presses first"
    window.team.begin("give")
    form = window.team.open_form
    assert form is not None
    assert "Rosa Okafor" in window.words
    window.press("Ctrl+Enter")
    assert "Choose who becomes key worker" in window.words
    choose(form, "to", str(leah.worker))
    choose(form, "why", Basis.TASK.value)
    write(form, "basis", "She knows the family")
    write(form, "words", "Ring after ten")
    window.press("Ctrl+Enter")
    assert window.team.open_form is None
    assert "Every open case has a key worker" in window.words
    assert [one.words for one in shop.handing_over.notes(leah, case.id)] == ["Ring after ten"]
    window.press("Ctrl+Z")
    assert [one.case_id for one in shop.team_days.show(boss).unallocated] == [case.id]


def test_who_is_away_is_covered_and_what_was_written_stays_when_put_aside(
    file_world: World, shop: Desk, open_window: Opener
) -> None:
    leah, tom, boss = file_world.worker("leah"), file_world.worker("tom"), file_world.manager()
    file_world.case(team=[leah])
    window = open_window(boss)
    window.team.begin("away")
    form = window.team.open_form
    assert form is not None
    choose(form, "who", str(leah.worker))
    write(form, "from", "tomorrow")
    window.press("Escape")
    assert window.team.open_form is None
    window.team.begin("away")
    assert written(form, "from") == "tomorrow"
    window.press("Ctrl+Enter")
    assert "Write the last day" in window.words
    write(form, "to", "in 3 days")
    window.press("Ctrl+Enter")
    assert "1 colleague not covered" in window.words
    window.team.covers.selectRow(0)
    window.team.begin("cover")
    form = window.team.open_form
    assert form is not None
    choose(form, "cover", str(tom.worker))
    window.press("Ctrl+Enter")
    assert shop.team_days.show(boss).uncovered == 0
    assert "not covered" not in window.words


def test_what_is_written_of_one_case_stays_with_it(file_world: World, open_window: Opener) -> None:
    for _ in range(2):
        file_world.case(team=[])
    team = open_window(file_world.manager()).team
    team.loose.selectRow(0)
    team.begin("give")
    form = team.forms["give"]
    write(form, "words", "Her brother must not know")
    choose(form, "why", Basis.TASK.value)
    team.loose.selectRow(1)
    team.begin("give")
    assert not any(form.written().values())
    team.loose.selectRow(0)
    team.begin("give")
    assert written(form, "words") == "Her brother must not know"
    assert form.answers()["why"] == Basis.TASK.value


def test_what_somebody_said_is_read_in_whole_and_covered_with_the_names(
    file_world: World, shop: Desk, open_window: Opener
) -> None:
    leah, boss = file_world.worker("leah"), file_world.manager()
    window = open_window(boss)
    site = shop.team_days.show(boss).site_id
    shop.voices.receive(boss, site, FeedbackKind.COMPLAINT, "Mrs K", "Nobody rang me back.")
    shop.team_notes.supervise(boss, site, leah.worker, "Two evenings a week", "One from now on")
    window.press("F5")
    shown = ("“Nobody rang me back.”", "Two evenings a week", "Agreed: One from now on")
    for words in shown:
        assert words in window.words
    window.press("F8")
    for words in shown:
        assert words not in window.words


def test_bookings_too_near_of_two_kept_apart_stand_before_everything_but_concerns(
    file_world: World, shop: Desk, open_window: Opener
) -> None:
    leah, boss = file_world.worker("leah"), file_world.manager()
    people = [file_world.person(name, "Bell") for name in ("Ann", "Carl")]
    ann, carl = (file_world.case(team=[leah], subject=one) for one in people)
    file_world.open(ann, boss)
    pair = PersonId(ann.subject), PersonId(carl.subject)
    shop.apart.keep(boss, ann.id, NewApart(*pair, KeptFrom.BOOKINGS, "He hurt her"))
    window = open_window(boss)
    assert not window.team.near.isVisible()
    at = file_world.clock() + timedelta(days=1)
    for case in (ann, carl):
        shop.visits.book(leah, case.id, NewVisit("Review", at, "The Clinic"))
    window.press("F5")
    assert "2 bookings too near" in window.words
    assert [one.other for one in window.team.apart.rows] == ["Carl Bell", "Ann Bell"]
    assert unnamed(window.team) == []
    window.team.apart.setFocus()
    window.press("F8")
    assert not any("Bell" in line for line in rows_of(window))
    window.press("F8")
    window.team.apart.selectRow(0)
    window.press("Enter")
    assert window.shell.address == f"case/{ann.id}/now"


def rows_of(window: TeamWindow) -> list[str]:
    model = window.team.apart.model()
    return [
        str(model.data(model.index(row, column)))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def test_who_leads_no_site_is_told_so_and_shown_nothing(
    file_world: World, open_window: Opener
) -> None:
    window = open_window(file_world.worker("leah"))
    assert "Team day is for whoever leads a site" in window.words
    assert not window.team.columns.isVisible()


def test_everything_has_a_name_is_reached_and_no_word_is_cut(
    file_world: World, open_window: Opener
) -> None:
    duty = file_world.worker("dot", SiteRole.DUTY_LEAD)
    file_world.case(team=[])
    window = open_window(duty)
    for what in ("away", "hear", "supervise", "limit", "give"):
        window.team.begin(what)
        window.settle()
        assert unnamed(window.shell) == []
        assert clipped(window.shell) == []
    assert tab_ring(window.shell)
