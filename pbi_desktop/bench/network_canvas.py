"""A large network on the screen against what draws an item for each node, and against a plot.

A peer runs in a process of its own, on the same arrays: `QGraphicsView` with the items of Qt, and
pyqtgraph from the environment that `PBI_PEER_PYTHON` names. Both are painted off screen, without
islands in place of nodes, in processor seconds: what else the machine does counts for neither. The
memory is what showing the picture adds to a process that shows another. Ours draws every node, but
12,000 of the edges, the most important.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from pbi_desktop.bench import network_canvas_peer
from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.network_borough import borough
from pbi_desktop.bench.network_layouts import PEER_PYTHON, say
from pbi_desktop.domain.large_picture import LargePicture
from pbi_desktop.network.large.detail import large_picture
from pbi_desktop.network.large.graph import LargeGraph
from pbi_desktop.network.large.islands import islands

if TYPE_CHECKING:
    from pbi_desktop.ui.kit.canvas.canvas import Canvas

_PANS, _PICKS = 200, 400
_LABELLED = 200
_OURS = "ours"
_PLACE = "QT_QPA_PLATFORM"
_MEMORY = (1 / 50, 1 / 50)


@dataclass(frozen=True)
class Took:
    """Seconds of each repaint, kilobytes of memory, and seconds of a pick."""

    repaint: tuple[float, ...]
    memory: float
    pick: float


def canvas_lines(rounds: int, nodes: int = 10_000, many: int = 100_000) -> list[Measured]:
    """Return what frames, repaints, memory, picks and gaps take, each over its peer."""
    lines = _of_labels(rounds, town(nodes))
    with TemporaryDirectory() as folder:
        lines += _of_many(rounds, _saved(town(many), Path(folder) / "large.npz"))
    return lines


def town(nodes: int) -> LargePicture[Any]:
    """Return a picture of an invented borough. Same size, same picture."""
    made = borough(nodes)
    ids = tuple(f"Person {row}" for row in range(nodes))
    graph = LargeGraph(ids, made.kind, made.edges.astype(np.int64))
    return large_picture(graph, islands(graph), ids)


def _of_labels(rounds: int, picture: LargePicture[Any]) -> list[Measured]:
    """Return the lines of a picture with labels: pan, repaint and gap."""
    canvas = shown(picture, clustered=False)
    with TemporaryDirectory() as folder:
        arrays = _saved(picture, Path(folder) / "labelled.npz")
        items = _peer(sys.executable, "items", arrays, rounds)
    ours = [_repaint(canvas) for _ in range(rounds + 1)][1:]
    pans = tuple(_pan_over_copy(canvas) for _ in range(rounds))
    gaps = tuple(_worst_gap(canvas) / median(ours) for _ in range(rounds))
    ratios = tuple(one / other for one, other in zip(ours, items.repaint, strict=True))
    return [
        ("pan frame of a large network, p95", "a copy of the frame by numpy", pans, 2.0, 1.3),
        ("repaint of 10,000 with labels", "items of Qt", ratios, 1 / 15, 1 / 40),
        ("worst gap of the window in a repaint", "the whole repaint", gaps, 0.25, 0.1),
    ]


def _of_many(rounds: int, arrays: Path) -> list[Measured]:
    """Return the lines of a picture too large for labels: repaint, memory and pick."""
    ours = _peer(sys.executable, _OURS, arrays, rounds)
    items = _peer(sys.executable, "items", arrays, 1)
    lines: list[Measured] = [
        ("memory of 100,000", "items of Qt", (ours.memory / max(items.memory, 1.0),), *_MEMORY),
    ]
    python = os.environ.get(PEER_PYTHON, "")
    if not python:
        say(f"pyqtgraph was not there: {PEER_PYTHON} names no Python.")
        return lines
    plot = _peer(python, "pyqtgraph", arrays, rounds)
    ratios = tuple(one / other for one, other in zip(ours.repaint, plot.repaint, strict=True))
    lines.append(("repaint of 100,000", "pyqtgraph", ratios, 0.25, 0.1))
    lines.append(("pick among 100,000", "pyqtgraph", (ours.pick / plot.pick,), 1 / 200, 1 / 200))
    return lines


def _saved(picture: LargePicture[Any], path: Path) -> Path:
    """Keep the arrays that a peer draws."""
    labelled = np.argsort(-picture.importance, kind="stable")[:_LABELLED]
    columns = {name: getattr(picture, name) for name in ("x", "y", "kind", "size", "importance")}
    names = ("x", "y", "radius", "size", "of_node")
    discs = {f"island_{name}": getattr(picture.islands, name) for name in names}
    of_edges = {"edges": picture.edges, "edge_importance": picture.edge_importance}
    np.savez(path, labelled=labelled, **columns, **discs, **of_edges)
    return path


def _peer(python: str, way: str, arrays: Path, rounds: int) -> Took:
    """Return what a way of drawing takes in a process of its own."""
    times = arrays.with_suffix(".json")
    run = ["-m", __name__] if way == _OURS else [str(network_canvas_peer.__file__)]
    words = [python, *run, way, str(arrays), str(times), str(rounds)]
    place = {**os.environ, _PLACE: "offscreen"}
    # What it says of its failure is seen; the table alone stands on the other stream.
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=place)  # noqa: S603
    told = json.loads(times.read_text(encoding="utf-8"))
    return Took(tuple(told["repaint"]), float(told["memory"]), float(told["pick"]))


def off_screen() -> None:
    """Let windows be drawn into memory where there is no display: without one Qt ends us."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", _PLACE)):
        os.environ[_PLACE] = "offscreen"


