"""The way in: private files, quiet logs, then the composition root."""

import logging
import os
import sys


def main() -> int:
    """Run the program; returns the exit code."""
    os.umask(0o077)  # whatever this process writes is its owner's alone
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    from pbi_desktop.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
