"""`store restore` and `store drill`: a copy becomes a store again, for good or to prove it."""

import argparse
from pathlib import Path

from pbi_desktop.cli.opening import opener_at
from pbi_desktop.cli.saying import folder, keep, say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, store_of
from pbi_desktop.domain.copies import Behind, Drill, Manifest
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.services.backup_drill import certificate, drill_copy
from pbi_desktop.services.backups import copy_at, opening, restored
from pbi_desktop.services.backups import say_instant as at


def restore(asked: argparse.Namespace) -> int:
    """Restore a copy as a new store."""
    copy = _copy(asked)
    if not asked.store:
        raise Invalid({"store": "Say where the restored store goes: --store NEW."})
    done = restored(copy, store_of(asked.store), opening(opener_at(copy, asked.key_file)))
    say(asked, in_a_sentence(done.manifest, done.store))
    for one in done.behind:
        say(asked, older(one))
    until = done.manifest.contents.until
    said = {"copy": str(done.copy), "store": str(done.store), "until": until}
    say_json(asked, said | {"behind": [one.entries for one in done.behind]})
    return LOOK if done.behind else DONE


def drill(asked: argparse.Namespace) -> int:
    """Restore a copy where it harms nothing, and leave the certificate."""
    copy = _copy(asked)
    out = folder(asked.out)
    found = drill_copy(copy, asked.login, opening(opener_at(copy, asked.key_file)))
    made = certificate(found)
    name = f"drill-{found.drilled_at:%Y-%m-%d}-{copy.stem}"
    for ending, content in ((".pdf", made.pdf), (".json", made.json)):
        keep(out / f"{name}{ending}", content)
        say(asked, f"Written: {out / name}{ending}")
    say(asked, _verdict(found))
    said = {"passed": found.passed, "seconds": round(found.seconds, 3)}
    say_json(asked, said | {"certificate": str(out / f"{name}.pdf"), "next_due": found.next_due})
    return DONE if found.passed else LOOK


def in_a_sentence(manifest: Manifest, store: Path) -> str:
    """Return what was restored, and until which moment."""
    until = manifest.contents.until
    holds = f"with everything saved until {at(until)}" if until else "in which nothing was saved"
    return f"Restored to {store}: the copy made on {at(manifest.made_at)}, {holds}."


def older(one: Behind) -> str:
    """Return that a copy is older than what was last seen of its store."""
    lacks = f"lacks {one.entries:,} entries" if one.entries else "has another last entry"
    return (
        f"This copy is older than the store was: its audit chain {lacks} that this computer saw "
        f"by {at(one.seen_at)}. What was done since is not in it; tell your IG lead."
    )


def _copy(asked: argparse.Namespace) -> Path:
    if asked.copy is None:
        raise Invalid({"from": "Say which copy: --from COPY, or the folder of the copies."})
    return copy_at(asked.copy)


def _verdict(found: Drill) -> str:
    if found.passed:
        return (
            f"The drill passed in {found.seconds:,.1f} seconds: every check. "
            f"The next is due by {found.next_due}."
        )
    failed = next(check for check in found.checks if not check.passed)
    return f"The drill did not pass. {failed.name}: {failed.found}"
