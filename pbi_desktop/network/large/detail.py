"""A large graph and its layout as the columns that are painted."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pbi_desktop.domain.large_picture import Islands, LargePicture
from pbi_desktop.network.large.graph import LargeGraph, Numbers, degrees
from pbi_desktop.network.large.inside import APART
from pbi_desktop.network.large.islands import Layout

Picture: TypeAlias = LargePicture[npt.NDArray[Any]]


def large_picture(
    graph: LargeGraph,
    layout: Layout,
    labels: Sequence[str],
    importance: Numbers | None = None,
) -> Picture:
    """Return a picture of the graph as it is laid out; without importance, by number of ties."""
    much = np.log1p(degrees(graph.edges, graph.size)) if importance is None else importance
    much = (much / max(float(much.max(initial=0.0)), 1e-9)).astype(np.float32)
    of_edge = np.sqrt(much[graph.edges[:, 0]] * much[graph.edges[:, 1]])
    order = np.argsort(-of_edge, kind="stable")
    return LargePicture(
        x=np.ascontiguousarray(layout.positions[:, 0]),
        y=np.ascontiguousarray(layout.positions[:, 1]),
        kind=graph.kind,
        size=(APART * (0.3 + 0.2 * much)).astype(np.float32),
        importance=much,
        labels=labels,
        edges=graph.edges[order].astype(np.int32),
        edge_importance=of_edge[order],
        islands=Islands(
            np.ascontiguousarray(layout.centre[:, 0]),
            np.ascontiguousarray(layout.centre[:, 1]),
            layout.radius,
            np.bincount(layout.island[layout.island >= 0], minlength=len(layout.radius)).astype(
                np.int32
            ),
            layout.island,
        ),
    )
