"""Ways past a promise that a test knows: it expects to fail there, and fails once it does not."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.docs.tables import table

TESTS = Path(__file__).parents[1]


def known_gaps() -> str:
    """Return what each test that expects to fail would prove, and why it does not hold yet."""
    found = sorted(
        (path.relative_to(TESTS.parent).as_posix(), name, reason)
        for path in TESTS.rglob("test_*.py")
        for name, reason in expected_to_fail(path.read_text(encoding="utf-8"))
    )
    if not found:
        return "None that a test knows.\n"
    rows = ([_sentence(name), reason, f"`{file}`"] for file, name, reason in found)
    return table(["What should hold", "Why it does not yet", "Tried by"], rows)


def expected_to_fail(source: str) -> Iterator[tuple[str, str]]:
    """Return name and reason of each test of a file that is marked as one that fails."""
    if "mark.xfail" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if ast.unparse(mark).startswith("pytest.mark.xfail"):
                    yield node.name, _reason(mark)


def _reason(mark: ast.expr) -> str:
    given = mark.keywords if isinstance(mark, ast.Call) else []
    reasons = [one.value.value for one in given if isinstance(one.value, ast.Constant)]
    return next((one for one in reasons if isinstance(one, str)), "not said")


def _sentence(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ").capitalize()
