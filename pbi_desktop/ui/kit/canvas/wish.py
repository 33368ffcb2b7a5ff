"""What a worker wants to see of a large network: what is in focus, how it is coloured. Frozen."""

from dataclasses import dataclass

from pbi_desktop.ui.kit.canvas.columns import Array


@dataclass(frozen=True)
class Class:
    """One entry of the key of a decoration: words, a tone of the palette, and hollow or full."""

    words: str
    tone: str
    hollow: bool = False


@dataclass(frozen=True, eq=False)
class Decoration:
    """Nodes coloured, and perhaps sized, by something known of each."""

    title: str
    classes: tuple[Class, ...]
    of_node: Array
    """uint8, one for each node: the row of its class."""
    times: Array | None = None
    """float32: how many times as large as usual each mark is."""


@dataclass(frozen=True, eq=False)
class Wish:
    """Everything beside the camera that a drawing depends on."""

    focus: Array | None = None
    """bool, one for each node: whether it is in focus; nothing where all are."""
    decoration: Decoration | None = None
    clustered: bool = True
    names_covered: bool = False
