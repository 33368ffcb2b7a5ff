"""Makes the chronology screen: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.chronology.presenter import ChronologyPresenter
from pbi_desktop.ui.screens.chronology.view import ChronologyScreen


def make_chronology(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> ChronologyScreen:
    """Return the screen; it keeps its presenter alive."""
    view = ChronologyScreen(privacy)
    presenter = ChronologyPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.form.wanted.connect(presenter.draft)
    view.open_wanted.connect(presenter.open)
    view.back_wanted.connect(presenter.back)
    view.line_chosen.connect(presenter.line_chosen)
    view.editor.keep_wanted.connect(presenter.keep_line)
    view.editor.out_wanted.connect(presenter.leave_out)
    view.editor.remove_wanted.connect(presenter.remove_line)
    view.editor.typed.connect(presenter.typed)
    view.adding.wanted.connect(presenter.add_line)
    view.adding.typed.connect(presenter.typed_added)
    view.earlier_wanted.connect(presenter.open_earlier)
    view.print_wanted.connect(presenter.print)
    return view
