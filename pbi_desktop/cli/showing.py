"""`tour`, `pictures` and `bench`: the program shown to whoever wants to see it work."""

import argparse

from pbi_desktop.cli.saying import folder, say, say_json
from pbi_desktop.cli.surroundings import DONE, LOOK, Surroundings


def tour(asked: argparse.Namespace, around: Surroundings) -> int:
    """Do the main job without a window and leave what it made in a folder."""
    from pbi_desktop.cli.tour import take

    lines = []
    for line in take(asked.out, around.paint):
        say(asked, line)
        lines.append(line)
    say_json(asked, {"folder": str(asked.out), "done": lines})
    return DONE


def pictures(asked: argparse.Namespace, around: Surroundings) -> int:
    """Draw every screen, light and dark, at 100 % and 200 %, to PNG."""
    drawn = around.draw_pictures(folder(asked.out))
    for path in drawn:
        say(asked, str(path))
    say_json(asked, {"pictures": [str(path) for path in drawn]})
    return DONE


def bench(asked: argparse.Namespace, around: Surroundings) -> int:
    """Measure ratios against floors in one run; 1 where a target is missed."""
    results = around.measure(asked.names, asked.rounds)
    for result in results:
        say(asked, result.line)
    say_json(asked, {"results": [result.plain for result in results]})
    return DONE if all(result.met for result in results) else LOOK
