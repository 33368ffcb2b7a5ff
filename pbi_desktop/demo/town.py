"""The demo team: from a seed and a moment, the same invented records every time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from pbi_desktop.demo.books import Books
from pbi_desktop.demo.case_file import Pen
from pbi_desktop.demo.courses import Course, Courses
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.gaining import gain
from pbi_desktop.demo.households import Home, Settler
from pbi_desktop.demo.joining import join
from pbi_desktop.demo.judging import judge
from pbi_desktop.demo.opening import Opener
from pbi_desktop.demo.places import Site
from pbi_desktop.demo.planning import plan
from pbi_desktop.demo.plans import HOMES, MIXTURE, PLANS, Scale
from pbi_desktop.demo.setting import Setting, make_setting, record_setting
from pbi_desktop.demo.telling import tell
from pbi_desktop.demo.threads import choose
from pbi_desktop.domain.bulk import Batch

_SIZES = tuple(size for size, homes in MIXTURE for _ in range(homes))
_CASES_TO_ONE_FOLLOWED = 18


def team(
    seed: int, now: datetime, scale: Scale, real_postcodes: Sequence[str] = ()
) -> Iterator[Batch]:
    """Return all records of a demo, parents before children, part by part.

    The first part holds the sites, the staff and the groups; each later one so many homes with
    all that hangs on them. A table comes once in every part.
    """
    setting = make_setting(seed, now, PLANS[scale], tuple(real_postcodes))
    yield from record_setting(setting, seed).batches()
    step = setting.plan.neighbourhoods_in_a_part
    for first in range(0, setting.plan.neighbourhoods, step):
        dice = Dice.of(seed, "part", first)
        books = Books(dice)
        part = _Part(setting, books, dice)
        for number in range(first, min(first + step, setting.plan.neighbourhoods)):
            part.settle(setting.sites[number % len(setting.sites)])
        yield from books.batches()


class _Part:
    """Settles neighbourhoods and tells their cases into one set of books."""

    def __init__(self, setting: Setting, books: Books, dice: Dice) -> None:
        self._plan = setting.plan
        self._dice = dice
        self._pen = Pen(setting, books, dice)
        self._settler = Settler(setting, books, dice)
        self._opener = Opener(self._pen)
        self._courses = Courses(dice, setting.today)

    def settle(self, site: Site) -> None:
        """Add one neighbourhood: forty homes, and cases in some of them."""
        homes = [self._settler.settle(site, size) for size in self._dice.mixed(_SIZES)]
        followed = self._plan.cases_in_each // _CASES_TO_ONE_FOLLOWED
        with_case = homes[: min(self._plan.cases_in_each - followed, HOMES)]
        for place, home in enumerate(with_case):
            if place < followed:
                self._twice(home)
            else:
                self._case(home, self._courses.draw(), None)

    def _twice(self, home: Home) -> None:
        """Add a case that ended, and the one that was opened when things slipped back."""
        earlier = self._courses.draw_old()
        first = self._case(home, earlier, None)
        self._case(home, self._courses.draw_after(earlier), first)

    def _case(self, home: Home, course: Course, earlier: UUID | None) -> UUID:
        threads = choose(self._dice, home, self._plan.fullness)
        file = self._opener.open(home, course, threads, earlier)
        for write in (tell, plan, judge, gain, join):
            write(self._pen, file)
        return file.id
