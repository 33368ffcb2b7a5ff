"""What a command says and leaves: lines, JSON, and files that are whole or not there."""

import argparse
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from pbi_desktop.cli.failures import CannotWrite
from pbi_desktop.services.whole_files import write_whole


def say(asked: argparse.Namespace, text: str) -> None:
    """Say a line to a person: on standard error where standard output is for JSON."""
    print(shown(text), file=sys.stderr if asked.json == "-" else sys.stdout)


def say_json(asked: argparse.Namespace, result: dict[str, Any]) -> None:
    """Write the result as JSON where `--json` asks for it."""
    give_json(asked, as_text(result))


def give_json(asked: argparse.Namespace, text: str) -> None:
    """Write a result that is JSON already where `--json` asks for it."""
    if not asked.json:
        return
    text = text if text.endswith("\n") else text + "\n"
    if asked.json == "-":
        sys.stdout.write(text)
    else:
        keep(Path(asked.json), text)


def as_text(result: Any) -> str:
    """Return JSON as this program writes it."""
    return json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"


def shown(text: str) -> str:
    """Return a line that a terminal shows and does not obey."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_control(sign) else sign for sign in text)


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign not in "\n\t"


def keep(path: Path, content: str | bytes) -> None:
    """Write a file whole, over an earlier one; where that fails, what was there stays."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise CannotWrite(str(path), error.strerror or type(error).__name__) from error


def keep_secret(path: Path, text: str) -> None:
    """Write a new file that only its owner can read; one that is there is not written over."""
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(str(path), error.strerror or type(error).__name__) from error


def folder(path: Path) -> Path:
    """Return a folder that is there, made if need be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(path), error.strerror or type(error).__name__) from error
    return path
