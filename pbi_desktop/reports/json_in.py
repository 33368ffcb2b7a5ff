"""A document back from the JSON that `json_out` writes: what was frozen is printed again as it was.

Only what a frozen document is made of: words, lists and tables. A picture is not among it.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    Link,
    ListBlock,
    Notice,
    NoticeKind,
    Para,
    Piece,
    Protection,
    Said,
    Table,
    Text,
    Tone,
)


def read_document(text: str) -> Document:
    """Return the document that this JSON is of; LookupError for a block that is none of ours."""
    tree = json.loads(text)
    blocks = tuple(_BLOCKS[one["block"]](one) for one in tree["blocks"])
    return Document(_text(tree["title"]), _marking(tree["marking"]), blocks, tree["language"])


def _marking(tree: Mapping[str, Any]) -> DocumentMarking:
    return DocumentMarking(
        Protection(tree["protection"]),
        tree["handling"],
        tree["printed_by"],
        datetime.fromisoformat(tree["printed_at"]),
        tree["for_whom"],
        tree["copy_number"],
    )


def _text(pieces: list[Any]) -> Text:
    return tuple(_piece(one) for one in pieces)


def _piece(one: Any) -> Piece:
    if isinstance(one, str):
        return one
    return Said(one["text"]) if one["block"] == "said" else Link(one["text"], one["anchor"])


def _pairs(tree: Mapping[str, Any]) -> KeyValues:
    return KeyValues(tuple((name, _text(text)) for name, text in tree["pairs"]))


def _table(tree: Mapping[str, Any]) -> Table:
    rows = tuple(tuple(_text(cell) for cell in row) for row in tree["rows"])
    return Table(tree["caption"], tuple(tree["header"]), rows, frozenset(tree["figures"]))


_BLOCKS: dict[str, Callable[[Mapping[str, Any]], Block]] = {
    "heading": lambda tree: Heading(tree["level"], _text(tree["text"]), tree["anchor"]),
    "para": lambda tree: Para(_text(tree["text"]), Tone(tree["tone"])),
    "listblock": lambda tree: ListBlock(tuple(map(_text, tree["items"])), tree["ordered"]),
    "keyvalues": _pairs,
    "notice": lambda tree: Notice(tree["title"], _text(tree["text"]), NoticeKind(tree["kind"])),
    "table": _table,
}
