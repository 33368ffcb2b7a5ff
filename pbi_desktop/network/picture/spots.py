"""What can be chosen in the picture: the lines of the outline, in their order, and the folds."""

from pbi_desktop.domain.scene import Box, Spot
from pbi_desktop.domain.ties import NetworkFacts, Outline
from pbi_desktop.network.build import build
from pbi_desktop.network.picture.layout import Layout

_ROUND = 5.0


def spots(facts: NetworkFacts, words: Outline, layout: Layout) -> tuple[Spot, ...]:
    """Return a spot for every line of the outline; what is folded speaks through its fold."""
    folded = layout.cast.folded
    boxes = {key: _wider(box) for key, box in layout.symbols.items()}
    graph = build(facts)

    def near(node: str) -> set[str]:
        there = set(graph.adj.get(node, ()))
        return {folded.get(other, other) for other in there}

    found = [
        Spot(line.node, boxes[line.node], line.spoken, _tidy(near(line.node), line.node, boxes))
        for section in words.sections
        for line in section.lines
        if line.node in boxes
    ]
    for fold in layout.cast.folds:
        tied = set().union(*(near(node) for node in fold.inside))
        found.append(Spot(fold.key, boxes[fold.key], fold.said, _tidy(tied, fold.key, boxes)))
    return tuple(found)


def _tidy(nodes: set[str], own: str, boxes: dict[str, Box]) -> tuple[str, ...]:
    return tuple(sorted(node for node in nodes if node != own and node in boxes))


def _wider(box: Box) -> Box:
    return Box(box.x - _ROUND, box.y - _ROUND, box.width + 2 * _ROUND, box.height + 2 * _ROUND)
