"""A trial of the machine: the example city set and proved in each language of a workspace, in a temporary folder.

What is installed may still not work: a library that cannot be imported, one that counts plural forms otherwise, a font
library without its configuration. Only a page that was made tells.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from ..errors import Problem, errors_of
from ..workspace.cache import sealed
from ..workspace.places import Workspace, builtin
from ..workspace.unforeseen import known

MODULES: Mapping[str, str] = {
    "jinja2": "jinja2",
    "pyyaml": "yaml",
    "fonttools": "fontTools",
    "pillow": "PIL",
    "numpy": "numpy",
    "matplotlib": "matplotlib",
    "python-pptx": "pptx",
    "pydantic": "pydantic",
    "click": "click",
    "rich": "rich",
    "babel": "babel",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "segno": "segno",
    "pypdf": "pypdf",
    "pypdfium2": "pypdfium2",
    "pyphen": "pyphen",
    "pikepdf": "pikepdf",
    "lxml": "lxml.etree",
    "pyuca": "pyuca",
    "pydyf": "pydyf",
    "tinycss2": "tinycss2",
    "watchfiles": "watchfiles",
    "weasyprint": "weasyprint",
}
"""The libraries that the program needs: what is installed → what is imported. Those that others need stand first."""


def try_pages(workspace: Workspace) -> dict[str, str]:
    """What went wrong with the page in each language, or nothing; under no language what stopped all of them."""
    try:
        from ..data.profile_files import load_framework

        languages = load_framework(workspace.framework).languages
        with tempfile.TemporaryDirectory(prefix="mgi-report-") as folder:
            place = _made(workspace, Path(folder))
            return {code: _try(place, code) for code in languages}
    except Exception as error:
        return {"": _told(known(error).problems)}


def _made(workspace: Workspace, folder: Path) -> Workspace:
    """The example in a workspace of its own, with the languages, fonts and colours of the one that is there."""
    from .new_workspace import make_workspace

    root = folder / "trial"
    make_workspace(root)
    shutil.copyfile(workspace.framework, root / "data" / "framework.yaml")
    for name in ("locales", "assets"):
        if workspace.root != builtin() and (workspace.root / name).is_dir():
            shutil.copytree(workspace.root / name, root / name)
    return Workspace(root, folder / "cache")


def _try(workspace: Workspace, language: str) -> str:
    try:
        from ..build.build import build
        from ..build.plan import BuildPlan

        result = build(BuildPlan(workspace, workspace.root / "reports", languages=(language,), jobs=1))
        return "" if result.files else _told(errors_of(result.problems))
    except Exception as error:
        return _told(known(error).problems)


def _told(problems: list[Problem]) -> str:
    first = problems[0] if problems else None
    return f"{first.message}{f': {first.value}' if first.value else ''}" if first else "it was not made"


def broken_libraries() -> Iterator[tuple[str, str]]:
    """The libraries that are installed and cannot be imported, each with the reason."""
    for package, module in MODULES.items():
        try:
            import_module(module)
        except Exception as error:  # whatever it does when it is imported
            yield package, f"it cannot be imported: {type(error).__name__}: {error}"


def too_old() -> dict[str, str]:
    """The libraries that are older, or newer, than this program can do with, each with the versions that it can."""
    try:
        from packaging.requirements import Requirement

        wanted = [Requirement(line) for line in requires("mgi-report") or ()]
    except (ImportError, PackageNotFoundError):  # it runs from a checkout that nobody installed
        return {}
    found = {}
    for item in wanted:
        if item.marker is None or item.marker.evaluate({"extra": ""}):
            try:
                if not item.specifier.contains(version(item.name), prereleases=True):
                    found[item.name.lower()] = str(item.specifier)
            except PackageNotFoundError:
                continue
    return found


_UNSEALED = ("builds", "engine", "fontconfig", "matplotlib")


def kept_in(folder: Path) -> tuple[int, int]:
    """How many files are kept in a folder with their checksums, and how many of them are damaged."""
    files = [
        file
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith(".tmp")
        if file.suffix == ".kept" or file.parent != folder
        if file.relative_to(folder).parts[0] not in _UNSEALED
    ]
    return len(files), sum(sealed(file) is None for file in files)
