"""The bench of the canvas, with few nodes."""

import pytest

from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.network import lines_or_said
from pbi_desktop.bench.network_canvas import canvas_lines
from pbi_desktop.bench.run import Result


def test_every_line_is_measured_and_an_absent_plot_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PBI_PEER_PYTHON", raising=False)
    lines = canvas_lines(1, 300, 300)
    assert len(lines) == 4
    assert all(ratio >= 0 for line in lines for ratio in line[2])
    assert "pyqtgraph was not there" in capsys.readouterr().err


def test_a_part_that_fails_is_said_and_costs_no_other_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken_lines(_rounds: int) -> list[Measured]:
        raise OSError("no peer")

    failed = lines_or_said(broken_lines, 1)
    assert [Result(*line).met for line in failed] == [False]
    assert "broken_lines failed" in capsys.readouterr().err
    whole: list[Measured] = [("it", "a peer", (1.0,), 1.0, 1.0)]
    assert lines_or_said(lambda _rounds: whole, 1) == whole
