"""One drawing of a large network, in steps short enough to let the window live between them."""

from collections.abc import Iterator

from PySide6.QtCore import QRect

from pbi_desktop.ui.kit.canvas.bubbles import draw_bubbles, draw_islands
from pbi_desktop.ui.kit.canvas.columns import Array, Columns
from pbi_desktop.ui.kit.canvas.frame import Frame, painting
from pbi_desktop.ui.kit.canvas.job import Job
from pbi_desktop.ui.kit.canvas.labels import Candidates, Label, Placed, placed, thinned
from pbi_desktop.ui.kit.canvas.lines import draw_lines
from pbi_desktop.ui.kit.canvas.marks import draw_marks, radii
from pbi_desktop.ui.kit.canvas.wish import Wish
from pbi_desktop.ui.kit.theme import theme

BUBBLES_BELOW = 0.8
"""Islands stand for their nodes while the usual mark has a smaller radius than so many pixels."""
_FEW = 2_500
_NAMED_FROM = 0.5
"""Words stand at marks from this radius on."""
_LABELS_A_SLICE = 12


def shows_bubbles(columns: Columns, wish: Wish, scale: float) -> bool:
    """Say whether islands stand for their nodes at a scale, in pixels of the screen."""
    many = columns.count > _FEW and len(columns.picture.islands.size) > 1
    return many and wish.clustered and columns.usual * scale < BUBBLES_BELOW


def drawing(job: Job) -> Iterator[None]:
    """Draw on a frame, a little at each step."""
    frame, columns, wish = job.frame, job.columns, job.wish
    frame.pixels.fill(job.tones.ground.rgb())
    yield
    if shows_bubbles(columns, wish, frame.camera.scale / frame.ratio):
        yield from draw_bubbles(job)
        return
    if wish.clustered:
        yield from draw_islands(job)
    yield from draw_lines(job)
    nodes = columns.in_view(*frame.part)
    yield
    yield from draw_marks(job, nodes[::-1])
    if not job.moving and columns.usual * frame.camera.scale >= _NAMED_FROM * frame.ratio:
        yield from _draw_labels(job, nodes if wish.focus is None else nodes[wish.focus[nodes]])


def _draw_labels(job: Job, nodes: Array) -> Iterator[None]:
    frame, columns, camera = job.frame, job.columns, job.frame.camera
    font = theme().font("meta")
    font.setPixelSize(round(font.pixelSize() * frame.ratio))
    found = Candidates(
        nodes,
        columns.x[nodes] * camera.scale + camera.x,
        columns.y[nodes] * camera.scale + camera.y,
        radii(columns, nodes, camera.scale, frame.ratio, job.wish),
    )
    found = thinned(found, job.words, font.pixelSize())
    yield

    of_words = job.kept.labels.of_style(font, job.tones.ink, job.tones.ground)

    def label_of(node: int) -> Label:
        return of_words(job.words(node))

    some: list[Placed] = []
    for label in placed(found, label_of, (frame.wide, frame.tall), to_the_left=job.to_the_left):
        some.append(label)
        if len(some) == _LABELS_A_SLICE:
            _put(frame, some)
            some.clear()
            yield
    _put(frame, some)


def _put(frame: Frame, some: list[Placed]) -> None:
    with painting(frame.image, frame.ratio) as painter:
        for one in some:
            painter.drawPixmap(one.x, one.y, one.label.pixmap)
            frame.named[one.node] = QRect(one.x, one.y, one.label.wide, one.label.tall)
