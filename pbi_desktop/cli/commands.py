"""Every command by name, loaded when it is asked for: the window must not wait for the others."""

from argparse import Namespace
from collections.abc import Callable

from pbi_desktop.cli.surroundings import Surroundings


def window(asked: Namespace, around: Surroundings) -> int:
    """Open the window."""
    from pbi_desktop.cli.window import open_window

    return open_window(asked, around)


def demo(asked: Namespace, around: Surroundings) -> int:
    """Make an invented team."""
    from pbi_desktop.cli.demo import make

    return make(asked, around)


def store(asked: Namespace, around: Surroundings) -> int:
    """Look after a store."""
    from pbi_desktop.cli.looking_after import store as look_after

    return look_after(asked, around)


def team_store(does: str) -> Callable[[Namespace, Surroundings], int]:
    """Return a command of a team's store by its name."""

    def do(asked: Namespace, around: Surroundings) -> int:
        from pbi_desktop.cli import team_store as commands

        command: Callable[[Namespace, Surroundings], int] = getattr(commands, does)
        return command(asked, around)

    return do


def audit(asked: Namespace, around: Surroundings) -> int:
    """Look at the audit trail."""
    from pbi_desktop.cli.auditing import audit as check

    return check(asked, around)


def take_in(asked: Namespace, around: Surroundings) -> int:
    """Take in files."""
    from pbi_desktop.cli.importing import take_in as import_files

    return import_files(asked, around)


def give_out(asked: Namespace, around: Surroundings) -> int:
    """Write what the team has into a file."""
    from pbi_desktop.cli.exporting import give_out as export

    return export(asked, around)


def find(asked: Namespace, around: Surroundings) -> int:
    """Search at the front door."""
    from pbi_desktop.cli.finding import find as search

    return search(asked, around)


def match(asked: Namespace, around: Surroundings) -> int:
    """Find likely duplicates in lists."""
    from pbi_desktop.cli.matching import match_lists

    return match_lists(asked, around)


def graph(asked: Namespace, around: Surroundings) -> int:
    """Draw the network of a case."""
    from pbi_desktop.cli.drawing import draw

    return draw(asked, around)


def report(asked: Namespace, around: Surroundings) -> int:
    """Write a report."""
    from pbi_desktop.cli.reporting import write

    return write(asked, around)


def bench(asked: Namespace, around: Surroundings) -> int:
    """Measure against floors."""
    from pbi_desktop.cli.showing import bench as measure

    return measure(asked, around)


def tour(asked: Namespace, around: Surroundings) -> int:
    """Do the main job without a window."""
    from pbi_desktop.cli.showing import tour as walk

    return walk(asked, around)


def pictures(asked: Namespace, around: Surroundings) -> int:
    """Draw every screen."""
    from pbi_desktop.cli.showing import pictures as draw

    return draw(asked, around)
