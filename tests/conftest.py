"""Invented cities, small workspaces and one built snapshot for all tests."""

from __future__ import annotations

import copy
import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("helpers")  # before they are imported

from helpers.cities import FJORDS, Data, MakeWorkspace, city_data, write_yaml
from helpers.project import TESTS
from helpers.sharing import made_once

ROOMS = (
    *("text", "data", "neutrality", "project"),
    *("compendium", "annex", "press", "cli", "build", "web", "snapshot", "pdf", "typeset", "design"),
    *("figures", "studio", "portal", "workspace"),
)


@pytest.fixture
def data() -> Data:
    """A fresh copy of the invented profile, to be changed at will."""
    return copy.deepcopy(city_data())


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Make a workspace of profiles: ``make_workspace(one=data, two=data)`` returns its folder."""

    def make(**profiles: Data) -> Path:
        root = tmp_path / "workspace"
        (root / "data" / "profiles").mkdir(parents=True, exist_ok=True)
        for name, content in profiles.items():
            write_yaml(root / "data" / "profiles" / f"{name.replace('_', '-')}.yaml", content)
        return root

    return make


@pytest.fixture(scope="session", autouse=True)
def _quiet_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the test run's own, and no date from outside."""
    patch = pytest.MonkeyPatch()
    patch.setenv("MGI_REPORT_CACHE", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("own")))
    patch.delenv("SOURCE_DATE_EPOCH", raising=False)
    yield
    patch.undo()


@pytest.fixture(scope="module", autouse=True)
def _what_lives_is_left_alone() -> None:
    """What tests and pytest keep until the end is not looked through for garbage.

    The program does that before each document, of which there are thousands; it took a fifth of a second each time.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of Vila Aurora in English, built once by the program itself."""
    root = made_once(tmp_path_factory, "aurora", _build_aurora)
    return root / "reports" / "en" / "mgi-snapshot-vila-aurora-2021-05-en.pdf"


def _build_aurora(root: Path) -> None:
    from mgi_report.build.build import build
    from mgi_report.build.plan import BuildPlan
    from mgi_report.workspace.places import open_workspace

    content = city_data()
    content["place"]["coordinates"] = [*FJORDS]
    first = content["findings"]["partnerships"]["developed"][0]
    first["text"] = (
        "The [Casa Aberta]{.programme lang=pt} house meets *every* month, says [its page](https://example.org/casa)."
    )
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", content)
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=("en",)))
    assert [str(problem) for problem in result.problems] == []


@pytest.fixture(scope="session")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace whose region of three invented cities was built once, in English.

    What was kept of it lies in its ``cache``, and in that of this worker.
    """
    root = made_once(tmp_path_factory, "rivers", _build_rivers)
    shutil.copytree(root / "cache", os.environ["MGI_REPORT_CACHE"], dirs_exist_ok=True)
    return root


def _build_rivers(root: Path) -> None:
    from helpers.volumes import REGION, run, write_region

    run(write_region(root), REGION, MGI_REPORT_CACHE=str(root / "cache"))


@pytest.fixture(scope="session")
def site(volume: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace with the same region as web pages too, each also as a single file."""
    return made_once(tmp_path_factory, "site", lambda root: _build_site(volume, root))


def _build_site(volume: Path, root: Path) -> None:
    from helpers.volumes import REGION, run

    for name in ("data", "cache"):
        shutil.copytree(volume / name, root / name)
    run(root, REGION, "--edition", "html", "--single-file", MGI_REPORT_CACHE=str(root / "cache"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is cheap goes first, so that a mistake shows soon, then what is dear, so that the end is not left to one."""
    items.sort(key=lambda item: ROOMS.index(item.path.relative_to(TESTS).parts[0]))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest --update-references`` writes the reference pictures anew; look at them before you commit."""
    parser.addoption("--update-references", action="store_true", help="write reference pictures anew")
