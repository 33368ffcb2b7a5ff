"""run.py sets up once, repairs what was interrupted, and speaks plainly where it cannot go on."""

import ast
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import run

HERE = Path(run.__file__).parent
NO_PLACE_FOR_WINDOWS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass
class Terminal:
    """Stands for the operating system: notes each command, and does what the real one would."""

    place: Path
    pip_says: str = ""
    missing: set[str] = field(default_factory=set)
    qt_is_broken: bool = False
    failing: tuple[str, ...] = ()
    commands: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        said, code = "", 0
        self.commands.append(" ".join(command))
        if command[1:3] == ["-m", "venv"]:
            self._make_environment()
        elif "pip" in command:
            said, code = self.pip_says, int(bool(self.pip_says))
        elif command[:2] == ["apt-get", "install"]:
            self.missing.clear()
        elif "-c" in command:
            said, code = "\n".join(self.missing), int(bool(self.missing) or self.qt_is_broken)
        return subprocess.CompletedProcess(command, code, said, "ImportError: gone" * code)

    def show(self, command: Sequence[str], **more: str) -> int:
        self.shown.append(" ".join([*command, *(f"{k}={v}" for k, v in more.items())]))
        return int(any(word in " ".join(command) for word in self.failing))

    def _make_environment(self) -> None:
        packages(self).mkdir(parents=True, exist_ok=True)
        python = self.place / ".venv" / "bin" / "python"
        python.parent.mkdir(exist_ok=True)
        python.touch()


