"""Where and when a demo plays: sites, staff, groups, names and the present day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pbi_desktop.demo.books import Books
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.groups import Group, Help, make_groups
from pbi_desktop.demo.instants import clock
from pbi_desktop.demo.naming import NameBook
from pbi_desktop.demo.places import Land, Site, make_site
from pbi_desktop.demo.plans import Plan
from pbi_desktop.demo.staff import Staff, Team, large_staff, record_staff, small_staff
from pbi_desktop.domain.times import london_day

_BEGAN_DAYS_AGO = 900
_GROUPS_OF_A_SITE = 14


@dataclass(frozen=True)
class Setting:
    """Everything that cases refer to."""

    now: datetime
    today: int
    began: datetime
    plan: Plan
    names: NameBook
    land: Land
    sites: tuple[Site, ...]
    staff: Staff
    teams: tuple[Team, ...]
    groups: tuple[dict[Help, Group], ...]
    diary: dict[UUID, int]
    """How many appointments each worker has been given so far."""

    references: set[str]
    """The references of all cases so far."""


def make_setting(seed: int, now: datetime, plan: Plan, real_postcodes: tuple[str, ...]) -> Setting:
    """Return the setting of a demo."""
    dice = Dice.of(seed, "setting")
    today = london_day(now).toordinal()
    names = NameBook()
    homes = plan.homes_at_a_site + _GROUPS_OF_A_SITE
    sites = tuple(make_site(dice, number, homes) for number in range(plan.sites))
    land = Land(sites, homes, real_postcodes)
    if plan.workers_per_site:
        staff = large_staff(dice, names, sites, plan.workers_per_site)
    else:
        staff = small_staff(dice)
    groups = tuple(
        {group.help: group for group in make_groups(dice, site, land, today)} for site in sites
    )
    teams = tuple(staff.team(site.number) for site in sites)
    began = clock(today - _BEGAN_DAYS_AGO, 9)
    return Setting(now, today, began, plan, names, land, sites, staff, teams, groups, {}, set())


def record_setting(setting: Setting, seed: int) -> Books:
    """Return the books of the setting: sites, staff, agreements, places and groups."""
    books = Books(Dice.of(seed, "setting", "books"))
    at = setting.began
    by = record_staff(books, setting.staff, setting.sites, at)
    setting.land.record(books, setting.sites, at, by)
    for groups in setting.groups:
        for group in groups.values():
            books.keep("community_groups", group.id, at + timedelta(hours=1), by, *group.entry)
    return books
