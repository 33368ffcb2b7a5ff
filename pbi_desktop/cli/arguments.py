"""What may be written on the command line."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from pbi_desktop.cli import commands, data_rights
from pbi_desktop.cli.surroundings import WRONG_USE
from pbi_desktop.domain.access import Purpose

_UNSAID: dict[str, Any] = {
    "command": commands.window,
    "debug": False,
    "store": None,
    "login": "",
    "key_file": None,
    "json": None,
    "marks": None,
}


class Reader(argparse.ArgumentParser):
    """Says in one sentence what it did not understand."""

    def error(self, message: str) -> NoReturn:
        """End with the sentence and the exit code of wrong use."""
        help_line = f"{self.prog} --help"
        text = f"Not understood: {message}. Nothing was done. See what may be written: {help_line}"
        self.exit(WRONG_USE, text + "\n")


def parser(words: Sequence[str] = ()) -> Reader:
    """Return the parser of every command that is built; of those alone that the words name."""
    common = _common()
    top = Reader(
        prog="pbi-desktop",
        parents=[_common()],  # its own: the defaults below must not reach those of the commands
        description="A shared single-front-door case view for place-based integration teams.",
        epilog="Without a command it opens the window.",
    )
    top.set_defaults(**_UNSAID)
    jobs = top.add_subparsers(title="commands", metavar="COMMAND")
    every = {
        "window": _window,
        "demo": _demo,
        "store": _store,
        "import": _import,
        "export": _export,
        "find": _find,
        "match": _match,
        "graph": _graph,
        "network": _network,
        "report": _report,
        "audit": _audit,
        "requests": data_rights.add_requests,
        "retention": data_rights.add_retention,
        "bench": _bench,
        "tour": _tour,
        "pictures": _pictures,
    }
    # The window must not wait for the parsers of all the others.
    every |= {"store": _team_store} if TEAM_STORE & set(words) else {}
    for add in [every[word] for word in dict.fromkeys(words) if word in every] or every.values():
        add(jobs, common)
    return top


def read(words: list[str]) -> argparse.Namespace:
    """Return what was asked; files may stand before, between and after the options."""
    reader = parser(words)
    asked, rest = reader.parse_known_args(words)
    if rest:
        if not hasattr(asked, "files") or any(word.startswith("-") for word in rest):
            reader.error(f"{' '.join(rest)} is not known here")
        asked.files += [Path(word) for word in rest]
    return asked


def _common() -> argparse.ArgumentParser:
    # Suppressed, so that what stands before the command is not undone by a default after it.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--store", metavar="PATH", help="the store (PBI_STORE is the default)")
    common.add_argument("--as", dest="login", metavar="LOGIN", help="the worker who acts")
    common.add_argument("--key-file", type=Path, help="a file of mode 0600 with the passphrase")
    common.add_argument("--json", metavar="FILE", help="the result as JSON; - for standard output")
    common.add_argument("--debug", action="store_true", help="technical detail on standard error")
    return common


def _window(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("window", parents=[common], help="open the window on a store")
    job.add_argument("--marks", type=Path, help=argparse.SUPPRESS)
    job.set_defaults(command=commands.window)


def _demo(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("demo", parents=[common], help="make an invented team and open it")
    job.add_argument("--seed", type=int, default=7)
    job.add_argument("--scale", choices=("site", "borough", "city"), default="site")
    job.add_argument("--no-window", action="store_true", help="make it and end")
    job.add_argument("--anew", action="store_true", help="make it again, over an earlier demo")
    job.set_defaults(command=commands.demo)


def _store(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser(
        "store",
        parents=[common],
        help="look after a store",
        epilog=f"A team's store: store {', '.join(sorted(TEAM_STORE))}; --help after each.",
    )
    job.add_argument("what", choices=("info", "verify", "backup", "restore", "drill", "keys"))
    job.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="the folder that copies are kept in; or a new FILE, for one copy apart",
    )
    job.add_argument(
        "--from", dest="copy", type=Path, metavar="COPY", help="a copy; of a folder its newest"
    )
    job.add_argument(
        "--out", type=Path, default=Path(), metavar="FOLDER", help="where the certificate goes"
    )
    _add_keys(job)
    job.set_defaults(command=commands.store)


TEAM_STORE = frozenset({"create", "join", "enrol", "renew-worker", "remove-worker", "upgrade"})
"""The words after `store` that have options of their own: a team's store, and who is let in."""


def _team_store(jobs: Any, common: argparse.ArgumentParser) -> None:
    from pbi_desktop.cli.team_arguments import add

    add(jobs.add_parser("store", help="make a team's store, and let workers in"), common)


def _add_keys(job: argparse.ArgumentParser) -> None:
    """What may follow `store keys`."""
    job.add_argument(
        "act", nargs="?", choices=("list", "add", "remove"), default="list", help="of the keys"
    )
    job.add_argument("--for", dest="worker", metavar="LOGIN", help="whose key; yours if not said")
    job.add_argument("--kind", choices=("passphrase", "keyring", "recovery"), default="passphrase")
    job.add_argument("--key", metavar="NAME", help="which key goes, as the list names it")
    job.add_argument("--new-key-file", type=Path, help="a file of mode 0600 with the new one")


