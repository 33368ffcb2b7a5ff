"""Makes My day: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.my_day.out_presenter import OutPresenter
from pbi_desktop.ui.screens.my_day.presenter import MyDayPresenter
from pbi_desktop.ui.screens.my_day.view import MyDayScreen
from pbi_desktop.ui.screens.my_day.visit_presenter import VisitPresenter


def make_my_day(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> MyDayScreen:
    """Return the screen; it keeps its presenters alive."""
    view = MyDayScreen(privacy)
    given = (desk, actor, lane.scope(view), navigator)
    presenter = MyDayPresenter(view, *given)
    view.opened.connect(presenter.refresh)
    view.refresh_wanted.connect(presenter.refresh)
    view.ticked.connect(presenter.tick)
    view.desk.wanted.connect(presenter.look_for)
    view.desk.waits_wanted.connect(presenter.look_at_waiting)
    view.team.clicked.connect(presenter.look_at_team)
    view.questions.wanted.connect(presenter.look_at_waiting)
    view.emergencies.wanted.connect(presenter.look_at_emergencies)
    view.today.opened.connect(presenter.open_case)
    view.news.opened.connect(presenter.open_news)
    view.to_tell.opened.connect(presenter.open_case)
    for card in (
        view.not_answered,
        view.key_dates,
        view.going,
        view.reviews,
        view.referrals,
    ):
        card.opened.connect(presenter.open_case)
    view.not_sent.opened.connect(presenter.open_unsent)
    view.promises.opened.connect(presenter.open_promise)
    view.promises.done_wanted.connect(presenter.done)
    view.promises.move_wanted.connect(presenter.move)
    view.cases.opened.connect(presenter.open_case)
    view.cases.order_wanted.connect(presenter.order)
    view.cases.all_wanted.connect(presenter.show_all)
    view.cases.search_wanted.connect(presenter.go_to_front_door)
    out, visits = OutPresenter(view.out, *given), VisitPresenter(view.today, *given)
    view.presenters = (presenter, out, visits)
    _join_out(view, out)
    _join_visits(view, visits)
    navigator.crumbs("My day")
    return view


def _join_out(view: MyDayScreen, out: OutPresenter) -> None:
    view.opened.connect(out.refresh)
    view.refresh_wanted.connect(out.refresh)
    view.watched.connect(out.tick)
    view.ticked.connect(out.tick)
    view.out.out_wanted.connect(out.go_out)
    view.out.check_in_wanted.connect(out.check_in)
    view.out.longer_wanted.connect(out.extend)
    view.out.raise_wanted.connect(out.raise_alarm)
    view.today.out_wanted.connect(view.go_out)


def _join_visits(view: MyDayScreen, visits: VisitPresenter) -> None:
    view.today.booked.connect(visits.book)
    view.today.done_wanted.connect(visits.done)
    view.today.moved.connect(visits.move)
    view.today.called_off.connect(visits.call_off)
    view.calendar_chosen.connect(visits.save_calendar)
