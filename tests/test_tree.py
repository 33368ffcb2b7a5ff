"""Promises about every tracked file: no host, no path of one machine, no secret, hashed locks."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOT = re.escape(".")

# Built from parts, so that this file is not its own finding.
HOSTS = [
    DOT.join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("registry", "npm"),
        ("npmjs", "(com|org)"),
        ("deb", "debian"),
        ("security", "debian"),
        ("(archive|security|ports)", "ubuntu"),
        ("crates", "io"),
        ("conda", "anaconda"),
    )
]
INDEXES = ["--(extra-)?index" + "-url", "--find" + "-links", "trusted" + "-host"]
MACHINES = [
    r"(?<![\w./])/(root|home|Users)" + r"/[\w.-]",
    r"(?<![\w./])/(work|workspace|builds)" + r"/\w",
    r"[A-Z]:\\+Users" + r"\\+\w",
]
SECRETS = [
    "-----BEGIN [A-Z ]*PRIVATE" + " KEY-----",
    r"\bgh[pousr]" + r"_[A-Za-z0-9]{36}",
    r"\bAKIA" + r"[0-9A-Z]{16}\b",
    r"\bpostgres(ql)?(\+\w+)?://[^\s/:@'\"{}]+:[^\s/@'\"{}]+@",
]
FORBIDDEN = re.compile("|".join([*HOSTS, *INDEXES, *MACHINES, *SECRETS]))
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)")
HASHED = re.compile(
    r"^[a-z0-9-]+==\S+( ; .*?)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\\n|\n))+", re.M
)


@cache
def tracked() -> dict[str, str]:
    """Return the text of every tracked file by its path."""
    if not ((ROOT / ".git").exists() and shutil.which("git")):
        if os.environ.get("CI"):
            pytest.fail("CI checks tracked files, so it needs git and a clone")
        pytest.skip("not a clone, or no git here")
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


def findings(name: str, text: str, checkout: Path = ROOT) -> list[str]:
    """Return each forbidden thing in a file, with its line."""
    here = [re.escape(str(checkout)) + r"(?!\w)"] if len(checkout.parts) > 2 else []
    pattern = re.compile("|".join([FORBIDDEN.pattern, *here]))
    return [
        f"{name}:{number}: {found[0]}"
        for number, line in enumerate([name, *text.splitlines()])
        if (found := pattern.search(line))
    ]


def pins(text: str) -> dict[str, str]:
    """Return the version of every library in a lock."""
    return {m[1]: m[2] for line in text.splitlines() if (m := PIN.match(line))}


def unhashed(text: str) -> str:
    """Return what is left of a lock without its libraries and their hashes."""
    return HASHED.sub("", text)


def asked_for(lines: Iterable[str]) -> set[str]:
    """Return the requirements of a list, without its comments and inclusions."""
    return {line.strip() for line in lines if line.strip() and line[0] not in "#-"}


def test_no_tracked_file_names_a_host_a_machine_or_a_secret() -> None:
    assert [x for name, text in tracked().items() for x in findings(name, text)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "see https://py" + "pi.org/project/x",
        "url = 'https://files.python" + "hosted.org/a'",
        "https://registry" + ".npm" + "js.org/x",
        "deb http://deb" + ".debian.org/debian",
        "pip install --extra-index" + "-url x",
        "open('/roo" + "t/notes')",
        "cd /ho" + "me/ada/pbi",
        "cd /Us" + "ers/ada/pbi",
        "C:\\Us" + "ers\\ada",
        "-----BEGIN RSA PRIVATE" + " KEY-----",
        "ghp_" + "a1" * 18,
        "postgresql+psycopg://ada:" + "lovelace@host/db",
        "/srv/checkout/pbi",
    ],
)
def test_what_is_planted_is_found(planted: str) -> None:
    assert findings("a.py", f"fine\n  {planted}\n", Path("/srv/checkout/pbi"))
    assert findings(planted, "fine", Path("/srv/checkout/pbi"))


@pytest.mark.parametrize(
    "fine",
    [
        "postgresql+psycopg://user@/database?host=x",
        'f"postgresql://{user}:{secret}@{host}"',
        "/usr/lib/postgresql",
        "docs/home/page.md",
        "the root/branch of the tree",
        "https://github.com/a/b",
    ],
)
def test_what_is_harmless_is_left_alone(fine: str) -> None:
    assert findings("a.py", fine, Path("/srv/checkout/pbi")) == []


@pytest.mark.parametrize("lock", ["app", "dev"])
def test_every_line_of_a_lock_is_a_library_with_its_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert unhashed(text) == ""
    assert len(pins(text)) > 20


def test_a_lock_line_without_a_hash_is_found() -> None:
    whole = f"a-b==1.0 ; python_version < '4' \\\n    --hash=sha256:{'0' * 64}\n"
    assert unhashed(whole * 2) == ""
    for broken in ("c==2.0\n", "c==2.0 \\\n    --hash=sha256:12\n", "c @ https://host/c.whl\n"):
        assert unhashed(whole + broken + whole) == broken


def test_tests_run_on_the_versions_that_ship() -> None:
    app, dev = (
        pins((ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"))
        for lock in ("app", "dev")
    )
    assert app.items() <= dev.items()


def test_the_lock_is_made_from_what_the_package_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (ROOT / "requirements" / "app.in").read_text(encoding="utf-8").splitlines()
    assert asked_for(listed) == set(project["dependencies"])
    app = pins((ROOT / "requirements" / "app.txt").read_text(encoding="utf-8"))
    assert {re.split(r"[\[=<>]", name)[0] for name in project["dependencies"]} <= app.keys()
