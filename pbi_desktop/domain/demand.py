"""Calls on public services: what happened, in the words of the field, and how sensitive it is."""

from enum import StrEnum

from pbi_desktop.domain.access import Category


class DemandKind(StrEnum):
    """What sort of call, visit or event it was."""

    POLICE_CALL = "police_call"
    ASB = "asb"
    BURGLARY = "burglary"
    SHOPLIFTING = "shoplifting"
    ARREST = "arrest"
    COURT = "court"
    ADDICTION = "addiction"
    EVICTION_RISK = "eviction_risk"
    RENT_ARREARS = "rent_arrears"
    EXCLUSION = "exclusion"
    ABSENCE = "absence"
    A_AND_E = "a_and_e"
    GP = "gp"
    MENTAL_HEALTH_CRISIS = "mental_health_crisis"
    ISOLATION = "isolation"
    FLY_TIPPING = "fly_tipping"


DEMAND_LABELS = {
    DemandKind.POLICE_CALL: "Police call to the address",
    DemandKind.ASB: "Anti-social behaviour",
    DemandKind.BURGLARY: "Burglary",
    DemandKind.SHOPLIFTING: "Shoplifting",
    DemandKind.ARREST: "Arrest",
    DemandKind.COURT: "Court",
    DemandKind.ADDICTION: "Addiction",
    DemandKind.EVICTION_RISK: "Risk of homelessness or eviction",
    DemandKind.RENT_ARREARS: "Rent arrears",
    DemandKind.EXCLUSION: "School exclusion",
    DemandKind.ABSENCE: "School absence",
    DemandKind.A_AND_E: "A&E visit",
    DemandKind.GP: "GP visit",
    DemandKind.MENTAL_HEALTH_CRISIS: "Mental-health crisis",
    DemandKind.ISOLATION: "Isolation",
    DemandKind.FLY_TIPPING: "Fly-tipping",
}

_CATEGORIES = {
    DemandKind.ASB: Category.OFFENDING,
    DemandKind.SHOPLIFTING: Category.OFFENDING,
    DemandKind.ARREST: Category.OFFENDING,
    DemandKind.COURT: Category.OFFENDING,
    DemandKind.ADDICTION: Category.SUBSTANCE_USE,
    DemandKind.EVICTION_RISK: Category.HOUSING,
    DemandKind.RENT_ARREARS: Category.HOUSING,
    DemandKind.EXCLUSION: Category.CHILD,
    DemandKind.ABSENCE: Category.CHILD,
    DemandKind.A_AND_E: Category.HEALTH,
    DemandKind.GP: Category.HEALTH,
    DemandKind.MENTAL_HEALTH_CRISIS: Category.HEALTH,
}


def demand_category(kind: DemandKind) -> Category:
    """Return what an event of this kind is about: who may know that it happened."""
    return _CATEGORIES.get(kind, Category.CORE)
