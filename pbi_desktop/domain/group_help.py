"""Which parts of life a group helps with, from its kind and the words of its entry."""

import re

from pbi_desktop.domain.directory import EntryKind
from pbi_desktop.domain.stages import LifeDomain

_KINDS: dict[str, tuple[LifeDomain, ...]] = {
    EntryKind.LIBRARY: (LifeDomain.EDUCATION, LifeDomain.WORK, LifeDomain.CONNECTION),
    EntryKind.FOOD_BANK: (LifeDomain.MONEY,),
    EntryKind.PHARMACY: (LifeDomain.PHYSICAL_HEALTH,),
    EntryKind.DENTIST: (LifeDomain.PHYSICAL_HEALTH,),
    EntryKind.HOSPITAL: (LifeDomain.PHYSICAL_HEALTH,),
    EntryKind.JOB_CENTRE: (LifeDomain.WORK, LifeDomain.MONEY),
    EntryKind.PROBATION_OFFICE: (LifeDomain.CRIME,),
    EntryKind.PLACE_OF_WORSHIP: (LifeDomain.CONNECTION,),
    EntryKind.COMMUNITY_CENTRE: (LifeDomain.CONNECTION,),
}
_STEMS = {
    LifeDomain.MONEY: "bill debt money benefit budget food pantry voucher fuel saving credit",
    LifeDomain.HOUSING: "tenan housing homeless landlord rent repair furniture evict",
    LifeDomain.WORK: "job work skill cv volunteer employ training digital computer",
    LifeDomain.MENTAL_HEALTH: "mental anxi depress wellbeing mood counsel grief bereave mind calm",
    LifeDomain.PHYSICAL_HEALTH: "walk exercise health diabet breath swim gym fall dance sport",
    LifeDomain.SUBSTANCE_USE: "recovery drink alcohol drug sober addict",
    LifeDomain.FAMILY: "famil parent toddler baby babies mother father dads mums carer child",
    LifeDomain.SAFETY: "safe abuse violence refuge survivor",
    LifeDomain.CRIME: "probation offend prison crime",
    LifeDomain.EDUCATION: "school homework read english esol learn course class",
    LifeDomain.CONNECTION: "company friend lonel tea chat social together alone choir befriend",
}
_PATTERNS = {
    domain: re.compile(rf"\b(?:{'|'.join(stems.split())})") for domain, stems in _STEMS.items()
}


def helps_with(kind: str, *words: str | None) -> frozenset[LifeDomain]:
    """Return the parts of life that an entry of this kind and in these words speaks of."""
    said = " ".join(word for word in words if word).casefold()
    spoken = {domain for domain, pattern in _PATTERNS.items() if pattern.search(said)}
    return frozenset(spoken | set(_KINDS.get(kind, ())))
