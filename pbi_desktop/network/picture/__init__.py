"""The drawn network: the family in the middle, services and groups on a ring round it."""

from collections.abc import Callable

from pbi_desktop.domain.scene import Scene, TextMeasure
from pbi_desktop.domain.ties import NetworkFacts, NetworkPicture
from pbi_desktop.network.build import on_the_day, with_lately_ended
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.outline import outline
from pbi_desktop.network.people import around
from pbi_desktop.network.picture.alt import alt
from pbi_desktop.network.picture.cast import cast
from pbi_desktop.network.picture.drawing import drawn
from pbi_desktop.network.picture.guests import Seats
from pbi_desktop.network.picture.key import key, origin, origin_words
from pbi_desktop.network.picture.layout import Layout, lay_out
from pbi_desktop.network.picture.people import plain_name
from pbi_desktop.network.picture.spots import spots
from pbi_desktop.network.picture.used import used
from pbi_desktop.network.plan import FamilyPlan

Planner = Callable[[NetworkFacts, TextMeasure], FamilyPlan]


NOBODY: Seats = {}


def layout_of(
    facts: NetworkFacts, measure: TextMeasure, planner: Planner, seats: Seats = NOBODY
) -> Layout:
    """Return where everything of the picture stands."""
    circle = around(on_the_day(facts))
    shown = cast(with_lately_ended(facts), circle)
    return lay_out(shown, planner(shown.now, measure), circle, measure, seats)


def seats_of(facts: NetworkFacts, measure: TextMeasure, seats: Seats = NOBODY) -> Seats:
    """Return where services, groups and people sit round the family.

    A picture drawn with these seats moves none of them: of the same network on another day, or with
    a tie more.
    """
    return dict(layout_of(facts, measure, plan_family, seats).seating.chairs)


def draw(
    facts: NetworkFacts, layout: Layout, measure: TextMeasure, source: str = ""
) -> NetworkPicture:
    """Return the network around a person as it is laid out, drawn and in words."""
    now = on_the_day(facts)
    circle = around(now)
    words = outline(facts)
    members = frozenset({now.about, *circle.home} if now.home else ())
    ground, below = key(used(layout, members), layout.width, layout.height, measure)
    said = origin_words(now, source, plain_name(now.about, circle))
    lines, bottom = origin(said, layout.width, below, measure)
    marks = (*drawn(layout, members, measure), *ground, *lines)
    scene = Scene(layout.width, bottom, marks, spots(facts, words, layout))
    return NetworkPicture(scene, alt(now, circle), words)


def picture(
    facts: NetworkFacts, measure: TextMeasure, source: str = "", seats: Seats = NOBODY
) -> NetworkPicture:
    """Return the network around a person, drawn and in words: one scene for screen and paper.

    Same facts in, same picture out, in any order. `source` names whose records these are; without
    it the picture says that they are those that the viewer may see. `seats` are those of a picture
    that this one stands beside or follows: then only change moves.
    """
    return draw(facts, layout_of(facts, measure, plan_family, seats), measure, source)
