"""The demo team's sharing agreements: what each kind of agency may hold, for which purpose."""

from functools import cache

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose

_EVERYBODY = (Category.IDENTITY, Category.CORE, Category.CONTACT)

AGREED: tuple[tuple[Purpose, AgencyKind, Basis, tuple[Category, ...]], ...] = (
    # Direct support: council and housing give the key workers, so they hold what support needs.
    (
        Purpose.DIRECT_SUPPORT,
        AgencyKind.COUNCIL,
        Basis.TASK,
        (*_EVERYBODY, Category.CHILD, Category.HOUSING, Category.FINANCE, Category.SAFEGUARDING),
    ),
    (
        Purpose.DIRECT_SUPPORT,
        AgencyKind.COUNCIL,
        Basis.CONSENT,
        (Category.HEALTH, Category.SUBSTANCE_USE),
    ),
    (
        Purpose.DIRECT_SUPPORT,
        AgencyKind.HOUSING,
        Basis.TASK,
        (*_EVERYBODY, Category.CHILD, Category.HOUSING, Category.FINANCE),
    ),
    (
        Purpose.DIRECT_SUPPORT,
        AgencyKind.HOUSING,
        Basis.CONSENT,
        (Category.HEALTH, Category.SAFEGUARDING),
    ),
    (
        Purpose.DIRECT_SUPPORT,
        AgencyKind.HEALTH,
        Basis.TASK,
        (*_EVERYBODY, Category.HEALTH, Category.SUBSTANCE_USE, Category.SAFEGUARDING),
    ),
    (Purpose.DIRECT_SUPPORT, AgencyKind.POLICE, Basis.TASK, (*_EVERYBODY, Category.OFFENDING)),
    (
        Purpose.DIRECT_SUPPORT,
        AgencyKind.PROBATION,
        Basis.TASK,
        (*_EVERYBODY, Category.OFFENDING, Category.SUBSTANCE_USE),
    ),
    (Purpose.DIRECT_SUPPORT, AgencyKind.VOLUNTARY, Basis.CONSENT, _EVERYBODY),
    (Purpose.DIRECT_SUPPORT, AgencyKind.SCHOOL, Basis.TASK, (*_EVERYBODY, Category.CHILD)),
    # Safeguarding: a duty, and the only purpose for which a protected address is held.
    (
        Purpose.SAFEGUARDING,
        AgencyKind.COUNCIL,
        Basis.DUTY,
        (
            *_EVERYBODY,
            Category.PROTECTED_ADDRESS,
            Category.HEALTH,
            Category.SUBSTANCE_USE,
            Category.SAFEGUARDING,
            Category.CHILD,
            Category.HOUSING,
        ),
    ),
    (
        Purpose.SAFEGUARDING,
        AgencyKind.HEALTH,
        Basis.DUTY,
        (*_EVERYBODY, Category.HEALTH, Category.SAFEGUARDING, Category.CHILD),
    ),
    (
        Purpose.SAFEGUARDING,
        AgencyKind.POLICE,
        Basis.DUTY,
        (*_EVERYBODY, Category.PROTECTED_ADDRESS, Category.OFFENDING, Category.SAFEGUARDING),
    ),
    (
        Purpose.SAFEGUARDING,
        AgencyKind.PROBATION,
        Basis.DUTY,
        (*_EVERYBODY, Category.OFFENDING, Category.SAFEGUARDING),
    ),
    (
        Purpose.SAFEGUARDING,
        AgencyKind.HOUSING,
        Basis.DUTY,
        (*_EVERYBODY, Category.HOUSING, Category.SAFEGUARDING),
    ),
    (
        Purpose.SAFEGUARDING,
        AgencyKind.SCHOOL,
        Basis.DUTY,
        (*_EVERYBODY, Category.SAFEGUARDING, Category.CHILD),
    ),
    # Crime prevention: the Crime and Disorder Act partners alone.
    (Purpose.CRIME_PREVENTION, AgencyKind.POLICE, Basis.TASK, (*_EVERYBODY, Category.OFFENDING)),
    (Purpose.CRIME_PREVENTION, AgencyKind.PROBATION, Basis.TASK, (*_EVERYBODY, Category.OFFENDING)),
    (Purpose.CRIME_PREVENTION, AgencyKind.COUNCIL, Basis.TASK, _EVERYBODY),
    (
        Purpose.CRIME_PREVENTION,
        AgencyKind.HOUSING,
        Basis.TASK,
        (*_EVERYBODY, Category.HOUSING),
    ),
)


@cache
def may_hold(kind: AgencyKind) -> frozenset[Category]:
    """Return what workers of this kind of agency may hold while they support somebody."""
    return frozenset(
        category
        for purpose, agency_kind, _basis, categories in AGREED
        if purpose is Purpose.DIRECT_SUPPORT and agency_kind is kind
        for category in categories
    )


@cache
def asked_for() -> tuple[Category, ...]:
    """Return the categories that teams hold only with somebody's consent."""
    return tuple(
        sorted(
            {
                category
                for _purpose, kind, basis, categories in AGREED
                if basis is Basis.CONSENT and kind is not AgencyKind.VOLUNTARY
                for category in categories
            }
        )
    )
