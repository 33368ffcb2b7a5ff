"""A network as GraphML, as networkx, Gephi and yEd read it; several ties between two may stand."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from pbi_desktop.exchange.network_data import NetworkToGo, Value, headed, links, nodes

_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "int"),
    (float, "double"),
    (str, "string"),
)
_SPACE = "http://graphml.graphdrawing.org/xmlns"


def network_graphml(network: NetworkToGo) -> str:
    """Return a network as a GraphML file: its day, marking and maker stand on the graph."""
    whole, people, ties = headed(network), nodes(network), links(network)
    of_kind: tuple[tuple[str, list[Mapping[str, Value]]], ...] = (
        ("graph", [whole]),
        ("node", [one.values for one in people]),
        ("edge", [one.values for one in ties]),
    )
    lines = ["<?xml version='1.0' encoding='utf-8'?>", f'<graphml xmlns="{_SPACE}">']
    for what, some in of_kind:
        lines += _keys(what, some)
    lines += ['  <graph id="network" edgedefault="directed">', *_data("graph", whole, 4)]
    for node in people:
        lines += [f"    <node id={quoteattr(node.key)}>", *_data("node", node.values, 6)]
        lines.append("    </node>")
    for number, tie in enumerate(ties):
        ends = f"source={quoteattr(tie.start)} target={quoteattr(tie.end)}"
        lines += [f'    <edge id="e{number}" {ends}>', *_data("edge", tie.values, 6)]
        lines.append("    </edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _keys(what: str, some: Iterable[Mapping[str, Value]]) -> list[str]:
    """Return what is said of graph, nodes or ties at all, and of what type it is."""
    types = {name: _type(value) for values in some for name, value in values.items()}
    return [
        f'  <key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{types[name]}"/>'
        for name in sorted(types)
    ]


def _type(value: Value) -> str:
    return next(word for kind, word in _TYPES if isinstance(value, kind))


def _data(what: str, values: Mapping[str, Value], deep: int) -> list[str]:
    return [
        f'{" " * deep}<data key="{what}_{name}">{_text(values[name])}</data>'
        for name in sorted(values)
    ]


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(str(value))
