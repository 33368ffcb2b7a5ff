"""What is kept of a network beside its ties: where it was moved to, and when it was checked."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.models.base import CaseRecord, Identifier


class NetworkCheck(CaseRecord):
    """On a day a worker went through the network with the person it is about."""

    __tablename__ = "network_checks"

    on_day: Mapped[date]
    worker_id: Mapped[WorkerId] = mapped_column(Identifier)
    together: Mapped[bool]
    """Whether it was drawn or gone through together; False where it was read out or told."""
    said: Mapped[str | None]
    """What the person said of it, in their words."""


class PicturePlace(CaseRecord):
    """How far somebody moved one thing of the picture from where the layout puts it."""

    __tablename__ = "picture_places"

    node: Mapped[str]
    """Its id in the graph, such as person:<id>; a place of something not in view moves nothing."""
    dx: Mapped[float]
    dy: Mapped[float]
    """In points of the picture, to the right and down."""
