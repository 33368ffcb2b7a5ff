"""The network in words as a tree: Qt finds it in order, before and after other lines are shown."""

from PySide6.QtTest import QAbstractItemModelTester

from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.outline_model import NODE_ROLE, OFFER_ROLE, rows_of
from pbi_desktop.ui.screens.case.outline_tree import OutlineTree
from tests.ui.screens.case import invented


def test_qt_finds_parts_and_lines_in_order_whatever_is_shown_next() -> None:
    tree = OutlineTree(Privacy())
    model = tree.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for words, may_write in (("Ring council tax", True), ("Ring", False)):
        outline = invented.network(words)
        tree.show_outline(outline, may_write=may_write)
        parts = rows_of(outline, Privacy(), may_write=may_write)
        assert model.rowCount() == len(parts) == len(outline.sections)
        for at, part in enumerate(parts):
            above = model.index(at, 0)
            lines = [model.index(row, 0, above) for row in range(model.rowCount(above))]
            assert [line.data() for line in lines] == [line.title for line in part.lines]
            assert all(line.parent() == above for line in lines)
            assert may_write or not any(line.data(OFFER_ROLE) for line in lines)
    nodes = [line.node for part in parts for line in part.lines]
    assert tree.go_to(nodes[-1]).data(NODE_ROLE) == nodes[-1]
    tree.show_outline(outline)
    assert tree.node == nodes[-1], "the keyboard stays on its line"
    assert tester.model() is model
    tree.deleteLater()
