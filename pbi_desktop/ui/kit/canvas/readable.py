"""What a screen reader meets of a large network: the most important nodes in view, as a list."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.scene import Box, Spot
from pbi_desktop.ui.kit.canvas.columns import Columns
from pbi_desktop.ui.kit.canvas.wish import Wish

MOST = 200


def _tr(text: str) -> str:
    return QApplication.translate("Canvas", text)


def kind_words(kind: NodeKind) -> str:
    """Return what a kind of node is called."""
    return {
        NodeKind.HOUSEHOLD: _tr("Household"),
        NodeKind.PERSON: _tr("Person"),
        NodeKind.SERVICE: _tr("Service"),
        NodeKind.GROUP: _tr("Group"),
        NodeKind.PLACE: _tr("Place"),
        NodeKind.NEED: _tr("Need"),
    }[kind]


def said_of(columns: Columns, node: int, name: str, wish: Wish) -> str:
    """Return a node in words: its name if there is one, its kind, its class, its links."""
    kind = kind_words(NodeKind(int(columns.kind[node])))
    parts = [f"{name}, {kind.lower()}" if name else _tr("{kind}, name not shown").format(kind=kind)]
    if wish.decoration is not None:
        parts.append(wish.decoration.classes[int(wish.decoration.of_node[node])].words)
    many = len(columns.links(node))
    parts.append(_tr("1 link") if many == 1 else _tr("{many} links").format(many=f"{many:,}"))
    return ", ".join(parts)


def spots_in_view(
    columns: Columns,
    part: tuple[float, float, float, float],
    chosen: int,
    said: Callable[[int], str],
    wish: Wish,
) -> tuple[Spot, ...]:
    """Return the most important nodes in view, and the one chosen, each as a spot."""
    nodes = columns.in_view(*part)
    if wish.focus is not None:
        nodes = nodes[wish.focus[nodes]]
    shown = [node for node in nodes[:MOST].tolist() if node != chosen]
    return tuple(
        Spot(str(node), _box(columns, node), said(node))
        for node in ([chosen, *shown][:MOST] if chosen >= 0 else shown)
    )


def _box(columns: Columns, node: int) -> Box:
    size = float(columns.size[node])
    return Box(float(columns.x[node]) - size, float(columns.y[node]) - size, 2 * size, 2 * size)
