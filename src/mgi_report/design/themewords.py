"""What is wrong with the values of a theme, in the words of colours, accents and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from ..data.explain import did_you_mean
from ..data.model import DOMAIN_SLUGS
from ..data.yaml_tree import Path_, Tree
from ..errors import Kind, excerpt
from .theme import Accent, Colour, Fault, Fonts, Theme, no_domain

PARTS: Mapping[str, type[BaseModel]] = {"colours": Colour, "domains": Accent, "fonts": Fonts}
_FORMS = {str: "a text", list: "a list", dict: "a mapping", type(None): "nothing"}
_NO_MAPPING = {"dict_type", "model_type", "model_attributes_type"}
_RECIPE = "cmyk: [C, M, Y, K] in per cent"
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_COMMENTED = re.compile(r"[^#\"']*?(?P<key>[\w-]+)\s*:\s+(?P<colour>#[0-9A-Za-z]{3,8})\b")


def commented(tree: Tree) -> dict[int, tuple[int, str, str]]:
    """Colours that were typed without quotes and so became comments, by line: column, key and colour."""
    found = ((number, _COMMENTED.match(line)) for number, line in enumerate(tree.lines, 1))
    return {number: (hit.start("colour") + 1, hit["key"], hit["colour"]) for number, hit in found if hit}


def report_commented(tree: Tree) -> None:
    """Say so where reading stopped because of such a colour; what was found behind it only follows from it."""
    lost = {line: colour for line, colour in commented(tree).items() if colour[1] == "rgb"}
    if not lost or not tree.problems:
        return
    tree.problems[:] = [problem for problem in tree.problems if problem.line < min(lost)]
    for line, (column, key, colour) in lost.items():
        fault = _commented_fault(key, colour, ())
        tree.report(fault.message, (line, column), hint=fault.hint, kind=fault.kind)


def _commented_fault(key: str, colour: str, path: Path_) -> Fault:
    hint = f'put it into quotes: rgb: "{colour}"'
    if key != "rgb":
        hint = f'write {key}: {{rgb: "{colour}", cmyk: [C, M, Y, K]}}, the colour in quotes'
    message = f"what stands behind “#” is a comment: the colour “{colour}” is lost"
    return Fault(message, (path,), hint, Kind.COMMENT)


def in_words(details: Iterable[Any], tree: Tree) -> Iterator[Fault]:
    """What the model's library found, each once; what is missing beside a bad value is told with it."""
    details = list(details)
    bad = {tuple(detail["loc"]) for detail in details if detail["loc"][-1:] == ("rgb",) and detail["type"] != "missing"}
    lost = commented(tree)
    seen = set()
    for detail in details:
        path: Path_ = tuple(detail["loc"])
        if path[-1:] == ("cmyk",) and detail["type"] == "missing" and (*path[:-1], "rgb") in bad:
            continue
        line = tree.key_place(path)[0]
        if detail["input"] is None and path in tree.places and line in lost:
            fault = _commented_fault(lost[line][1], lost[line][2], path)
        else:
            fault = _fault(path, detail)
            if path in bad and not any(key[:-1] == path[:-1] and key[-1] == "cmyk" for key in tree.places if key):
                hint = f"{fault.hint}; it needs a recipe for the press too, {_RECIPE}"
                fault = replace(fault, hint=hint)
        if fault not in seen:
            seen.add(fault)
            yield fault


