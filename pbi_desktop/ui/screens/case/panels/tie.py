"""How a tie is: its quality, its strength, and which way help flows; each may stay unsaid."""

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.casework import Flow, Quality
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.screens.case.network_words import FLOWS, QUALITIES, STRENGTHS, or_not_said
from pbi_desktop.ui.screens.case.panels.named import named


class TieParts:
    """Three lists that begin with "Not said"."""

    def __init__(self) -> None:
        self._quality = Pick("How the tie is", or_not_said(QUALITIES))
        self._strength = Pick("How strong it is", or_not_said(STRENGTHS))
        self._flow = Pick("Which way help goes", or_not_said(FLOWS))

    @property
    def controls(self) -> dict[str, Pick]:
        """The lists, by the field each fills."""
        return {"quality": self._quality, "strength": self._strength, "flow": self._flow}

    @property
    def shown(self) -> list[QWidget]:
        """Each list under its words."""
        return [named(pick.accessibleName(), pick) for pick in self.controls.values()]

    @property
    def said(self) -> bool:
        """Whether any of it is said."""
        return any(pick.value for pick in self.controls.values())

    @property
    def quality(self) -> Quality | None:
        """The quality, where it is said."""
        return Quality(self._quality.value) if self._quality.value else None

    @property
    def strength(self) -> int | None:
        """The strength from 1 to 3, where it is said."""
        return int(self._strength.value) if self._strength.value else None

    @property
    def flow(self) -> Flow | None:
        """Which way help flows, where it is said."""
        return Flow(self._flow.value) if self._flow.value else None

    def begin(self) -> None:
        """Leave all of it unsaid."""
        for pick in self.controls.values():
            pick.choose("")
