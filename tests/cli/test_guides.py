"""What the guides tell people to type can be typed, and what they point to is there."""

import re
import shlex
from pathlib import Path

import pytest

from pbi_desktop.cli import arguments
from pbi_desktop.ui.screens.case.understanding import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
_COMMAND = re.compile(r"(?:\.venv/bin/python -m )?\bpbi_desktop ([^`\n]+)")
_LINK = re.compile(r"\]\(([^)#]+)\)")
_SLASH = re.compile(r"`/([a-z]+)")


def typed() -> list[str]:
    """Return every command line that a page shows."""
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    lines = {found.strip() for page in pages for found in _COMMAND.findall(page)}
    return sorted(lines - {"--help"})


def test_there_is_something_to_type() -> None:
    assert len(typed()) > 8


@pytest.mark.parametrize("line", typed())
def test_every_command_of_the_guides_is_understood(line: str) -> None:
    asked = arguments.read(shlex.split(line.split("  ")[0]))
    assert asked.command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_is_there(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_slash_of_the_guides_is_a_command_of_the_composer() -> None:
    words = {word for page in PAGES for word in _SLASH.findall(page.read_text(encoding="utf-8"))}
    assert words
    assert words <= COMMANDS.keys() | {"fact", "opinion", "told"}


def test_the_readme_begins_with_the_two_commands() -> None:
    top = PAGES[0].read_text(encoding="utf-8").split("```")[1]
    assert re.findall(r"python3 run\.py(?: \w+)?", top) == ["python3 run.py", "python3 run.py test"]
