"""The shape of the code: small modules, one reader of the environment, no forgotten layer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "assistant").rglob("*.py"))
LONGEST_MODULE = 250
LONGEST_FUNCTION = 60  # with its docstring; the code of one stays under 40


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_says_what_it_is_for(path: Path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(source)), "a module says in one sentence what it is for"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: n for f in functions if (n := f.end_lineno - f.lineno + 1) > LONGEST_FUNCTION}
    assert long == {}


def test_only_settings_reads_the_environment():
    readers = {name(path) for path in MODULES if "environ" in _names(path)}
    assert readers == {"assistant/settings.py"}


def test_nothing_evaluates_or_unpickles():
    for path in MODULES:
        assert not {"eval", "exec", "pickle", "marshal"} & _names(path), name(path)


def test_third_party_types_stop_where_they_should():
    homes = {
        "chromadb": (
            "assistant/knowledge/chroma_client.py",
            "assistant/knowledge/vector_index.py",
        ),
        "sqlalchemy": ("assistant/storage/",),
        "gradio": ("assistant/ui/", "assistant/server.py"),
        "docx": ("assistant/exporting/", "assistant/knowledge/conversion/word.py"),
        "pypdf": ("assistant/knowledge/conversion/pdf.py",),
        "bs4": ("assistant/knowledge/conversion/web.py",),
    }
    for package, places in homes.items():
        users = {name(path) for path in MODULES if package in _imports(path)}
        assert users, package
        assert all(user.startswith(places) for user in users), (package, users)


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    named = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    return {module.split(".")[0] for module in plain | named}
