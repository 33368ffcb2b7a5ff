"""The lines of the network in words, as a tree of two levels.

Rows are plain values. Items of `QStandardItemModel` are not used: on `clear` PySide6 (6.11) frees
those below others twice where another thread runs meanwhile, and the program ends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pbi_desktop.domain.ties import Outline, OutlineLine, OutlineSection
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.network_words import Adding, added_to, offer

Index = QModelIndex | QPersistentModelIndex
TITLE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
DETAIL_ROLE = TITLE_ROLE + 1
HEAD_ROLE = DETAIL_ROLE + 1
NODE_ROLE = HEAD_ROLE + 1
ADDING_ROLE = NODE_ROLE + 1
OFFER_ROLE = ADDING_ROLE + 1
_PERSON = "person"
_ISOLATES = "\u2066\u2067\u2068\u2069"
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Row:
    """A part of the network, one of its lines, or the offer to add to it."""

    title: str
    detail: str
    spoken: str
    adding: Adding
    node: str = ""
    is_offer: bool = False
    lines: tuple["Row", ...] = ()
    is_head: bool = False


_DATA: Mapping[int, Callable[[Row], object]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda row: row.title,
    int(Qt.ItemDataRole.AccessibleTextRole): lambda row: row.spoken,
    TITLE_ROLE: lambda row: row.title,
    DETAIL_ROLE: lambda row: row.detail,
    HEAD_ROLE: lambda row: row.is_head,
    NODE_ROLE: lambda row: row.node,
    ADDING_ROLE: lambda row: row.adding.value,
    OFFER_ROLE: lambda row: row.is_offer,
}


class OutlineModel(QAbstractItemModel):
    """Parts, and under each its lines. An index holds which part its line is in, counted from 1."""

    def __init__(self, within: QObject) -> None:
        super().__init__(within)
        self.parts: tuple[Row, ...] = ()

    def show_parts(self, parts: tuple[Row, ...]) -> None:
        """Show these instead of any before."""
        self.beginResetModel()
        self.parts = parts
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return where a part, or a line of one, stands."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Return the part that a line is in; nothing for a part."""
        part = child.internalId() if child.isValid() else 0
        return self.createIndex(part - 1, 0, 0) if part else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many parts there are, or how many lines a part has."""
        if not parent.isValid():
            return len(self.parts)
        return 0 if parent.internalId() else len(self.parts[parent.row()].lines)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return one."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what is drawn or read out of a line."""
        found = _DATA.get(int(role))
        if found is None or not index.isValid():
            return None
        part = index.internalId()
        among = self.parts[part - 1].lines if part else self.parts
        return found(among[index.row()])


def rows_of(outline: Outline, privacy: Privacy, *, may_write: bool) -> tuple[Row, ...]:
    """Return every part with its lines; who may write meets an offer where a part can be empty."""
    return tuple(_part(section, privacy, may_write=may_write) for section in outline.sections)


def _part(section: OutlineSection, privacy: Privacy, *, may_write: bool) -> Row:
    count = section.count if section.lines else section.empty
    adding = added_to(section.title)
    lines = [_line(line, adding, privacy) for line in section.lines]
    if section.empty and may_write:
        words = offer(adding)
        lines.append(Row(words, "", f"{words}. Press Enter.", adding, is_offer=True))
    spoken = f"{section.title}: {count}"
    return Row(section.title, count, spoken, adding, lines=tuple(lines), is_head=True)


def _line(line: OutlineLine, adding: Adding, privacy: Privacy) -> Row:
    if not privacy.hidden:
        return Row(line.title, line.detail, line.spoken, adding, line.node)
    title = _covered(line, privacy) if line.node.startswith(_PERSON) else line.title
    detail = privacy.detail(line.detail)
    spoken = f"{title}. {detail}" if detail else f"{title}."
    return Row(title, detail, spoken, adding, line.node)


def _covered(line: OutlineLine, privacy: Privacy) -> str:
    """Return the title of a person with initials for the name: "N., mum, 68"."""
    name, comma, rest = line.title.partition(",")
    plain = "".join(letter for letter in name if letter not in _ISOLATES)
    return f"{privacy.name(plain)}{comma}{rest}"
