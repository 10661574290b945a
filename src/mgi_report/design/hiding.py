"""Declarations in style sheets of a workspace that hide text, or make it hard to read.

They are told as warnings, since a rule may be about something else than text: the proof decides on painted pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import Kind, Problem, ReportError, Severity, excerpt
from ..text.units import LEAST_TYPE, POINTS_PER_MM
from .sources import read_source
from .theme import RGB, TEXT_CONTRAST, Colour, Theme

_POINTS = {"pt": 1.0, "px": 0.75, "pc": 12.0, "in": 72.0, "mm": POINTS_PER_MM, "cm": 10 * POINTS_PER_MM}
_POINTS |= {"q": POINTS_PER_MM / 4}
_CUTS = ("overflow", "overflow-x", "overflow-y", "overflow-block", "overflow-inline")
_TOKEN = re.compile(r"var\(\s*--([\w-]+)\s*\)")

Fault = tuple[Kind, str, str]
"""Kind, message and hint."""


def check_hiding(files: Iterable[Path], theme: Theme | None) -> Iterator[Problem]:
    """What in style sheets hides text; without a theme its colours are not known."""
    from tinycss2 import parse_stylesheet

    for file in files:
        try:
            rules = parse_stylesheet(read_source(file), skip_comments=True, skip_whitespace=True)
        except ReportError:  # told by the check of sources
            continue
        for at, (kind, message, hint) in _in_rules(rules, theme.tokens() if theme else {}):
            place, told = (at.source_line, at.source_column), Severity.WARNING
            yield Problem(str(file), *place, message, hint=hint, severity=told, kind=kind)


def _in_rules(rules: Iterable[Any], tokens: Mapping[str, str]) -> Iterator[tuple[Any, Fault]]:
    from tinycss2 import parse_blocks_contents

    for rule in rules:
        if rule.type not in ("qualified-rule", "at-rule") or rule.content is None:
            continue
        items = parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        told = {item.lower_name: item for item in items if item.type == "declaration"}
        for item in told.values():
            if fault := _fault_of(item):
                yield item, fault
        if fault := _contrast(told, tokens):
            yield told["color"], fault
        yield from _in_rules(items, tokens)


def _fault_of(item: Any) -> Fault | None:
    name, words = item.lower_name, [part.lower_value for part in item.value if part.type == "ident"]
    if name in _CUTS and {"hidden", "clip"} & {*words}:
        message = f"{excerpt(_css(item))} cuts off the text that does not fit"
        return Kind.UNSEEN, message, "let the box grow with its text"
    if name == "opacity" and any(_number(part) < 1 for part in item.value if part.type in ("number", "percentage")):
        return Kind.UNSEEN, f"{excerpt(_css(item))} makes text fainter, and is refused on the press", "choose a colour"
    if (name == "visibility" and {"hidden", "collapse"} & {*words}) or (name == "color" and "transparent" in words):
        return Kind.UNSEEN, f"{excerpt(_css(item))} hides text", "every finding has to be seen"
    size = next((_size(part) for part in item.value if part.type == "dimension"), None)
    if name in ("font-size", "font") and size is not None and size < LEAST_TYPE - 0.05:
        message = f"type of {size:.3g} pt; from {LEAST_TYPE:g} pt on it can be read"
        return Kind.LETTERING, message, "set it larger"
    return None


def _css(item: Any) -> str:
    from tinycss2 import serialize

    return f"{item.name}: {serialize(item.value).strip()}"


def _number(part: Any) -> float:
    return float(part.value) / (100 if part.type == "percentage" else 1)


def _size(part: Any) -> float | None:
    """A length in points; nothing where it depends on something else."""
    points = _POINTS.get(part.lower_unit)
    return None if points is None else float(part.value) * points


def _contrast(told: Mapping[str, Any], tokens: Mapping[str, str]) -> Fault | None:
    """Type and ground of one rule, where both are known."""
    ground = told.get("background-color") or told.get("background")
    colours = [_colour(item, tokens) for item in (told.get("color"), ground) if item]
    if len(colours) < 2 or not colours[0] or not colours[1]:
        return None
    ratio = colours[0].contrast(colours[1])
    if ratio >= TEXT_CONTRAST:
        return None
    message = f"type with a contrast of {ratio:.1f}:1 to its ground; {TEXT_CONTRAST:g}:1 is needed"
    return Kind.CONTRAST, message, "choose a darker or a lighter colour for one of them"


def _colour(item: Any, tokens: Mapping[str, str]) -> Colour | None:
    from tinycss2 import serialize

    value = _TOKEN.sub(lambda found: tokens.get(found[1], ""), serialize(item.value)).strip()
    short = re.fullmatch(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])", value)
    value = "#" + "".join(2 * digit for digit in short.groups()) if short else value
    value = {"white": "#ffffff", "black": "#000000"}.get(value.lower(), value)
    return Colour(rgb=value, cmyk=(0, 0, 0, 0)) if re.fullmatch(RGB, value) else None
