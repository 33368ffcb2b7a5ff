"""Words that one screen hands another: as one part of an address, and whole again. No Qt."""

import json
from collections.abc import Mapping
from urllib.parse import quote, unquote


def carry(fields: Mapping[str, str]) -> str:
    """Return the part of an address that carries these fields, each by its name."""
    return quote(json.dumps(dict(fields)), safe="")


def carried(part: str) -> dict[str, str]:
    """Return the fields that a part of an address carries; none where it carries none."""
    try:
        held = json.loads(unquote(part))
    except ValueError:
        return {}
    fields = held if isinstance(held, dict) else {}
    return {name: said for name, said in fields.items() if isinstance(said, str)}
