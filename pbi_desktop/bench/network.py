"""The network: layouts, changes, measures, rings and families, each against its peer in one run.

Quality is counted beside the time: a ratio says nothing where the picture is worse. A peer that is
not there is said, and its line is left out.
"""

import sys
from collections.abc import Callable
from math import inf

from pbi_desktop.bench.measured import Measured

_Part = Callable[[int], list[Measured]]


def network(rounds: int) -> list[Measured]:
    """Return the ratios with their targets."""
    from pbi_desktop.bench.network_canvas import canvas_lines
    from pbi_desktop.bench.network_family import family_lines
    from pbi_desktop.bench.network_layouts import edit_lines, layout_lines
    from pbi_desktop.bench.network_measures import measure_lines
    from pbi_desktop.bench.network_print import print_lines
    from pbi_desktop.bench.network_ring import ring_lines

    found: list[Measured] = []
    parts: list[_Part] = [
        layout_lines,
        edit_lines,
        family_lines,
        ring_lines,
        measure_lines,
        print_lines,
        canvas_lines,
    ]
    for part in parts:
        found += lines_or_said(part, rounds)
    return found


def lines_or_said(part: _Part, rounds: int) -> list[Measured]:
    """Return the lines of a part; where it fails, one that meets no target, with the failure."""
    try:
        return part(rounds)
    except Exception as failure:  # noqa: BLE001 - what the other parts measured must not be lost
        name = getattr(part, "__name__", str(part))
        print(f"{name} failed: {failure!r}", file=sys.stderr)
        return [(f"{name} failed", "nothing", (inf,), 1.0, 1.0)]
