"""To share a summary: for whom and why, what they would be told, and then the one button."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pbi_desktop.domain.access import PURPOSE_LABELS, Purpose
from pbi_desktop.domain.ids import AgencyId
from pbi_desktop.services.case_rows import CaseHeader
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.kit.widgets.notices import Notice, Skeleton
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.panels.share_handling import HandingOver
from pbi_desktop.ui.screens.case.panels.summary_sheet import SummarySheet
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.sharing import Target
from pbi_desktop.ui.screens.case.sharing_words import (
    PAPERS,
    SHARE,
    Paper,
    SheetLine,
    file_name,
    say_copy,
    say_ground,
    say_held_back,
    say_objection,
    say_save,
    say_told,
    sheet_lines,
)
from pbi_desktop.ui.screens.case.wishes import Form, Wish

if TYPE_CHECKING:  # it loads what makes reports, which only a summary needs
    from pbi_desktop.services.reports import AgencyChoice
    from pbi_desktop.services.summary_preview import SummaryPreview

_CHOOSE = "Choose who it is for"
_COVERED = (SheetLine("Hidden (F8)"),)


class _Told(QWidget):
    """What they will be told and what not, on what ground, and which copy it is."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.held_back = label("", "dense", wrap=True), label("", "dense", wrap=True)
        self.ground, self.copy = label("", "dense", wrap=True), label("", "dense", wrap=True)
        self.objection = Notice("", Tone.WARN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for title, words in (
            ("They will be told", self.told),
            ("They will not be told", self.held_back),
            ("On what ground", self.ground),
            ("Which copy", self.copy),
        ):
            box.addWidget(label(title, "field"))
            box.addWidget(words)
            box.addSpacing(4)
            if words is self.ground:
                box.addWidget(self.objection)
        box.addStretch(1)


class ShareForm(PlaceForm):
    """Nothing is made before the button; the button says for whom, and how many facts."""

    asked = Signal(object, object, object)  # AgencyId, Purpose, Handing
    propose_wanted = Signal(object)  # Handing
    place_wanted = Signal(object, str)  # Paper, a name for the file
    save_wanted = Signal(object, object)  # Target, Handing
    again_wanted = Signal(object)  # Target

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(Form.SHARE, SHARE, SHARE)
        self._privacy = privacy
        self._them, self._reference = pronouns(""), ""
        self._preview: SummaryPreview | None = None
        self._copy_left: int | None = None
        self._saving = self._again = False
        self.agency = Pick("For whom", [("", _CHOOSE)])
        self.purpose = Pick("Why", [(one.value, said) for one, said in PURPOSE_LABELS.items()])
        papers = {one.value: said for one, said in PAPERS.items()}
        self.paper = Choice("Save as", papers, value=Paper.PDF.value)
        self.told, self.sheet = _Told(), SummarySheet()
        self.handing = HandingOver()
        self.waiting = Skeleton("the summary", lines=4)
        self.result = Columns(2, narrowest=400)
        self.again_button = Button("Save the same copy again", Kind.PRIMARY, icon="download")
        self._lay_out()
        self.agency.chosen.connect(self._ask)
        self.purpose.chosen.connect(self._ask)
        self.again_button.clicked.connect(self._save_again)
        self.handing.changed.connect(self._ask_anew)

    def _lay_out(self) -> None:
        for pick in (self.agency, self.purpose):
            pick.setMinimumContentsLength(20)
            pick.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        choices = Columns(3, narrowest=300)
        for part in (named("For whom", self.agency), named("Why", self.purpose)):
            choices.add(part)
        choices.add(placed(self.paper))
        for part in (self.told, self.sheet):
            self.result.add(placed(part))
        for part in (choices, self.waiting, self.handing, self.result):
            self.body.addWidget(part)
        self.foot.addWidget(self.again_button)

    # What the worker does

    def know(self, header: CaseHeader) -> None:
        """Speak of this person."""
        self._them, self._reference = pronouns(header.pronouns), header.reference

    def begin(self) -> None:
        """Start with nobody chosen, and nothing to save."""
        super().begin()
        self.agency.set_options([("", _CHOOSE)])
        self.purpose.choose(Purpose.DIRECT_SUPPORT.value)
        self.paper.choose(Paper.PDF.value)
        self._copy_left, self._saving = None, False
        self.handing.begin()
        self._show_nothing()

    def minimumSizeHint(self) -> QSize:
        """Return no height: its words are as tall as their width makes them, and no taller."""
        return QSize(super().minimumSizeHint().width(), 0)

    def first_stop(self) -> QWidget:
        """Return the list of agencies."""
        return self.agency

    def wish(self) -> Wish | None:
        """Ask where the file goes; nothing is kept in the case by this form itself."""
        if self._preview is None or self._saving:
            if not self.agency.value:
                self.show_problems({"agency": "Choose who it is for first."})
                self.agency.setFocus()
            return None
        if not self.handing.settle():
            return None
        if self.handing.waits:
            self._saving = True
            self.propose_wanted.emit(self.handing.handing)
            return None
        self._again = False
        self._ask_place(self._preview.request.copy_number)
        return None

    def save_to(self, place: Path) -> None:
        """Save what is shown, or the copy that is left, in this place."""
        self._saving = True
        target = Target(place, Paper(self.paper.value))
        if self._again:
            self.again_wanted.emit(target)
        else:
            self.save_wanted.emit(target, self.handing.handing)

    def _save_again(self) -> None:
        if self._copy_left is not None and not self._saving:
            self._again = True
            self._ask_place(self._copy_left)

    def _ask_place(self, copy: int) -> None:
        paper = Paper(self.paper.value)
        self.place_wanted.emit(paper, file_name(self._reference, copy, paper))

    def _ask(self, _chosen: str) -> None:
        """Show at once what they would be told; what another would be told goes out of sight."""
        self.notice.hide()
        self.handing.begin()
        self._show_nothing()
        self._ask_anew()

    def _ask_anew(self) -> None:
        """Have what is chosen shown as it would be told now."""
        if self.agency.value:
            self._preview = None
            self.keep_button.hide()
            self.waiting.show()
            agency, purpose = AgencyId(UUID(self.agency.value)), Purpose(self.purpose.value)
            self.asked.emit(agency, purpose, self.handing.handing)

    # What the presenter says

    def offer_agencies(self, agencies: "tuple[AgencyChoice, ...]") -> None:
        """Offer these agencies; who is chosen already stays chosen."""
        chosen = self.agency.value
        options = [(str(one.id), one.name) for one in agencies]
        self.agency.set_options([("", _CHOOSE), *options])
        self.agency.choose(chosen if chosen in dict(options) else "")

    def show_summary(self, preview: "SummaryPreview") -> None:
        """Show what would be told, and offer to save it."""
        self._preview, self._saving = preview, False
        self.waiting.hide()
        self.handing.offer(preview)
        self.show_again()
        waits = self.handing.waits
        icon = "send" if waits else "download"
        self.keep_button.say(say_save(preview, waits=waits), icon=icon)
        for part in (self.keep_button, self.handing, self.result):
            part.show()
        announce(self, f"{self.told.told.text()} {self.keep_button.text()}")

    def fail(self, sentence: str) -> bool:
        """Say why there is nothing to save; say whether the panel is open."""
        self._saving = False
        if self.keep_button.hasFocus():
            self.agency.setFocus()
        self._show_nothing()
        return self._say(sentence, Tone.WARN)

    def warn(self, sentence: str) -> bool:
        """Say why nothing was made, what is shown being about to change; return the same."""
        self._saving = False
        return self._say(sentence, Tone.WARN)

    def keep_trying(self, copy: int, sentence: str) -> bool:
        """Say that a copy is made and in no file, and offer it again; return the same."""
        self._saving, self._copy_left = False, copy
        self._show_nothing()
        self.again_button.say(f"Save copy {copy} again", icon="download")
        self.again_button.show()
        self.again_button.setFocus()
        return self._say(sentence, Tone.DANGER)

    def finish(self) -> None:
        """Close, if it is open: the copy is in its file."""
        if not self.isHidden():
            self.begin()
            self.closed.emit()

    def show_again(self) -> None:
        """Show the same as names may be shown now: F8 hides what it says of the person."""
        preview, request = self._preview, None
        if preview is None:
            return
        request, told, them = preview.request, self.told, self._them
        told.told.setText(say_told(preview, them))
        told.held_back.setText(self._privacy.detail(say_held_back(preview, them)))
        told.ground.setText(self._privacy.detail(say_ground(request, them)))
        told.copy.setText(say_copy(request))
        objection = self._privacy.detail(request.objection)
        told.objection.say(say_objection(objection, them), Tone.WARN)
        told.objection.setVisible(bool(objection))
        hidden = self._privacy.hidden
        self.handing.cover(hidden)
        self.sheet.show_lines(_COVERED if hidden else sheet_lines(preview.document))

    # Within

    def _show_nothing(self) -> None:
        self._preview = None
        hidden = (self.waiting, self.handing, self.result, self.keep_button, self.again_button)
        for part in hidden:
            part.hide()
        self.sheet.show_lines(())

    def _say(self, sentence: str, tone: Tone) -> bool:
        """Say something if the panel is open; say whether it is."""
        if self.isHidden():
            return False
        self.notice.say(sentence, tone)
        self.notice.show()
        announce(self, sentence, urgent=tone is Tone.DANGER)
        return True