def _fault(path: Path_, detail: Any) -> Fault:
    kind, value = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        known = list((PARTS.get(str(path[0]), Theme) if len(path) > 1 else Theme).model_fields)
        hint = did_you_mean(str(path[-1]), known, f"known here: {', '.join(known)}")
        return Fault(f"unknown key {excerpt(path[-1])}", (path,), hint, Kind.UNKNOWN_KEY)
    if kind == "ink":
        return Fault(str(detail["msg"]), (path,), "take less of each plate", Kind.TOO_MUCH_INK)
    if path[:1] == ("colours",) and len(path) > 1:
        return _of_colour(path, kind, value)
    if path[:1] == ("domains",) and len(path) > 1:
        return _of_accent(path, kind, value)
    if path[:1] == ("fonts",) and len(path) > 1 and kind != "missing":
        hint = f"write {path[1]}: Open Sans, or more of them: {path[1]}: [Open Sans, Noto Naskh Arabic]"
        return Fault(f"expected the name of a family, found {_form(value)}", (path,), hint)
    if kind in _NO_MAPPING:
        return Fault("expected a mapping (key: value)", (path,))
    if kind == "missing":
        return Fault(f"{excerpt(path[-1])} is missing", (path,), kind=Kind.MISSING_KEY)
    return Fault(str(detail["msg"]), (path,))


def _of_colour(path: Path_, kind: str, value: Any) -> Fault:
    name, part = str(path[1]), path[2] if len(path) > 2 else ""
    if not part:
        given = _six(value) if isinstance(value, str) else ""
        hint = f'write {name}: {{rgb: "{given or "#RRGGBB"}", cmyk: [C, M, Y, K]}}'
        return Fault(f"expected a colour, {{rgb, cmyk}}, found {_form(value)}", (path,), hint)
    if kind == "missing" and len(path) == 3:
        lacks = f"recipe for the press; add {_RECIPE}" if part == "cmyk" else 'value for the screen; add rgb: "#RRGGBB"'
        return Fault(f"the colour {excerpt(name)} has no {lacks}", (path[:-1],), kind=Kind.MISSING_KEY)
    if part == "rgb":
        return Fault(f"expected a colour as “#RRGGBB”, found {_form(value)}", (path,), _rgb_hint(value))
    if len(path) == 4 and kind != "missing":
        return Fault(
            f"expected a number from 0 to 100, found {_form(value)}", (path,), "write per cent of the plate: 80"
        )
    count = f"{len(value)} of them" if isinstance(value, (list, tuple)) else _form(value)
    hint = "write per cent of cyan, magenta, yellow and black: [100, 80, 0, 5]"
    return Fault(f"expected four numbers, found {count}", (path[:3],), hint)


def _of_accent(path: Path_, kind: str, value: Any) -> Fault:
    slug, part = str(path[1]), path[2] if len(path) > 2 else ""
    if not part:
        hint = f"write {slug}: {{fill: teal, on: label}}"
        return Fault(f"expected an accent, {{fill, on}}, found {_form(value)}", (path,), hint)
    if slug not in DOMAIN_SLUGS:
        return no_domain(slug)
    if kind == "missing":
        message, hint = f"the accent of {excerpt(slug)} has no {excerpt(part)}", f"add {part}: and a colour"
        return Fault(message, (path[:-1],), hint, Kind.MISSING_KEY)
    return Fault(
        f"expected the name of a colour, found {_form(value)}", (path,), "write one that stands under “colours”"
    )


def _form(value: Any) -> str:
    if value == []:
        return "an empty list"
    return excerpt(value) if isinstance(value, str) and value.strip() else _FORMS.get(type(value), "something else")


def _rgb_hint(value: Any) -> str:
    from PIL import ImageColor

    meant = _six(value) if isinstance(value, str) else ""
    if isinstance(value, str) and not meant:
        named = str(ImageColor.colormap.get(value.strip().lower(), ""))
        meant = named.upper() if _HEX.fullmatch(named) else ""
    return f'write rgb: "{meant}"' if meant else 'write six digits, 0 to 9 and A to F, in quotes: rgb: "#0033A0"'


def _six(value: str) -> str:
    """A colour of three or six digits as ``#RRGGBB``; nothing for anything else."""
    hit = _HEX.fullmatch(value.strip())
    return ("#" + (hit[1] if len(hit[1]) == 6 else "".join(2 * digit for digit in hit[1])).upper()) if hit else ""
