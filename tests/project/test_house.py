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
