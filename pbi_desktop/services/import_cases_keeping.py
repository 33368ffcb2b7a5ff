"""Keeping a plan: in the order in which each row gives the right to write the next."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.ids import RunId
from pbi_desktop.services.import_case_rows import ImportStopped, Watch
from pbi_desktop.services.import_cases_plan import COLUMNS, Plan
from pbi_desktop.services.import_runs import Run
from pbi_desktop.store.unit_of_work import Work

_TOLD_EVERY = 2_000
# Who is in a case opens the records of the person; a household opens its own members to it.
_ORDER = (
    *("case_team", "person_references", "contact_points"),
    *("households", "memberships", "addresses", "residences", "stage_ratings", "gains"),
)


class Counts(NamedTuple):
    """How many rows of the files were accepted, and how many refused, by the reader or the plan."""

    accepted: int
    refused: int


def keep(work: Work, plan: Plan, files: Sequence[str], counts: Counts, watch: Watch) -> RunId:
    """Write everything that a plan makes and changes; returns the run."""
    run = Run(work, "cases", files)
    for change in plan.changes:
        record = work.get(change.kind, change.key)
        run.change(record, change.cells)
        for kind, row in change.then:
            plan.rows[kind].append(row)
    steps = [("people", plan.rows["people"]), ("cases", plan.rows["cases"])]
    steps += [("case_team", plan.own_team)]
    # Each needs what the one before it has opened.
    first = (plan.first_people, plan.rows["case_people"])
    in_cases = (*first, plan.household_people, plan.further_people)
    steps += [("case_people", rows) for rows in in_cases]
    steps += [(kind, plan.rows[kind]) for kind in _ORDER]
    written = Written(watch, sum(len(rows) for _kind, rows in steps))
    for kind, rows in steps:
        if rows:
            work.add_many(Batch(kind, COLUMNS[kind], written.told(kind, rows)))
            run.made_many(kind, [row[0] for row in rows])
    return run.finish(counts.accepted, counts.refused, written.told_items)


class Written:
    """Tells whoever watches how far a run is, and stops it where they wish."""

    def __init__(self, watch: Watch, of: int) -> None:
        self._watch = watch
        self._done, self._of = 0, of

    def told(self, step: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Give the rows one by one, with a word every few thousand."""
        for start in range(0, len(rows), _TOLD_EVERY):
            if not self._watch(step, self._done, self._of):
                raise ImportStopped(step)
            some = rows[start : start + _TOLD_EVERY]
            yield from some
            self._done += len(some)

    def told_items(self, rows: Sequence[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
        """Give the rows of the list of what was done."""
        self._of += len(rows)
        return self.told("import_items", rows)
