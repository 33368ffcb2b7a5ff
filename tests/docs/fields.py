"""Every field of every record that the program keeps, read from the mapped classes."""

import re
from typing import Any

from pbi_desktop.models import Base, Case, CaseRecord, Person, PersonRecord
from pbi_desktop.store.access import kinds
from tests.docs.tables import listed, table

EVERYWHERE = {
    "id",
    "version",
    "created_at",
    "created_by",
    "withdrawn_at",
    "case_id",
    "subject_id",
    "category",
    "told_by",
    "controller_id",
}
"""What stands on nearly every record; the page says it once."""


def fields() -> str:
    """Return a table for each sort of record: in a case, about a person, about nobody."""
    mapped = sorted(
        (one.class_ for one in Base.registry.mappers), key=lambda one: one.__tablename__
    )
    in_case = [one for one in mapped if issubclass(one, CaseRecord) or one is Case]
    about = [one for one in mapped if issubclass(one, PersonRecord) or one is Person]
    rest = [one for one in mapped if one not in in_case and one not in about]
    parts = (
        ("In a case, about one of its people", in_case),
        ("About a person, whatever the case", about),
        ("The team, the place, and the store's own books", rest),
    )
    return "\n".join(f"### {title}\n\n{_table(those)}" for title, those in parts)


def detail() -> str:
    """Return the kinds that show only in a case that was opened."""
    return f"{listed(_words(kind) for kind in sorted(kinds.DETAIL)).capitalize()}.\n"


def _table(mapped: list[Any]) -> str:
    rows = (
        [
            _words(one.__tablename__).capitalize(),
            _first_sentence(one.__doc__ or ""),
            listed(_field(c.name) for c in one.__table__.c if c.name not in EVERYWHERE),
        ]
        for one in mapped
    )
    return table(["Record", "What it is", "Fields"], rows)


def _first_sentence(doc: str) -> str:
    first = doc.strip().split("\n\n")[0]
    return re.sub(r"`([^`]*)`", r"\1", " ".join(first.split()))


def _field(name: str) -> str:
    if name.endswith("_key"):
        return f"{_words(name.removesuffix('_key'))} as it is searched"
    return _words(name.removesuffix("_id"))


def _words(name: str) -> str:
    return name.replace("_", " ")
