"""To refer to a group or an agency, or to give its name and number."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.services.case_rows import CaseHeader, GroupChoice
from pbi_desktop.services.referral_rows import To, ToAgency
from pbi_desktop.ui.kit.widgets.choices import Check, Choice
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import PlaceForm, focus_on
from pbi_desktop.ui.screens.case.panels.groups import GroupPicker
from pbi_desktop.ui.screens.case.panels.named import placed
from pbi_desktop.ui.screens.case.panels.told_agency import ToldAgency
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.wishes import Form, Refer, Wish
from pbi_desktop.ui.screens.case.words import REFERRAL_KINDS

_GROUP = "group"


class ReferForm(PlaceForm):
    """To whom, how, whether it was agreed, and why."""

    telling_wanted = Signal(object)  # AgencyId

    def __init__(self) -> None:
        super().__init__(Form.REFER, "Refer to a group or agency", "Refer")
        self.picker = GroupPicker()
        self.where = label("", "support", wrap=True)
        self.told = ToldAgency()
        self.kind = Choice(
            "How",
            {one.value: words for one, words in REFERRAL_KINDS.items()},
            value=ReferralKind.REFERRAL.value,
        )
        self.agreed = Check("Agreed with them")
        self.reason = LineField("Why", placeholder="In a few words")
        columns = Columns(3, narrowest=300)
        for part in (self.kind, self.reason, self.agreed):
            columns.add(placed(part))
        for shown in (self.picker, self.where, self.told, columns):
            self.body.addWidget(shown)
        for name, control in (
            ("kind", self.kind),
            ("agreed", self.agreed),
            ("reason", self.reason),
        ):
            self.hold(name, control)
        self.picker.chosen.connect(self.typed)
        self.picker.chosen.connect(self._show_group)
        self.picker.accepted.connect(self._go_on)
        self.kind.chosen.connect(self._fit)

    def know(self, header: CaseHeader) -> None:
        """Say whose agreement is asked."""
        words = f"Agreed with {pronouns(header.pronouns).object}"
        self.agreed.setText(words)
        self.agreed.setAccessibleName(words)

    def begin(self) -> None:
        """Start with every group near by, and the agencies."""
        self.fill("")
        self._clock.forget()

    def fill(self, words: str) -> None:
        """Start to look for a group by these words."""
        super().begin()
        self.kind.choose(ReferralKind.REFERRAL.value)
        self.agreed.setChecked(False)
        self.reason.set_text("")
        self.where.hide()
        self.told.ask(None)
        self.picker.begin(words)
        self._fit()

    def offer(self, groups: Sequence[GroupChoice]) -> None:
        """Offer these groups."""
        self.picker.offer(groups)

    def first_stop(self) -> QWidget:
        """Return the search line."""
        return self.picker.search

    def values(self) -> dict[str, str]:
        """Return what is chosen and typed."""
        return {**super().values(), _GROUP: self.picker.value} if self._begun() else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft; its group is chosen once it is offered."""
        super().restore(values)
        self.picker.choose(values.get(_GROUP, ""))
        self._fit()

    def wish(self) -> Wish | None:
        """Return the referral."""
        group, kind = self.picker.group, ReferralKind(self.kind.value)
        to: To | None = group.id if group is not None else self.told.to()
        if to is None:
            self.show_problems({"group": "Choose a group or an agency first."})
            self.picker.search.setFocus()
            return None
        if kind is ReferralKind.REFERRAL and not self.agreed.isChecked():
            self.show_problems(
                {"agreed": "Ask first. Without their word, give the name and number instead."}
            )
            return None
        if kind is ReferralKind.REFERRAL and isinstance(to, ToAgency) and self.told.problem():
            self.show_problems({"group": self.told.problem()})
            return None
        return Refer(to, kind, self.agreed.isChecked(), self.reason.text().strip())

    def _begun(self) -> bool:
        return bool(self.picker.value or self.reason.text().strip() or self.agreed.isChecked())

    def _show_group(self) -> None:
        group = self.picker.group
        parts = [group.name, group.where, group.when, group.phone, group.checked] if group else []
        self.where.setText(" · ".join(part for part in parts if part))
        self.where.setVisible(bool(parts))
        agency = self.told.ask(self.picker.agency)
        if agency is not None:
            self.telling_wanted.emit(agency)
        self._fit()

    def _go_on(self) -> None:
        """One is chosen: the next thing to say is whether it was agreed."""
        focus_on(self.agreed)

    def _fit(self) -> None:
        refers = self.kind.value == ReferralKind.REFERRAL.value
        self.keep_button.say("Refer" if refers else "Write down the signpost")
        self.told.setVisible(refers and self.picker.agency is not None)
