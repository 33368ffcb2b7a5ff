"""The drill: a copy is restored in a temporary place, looked through, and certified."""

import os
import platform
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pbi_desktop import __version__
from pbi_desktop.domain.copies import Check, Contents, Drill, Manifest
from pbi_desktop.domain.copy_errors import CopyDamaged, ManifestMissing, ManifestWrong
from pbi_desktop.domain.key_errors import DamagedKeys, KeysMissing
from pbi_desktop.domain.wording import explain
from pbi_desktop.reports.restore_certificate import build_certificate, certificate_json
from pbi_desktop.services.stores import open_store
from pbi_desktop.store.backup_restore import Restoring, copy_at, restore

_FAULTS = (CopyDamaged, ManifestMissing, ManifestWrong, DamagedKeys, KeysMissing)


def drill_copy(copy: Path, login: str, by: Restoring, place: Path | None = None) -> Drill:
    """Restore a copy where it harms nothing, run every check, and return what was found.

    A copy that fails is a result too; a wrong key or a worker without the right is a refusal.
    The temporary store is deleted whatever happens.
    """
    found = copy_at(copy)
    begun, at = time.monotonic(), by.clock()
    manifest, who = None, login
    with tempfile.TemporaryDirectory(prefix="pbi-drill-", dir=place) as folder:
        store = Path(folder) / "drill.pbi"
        try:
            manifest = restore(found, store, by)
        except _FAULTS as error:
            checks: tuple[Check, ...] = (Check("It can be restored", False, explain(error)),)
        else:
            who, checks = _looked_through(store, login, by, manifest)
    seconds = time.monotonic() - begun
    return Drill(found.name, manifest, at, who, machine(), seconds, checks)


@dataclass(frozen=True)
class Certificate:
    """The certificate of a drill in both its forms."""

    pdf: bytes
    json: str


def certificate(drill: Drill) -> Certificate:
    """Return the certificate of a drill."""
    from pbi_desktop.reports.pdf.render import to_pdf

    return Certificate(to_pdf(build_certificate(drill)), certificate_json(drill))


def _looked_through(
    store: Path, login: str, by: Restoring, manifest: Manifest
) -> tuple[str, tuple[Check, ...]]:
    """Open the restored store as the program does, and check what `store verify` checks."""
    with open_store(store, by.opener, by.clock) as opened:
        actor = opened.sign_in(login)
        care = opened.care()
        findings = care.verify(actor)
        entries, broken = care.audit(actor)
    chain = f"{entries:,} entries" if broken is None else f"It breaks at entry {broken:,}."
    return actor.login, (
        *_restored_as_proven(manifest),
        Check("A worker can sign in to it", True, actor.login),
        Check(
            "Pages, schema and links between records are whole",
            not findings,
            " ".join(findings) or "Nothing was found",
        ),
        Check("The audit chain verifies from its first entry", broken is None, chain),
    )


def _restored_as_proven(manifest: Manifest) -> tuple[Check, ...]:
    """Return what `restore` has compared: it refuses a copy of which any of this is not so."""
    holds = manifest.contents
    return (
        Check("Its manifest is signed by its own key", True, f"copy {manifest.copy}"),
        Check(
            "Every byte is the one that was proven",
            True,
            f"{manifest.size:,} bytes, SHA-256 {manifest.sha256[:16]}\N{HORIZONTAL ELLIPSIS}",
        ),
        Check("Every page carries its seal and is in order", True, "Nothing was found"),
        Check(
            "Every table has as many rows as when it was copied",
            True,
            f"{holds.rows:,} rows in {len(holds.counts)} tables",
        ),
        Check("The newest audit entry is the same", True, _head_words(holds)),
    )


def _head_words(holds: Contents) -> str:
    return "; ".join(f"{head.chain} entry {head.seq:,}" for head in holds.heads) or "No entry yet"


def machine() -> tuple[tuple[str, str], ...]:
    """Return what kind of machine this is; its name, its user and its place are not said."""
    release = platform.release().split("-")[0]
    return (
        ("System", f"{platform.system()} {release}"),
        ("Processor", f"{platform.machine()}, {os.cpu_count() or 1} cores"),
        ("Program", f"PBI Desktop {__version__}"),
    )
