"""The way in: private files, no dumps, quiet logs, then the composition root."""

import logging
import os
import sys


def prepare() -> None:
    """Keep what this process writes, and its memory, from everybody else."""
    os.umask(0o077)  # whatever this process writes is its owner's alone
    from pbi_desktop.bootstrap.no_dumps import forbid_dumps

    forbid_dumps()


def main() -> int:
    """Run the program; returns the exit code."""
    prepare()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    from pbi_desktop.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
