"""An invented city and what a test writes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

DOMAINS = ("migrants-rights", "whole-of-government", "partnerships", "well-being", "mobility-crises", "safe-migration")
TOPICS = ("health", "data", "academia", "skills", "climate", "access-to-justice")
Data = dict[str, Any]

FJORDS = (59.9, 10.7)
"""Where a city lies whose first page has coasts to draw that take nearly half the time of its snapshot."""


def finding(text: str | Data, topic: str) -> Data:
    """One finding as it stands in a file."""
    return {"gist": f"What the city does about {topic}", "text": text, "topics": [topic]}


def city_data(developed: int = 3, potential: int = 2, words: int = 22) -> Data:
    """The profile of Vila Aurora, an invented city on a plain coast: the same every time, each sentence different."""
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
            "coordinates": [55.0, 21.6],
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


def write_yaml(file: Path, content: Data) -> Path:
    """Write data as a YAML file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8")
    return file


MakeWorkspace = Callable[..., Path]


def second_city() -> Data:
    content = city_data(developed=1, potential=1)
    content |= {"city": "port-sereno", "code": "PSE"}
    content["place"] = {"name": "Port Sereno", "country": "IS"}
    return content
