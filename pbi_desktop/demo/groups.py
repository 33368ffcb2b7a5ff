"""Invented community groups around each site: what the people there can turn to and join."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.phones import landline
from pbi_desktop.demo.places import Land, Site, Spot
from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.directory import EntryKind

FEED = "demo"
LICENCE = "Invented for the demo; free for any use"
_OLDEST_CHECK_DAYS = 600


class Help(StrEnum):
    """What a group is good for; a story asks for one of these."""

    COMPANY = "company"
    FOOD = "food"
    MONEY = "money"
    CARERS = "carers"
    FAMILIES = "families"
    YOUNG = "young"
    MIND = "mind"
    MOVING = "moving"
    RECOVERY = "recovery"
    SKILLS = "skills"
    LANGUAGE = "language"
    GREEN = "green"
    WOMEN = "women"
    FAITH = "faith"


@dataclass(frozen=True)
class GroupIdea:
    """A kind of group that a site may have; the site's name goes in front of `name`."""

    help: Help
    kind: EntryKind
    name: str
    description: str
    offers: str
    for_whom: str
    when: str
    join: str = "Just come"


@dataclass(frozen=True)
class Group:
    """A group that people in a story go to, and what the directory says of it."""

    id: UUID
    name: str
    help: Help
    entry: tuple[Value, ...]


IDEAS: tuple[GroupIdea, ...] = (
    GroupIdea(
        Help.COMPANY,
        EntryKind.GROUP,
        "Tea and Talk",
        "A table, a teapot and whoever is in.",
        "Tea, company, a lift home in winter",
        "Anyone who is on their own too much",
        "Tuesdays 10:30 to 12:00",
    ),
    GroupIdea(
        Help.FOOD,
        EntryKind.FOOD_BANK,
        "Community Pantry",
        "Ten items for a small weekly fee. No voucher asked for.",
        "Food, toiletries, a warm room",
        "Any household",
        "Mondays and Thursdays 13:00 to 15:00",
    ),
    GroupIdea(
        Help.MONEY,
        EntryKind.COMMUNITY_CENTRE,
        "Bills and Letters Desk",
        "Volunteers who open the post with you.",
        "Help with letters, bills and forms",
        "Anyone with post they dread",
        "Wednesdays 9:30 to 12:30",
    ),
    GroupIdea(
        Help.CARERS,
        EntryKind.GROUP,
        "Carers' Table",
        "People who look after somebody, with a sitter next door.",
        "Company, a sitter, tips that work",
        "Anyone who looks after somebody",
        "Mondays 11:00 to 13:00",
        "Ring first so that a sitter is there",
    ),
    GroupIdea(
        Help.FAMILIES,
        EntryKind.GROUP,
        "Stay and Play",
        "Toys on the floor, coffee on the side.",
        "Play, weaning tips, a health visitor once a month",
        "Under fives and whoever brings them",
        "Thursdays 9:30 to 11:00",
    ),
    GroupIdea(
        Help.YOUNG,
        EntryKind.GROUP,
        "Homework Club",
        "Quiet tables, a snack, and older pupils who help.",
        "Help with homework, a snack",
        "Ages 7 to 14",
        "Tuesdays 15:30 to 17:00",
    ),
    GroupIdea(
        Help.MIND,
        EntryKind.GROUP,
        "Quiet Room",
        "No programme. Someone to sit with on a bad day.",
        "Listening, a calm room",
        "Anyone over 18",
        "Fridays 14:00 to 16:00",
    ),
    GroupIdea(
        Help.MOVING,
        EntryKind.GROUP,
        "Ten Minute Walkers",
        "As far as the slowest wants to go, then tea.",
        "A short walk, and people who wait for you",
        "People with bad lungs, bad knees or no puff",
        "Wednesdays 10:00",
    ),
    GroupIdea(
        Help.RECOVERY,
        EntryKind.GROUP,
        "Dry Monday",
        "Snooker and soup for people who do not drink today.",
        "Company, soup, a phone list",
        "Anyone who wants to drink less or has stopped",
        "Mondays 18:30 to 20:30",
    ),
    GroupIdea(
        Help.SKILLS,
        EntryKind.GROUP,
        "Repair Bench",
        "Toasters, bikes and trousers mended together.",
        "Tools, tea, a reference after ten sessions",
        "Anyone who can hold a screwdriver or wants to",
        "Saturdays 10:00 to 13:00",
    ),
    GroupIdea(
        Help.LANGUAGE,
        EntryKind.LIBRARY,
        "Talk English Hour",
        "A circle of chairs in the library.",
        "Everyday English, no register",
        "Anyone who wants to speak more English",
        "Wednesdays 13:00 to 14:00",
    ),
    GroupIdea(
        Help.GREEN,
        EntryKind.GROUP,
        "Allotment Gang",
        "Six beds, two sheds and more beans than anyone can eat.",
        "Fresh air, digging, vegetables to take home",
        "All ages",
        "Sundays 10:00 to 13:00",
    ),
    GroupIdea(
        Help.WOMEN,
        EntryKind.GROUP,
        "Sewing Circle",
        "Machines, a crèche and a door that locks.",
        "Sewing, talk, a crèche",
        "Women",
        "Thursdays 12:30 to 14:30",
        "Ask any worker to come with you the first time",
    ),
    GroupIdea(
        Help.FAITH,
        EntryKind.PLACE_OF_WORSHIP,
        "Open Kitchen",
        "A hot meal, whoever you pray to or do not.",
        "A hot meal on Fridays",
        "Everybody",
        "Fridays 17:00 to 19:00",
    ),
)


def make_groups(dice: Dice, site: Site, land: Land, today: int) -> tuple[Group, ...]:
    """Return the groups of a site: every kind of help once."""
    return tuple(
        _group(dice, site, land.next_spot(site), today, number) for number in range(len(IDEAS))
    )


def _group(dice: Dice, site: Site, spot: Spot, today: int, number: int) -> Group:
    """Return one group; some entries were checked long ago, and say so."""
    idea = IDEAS[number]
    name = f"{site.name} {idea.name}"
    entry: tuple[Value, ...] = (
        FEED,
        f"{FEED}-{site.number + 1:03d}-{number + 1:02d}",
        name,
        idea.kind.value,
        idea.description,
        idea.offers,
        idea.for_whom,
        idea.when,
        spot.line_1,
        spot.locality,
        spot.postcode,
        spot.area_code,
        landline(dice),
        None,
        None,
        idea.join,
        None,
        None,
        as_date(today - dice.between(1, _OLDEST_CHECK_DAYS)),
        LICENCE,
        None,
    )
    return Group(dice.new_id(), name, idea.help, entry)
