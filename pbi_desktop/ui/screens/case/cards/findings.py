"""What the network says: one sentence after another, and what the chosen one is about."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from pbi_desktop.domain.findings import Finding, FindingKind
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.card_list import CardList, ChoosableCard
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState

_TITLE = "What this network says"
_HOW = "Choose one to see it in the picture, and why it matters. Escape lets go."
_NOTHING = "Nothing yet. Add who helps and who is there: T adds a tie."
_ICONS = {
    FindingKind.ALONE: "user",
    FindingKind.LEFT: "unlink",
    FindingKind.HANGS: "unlink",
    FindingKind.BONDING: "house",
    FindingKind.BRIDGING: "users",
    FindingKind.OVERLAP: "copy",
    FindingKind.RETOLD: "message-square",
    FindingKind.CHANGE: "history",
}
_PRESSING = (FindingKind.ALONE, FindingKind.LEFT, FindingKind.HANGS)


class FindingsCard(Card):
    """Findings to choose from; the chosen one says why, and is ringed in the picture."""

    ringed = Signal(object, object)  # keys of nodes, ties

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(_TITLE)
        self._privacy = privacy
        self._findings: tuple[Finding, ...] = ()
        self._chosen: tuple[FindingKind, str] | None = None
        self._how = label(_HOW, "support", wrap=True)
        self._nothing = EmptyState(_NOTHING)
        self.list = CardList(_TITLE, by_focus=False)
        for part in (self._how, self.list, self._nothing):
            self.add(part)
        self.list.chosen.connect(self._take)
        self.list.installEventFilter(self)

    @property
    def chosen(self) -> Finding | None:
        """The finding that is chosen, if one is."""
        return next((one for one in self._findings if _key(one) == self._chosen), None)

    @property
    def sentences(self) -> list[str]:
        """What is said, from first to last."""
        return [self._words(one.sentence) for one in self._findings]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; the one chosen stays so while it is still said."""
        self._findings = tuple(findings)
        if self.chosen is None:
            self._chosen = None
        self._show()

    def let_go(self) -> None:
        """Choose none: nothing is ringed."""
        self._chosen = None
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go with Escape, if one is chosen."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress and self._chosen is not None:
            self.let_go()
            return True
        return super().eventFilter(watched, event)

    def _take(self, key: tuple[FindingKind, str]) -> None:
        self._chosen = None if key == self._chosen else key
        self._show()

    def _show(self) -> None:
        self.list.show_cards([self._card(one) for one in self._findings], self._chosen)
        self.list.setVisible(bool(self._findings))
        self._how.setVisible(bool(self._findings))
        self._nothing.setVisible(not self._findings)
        chosen = self.chosen
        nodes, ties = (chosen.nodes, chosen.ties) if chosen else ((), ())
        self.ringed.emit(nodes, ties)

    def _card(self, one: Finding) -> ChoosableCard:
        chosen = _key(one) == self._chosen
        said, why = self._words(one.sentence), self._words(one.explained)
        words = label(said, "dense-strong" if chosen else "dense", wrap=True)
        tone = "warn" if one.kind in _PRESSING else "ink2"
        line = row(Icon(_ICONS[one.kind], 18, tone), words, spacing=10)
        line.setStretch(1, 1)
        if not chosen:
            return ChoosableCard(_key(one), said, panel(line))
        return ChoosableCard(
            _key(one), f"{said} {why}", panel(line), label(why, "support", wrap=True)
        )

    def _words(self, text: str) -> str:
        return self._privacy.detail(text)


def _key(one: Finding) -> tuple[FindingKind, str]:
    return one.kind, one.nodes[0] + one.nodes[-1] + one.sentence if one.nodes else one.sentence
