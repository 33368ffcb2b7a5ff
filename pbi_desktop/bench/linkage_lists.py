"""Public lists with known answers, read as records and as rows for another program."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from pbi_desktop.analysis.matching import Record
from pbi_desktop.domain.times import PartialDate

Same = frozenset[frozenset[str]]
_NOT_TOLD = "soc_sec_id"  # an answer more than a field
_TOWN = (
    "unique_id",
    "given_name",
    "family_name",
    "date_of_birth",
    "address_1",
    "locality",
    "postcode",
    "phone",
)


@dataclass(frozen=True)
class KnownList:
    """A list of which is known who is one person."""

    name: str
    file: str
    kind: str

    def read(self, path: Path) -> tuple[list[Record], Same]:
        """Return the records, and the pairs that are one person."""
        made, answer = _SHAPES[self.kind]
        groups: defaultdict[str, list[str]] = defaultdict(list)
        records = []
        for row in _rows(path):
            records.append(made(row))
            groups[answer(row)].append(records[-1].id)
        pairs = (frozenset(two) for ids in groups.values() for two in combinations(ids, 2))
        return records, frozenset(pairs)

    def rows(self, path: Path) -> Iterator[list[str]]:
        """Give header and rows for another program, with the id first as `unique_id`."""
        rows = list(_rows(path))
        names = [name for name in rows[0] if name not in (_NOT_TOLD, "cluster")]
        yield ["unique_id", *names[1:]]
        yield from ([row[name] for name in names] for row in rows)


def rows_of_records(records: Iterable[Record]) -> Iterator[Sequence[str]]:
    """Give header and rows of records, in small letters, as the other program compares letters."""
    yield _TOWN
    for one in records:
        born = one.date_of_birth.text if one.date_of_birth else ""
        texts = (one.given_name, one.family_name, born, one.address_1, one.locality, one.postcode)
        yield (one.id, *(text.lower() for text in texts), one.phone)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file, skipinitialspace=True)
        header = [name.strip() for name in next(reader)]
        for cells in reader:
            yield dict(zip(header, (cell.strip() for cell in cells), strict=True))


def _febrl(row: Mapping[str, str]) -> Record:
    return Record(
        row["rec_id"],
        row["given_name"],
        row["surname"],
        date_of_birth=_born(row["date_of_birth"]),
        address_1=f"{row['street_number']} {row['address_1']}".strip(),
        address_2=row["address_2"],
        locality=row["suburb"],
        postcode=row["postcode"],
    )


def _fake(row: Mapping[str, str]) -> Record:
    return Record(
        row["unique_id"],
        row["first_name"],
        row["surname"],
        date_of_birth=_born(row["dob"].replace("-", "")),
        locality=row["city"],
        email=row["email"],
    )


def _born(figures: str) -> PartialDate | None:
    try:
        day = date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return None
    return PartialDate.of_day(day)


def _febrl_answer(row: Mapping[str, str]) -> str:
    return row["rec_id"].split("-")[1]


def _fake_answer(row: Mapping[str, str]) -> str:
    return row["cluster"]


_Reader = Callable[[Mapping[str, str]], Record]
_Answer = Callable[[Mapping[str, str]], str]
_SHAPES: dict[str, tuple[_Reader, _Answer]] = {
    "febrl": (_febrl, _febrl_answer),
    "fake": (_fake, _fake_answer),
}
KNOWN = (
    KnownList("FEBRL 1", "febrl_dataset1.csv", "febrl"),
    KnownList("FEBRL 2", "febrl_dataset2.csv", "febrl"),
    KnownList("FEBRL 3", "febrl_dataset3.csv", "febrl"),
    KnownList("fake 1000", "splink_fake_1000.csv", "fake"),
)
