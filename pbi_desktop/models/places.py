"""Sites, small areas, postcodes and addresses."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.models.base import Record


class Site(Record):
    """An area with a team, and its hub: an old shop front."""

    __tablename__ = "sites"

    name: Mapped[str]
    hub: Mapped[str]
    place: Mapped[str]


class Area(Record):
    """A statistical small area, of one vintage."""

    __tablename__ = "areas"

    code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    vintage: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Postcode(Record):
    """A postcode, live or ended, and the small area that it lies in."""

    __tablename__ = "postcodes"

    postcode: Mapped[str] = mapped_column(index=True)
    area_code: Mapped[str | None]
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    started: Mapped[str | None]
    ended: Mapped[str | None]


class Address(Record):
    """A dwelling. Who lives there and when is a residence."""

    __tablename__ = "addresses"

    line_1: Mapped[str]
    line_2: Mapped[str | None]
    locality: Mapped[str | None]
    postcode: Mapped[str | None] = mapped_column(index=True)
    area_code: Mapped[str | None]
    street_key: Mapped[str] = mapped_column(index=True)


class CommunityGroup(Record):
    """A group, place or activity that helps people: an entry of a directory."""

    __tablename__ = "community_groups"

    feed: Mapped[str]
    source_key: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[str]
    description: Mapped[str | None]
    offers: Mapped[str | None]
    for_whom: Mapped[str | None]
    when_text: Mapped[str | None]
    address: Mapped[str | None]
    locality: Mapped[str | None]
    postcode: Mapped[str | None]
    area_code: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    referral_method: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    checked_on: Mapped[date | None]
    licence: Mapped[str | None]
    raw: Mapped[str | None]


class ImportRun(Record):
    """One run of the import door, which can be undone."""

    __tablename__ = "import_runs"

    kind: Mapped[str]
    files: Mapped[str]
    accepted: Mapped[int]
    refused: Mapped[int]
    undone_at: Mapped[str | None]


class ImportItem(Record):
    """What one run did to one record: `before` is empty where the run made it."""

    __tablename__ = "import_items"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("import_runs.id"), index=True)
    kind: Mapped[str]
    record_id: Mapped[UUID]
    record_version: Mapped[int]
    before: Mapped[str | None]


class ImportLayout(Record):
    """Which column of a team's list is which field: remembered for the next list like it."""

    __tablename__ = "import_layouts"

    kind: Mapped[str]
    name: Mapped[str]
    columns: Mapped[str]
