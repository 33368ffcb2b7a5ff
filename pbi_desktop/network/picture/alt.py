"""The picture in one or two sentences, for those who do not see it."""

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import GroupFact, NetworkFacts, ServiceFact
from pbi_desktop.network.people import Around
from pbi_desktop.network.words import and_list, how_many, isolated, said

_MOST = 4
"""How many are named before the others are counted."""


def alt(now: NetworkFacts, circle: Around) -> str:
    """Return who it is about, how many there are of what, and what is stressful or cut off."""
    home = f"{how_many(len(circle.home) + 1, 'person', 'people')} at home" if now.home else ""
    parts = [
        home,
        _some(len(circle.family), "family member elsewhere", "family members elsewhere"),
        how_many(len({fact.id for fact in now.services}), "service"),
        how_many(len({fact.id for fact in now.groups}), "group"),
        _some(len(circle.others), "other person", "other people"),
    ]
    counts = and_list(part for part in parts if part)
    whole = f"Network of {circle.name(now.about)} on {say_date(now.as_at)}: {counts}."
    return said([whole, _with("Stressful", Quality.STRESSFUL, now, circle),
                 _with("Cut off", Quality.CUT_OFF, now, circle)])  # fmt: skip


def _some(count: int, one: str, more: str) -> str:
    return how_many(count, one, more) if count else ""


def _with(word: str, quality: Quality, now: NetworkFacts, circle: Around) -> str:
    helps: list[ServiceFact | GroupFact] = [*now.services, *now.groups]
    names = {isolated(fact.name) for fact in helps if fact.quality is quality}
    for tie in now.ties:
        if tie.quality is quality:
            two = {tie.subject, tie.other} - {now.about}
            names.add(" with ".join(sorted(circle.name(one) for one in two)))
    if not names:
        return ""
    first, more = sorted(names)[:_MOST], len(names) - _MOST
    return f"{word}: {and_list([*first, *([f'{more} more'] if more > 0 else [])])}."
