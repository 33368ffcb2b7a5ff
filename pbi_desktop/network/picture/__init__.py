"""The drawn network: the family in the middle, services and groups on a ring round it."""

from collections.abc import Callable

from pbi_desktop.domain.scene import Scene, TextMeasure
from pbi_desktop.domain.ties import NetworkFacts, NetworkPicture
from pbi_desktop.network.build import on_the_day
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.outline import outline
from pbi_desktop.network.people import around
from pbi_desktop.network.picture.alt import alt
from pbi_desktop.network.picture.cast import cast
from pbi_desktop.network.picture.drawing import drawn
from pbi_desktop.network.picture.key import key, origin, origin_words
from pbi_desktop.network.picture.layout import Layout, lay_out
from pbi_desktop.network.picture.people import plain_name
from pbi_desktop.network.picture.spots import spots
from pbi_desktop.network.picture.used import used
from pbi_desktop.network.plan import FamilyPlan

Planner = Callable[[NetworkFacts, TextMeasure], FamilyPlan]


def layout_of(facts: NetworkFacts, measure: TextMeasure, planner: Planner) -> Layout:
    """Return where everything of the picture stands."""
    now = on_the_day(facts)
    circle = around(now)
    shown = cast(now, circle)
    return lay_out(shown, planner(shown.now, measure), circle, measure)


def draw(
    facts: NetworkFacts, measure: TextMeasure, planner: Planner, source: str = ""
) -> NetworkPicture:
    """Return the network around a person, drawn and in words; `planner` places the family."""
    now = on_the_day(facts)
    circle = around(now)
    words = outline(facts)
    layout = layout_of(facts, measure, planner)
    members = frozenset({now.about, *circle.home} if now.home else ())
    ground, below = key(used(layout, members), layout.width, layout.height, measure)
    said = origin_words(now, source, plain_name(now.about, circle))
    lines, bottom = origin(said, layout.width, below, measure)
    marks = (*drawn(layout, members, measure), *ground, *lines)
    scene = Scene(layout.width, bottom, marks, spots(facts, words, layout))
    return NetworkPicture(scene, alt(now, circle), words)


def picture(facts: NetworkFacts, measure: TextMeasure, source: str = "") -> NetworkPicture:
    """Return the network around a person, drawn and in words: one scene for screen and paper.

    Same facts in, same picture out, in any order. `source` names whose records these are; without
    it the picture says that they are those that the viewer may see.
    """
    return draw(facts, measure, plan_family, source)
