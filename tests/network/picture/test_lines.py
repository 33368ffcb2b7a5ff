"""Links: how each is drawn, and which way help flows."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Flow, Quality
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.scene import Tint
from pbi_desktop.domain.ties import GroupFact
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.picture import layout_of
from pbi_desktop.network.picture.lines import Bond, link
from tests.network.families import SHABANA
from tests.network.picture.pictures import ALONE, MEASURE, NEW


@pytest.mark.parametrize("quality", [None, *Quality])
def test_every_quality_is_told_by_the_shape_of_its_line(quality: Quality | None) -> None:
    def look(one: Quality | None) -> list[tuple[object, ...]]:
        shapes = link(((0, 0), (120, 0)), Bond(one))
        return [(shape.dash, len(shape.steps), shape.steps[0]) for shape in shapes]

    others = [other for other in (None, *Quality) if other is not quality]
    assert all(look(quality) != look(other) for other in others)


@pytest.mark.parametrize("quality", [Quality.STRONG, Quality.STRESSFUL])
def test_double_and_zigzag_lines_end_before_the_arrowhead(quality: Quality) -> None:
    *lines, head = link(((0, 0), (120, 0)), Bond(quality, to_other=True))

    assert head.fill is not None
    reach = max(step[-2] for line in lines for step in line.steps if len(step) > 1)
    assert reach < 115
    assert max(step[-2] for step in head.steps if len(step) > 1) == pytest.approx(120)


@given(st.sampled_from(Flow), st.booleans())
def test_arrows_point_the_way_that_help_flows(flow: Flow, community: bool) -> None:
    help_fact = replace(NEW, flow=flow)
    group = GroupFact(GroupId(UUID(int=4)), SHABANA, "Choir", flow=flow)
    facts = replace(ALONE, groups=(group,)) if community else replace(ALONE, services=(help_fact,))

    (bond,) = layout_of(facts, MEASURE, plan_family).bonds.values()

    assert bond.to_one == (flow in (Flow.TO_FAMILY, Flow.BOTH))
    assert bond.to_other == (flow in (Flow.FROM_FAMILY, Flow.BOTH))
    assert bond.tint is (Tint.OK if community else Tint.INFO)
