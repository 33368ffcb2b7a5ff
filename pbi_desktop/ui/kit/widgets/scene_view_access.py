"""A picture for a screen reader: a list whose items are the spots that can be chosen.

Qt asks a factory once for the interface of each widget and keeps it as long as the widget. Items
have numbers of their own in Qt's register, which holds bare pointers: each is held here and let
go by its number, never by Python alone.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from pbi_desktop.domain.scene import Spot

_NAME = QAccessible.Text.Name
_Items = dict[str, tuple[int, "SpotItem"]]


class ReadablePicture(QWidget):
    """A widget with spots that a screen reader meets as the items of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.items_read: _Items = {}
        self._ties_said: dict[str, str] = {}
        if not _factories:
            _factories.append(_made)
            QAccessible.installFactory(_made)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The spots that can be chosen."""
        raise NotImplementedError

    @property
    def chosen_key(self) -> str:
        """The key of the spot chosen; empty where none is."""
        raise NotImplementedError

    def place_of(self, spot: Spot) -> QRect:
        """Return where a spot stands in the widget."""
        raise NotImplementedError

    def tell_focus(self) -> None:
        """Tell a screen reader which spot the keyboard is on."""
        keys = [spot.key for spot in self.spots]
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        if self.chosen_key in keys:
            event.setChild(keys.index(self.chosen_key))
        QAccessible.updateAccessibility(event)

    def say_ties(self, said: Mapping[str, str]) -> None:
        """Have the ties of each spot, in words, read out as what describes it."""
        self._ties_said = dict(said)

    def ties_of(self, spot: Spot) -> str:
        """Return the ties of a spot in words; nothing where none were given."""
        return self._ties_said.get(spot.key, "")

    def tell_spots_changed(self) -> None:
        """Tell a screen reader that there are other spots now."""
        _let_go(self.items_read)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectReorder))


_factories: list[object] = []
# Qt deletes a list with its picture. Python must not do so first, whenever it sweeps up and in
# whichever thread: a list is held until Qt has deleted it.
_held: list["SpotList"] = []


def _made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, ReadablePicture):
        return None
    _held[:] = [found for found in _held if isValid(found)]
    made = SpotList(thing)
    _held.append(made)
    thing.destroyed.connect(partial(_let_go, thing.items_read))
    return made


def _let_go(items: _Items) -> None:
    for number, _item in items.values():
        QAccessible.deleteAccessibleInterface(number)
    items.clear()


class SpotList(QAccessibleWidget):
    """The picture as a list."""

    def __init__(self, picture: ReadablePicture) -> None:
        super().__init__(picture, QAccessible.Role.List)
        self._picture = picture
        self.items = picture.items_read

    def childCount(self) -> int:
        """Return how many spots there are."""
        return len(self._picture.spots)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return a spot."""
        spots = self._picture.spots
        return self._item(spots[index]) if 0 <= index < len(spots) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt
        """Return the place of a spot in the list; -1 for anything else."""
        keys = [spot.key for spot in self._picture.spots]
        for key, (_number, item) in self.items.items():
            if item is child:
                return keys.index(key) if key in keys else -1
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802 - Qt
        """Return the spot at a point of the screen."""
        for spot in self._picture.spots:
            item = self._item(spot)
            if item.rect().contains(x, y):
                return item
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802 - Qt
        """Return the spot that the keyboard is on, or the list itself."""
        if not self._picture.hasFocus():
            return None
        chosen = self._picture.chosen_key
        spot = next((spot for spot in self._picture.spots if spot.key == chosen), None)
        return self._item(spot) if spot is not None else self

    def _item(self, spot: Spot) -> "SpotItem":
        if spot.key not in self.items:
            item = SpotItem(self, self._picture, spot)
            self.items[spot.key] = (QAccessible.registerAccessibleInterface(item), item)
        return self.items[spot.key][1]


class SpotItem(QAccessibleInterface):
    """One spot as an item of the list."""

    def __init__(self, within: SpotList, picture: ReadablePicture, spot: Spot) -> None:
        super().__init__()
        self._within, self._picture, self._spot = within, picture, spot

    def isValid(self) -> bool:  # noqa: N802 - Qt
        """Say whether the picture still shows the spot."""
        return isValid(self._picture) and self._spot in self._picture.spots

    def object(self) -> QObject | None:  # type: ignore[override]
        """Return nothing: a spot is no widget."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """Return the window of the picture."""
        return self._within.window()

    def parent(self) -> QAccessibleInterface:
        """Return the list."""
        return self._within

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Return nothing: a spot has no parts."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802 - Qt
        """Return nothing: a spot has no parts."""
        return None

    def childCount(self) -> int:
        """Return none."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:  # noqa: N802 - Qt
        """Return -1: a spot has no parts."""
        return -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802 - Qt
        """Return nothing: a spot has no parts."""
        return None

    def rect(self) -> QRect:
        """Return where the spot stands on the screen."""
        where = self._picture.place_of(self._spot)
        return QRect(self._picture.mapToGlobal(where.topLeft()), where.size())

    def role(self) -> QAccessible.Role:
        """Return that it is an item of a list."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is said of the spot."""
        if kind == QAccessible.Text.Description:
            return self._picture.ties_of(self._spot)
        return self._spot.said if kind == _NAME else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802 - Qt
        """Change nothing: a picture is changed through its records."""

    def state(self) -> QAccessible.State:
        """Return whether it is chosen, has the keyboard, and is in view."""
        chosen = self._picture.chosen_key == self._spot.key
        where = self._picture.place_of(self._spot)
        state = QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = chosen
        state.focused = chosen and self._picture.hasFocus()
        state.invisible = not self._picture.isVisible()
        state.offscreen = not self._picture.rect().intersects(where)
        return state
