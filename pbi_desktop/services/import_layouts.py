"""How the columns of a team's lists were read: remembered for the next list of the same shape."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from pbi_desktop.domain.names import name_key
from pbi_desktop.models import ImportLayout
from pbi_desktop.store.unit_of_work import Work

Columns = Mapping[str, str]
"""Column to field."""


def shape_of(columns: Sequence[str]) -> str:
    """Return what lists of one shape share: their columns, whatever the order."""
    return ", ".join(sorted({name_key(column) for column in columns if column.strip()}))


def remembered(work: Work, kind: str) -> dict[str, Columns]:
    """Return the remembered columns of each shape; the newest wins."""
    asked = (
        select(ImportLayout.name, ImportLayout.columns)
        .where(ImportLayout.kind == kind)
        .order_by(ImportLayout.created_at, ImportLayout.id)
    )
    return {row[0]: json.loads(row[1]) for row in work.rows(asked)}


def remember(work: Work, kind: str, layouts: Mapping[str, Columns]) -> None:
    """Keep how lists of each shape were read, where that is news."""
    known = {
        one.name: one for one in work.all(select(ImportLayout).where(ImportLayout.kind == kind))
    }
    for shape, columns in layouts.items():
        text = json.dumps(dict(columns), sort_keys=True, ensure_ascii=False)
        if shape not in known:
            work.add(ImportLayout(kind=kind, name=shape, columns=text))
        elif known[shape].columns != text:
            known[shape].columns = text
            work.save(known[shape])
