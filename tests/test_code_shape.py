"""Promises about the code itself, read from its syntax trees."""

import ast
import sys
from collections.abc import Mapping
from pathlib import Path

import pbi_desktop

ROOT = Path(pbi_desktop.__file__).parent
TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in ROOT.rglob("*.py")
    if "migrations" not in path.relative_to(ROOT).parts
}
LONG_FILES: frozenset[str] = frozenset()  # a ratchet: names may only leave
EMPTY_NAMES = ("utils", "util", "misc", "helpers", "common")


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def oversize(trees: Mapping[str, ast.Module]) -> list[str]:
    """Return what has outgrown what a person reads at a glance."""
    functions = sorted(
        (length(node), f"{name}:{node.lineno} {node.name}")
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    files = sorted((tree.body[-1].end_lineno or 0, n) for n, tree in trees.items() if tree.body)
    long = [f for f in functions if f[0] > 30] if _at(functions, 95) > 30 else []
    long += [f for f in files if f[0] > 300] if _at(files, 90) > 300 else []
    long += [f for f in files if f[0] > 500 and f[1] not in LONG_FILES]
    return [f"{name}: {lines} lines" for lines, name in long]


def _at(sizes: list[tuple[int, str]], percent: int) -> int:
    return sizes[len(sizes) * percent // 100][0] if sizes else 0


def foreign_imports(trees: Mapping[str, ast.Module]) -> set[str]:
    """Return what `domain` imports beyond the standard library and the program itself."""
    nodes = [n for name in trees if name.startswith("domain/") for n in ast.walk(trees[name])]
    roots = {a.name.split(".")[0] for n in nodes if isinstance(n, ast.Import) for a in n.names}
    roots |= {(n.module or "").split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom)}
    return roots - sys.stdlib_module_names - {"pbi_desktop"}


def empty_names(trees: Mapping[str, ast.Module]) -> list[str]:
    """Return the names that say nothing about what they hold."""
    modules = [name for name in trees if set(Path(name).with_suffix("").parts) & {*EMPTY_NAMES}]
    classes = [
        f"{name}: {node.name}"
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Manager")
    ]
    return modules + classes


def test_code_stays_small() -> None:
    assert len(TREES) > 20
    assert oversize(TREES) == []


def test_domain_needs_only_the_standard_library() -> None:
    assert foreign_imports(TREES) == set()


def test_every_name_says_what_it_is() -> None:
    assert empty_names(TREES) == []


def test_what_is_planted_is_found() -> None:
    function = "def short(): ...\n" * 18 + "def long():\n" + "    x = 1\n" * 30
    assert oversize({"a.py": ast.parse(function)}) == ["a.py:19 long: 31 lines"]
    assert oversize({"a.py": ast.parse(function.replace("    x = 1\n", "", 1))}) == []
    assert oversize({"a.py": ast.parse("x = 1\n" * 301)}) == ["a.py: 301 lines"]
    files = {f"{n}.py": ast.parse("x = 1\n") for n in range(20)}
    assert oversize({**files, "a.py": ast.parse("x = 1\n" * 501)}) == ["a.py: 501 lines"]
    assert oversize({**files, "a.py": ast.parse("x = 1\n" * 500)}) == []
    planted = {"domain/a.py": ast.parse("import os.path, numpy\nfrom pydantic import x")}
    assert foreign_imports(planted) == {"numpy", "pydantic"}
    planted = {"ui/utils.py": ast.parse(""), "store/a.py": ast.parse("class KeyManager: ...")}
    assert empty_names(planted) == ["ui/utils.py", "store/a.py: KeyManager"]
