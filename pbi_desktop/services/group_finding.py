"""One search for groups and places, wherever they are looked for."""

from collections.abc import Sequence

from pbi_desktop.analysis.matching import word_likeness
from pbi_desktop.domain.group_search import Hit, Keys, find, search_keys
from pbi_desktop.models import CommunityGroup


def find_groups(groups: Sequence[CommunityGroup], words: str) -> tuple[Hit | None, ...]:
    """Return for each group how well it fits these words, or None."""
    return find([_keys(group) for group in groups], words, word_likeness)


def _keys(group: CommunityGroup) -> Keys:
    told = {
        "name": group.name,
        "kind": kind_words(group.kind),
        "offers": group.offers,
        "for_whom": group.for_whom,
        "locality": f"{group.locality or ''} {group.address or ''}",
        "postcode": group.postcode,
        "description": group.description,
    }
    return search_keys({field: text or "" for field, text in told.items()})


def kind_words(kind: str) -> str:
    """Return what sort of place it is, as it is said: "Food bank"."""
    return kind.replace("_", " ").capitalize()
