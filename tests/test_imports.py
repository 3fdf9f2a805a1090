"""The rooms call one way only, heavy libraries stay where they belong, and modules stay small."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.shared_data import ROOT

ROOMS = ("corpus", "index", "assistant", "app")  # each may import itself and those before it
LONGEST = 500  # lines of a module
HEAVY = {"torch", "sentence_transformers", "transformers"}


class Imported(NamedTuple):
    """One imported module: its dotted name, its line, and whether it is loaded only when a function runs."""

    name: str
    line: int
    lazy: bool

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]


def modules() -> list[Path]:
    return sorted([*(path for room in ROOMS[:-1] for path in (ROOT / room).rglob("*.py")), *ROOT.glob("app.py")])


def imports(source: str, package: tuple[str, ...] = ()) -> Iterator[Imported]:
    """All imports of a module's source, also those in functions, relative ones resolved against `package`."""
    yield from _imports(ast.parse(source), package, lazy=False)


def _imports(node: ast.AST, package: tuple[str, ...], *, lazy: bool) -> Iterator[Imported]:
    if isinstance(node, ast.Import):
        yield from (Imported(alias.name, node.lineno, lazy) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
        if node.level == 0:
            base = node.module or ""
        # `from . import x` imports modules, not names of one
        names = (
            [f"{base}.{alias.name}".lstrip(".") for alias in node.names] if node.level and not node.module else [base]
        )
        yield from (Imported(name, node.lineno, lazy) for name in names)
    elif isinstance(node, ast.Call) and _is_dynamic(node.func) and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield Imported(first.value, node.lineno, lazy)
    inside = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _for_types_only(node)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, package, lazy=inside)


def _is_dynamic(func: ast.expr) -> bool:
    return (isinstance(func, ast.Name) and func.id in {"__import__", "import_module"}) or (
        isinstance(func, ast.Attribute) and func.attr == "import_module"
    )


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def of(path: Path) -> list[Imported]:
    return list(imports(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parent.parts))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(params=modules(), ids=named)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_a_room_imports_only_itself_and_the_rooms_below(module: Path) -> None:
    rank = ROOMS.index(room(module))
    upward = [f"line {i.line}: {i.name}" for i in of(module) if i.top in ROOMS and ROOMS.index(i.top) > rank]
    assert not upward, f"{named(module)} imports from a room above it"


def test_product_code_does_not_import_tests_or_benchmarks(module: Path) -> None:
    assert not [i for i in of(module) if i.top in {"tests", "benchmarks"}]


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("corpus", HEAVY | {"faiss", "bm25s", "gradio"}),
        ("index", {"gradio"}),
        ("assistant", {"gradio", "faiss", "torch", "sentence_transformers", "transformers"}),
    ],
)
def test_libraries_stay_in_their_room(folder: str, forbidden: set[str]) -> None:
    found = [
        f"{named(path)}:{i.line} {i.name}"
        for path in modules()
        if room(path) == folder and "ui" not in path.relative_to(ROOT).parts[:2]
        for i in of(path)
        if i.top in forbidden
    ]
    assert not found


def test_heavy_libraries_are_loaded_only_where_text_is_embedded(module: Path) -> None:
    at_import = [f"line {i.line}: {i.name}" for i in of(module) if i.top in HEAVY and not i.lazy]
    assert not at_import, "import it inside the function that embeds"


def test_every_imported_library_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {normal(requirement) for requirement in project["dependencies"]}
    provided_by = packages_distributions()
    undeclared = {
        f"{named(path)}:{i.line} {i.top}"
        for path in modules()
        for i in of(path)
        if i.top not in ROOMS
        and i.top not in sys.stdlib_module_names
        and not declared & {normal(name) for name in provided_by.get(i.top, [i.top])}
    }
    assert not undeclared


def normal(requirement: str) -> str:
    """The normalised distribution name of a requirement such as "PyYAML>=6,<7"."""
    name = requirement.strip()
    for at, char in enumerate(name):
        if not (char.isalnum() or char in "-_."):
            name = name[:at]
            break
    return name.lower().replace("_", "-").replace(".", "-")


def test_modules_stay_small(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{named(module)} has {lines} lines: is it still one noun?"


# The reader of imports itself: a rule that sees nothing would pass for ever.


@pytest.mark.parametrize(
    ("source", "name", "lazy"),
    [
        ("import torch", "torch", False),
        ("import os, app", "app", False),
        ("def f():\n    from index.store import Store", "index.store", True),
        ("class A:\n    async def f(self):\n        import gradio as gr", "gradio", True),
        ("from ..index import passages", "index", False),
        ("from .. import app", "app", False),
        ("import importlib\nimportlib.import_module('faiss')", "faiss", False),
        ("try:\n    import faiss\nexcept ImportError:\n    faiss = None", "faiss", False),
        ("if TYPE_CHECKING:\n    import torch", "torch", True),
        ("def f():\n    return __import__('gradio')", "gradio", True),
    ],
)
def test_imports_are_seen_wherever_they_stand(source: str, name: str, lazy: bool) -> None:
    package = ("corpus",) if ".." in source else ()
    assert (name, lazy) in {(i.name, i.lazy) for i in imports(source, package)}


def test_relative_imports_are_resolved() -> None:
    assert [i.name for i in imports("from .numbers import parse", ("corpus", "tables"))] == ["corpus.tables.numbers"]
    assert [i.name for i in imports("from ..numbers import parse", ("corpus", "tables"))] == ["corpus.numbers"]
