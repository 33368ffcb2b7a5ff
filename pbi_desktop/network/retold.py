"""How often somebody told their story: the professionals who took it, quarter by quarter."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pbi_desktop.domain.findings import Finding, FindingKind, StoryTaken, tie_ends
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import person_node, service_node
from pbi_desktop.network.people import Around
from pbi_desktop.network.words import and_list, how_many, isolated

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WHY = (
    "Each professional counts once in a quarter, by the visits, calls, stories and approaches that "
    "you may see; others may hold more, so it is at least so many. Each time costs the person "
    "something, so ask who could pass it on with their consent."
)


def retold(circle: Around, now: NetworkFacts, taken: Iterable[StoryTaken]) -> Iterator[Finding]:
    """Yield how many professionals took the story in this quarter, and in the one before it."""
    this = _quarter(now.as_at)
    before = _quarter(this - timedelta(days=1))
    known = sorted(taken, key=lambda one: (one.key, one.on_day, one.name))
    lately = {one.key: one.name for one in known if this <= one.on_day <= now.as_at}
    earlier = {one.key: one.name for one in known if before <= one.on_day < this}
    if not lately and not earlier:
        return
    words = _words(circle.name(now.about), this, len(lately), len(earlier))
    names = {name for name in (*earlier.values(), *lately.values()) if name}
    about = person_node(now.about)
    theirs = {
        service_node(one.id)
        for one in now.services
        if one.person == now.about and one.worker in names
    }
    yield Finding(
        FindingKind.RETOLD,
        words,
        f"{_WHY} They were {and_list(sorted(map(isolated, names)))}." if names else _WHY,
        tuple(sorted({about, *theirs})),
        tuple(sorted(tie_ends(node, about) for node in theirs)),
    )


def _words(name: str, this: date, lately: int, earlier: int) -> str:
    """Return the counts of this quarter and the one before in a sentence."""
    last = this - timedelta(days=1)
    since = (
        f"At least {_how_many(lately)} took {name}'s story since {_month(this)}"
        if lately
        else f"Nobody is recorded as taking {name}'s story since {_month(this)}"
    )
    then = f"at least {_how_many(earlier)} did" if earlier else "nobody is recorded"
    return f"{since}; from {_month(_quarter(last))} to {_month(last)} {then}."


def _how_many(count: int) -> str:
    return how_many(count, "professional")


def _quarter(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]
