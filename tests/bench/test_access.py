"""The access bench asks the same by hand as under the rule: otherwise it would measure nothing."""

from pbi_desktop.bench.access import access
from pbi_desktop.bench.access_town import Size


def test_every_question_is_asked_on_both_databases_and_answered_alike() -> None:
    measured = access(1, Size(notes=2_000, workers=40, sites=2))
    names = [name for name, *_rest in measured]
    assert len(names) == 12
    for where in ("file, a worker", "file, a lead", "server, a worker", "server, a lead"):
        assert any(name.startswith(where) for name in names)
    assert all(0 < ratios[0] < 10_000 for _name, _floor, ratios, *_targets in measured)
