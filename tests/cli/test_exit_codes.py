"""0 done, 1 look, 2 wrong use, 3 refused; an error is one plain line on standard error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pbi_desktop.bench.run import run as run_bench
from pbi_desktop.bootstrap.painting import png
from pbi_desktop.cli.main import code_of, main
from pbi_desktop.cli.surroundings import Surroundings
from pbi_desktop.domain import errors, key_errors
from tests.cli.conftest import Pbi, Terminal, one_sentence, run
from tests.cli.demo_store import a_case


def test_what_is_done_ends_with_0_and_complains_of_nothing(pbi: Pbi) -> None:
    said = pbi("find", "shabana")
    assert (said.code, said.err) == (0, "")
    assert said.out


@pytest.mark.parametrize(
    "words",
    [
        ("find",),
        ("find", "x", "--bogus"),
        ("dance",),
        ("report", "weather", "--out", "x.html"),
        ("report", "outcomes"),
        ("report", "outcomes", "--out", "x.docx"),
        ("report", "outcomes", "--out", "x.html", "--from", "2025-02-30"),
        ("report", "outcomes", "--out", "x.html", "--from", "2025-05-01", "--to", "2025-04-01"),
        ("report", "case-summary", "--out", "x.html"),
        ("import", "places"),
        ("import", "recipes", "x.csv"),
        ("import", "places", "missing.csv"),
        ("import", "places", "--undo", "run"),
        ("import", "places", "--undo", "run", "x.csv"),
        ("import", "places", "x.csv", "--map", "a=b"),
        ("store", "backup"),
        ("bench", "--rounds", "0"),
        ("bench", "moon"),
        ("demo", "--scale", "galaxy"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_one_line(pbi: Pbi, words: tuple[str, ...]) -> None:
    said = pbi(*words)
    assert said.code == 2
    assert said.out == ""
    assert one_sentence(said.err), said.err
    assert "what you typed is still here" not in said.err  # that is for forms


@pytest.mark.parametrize(
    "words",
    [
        ("find", "x", "--as", "nobody"),
        ("report", "outcomes", "--out", "x.html", "--site", "Atlantis"),
        ("report", "case-summary", "--out", "x.html", "--case", "NONESUCH", "--view-as", "police"),
        ("import", "places", "--undo", "00000000-0000-4000-8000-000000000000"),
        ("find", "x", "--key-file", "missing"),
        ("store", "backup", "--to", "team.pbi"),
    ],
    ids=" ".join,
)
def test_what_is_refused_ends_with_3_and_one_line(pbi: Pbi, words: tuple[str, ...]) -> None:
    said = pbi(*words)
    assert said.code == 3
    assert one_sentence(said.err), said.err
    assert not Path("x.html").exists()


def test_help_tells_of_every_command(terminal: Terminal) -> None:
    said = terminal.type("--help")
    assert said.code == 0
    for command in ("demo", "store", "import", "find", "report", "audit", "bench", "tour"):
        assert command in said.out


@pytest.mark.parametrize(
    "words",
    [
        ("report", "outcomes", "--out", "taken/x.json"),
        ("find", "x", "--json", "taken/x.json"),
        ("tour", "--out", "taken/x.json"),
        ("pictures", "--out", "taken/x.json"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_written_leaves_nothing_and_says_so(
    pbi: Pbi, words: tuple[str, ...]
) -> None:
    Path("taken").write_text("a file, not a folder")
    said = pbi(*words)
    assert said.code == 2
    assert one_sentence(said.err), said.err
    assert "taken/x.json" in said.err
    assert Path("taken").read_text() == "a file, not a folder"


def test_every_failure_of_the_store_is_a_refusal() -> None:
    refused = [errors.WrongKey(), errors.DamagedStore(), errors.StoreBusy("x"), errors.DiskFull()]
    assert {code_of(error) for error in refused} == {3}
    assert code_of(key_errors.TooManyTries(30)) == 3
    assert code_of(errors.NotFound("case")) == code_of(errors.NotPermitted("read")) == 3
    assert code_of(errors.Invalid()) == code_of(errors.UnreadableInput("x", "y")) == 2
    assert code_of(errors.StaleRecord("case")) == 1
    assert code_of(RuntimeError()) == 3


def test_a_traceback_is_shown_only_where_it_is_asked_for(pbi: Pbi) -> None:
    Path("folder.json").mkdir()
    plain = pbi("find", "x", "--json", "folder.json")
    assert (plain.code, one_sentence(plain.err)) == (2, True)
    loud = pbi("find", "x", "--json", "folder.json", "--debug")
    assert loud.code == 2
    assert "Traceback" in loud.err


def test_a_fault_of_ours_is_called_one(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_folder: Path) -> list[Path]:
        raise ZeroDivisionError

    assert main(["pictures"], Surroundings(lambda _wish: 0, fail, run_bench, png)) == 3
    said = capsys.readouterr().err
    assert one_sentence(said)
    assert "fault in the program" in said


# --- the same by a process of its own ----------------------------------------------------------


def test_the_program_writes_pure_json_and_speaks_beside_it(demo: Path) -> None:
    _login, case = a_case()
    done = run("find", case.person, "--json", "-", PBI_STORE=str(demo), PYTHONIOENCODING="ascii")
    assert (done.returncode, case.person) == (0, json.loads(done.stdout)["matches"][0]["name"])
    assert case.person in done.stderr


def test_the_program_ends_as_it_should_where_nothing_is(tmp_path: Path) -> None:
    done = run("find", "x", "--store", tmp_path / "nothing.pbi")
    assert done.returncode == 3
    assert one_sentence(done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_has_heard_enough_is_no_fault(demo: Path) -> None:
    command = [sys.executable, "-m", "pbi_desktop", "find", "a", "--store", str(demo)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    talker = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert talker.stdout is not None
    talker.stdout.close()
    _out, complaint = talker.communicate()
    assert (talker.returncode, complaint) == (0, b"")


def test_what_the_program_leaves_is_its_owners_alone(demo: Path, tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("modes of files are POSIX")
    out = tmp_path / "out" / "outcomes.json"
    assert run("report", "outcomes", "--out", out, "--store", demo).returncode == 0
    assert out.stat().st_mode & 0o077 == 0
    assert out.parent.stat().st_mode & 0o077 == 0
