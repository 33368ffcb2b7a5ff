"""A network as the person it is about sees and draws it: in their words, others by their role."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.scene import Scene

OWN_QUALITIES: Mapping[Quality, str] = {
    Quality.STRONG: "Close, it does me good",
    Quality.WORKING: "All right",
    Quality.WEAK: "Not much",
    Quality.STRESSFUL: "It is hard",
    Quality.CUT_OFF: "Not any more",
}
"""How a tie is, as somebody says it of themselves."""


@dataclass(frozen=True)
class OwnTie:
    """One tie of theirs: with whom, and how they said it is; nothing where they did not say."""

    record: UUID
    node: str
    with_whom: str
    said: Quality | None = None


@dataclass(frozen=True)
class OwnNetwork:
    """The picture that is turned to the person, and the ties of theirs that they may speak of."""

    name: str
    scene: Scene
    alt: str
    ties: tuple[OwnTie, ...]
    told: Mapping[str, str]
    """What each node is called, for a screen reader."""
