"""`graph`: the network of a case as a picture or as data, each by the ending of its file."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import as_text, give_json, keep, say
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from pbi_desktop.domain.ties import OutlineLine
    from pbi_desktop.services.network_prints import PrintedPicture

WRITTEN = (".pdf", ".png", ".svg", ".json")


def draw(asked: argparse.Namespace, around: Surroundings) -> int:
    """Draw the network of a case into every file asked for, from one run."""
    from pbi_desktop.services.network_prints import Drawn, PrintWish

    for path in asked.out:
        if path.suffix.lower() not in WRITTEN:
            raise Invalid({"out": f"{path.name}: a graph is written as .pdf, .png, .svg or .json."})
    wish = PrintWish(
        _day(asked.as_at), Drawn(asked.kind), asked.view_as or "", Purpose(asked.purpose)
    )
    with opened(asked) as (store, actor):
        printed = store.desk.prints.print_called(actor, asked.case, wish)
    forms: dict[str, Callable[[], str | bytes]] = {
        ".pdf": printed.as_pdf,
        ".svg": printed.as_svg,
        ".png": lambda: around.paint(printed.marked_scene()),
        ".json": lambda: as_text(as_json(printed)),
    }
    for path in asked.out:
        keep(path, forms[path.suffix.lower()]())
        say(asked, f"Written: {path}")
    give_json(asked, as_text(as_json(printed)))
    return DONE


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({"as_at": "Write the day like 2025-04-01."}) from None


def as_json(printed: "PrintedPicture") -> dict[str, Any]:
    """Return a network as data: what is in it, where it stands in the picture, and in words."""
    words = printed.picture.outline
    return {
        "title": printed.title,
        "about": words.about,
        "as_at": words.as_at.isoformat(),
        "says": printed.picture.alt,
        "marking": printed.marking.protection.value,
        "nodes": [
            {
                "id": spot.key,
                "says": spot.said,
                "tied_to": list(spot.near),
                "x": round(spot.box.middle[0], 1),
                "y": round(spot.box.middle[1], 1),
            }
            for spot in printed.picture.scene.spots
        ],
        "sections": [
            {"title": part.title, "lines": [_line(line) for line in part.lines]}
            for part in words.sections
        ],
        "fragile": list(words.fragile),
    }


def _line(line: "OutlineLine") -> dict[str, Any]:
    return {
        "id": line.node,
        "says": line.spoken,
        "quality": line.quality,
        "since": line.started_on.isoformat() if line.started_on else None,
        "until": line.ended_on.isoformat() if line.ended_on else None,
    }
