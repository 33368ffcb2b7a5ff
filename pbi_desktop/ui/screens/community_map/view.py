"""The community map's screen: the picture, the tools over it, and the answers beside it."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.services.town_rows import AnswerRow, TownPage
from pbi_desktop.ui.kit.canvas.canvas import Canvas
from pbi_desktop.ui.kit.canvas.readable import kind_words
from pbi_desktop.ui.kit.canvas.wish import Decoration
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice, Skeleton
from pbi_desktop.ui.kit.widgets.progress import Progress
from pbi_desktop.ui.kit.widgets.side_by_side import SideBySide
from pbi_desktop.ui.screens.community_map.side import AboutCard, Answers
from pbi_desktop.ui.screens.community_map.tools import Tools
from pbi_desktop.ui.screens.community_map.words import (
    CHANGED,
    NOT_FOUND,
    READING,
    STOPPED,
    About,
    classes,
    how_far,
    which,
)

_TIED = 8
_SHORTCUTS = (
    Shortcut("Ctrl+F, /", "Find on the map; Enter shows the next that was found"),
    Shortcut("Arrows", "On the map: along a tie; with Ctrl to whatever is nearest"),
    Shortcut("Tab", "On the map: round the ties of what is chosen"),
    Shortcut("F", "On the map or in a list: focus on what is chosen"),
    Shortcut("Enter", "Open the case or group that is chosen"),
    Shortcut("+, -, 0", "On the map: nearer, farther, all of it"),
    Shortcut("Esc", "Show all again"),
    Shortcut("F5", "Read it again"),
)


class TownScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    asked = Signal()
    again_wanted = Signal()
    anew_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, title: str, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object | None = None  # held here, or it goes silent
        self.opens: Callable[[int], bool] = lambda _node: False
        self._privacy = privacy
        self._page: TownPage | None = None
        self._found: tuple[str, list[int], int] = ("", [], -1)
        self.title = label(title, "page")
        self.said = label("", "support", wrap=True)
        self.tools = Tools()
        self.canvas = Canvas(title)
        self.about = AboutCard()
        self.answers = Answers(self._covered)
        self.progress = Progress("Stop", "Stopping.")
        self.changed = Notice(CHANGED, Tone.INFO, closable=True)
        self.empty = EmptyState(STOPPED, "Read it again", icon="refresh-cw")
        self._loading = Skeleton("the map", 8)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.canvas.setMinimumHeight(theme().px(420))
        left = panel(column(self.title, self.said, self.tools, self.canvas, spacing=8))
        layout = left.layout()
        if layout is not None and isinstance(layout, QVBoxLayout):
            layout.setStretch(3, 1)
        right = panel(column(self.about, self.answers, 0, spacing=14))
        self.sides = SideBySide(left, right, shares=(59, 41))
        waiting = column(self.progress, self.changed, self.empty, self._loading, spacing=8)
        waiting.setContentsMargins(24, 10, 24, 0)
        self._waiting = panel(waiting)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._waiting)
        box.addWidget(self.sides, 1)
        for part in (self.progress, self.changed, self.empty, self.sides):
            part.hide()

    def _connect(self) -> None:
        self.progress.stop.clicked.connect(self.stop_wanted)
        self.empty.wanted.connect(self.again_wanted)
        tools = self.tools
        tools.find_wanted.connect(self.find_words)
        tools.coloured.connect(self.colour)
        tools.clustered.connect(self.canvas.cluster)
        tools.steps_chosen.connect(self._focus_again)
        tools.all_wanted.connect(self.show_all)
        tools.zoom_wanted.connect(self.canvas.zoom)
        tools.anew_wanted.connect(self.anew_wanted)
        self.canvas.chosen.connect(self._chose_on_map)
        self.canvas.opened.connect(self.open)
        self.canvas.find_wanted.connect(tools.land)
        self.answers.chosen.connect(self.look_at)
        self.answers.opened.connect(self.open)
        self.about.focus_wanted.connect(self.focus_chosen)
        self.about.open_wanted.connect(lambda: self.open(self.canvas.chosen_node))
        self._privacy.changed.connect(self._cover)
        bind_keys(self, {"Ctrl+F": tools.land, "Esc": self._escape, "F5": self.again_wanted.emit})
        for place in (self.canvas, self.answers):
            bind_keys(place, {"F": self.focus_chosen})

    # --- what the shell asks -------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the town whenever the screen comes into view."""
        super().showEvent(event)
        self.asked.emit()

    def in_sight(self) -> bool:
        """Say whether the screen is shown now."""
        return self.isVisible()

    def land(self) -> None:
        """Put the caret into the search, or stand where the map will be."""
        if self._page is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tools.land()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""
        return _SHORTCUTS

    # --- what the presenter shows --------------------------------------------------------------

    def show_reading(self) -> None:
        """Say that the town is being read; what was shown before stays meanwhile."""
        self._waiting.show()
        self.changed.hide()
        self.empty.hide()
        self._loading.setVisible(self._page is None)
        self.progress.begin(READING)

    def show_progress(self, _step: str, done: int, of: int) -> None:
        """Say how far the reading is."""
        self.progress.say(how_far(done, of))

    def show_page(self, page: TownPage) -> None:
        """Show this town."""
        begins = self._page is None
        chosen = self._key_chosen()
        self._page = page
        self._waiting.hide()
        self.progress.hide()
        self._loading.hide()
        self.said.setText(page.said)
        self.sides.show()
        self.canvas.show_picture(page.picture, page.said)
        self._cover(self._privacy.hidden)
        self.tools.other.setVisible(page.leads)
        self.tools.offer(page.colourings)
        self.colour(self.tools.colour.value)
        self.answers.show_answers(page.answers)
        self._choose_again(chosen)
        announce(self, page.said)
        if begins:
            self._begin_with_homes()
            self.tools.land()

    def show_stopped(self) -> None:
        """Say that the reading was stopped."""
        self._waiting.show()
        self.progress.hide()
        self._loading.hide()
        self.empty.setVisible(self._page is None)
        self.changed.setVisible(self._page is not None)
        self.changed.say(STOPPED, Tone.INFO)

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""
        self.progress.hide()
        self._loading.hide()
        self.sides.hide()
        self._waiting.show()
        self.changed.say(words, Tone.WARN)
        self.changed.show()

    def show_changed(self) -> None:
        """Say that records have changed since."""
        self._waiting.show()
        self.changed.say(f"{CHANGED} F5 reads it again.", Tone.INFO)
        self.changed.show()

    # --- the three verbs -----------------------------------------------------------------------

    def look_at(self, node: int) -> None:
        """Choose a node and focus on it: all else is dimmed."""
        columns = self.canvas.columns
        if columns is None or not 0 <= node < columns.count:
            return
        self.canvas.choose(node)
        steps = int(self.tools.steps.value or 1)
        near = np.flatnonzero(columns.near([node], steps))
        island = columns.picture.islands.of_node[node]
        if columns.kind[node] == NodeKind.PLACE:
            near = np.flatnonzero(columns.picture.islands.of_node == island)
            self.canvas.focus(near, 0)
        else:
            self.canvas.focus([node], steps)
        self.canvas.show_part(near)
        self._show_about(node)

    def focus_chosen(self) -> None:
        """Focus on what is chosen."""
        self.look_at(self.canvas.chosen_node)

    def show_all(self) -> None:
        """Dim nothing, and show the whole map."""
        self.canvas.focus()
        self.canvas.zoom(0)

    def colour(self, key: str) -> None:
        """Colour the map by one of the answers, or by what each thing is."""
        page = self._page
        one = next((one for one in page.colourings if one.asked == key), None) if page else None
        if one is None:
            self.canvas.decorate(None)
        else:
            key_of_it = classes(one.asked, one.classes)
            self.canvas.decorate(Decoration(one.title, key_of_it, one.of_node, one.times))

    def find_words(self, words: str) -> None:
        """Show the first thing with these words in its name, then the next."""
        before, hits, at = self._found
        if words != before:
            hits, at = self.canvas.found(words), -1
        at = (at + 1) % len(hits) if hits else -1
        self._found = (words, hits, at)
        said = which(at, len(hits)) if hits else NOT_FOUND if words.strip() else ""
        self.tools.say_found(said)
        announce(self, said)
        if hits:
            self.look_at(hits[at])
            self.answers.mark(hits[at])

    def open(self, node: int) -> None:
        """Open what a node stands for; what opens nothing is focused on."""
        if not self.opens(node):
            self.look_at(node)

    # --- inside --------------------------------------------------------------------------------

    def _begin_with_homes(self) -> None:
        """Come as near as shows every area that somebody lives in."""
        columns = self.canvas.columns
        if columns is None:
            return
        island = columns.picture.islands.of_node
        lived_in = np.unique(island[columns.kind == NodeKind.HOUSEHOLD])
        self.canvas.show_part(np.flatnonzero(np.isin(island, lived_in[lived_in >= 0])))

    def _chose_on_map(self, node: int) -> None:
        self.answers.mark(node)
        self._show_about(node)

    def _show_about(self, node: int) -> None:
        columns, page = self.canvas.columns, self._page
        if columns is None or page is None or not 0 <= node < columns.count:
            self.about.show_about(None, opens=False)
            return
        links = columns.links(node).tolist()
        names = tuple(self._name(one) for one in links[:_TIED])
        kind = kind_words(NodeKind(int(columns.kind[node])))
        about = About(self._name(node), kind, names, max(len(links) - _TIED, 0))
        self.about.show_about(about, opens=node in page.cases or node in page.groups)

    def _name(self, node: int) -> str:
        """Return what a node is called as it may be shown now."""
        columns = self.canvas.columns
        if columns is None:
            return ""
        kind = NodeKind(int(columns.kind[node]))
        name = columns.picture.labels[node]
        if kind is NodeKind.HOUSEHOLD:
            return f"{self._privacy.name(name)} household" if name else "a household"
        return name

    def _covered(self, row: AnswerRow, at: int) -> str:
        columns = self.canvas.columns
        home = columns is not None and columns.kind[row.node] == NodeKind.HOUSEHOLD
        return self._privacy.name(row.cells[at]) if at == 0 and home else row.cells[at]

    def _cover(self, hidden: bool) -> None:
        self.canvas.cover_names(hidden)
        self.answers.redraw()
        self._show_about(self.canvas.chosen_node)

    def _focus_again(self, _steps: int) -> None:
        if self.canvas.wish.focus is not None:
            self.focus_chosen()

    def _escape(self) -> None:
        if not self.progress.isHidden():
            self.progress.say_stopping()
            self.stop_wanted.emit()
        else:
            self.show_all()

    def _key_chosen(self) -> tuple[str, int]:
        node = self.canvas.chosen_node
        columns = self.canvas.columns
        if columns is None or node < 0:
            return "", -1
        return columns.picture.labels[node], int(columns.kind[node])

    def _choose_again(self, chosen: tuple[str, int]) -> None:
        """Choose what was chosen before the town was read again, if it is still there."""
        columns = self.canvas.columns
        if columns is None or not chosen[0]:
            self._show_about(-1)
            return
        labels = columns.picture.labels
        same = (
            node
            for node, name in enumerate(labels)
            if name == chosen[0] and columns.kind[node] == chosen[1]
        )
        node = next(same, -1)
        self.canvas.choose(node)
        self.canvas.focus()
        self._show_about(node)
