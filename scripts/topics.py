"""Print, for each city, a table of its findings, their topics and the words that carry each: ``topics.py [CITY]...``.

The words are in ``docs/review/topics.yaml``. What does not hold is printed instead, with exit code 1: a topic without
words, words that do not stand in the English text, words for a topic that the finding does not have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load
from mgi_report.text.markup import plain_text

ROOT = Path(__file__).parents[1]
BETWEEN = " … "
Words = Mapping[str, Mapping[str, str]]


def reviewed() -> Words:
    """Reference → topic → the words that carry it."""
    found: Words = yaml.safe_load((ROOT / "docs" / "review" / "topics.yaml").read_text(encoding="utf-8"))
    return found


def profiles_with_letters() -> tuple[list[Profile], dict[str, str]]:
    """The sound profiles of the repository, and the letters of its domains."""
    loaded = load(ROOT / "data" / "framework.yaml", sorted((ROOT / "data" / "profiles").glob("*.yaml")))
    if loaded.framework is None:
        sys.exit("\n".join(map(str, loaded.problems)))
    return list(loaded.profiles.values()), loaded.framework.letters


def unheld(profile: Profile, letters: Mapping[str, str], words: Words) -> Iterator[str]:
    """What in the reviewed words does not hold of a profile."""
    for item in profile.walk_findings(letters):
        given, topics = words.get(item.reference, {}), item.finding.topics
        yield from (f"{item.reference}: no words carry {topic}" for topic in topics if topic not in given)
        yield from (f"{item.reference}: has no topic {topic}" for topic in given if topic not in topics)
        text = english(profile, item.finding.text)
        for topic, carried in given.items():
            pieces = carried.split(BETWEEN)
            yield from (f"{item.reference}: {topic}: not in the text: {piece}" for piece in pieces if piece not in text)


def table(profile: Profile, letters: Mapping[str, str], words: Words) -> Iterator[str]:
    """The lines of a table in Markdown."""
    yield from (f"## {profile.identity}", "", "| finding | list | topic | words | text |", "|---|---|---|---|---|")
    for item in profile.walk_findings(letters):
        text = english(profile, item.finding.text)
        for topic in item.finding.topics:
            row = (item.local, item.kind, topic, words[item.reference][topic], text)
            yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
            text = ""
    yield ""


def english(profile: Profile, text: str | Mapping[str, str]) -> str:
    """The words of a text in English, or in the language of the source where they are in no other."""
    return plain_text(text if isinstance(text, str) else text.get("en") or text[profile.source.language])


def main(cities: list[str]) -> int:
    """Print the tables of some cities, or of all; or what does not hold."""
    words, (profiles, letters) = reviewed(), profiles_with_letters()
    chosen = [profile for profile in profiles if not cities or profile.city in cities]
    faults = [fault for profile in chosen for fault in unheld(profile, letters, words)]
    tables = [line for profile in chosen for line in table(profile, letters, words)] if not faults else []
    sys.stdout.write("\n".join([*(faults or tables), ""]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
