"""The first records of a real store: site, agency, manager, and what that agency may hold."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.first_team import AGREED_AT_FIRST, FIRST_ROLES, FirstTeam
from pbi_desktop.domain.ids import new_id
from pbi_desktop.models import Agency, Agreement, Base, Record, Site, SiteRoleHeld, Worker

SETTING_UP = UUID(int=1)
"""Stands for whoever sets a store up: no worker of it."""


def checked(first: FirstTeam) -> FirstTeam:
    """Return what was asked for, or Invalid where something to begin with is missing."""
    for name in ("site", "agency", "manager", "login"):
        if not getattr(first, name).strip():
            raise Invalid({name: "This is needed to begin a store."})
    return first


def records(first: FirstTeam, now: datetime) -> tuple[Worker, list[Record]]:
    """Return the manager, and every first record in the order in which they are kept."""
    site = Site(id=new_id(), name=first.site, hub=first.hub or first.site, place=first.place)
    agency = Agency(id=new_id(), name=first.agency, kind=first.kind)
    manager = Worker(
        id=new_id(),
        name=first.manager,
        login=first.login,
        job=first.job,
        agency_id=agency.id,
        active=True,
        database_role=None,
    )
    held = [
        SiteRoleHeld(id=new_id(), worker_id=manager.id, site_id=site.id, role=role, valid_from=now)
        for role in FIRST_ROLES
    ]
    agreed = list(_agreements(first, now, manager.id))
    made: list[Record] = [site, agency, manager, *held, *agreed]
    for record in made:
        record.version, record.created_at, record.created_by = 1, now, manager.id
    for agreement in agreed:  # made by whoever sets the store up, and seconded by its manager
        agreement.created_by = SETTING_UP
    return manager, made


def keep(connection: Connection, made: list[Record]) -> None:
    """Write first records above the rule: nobody works in the store yet."""
    for record in made:
        table = Base.metadata.tables[record.__tablename__]
        values = {
            column.key: getattr(record, column.key)
            for column in table.columns
            if getattr(record, column.key) is not None
        }
        connection.execute(insert(table), values)


def _agreements(first: FirstTeam, now: datetime, second: UUID) -> Iterator[Agreement]:
    for purpose, basis, categories in AGREED_AT_FIRST:
        for category in categories:
            yield Agreement(
                id=new_id(),
                purpose=purpose,
                agency_kind=first.kind,
                category=category,
                basis=basis,
                valid_from=now,
                seconded_by=second,
            )
