"""The network: layouts, changes, measures, rings and families, each against its peer in one run.

Quality is counted beside the time: a ratio says nothing where the picture is worse. A peer that is
not there is said, and its line is left out.
"""

from importlib import import_module
from importlib.util import find_spec

from pbi_desktop.bench.measured import Measured

_CANVAS = "pbi_desktop.bench.network_canvas"


def network(rounds: int) -> list[Measured]:
    """Return the ratios with their targets."""
    from pbi_desktop.bench.network_family import family_lines
    from pbi_desktop.bench.network_layouts import edit_lines, layout_lines
    from pbi_desktop.bench.network_measures import measure_lines
    from pbi_desktop.bench.network_print import print_lines
    from pbi_desktop.bench.network_ring import ring_lines

    found = [
        *layout_lines(rounds),
        *edit_lines(rounds),
        *family_lines(rounds),
        *ring_lines(rounds),
        *measure_lines(rounds),
        *print_lines(rounds),
    ]
    if find_spec(_CANVAS) is not None:
        found += import_module(_CANVAS).canvas_lines(rounds)
    return found
