"""Makes the screen of the team's letters: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.letters.presenter import LettersPresenter
from pbi_desktop.ui.screens.letters.view import LettersScreen


def make_letters(desk: Desk, actor: Actor, lane: TaskLane, navigator: Navigator) -> LettersScreen:
    """Return the screen; it keeps its presenter alive."""
    view = LettersScreen()
    presenter = LettersPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.came_in_sight.connect(presenter.load)
    view.preview_wanted.connect(presenter.preview)
    view.keep_wanted.connect(presenter.keep)
    view.removal_wanted.connect(presenter.take_away)
    return view