def packages(terminal: Terminal) -> Path:
    version = "python{}.{}".format(*sys.version_info[:2])
    return terminal.place / ".venv" / "lib" / version / "site-packages"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    (tmp_path / "requirements").mkdir()
    for lock in ("app", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n", encoding="utf-8")
    return Terminal(tmp_path)


def environment(terminal: Terminal, may_install: bool = True) -> run.Environment:
    computer = run.Computer(terminal.run, terminal.show, True, may_install, True)
    return run.Environment(terminal.place, computer)


# Which Python


def test_an_old_python_can_read_the_file_and_is_told_what_is_needed() -> None:
    tree = ast.parse((HERE / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert "needs Python 3.11 or newer, and this is 3.8" in run.too_old((3, 8, 18))
    assert run.too_old((3, 11, 0)) == run.too_old((3, 14, 1)) == ""


# The private environment


def test_what_is_set_up_is_not_set_up_again(terminal: Terminal) -> None:
    environment(terminal).ensure("dev")
    assert [c.split(" ", 1)[1].split()[1] for c in terminal.commands] == ["venv", "pip"]
    assert "--require-hashes --only-binary=:all:" in terminal.commands[-1]
    for lock in ("dev", "app"):  # what ships is part of what the tests need
        environment(terminal).ensure(lock)
    assert len(terminal.commands) == 2


def test_the_program_is_found_from_any_folder_and_after_a_move(terminal: Terminal) -> None:
    environment(terminal).ensure("app")
    line = (packages(terminal) / "pbi_desktop.pth").read_text(encoding="utf-8").strip()
    assert (packages(terminal) / line).resolve() == terminal.place
    assert not Path(line).is_absolute()


def test_the_tests_libraries_are_added_to_what_ships(terminal: Terminal) -> None:
    environment(terminal).ensure("app")
    environment(terminal).ensure("dev")
    assert ["venv" in command.split() for command in terminal.commands] == [True, False, False]


@pytest.mark.parametrize("lock", ["app", "dev"])
def test_another_lock_makes_a_new_environment(terminal: Terminal, lock: str) -> None:
    environment(terminal).ensure(lock)
    dropped = packages(terminal) / "dropped.py"
    dropped.touch()
    changed = terminal.place / "requirements" / f"{lock}.txt"
    changed.write_text("other==2\n", encoding="utf-8")
    environment(terminal).ensure(lock)
    assert len(terminal.commands) == 4
    assert not dropped.exists()


@pytest.mark.parametrize("before", [[], ["app"], ["dev"]])
def test_an_interrupted_set_up_is_made_anew(terminal: Terminal, before: list[str]) -> None:
    for lock in before:
        environment(terminal).ensure(lock)
    (terminal.place / "requirements" / "dev.txt").write_text("dev==2\n", encoding="utf-8")
    with pytest.raises(run.SetUpFailed):
        environment(replace(terminal, pip_says="ERROR: power cut")).ensure("dev")
    half = packages(terminal) / "half.py"
    half.touch()
    environment(terminal).ensure("dev")
    assert not half.exists()
    assert environment(terminal).has("dev")


def test_an_environment_whose_python_has_gone_is_made_anew(terminal: Terminal) -> None:
    environment(terminal).ensure("app")
    (terminal.place / ".venv" / "bin" / "python").unlink()
    environment(terminal).ensure("app")
    assert len(terminal.commands) == 4


def test_a_second_run_waits_for_the_first(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = environment(terminal)
    second = threading.Thread(target=environment(terminal).ensure, args=("app",))
    with ours._alone():
        second.start()
        while "waiting for it" not in capsys.readouterr().out:
            assert second.is_alive()
            second.join(timeout=0.01)
        ours._install("app")
    second.join()
    assert len(terminal.commands) == 2


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("WARNING: Retrying (Retry(total=4)) after connection broken", "when there is a network"),
        ("WARNING: Retrying (Retry(total=4)) [SSL: CERTIFICATE_VERIFY_FAILED]", "into PIP_CERT"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "none of it is used"),
        ("ERROR: No matching distribution found for qt", "pip said: ERROR: No matching"),
    ],
)
def test_each_failure_of_pip_has_its_sentence(terminal: Terminal, says: str, sentence: str) -> None:
    with pytest.raises(run.SetUpFailed, match=re.escape(sentence)):
        environment(replace(terminal, pip_says=says)).ensure("app")


def test_debians_python_without_ensurepip_gets_its_package(terminal: Terminal) -> None:
    computer = replace(environment(terminal).computer, has_ensurepip=False)
    replace(environment(terminal), computer=computer).ensure("app")
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert terminal.commands[:2] == [
        "apt-get update -q",
        f"apt-get install -y --no-install-recommends {package}",
    ]


# What the system has to bring


def test_missing_libraries_of_qt_are_installed_where_we_may(terminal: Terminal) -> None:
    terminal.missing = {"libEGL.so.1"}
    ours = environment(terminal)
    ours.ensure("app")
    run.ensure_qt(ours, window=False)
    assert terminal.commands[-3:-1] == [
        "apt-get update -q",
        "apt-get install -y --no-install-recommends libegl1",
    ]
    asked = len(terminal.commands)
    run.ensure_qt(ours, window=False)
    assert len(terminal.commands) == asked


def test_a_window_needs_more_libraries_than_a_picture(terminal: Terminal) -> None:
    ours = environment(terminal)
    ours.ensure("app")
    run.ensure_qt(ours, window=False)
    assert "libxcb-cursor.so.0" not in terminal.commands[-1]
    run.ensure_qt(ours, window=True)
    assert "libxcb-cursor.so.0" in terminal.commands[-1]


def test_where_we_may_not_install_the_one_line_is_said(terminal: Terminal) -> None:
    terminal.missing = {"libxcb-cursor.so.0"}
    ours = environment(terminal, may_install=False)
    ours.ensure("app")
    line = "sudo apt-get install -y --no-install-recommends libxcb-cursor0"
    with pytest.raises(run.SetUpFailed, match=line):
        run.ensure_qt(ours, window=True)
    assert not [command for command in terminal.commands if command.startswith("apt-get")]


def test_a_qt_that_still_does_not_load_is_said_and_asked_again(terminal: Terminal) -> None:
    ours = environment(replace(terminal, qt_is_broken=True))
    ours.ensure("app")
    for _ in range(2):
        with pytest.raises(run.SetUpFailed, match="does not load here: ImportError: gone"):
            run.ensure_qt(ours, window=False)


def test_without_postgresql_the_tests_still_run(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    run.ensure_postgresql(environment(terminal).computer, debian=terminal.place)
    assert terminal.commands[-1].endswith("install -y --no-install-recommends postgresql")
    refused = environment(terminal, may_install=False).computer
    run.ensure_postgresql(refused, debian=terminal.place)
    assert "Until then the tests that need it are skipped." in capsys.readouterr().out


# The commands


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NO_PLACE_FOR_WINDOWS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_tour_is_done_and_its_folder_named(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.start(environment(terminal), []) == 0
    folder = terminal.place / "out" / "tour"
    assert terminal.shown == [
        f"{terminal.place}/.venv/bin/python -m pbi_desktop tour --out {folder}"
    ]
    assert capsys.readouterr().out.splitlines()[-1] == f"What the tour made lies in {folder}"


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize("name", NO_PLACE_FOR_WINDOWS)
def test_with_a_display_the_program_opens_with_its_demo(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, ":0")
    run.start(environment(terminal), [])
    assert [shown.split("-m ")[1] for shown in terminal.shown] == ["pbi_desktop demo"]


def test_a_tour_that_failed_names_no_results(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.failing = ("tour",)
    assert run.tour(environment(terminal), []) == 1
    assert "lies in" not in capsys.readouterr().out


def test_pictures_and_tests_need_no_display(terminal: Terminal) -> None:
    run.pictures(environment(terminal), [str(terminal.place / "here")])
    run.test(environment(terminal), ["-q", "tests/ui"])
    run.test(environment(terminal), ["--long"])
    assert [shown.split("-m ")[1] for shown in terminal.shown] == [
        f"pbi_desktop pictures --out {terminal.place / 'here'} QT_QPA_PLATFORM=offscreen",
        "pytest -q tests/ui QT_QPA_PLATFORM=offscreen",
        "pytest -n auto --long QT_QPA_PLATFORM=offscreen",
    ]


def test_a_failed_check_stops_no_other_and_is_not_forgotten(terminal: Terminal) -> None:
    terminal.failing = ("ruff check",)
    assert run.check(environment(terminal), []) == 1
    assert len(terminal.shown) == len(run.CHECKS) + 1
    assert terminal.shown[-1] == f"{sys.executable} {terminal.place}/run.py test"
    terminal.failing = ()
    assert run.check(environment(terminal), ["--long"]) == 0
    assert terminal.shown[-1].endswith("run.py test --long")


def test_an_unknown_command_gets_the_list_and_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["tests"]) == 2
    assert "python3 run.py check" in capsys.readouterr().err


def test_the_readme_names_only_commands_that_there_are() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"python3 run\.py ?([a-z]*)", readme)
    assert named[:2] == ["", "test"]
    assert set(named) <= {"", *run.COMMANDS}


def test_ci_runs_the_same_check_as_a_developer() -> None:
    script = (HERE / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == 'exec python3 run.py check "$@"'
