"""A large network from far away: a bubble for each island with the count of its nodes."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from pbi_desktop.ui.kit.canvas.frame import painting
from pbi_desktop.ui.kit.canvas.job import Job
from pbi_desktop.ui.kit.canvas.tones import mixed
from pbi_desktop.ui.kit.theme import theme

MOST = 200
_MOST_TIES = 400
_A_SLICE = 25


def draw_bubbles(job: Job) -> Iterator[None]:
    """Draw the largest islands and the strongest ties between them, a little at a time."""
    columns, frame = job.columns, job.frame
    shown = columns.largest_islands[:MOST]
    yield
    for start in range(0, min(len(columns.island_ties[0]), _MOST_TIES), _A_SLICE):
        with painting(frame.image, frame.ratio) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw_ties(painter, job, start)
        yield
    for start in range(0, len(shown), _A_SLICE):
        with painting(frame.image, frame.ratio) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for island in shown[start : start + _A_SLICE].tolist():
                _draw_bubble(painter, job, island)
        yield


def _draw_ties(painter: QPainter, job: Job, start: int) -> None:
    frame, columns, tones = job.frame, job.columns, job.tones
    pairs, times = columns.island_ties
    most = max(int(times[0]), 1)
    for (one, other), many in zip(
        pairs[start : start + _A_SLICE].tolist(),
        times[start : start + _A_SLICE].tolist(),
        strict=True,
    ):
        share = (many / most) ** 0.5
        tone = mixed(tones.ground, tones.near_edge, 0.2 + 0.5 * share)
        painter.setPen(QPen(tone, (0.8 + 4.2 * share) * frame.ratio))
        painter.drawLine(_middle(job, one), _middle(job, other))


def _draw_bubble(painter: QPainter, job: Job, island: int) -> None:
    frame, columns, tones = job.frame, job.columns, job.tones
    islands = columns.picture.islands
    middle = _middle(job, island)
    radius = float(islands.radius[island]) * frame.camera.scale * 0.94
    edge = tones.chosen_edge if not tones.contrast else tones.ink
    painter.setPen(QPen(edge, 1.3 * frame.ratio))
    painter.setBrush(tones.bubble)
    painter.drawEllipse(middle, radius, radius)
    font = theme().font("meta" if radius < 26 * frame.ratio else "strong")
    font.setPixelSize(round(font.pixelSize() * frame.ratio))
    lines = [
        job.kept.labels.pixmap(line, font, tones.ink, tones.bubble)
        for line in _words(job, island).split("\n")
        if line
    ]
    fitting = [line for line in lines if line.width() - 6 < 2 * radius]
    top = middle.y() - sum(line.height() for line in fitting) / 2
    for line in fitting:
        painter.drawPixmap(round(middle.x() - line.width() / 2), round(top), line)
        top += line.height()


def _words(job: Job, island: int) -> str:
    """Return what is written on a bubble."""
    islands = job.columns.picture.islands
    return islands.words[island] if islands.words else f"{int(islands.size[island]):,}"


def draw_islands(job: Job) -> Iterator[None]:
    """Draw the islands as pale discs under what lies in them."""
    frame, columns, tones = job.frame, job.columns, job.tones
    islands = columns.picture.islands
    left, top, right, bottom = frame.part
    seen = columns.largest_islands
    x, y, radius = islands.x[seen], islands.y[seen], islands.radius[seen]
    inside = (x + radius > left) & (x - radius < right) & (y + radius > top) & (y - radius < bottom)
    seen = seen[inside & (radius * frame.camera.scale > 8)][: 2 * MOST]
    for start in range(0, len(seen), _A_SLICE):
        with painting(frame.image, frame.ratio) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tones.island_edge, 1.0))
            painter.setBrush(tones.island)
            for island in seen[start : start + _A_SLICE].tolist():
                across = float(islands.radius[island]) * frame.camera.scale
                painter.drawEllipse(_middle(job, island), across, across)
        yield


def _middle(job: Job, island: int) -> QPointF:
    islands = job.columns.picture.islands
    return QPointF(*job.frame.camera.seen(float(islands.x[island]), float(islands.y[island])))
