"""Which screens there are, and what each is given."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.kit.widgets.jot_place import JotPlace
from pbi_desktop.ui.shell import ScreenEntry

GUIDES = {
    "my-day": "my-day",
    "team-day": "team-day",
    "front-door": "front-door",
    "waiting": "who-waits",
    "same-person": "who-waits",
    "cases": "a-case",
    "case": "a-case",
    "chronology": "a-case",
    "own-plan": "their-own-plan",
    "own-network": "networks",
    "letters": "papers",
    "referrals": "phases-and-referrals",
    "glass": "who-sees-what",
    "shared-ties": "who-sees-what",
    "community": "community",
    "community-map": "community-map",
    "borough": "community-map",
    "outcomes": "outcomes",
    "take-in": "importing",
    "sharing-log": "sharing-log",
    "access": "who-sees-what",
    "copies": "keys-and-backups",
    "data-rights": "requests",
}
"""Which page of the guide F1 opens on each screen."""


@dataclass(frozen=True)
class Parts:
    """What every screen is made from."""

    desk: Desk
    actor: Actor
    lane: TaskLane
    privacy: Privacy


def entries(parts: Parts) -> tuple[ScreenEntry, ...]:
    """Return the built screens, each with its page of the guide."""
    return tuple(replace(one, guide=GUIDES.get(one.address, "")) for one in _entries(parts))


def _entries(parts: Parts) -> tuple[ScreenEntry, ...]:
    """Return the built screens; a section keeps its number whether others are built or not."""
    return (
        ScreenEntry("my-day", "My day", "sun", 1, partial(_my_day, parts)),
        ScreenEntry(
            "team-day", "Team day", "users", 0, partial(_team_day, parts), section="my-day"
        ),
        ScreenEntry("front-door", "Front door", "door-open", 2, partial(_front_door, parts)),
        ScreenEntry(
            "waiting", "Who waits", "clock", 0, partial(_waiting, parts), section="front-door"
        ),
        ScreenEntry(
            "same-person",
            "Same person?",
            "link",
            0,
            partial(_same_person, parts),
            section="front-door",
        ),
        ScreenEntry("cases", "Cases", "users", 3, partial(_cases, parts)),
        ScreenEntry("case", "Case", "users", 0, partial(_case, parts), section="cases"),
        ScreenEntry(
            "chronology", "Chronology", "list", 0, partial(_chronology, parts), section="cases"
        ),
        ScreenEntry(
            "own-plan",
            "Their plan",
            "eye",
            0,
            partial(_own_plan, parts),
            section="cases",
            alone=True,
        ),
        ScreenEntry(
            "own-network",
            "Their network",
            "eye",
            0,
            partial(_own_network, parts),
            section="cases",
            alone=True,
        ),
        ScreenEntry(
            "referrals", "Referrals", "send", 0, partial(_referrals, parts), section="cases"
        ),
        ScreenEntry(
            "shared-ties",
            "What cases share",
            "link",
            0,
            partial(_shared_ties, parts),
            section="cases",
        ),
        ScreenEntry("glass", "Emergencies", "lock-open", 0, partial(_glass, parts)),
        ScreenEntry("community", "Community", "store", 6, partial(_community, parts)),
        ScreenEntry(
            "community-map",
            "Community map",
            "map-pin",
            0,
            partial(_town, parts, borough=False),
            section="community",
        ),
        ScreenEntry(
            "borough",
            "Borough view",
            "map-pin",
            0,
            partial(_town, parts, borough=True),
            section="community",
        ),
        ScreenEntry("outcomes", "Outcomes", "chart-no-axes-combined", 8, partial(_outcomes, parts)),
        ScreenEntry(
            "take-in", "Take in lists", "upload", 0, partial(_taking_in, parts), below=True
        ),
        ScreenEntry(
            "sharing-log", "Sharing log", "eye", 0, partial(_sharing_log, parts), below=True
        ),
        ScreenEntry("letters", "Letters", "mail", 0, partial(_letters, parts)),
        ScreenEntry("access", "Agreements", "scale", 0, partial(_access, parts), below=True),
        *_copies_entry(parts),
        ScreenEntry(
            "data-rights",
            "Requests",
            "clipboard-list",
            0,
            partial(_data_rights, parts),
            below=True,
        ),
    )


def _copies_entry(parts: Parts) -> tuple[ScreenEntry, ...]:
    """Return the screen of copies; none where a server's own people make them."""
    if parts.desk.copies is None:
        return ()
    return (ScreenEntry("copies", "Copies", "copy", 0, partial(_copies, parts), below=True),)


def make_jot(parts: Parts, navigator: Navigator) -> JotPlace:
    """Return the strip that takes a note from any screen."""
    from pbi_desktop.ui.screens.case.jotting.screen import make_jot as make

    return make(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


# Each screen is imported when it is first shown: the window must not wait for all of them.


def _my_day(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.my_day.screen import make_my_day

    return make_my_day(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _team_day(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.team_day.screen import make_team_day

    return make_team_day(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _front_door(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.front_door.screen import make_front_door

    return make_front_door(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _waiting(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.waiting.screen import make_waiting

    return make_waiting(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _same_person(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.same_person.screen import make_same_person

    return make_same_person(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _cases(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.cases.screen import make_cases

    return make_cases(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _referrals(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.referrals.screen import make_referrals

    return make_referrals(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _case(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.case.screen import make_case

    return make_case(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _chronology(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.chronology.screen import make_chronology

    return make_chronology(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _own_network(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.their_own.network.screen import make_own_network

    return make_own_network(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _own_plan(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.their_own.plan.screen import make_own_plan

    return make_own_plan(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _shared_ties(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.shared_ties.screen import make_shared_ties

    return make_shared_ties(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _glass(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.glass.screen import make_glass

    return make_glass(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _community(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.community.screen import make_community

    return make_community(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _town(parts: Parts, navigator: Navigator, *, borough: bool) -> QWidget:
    from pbi_desktop.ui.screens.community_map.screen import make_town

    desk, actor, lane, privacy = parts.desk, parts.actor, parts.lane, parts.privacy
    return make_town(desk, actor, lane, privacy, navigator, borough=borough)


def _outcomes(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.outcomes.screen import make_outcomes

    return make_outcomes(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _taking_in(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.taking_in.screen import make_taking_in

    return make_taking_in(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _sharing_log(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.sharing_log.screen import make_sharing_log

    return make_sharing_log(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)


def _letters(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.letters.screen import make_letters

    return make_letters(parts.desk, parts.actor, parts.lane, navigator)


def _access(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.access_admin.screen import make_access_admin

    return make_access_admin(parts.desk, parts.actor, parts.lane, navigator)


def _copies(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.care.screen import make_copies

    if parts.desk.copies is None:
        raise LookupError("a store that a server looks after has no copies here")
    return make_copies(parts.desk.copies, parts.actor, parts.lane, navigator)


def _data_rights(parts: Parts, navigator: Navigator) -> QWidget:
    from pbi_desktop.ui.screens.data_rights.screen import make_data_rights

    return make_data_rights(parts.desk, parts.actor, parts.lane, parts.privacy, navigator)
