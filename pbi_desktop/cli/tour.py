"""The tour: the whole main job without a window, over real places where they are at hand.

(a) look for the person at the desk, (b) make person, household and case, (c) write the story
down once, (d) read the one case view, (e) draw a network and read it in words, (f) six weeks on,
record two visits to a group and an award and rate the stage again, (g) print the shared summary
for each agency, (h) print the outcomes report. The walk itself is in `tour_walk.py`.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from pbi_desktop.cli.failures import NotADemo
from pbi_desktop.cli.import_saying import as_json
from pbi_desktop.cli.saying import as_text, folder, keep
from pbi_desktop.cli.tour_walk import Paint, TourClock, Walk
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import system_clock
from pbi_desktop.services.import_rows import ImportReport, InputFile
from pbi_desktop.services.stores import (
    DemoWish,
    OpenedStore,
    is_demo,
    make_demo,
    open_store,
    remove_demo,
)

_PLACES = (
    "geo/oldham_postcodes_may2022.csv",
    "geo/oldham_lsoa_centroids.csv",
    "geo/oldham_codepoint_open_2025.csv",
    "geo/oldham_lookup_lsoa11_lsoa21_ltla22.csv",
)
_DIRECTORY = (
    "directory/gm_open_data/oldham_libraries.csv",
    "directory/gm_open_data/oldham_food_banks.csv",
)
_MANY_POSTCODES = 600
_TOUR_TAKES = timedelta(days=42, hours=1)


def take(out: Path, paint: Paint) -> Iterator[str]:
    """Walk the main job and leave what it made in a folder; gives a line for each thing done."""
    folder(out)
    real = real_data()
    path = out / "tour.pbi"
    if path.exists():
        if not is_demo(path):
            raise NotADemo(str(path))
        remove_demo(path)
    clock = TourClock(system_clock() - _TOUR_TAKES)
    postcodes = _real_postcodes(real)
    rows = make_demo(path, DemoWish(real_postcodes=postcodes), clock=clock)
    yield f"Made an invented team, as it was six weeks ago: {rows:,} records in {path}"
    with open_store(path, clock=clock) as store:
        manager = store.sign_in()
        yield from _take_in(store, manager, real, out)
        postcode = postcodes[0] if postcodes else "OL99 1AA"
        yield from Walk(store, out, clock, postcode, paint).go(manager)


def real_data() -> Path | None:
    """Return the folder of real public data, where there is one beside the project."""
    named = os.environ.get("PBI_REFERENCE_DATA", "")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    return folder if (folder / _PLACES[0]).is_file() else None


def _real_postcodes(real: Path | None) -> tuple[str, ...]:
    if real is None:
        return ()
    from pbi_desktop.exchange.places import read_places

    places = read_places((real / _PLACES[0]).read_bytes(), "postcodes").places
    live = [one.postcode for one in places.postcodes if one.live and one.postcode[:2] == "OL"]
    step = max(1, len(live) // _MANY_POSTCODES)
    return tuple(live[::step])


def _take_in(store: OpenedStore, actor: Actor, real: Path | None, out: Path) -> Iterator[str]:
    if real is None:
        yield "Real postcodes, libraries and food banks are not at hand: the demo's own are used."
        return
    imports = store.desk.imports
    for kind, names, take_in in (
        ("places", _PLACES, imports.places),
        ("directory", _DIRECTORY, imports.directory),
    ):
        there = [real / name for name in names if (real / name).is_file()]
        report = take_in(actor, [InputFile(path.name, path.read_bytes()) for path in there])
        keep(out / f"import-{kind}.json", as_text(as_json(report)))
        yield f"Took in {kind}: {_said(report)}"


def _said(report: ImportReport) -> str:
    return (
        f"{report.rows_in:,} rows in, {report.new:,} new records, {len(report.refused):,} refused, "
        f"{len(report.noticed):,} things noticed"
    )
