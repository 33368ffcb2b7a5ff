"""A page of the guide laid out: plain words in the program's own look, nothing fetched."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.guide_text import Block, Grid, GuidePage, Heading, Typed
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row

_ROLES = {1: "panel", 2: "card"}
_PAGE = "page"


class GuideView(QWidget):
    """Shows one page, and links to the pages it names."""

    page_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)

    def show_page(self, page: GuidePage, titles: Sequence[tuple[str, str]]) -> None:
        """Show a page; `titles` names the pages it leads to."""
        clear(self._box)
        for block in page.blocks:
            self._box.addWidget(_laid_out(block))
        if titles:
            links = Flow(gap=14)
            for name, title in titles:
                button = Button(title, Kind.LINK, icon="chevron-right", name=f"Guide: {title}")
                button.setProperty(_PAGE, name)
                button.clicked.connect(self._follow)
                links.addWidget(button)
            self._box.addWidget(panel(links))

    def show_missing(self, sentence: str) -> None:
        """Say that there is no page to show."""
        clear(self._box)
        self._box.addWidget(label(sentence, "body", wrap=True))

    def _follow(self) -> None:
        button = self.sender()
        if button is not None:
            self.page_wanted.emit(button.property(_PAGE))


def _laid_out(block: Block) -> QWidget:
    if isinstance(block, Heading):
        return label(block.text, _ROLES.get(block.level, "strong"), wrap=True)
    if isinstance(block, Typed):
        return label(block.text, "dense", tone="ink2", wrap=True)
    if isinstance(block, Grid):
        return _grid(block)
    words: list[QWidget] = []
    if block.lead:
        words.append(label(block.lead, "strong", wrap=True))
    if block.text:
        words.append(label(block.text, "body", wrap=True))
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    for one in words:
        box.addWidget(one)
    if not block.mark:
        return panel(box)
    mark = label(block.mark, "body", tone="ink2")
    line = row(mark, panel(box), spacing=10)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return panel(line)


def _grid(block: Grid) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    columns = max(len(cells) for cells in block.rows)
    grid.setColumnStretch(columns - 1, 2)
    if columns > 1:
        grid.setColumnStretch(0, 1)
    for at, cells in enumerate(block.rows):
        for across, words in enumerate(cells):
            role = "meta" if at == 0 else ("dense-strong" if across == 0 else "dense")
            grid.addWidget(label(words, role, wrap=True), at, across, Qt.AlignmentFlag.AlignTop)
    return panel(grid)
