"""What still stands of the changes that were made to records: what was taken back is not there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.models import Revision
from pbi_desktop.store.unit_of_work import Work

_FEW = 500


def standing_changes(work: Work, keys: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Return (record, version, before, after) of each change of records that stands, in order.

    A change and the one that takes it back are both left out; so is the making of the record.
    """
    found: dict[UUID, list[Any]] = defaultdict(list)
    for some in portions(keys):
        rows = work.rows(
            select(Revision.record_id, Revision.version, Revision.before, Revision.after)
            .where(Revision.record_id.in_(some), Revision.before.is_not(None))
            .order_by(Revision.version)
        )
        for row in rows:
            stack = found[row[0]]
            if stack and (stack[-1][2], stack[-1][3]) == (row[3], row[2]):
                stack.pop()
            else:
                stack.append(row)
    return found


def portions(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Give ids in lists that are short enough for one question."""
    every = sorted(keys)
    for start in range(0, len(every), _FEW):
        yield every[start : start + _FEW]
