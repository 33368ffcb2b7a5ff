"""Files of a directory, each in the form it has: lists, maps, feeds, and packages of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pbi_desktop.domain.directory import CommunityEntry, ReadResult, RefusedRow, Source
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.directory import Feed, directory_of
from pbi_desktop.exchange.directory_json import is_json
from pbi_desktop.exchange.open_referral import read_json, read_services
from pbi_desktop.exchange.open_referral_tables import (
    is_services,
    part_of_a_feed,
    records_of,
    table_name,
)
from pbi_desktop.exchange.tables import Table, read_table

LARGEST_LIST = 24 * 1024 * 1024
MOST_LINES = 500_000
MOST_PLACES = 50_000

_TOO_MUCH = (
    f"It is longer than any list of places that can be taken in at once ({MOST_PLACES:,} rows, "
    f"{LARGEST_LIST // (1024 * 1024)} MB). Take it in parts."
)
_SERVICES = "services"
Result = ReadResult[CommunityEntry]


def read_directory_files(sources: Sequence[Source], feed: Feed | None = None) -> list[Result]:
    """Return what each file gave; tables of Open Referral given together count as one file.

    Where there are several files, what was noticed says of which.
    """
    asked = feed or Feed()
    found: list[tuple[str, Result]] = []
    tables: list[Table] = []
    for source in sources:
        if is_json(source):
            found.append((source.name, read_json(source, asked)))
        else:
            tables.append(_table(source))
    found += _of_tables(tables, asked)
    if len(found) < 2:
        return [result for _name, result in found]
    return [
        replace(result, noticed=tuple(f"{name}: {told}" for told in result.noticed))
        for name, result in found
    ]


def _of_tables(tables: Sequence[Table], asked: Feed) -> Iterator[tuple[str, Result]]:
    package = _package(tables)
    if package:
        yield package[_SERVICES].name, _read_package(package, asked)
    for table in tables:
        if any(table is one for one in package.values()):
            continue
        if package and _table_name(table):
            told = "It was passed over: another file holds the same table."
            yield table.name, ReadResult(noticed=(told,))
        else:
            yield table.name, _list_of_places(table, asked)


def _list_of_places(table: Table, asked: Feed) -> Result:
    part = part_of_a_feed(table)
    if part and not asked.mapping:
        reason = f"It holds no services: {part} instead. Give it together with services.csv."
        raise UnreadableInput(table.name, reason)
    return directory_of(table, asked)


def _table(source: Source) -> Table:
    """Return a list as a table; refuses one that would fill the memory."""
    data = source.data
    lines = data.count(b"\n") + data.count(b"\r")
    if len(data) > LARGEST_LIST or lines > MOST_LINES:
        raise UnreadableInput(source.name, _TOO_MUCH)
    table = read_table(data, source.name)
    if len(table.rows) > MOST_PLACES:
        raise UnreadableInput(source.name, _TOO_MUCH)
    return table


def _package(tables: Sequence[Table]) -> dict[str, Table]:
    """Return the tables that belong to a package, by what they hold; none without services."""
    named: dict[str, Table] = {}
    for table in tables:
        name = _table_name(table)
        if name and (name not in named or _stem(table) == name):  # addresses before address
            named[name] = table
    services = named.get(_SERVICES)
    return named if services is not None and is_services(services) else {}


def _stem(table: Table) -> str:
    return PurePosixPath(table.name.replace("\\", "/")).stem


def _table_name(table: Table) -> str:
    return table_name(_stem(table))


def _read_package(package: dict[str, Table], feed: Feed) -> Result:
    services = package[_SERVICES]
    tables = {name: records_of(table) for name, table in package.items()}
    rows = [row.number for row in services.rows]
    result = read_services(services.name, tables, rows, feed)
    broken: tuple[RefusedRow, ...] = services.refused
    noticed = [told for table in package.values() for told in table.noticed]
    noticed += [
        f"{table.name}, row {row.row_number}, was passed over: {row.reason}"
        for table in package.values()
        if table is not services
        for row in table.refused
    ]
    refused = sorted((*broken, *result.refused), key=lambda row: row.row_number)
    return ReadResult(result.accepted, tuple(refused), (*result.noticed, *noticed))
