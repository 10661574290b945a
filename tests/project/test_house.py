"""The order of the house: what may know what."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from helpers.project import TESTS

MODULES = sorted(TESTS.glob("*/**/*.py"))


OTHERS = re.compile(r"\b(?:from|import) +([\w.]*\b(?:test_\w+|conftest))\b")
PRIVATE = re.compile(r"_[a-z]\w*", re.I)
PATCHED = re.compile(r"\bmgi_report(?:\.\w+)*\._[a-z]\w*", re.I)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(TESTS)))
def test_tests_share_helpers_and_not_one_another(file: Path) -> None:
    """Also in the code that they hand to other processes."""
    assert OTHERS.findall(file.read_text(encoding="utf-8")) == []
    imported = [node for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in imported if node.level] == []


def test_every_test_stands_in_a_room_that_is_searched(pytestconfig: pytest.Config) -> None:
    assert list(TESTS.glob("test_*.py")) == []
    rooms = {file.relative_to(TESTS).parts[0] for file in MODULES if file.name.startswith("test_")}
    assert len(rooms) > 10
    skipped = [str(pattern) for pattern in pytestconfig.getini("norecursedirs")]
    assert [room for room in rooms if any(fnmatch(room, pattern) for pattern in skipped)] == []


def test_tests_use_public_names_only() -> None:
    """Not by a name in a string either, as a patch has it."""
    found = {str(file.relative_to(TESTS)): _private_names(file) for file in sorted(TESTS.rglob("*.py"))}
    assert {file: names for file, names in found.items() if names} == {}


def _private_names(file: Path) -> list[str]:
    """The private names of the project that a file of tests uses."""
    nodes = list(ast.walk(ast.parse(file.read_bytes())))
    imports = [
        node for node in nodes if isinstance(node, ast.ImportFrom) and re.match(r"mgi_report\b", node.module or "")
    ]
    ours = [alias.asname or alias.name for node in imports for alias in node.names]
    used = [name for name in ours if PRIVATE.fullmatch(name)]
    for node in nodes:
        match node:
            case ast.Attribute(value, name) if PRIVATE.fullmatch(name) and ast.unparse(value) in ours:
                used.append(ast.unparse(node))
            case ast.Call(ast.Attribute(attr="setattr"), [_, ast.Constant(str(name)), _]) if PRIVATE.fullmatch(name):
                used.append(name)
            case ast.Constant(str(words)):
                used += PATCHED.findall(words)
    return used
