"""A small region of invented cities, and its compendium as the tests build it.

Monte Alto writes Spanish and has names in its findings, Vila Aurora is the usual city with key points and a contact,
Port Sereno lists a single finding in each list and gives no coordinates. By country and name this is their order in
English.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pypdf

from helpers.cities import DOMAINS, FJORDS, Data, city_data, finding, sentence, write_yaml
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.compendium.jobs import region_data as data_of
from mgi_report.compendium.present import view_volume
from mgi_report.compendium.view import VolumeView
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.data.comparison import Comparison, compare
from mgi_report.data.model import Framework, Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.region import Region
from mgi_report.design.editions import SCREEN, Edition
from mgi_report.studio.studio import Studio
from mgi_report.text.languages import load_language
from mgi_report.workspace.places import open_workspace

FRAMEWORK: Framework = load_framework(ROOT / "data" / "framework.yaml")
REGION = "three-rivers"
NAME = f"en/mgi-compendium-{REGION}-en.pdf"
IDENTITIES = ("monte-alto-2020-02", "vila-aurora-2021-05", "port-sereno-2019-11")
NAMES = ("Monte Alto & Cía", "Vila Aurora", "Port Sereno")
COUNTRIES = ("Brazil", "Norway", "Portugal")

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="180mm" height="200mm" viewBox="0 0 18 20"></svg>'
"""What stands for figures."""

NETWORK = "It belongs to the [Three Rivers Network]{.network} and to [Casa Aberta]{.programme lang=pt}."
TOPICS = {
    "migrants-rights": ("health", "education", "information-services"),
    "whole-of-government": ("data", "training", "strategy"),
    "partnerships": ("academia", "diaspora", "city-networks"),
    "well-being": ("skills", "employment", "students"),
    "mobility-crises": ("climate", "recovery", "displacement"),
    "safe-migration": ("access-to-justice", "missing-migrants", "counter-trafficking"),
}


def invented(slug: str, code: str, counts: tuple[int, int] = (3, 2), **changes: Any) -> Data:
    """A city whose every sentence and gist is its own; its topics take turns."""
    data = city_data() | {"city": slug, "code": code}
    data["place"] = data["place"] | {"name": slug.replace("-", " ").title(), "official": slug.replace("-", " ").title()}
    data["source"] = data["source"] | {"url": f"https://example.org/{slug}", "title": f"Profile of {slug}"}
    for number, domain in enumerate(DOMAINS, 1):
        turns = count()
        data["findings"][domain] = {
            kind: [
                finding(sentence(f"{code}{number}{kind[0]}{n}", 14 + (n + number) % 9), TOPICS[domain][next(turns) % 3])
                | {"gist": f"Gist {code}{number}{kind[0]}{n} in a few words"}
                for n in range(many)
            ]
            for kind, many in zip(("developed", "potential"), counts, strict=True)
        }
    for key, value in changes.items():
        data[key] = data[key] | value if isinstance(value, dict) else value
    return data


def three_cities() -> dict[str, Data]:
    """The cities of the region by the names of their files."""
    aurora = invented("vila-aurora", "VAU", contact="Office of Arrivals, arrivals@example.org")
    aurora["place"]["coordinates"] = [*FJORDS]
    aurora["findings"]["partnerships"]["developed"][0]["text"] = NETWORK
    aurora["findings"]["partnerships"]["developed"][1]["topics"] = ["diaspora", "health", "academia"]
    del aurora["findings"]["well-being"]["potential"][1]["topics"]
    for kind in ("developed", "potential"):
        aurora["findings"]["well-being"][kind][0]["key"] = True
    del aurora["findings"]["mobility-crises"]["developed"][1]["gist"]
    sereno = invented("port-sereno", "PSE", (1, 1), edition="2019-11", place={"country": "PT"})
    del sereno["place"]["coordinates"]
    monte = invented("monte-alto", "MAL", edition="2020-02", source={"language": "es"})
    monte["place"] |= {"name": "Monte Alto & Cía", "country": "BR", "coordinates": [-12.5, -41.4]}
    monte["introduction"] = "Monte Alto es una ciudad inventada en un monte inventado."
    monte["findings"]["safe-migration"]["developed"][0]["text"] = (
        "Rige el [Plan *Municipal* de Acogida]{.plan}; lo aplica la [Oficina de Llegadas]{.institution} <desde 2018>."
    )
    monte["findings"]["whole-of-government"]["potential"][0]["text"] = (
        "La [Ordenanza 12/2019]{.law} no llega a la [Three Rivers Network]{.network lang=en} ni a sus {{ vecinos }}."
    )
    return {"vila-aurora": aurora, "port-sereno": sereno, "monte-alto": monte}


def region_data(cities: Sequence[str], name: str = REGION) -> Data:
    """A region file with these cities."""
    return {
        "region": name,
        "title": {"en": "Cities on three rivers", "es": "Ciudades de tres ríos", "fr": "Villes des trois fleuves"},
        "introduction": "Invented cities on invented rivers took part in an assessment of their own will.",
        "revised": "2024-04-05",
        "cities": list(cities),
    }


def write_region(root: Path, cities: dict[str, Data] | None = None, name: str = REGION) -> Path:
    """A workspace with the cities and their region; returns its folder."""
    cities = three_cities() if cities is None else cities
    for file, content in cities.items():
        write_yaml(root / "data" / "profiles" / f"{file}.yaml", content)
    write_yaml(
        root / "data" / "regions" / f"{name}.yaml", region_data([data["city"] for data in cities.values()], name)
    )
    return root


def build_region(root: Path, name: str = REGION, languages: Sequence[str] = ("en",), **options: Any) -> Result:
    """Build the compendium as the command does."""
    plan = BuildPlan(open_workspace(root), root / "reports", languages=tuple(languages), regions=(name,), **options)
    return build(plan)


def run(root: Path, name: str, *options: str, **environment: str) -> None:
    """Build the compendium in a process of its own, where workers may be forked; nothing may go wrong."""
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(root), "build", "--quiet"]
    command += ["--region", name, "--language", "en", *options]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Structure elements below a node, in the order of reading."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            yield from walk(kid)
    elif isinstance(node, dict) and "/S" in node:
        yield node
        if "/K" in node:
            yield from walk(node["/K"])


def unreached(reader: pypdf.PdfReader) -> list[Any]:
    """Elements that own content or an annotation of a file, but are not found from the root of its tag tree."""
    root: Any = reader.root_object["/StructTreeRoot"]
    reached = {id(element) for element in walk(root["/K"])}
    owners = [owner.get_object() for owner in _owners(root["/ParentTree"])]
    assert owners
    return [owner for owner in owners if id(owner) not in reached]


def _owners(tree: Any) -> Iterator[Any]:
    tree = tree.get_object()
    for value in tree.get("/Nums", [])[1::2]:
        value = value if not isinstance(value.get_object(), list) else value.get_object()
        yield from value if isinstance(value, list) else [value]
    for kid in tree.get("/Kids", []):
        yield from _owners(kid)


def comparison_of(code: str, cities: dict[str, Data] | None = None) -> Comparison:
    """The comparison of cities (those of the region) for a reader of a language."""
    profiles = [Profile.model_validate(data) for data in (three_cities() if cities is None else cities).values()]
    region = Region.model_validate(region_data([profile.city for profile in profiles]))
    return compare(region, profiles, FRAMEWORK, load_language(code, (ROOT / "locales",)))


def view_of(code: str, *, names: bool = True) -> VolumeView:
    """What the compendium of the region says to a reader; ``names`` keeps the names in its findings marked."""
    cities = three_cities()
    if not names:
        for data in cities.values():
            for lists in data["findings"].values():
                for item in (*lists["developed"], *lists["potential"]):
                    item["text"] = (
                        str(item["text"]).replace("{.", "{lang=pt .").translate({ord(c): None for c in "[]{}"})
                    )
    comparison = comparison_of(code, cities)
    return view_volume(comparison, FRAMEWORK, load_language(code, (ROOT / "locales",)), "2024")


def many(count: int) -> dict[str, Data]:
    """Invented cities in several countries."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return {
        f"harbour-{n}": invented(
            f"harbour-{n}",
            f"H{letters[n // 26]}{letters[n % 26]}",
            (1 + n % 2, 1),
            place={"country": ("NO", "PT", "BR")[n % 3]},
        )
        for n in range(count)
    }


@cache
def _studio() -> Studio:
    return Studio(open_workspace(ROOT), FRAMEWORK)


def studio_of(
    comparison_cities: dict[str, Data] | None = None,
    code: str = "en",
    edition: Edition = SCREEN,
    studio: Studio | None = None,
) -> VolumeStudio:
    """What makes the compendium of cities whose snapshots are imagined."""
    comparison, studio = comparison_of(code, comparison_cities), studio or _studio()
    data = data_of(comparison.region, [city.profile for city in comparison.cities], studio)
    drawings = dict.fromkeys(("map.svg", "region-cover.svg", "region-back.svg"), DRAWING)
    return VolumeStudio(studio, comparison, data, drawings, edition)


def comparison_view(cities: dict[str, Data], code: str = "en") -> VolumeView:
    """What the compendium of some cities says to a reader."""
    return studio_of(comparison_cities=cities, code=code).view
