"""Invented cities in two editions, with changes of every kind, each of which is known."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import NamedTuple

from helpers.cities import DOMAINS, TOPICS, Data, city_data, write_yaml
from helpers.paraphrases import PARAPHRASES

OLDER, NEWER = "2019-05", "2023-10"
LETTERS = dict(zip(DOMAINS, "RGPWCS", strict=True))
CITIES = {"en": ("vila-aurora", "VAU"), "es": ("puerto-sereno", "PSE"), "fr": ("rivebelle", "RIV")}
"""Language → the invented city whose profiles are in it, and its code."""

DOUBTS = {
    "en": (5, None),
    "es": (14, "Antes de una tormenta llega a los teléfonos un aviso escrito en cuatro idiomas."),
    "fr": (14, "Avant une tempête, quatre langues sont parlées au téléphone pour donner l'alerte à la population."),
}
"""Language → which pair of sentences is so free that only a reader can tell, and how the newer edition puts it."""

ACCORDING = {
    "en": "Fishing quotas are set by the harbour master.",
    "es": "El capitán del puerto fija las cuotas de pesca.",
}
ACCORDING["fr"] = "Les quotas de pêche sont fixés par la capitainerie."
"""Language → a finding that has no word in common with the one that it follows."""


class Change(NamedTuple):
    """A planted change: its state, and the finding in each edition by its short reference."""

    state: str
    older: str = ""
    newer: str = ""


def two_editions(language: str) -> tuple[Data, Data, list[Change]]:
    """An older and a newer edition of an invented city, and the twenty changes between them."""
    city, code = CITIES[language]
    older, newer = (_empty(city, code, edition, language) for edition in (OLDER, NEWER))
    doubtful, words = DOUBTS[language]
    kinds = iter(
        ["same-words"] * 4 + ["other-words"] * 4 + ["other-list"] * 4 + ["newly-listed"] * 3 + ["no-longer-listed"] * 3
    )
    changes = []
    for number, (first, second) in enumerate(PARAPHRASES[language]):
        state = "in-doubt" if number == doubtful else next(kinds, "follows")
        if state in ("same-words", "other-list") and number % 2 == 0:
            second = first
        second = first if state == "same-words" else second
        second = words or second if state == "in-doubt" else second
        second = ACCORDING[language] if state == "follows" else second
        domain, kind = DOMAINS[number % 6], ("developed", "potential")[number // 6 % 2]
        other = ("potential", "developed")[kind == "potential"] if state == "other-list" else kind
        local = f"{LETTERS[domain]}{number + 1}"
        finding = {"topics": [TOPICS[number % 6]], "id": local}
        if state != "newly-listed":
            older["findings"][domain][kind].append(finding | {"text": first})
        if state != "no-longer-listed":
            told = {"follows": f"{code}-{OLDER[:4]}-{local}"} if state == "follows" else {}
            newer["findings"][domain][other].append(finding | {"text": second} | told)
        named = "other-words" if state == "follows" else state
        there = Change(named, local * (state != "newly-listed"), local * (state != "no-longer-listed"))
        changes.append(there)
    return older, newer, changes


def _empty(city: str, code: str, edition: str, language: str) -> Data:
    data = copy.deepcopy(city_data(0, 0))
    name = city.replace("-", " ").title()
    data |= {"city": city, "code": code, "edition": edition, "revised": f"{edition}-20"}
    data["place"] |= {"name": name, "official": f"Port of {name}"}
    data["source"] |= {"title": f"Profile of {name} {edition}", "language": language}
    del data["introduction"]
    return data


def write_editions(root: Path, *languages: str) -> Path:
    """A workspace with both editions of the cities of some languages; returns its folder."""
    for language in languages:
        for data in two_editions(language)[:2]:
            write_yaml(root / "data" / "profiles" / f"{data['city']}-{data['edition']}.yaml", data)
    return root
