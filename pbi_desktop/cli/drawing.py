"""`graph`: the network of a case as a picture or as data, each by the ending of its file."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pbi_desktop.cli.opening import opened
from pbi_desktop.cli.saying import give_json, keep, say
from pbi_desktop.cli.surroundings import DONE, Surroundings
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.errors import Invalid

WRITTEN = (".pdf", ".png", ".svg", ".json", ".graphml")
_SAID = "a graph is written as .pdf, .png, .svg, .json or .graphml."


def draw(asked: argparse.Namespace, around: Surroundings) -> int:
    """Draw the network of a case into every file asked for, from one run."""
    from pbi_desktop.services.network_prints import Drawn, PrintWish

    outs = _places(asked)
    for path in outs:
        if path.suffix.lower() not in WRITTEN:
            raise Invalid({"out": f"{path.name}: {_SAID}"})
    wish = PrintWish(
        _day(asked.as_at), Drawn(asked.kind), asked.view_as or "", Purpose(asked.purpose)
    )
    with opened(asked) as (store, actor):
        printed = store.desk.prints.print_called(actor, asked.case, wish)
    forms: dict[str, Callable[[], str | bytes]] = {
        ".pdf": printed.as_pdf,
        ".svg": printed.as_svg,
        ".png": lambda: around.paint(printed.marked_scene()),
        ".json": printed.as_json,
        ".graphml": printed.as_graphml,
    }
    for path in outs:
        keep(path, forms[path.suffix.lower()]())
        say(asked, f"Written: {path}")
    give_json(asked, printed.as_json())
    return DONE


def _places(asked: argparse.Namespace) -> list[Path]:
    """Return the files asked for; of a form alone, a file that bears the case and nobody's name."""
    named = [Path(f"network-{asked.case.strip().upper()}.{form}") for form in asked.format or ()]
    outs = [*(asked.out or ()), *named]
    if not outs:
        raise Invalid({"out": f"Say where to with --out, or as what with --format: {_SAID}"})
    return outs


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({"as_at": "Write the day like 2025-04-01."}) from None
