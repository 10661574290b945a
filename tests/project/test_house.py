"""The order of the house: what may know what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from helpers.project import TESTS

MODULES = sorted(TESTS.glob("*/**/*.py"))


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports, also in the code that it hands to other processes."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'.' * node.level}{node.module or ''}"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(TESTS)))
def test_tests_share_helpers_and_not_one_another(file: Path) -> None:
    modules = list(imported(file))
    assert [name for name in modules if name.split(".")[-1].startswith(("test_", "conftest", "."))] == []


def test_every_test_stands_in_a_room_that_is_searched(pytestconfig: pytest.Config) -> None:
    assert list(TESTS.glob("test_*.py")) == []
    rooms = {file.relative_to(TESTS).parts[0] for file in MODULES if file.name.startswith("test_")}
    assert len(rooms) > 10
    skipped = [str(pattern) for pattern in pytestconfig.getini("norecursedirs")]
    assert [room for room in rooms if any(fnmatch(room, pattern) for pattern in skipped)] == []
