"""Invented cities, small workspaces and one built snapshot for all tests."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DOMAINS = ("migrants-rights", "whole-of-government", "partnerships", "well-being", "mobility-crises", "safe-migration")
TOPICS = ("health", "data", "academia", "skills", "climate", "access-to-justice")

Data = dict[str, Any]


def finding(text: str | Data, topic: str) -> Data:
    """One finding as it stands in a file."""
    return {"text": text, "topics": [topic]}


def city_data(developed: int = 3, potential: int = 2, words: int = 22) -> Data:
    """The profile of Vila Aurora, an invented city: the same every time, each sentence different."""
    findings = {}
    for number, (domain, topic) in enumerate(zip(DOMAINS, TOPICS, strict=True), start=1):
        findings[domain] = {
            kind: [finding(sentence(f"{number}{kind[0]}{index}", words), topic) for index in range(count)]
            for kind, count in (("developed", developed), ("potential", potential))
        }
    return {
        "city": "vila-aurora",
        "edition": "2021-05",
        "code": "VAU",
        "level": "local",
        "revised": "2024-03-01",
        "place": {
            "name": "Vila Aurora",
            "official": "Municipality of Vila Aurora",
            "country": "NO",
            "coordinates": [59.9, 10.7],
        },
        "source": {
            "title": "Profile of Vila Aurora",
            "publisher": "Example Press",
            "language": "en",
            "url": "https://example.org/vila-aurora",
        },
        "introduction": "Vila Aurora is an invented city on an invented river that took part in an assessment.",
        "findings": findings,
    }


_WORDS = [
    "municipal",
    "office",
    "library",
    "harbour",
    "residents",
    "newcomers",
    "council",
    "registers",
    "offers",
    "course",
    "evening",
    "clinic",
    "market",
    "bridge",
    "plan",
    "agreement",
    "district",
    "school",
    "museum",
    "hotline",
    "visits",
    "every",
    "spring",
    "together",
    "partners",
    "neighbours",
    "supports",
    "opens",
    "publishes",
    "reviews",
    "shares",
]


def sentence(key: str, words: int) -> str:
    """A sentence of a given number of words that no other key gives."""
    start = sum(map(ord, key))
    middle = [_WORDS[(start * 7 + index * index + index) % len(_WORDS)] for index in range(words - 3)]
    return f"Item {key.replace('-', '')} {' '.join(middle)} again."


@pytest.fixture
def data() -> Data:
    """A fresh copy of the invented profile, to be changed at will."""
    return copy.deepcopy(city_data())


def write_yaml(file: Path, content: Data) -> Path:
    """Write data as a YAML file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return file


MakeWorkspace = Callable[..., Path]


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
    patch.delenv("SOURCE_DATE_EPOCH", raising=False)
    yield
    patch.undo()


def needs(tool: str) -> None:
    """Skip where an independent witness is not installed; on a build server its absence is a failure."""
    import shutil

    if shutil.which(tool) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{tool} must be installed on a build server")
        pytest.skip(f"{tool} is not installed")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of Vila Aurora in English, built once by the program itself."""
    from mgi_report.build.build import build
    from mgi_report.build.plan import BuildPlan
    from mgi_report.workspace.places import open_workspace

    root = tmp_path_factory.mktemp("aurora")
    content = city_data()
    first = content["findings"]["partnerships"]["developed"][0]
    first["text"] = (
        "The [Casa Aberta]{.programme lang=pt} house meets *every* month, says [its page](https://example.org/casa)."
    )
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", content)
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=("en",)))
    assert [str(problem) for problem in result.problems] == []
    return root / "reports" / "en" / "mgi-snapshot-vila-aurora-2021-05-en.pdf"


@pytest.fixture(scope="session")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace whose region of three invented cities was built once, in English."""
    from volumes import REGION, run, write_region

    root = write_region(tmp_path_factory.mktemp("rivers"))
    run(root, REGION)
    return root


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest --update-references`` writes the reference pictures anew; look at them before you commit."""
    parser.addoption("--update-references", action="store_true", help="write reference pictures anew")
