"""Pictures of families for tests, drawn with letters that are all equally wide."""

from functools import cache
from uuid import UUID

from pbi_desktop.domain.casework import Gender, Quality
from pbi_desktop.domain.scene import Scene, Words
from pbi_desktop.domain.ties import NetworkFacts, NetworkPicture, ServiceFact
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.picture import layout_of, picture
from pbi_desktop.network.picture.layout import Layout
from tests.network.families import SHABANA, TODAY, person_id, someone
from tests.network.picture.drawn_families import PlainMeasure, any_family

MEASURE = PlainMeasure()
FEW = 12
ALONE = NetworkFacts(SHABANA, TODAY, (someone(SHABANA, "Shabana", "1991-04-09", Gender.WOMAN),))
NEW = ServiceFact(UUID(int=7777), SHABANA, "New thing", "", Quality.WORKING, started_on=TODAY)


@cache
def laid(seed: int) -> Layout:
    """Return where everything stands in the picture of an invented family."""
    return layout_of(any_family(seed), MEASURE, plan_family)


def drawn(facts: NetworkFacts) -> NetworkPicture:
    """Return a network as it is drawn."""
    return picture(facts, MEASURE)


def words_of(scene: Scene) -> list[str]:
    """Return the words that stand in a picture."""
    return [mark.text for mark in scene.marks if isinstance(mark, Words)]


def services(count: int, user: int = 1) -> tuple[ServiceFact, ...]:
    """Return services of five kinds, all for one person."""
    kinds = ("Surgery", "Council tax", "School", "Police", "Landlord")
    return tuple(
        ServiceFact(UUID(int=900 + number), person_id(user), f"{kinds[number % 5]} {number}")
        for number in range(count)
    )
