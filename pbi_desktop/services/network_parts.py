"""Only some of a network: the family, the services, the community, or two of them."""

from collections.abc import Collection
from dataclasses import replace

from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ties import NetworkFacts, Outline
from pbi_desktop.services.network_rows import Sort

_OF_COMMUNITY = frozenset({TieKind.FRIEND, TieKind.NEIGHBOUR, TieKind.OTHER})
_PARTS = {
    "Family at home": Sort.FAMILY,
    "Family elsewhere": Sort.FAMILY,
    "Services": Sort.SERVICES,
    "Community": Sort.COMMUNITY,
}
"""By the title of a part of the outline; what is in none of these always stays."""


def only(facts: NetworkFacts, sorts: Collection[Sort]) -> NetworkFacts:
    """Return the facts of some sorts. Whoever a service or group helps stays with it."""
    services = facts.services if Sort.SERVICES in sorts else ()
    groups = facts.groups if Sort.COMMUNITY in sorts else ()
    ties = tuple(tie for tie in facts.ties if _sort(tie.kind) in sorts)
    if Sort.FAMILY in sorts and Sort.COMMUNITY in sorts:
        return replace(facts, services=services, groups=groups)
    helped = {one.person for one in services} | {one.person for one in groups}
    tied = {person for tie in ties for person in (tie.subject, tie.other)}
    there = {facts.about} | helped | tied
    home = facts.home if Sort.FAMILY in sorts else ()
    there |= {one.person for one in home}
    return replace(
        facts,
        people=tuple(one for one in facts.people if one.id in there),
        home=home,
        ties=ties,
        services=services,
        groups=groups,
    )


def only_words(words: Outline, sorts: Collection[Sort]) -> Outline:
    """Return the outline with the parts of some sorts; what would break is said of all."""
    kept = tuple(one for one in words.sections if _PARTS.get(one.title) in (None, *sorts))
    return replace(words, sections=kept)


def _sort(kind: TieKind) -> Sort:
    return Sort.COMMUNITY if kind in _OF_COMMUNITY else Sort.FAMILY
