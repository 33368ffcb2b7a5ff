"""Splink on a list, in an environment of its own: `python linkage_peer.py KIND LIST PAIRS TIMES`.

It imports nothing of this program. Its settings are those its guides advise for such lists, with
blocking rules chosen for recall: names, birth, address and swapped names each meet somewhere.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

_SEED = 1

# Blocking rules by the columns of each kind of list; a tuple blocks on all of its parts.
PREDICT: dict[str, tuple[tuple[str, ...], ...]] = {
    "febrl": (
        ("date_of_birth",),
        ("given_name", "surname"),
        ("surname", "postcode"),
        ("given_name", "postcode"),
        ("surname", "suburb"),
        ("given_name", "suburb"),
        ("postcode", "street_number"),
        ("address_1", "street_number"),
        ("suburb", "street_number"),
        ("address_2",),
        ("surname", "substr(date_of_birth, 1, 4)"),
        ("given_name", "substr(date_of_birth, 1, 4)"),
        ("substr(given_name, 1, 3)", "substr(surname, 1, 3)"),
        ("postcode", "suburb"),
        ("given_name", "address_1"),
        ("surname", "address_1"),
    ),
    "fake": (
        ("first_name",),
        ("surname",),
        ("dob",),
        ("email",),
    ),
    "city": (
        ("given_name", "family_name", "substr(date_of_birth, 1, 4)"),
        ("date_of_birth", "substr(given_name, 1, 1)"),
        ("date_of_birth", "substr(family_name, 1, 1)"),
        ("family_name", "postcode"),
        ("given_name", "postcode"),
        ("phone",),
        ("address_1", "postcode", "substr(date_of_birth, 1, 4)"),
    ),
}
TRAIN: dict[str, tuple[tuple[str, ...], ...]] = {
    "febrl": (("date_of_birth",), ("given_name", "surname"), ("postcode", "suburb")),
    "fake": (("first_name", "surname"), ("dob",), ("email",)),
    "city": (("given_name", "family_name"), ("date_of_birth",)),
}
SURE: dict[str, tuple[tuple[str, ...], ...]] = {
    "febrl": (("given_name", "surname", "date_of_birth"), ("surname", "date_of_birth", "postcode")),
    "fake": (("first_name", "surname", "dob"), ("email",)),
    "city": (("given_name", "family_name", "date_of_birth"), ("date_of_birth", "phone")),
}
SWAPPED = {
    "febrl": "l.given_name = r.surname AND l.surname = r.given_name",
    "fake": "l.first_name = r.surname AND l.surname = r.first_name",
    "city": "l.given_name = r.family_name AND l.family_name = r.given_name",
}


def _comparisons(kind: str, library: Any) -> list[Any]:
    """Return the comparisons for a kind of list, graded, with frequencies where values repeat."""
    if kind == "fake":
        return [
            library.ForenameSurnameComparison("first_name", "surname"),
            library.DateOfBirthComparison("dob", input_is_string=True),
            library.ExactMatch("city").configure(term_frequency_adjustments=True),
            library.EmailComparison("email"),
        ]
    family = "surname" if kind == "febrl" else "family_name"
    common = [
        library.ForenameSurnameComparison("given_name", family),
        library.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        library.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        library.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
    ]
    if kind == "city":
        return [*common, library.DamerauLevenshteinAtThresholds("phone", [1])]
    return [
        *common,
        library.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        library.JaroWinklerAtThresholds("address_2", [0.9, 0.7]),
        library.DamerauLevenshteinAtThresholds("street_number", [1]),
    ]


def _train(linker: Any, kind: str, splink: Any) -> None:
    """Let it learn as its guides say: u from random pairs, m by EM on several blockings."""
    sure = [splink.block_on(*parts) for parts in SURE[kind]]
    training = linker.training
    training.estimate_probability_two_random_records_match(sure, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=_SEED)
    for parts in TRAIN[kind]:
        training.estimate_parameters_using_expectation_maximisation(splink.block_on(*parts))


def run(kind: str, table: Path, pairs: Path, least: float) -> dict[str, Any]:
    """Train and predict; keep the pairs as CSV and return what it took."""
    splink = import_module("splink")
    library = import_module("splink.comparison_library")
    begun = (time.perf_counter(), time.process_time())
    door = splink.DuckDBAPI()
    rules = [splink.block_on(*parts) for parts in PREDICT[kind]]
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(kind, library),
        blocking_rules_to_generate_predictions=[*rules, SWAPPED[kind]],
        retain_matching_columns=False,
        unique_id_column_name="unique_id",
    )
    people = f"SELECT * FROM read_csv('{table}', all_varchar = true, nullstr = '')"  # noqa: S608
    door.duckdb_con.execute(f"CREATE TABLE people AS {people}")
    linker = splink.Linker(door.register("people"), settings, log_level=40)
    _train(linker, kind, splink)
    found = linker.inference.predict(threshold_match_probability=least)
    name = found.physical_name
    count = door.duckdb_con.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
    took = time.perf_counter() - begun[0], time.process_time() - begun[1]
    door.duckdb_con.execute(
        f"COPY (SELECT unique_id_l, unique_id_r, match_probability FROM {name}) "  # noqa: S608
        f"TO '{pairs}' (HEADER)"
    )
    version = str(splink.__version__)
    return {"seconds": took[0], "cpu_seconds": took[1], "pairs": count, "version": version}


if __name__ == "__main__":
    KIND, TABLE, PAIRS, TIMES, LEAST = sys.argv[1:]
    told = run(KIND, Path(TABLE), Path(PAIRS), float(LEAST))
    Path(TIMES).write_text(json.dumps(told), encoding="utf-8")