def shown(picture: LargePicture[Any], *, clustered: bool = True) -> "Canvas":
    """Return the canvas in a window off screen, drawn."""
    off_screen()
    from PySide6.QtWidgets import QApplication

    from pbi_desktop.domain.resources import resources
    from pbi_desktop.ui.kit.canvas.canvas import Canvas
    from pbi_desktop.ui.kit.theme import Theme

    app = QApplication.instance() or QApplication(["pbi-desktop-bench"])
    if isinstance(app, QApplication) and app.findChild(Theme) is None:
        Theme(app, resources())
    canvas = Canvas("The borough, drawn")
    canvas.resize(network_canvas_peer.WIDE, network_canvas_peer.TALL)
    canvas.cluster(clustered)
    canvas.show_picture(picture)
    canvas.show()
    app.processEvents()
    canvas.finish()
    return canvas


def _timed(do: Callable[[], object]) -> float:
    begun = process_time()
    do()
    return process_time() - begun


def _repaint(canvas: "Canvas") -> float:
    """Return the seconds of drawing all of it anew, with its margin, and putting it up."""

    def draw() -> None:
        canvas.draw_anew()
        canvas.finish()
        canvas.repaint()

    return _timed(draw)


def _pan_over_copy(canvas: "Canvas") -> float:
    """Return the p95 of frames of a drag, over that of copies of as many pixels."""
    frame = np.ones((network_canvas_peer.TALL, network_canvas_peer.WIDE), np.uint32)
    copies, pans = [], []
    for at in range(_PANS):
        canvas.pan(2.0 if at % 40 < 20 else -2.0, 1.0 if at % 40 < 20 else -1.0)
        pans.append(_timed(canvas.repaint))
        copies.append(_timed(frame.copy))
    canvas.zoom(0)
    canvas.finish()
    return quantiles(pans, n=20)[-1] / quantiles(copies, n=20)[-1]


def _worst_gap(canvas: "Canvas") -> float:
    """Return the longest pass of the event loop while all of it is drawn anew."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    canvas.draw_anew()
    longest = 0.0
    while not canvas.resting:
        begun = process_time()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 0)
        longest = max(longest, process_time() - begun)
    return max(longest, _timed(canvas.repaint))


def _ours(arrays: Any, rounds: int) -> dict[str, Any]:
    """Return what the canvas takes in this process, each node drawn by itself."""
    from PySide6.QtCore import QPointF

    from pbi_desktop.domain.large_picture import Islands

    start = shown(town(10))
    discs = Islands(**{k[7:]: v for k, v in arrays.items() if k.startswith("island_")})
    names = ("x", "y", "kind", "size", "importance", "edges", "edge_importance")
    columns = {name: arrays[name] for name in names}
    labels = [f"Person {row}" for row in range(len(columns["x"]))]
    before = network_canvas_peer.resident()
    canvas = shown(LargePicture(**columns, labels=labels, islands=discs), clustered=False)
    times = [_repaint(canvas) for _ in range(rounds + 1)][1:]
    memory = network_canvas_peer.resident() - before
    asked = np.linspace(0, len(labels) - 1, _PICKS).astype(int)
    seen = [canvas.camera.seen(float(columns["x"][at]), float(columns["y"][at])) for at in asked]
    points = [QPointF(*one) for one in seen]
    picked = _timed(lambda: [canvas.node_at(point) for point in points]) / _PICKS
    start.close()
    return {"repaint": times, "memory": memory, "pick": picked}


if __name__ == "__main__":
    WAY, ARRAYS, TIMES, ROUNDS = sys.argv[1:]
    with np.load(ARRAYS) as LOADED:
        TOLD = _ours(dict(LOADED), int(ROUNDS))
    Path(TIMES).write_text(json.dumps(TOLD), encoding="utf-8")
