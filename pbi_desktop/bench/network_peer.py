"""igraph on a graph, in an environment of its own: `network_peer.py HOW SIZE TIES OUT TIMES`.

It imports nothing of this program. HOW is `drl` or `grid`; ties and positions are files of numpy.
"""

import json
import random
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

_SEED = 1


def run(how: str, size: int, ties: Path, out: Path) -> dict[str, Any]:
    """Lay the graph out with the settings igraph comes with; return what it took."""
    igraph, numpy = import_module("igraph"), import_module("numpy")
    random.seed(_SEED)
    graph = igraph.Graph(n=size, edges=numpy.load(ties).tolist())
    begun = time.process_time()
    found = graph.layout_drl() if how == "drl" else graph.layout_fruchterman_reingold(grid=True)
    took = time.process_time() - begun
    numpy.save(out, numpy.array(found.coords, numpy.float32))
    return {"cpu_seconds": took, "version": str(igraph.__version__)}


if __name__ == "__main__":
    HOW, SIZE, TIES, OUT, TIMES = sys.argv[1:]
    told = run(HOW, int(SIZE), Path(TIES), Path(OUT))
    Path(TIMES).write_text(json.dumps(told), encoding="utf-8")
