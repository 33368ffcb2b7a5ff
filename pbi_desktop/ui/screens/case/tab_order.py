"""Tab goes in reading order, also to what was made later than what stands after it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QScrollArea, QWidget


@runtime_checkable
class InOwnOrder(Protocol):
    """A part whose keyboard order is not the order of its layout."""

    def parts_in_order(self) -> Sequence[QWidget]:
        """Return its parts as Tab should meet them."""


def order_tabs(within: QWidget) -> None:
    """Let Tab meet every control of a widget in the order in which it is read."""
    for one, following in pairwise(stops(within)):
        # A field stands for its box and is itself no stop: Qt leaves it where it is, and a box
        # moved without its field would be met twice. Fields are made in reading order, so it is
        # enough to put the rest in its place between them.
        if following.focusProxy() is None:
            QWidget.setTabOrder(one.focusProxy() or one, following)


def stops(within: QWidget) -> Iterator[QWidget]:
    """Return every control that can have the caret, in reading order, shown or not."""
    if isinstance(within, InOwnOrder):
        for part in within.parts_in_order():
            yield from stops(part)
    elif isinstance(within, QScrollArea):
        held = within.widget()
        if held is not None:
            yield from stops(held)
    elif within.focusProxy() is not None or within.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield within
    elif within.layout() is not None:
        yield from _stops_in(within.layout())


def _stops_in(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for item in _in_order(layout):
        widget = item.widget()
        if widget is not None:
            yield from stops(widget)
        else:
            yield from _stops_in(item.layout())


def _in_order(layout: QLayout) -> list[QLayoutItem]:
    """Return the items of a layout in reading order: a grid row by row."""
    places = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        place = (0, at)
        if isinstance(layout, QGridLayout):
            span: Any = layout.getItemPosition(at)  # row, column, rows, columns
            place = (span[0], span[1])
        places.append((place, at, item))
    return [item for _place, _at, item in sorted(places, key=lambda found: found[:2])]
