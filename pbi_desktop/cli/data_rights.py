"""`requests` and `retention`: what people ask of their data, and how long it is kept."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings

if TYPE_CHECKING:
    from pbi_desktop.services.desk import Desk
    from pbi_desktop.services.retention_rows import FileLine
    from pbi_desktop.services.subject_access_rows import RequestLine

_KINDS = ("access", "rectification", "erasure", "restriction", "objection")


def add_requests(jobs: Any, common: argparse.ArgumentParser) -> None:
    """Add what may follow `requests`."""
    job = jobs.add_parser("requests", parents=[common], help="what people ask of their data")
    job.add_argument("what", choices=("list", "open", "answer"))
    job.add_argument("of", nargs="?", metavar="CASE|REQUEST", help="a case; a request to answer")
    job.add_argument("--kind", choices=_KINDS, default="access", help="what is asked for")
    job.add_argument("--received", metavar="DATE", help="the day it came, such as 2026-11-02")
    job.add_argument(
        "--identity-asked", action="store_true", help="who asks is not known yet; the clock waits"
    )
    job.add_argument("--words", default="", help="what the person said")
    job.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="for the answer")
    job.set_defaults(command=requests)


def add_retention(jobs: Any, common: argparse.ArgumentParser) -> None:
    """Add what may follow `retention`."""
    job = jobs.add_parser("retention", parents=[common], help="how long files are kept")
    job.add_argument("what", choices=("preview", "adopt", "run"))
    job.add_argument("cases", nargs="*", metavar="CASE", help="the files to let go, by reference")
    job.add_argument("--confirm", type=int, default=0, metavar="N", help="how many files go")
    job.set_defaults(command=retention)


def requests(asked: argparse.Namespace, _around: Surroundings) -> int:
    """List requests, take one down, or answer one."""
    from pbi_desktop.cli.opening import opened

    does = {"list": _list, "open": _open, "answer": _answer}[asked.what]
    with opened(asked) as (store, actor):
        return does(asked, store.desk, actor)


def retention(asked: argparse.Namespace, _around: Surroundings) -> int:
    """Show which files are over, agree the rules, or let files go."""
    from pbi_desktop.cli.opening import opened

    does = {"preview": _preview, "adopt": _adopt, "run": _run}[asked.what]
    with opened(asked) as (store, actor):
        return does(asked, store.desk, actor)


# --- requests ------------------------------------------------------------------------------------


def _list(asked: argparse.Namespace, desk: "Desk", actor: Any) -> int:
    from pbi_desktop.cli.saying import say, say_json

    lines = desk.subject_access.requests(actor)
    for line in lines:
        say(asked, f"{line.id.hex[:8]}  {_said(line)}")
    if not lines:
        say(asked, "Nobody has asked for anything.")
    say_json(asked, {"requests": [_plain(line) for line in lines]})
    return LOOK if any((line.days_left or 0) < 0 for line in lines) else DONE


def _open(asked: argparse.Namespace, desk: "Desk", actor: Any) -> int:
    from pbi_desktop.cli.saying import say, say_json
    from pbi_desktop.domain.data_rights import RequestKind
    from pbi_desktop.domain.errors import Invalid
    from pbi_desktop.domain.times import london_day
    from pbi_desktop.services.subject_access_rows import NewRequest

    if not asked.of:
        raise Invalid({"case": "Say whose: requests open CASE, a case of the person's."})
    came = _day(asked.received) if asked.received else london_day(desk.clock())
    new = NewRequest(asked.of, RequestKind(asked.kind), came, not asked.identity_asked, asked.words)
    made = desk.subject_access.open(actor, new).made
    lines = [line for line in desk.subject_access.requests(actor) if line.id == made]
    for line in lines:
        say(asked, f"Taken down as {line.id.hex[:8]}: {_said(line)}")
    say_json(asked, {"requests": [_plain(line) for line in lines]})
    return DONE


def _answer(asked: argparse.Namespace, desk: "Desk", actor: Any) -> int:
    from pbi_desktop.cli.saying import folder, keep, say, say_json
    from pbi_desktop.domain.errors import Invalid, NotFound

    if not asked.of:
        raise Invalid({"request": "Say which: requests answer REQUEST, as the list calls it."})
    found = [
        line
        for line in desk.subject_access.requests(actor)
        if line.id.hex.startswith(asked.of.lower())
    ]
    if len(found) != 1:
        raise NotFound("request")
    made = desk.subject_access.answer(actor, found[0].id, found[0].version)
    home = folder(asked.out)
    for name, data in {**made.for_person, **made.for_agency}.items():
        keep(home / name, data)
    for name in made.for_person:
        say(asked, f"For the person: {home / name}")
    for name in made.for_agency:
        say(asked, f"For your own file, not for the person: {home / name}")
    say(
        asked,
        f"{made.given:,} records given, {made.kept_back:,} kept back. It is in the audit log.",
    )
    if made.undecided:
        say(asked, f"{made.undecided:,} stayed out because nobody decided. Do so in the window.")
    say_json(
        asked,
        {
            "for_person": [str(home / name) for name in made.for_person],
            "for_agency": [str(home / name) for name in made.for_agency],
            "given": made.given,
            "kept_back": made.kept_back,
            "undecided": made.undecided,
        },
    )
    return LOOK if made.undecided else DONE


def _said(line: "RequestLine") -> str:
    from pbi_desktop.domain.data_rights import KIND_LABELS
    from pbi_desktop.domain.due_dates import STATE_LABELS, ClockState

    due = STATE_LABELS[line.state]
    if line.state is ClockState.RUNS and line.due_on is not None:
        late = -(line.days_left or 0)
        due = f"due {line.due_on}" + (f", late by {late} days" if late > 0 else "")
    return f"{line.person}: {KIND_LABELS[line.kind].lower()}, of {line.agency}; {due}"


def _plain(line: "RequestLine") -> dict[str, Any]:
    return {
        "request": line.id.hex[:8],
        "person": line.person,
        "kind": line.kind.value,
        "agency": line.agency,
        "received_on": line.received_on,
        "due_on": line.due_on,
        "days_left": line.days_left,
        "state": line.state.value,
    }


def _day(text: str) -> date:
    from pbi_desktop.domain.errors import Invalid

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({"received": "Write the day as 2026-11-02."}) from None


# --- retention -----------------------------------------------------------------------------------


def _preview(asked: argparse.Namespace, desk: "Desk", actor: Any) -> int:
    from pbi_desktop.cli.saying import say, say_json
    from pbi_desktop.domain.retention import KEEPS_LABELS

    page = desk.retention.preview(actor)
    if not page.agreed:
        say(asked, "These rules are only proposed: nothing goes until a manager agrees them.")
    for line in page.over:
        say(asked, f"Over: {_file(line)}")
    for line in page.kept:
        why = "; ".join(KEEPS_LABELS[keep] for keep in line.keeps)
        say(asked, f"Kept: {_file(line)}; {why}")
    for line in page.soon:
        say(asked, f"Soon: {_file(line)}")
    say(asked, f"{len(page.over):,} files are over. Nothing has gone.")
    say_json(
        asked,
        {
            "agreed": page.agreed,
            "over": [_plain_file(line) for line in page.over],
            "kept": [_plain_file(line) for line in page.kept],
            "soon": [_plain_file(line) for line in page.soon],
            "copies_until": page.copies_until,
        },
    )
    return DONE


def _adopt(asked: argparse.Namespace, desk: "Desk", actor: Any) -> int:
    from pbi_desktop.cli.saying import say, say_json

    desk.retention.adopt(actor)
    rules = desk.retention.preview(actor).rules
    for rule in rules:
        say(asked, f"{rule.record_type.value}: {rule.months} months; {rule.source}")
    say_json(asked, {"rules": {rule.record_type.value: rule.months for rule in rules}})
    return DONE


def _run(asked: argparse.Namespace, desk: "Desk", actor: Any) -> int:
    from pbi_desktop.cli.saying import say, say_json
    from pbi_desktop.domain.errors import Invalid, NotFound

    if not asked.cases:
        raise Invalid({"cases": "Name the files that go, as the preview calls them."})
    over = {line.reference: line.case_id for line in desk.retention.preview(actor).over}
    wanted = [reference.strip().upper() for reference in asked.cases]
    if not over.keys() >= set(wanted):
        raise NotFound("file that is over")
    done = desk.retention.run(actor, [over[one] for one in wanted], asked.confirm)
    counts = ", ".join(f"{many:,} {kind.replace('_', ' ')}" for kind, many in done.counts)
    say(asked, f"Erased for good: {done.files:,} files ({counts}).")
    say(asked, f"Copies made before today may hold them until {done.copies_until}.")
    if not done.whole:
        say(asked, "Somebody was still reading: the last traces go when the store is closed.")
    said = {"files": done.files, "counts": dict(done.counts)}
    say_json(asked, {**said, "copies_until": done.copies_until, "whole": done.whole})
    return DONE if done.whole else LOOK


def _file(line: "FileLine") -> str:
    from pbi_desktop.domain.retention import TRIGGER_LABELS, TYPE_LABELS

    return (
        f"{line.reference}, {line.person}, {line.records:,} records; "
        f"{TYPE_LABELS[line.due.record_type].lower()}, since {TRIGGER_LABELS[line.due.trigger]} "
        f"({line.due.since}), over on {line.due.on}"
    )


def _plain_file(line: "FileLine") -> dict[str, Any]:
    return {
        "case": line.reference,
        "person": line.person,
        "records": line.records,
        "rule": line.due.record_type.value,
        "action": line.due.action.value,
        "since": line.due.since,
        "over_on": line.due.on,
        "kept_by": [keep.value for keep in line.keeps],
    }
