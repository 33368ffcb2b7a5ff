"""Which signs a picture uses, for its key."""

from pbi_desktop.domain.casework import Gender, Quality
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.network.picture.key import LINES, Entry
from pbi_desktop.network.picture.layout import Layout
from pbi_desktop.network.picture.lines import Bond
from pbi_desktop.network.picture.symbols import unborn
from pbi_desktop.network.plan import WireKind


def used(layout: Layout, members: frozenset[PersonId]) -> tuple[Entry, ...]:
    """Return the entries of the key: only what is in the picture."""
    return (*_people(layout, members), *_family(layout), *_ring(layout), *_ties(layout))


def _people(layout: Layout, members: frozenset[PersonId]) -> list[Entry]:
    now = layout.cast.now
    shown = set(layout.middle.places) | {
        fact.id for fact in now.people if f"person:{fact.id}" in layout.symbols
    }
    facts = [fact for fact in now.people if fact.id in shown]
    born = [fact for fact in facts if not unborn(fact, now.as_at)]
    genders = {fact.gender for fact in born}
    wanted = (
        (True, "about", "Whom it is about"),
        (bool(members), "home", "At home"),
        (Gender.MAN in genders, "man", "Man or boy"),
        (Gender.WOMAN in genders, "woman", "Woman or girl"),
        (bool(genders - {Gender.MAN, Gender.WOMAN}), "other", "Other, or not recorded"),
        (len(born) < len(facts), "unborn", "To be born"),
        (any(fact.died for fact in facts), "died", "Died"),
    )
    return [Entry(words, sign) for there, sign, words in wanted if there]


def _family(layout: Layout) -> list[Entry]:
    kinds = {wire.kind for wire in layout.middle.wires}
    wanted = (
        (WireKind.APART, "apart", "Apart"),
        (WireKind.DISTANT, "distant", "Grandparent"),
    )
    return [Entry(words, sign) for kind, sign, words in wanted if kind in kinds]


def _ring(layout: Layout) -> list[Entry]:
    wanted = (
        (any(not one.community for one in layout.cast.helps), "service", "Service"),
        (any(one.community for one in layout.cast.helps), "group", "Community group"),
        (bool(layout.cast.folds), "fold", "Several together"),
    )
    return [Entry(words, sign) for there, sign, words in wanted if there]


def _ties(layout: Layout) -> list[Entry]:
    bonds = [*layout.bonds.values(), *(bond for _, bond in layout.inside)]
    said = {bond.quality for bond in bonds if not bond.plain}
    entries = [Entry(words, bond=Bond(quality)) for quality, words in LINES if quality in said]
    if any(bond.to_one or bond.to_other for bond in bonds):
        entries.append(Entry("Help flows this way", bond=Bond(plain=True, to_other=True)))
    strengths = {bond.strength for bond in bonds if bond.strength}
    if len(strengths) > 1:
        entries.append(Entry("Wider: stronger", bond=Bond(Quality.WORKING, 3)))
    return entries
