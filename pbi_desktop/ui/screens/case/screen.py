"""Makes the case screen: view and presenter joined, for one worker."""

from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.case.paper_wiring import follow_papers
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.presenter import CasePresenter
from pbi_desktop.ui.screens.case.shared.making import follow_own_agency, follow_shared
from pbi_desktop.ui.screens.case.shared.own_agency_copier import AgencyCopier
from pbi_desktop.ui.screens.case.shared.presenter import SharedFollower
from pbi_desktop.ui.screens.case.view import CaseScreen


def make_case(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> CaseScreen:
    """Return the screen; it keeps its presenter alive."""
    view = CaseScreen(privacy, actor.worker)
    presenter = CasePresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.tab_wanted.connect(presenter.tab_wanted)
    view.visit_wanted.connect(partial(_book_visit, navigator))
    view.case_wanted.connect(presenter.case_wanted)
    view.own_plan_wanted.connect(presenter.own_plan_wanted)
    view.print_wanted.connect(presenter.print_network)
    view.look_wanted.connect(presenter.look_wanted)
    view.own_network_wanted.connect(lambda case: navigator.go(f"own-network/{case}"))
    view.names_changed.connect(presenter.say_where)
    view.stub.take_up_wanted.connect(presenter.take_up)
    view.head.eyes_wanted.connect(presenter.eyes_wanted)
    view.own_eyes_wanted.connect(presenter.eyes.stop)
    view.came_in_sight.connect(presenter.came_in_sight)
    view.pages.when_made(
        Tab.SHARING, partial(_join_sharing, view, presenter, desk, lane, navigator)
    )
    view.pages.when_made(Tab.STORY, partial(_join_story, view, presenter))
    view.pages.when_made(
        Tab.PAPERS, lambda: follow_papers(view.papers, view.forms, desk, presenter.papers)
    )
    view.stub.emergency_wanted.connect(presenter.emergency_wanted)
    view.missing.list_wanted.connect(presenter.list_wanted)
    view.forms.wished.connect(presenter.wish)
    view.forms.drafted.connect(presenter.drafted)
    view.forms.opened.connect(presenter.form_opened)
    view.forms.groups_wanted.connect(presenter.groups_wanted)
    view.forms.telling_wanted.connect(presenter.telling_wanted)
    view.forms.share.asked.connect(presenter.sharer.ask)
    view.forms.share.save_wanted.connect(presenter.sharer.save)
    view.forms.share.propose_wanted.connect(presenter.sharer.propose)
    view.forms.share.again_wanted.connect(presenter.sharer.save_again)
    view.forms.share.closed.connect(presenter.sharer.stop)
    return view


def _join_story(view: CaseScreen, presenter: CasePresenter) -> None:
    view.story.past_wanted.connect(presenter.teller.said_before)
    view.story.earlier_wanted.connect(presenter.teller.join_earlier)
    view.story.pane.tab_wanted.connect(presenter.tab_wanted)
    view.story.pane.case_wanted.connect(presenter.case_wanted)
    view.story.chronology_wanted.connect(presenter.chronology_wanted)


def _join_sharing(
    view: CaseScreen, presenter: CasePresenter, desk: Desk, lane: TaskLane, navigator: Navigator
) -> None:
    tab, rights = view.rights, presenter.rights
    shared = follow_shared(
        tab.shared, desk, lambda: presenter.eyes.actor, lane.scope(view), navigator
    )
    copier = follow_own_agency(tab.own_agency, desk, lambda: presenter.eyes.actor, lane.scope(view))
    rights.shared = partial(_enter, shared, copier)
    tab.consent.said.connect(rights.say)
    tab.consent.withdraw_wanted.connect(rights.withdraw)
    tab.apart.apart_wanted.connect(rights.keep_apart)
    tab.apart.together_wanted.connect(rights.let_meet)
    tab.seal.seal_wanted.connect(rights.seal)
    tab.seal.open_wanted.connect(rights.unseal)
    tab.seal.protect_wanted.connect(rights.protect)
    tab.why.asked.connect(rights.why)
    tab.kept.taken_back.connect(rights.take_back)
    tab.log_wanted.connect(rights.log_wanted)


def _enter(shared: SharedFollower, copier: AgencyCopier, case: CaseId) -> None:
    shared.enter(case)
    copier.enter(case)


def _book_visit(navigator: Navigator, case: CaseId) -> None:
    navigator.go(f"my-day/visit/{case}")
