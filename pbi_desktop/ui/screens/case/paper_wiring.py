"""Joins the Papers tab and its two forms to their services, for one worker."""

from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.handed_copies import HandedCopies
from pbi_desktop.ui.screens.case.forms import Forms
from pbi_desktop.ui.screens.case.papers.presenter import PapersPresenter
from pbi_desktop.ui.screens.case.tabs.papers import PapersTab
from pbi_desktop.ui.screens.case.wishes import Form


def follow_papers(tab: PapersTab, forms: Forms, desk: Desk, presenter: PapersPresenter) -> None:
    """Join them; the tab keeps its presenter and the copies that it hands out."""
    tab.presenter = presenter
    tab.copies = HandedCopies(tab, desk.clock)
    tab.form_wanted.connect(lambda form: _open(forms, form))
    tab.file_dropped.connect(presenter.look_at)
    tab.pasted.connect(presenter.look)
    tab.opened.connect(presenter.open)
    tab.copy_wanted.connect(presenter.open_copy)
    tab.save_wanted.connect(presenter.save)
    tab.removal_wanted.connect(presenter.take_away)
    tab.not_shown.connect(presenter.page_not_shown)
    tab.scans.folder_chosen.connect(presenter.scans.choose)
    tab.scans.look_wanted.connect(presenter.scans.look)
    tab.scans.removal_wanted.connect(presenter.scans.remove)
    forms.paper.file_chosen.connect(presenter.look_at)
    forms.letter.draft_wanted.connect(presenter.draft)
    forms.wished.connect(lambda _form, wish: presenter.scans.wished(wish))


def _open(forms: Forms, form: Form) -> None:
    """Open a form; what is typed in one that is open stays."""
    if forms.dock.form is not None and forms.dock.form.form is form:
        return
    forms.open(form)
