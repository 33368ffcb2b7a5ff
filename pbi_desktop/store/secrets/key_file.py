"""The file of `--key-file`: a passphrase or a recovery code, for a computer without a key ring."""

import os
import sys
from pathlib import Path

from pbi_desktop.domain.key_errors import BadKeyFile
from pbi_desktop.store.durable import disk_failures_named
from pbi_desktop.store.secrets.passphrase import DEFAULT_COST, Cost, Passphrase
from pbi_desktop.store.secrets.recovery import RecoveryCode, looks_like_a_code

_LARGEST = 4096


def opener_in(path: Path, cost: Cost = DEFAULT_COST) -> Passphrase | RecoveryCode:
    """Return the opener whose secret the file holds."""
    text = secret_in(path)
    return RecoveryCode.read(text) if looks_like_a_code(text) else Passphrase(text, cost)


def secret_in(path: Path) -> str:
    """Return the text of a key file that only its owner can read."""
    with disk_failures_named():
        if not path.is_file():
            raise BadKeyFile(str(path), "There is no such file.")
        _refuse_loose(path)
        content = path.read_bytes()[: _LARGEST + 1]
    try:
        text = content.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadKeyFile(str(path), "It is not a text in UTF-8.") from error
    if not text.strip() or len(content) > _LARGEST:
        raise BadKeyFile(str(path), "It must hold one passphrase or recovery code.")
    return text


def _refuse_loose(path: Path) -> None:
    """Refuse a file that others can read. Windows has no such mode: there it is not checked."""
    if sys.platform == "win32":
        return
    found = path.stat()
    if found.st_mode & 0o077:
        mode = f"{found.st_mode & 0o777:04o}"
        raise BadKeyFile(str(path), f"Others can read it: its mode is {mode} and must be 0600.")
    if found.st_uid not in (os.geteuid(), 0):
        raise BadKeyFile(str(path), "It belongs to somebody else.")
