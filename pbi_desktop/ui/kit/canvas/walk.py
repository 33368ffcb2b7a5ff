"""From node to node with the arrows: along links, or to whatever lies nearest. No Qt."""

import numpy as np

from pbi_desktop.ui.kit.canvas.columns import Array, Columns

_LEAST_AHEAD = 0.35
"""How much of the way must go in the direction asked for: the cosine of about 70 degrees."""


def linked_that_way(columns: Columns, node: int, way: tuple[float, float]) -> int:
    """Return the best node linked to this one in a direction, or -1."""
    return _best(columns, node, columns.links(node), way)


def nearest_that_way(columns: Columns, node: int, way: tuple[float, float]) -> int:
    """Return the nearest node in a direction, linked or not, or -1."""
    return _best(columns, node, np.arange(columns.count), way)


def _best(columns: Columns, node: int, others: Array, way: tuple[float, float]) -> int:
    """Return the node that is near and straight ahead; straight counts for more than near."""
    others = others[others != node]
    along = columns.x[others] - columns.x[node]
    across = columns.y[others] - columns.y[node]
    far = np.hypot(along, across)
    moved = far > 0
    ahead = np.where(moved, (along * way[0] + across * way[1]) / np.where(moved, far, 1), 0)
    good = ahead > _LEAST_AHEAD
    if not good.any():
        return -1
    cost = far[good] / ahead[good] ** 2
    return int(others[good][cost.argmin()])