def _import(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("import", parents=[common], help="take in files")
    job.add_argument(
        "kind", choices=("places", "directory", "cases", "gains", "demand", "referrals")
    )
    job.add_argument("files", nargs="*", type=Path)
    job.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
    job.add_argument("--strict", action="store_true", help="refuse all if one row is refused")
    job.add_argument("--undo", metavar="RUN", help="take an earlier run back")
    job.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="read a column as another field; of cases SHEET.COLUMN=FIELD",
    )
    job.add_argument(
        "--decisions", type=Path, metavar="FILE", help="who of the people is known already"
    )
    job.add_argument(
        "--reasons", type=Path, metavar="FILE", help="where the refused rows go, as CSV"
    )
    job.set_defaults(command=commands.take_in)


def _export(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("export", parents=[common], help="write what the team has into a file")
    job.add_argument("kind", choices=("directory", "cases"))
    job.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="where it goes; cases without an ending: a folder of CSV",
    )
    job.set_defaults(command=commands.give_out)


def _find(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("find", parents=[common], help="search at the front door")
    job.add_argument("text", nargs="+")
    job.set_defaults(command=commands.find)


def _match(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser(
        "match", parents=[common], help="likely duplicates within a list, or between two"
    )
    job.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, XLSX or ODS")
    job.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="read a column as a field",
    )
    job.add_argument(
        "--threshold", type=float, default=0.5, metavar="P", help="the least probability, 0 to 1"
    )
    job.set_defaults(command=commands.match)


def _graph(jobs: Any, common: argparse.ArgumentParser) -> None:
    _draws(jobs.add_parser("graph", parents=[common], help="draw the network of a case"))


def _network(jobs: Any, common: argparse.ArgumentParser) -> None:
    _draws(jobs.add_parser("network", parents=[common], help="the same as graph"))


def _draws(job: argparse.ArgumentParser) -> None:
    job.add_argument("case", metavar="CASE", help="a case reference")
    job.add_argument("--kind", choices=("household", "community"), default="household")
    job.add_argument(
        "--out", action="append", type=Path, help=".pdf, .png, .svg, .json or .graphml"
    )
    job.add_argument(
        "--format",
        action="append",
        choices=("pdf", "png", "svg", "json", "graphml"),
        help="into network-CASE.pdf and so on, in this folder",
    )
    job.add_argument("--as-at", metavar="DATE", help="as it was on a day, such as 2025-04-01")
    job.add_argument("--view-as", metavar="AGENCY", help="as this agency may be told it, by name")
    _add_purpose(job)
    job.set_defaults(command=commands.graph)


def _report(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser(
        "report", parents=[common], help="write a report (PDF, HTML, XLSX or JSON)"
    )
    job.add_argument("kind", choices=("case-summary", "outcomes"))
    job.add_argument("--out", action="append", type=Path, required=True)
    job.add_argument("--from", dest="first", help="first day of opening, such as 2025-04-01")
    job.add_argument("--to", dest="last", help="last day of opening")
    job.add_argument("--site", help="one site, by name")
    job.add_argument("--shared", action="store_true", help="hide counts of 1 to 4")
    job.add_argument("--case", help="a case reference")
    job.add_argument("--view-as", metavar="AGENCY", help="the agency that receives it, by name")
    job.add_argument(
        "--approve",
        action="store_true",
        help="approve and hand over what somebody else proposed to this agency",
    )
    job.add_argument(
        "--urgent", metavar="WHY", default="", help="serious harm: share now, approve afterwards"
    )
    _add_purpose(job)
    job.set_defaults(command=commands.report)


def _add_purpose(job: argparse.ArgumentParser) -> None:
    purposes = [purpose.value for purpose in Purpose]
    job.add_argument("--purpose", choices=purposes, default=Purpose.DIRECT_SUPPORT.value)


def _audit(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("audit", parents=[common], help="who saw what, and is the record whole")
    job.add_argument("what", choices=("verify", "checkpoint", "prove", "log", "accept"))
    job.add_argument("--checkpoint", type=Path, metavar="FILE", help="compare with this as well")
    job.add_argument("--proof", type=Path, metavar="FILE", help="check this, and open no store")
    job.add_argument("--out", type=Path, metavar="FILE", help="where checkpoint or proof goes")
    job.add_argument("--case", help="a case reference: who saw and was told what of it")
    job.add_argument("--resident", action="store_true", help="as the person may be shown it")
    job.add_argument("--because", metavar="WHY", help="why an older store is there: accept")
    job.set_defaults(command=commands.audit)


def _bench(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("bench", parents=[common], help="ratios against floors, in one run")
    job.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="start-up, importing, connections, access, front-door, case, network (or all)",
    )
    job.add_argument("--rounds", type=_at_least_one, default=20)
    job.set_defaults(command=commands.bench)


def _tour(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("tour", parents=[common], help="do the main job without a window")
    job.add_argument("--out", type=Path, default=Path("out/tour"))
    job.set_defaults(command=commands.tour)


def _pictures(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("pictures", parents=[common], help="draw every screen to PNG")
    job.add_argument("--out", type=Path, default=Path("out/pictures"))
    job.set_defaults(command=commands.pictures)


def _at_least_one(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 on is needed")
    return number
