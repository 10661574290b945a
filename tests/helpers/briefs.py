"""Invented places that write about one theme, and briefs of them as the command makes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from helpers.cities import DOMAINS, Data, city_data, sentence, write_yaml
from helpers.volumes import region_data
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.workspace.places import open_workspace

SIDES = {"d": (1, 0), "p": (0, 1), "b": (1, 1), "-": (0, 0)}
"""What a place lists under the theme: how many findings of each list."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def place(number: int, side: str, words: int = 20, topic: str = "health", times: int = 1) -> Data:
    """A place that lists findings of one topic, and in its other domains one finding of another."""
    code = f"B{LETTERS[number // 26]}{LETTERS[number % 26]}"
    data = city_data() | {"city": f"haven-{code.lower()}", "code": code}
    data["place"] = {"name": f"Haven {code}", "country": ("NO", "PT", "BR")[number % 3]}
    data["source"] = data["source"] | {
        "title": f"Profile of Haven {code}",
        "url": f"https://example.org/{code.lower()}",
    }
    for domain in DOMAINS:
        data["findings"][domain] = {"developed": [], "potential": []}
    data["findings"]["partnerships"]["developed"] = [_finding(code, "p0", 12, "academia")]
    for kind, count in zip(("developed", "potential"), SIDES[side], strict=True):
        found = [_finding(code, f"{kind[0]}{n}", words, topic) for n in range(count * times)]
        data["findings"]["migrants-rights"][kind] = found
    return data


def _finding(code: str, key: str, words: int, topic: str) -> Data:
    return {"gist": f"Gist {code}{key} in a few words", "text": sentence(f"{code}{key}", words), "topics": [topic]}


def write_places(root: Path, sides: str, **options: Any) -> Path:
    """A workspace of as many places as there are sides, and the region of all of them."""
    places = [place(number, side, **options) for number, side in enumerate(sides)]
    for data in places:
        write_yaml(root / "data" / "profiles" / f"{data['city']}.yaml", data)
    write_yaml(root / "data" / "regions" / "havens.yaml", region_data([data["city"] for data in places], "havens"))
    return root


def brief(
    root: Path, *subjects: str, languages: Sequence[str] = ("en",), regions: Sequence[str] = ("havens",), **options: Any
) -> Result:
    """Make briefs as the command does."""
    regions = () if options.get("cities") else tuple(regions)
    options = {"jobs": 1} | options
    workspace = open_workspace(root)
    return build(
        BuildPlan(workspace, root / "reports", languages=tuple(languages), regions=regions, briefs=subjects, **options)
    )


def output(root: Path, subject: str, of: str = "havens", language: str = "en", ending: str = ".pdf") -> Path:
    """The file of a brief."""
    return root / "reports" / language / "briefs" / f"mgi-brief-{subject}-{of}-{language}{ending}"
