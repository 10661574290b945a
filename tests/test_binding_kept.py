"""Whatever is bound, the volume has all that its parts had: told by other software, for many producers and oddities."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import needs
from oddities import ODDITIES, encrypted, signed, thousand
from witness import facts, qpdf_complaints, witness

from mgi_report.binding import Labels, Part, SourceError, Volume, bind

FOREIGN = {file.stem: file for file in sorted((Path(__file__).parent / "foreign").glob("*.pdf"))}
NAMES = [*FOREIGN, *ODDITIES]


@cache
def source(name: str) -> bytes:
    """The bytes of an input, by its name."""
    return FOREIGN[name].read_bytes() if name in FOREIGN else ODDITIES[name]()


def part(name: str, key: str = "", **wishes: Any) -> Part:
    """An input as part of a volume."""
    return Part(source(name), f"Title of {name}", key or name, **wishes)


def bound(*parts: Part, **wishes: Any) -> Volume:
    """A volume that the witness has seen."""
    needs("qpdf"), needs("pdftotext")
    volume = bind(parts, title="A volume", language="en", **wishes)
    witness(parts, volume)
    return volume


@pytest.mark.parametrize("name", NAMES)
def test_one_part(name: str) -> None:
    bound(part(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_part_twice(name: str) -> None:
    bound(part(name, "one"), part(name, "two"))


@pytest.mark.parametrize(("one", "two"), list(zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)))
def test_pairs(one: str, two: str) -> None:
    bound(part(one), part(two))
    bound(part(two, bookmark=False), part(one, labels=Labels("A", "B-", 3)))


def test_everything_at_once() -> None:
    bound(*(part(name) for name in NAMES))


def test_everything_backwards_and_led_by_a_part() -> None:
    bound(*(part(name) for name in NAMES[::-1]), lead="typst")
