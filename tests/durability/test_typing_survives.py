"""Killed at any moment, the program has lost at most the last second of typing."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.drafts import Drafts
from pbi_desktop.ui.screens.case.drafting import unpack
from pbi_desktop.ui.screens.case.wishes import Form
from tests.durability.casebook import wish_of
from tests.durability.kills import victim
from tests.durability.recordings import STORE, only_where_it_runs
from tests.durability.typist import typed
from tests.support.stores import FileHome, SettableClock
from tests.support.world import World

pytestmark = [only_where_it_runs, pytest.mark.long]
FIELDS = {Form.NOTE: "text", Form.STEP: "what"}
Figure = Callable[[object], None]


def draft(home: Path, key: bytes, worker: Actor, case: CaseId, form: Form) -> str:
    """Return what a worker finds who comes back, from a copy of the store."""
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    store = FileHome(copy / STORE, key, SettableClock()).store_for(worker)
    try:
        found = Drafts(lambda: store).find(worker, f"case.{form}", case)
        return unpack(found).get(FIELDS[form], "")
    finally:
        store.close()
        shutil.rmtree(copy)


@pytest.mark.parametrize("form", FIELDS)
def test_a_kill_while_typing_costs_at_most_the_last_second(
    form: Form, file_world: World, file_home: FileHome, folder: Path, figure: Figure
) -> None:
    leah = file_world.worker("leah")
    case = file_world.case(team=[leah])
    file_home.close()
    home = folder / f"typing-{form}"
    home.mkdir()
    shutil.copy(file_home.path, home / STORE)
    chance, letters, most = Random(7), 0, 0  # noqa: S311
    wish = {**wish_of(leah, case.id, file_home.key), "form": form.value}
    with victim("type", home / STORE, **wish) as program:
        for number in range(12):
            seconds = chance.uniform(0.0, 5.0)
            said = program.killed_after(seconds, str(letters), since="promised")
            found = draft(home, file_home.key, leah, case.id, form)
            assert found == typed(len(found)), f"kill {number}: {found!r}"
            assert int(said.kept) <= len(found) <= int(said.promised), f"kill {number}: {said}"
            most = max(most, int(said.promised) - len(found))
            letters = len(found)
    figure(f"12 kills while typing ({form}): {letters} letters kept, at most {most} gone at once")
    assert letters > 60
