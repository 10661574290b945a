"""Invented cities by the dozen: a workspace whose profiles say what those of the repository say, under other names.

``python benchmarks/cities.py 50 FOLDER`` writes it; ``mgi-report --workspace FOLDER build --region scale`` builds it.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SYLLABLES = ["ba", "co", "ri", "lu", "ma", "te", "no", "sa", "vi", "pe", "do", "ra", "mi", "ja", "gu", "el", "or", "za"]
COUNTRIES = ["AR", "CL", "CO", "SV", "PE", "EC", "BR", "MX", "UY", "BO", "PY", "CR"]
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
    cities = [invented(samples[index % len(samples)], index, chance) for index in range(count)]
    (folder / "data" / "profiles").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "regions").mkdir(exist_ok=True)
    shutil.copy(ROOT / "data" / "framework.yaml", folder / "data")
    for city in cities:
        _write(folder / "data" / "profiles" / f"{city['city']}.yaml", city)
    region = {"region": "scale", "title": TITLES, "cities": [city["city"] for city in cities]}
    _write(folder / "data" / "regions" / "scale.yaml", region)


def invented(sample: dict[str, Any], index: int, chance: random.Random) -> dict[str, Any]:
    """A profile like a sample, of a city that does not exist."""
    name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    name += " de la Sierra" if index % 7 == 3 else ""
    sample = yaml.safe_load(yaml.safe_dump(sample, allow_unicode=True).replace(sample["place"]["name"], name))
    place = {key: value for key, value in sample["place"].items() if key != "official"}
    place |= {"name": name, "country": COUNTRIES[index % len(COUNTRIES)]}
    place["coordinates"] = [round(chance.uniform(-40, 20), 2), round(chance.uniform(-80, -45), 2)]
    code = chr(65 + index // 26) + chr(65 + index % 26) + "X"
    return sample | {"city": f"city-{index:03}", "code": code, "place": place}


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
