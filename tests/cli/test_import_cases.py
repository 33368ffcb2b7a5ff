"""`import cases`: a team's own spreadsheets, from the dry run to taking all of it back."""

import csv
import json
from pathlib import Path

from tests.cli.conftest import Pbi, one_sentence
from tests.cli.demo_store import raw
from tests.cli.test_importing import run_of

PEOPLE = (
    "Ref,Forename,Surname,DOB,Household,Street,Postcode,Mobile\n"
    "T1,Zebedee,Quillfeather,31/12/1955,H1,1 Mill Lane,OL99 1AA,07700 900001\n"
    "T2,Ysolde,Quillfeather,03/04/1960,H1,1 Mill Lane,OL99 1AA,\n"
    "T3,Wilhelmina,Thrushcross,31/02/1990,,,,\n"
)
CASES = "Case Ref,Person,Opened,Key Worker\nK1,T1,01/04/2025,\nK3,T3,02/04/2025,\n"
STAGES = "Case Ref,Domain,Stage,Date\nK1,money,1,08/04/2025\n"
GAINS = "Case Ref,Category,Amount,Frequency\nK1,benefit,81.90,weekly\n"
SHEETS = {"people.csv": PEOPLE, "cases.csv": CASES, "stages.csv": STAGES, "gains.csv": GAINS}


def written(sheets: dict[str, str]) -> list[Path]:
    for name, text in sheets.items():
        Path(name).write_text(text, encoding="utf-8")
    return [Path(name) for name in sheets]


def count(store: Path, table: str) -> int:
    with raw(store) as connection:
        asked = f"SELECT count(*) FROM {table} WHERE withdrawn_at IS NULL"
        found: int = connection.execute(asked).fetchone()[0]
        return found


def test_sheets_come_in_are_refused_row_by_row_and_go_out_again(pbi: Pbi, demo: Path) -> None:
    before = [count(demo, table) for table in ("people", "cases", "stage_ratings", "gains")]
    files = written(SHEETS)
    looked = pbi("import", "cases", *files, "--dry-run", "--json", "-")
    assert looked.code == 1
    assert (looked.json["new"], looked.json["run"]) == (5, None)
    said = pbi("import", "cases", *files, "--reasons", "why.csv", "--json", "report.json")
    assert (said.code, said.err) == (1, "")
    report = json.loads(Path("report.json").read_text())
    assert (report["rows_in"], report["new"], len(report["refused"])) == (7, 5, 2)
    assert report["made"] == {"people": 2, "cases": 1, "stage_ratings": 1, "gains": 1}
    with Path("why.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["file"], row["row"]) for row in rows] == [("people.csv", "4"), ("cases.csv", "3")]
    after = [count(demo, table) for table in ("people", "cases", "stage_ratings", "gains")]
    assert [new - old for new, old in zip(after, before, strict=True)] == [2, 1, 1, 1]
    run = run_of(said)
    would = pbi("import", "cases", "--undo", run, "--dry-run", "--json", "-")
    assert (would.code, would.json["kept"]) == (0, [])
    assert count(demo, "people") == after[0]
    undone = pbi("import", "cases", "--undo", run, "--json", "-")
    assert (undone.code, undone.json["withdrawn"]) == (0, would.json["withdrawn"])
    assert [count(demo, table) for table in ("people", "cases", "stage_ratings", "gains")] == before


def test_the_reason_file_is_answered_in_and_given_back(pbi: Pbi, demo: Path) -> None:
    files = written({"people.csv": PEOPLE, "cases.csv": CASES})
    assert pbi("import", "cases", *files).code == 1
    people = count(demo, "people")
    again = written(
        {"people.csv": PEOPLE.replace("T1,", "X1,"), "cases.csv": CASES.replace("T1", "X1")}
    )
    said = pbi("import", "cases", *again, "--reasons", "why.csv", "--json", "-")
    assert [one["initials"] for one in said.json["maybe_known"]] == ["ZQ"]
    answered = Path("why.csv").read_text(encoding="utf-8-sig").replace(",X1,,", ",X1,leave out,")
    Path("why.csv").write_text(answered, encoding="utf-8")
    said = pbi("import", "cases", *again, "--decisions", "why.csv", "--json", "-")
    assert said.json["left_out"] == 2
    assert said.json["maybe_known"] == []
    assert count(demo, "people") == people


def test_columns_are_named_by_sheet(pbi: Pbi, demo: Path) -> None:
    odd = {"people.csv": PEOPLE.replace("Forename", "Wie"), "cases.csv": CASES}
    files = written(odd)
    said = pbi("import", "cases", *files, "--map", "people.Wie=given_name", "--json", "-")
    assert said.json["columns"]["people"]["Wie"] == "given_name"
    assert count(demo, "people") > 0
    wrong = pbi("import", "cases", *files, "--map", "Wie=given_name")
    assert (wrong.code, one_sentence(wrong.err)) == (2, True)


def test_answers_that_are_none_are_refused(pbi: Pbi) -> None:
    files = written({"people.csv": PEOPLE, "cases.csv": CASES})
    for text in ('{"T1": "perhaps"}', '{"T1": 1}', "{", "a,b\n1,2\n"):
        Path("answers.txt").write_text(text, encoding="utf-8")
        said = pbi("import", "cases", *files, "--decisions", "answers.txt")
        assert (said.code, one_sentence(said.err)) == (2, True), text
    mixed = pbi("import", "places", *files, "--decisions", "answers.txt")
    assert (mixed.code, one_sentence(mixed.err)) == (2, True)


def test_strict_keeps_nothing(pbi: Pbi, demo: Path) -> None:
    people = count(demo, "people")
    said = pbi("import", "cases", *written(SHEETS), "--strict")
    assert said.code == 1
    assert "nothing was kept" in said.out + said.err
    assert count(demo, "people") == people


def test_who_leads_no_site_is_refused(pbi: Pbi, demo: Path) -> None:
    people = count(demo, "people")
    said = pbi("import", "cases", *written(SHEETS), "--as", "sam")
    assert (said.code, one_sentence(said.err)) == (3, True)
    assert count(demo, "people") == people
