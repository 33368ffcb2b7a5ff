"""Real input: postcodes and small areas, and directories of groups and places."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.directory import Source
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import RunId
from pbi_desktop.domain.places import Places, SmallArea, join_places, metres_between
from pbi_desktop.domain.places import Postcode as PlaceCode
from pbi_desktop.exchange.places import read_places
from pbi_desktop.models import Address, Area, CommunityGroup, Postcode
from pbi_desktop.services.import_areas import areas_by_postcode
from pbi_desktop.services.import_directory import entries_difference, read_files
from pbi_desktop.services.import_rows import ImportReport, UndoneImport
from pbi_desktop.services.import_runs import Difference, Run, compare
from pbi_desktop.services.import_undo import take_back
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_NAMED = 20
_AT_ONCE = 500


@dataclass
class RowsRefused(PbiError):
    """`--strict` was asked for and some rows cannot be taken; nothing was kept."""

    report: ImportReport


@dataclass(frozen=True)
class How:
    """How a run is done: looked at only, or refused whole for one bad row."""

    dry_run: bool = False
    strict: bool = False


class Imports:
    """The import door as a command or a wizard uses it."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def places(self, actor: Actor, files: Sequence[Source], how: How = How()) -> ImportReport:
        """Take in postcodes and small areas; every address finds its small area."""
        read = [read_places(file.data, file.name) for file in files]
        places, guessed = place_the_rest(join_places(one.places for one in read))
        report = ImportReport(
            "places",
            tuple(file.name for file in files),
            sum(one.rows for one in read),
            0,
            0,
            0,
            0,
            tuple(row for one in read for row in one.refused),
            (*(text for one in read for text in one.noticed), *guessed),
        )
        return self._run(actor, report, how, lambda work: _places_difference(work, places))

    def directory(
        self,
        actor: Actor,
        files: Sequence[Source],
        how: How = How(),
        mapping: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """Take in groups and places; nothing that a feed no longer names is deleted."""
        read = read_files(files, mapping)
        report = ImportReport(
            "directory",
            tuple(file.name for file in files),
            read.rows_in,
            0,
            0,
            0,
            0,
            read.refused,
            read.noticed,
        )
        return self._run(actor, report, how, lambda work: entries_difference(work, read.entries))

    def undo(self, actor: Actor, run_id: RunId, kind: str | None = None) -> UndoneImport:
        """Take a whole run back, even after later work; refuses one of another kind."""
        store = self._store()
        ticket = store.sweep(actor, "undoing an import")
        with store.command(actor, "undo import", sweep=ticket) as work:
            desk_sites(work, "undo an import")
            return take_back(work, run_id, kind)

    def _run(
        self,
        actor: Actor,
        report: ImportReport,
        how: How,
        differ: Callable[[Work], list[tuple[type[Any], Difference[Any]]]],
    ) -> ImportReport:
        if how.dry_run or (how.strict and report.refused):
            with self._store().query(actor) as work:
                report = _counted(report, differ(work))
            if how.strict and report.refused:
                raise RowsRefused(report)
            return report
        with self._store().command(actor, f"import {report.kind}") as work:
            desk_sites(work, f"import {report.kind}")
            differences = differ(work)
            report = _counted(report, differences)
            if not (report.new or report.changed):
                return report
            run = Run(work, report.kind, report.files)
            for kind, difference in chain(differences, _areas_found(work)):
                run.apply(kind, difference)
            return replace(report, run_id=run.finish(report.accepted, len(report.refused)))


def _counted(
    report: ImportReport, differences: Iterable[tuple[type[Any], Difference[Any]]]
) -> ImportReport:
    found = [difference for _kind, difference in differences]
    return replace(
        report,
        new=sum(len(one.new) for one in found),
        changed=sum(len(one.changed) for one in found),
        unchanged=sum(one.unchanged for one in found),
        not_seen=sum(one.not_seen for one in found),
        noticed=(*report.noticed, *(text for one in found for text in one.noticed)),
        new_names=_first_names(cells for one in found for cells in one.new),
        changed_names=_first_names(cells for one in found for _record, cells in one.changed),
        not_seen_names=tuple(name for one in found for name in one.not_seen_names),
    )


def _first_names(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the first names of groups and places; small areas and postcodes need no naming."""
    return tuple(sorted(str(cells["name"]) for cells in rows if "source_key" in cells)[:_NAMED])


def place_the_rest(places: Places) -> tuple[Places, tuple[str, ...]]:
    """Give a postcode without a small area the one whose middle is nearest, and say so."""
    middles = [
        (area.code, (area.latitude, area.longitude))
        for area in places.areas
        if area.latitude is not None and area.longitude is not None
    ]
    placed, count = [], 0
    for one in places.postcodes:
        if one.area_code is None and one.latitude is not None and one.longitude is not None:
            here = (one.latitude, one.longitude)
            near = min(middles, key=lambda pair: metres_between(here, pair[1]), default=None)
            if near is not None:
                one, count = replace(one, area_code=near[0]), count + 1
        placed.append(one)
    told = f"{count} postcodes that no list gives a small area were given the nearest one."
    return replace(places, postcodes=tuple(placed)), ((told,) if count else ())


def _places_difference(work: Work, places: Places) -> list[tuple[type[Any], Difference[Any]]]:
    areas = {area.code: area for area in work.all(select(Area))}
    codes = {code.postcode: code for code in work.all(select(Postcode))}
    return [
        (Area, compare(areas, ((area.code, _area_cells(area)) for area in places.areas))),
        (Postcode, compare(codes, ((one.postcode, _code_cells(one)) for one in places.postcodes))),
    ]


def _area_cells(area: SmallArea) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "vintage": ", ".join(area.vintages),
        "latitude": area.latitude,
        "longitude": area.longitude,
    }


def _code_cells(one: PlaceCode) -> dict[str, Any]:
    return {
        "postcode": one.postcode,
        "area_code": one.area_code,
        "easting": one.easting,
        "northing": one.northing,
        "started": one.started.text if one.started else None,
        "ended": one.ended.text if one.ended else None,
    }


def _areas_found(work: Work) -> Iterator[tuple[type[Any], Difference[Any]]]:
    """Let every address and group that this worker sees find its small area, once all is in."""
    yield Address, _found(work, Address)
    yield CommunityGroup, _found(work, CommunityGroup)


def _found(work: Work, kind: type[Address] | type[CommunityGroup]) -> Difference[Any]:
    """Return the records whose list of postcodes gives them another area; only these are loaded."""
    asked = select(kind.id, kind.postcode, kind.area_code).where(kind.postcode.is_not(None))
    rows = work.rows(asked)
    areas = areas_by_postcode(work, {row[1] for row in rows})
    # What no list knows stays as it was.
    moved = {row[0]: areas[row[1]] for row in rows if areas.get(row[1], row[2]) != row[2]}
    records: list[Any] = []
    ids = sorted(moved)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        records += work.all(select(kind).where(kind.id.in_(some)).order_by(kind.id))
    return Difference(changed=[(one, {"area_code": moved[one.id]}) for one in records])
