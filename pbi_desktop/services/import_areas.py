"""The small areas that postcodes lie in."""

from sqlalchemy import select

from pbi_desktop.models import Postcode
from pbi_desktop.store.unit_of_work import Work

_MANY = 5_000


def areas_by_postcode(work: Work, postcodes: set[str]) -> dict[str, str]:
    """Return the small area of each of these postcodes that a list gives one."""
    asked = select(Postcode.postcode, Postcode.area_code)
    if len(postcodes) < _MANY:  # a server takes only so many parameters
        asked = asked.where(Postcode.postcode.in_(postcodes))
    return {row[0]: row[1] for row in work.rows(asked) if row[1]}
