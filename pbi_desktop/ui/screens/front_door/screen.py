"""Makes the front door: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.front_door.presenter import FrontDoorPresenter
from pbi_desktop.ui.screens.front_door.view import FrontDoorScreen


def make_front_door(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> FrontDoorScreen:
    """Return the screen; it keeps its presenter alive."""
    view = FrontDoorScreen(privacy)
    presenter = FrontDoorPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.opened.connect(presenter.open)
    view.told_elsewhere.connect(presenter.open_told)
    view.confirmed.connect(presenter.confirm)
    view.finished.connect(presenter.finish)
    view.check_turned.connect(presenter.toggle_check)
    view.not_the_same.connect(presenter.not_the_same)
    view.unsure.connect(presenter.ask_colleague)
    view.keep_wanted.connect(presenter.keep)
    view.folds_turned.connect(presenter.keep_folds)
    view.new_wanted.connect(presenter.start_new)
    view.new_left.connect(presenter.stop_new)
    view.who.checked.connect(presenter.check)
    view.people.matches.chosen.connect(presenter.choose)
    view.people.page_wanted.connect(navigator.go)
    view.people.before.undo_wanted.connect(presenter.take_back)
    view.new_form.typed.connect(presenter.new_typed)
    view.new_form.draft_due.connect(presenter.keep_draft)
    telling = view.telling
    telling.told.connect(presenter.told)
    telling.reasons_chosen.connect(presenter.reasons)
    telling.words_typed.connect(presenter.words)
    telling.how.chosen.connect(presenter.how)
    telling.draft_due.connect(presenter.keep_draft)
    telling.step.connect(presenter.step)
    telling.afresh_wanted.connect(presenter.start_afresh)
    telling.before_wanted.connect(presenter.bring_back)
    navigator.crumbs("Front door", "Who is here?")
    return view
