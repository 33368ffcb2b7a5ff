"""A large picture as others draw it: `python network_canvas_peer.py WAY ARRAYS TIMES ROUNDS`.

It imports nothing of this program. WAY is `items`, one QGraphicsItem of Qt for each node, edge and
label; or `pyqtgraph`, a plot of lines and points without labels.
"""

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

WIDE, TALL = 1200, 760
_PICKS = 50
_held: list[object] = []
"""Kept to the end: Python would take them down in an order that Qt does not bear."""


def resident() -> int:
    """Return the kilobytes that this process holds now; its highest mark is its parent's too."""
    words = Path("/proc/self/status").read_text(encoding="utf-8").split()
    return int(words[words.index("VmRSS:") + 1])


def _items(arrays: Any) -> tuple[QGraphicsView, Any]:
    """Return a view of items, and what finds the item at a point."""
    view = QGraphicsView()
    scene = QGraphicsScene(view)  # without a parent Python lets go of it at once
    view.setScene(scene)
    x, y, size = (arrays[name].tolist() for name in ("x", "y", "size"))
    pen, brush, none = QPen(QColor("#ccc"), 0), QBrush(QColor("#456")), QPen(QColor("#456"), 0)
    for one, other in arrays["edges"].tolist():
        scene.addLine(x[one], y[one], x[other], y[other], pen)
    for across, down, radius in zip(x, y, size, strict=True):
        scene.addEllipse(across - radius, down - radius, 2 * radius, 2 * radius, none, brush)
    for node in arrays["labelled"].tolist():
        words = scene.addSimpleText(f"Person {node}")
        words.setFlag(words.GraphicsItemFlag.ItemIgnoresTransformations)
        words.setPos(x[node], y[node])
    view.resize(WIDE, TALL)
    view.show()
    QApplication.processEvents()  # before that a view has not the size it is given
    whole = QRectF(min(x), min(y), max(x) - min(x), max(y) - min(y))
    view.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)
    return view, lambda at: view.itemAt(view.mapFromScene(QPointF(*at)))


def _pyqtgraph(arrays: Any) -> tuple[QGraphicsView, Any]:
    """Return a plot, and what finds the points at a place."""
    library = import_module("pyqtgraph")
    plot = library.PlotWidget(background="w")
    plot.resize(WIDE, TALL)
    x, y, edges = arrays["x"], arrays["y"], arrays["edges"].reshape(-1)
    plot.addItem(library.PlotCurveItem(x[edges], y[edges], connect="pairs", pen="#ccc"))
    points = library.ScatterPlotItem(x=x, y=y, size=3, pen=None, brush="#456", pxMode=True)
    plot.addItem(points)
    return plot, lambda at: points.pointsAt(QPointF(*at))


def run(way: str, arrays: Any, rounds: int) -> dict[str, Any]:
    """Return the memory it took in kilobytes, and for each round the seconds of a repaint."""
    app = QApplication.instance() or QApplication([])
    before = resident()
    widget, pick = (_items if way == "items" else _pyqtgraph)(arrays)
    _held.extend((app, widget))
    widget.show()
    app.processEvents()
    image = QImage(WIDE, TALL, QImage.Format.Format_RGB32)
    times = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        painter = QPainter(image)
        widget.render(painter)
        painter.end()
        times.append(time.process_time() - begun)
    memory = resident() - before
    asked = np.linspace(0, len(arrays["x"]) - 1, _PICKS).astype(int).tolist()
    begun = time.process_time()
    for node in asked:
        pick((float(arrays["x"][node]), float(arrays["y"][node])))
    picked = (time.process_time() - begun) / _PICKS
    return {"repaint": times[1:], "memory": memory, "pick": picked}


if __name__ == "__main__":
    WAY, ARRAYS, TIMES, ROUNDS = sys.argv[1:]
    with np.load(ARRAYS) as LOADED:
        TOLD = run(WAY, dict(LOADED), int(ROUNDS))
    Path(TIMES).write_text(json.dumps(TOLD), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)  # taking hundreds of thousands of items down measures nothing
