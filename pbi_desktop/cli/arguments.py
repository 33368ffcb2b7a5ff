"""What may be written on the command line."""

import argparse
from pathlib import Path
from typing import Any

from pbi_desktop.cli import demo, finding, importing, looking_after, reporting, showing, window
from pbi_desktop.domain.access import Purpose


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command that is built."""
    top = argparse.ArgumentParser(
        prog="pbi-desktop",
        description="A shared single-front-door case view for place-based integration teams.",
    )
    common = _common()
    top.set_defaults(
        command=window.open_window,
        debug=False,
        store=None,
        login="",
        key_file=None,
        json=None,
        marks=None,
    )
    jobs = top.add_subparsers(title="commands")
    _window(jobs, common)
    _demo(jobs, common)
    _store(jobs, common)
    _import(jobs, common)
    _find(jobs, common)
    _report(jobs, common)
    _audit(jobs, common)
    _bench(jobs, common)
    _showing(jobs, common)
    return top


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", type=Path, help="the store: a path (PBI_STORE is the default)")
    common.add_argument("--as", dest="login", default="", help="the worker who acts")
    common.add_argument("--key-file", type=Path, help="a file of mode 0600 with the passphrase")
    common.add_argument("--json", metavar="FILE", help="the result as JSON; - for standard output")
    common.add_argument("--debug", action="store_true", help="technical detail on standard error")
    return common


def _window(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("window", parents=[common], help="open the window on a store")
    job.add_argument("--marks", type=Path, help="write there when it was ready, and end")
    job.set_defaults(command=window.open_window)


def _demo(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("demo", parents=[common], help="make an invented team and open it")
    job.add_argument("--seed", type=int, default=7)
    job.add_argument("--scale", choices=("site", "borough", "city"), default="site")
    job.add_argument("--no-window", action="store_true", help="make it and end")
    job.add_argument("--anew", action="store_true", help="make it again, over an earlier demo")
    job.set_defaults(command=demo.make)


def _store(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("store", parents=[common], help="look after a store")
    job.add_argument("what", choices=("info", "verify", "backup"))
    job.add_argument("--to", type=Path, help="where a backup goes")
    job.set_defaults(command=looking_after.store)


def _import(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("import", parents=[common], help="take in files")
    job.add_argument("kind", choices=("places", "directory"))
    job.add_argument("files", nargs="*", type=Path)
    job.add_argument("--dry-run", action="store_true", help="say what would happen, keep nothing")
    job.add_argument("--strict", action="store_true", help="refuse all if one row is refused")
    job.add_argument("--undo", metavar="RUN", help="take an earlier run back")
    job.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
    job.set_defaults(command=importing.take_in)


def _find(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("find", parents=[common], help="search at the front door")
    job.add_argument("text", nargs="+")
    job.set_defaults(command=finding.find)


def _report(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("report", parents=[common], help="write a report (HTML or JSON)")
    job.add_argument("kind", choices=("case-summary", "outcomes"))
    job.add_argument("--out", action="append", type=Path, required=True)
    job.add_argument("--from", dest="first", help="first day of opening, such as 2025-04-01")
    job.add_argument("--to", dest="last", help="last day of opening")
    job.add_argument("--site", help="one site, by name")
    job.add_argument("--shared", action="store_true", help="hide counts of 1 to 4")
    job.add_argument("--case", help="a case reference")
    job.add_argument("--view-as", metavar="AGENCY", help="the agency that receives it, by name")
    job.add_argument(
        "--purpose",
        choices=[purpose.value for purpose in Purpose],
        default=Purpose.DIRECT_SUPPORT.value,
    )
    job.set_defaults(command=reporting.write)


def _audit(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("audit", parents=[common], help="check the audit chain")
    job.add_argument("what", choices=("verify",))
    job.set_defaults(command=looking_after.audit)


def _bench(jobs: Any, common: argparse.ArgumentParser) -> None:
    job = jobs.add_parser("bench", parents=[common], help="ratios against floors, in one run")
    job.add_argument("names", nargs="*", help="start-up, city (all but city if none is named)")
    job.add_argument("--rounds", type=int, default=20)
    job.set_defaults(command=showing.bench)


def _showing(jobs: Any, common: argparse.ArgumentParser) -> None:
    tour = jobs.add_parser("tour", parents=[common], help="do the main job without a window")
    tour.add_argument("--out", type=Path, default=Path("out/tour"))
    tour.set_defaults(command=showing.tour)
    pictures = jobs.add_parser("pictures", parents=[common], help="draw every screen to PNG")
    pictures.add_argument("--out", type=Path, default=Path("out/pictures"))
    pictures.set_defaults(command=showing.pictures)
