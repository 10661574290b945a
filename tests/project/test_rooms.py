"""The house: sixteen rooms, floors that imports only run down, one importer for each great library, small modules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "mgi_report"
TOP = {"__init__", "__main__", "errors"}
LONGEST = 300  # lines of a module
LONGEST_FUNCTION = 60
IMPORTERS = {
    "weasyprint": {"typeset/engine.py"},
    "jinja2": {"design/jinja.py"},
    "matplotlib": {"figures/canvas.py"},
    "pypdf": {"pdf/structure.py"},
    "pypdfium2": {
        *("pdf/reading.py", "pdf/rendering.py", "pdf/navigation.py", "pdf/tables.py"),
        *("pdf/ownership.py", "pdf/tags.py", "pdf/heard.py", "pdf/onscreen.py"),
    },
    "page": {"pdf/conformance.py"},
    "pikepdf": {"pdf/binding/", "press/"},
    "pydyf": {"typeset/", "press/finishing.py"},
    "click": {"cli/", "build/stamp.py"},
    "rich": {"cli/"},
    "watchfiles": {"build/preview/"},
}
"""Library → the modules, or the rooms (with a slash at the end), that may import it."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its path, parsed."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file.relative_to(PACKAGE).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}


@cache
def imported(name: str) -> set[str]:
    """The absolute dotted names that a module imports, lazily and for types too, down to names in modules."""
    found = set()
    here = ("mgi_report", *Path(name).with_suffix("").parts)
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level] if node.level else ()
            start = ".".join((*base, *((node.module,) if node.module else ())))
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def test_imports_run_down_the_floors_and_in_no_circle() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as main; main()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_has_sixteen_rooms_at_most() -> None:
    assert {path.stem for path in PACKAGE.glob("*.py")} == TOP
    rooms = [path for path in PACKAGE.iterdir() if path.is_dir() and any(path.rglob("*.py"))]
    assert len(rooms) <= 16


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_has_its_one_importer(library: str) -> None:
    importers = {name for name in modules() if any(full.partition(".")[0] == library for full in imported(name))}
    allowed = IMPORTERS[library]
    assert importers
    strangers = {name for name in importers if not any(name.startswith(place) for place in allowed)}
    assert strangers == set()


def test_no_module_is_long() -> None:
    lines = {name: (PACKAGE / name).read_text(encoding="utf-8").count("\n") for name in modules()}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_no_function_is_long() -> None:
    lines = {
        (name, node.name): (node.end_lineno or 0) - node.lineno + 1
        for name, module in modules().items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
    }
    assert {place: count for place, count in lines.items() if count > LONGEST_FUNCTION} == {}


def test_every_room_says_its_duty_and_lists_what_others_may_use() -> None:
    """The docstring of a room names every module that another room imports, and no module that is not there."""
    used = defaultdict(set)
    for name in modules():
        for full in imported(name):
            parts = full.split(".")
            if parts[0] == "mgi_report" and len(parts) > 2 and parts[1] != name.partition("/")[0]:
                used[parts[1]].add(parts[2])
    wrong = {}
    for room in sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()):
        said = ast.get_docstring(modules()[f"{room}/__init__.py"]) or ""
        assert re.match(r"[^\n]+\.(\n|$)", said), f"{room}: the first line is one sentence"
        listed = set(re.findall(r":mod:`(\w+)`", said))
        there = {path.stem for path in (PACKAGE / room).iterdir() if path.stem != "__init__"}
        missing = (used[room] & there) - listed
        if missing or listed - there:
            wrong[room] = (sorted(missing), sorted(listed - there))
    assert wrong == {}


def test_docstrings_name_what_is_there() -> None:
    """A full name in a docstring leads to a module of the package, or to something in one."""
    wrong = []
    for name, tree in modules().items():
        said = re.findall(r":(?:mod|func|class):`~mgi_report\.([\w.]+)`", ast.unparse(tree))
        for full in said:
            parts = full.split(".")
            places = (PACKAGE.joinpath(*parts[:end]) for end in (len(parts), len(parts) - 1) if end)
            if not any(place.with_suffix(".py").is_file() or place.is_dir() for place in places):
                wrong.append((name, full))
    assert wrong == []
