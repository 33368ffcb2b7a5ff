"""What may be written after `store create`, `join`, `enrol` and the others of a team's store."""

import argparse
from pathlib import Path
from typing import Any

from pbi_desktop.cli import commands
from pbi_desktop.domain.access import AgencyKind, SiteRole

_KINDS = [kind.value for kind in AgencyKind]


def add(job: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Put the words and their options after `store`."""
    words = job.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _create(words, common)
    _join(words, common)
    _enrol(words, common)
    for word, help_text, does in (
        ("renew-worker", "a new joining code: for another computer, or a new year", "renew"),
        ("remove-worker", "end a worker's access, from their next statement on", "remove"),
    ):
        one = words.add_parser(word, parents=[common], help=help_text)
        one.add_argument("worker", metavar="LOGIN")
        _add_out(one)
        one.set_defaults(command=commands.team_store(does))
    _upgrade(words, common)


def _create(words: Any, common: argparse.ArgumentParser) -> None:
    job = words.add_parser("create", parents=[common], help="make a team's first store")
    job.add_argument(
        "target", nargs="?", metavar="STORE", help="a file, or postgresql://ADMIN@host/database"
    )
    job.add_argument("--site", required=True, help="the first site, by name")
    job.add_argument("--agency", required=True, help="the agency that leads it, by name")
    job.add_argument("--agency-kind", choices=_KINDS, default=AgencyKind.COUNCIL.value)
    job.add_argument("--manager", required=True, metavar="NAME", help="who manages the team")
    job.add_argument("--login", dest="worker", required=True, help="what they sign in as")
    job.add_argument("--job", default="", help="what they are called at work")
    job.add_argument("--hub", default="", help="where the team sits")
    job.add_argument("--place", default="", help="the town or borough")
    job.add_argument("--passphrase", action="store_true", help="of a file: ask for a passphrase")
    job.add_argument(
        "--recovery-to", type=Path, metavar="FILE", help="of a file: keep the recovery code there"
    )
    _add_ca(job)
    _add_out(job)
    job.set_defaults(command=commands.team_store("create"))


def _join(words: Any, common: argparse.ArgumentParser) -> None:
    job = words.add_parser("join", parents=[common], help="join a server's store from here")
    job.add_argument("code", metavar="CODE", help="the joining code, the file it is in, or a URL")
    job.set_defaults(command=commands.team_store("join"))


def _enrol(words: Any, common: argparse.ArgumentParser) -> None:
    job = words.add_parser("enrol", parents=[common], help="let a worker into a server's store")
    job.add_argument("worker", metavar="LOGIN", help="what they will sign in as")
    job.add_argument("--name", required=True)
    job.add_argument("--agency", required=True, help="whom they work for, by name")
    job.add_argument("--agency-kind", choices=_KINDS, help="of an agency that is new here")
    job.add_argument("--site", required=True, help="where they work, by name")
    roles = [role.value for role in SiteRole]
    job.add_argument("--role", choices=roles, default=SiteRole.KEY_WORKER.value)
    job.add_argument("--job", default="", help="what they are called at work")
    _add_out(job)
    job.set_defaults(command=commands.team_store("enrol"))


def _upgrade(words: Any, common: argparse.ArgumentParser) -> None:
    job = words.add_parser("upgrade", parents=[common], help="bring a server's store up to date")
    job.add_argument("target", nargs="?", metavar="STORE", help="postgresql://ADMIN@host/database")
    _add_ca(job)
    job.set_defaults(command=commands.team_store("upgrade"))


def _add_ca(job: argparse.ArgumentParser) -> None:
    job.add_argument(
        "--ca", type=Path, metavar="FILE", help="the certificate the server proves itself by"
    )


def _add_out(job: argparse.ArgumentParser) -> None:
    job.add_argument("--out", type=Path, metavar="FILE", help="keep the joining code there")
