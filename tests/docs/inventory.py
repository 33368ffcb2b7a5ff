"""Writes the tables of the papers out of the code: `python -m tests.docs.inventory`.

A page says where a table goes, between two remarks; everything outside of them is written by hand.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.docs import access_tables, fields, gaps, reach, rights_tables

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs"
HOW = "run: python -m tests.docs.inventory"

TABLES: dict[str, Callable[[], str]] = {
    "categories": access_tables.categories,
    "purposes": access_tables.purposes,
    "may be told": access_tables.may_be_told,
    "agency kinds": access_tables.agency_kinds,
    "first agreements": access_tables.first_agreements,
    "acts": access_tables.acts,
    "roles": access_tables.roles,
    "fields": fields.fields,
    "detail": fields.detail,
    "retention": rights_tables.retention,
    "withheld": rights_tables.withheld,
    "figures": rights_tables.figures,
    "matching": rights_tables.matching_weights,
    "jobs": reach.jobs,
    "made": reach.made,
    "known gaps": gaps.known_gaps,
}
_PLACE = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[a-z ]+) -->\n).*?(?P<end><!-- end -->)", re.S
)


def pages() -> list[Path]:
    """Return the papers for governance and security."""
    return sorted([*PAGES.glob("governance/*.md"), *PAGES.glob("security/*.md")])


def names_in(text: str) -> Iterator[str]:
    """Return which tables a page asks for."""
    return (found["name"] for found in _PLACE.finditer(text))


def filled(text: str) -> str:
    """Return a page with every table as the code has it now."""

    def table(found: re.Match[str]) -> str:
        return f"{found['begin']}\n{TABLES[found['name']]()}\n{found['end']}"

    return _PLACE.sub(table, text)


if __name__ == "__main__":
    for page in pages():
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
