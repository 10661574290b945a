"""Regions of every sound shape, made into every publication: whatever ``check`` accepts must build, and be proved.

    .venv/bin/python scripts/shapes.py --trials 200

Every trial has a number: an invented region of one to nine places, of few or many findings, short or long, with names,
marks, key points, contacts and figures or without, in one language or three; and publications of it, some of all kinds.
``--only NUMBER`` makes one again, ``--keep FOLDER`` keeps its workspace. What fails is told in a line, and the program
ends with 1.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "es", "fr")
WORDS = {
    "en": "the of and city council migrants residents office plan offers since health schools local rights "
    "non-governmental municipality's access intermunicipal agreement interinstitutional 2019 training to for a "
    "consulates programme (2021-2024) support diaspora-led is in",
    "es": "la de y el ayuntamiento migrantes oficina plan ofrece desde salud escuelas locales derechos a o en e "
    "interinstitucional municipalidad acceso convenio 2019 formación para que los consulados programa (2021-2024) "
    "no gubernamentales apoyo diáspora corresponsabilidad",
    "fr": "la de et le conseil migrants habitants bureau plan offre depuis santé écoles locales droits à l'accès "
    "interinstitutionnel municipalité d'accueil convention 2019 formation pour qu'une des consulats programme "
    "(2021-2024) appui diaspora intercommunalité y",
}
PLACES = "Alba Bruma Cala Duna Estero Foz Grava Hoya Islote Junco Loma Mareas Norte Orilla Puente Ribera Sauce Vega"
LINKS = ("", "", "", " de la {} de los {}", " del {}", "-sur-{}", " d'{}", " {} y {} del {}")
COUNTRIES = ("NO", "PT", "BR", "CL", "BO", "VE", "DO", "IS", "GB", "CD")
COUNTS = (0, 0, 1, 1, 2, 3, 4, 6, 9)
KINDS = ("developed", "potential")
EDITIONS = ("screen", "screen", "screen", "press", "archive", "html")


class Shape:
    """The data of one trial."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        framework = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text("utf-8"))
        self.topics = {item["slug"]: [topic["slug"] for topic in item["topics"]] for item in framework["domains"]}
        self.all_topics = [topic for topics in self.topics.values() for topic in topics]
        self.counts = chance.choice((COUNTS, COUNTS, (0, 0, 0, 1), (4, 6, 9, 14)))
        self.longest = chance.choice((12, 30, 45, 90))
        self.translated = chance.random() < 0.6
        self.sorted, self.told = (chance.choice((0.0, 0.9, 0.9, 1.0)) for _ in range(2))
        self.near = chance.choice((None, (4.6, -74.1), (59.9, 10.7), (-17.7, 178.0), (-33.5, -70.6)))
        self.names: list[str] = []
        self.cities: list[str] = []

    def write(self) -> None:
        """Write the profiles, some with an earlier edition, and the region of all."""
        for number in range(self.chance.choice((1, 2, 3, 3, 4, 5, 5, 6, 9))):
            city = f"place-{number}"
            self.cities.append(city)
            data = self._profile(number) | {"city": city}
            self._save(f"profiles/{city}.yaml", data)
            if number == 0:
                earlier = self._profile(number) | {"city": city, "edition": "2018-03", "place": data["place"]}
                self._save(f"profiles/{city}-2018-03.yaml", earlier)
        places = [*self.cities]
        places[0] += "-2021-05"
        if self.chance.random() < 0.3:
            publisher = {"name": "Example Press", "contact": "desk@example.org", "url": "https://example.org"}
            self._save("publisher.yaml", publisher | {"note": self._text(self.chance.choice((8, 25)))})
        region: dict[str, Any] = {"region": "shapes", "title": self._title("Shapes of places"), "cities": places}
        if self.chance.random() < 0.7:
            region["introduction"] = self._text(60)
        self._save("regions/shapes.yaml", region)

    def _save(self, path: str, data: Any) -> None:
        target = self.root / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110), "utf-8")

    def _profile(self, number: int) -> dict[str, Any]:
        name, code = self._name(), "P" + chr(65 + number // 26) + chr(65 + number % 26)
        data: dict[str, Any] = {
            **{"city": "", "edition": "2021-05", "code": code, "level": "local", "revised": "2024-03-01"},
            "place": {"name": name, "country": self.chance.choice(COUNTRIES)},
            "source": {"title": f"Profile of {name}", "publisher": "Example Press", "language": "en"},
        }
        if self.near and self.chance.random() < 0.9:
            apart = self.chance.choice((0.1, 1.0, 8.0))
            latitude, longitude = (at + self.chance.uniform(-apart, apart) for at in self.near)
            data["place"]["coordinates"] = [round(latitude, 3), round((longitude + 180) % 360 - 180, 3)]
        if self.chance.random() < 0.3:
            data["place"]["official"] = f"Municipality of {name}, Province of {self.chance.choice(PLACES.split())}"
        if self.chance.random() < 0.7:
            data["source"]["url"] = f"https://example.org/{'places/' * self.chance.randint(0, 6)}{code.lower()}"
        if self.chance.random() < 0.7:
            data["introduction"] = self._text(self.chance.choice((15, 40, 90)))
        elif self.chance.random() < 0.5:
            fact = {"label": "Residents", "value": "12,000", "year": 2020, "source": "Census 2020"}
            data["facts"] = [dict(fact) for _ in range(self.chance.randint(1, 3))]
        if self.chance.random() < 0.4:
            data["contact"] = "Desk for migration, desk@example.org"
        data["findings"] = {
            domain: {kind: [self._finding(domain) for _ in range(self.chance.choice(self.counts))] for kind in KINDS}
            for domain in self.topics
        }
        self._mark_key_points(data["findings"])
        return data

    def _mark_key_points(self, findings: dict[str, Any]) -> None:
        """As many in the one list as in the other."""
        lists = [[item for lists in findings.values() for item in lists[kind]] for kind in KINDS]
        count = min(self.chance.randint(0, 3), *map(len, lists))
        for listed in lists:
            for item in self.chance.sample(listed, count):
                item["key"] = True

    def _finding(self, domain: str) -> dict[str, Any]:
        finding: dict[str, Any] = {"text": self._text(self.chance.randint(6, self.longest), marks=True)}
        if self.chance.random() < self.sorted:
            finding["topics"] = [self.chance.choice(self.topics[domain])]
            others = [topic for topic in self.all_topics if topic != finding["topics"][0]]
            finding["topics"] += self.chance.sample(others, self.chance.choice((0, 0, 1, 2)))
        if self.chance.random() < self.told:
            finding["gist"] = self._title("", self.chance.randint(2, 9))
        return finding

    def _title(self, fixed: str, words: int = 4) -> Any:
        said = {language: (fixed or self._said(language, words))[:58].strip(" (-") for language in LANGUAGES}
        return said if self.translated else said["en"]

    def _text(self, words: int, *, marks: bool = False) -> Any:
        mark = (
            self.chance.choice(("law", "plan", "programme", "institution"))
            if marks and self.chance.random() < 0.3
            else ""
        )
        year = self.chance.choice(("", " year=2015")) if mark in ("law", "plan") else ""
        said = {}
        for language in LANGUAGES:
            body = f"{self._said(language, words)[:1050]}."
            name = f" [{self.names[-1]} 2015]{{.{mark}{year}}}" if mark else ""
            said[language] = body[:-1] + name + "."
        return said if self.translated else said["en"]

    def _said(self, language: str, words: int) -> str:
        said = " ".join(self.chance.choices(WORDS[language].split(), k=words))
        return said[:1].upper() + said[1:]

    def _name(self) -> str:
        parts = self.chance.sample(PLACES.split(), 4)
        name = parts[0] + self.chance.choice(LINKS).format(*parts[1:])
        name = name if name not in self.names else f"{name} {len(self.names)}"
        self.names.append(name)
        return name


def publications(plan: Any, shape: Shape) -> Iterator[tuple[str, Any]]:
    """What is made of a shape: each kind of publication in some of its editions and languages."""
    chance = shape.chance

    def some(name: str, **options: Any) -> tuple[str, Any]:
        editions = tuple(chance.sample(EDITIONS, chance.choice((1, 1, 2))))
        languages = (
            chance.choice((*((language,) for language in LANGUAGES), LANGUAGES)) if shape.translated else ("en",)
        )
        made = {"editions": editions, "html": "html" in editions, "docx": chance.random() < 0.4, "languages": languages}
        return name, replace(plan, **(made | options))

    first, *others = (f"{shape.cities[0]}-2021-05", *shape.cities[1:])
    subjects = tuple(chance.sample([*shape.all_topics, *shape.topics], 3))
    yield some("snapshots", cities=(first, *others))
    yield some("since", cities=(first,), since="2018-03")
    yield some("editions", cities=(first, f"{shape.cities[0]}-2018-03"), compared=True)
    yield some("region", regions=("shapes",), docx=False, full=chance.random() < 0.2)
    yield some("exchange", regions=("shapes",), exchange=(chance.choice((first, *others)),), html=False)
    yield some("briefs", regions=("shapes",), briefs=subjects, whole=chance.random() < 0.5)


def trial(given: tuple[int, int, str]) -> tuple[int, list[str], float]:
    """Make the region of a number and its publications: what went wrong, and the processor time it took."""
    from mgi_report import check, open_workspace
    from mgi_report.build.build import build
    from mgi_report.build.plan import BuildPlan
    from mgi_report.errors import Kind, Severity

    number, seed, keep = given
    started, faults = time.process_time(), []
    chance = random.Random(f"shapes {seed} {number}")
    with nullcontext(keep) if keep else tempfile.TemporaryDirectory(prefix="shapes-") as folder:
        shutil.rmtree(folder, ignore_errors=True)
        shape = Shape(Path(folder), chance)
        shape.write()
        workspace = open_workspace(shape.root)
        wrong = [problem for problem in check(workspace).problems if problem.severity is Severity.ERROR]
        if wrong:
            return number, [f"refused by check: {wrong[0]}"], time.process_time() - started
        plan = BuildPlan(workspace, shape.root / "reports", jobs=1)
        for name, asked in publications(plan, shape):
            result = build(asked)
            errors = [
                problem
                for problem in result.problems
                if problem.severity is Severity.ERROR and problem.kind is not Kind.INCOMPLETE
            ]
            faults += [f"{name}: {problem}".replace("\n", " ") for problem in errors[:3]]
            if not result.files and not result.problems:
                faults.append(f"{name}: nothing was made")
    return number, faults, time.process_time() - started


def main() -> int:
    """Make the trials that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=200, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="of the one trial that is made")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    first = asked.first if asked.only is None else asked.only
    numbers = range(first, first + (asked.trials if asked.only is None else 1))
    failed = 0
    with get_context("spawn").Pool(asked.jobs) as pool:
        given = ((number, asked.seed, asked.keep if asked.only is not None else "") for number in numbers)
        for number, faults, seconds in pool.imap_unordered(trial, given):
            failed += bool(faults)
            told = faults or ["sound"]
            sys.stdout.write("".join(f"{number} ({seconds:.0f} s): {fault}\n" for fault in told))
            sys.stdout.flush()
    sys.stdout.write(f"{len(numbers)} trials, {failed} failed\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
