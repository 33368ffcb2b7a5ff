"""No community's names are matched worse: the same slips, the same share found again."""

import csv
import io
import json

from pbi_desktop.bench.name_origins import by_origin, variants_found
from tests.exchange.reference_data import reference

Lists = tuple[list[str], list[str]]


def lines(path: str) -> list[str]:
    return [row.strip().title() for row in reference(path).decode().splitlines()[1:] if row.strip()]


def faked(path: str) -> Lists:
    rows = list(csv.DictReader(io.StringIO(reference(path).decode())))
    given = [row["name"] for row in rows if row["list"].startswith("first")]
    family = [row["name"] for row in rows if row["list"].startswith("last")]
    return given, family


def england_and_wales() -> list[str]:
    rows = csv.DictReader(io.StringIO(reference("names/names_ew_rankings_1904_1994.csv").decode()))
    return sorted({row["name"].title() for row in rows})


def test_the_worst_origin_is_within_a_few_points_of_the_best() -> None:
    india = lines("names/indian_first.female.names.txt") + lines(
        "names/indian_first.male.names.txt"
    )
    rates = by_origin(
        {
            "England and Wales": (england_and_wales(), faked("names/faker_en_GB.csv")[1]),
            "India": (india, lines("names/indian_last.names.txt")),
            "Pakistan": faked("names/faker_en_PK.csv"),
        }
    )
    said = "\n".join(rate.line for rate in rates)
    found = [rate.found for rate in rates]
    assert min(found) >= 0.95, said
    assert max(found) - min(found) <= 0.03, said
    assert max(rate.strangers for rate in rates) <= 0.02, said


def test_names_in_arabic_letters_and_their_spellings_are_one() -> None:
    told = json.loads(reference("names/name_variants_transliterations.json"))["arabic_names"]
    spellings = [names for names in told.values() if len(names) > 1]
    scripts = [(names[0], script) for script, names in told.items()]
    assert variants_found(spellings) >= 0.9
    assert variants_found(scripts) >= 0.85
