"""What a screen reader meets of a large network: the most important nodes in view, as a list."""

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QApplication

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.scene import Box, Spot
from pbi_desktop.ui.kit.canvas.columns import Columns
from pbi_desktop.ui.kit.canvas.wish import Wish

MOST = 200
_ISLAND = "island "


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


def kinds_words(kind: NodeKind) -> str:
    """Return what many of a kind of node are called."""
    return {
        NodeKind.HOUSEHOLD: _tr("Households"),
        NodeKind.PERSON: _tr("People"),
        NodeKind.SERVICE: _tr("Services"),
        NodeKind.GROUP: _tr("Groups"),
        NodeKind.PLACE: _tr("Places"),
        NodeKind.NEED: _tr("Needs"),
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
        node_spot(columns, node, said(node))
        for node in ([chosen, *shown][:MOST] if chosen >= 0 else shown)
    )


def node_spot(columns: Columns, node: int, said: str) -> Spot:
    """Return a node as a spot."""
    at = float(columns.x[node]), float(columns.y[node])
    return Spot(str(node), _box(*at, float(columns.size[node])), said)


def island_spots(columns: Columns, part: tuple[float, float, float, float]) -> tuple[Spot, ...]:
    """Return the largest islands in view, each as a spot."""
    left, top, right, bottom = part
    islands = columns.picture.islands
    seen = columns.largest_islands[:MOST]
    x, y, radius = islands.x[seen], islands.y[seen], islands.radius[seen]
    inside = (x + radius > left) & (x - radius < right) & (y + radius > top) & (y - radius < bottom)
    return tuple(
        Spot(
            f"{_ISLAND}{island}",
            _box(float(islands.x[island]), float(islands.y[island]), float(islands.radius[island])),
            island_said(columns, island),
        )
        for island in seen[inside].tolist()
    )


def island_of(spot: Spot) -> int:
    """Return the island that a spot stands for, or -1 where it stands for a node."""
    return int(spot.key.removeprefix(_ISLAND)) if spot.key.startswith(_ISLAND) else -1


def island_said(columns: Columns, island: int) -> str:
    """Return an island in words: what is written on it, or how many of each kind it holds."""
    islands = columns.picture.islands
    if islands.words:
        return ", ".join(line for line in islands.words[island].split("\n") if line)
    many = f"{int(islands.size[island]):,}"
    counts = np.bincount(columns.kind[islands.of_node == island], minlength=len(NodeKind))
    held = [f"{kinds_words(kind)}: {int(counts[kind]):,}" for kind in NodeKind if int(counts[kind])]
    return ". ".join([_tr("Island of {many}").format(many=many), ", ".join(held)])


def _box(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)
