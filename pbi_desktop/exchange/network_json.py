"""A network as JSON: what is in it, where it stands in the picture, and the same in words."""

import json
from typing import Any

from pbi_desktop.domain.ties import OutlineLine
from pbi_desktop.exchange.network_data import NetworkToGo, headed, links, nodes

SHAPE = "pbi-desktop network 1"
"""The shape of the file, which its schema describes."""


def network_json(network: NetworkToGo) -> str:
    """Return a network as JSON; its schema lies with the guide."""
    return json.dumps(network_tree(network), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def network_tree(network: NetworkToGo) -> dict[str, Any]:
    """Return a network as JSON has it."""
    words = network.picture.outline
    said = {spot.key: spot for spot in network.picture.scene.spots}
    return {
        "shape": SHAPE,
        **headed(network),
        "about": words.about,
        "says": network.picture.alt,
        "nodes": [
            {
                "id": node.key,
                **node.values,
                **({"says": said[node.key].said} if node.key in said else {}),
            }
            for node in nodes(network)
        ],
        "ties": [{"from": tie.start, "to": tie.end, **tie.values} for tie in links(network)],
        "sections": [
            {"title": part.title, "lines": [_line(line) for line in part.lines]}
            for part in words.sections
        ],
        "fragile": list(words.fragile),
    }


def _line(line: OutlineLine) -> dict[str, Any]:
    return {
        "id": line.node,
        "says": line.spoken,
        "quality": line.quality,
        "since": line.started_on.isoformat() if line.started_on else None,
        "until": line.ended_on.isoformat() if line.ended_on else None,
    }
