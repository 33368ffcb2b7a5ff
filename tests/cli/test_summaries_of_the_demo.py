"""A partner's copy of any case of the demo is one side of A4."""

from pathlib import Path

import pytest

from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, NothingAgreed
from pbi_desktop.reports.pdf.render import pages_of
from pbi_desktop.services.stores import open_store
from tests.cli.demo_store import copied

_EVERY = {"short": 96, "long": 1}


@pytest.mark.parametrize("run", ["short", pytest.param("long", marks=pytest.mark.long)])
def test_every_copy_of_the_demo_takes_one_side(run: str, tmp_path: Path) -> None:
    made, longest = 0, 0
    with open_store(copied(tmp_path / "team.pbi")) as store:
        summaries = store.desk.summaries
        workers = [Actor(one.id, one.login) for one in store.workers()]
        cases = [(who, line.case_id) for who in workers for line in store.desk.cases.list(who)]
        for who, case in cases[:: _EVERY[run]]:
            for agency in store.desk.reports.agencies(who):
                for purpose in (Purpose.DIRECT_SUPPORT, Purpose.SAFEGUARDING):
                    try:
                        shown = summaries.preview(who, case, agency.id, purpose)
                    except (NothingAgreed, NotFound):
                        continue
                    made, longest = made + 1, max(longest, pages_of(shown.document))
    assert longest == 1
    assert made > len(cases) // _EVERY[run]
