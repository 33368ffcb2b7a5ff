"""Promises about the source of the screens: text goes by the kit, and Qt's traps stay shut."""

import ast
from pathlib import Path

import pytest

import pbi_desktop.ui

ROOT = Path(pbi_desktop.ui.__file__).parent
# The names a screen must not use, and why.
FORBIDDEN = {
    "QLabel": "takes text for markup: use label()",
    "QTextEdit": "takes text for markup: use TextField or PlainEdit",
    "QTextBrowser": "takes text for markup and follows links",
    "QPlainTextEdit": "keeps Tab and pastes pictures: use TextField or PlainEdit",
    "QTextDocument": "reads the files its text names: use SafeDocument",
    "QMessageBox": "is a dialog, and takes text for markup: use a notice",
    "QProgressDialog": "is a dialog, and takes text for markup: use a notice",
    "QInputDialog": "is a dialog",
    "QDateEdit": "has no empty value and two-digit years: use DateField",
    "QToolTip": "takes text for markup: use setToolTip",
    "QSortFilterProxyModel": "takes seconds over a Python model: sort in the model",
    "setHtml": "takes text for markup",
    "insertHtml": "takes text for markup",
    "appendHtml": "takes text for markup",
    "setMarkdown": "takes text for markup",
    "setStyleSheet": "the theme has the one style sheet: theme().dress(window)",
    "nextInFocusChain": "makes PySide6 delete widgets that are still in use",
    "previousInFocusChain": "makes PySide6 delete widgets that are still in use",
}


def uses(source: str) -> set[str]:
    """Return which forbidden names a module uses, imports or calls."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.name for alias in node.names}
    return names & FORBIDDEN.keys()


def test_screens_and_shell_leave_text_to_the_kit() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): sorted(used)
        for part in ("screens", "shell")
        for path in sorted((ROOT / part).rglob("*.py"))
        if (used := uses(path.read_text(encoding="utf-8")))
    }
    assert found == {}, {name: FORBIDDEN[name] for used in found.values() for name in used}


def raw_tips(source: str) -> list[int]:
    """Return the lines that give a tooltip words which Qt might take for markup."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr == "setToolTip" or ast.unparse(node.func) == "QToolTip.showText")
        and not any("tip(" in ast.unparse(part) for part in node.args)
    ]


def test_every_tooltip_is_made_of_plain_words() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted(ROOT.rglob("*.py"))
        if (lines := raw_tips(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_tooltip_of_raw_words_is_found() -> None:
    assert raw_tips("label.setToolTip(name)") == [1]
    assert raw_tips("label.setToolTip(tip(name))") == []


@pytest.mark.parametrize(
    "source",
    ["from PySide6.QtWidgets import QLabel", "edit.setHtml(text)", "box = QMessageBox()"],
)
def test_the_lint_bites(source: str) -> None:
    assert uses(source)
