"""The bench of the canvas, with few nodes."""

import pytest

from pbi_desktop.bench.network_canvas import canvas_lines


def test_every_line_is_measured_and_an_absent_plot_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PBI_PEER_PYTHON", raising=False)
    lines = canvas_lines(1, 300, 300)
    assert len(lines) == 5
    assert all(ratio >= 0 for line in lines for ratio in line[2])
    assert "pyqtgraph was not there" in capsys.readouterr().err
