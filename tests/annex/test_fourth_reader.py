"""What Chromium hands to screen readers, by content as it does by itself, and by tags where it is told to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from helpers.chromium import Node, heard_by
from helpers.cities import city_data

WELL, POTENTIAL = "Examples of well-developed areas", "Areas with potential for further development"
_HEARD = re.compile(rf"{WELL}|{POTENTIAL}|\b[A-Z]\d(?=[ \xa0])")


@pytest.fixture(scope="module")
def by_content(built: Path) -> list[list[Node]]:
    return heard_by(built, by_tags=False)


@pytest.fixture(scope="module")
def by_tags(built: Path) -> list[list[Node]]:
    return heard_by(built, by_tags=True)


def said(page: Sequence[Node]) -> str:
    return " ".join(node.name for node in page if node.role == "staticText")


def beginning(page: Sequence[Node]) -> list[str]:
    """Heads of lists and labels of findings, as far as those of the first domain."""
    found = _HEARD.findall(said(page))
    return found[: found.index(WELL, 1)]


@pytest.mark.parametrize("number", [1, 2])
def test_findings_are_heard_below_the_head_of_their_list(
    by_content: list[list[Node]], by_tags: list[list[Node]], number: int
) -> None:
    letter = "RW"[number - 1]
    wanted = [WELL, *(f"{letter}{n}" for n in (1, 2, 3)), POTENTIAL, f"{letter}4", f"{letter}5"]
    assert beginning(by_content[number]) == wanted
    assert beginning(by_tags[number]) == wanted


def test_whole_words_are_heard(by_content: list[list[Node]]) -> None:
    """Words that go on in the next line too; where they are divided Chromium marks it."""
    heard = " ".join(map(said, by_content))
    assert "\x02" in heard
    folded = re.sub(r"[\x02\u200b\s]", "", heard)
    texts = [item["text"] for lists in city_data()["findings"].values() for kind in lists.values() for item in kind]
    lost = [text for text in texts if re.sub(r"\s", "", text) not in folded]
    assert len(lost) == 1, "the fixture has another text in its place"
    assert "Whole-of-\u200b government" in heard


def test_tags_are_what_they_are(by_tags: list[list[Node]]) -> None:
    heads = {after.name for page in by_tags for node, after in pairwise(page) if node.role == "heading"}
    assert {WELL, POTENTIAL} <= heads
    for page in by_tags[1:3]:
        labels = [after.name for node, after in pairwise(page) if node.role == "listMarker"]
        assert sum(bool(re.fullmatch(r"[A-Z]\d", label)) for label in labels) == 3 * 5
    assert sum(node.role == "link" for page in by_tags for node in page) > 20
