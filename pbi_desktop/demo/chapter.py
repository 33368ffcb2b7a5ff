"""A chapter of the demo: neighbourhoods, their households, and the cases in some of them."""

from uuid import UUID

from pbi_desktop.demo.books import Books
from pbi_desktop.demo.case_file import CaseFile, Pen
from pbi_desktop.demo.courses import Course, Courses
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.gaining import award, gain
from pbi_desktop.demo.households import Home, Settler
from pbi_desktop.demo.joining import join
from pbi_desktop.demo.judging import judge
from pbi_desktop.demo.kin import apart, may_live_apart
from pbi_desktop.demo.opening import Background, Opener
from pbi_desktop.demo.places import Site
from pbi_desktop.demo.planning import plan
from pbi_desktop.demo.plans import MIXTURE
from pbi_desktop.demo.residents import Resident
from pbi_desktop.demo.setting import Setting
from pbi_desktop.demo.telling import tell
from pbi_desktop.demo.thread import Thread
from pbi_desktop.demo.threads import choose
from pbi_desktop.demo.threads_family import CARING

_SIZES = tuple(size for size, homes in MIXTURE for _ in range(homes))
_CASES_TO_ONE_FOLLOWED = 18
_LIVE_APART = 3


class Chapter:
    """Settles neighbourhoods and tells their cases into one set of books."""

    def __init__(self, setting: Setting, dice: Dice) -> None:
        self.setting = setting
        self.dice = dice
        self.books = Books(dice)
        self.pen = Pen(setting, self.books, dice)
        self.settler = Settler(setting, self.books, dice)
        self._opener = Opener(self.pen)
        self._courses = Courses(dice, setting.today)

    def settle(self, site: Site) -> None:
        """Add one neighbourhood: forty homes, and cases in some of them."""
        cases = self.setting.plan.cases_in_each
        homes = [self.settler.settle(site, size) for size in self.dice.mixed(_SIZES)]
        singles = [home for home in homes if may_live_apart(home)][:_LIVE_APART]
        others = [home for home in homes if home not in singles]
        followed = cases // _CASES_TO_ONE_FOLLOWED
        for place, home in enumerate(others[: cases - followed]):
            family = apart(self.settler, self.dice, home, singles)
            if place < followed:
                self._twice(home, family)
            else:
                self._once(home, self._courses.draw(), Background(family))

    def _twice(self, home: Home, family: tuple[Resident, ...]) -> None:
        """Add a case that ended, and the one that was opened when things slipped back."""
        earlier = self._courses.draw_old()
        first = self._once(home, earlier, Background(family))
        after = Background(family, first)
        self._once(home, self._courses.draw_after(earlier), after)

    def _once(self, home: Home, course: Course, background: Background) -> UUID:
        """Add one case with the threads that fall to it; return its identifier."""
        threads = choose(self.dice, home.people, self.setting.plan.fullness)
        return self.tell(home, course, threads, background).id

    def tell(
        self,
        home: Home,
        course: Course,
        threads: tuple[Thread, ...],
        background: Background,
    ) -> CaseFile:
        """Add one case with all that is written about it; return it as it was told."""
        if CARING in threads:
            self.settler.care(home)
        file = self._opener.open(home, course, threads, background)
        for write in (tell, plan, judge, join):
            write(self.pen, file)
        for idea, status in background.awards:
            award(self.pen, file, idea, status)
        if not background.awards:
            gain(self.pen, file)
        return file
