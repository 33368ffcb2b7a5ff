"""The demo team: from a seed and a moment, the same invented records every time."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from pbi_desktop.demo.cast import play
from pbi_desktop.demo.chapter import Chapter
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.plans import PLANS, Scale
from pbi_desktop.demo.setting import Setting, make_setting, record_setting
from pbi_desktop.domain.bulk import Batch


def team(
    seed: int, now: datetime, scale: Scale, real_postcodes: Sequence[str] = ()
) -> Iterator[Batch]:
    """Return all records of a demo, parents before children, part by part.

    The first part holds the sites, the staff and the groups; each later one so many homes with
    all that hangs on them. A table comes at most once in every part. With real postcodes the
    addresses lie there, and no postcode or small area is invented.
    """
    setting = make_setting(seed, now, PLANS[scale], tuple(real_postcodes))
    yield from record_setting(setting, seed).batches()
    step = setting.plan.neighbourhoods_in_a_part
    for first in range(0, setting.plan.neighbourhoods, step):
        yield from _chapter(setting, seed, first, step).books.batches()


def _chapter(setting: Setting, seed: int, first: int, step: int) -> Chapter:
    """Return the chapter that begins with a neighbourhood."""
    chapter = Chapter(setting, Dice.of(seed, "chapter", first))
    with _collector_paused():
        if first == 0 and setting.plan.with_cast:
            play(chapter)
        for number in range(first, min(first + step, setting.plan.neighbourhoods)):
            chapter.settle(setting.sites[number % len(setting.sites)])
    return chapter


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the cycle collector: rows make no cycles, and looking for some takes a third longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
