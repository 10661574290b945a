"""Invented cities by the dozen: a workspace whose profiles say what those of the repository say, under other names.

``python benchmarks/cities.py 50 FOLDER`` writes it; ``mgi-report --workspace FOLDER build --region scale`` builds it.
A city has two to five examples in a domain and one to four areas with potential, chosen from those of all samples. So
themes and exchange opportunities name more cities the more there are, and half of the names become the city's own, so
that the indexes grow as well.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SYLLABLES = ["ba", "co", "ri", "lu", "ma", "te", "no", "sa", "vi", "pe", "do", "ra", "mi", "ja", "gu", "el", "or", "za"]
COUNTRIES = ["AR", "CL", "CO", "SV", "PE", "EC", "BR", "MX", "UY", "BO", "PY", "CR"]
KEY_POINTS = 2
OWN = re.compile(r"\[([^\]]+)\]\{(\.(?:institution|programme|plan|publication))(?![^}]*entry=)")
MANY = {"developed": (2, 5), "potential": (1, 4)}
"""The fewest and the most findings of a list."""
TITLES = {"en": "Many cities", "es": "Muchas ciudades", "fr": "Beaucoup de villes"}


def main() -> None:
    """Write a workspace with as many cities as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cities", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    make_workspace(arguments.cities, arguments.folder)


def make_workspace(count: int, folder: Path) -> None:
    """Write so many profiles and a region ``scale`` of all of them; the same number gives the same files."""
    chance = random.Random(count)
    samples = [yaml.safe_load(file.read_text("utf-8")) for file in sorted((ROOT / "data" / "profiles").glob("*.yaml"))]
    cities = [invented(samples, index, chance) for index in range(count)]
    (folder / "data" / "profiles").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "regions").mkdir(exist_ok=True)
    shutil.copy(ROOT / "data" / "framework.yaml", folder / "data")
    for city in cities:
        _write(folder / "data" / "profiles" / f"{city['city']}.yaml", city)
    region = {"region": "scale", "title": TITLES, "cities": [city["city"] for city in cities]}
    _write(folder / "data" / "regions" / "scale.yaml", region)


def invented(samples: list[dict[str, Any]], index: int, chance: random.Random) -> dict[str, Any]:
    """A profile of a city that does not exist: one of the samples with findings of all of them."""
    name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    name += " de la Sierra" if index % 7 == 3 else ""
    samples = [renamed(sample, name, chance) for sample in samples]
    sample = samples[index % len(samples)]
    place = {key: value for key, value in sample["place"].items() if key != "official"}
    place |= {"name": name, "country": COUNTRIES[index % len(COUNTRIES)]}
    place["coordinates"] = [round(chance.uniform(-32, 0), 2), round(chance.uniform(-66, -54), 2)]
    code = chr(65 + index // 26) + chr(65 + index % 26) + "X"
    findings = {
        domain: {kind: chosen(samples, domain, kind, chance.randint(*many), chance) for kind, many in MANY.items()}
        for domain in sample["findings"]
    }
    for kind in MANY:
        for domain in list(findings)[:KEY_POINTS]:
            findings[domain][kind][0]["key"] = True
    return sample | {"city": f"city-{index:03}", "code": code, "place": place, "findings": findings}


def renamed(sample: dict[str, Any], name: str, chance: random.Random) -> dict[str, Any]:
    """A sample with another city's name; one name in two is listed as this city's own."""

    def own(found: re.Match[str]) -> str:
        return f'[{found[1]}]{{{found[2]} entry="{found[1]} ({name})"' if chance.random() < 0.5 else found[0]

    text = json.dumps(sample, default=str, ensure_ascii=False).replace(sample["place"]["name"], name)
    renamed: dict[str, Any] = json.loads(text)
    for lists in renamed["findings"].values():
        for finding in (*lists["developed"], *lists["potential"]):
            finding.pop("key", None)
            finding["gist"] = {
                language: gist.replace(name, name.split()[0]) for language, gist in finding["gist"].items()
            }
            finding["text"] = {code: OWN.sub(own, words) for code, words in finding["text"].items()}
    return renamed


def chosen(samples: list[dict[str, Any]], domain: str, kind: str, many: int, chance: random.Random) -> list[Any]:
    """So many different findings of a list, from all samples."""
    return chance.sample([finding for sample in samples for finding in sample["findings"][domain][kind]], many)


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
