"""Makes the page that takes lists in: view and presenter joined, for one worker."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import ImportReport
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.running import RunNews
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.taking_in.presenter import TakingInPresenter
from pbi_desktop.ui.screens.taking_in.view import TakingInScreen

AskFiles = Callable[[QWidget], list[Path]]
_LISTS = "Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods *.json *.geojson);;All files (*)"


def ask_files(over: QWidget) -> list[Path]:
    """Return the files that the worker chose; none where they chose none."""
    chosen, _kind = QFileDialog.getOpenFileNames(over, "Choose files", str(Path.home()), _LISTS)
    return [Path(one) for one in chosen]


@dataclass(frozen=True)
class Choosers:
    """The computer's own windows for files: which to read, and where to save."""

    files: AskFiles = ask_files
    where: AskWhere = ask_where


def make_taking_in(  # noqa: PLR0913 - everything that a screen is made from
    desk: Desk,
    actor: Actor,
    lane: TaskLane,
    privacy: Privacy,
    navigator: Navigator,
    choosers: Choosers = Choosers(),
) -> TakingInScreen:
    """Return the screen; it keeps its presenter alive."""
    view = TakingInScreen(privacy)
    news = RunNews(view)
    presenter = TakingInPresenter(view, desk, actor, lane.scope(view), navigator, news)
    view.presenter = presenter

    def choose() -> None:
        chosen = choosers.files(view.window())
        if chosen:
            presenter.add_files(chosen)

    def save(report: ImportReport) -> None:
        path = choosers.where(view.window(), f"refused-{report.kind}.csv", "CSV (*.csv)")
        if path is not None:
            presenter.save_reasons(path, report)

    news.told.connect(view.show_progress)
    view.asked.connect(presenter.shown)
    view.choose_wanted.connect(choose)
    view.files_given.connect(presenter.add_files)
    view.stop_wanted.connect(presenter.stop)
    view.undo_looked.connect(presenter.look_at_undo)
    view.files.kind_chosen.connect(presenter.choose_kind)
    view.files.again.clicked.connect(presenter.begin_again)
    view.columns.look_wanted.connect(presenter.look)
    view.look.save_wanted.connect(save)
    view.look.people.answered.connect(presenter.answer)
    view.look.people.again_wanted.connect(presenter.look_again)
    view.keep.keep_wanted.connect(presenter.keep)
    view.keep.again_wanted.connect(presenter.begin_again)
    view.undo.undo_wanted.connect(presenter.undo)
    navigator.crumbs("Take in lists")
    return view
