"""Which signs a picture uses, for its key."""

from pbi_desktop.domain.casework import Gender, Quality, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Tint
from pbi_desktop.network.build import person_node
from pbi_desktop.network.picture.key import LINES, Entry
from pbi_desktop.network.picture.layout import Layout
from pbi_desktop.network.picture.lines import Bond
from pbi_desktop.network.plan import WireKind
from pbi_desktop.network.words import unborn


def used(layout: Layout, members: frozenset[PersonId]) -> tuple[Entry, ...]:
    """Return the entries of the key: only what is in the picture."""
    return (*_people(layout, members), *_family(layout), *_ring(layout), *_ties(layout))


def _people(layout: Layout, members: frozenset[PersonId]) -> list[Entry]:
    now = layout.cast.now
    shown = set(layout.middle.places) | {
        fact.id for fact in now.people if person_node(fact.id) in layout.symbols
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


_CHILD_LINES = (
    (TieNature.ADOPTIVE, "Adopted"),
    (TieNature.FOSTER, "Fostered"),
    (TieNature.STEP, "Step family"),
)
_LINES: tuple[tuple[WireKind, TieNature | None, str], ...] = (
    (WireKind.TOGETHER, TieNature.MARRIED, "Married"),
    (WireKind.TOGETHER, TieNature.LIVING_TOGETHER, "Living together"),
    (WireKind.APART, None, "Apart"),
    (WireKind.APART, TieNature.SEPARATED, "Separated"),
    (WireKind.APART, TieNature.DIVORCED, "Divorced"),
    *((WireKind.CHILD, nature, words) for nature, words in _CHILD_LINES),
    *((WireKind.SIBLINGS, nature, words) for nature, words in _CHILD_LINES),
    (WireKind.SIBLINGS, TieNature.HALF, "Half-brother or half-sister"),
    (WireKind.DISTANT, None, "Grandparent"),
)


def _family(layout: Layout) -> list[Entry]:
    """Return the lines of the family that say more than that people belong together."""
    there = {(wire.kind, wire.nature) for wire in layout.middle.wires}
    found = {words: (kind, nature) for kind, nature, words in _LINES if (kind, nature) in there}
    if "Separated" in found:
        found.pop("Apart", None)
    entries = [Entry(words, line=line) for words, line in found.items()]
    twins = {tie.nature for tie in layout.cast.now.ties} if _parts_aslant(layout) else set()
    if TieNature.TWIN in twins:
        entries.append(Entry("Twins", "twins"))
    if TieNature.IDENTICAL_TWIN in twins:
        entries.append(Entry("Identical twins", "identical"))
    return entries


def _parts_aslant(layout: Layout) -> bool:
    """Say whether a line of the family parts aslant, as only those to twins do."""
    return any(a[0] != b[0] and a[1] != b[1] for a, b in layout.middle.pieces)


def _ring(layout: Layout) -> list[Entry]:
    wanted = (
        (any(not one.community for one in layout.cast.helps), "service", "Service"),
        (any(one.community for one in layout.cast.helps), "group", "Community group"),
        (bool(layout.cast.folds), "fold", "Several together"),
    )
    return [Entry(words, sign) for there, sign, words in wanted if there]


def _ties(layout: Layout) -> list[Entry]:
    bonds = [*layout.bonds.values(), *(bond for _, bond in layout.inside)]
    said = {bond.quality for bond in bonds if not bond.plain and not bond.ended}
    entries = [Entry(words, bond=Bond(quality)) for quality, words in LINES if quality in said]
    if any(bond.to_one or bond.to_other for bond in bonds):
        entries.append(Entry("Help flows this way", bond=Bond(plain=True, to_other=True)))
    if any(bond.ended for bond in bonds):
        entries.append(Entry("Ended lately", bond=Bond(tint=Tint.CONTROL, ended=True)))
    strengths = {bond.strength for bond in bonds if bond.strength}
    if len(strengths) > 1:
        entries.append(Entry("Wider: stronger", bond=Bond(Quality.WORKING, 3)))
    return entries
