"""Makes Team day: view and presenter joined, for one worker."""

from typing import cast

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.covering import CoverLine
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.team_day import Unallocated
from pbi_desktop.services.voices import Voice
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.team_day.presenter import Answers, TeamDayPresenter
from pbi_desktop.ui.screens.team_day.view import TeamDayScreen


def make_team_day(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> TeamDayScreen:
    """Return the screen; it keeps its presenter alive."""
    view = TeamDayScreen(privacy)
    presenter = TeamDayPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.asked.connect(presenter.refresh)
    view.site_wanted.connect(presenter.choose_site)
    view.opened.connect(presenter.open_case)

    def wished(what: str, line: object, said: Answers) -> None:
        site = presenter.site
        if site is None:
            return
        jobs = {
            "give": lambda: presenter.give(cast("Unallocated", line).case_id, said),
            "away": lambda: presenter.send_away(site, said),
            "cover": lambda: presenter.stand_in(cast("CoverLine", line), said),
            "back": lambda: presenter.back(cast("CoverLine", line)),
            "hear": lambda: presenter.hear(site, said),
            "answer": lambda: presenter.answer(cast("Voice", line), said),
            "supervise": lambda: presenter.supervise(site, said),
            "limit": lambda: presenter.limit(site, said),
        }
        jobs[what]()

    view.wished.connect(wished)
    navigator.crumbs("Team day")
    return view
