"""What pages call by name: pictures of the workspace (``mgi:images/<name>``) and tokens (``var(--ink)``).

The engine skips what it does not know, or says so without a name; here the name is told with the line that calls it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from ..data.explain import did_you_mean
from ..errors import Kind, Problem, Severity, excerpt
from ..workspace.places import guide
from .moved import SHOWN, gone
from .sources import place_in, source_files, typed

IMAGES = "images/"
MAY_NOT_READ = "pages may not read"
PAGE_TOKENS = ("bleed", "width", "height")
"""Tokens that are no colours and fonts of the theme: of an edition, and of the sheets of an annex."""

_PICTURE = re.compile(rf"[\"'(]\s*mgi:({IMAGES}[^\"'()<>{{}}]+?)\s*[\"')]")
_DRAWING = re.compile(r"mgi:([\w-]+\.svg)")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>|\bstyle=(?:\"([^\"]*)\"|'([^']*)')", re.S | re.I)
_TOKEN = re.compile(r"var\(\s*--([\w-]+)\s*\)")  # one with a value to fall back on may be unknown
_FONT_FACE = re.compile(r"@font-face\b[^{]*\{[^}]*\}", re.I)
_ADDRESS = re.compile(r"url\(\s*([\"']?)(?!mgi:|data:|#)([^\"'()<>]+?)\1\s*\)", re.I)
_SHOWN = re.compile(r"<img\b[^>]*?\bsrc=[\"'](?!mgi:|data:)([^\"']+)[\"']", re.I)
_GIVEN = re.compile(r"\bmeasures\.(\w+)|'([\w-]+)'")  # what templates are given by name
_DEFINED = re.compile(r"(?<![\w-])--([\w-]+)\s*:")


def check_page(
    html: str,
    resources: Mapping[str, bytes],
    tokens: Iterable[str],
    folders: Sequence[Path],
    defined: Callable[[], Collection[str]],
) -> tuple[Problem, ...]:
    """What a page calls that there is not, at every place of the templates and style sheets that calls it.

    ``resources`` are what the page may read, by name; ``folders`` those of the templates, the first before the others.
    ``defined`` tells the properties that any of these files defines: sheets are shared, and not every page that has
    their rules has what the rules are for. It is asked only where a page does not answer.
    """
    problems: list[Problem] = []
    for name in dict.fromkeys(_PICTURE.findall(html)):
        if unquote(name) not in resources:
            call = re.compile(rf"mgi:{re.escape(name)}(?=\s*[\"')])")
            problems += _placed(_anywhere(_no_picture(name, resources)), call, folders)
    styles = "\n".join("".join(found) for found in _STYLE.findall(html))
    fonts = _addresses("".join(_FONT_FACE.findall(styles)))
    for address in dict.fromkeys((*_SHOWN.findall(html), *_addresses(styles))):
        call = re.compile(re.escape(address))
        problems += _placed(_anywhere(refused(address, is_font=address in fonts)), call, folders)
    known = {*tokens, *_DEFINED.findall(styles)}
    asked = [name for name in dict.fromkeys(_TOKEN.findall(styles)) if name not in known]
    known |= set(defined()) if asked else set()
    for name in asked:
        if name not in known:
            call = re.compile(rf"var\(\s*--{re.escape(name)}\s*\)")
            problems += _placed(partial(_no_token, name, known), call, folders)
    return tuple(problems)


def defined_in(folders: Iterable[Path]) -> frozenset[str]:
    """The custom properties that templates and style sheets define."""
    return frozenset(name for file in source_files(folders) for name in _DEFINED.findall(typed(file)))


def called_in(file: Path) -> frozenset[str]:
    """The tokens and measures that a template or style sheet may call by name."""
    text = typed(file)
    given = (name or quoted for name, quoted in _GIVEN.findall(text))
    return frozenset((*_TOKEN.findall(text), *(name.replace("_", "-") for name in given)))


def pictures_called(own: Path) -> frozenset[str]:
    """The pictures that templates and style sheets in a folder call, as far as they stand there by name."""
    called = (found for file in source_files([own]) for found in _PICTURE.findall(typed(file)))
    return frozenset(unquote(name).removeprefix(IMAGES) for name in called)


def check_calls(
    own: Path,
    folders: Sequence[Path],
    tokens: Iterable[str] | None,
    measures: Mapping[str, Iterable[str]],
    pictures: Collection[str],
) -> list[Problem]:
    """What the templates and style sheets in a folder of one's own call that there is not.

    ``folders`` are all those of templates, in which properties may be defined; without ``tokens`` none is judged.
    ``measures`` are the tokens of each publication; a file that serves several may call those of all. A picture is a
    warning here: whether the page with it is ever made is not known.
    """
    texts = {file: typed(file) for file in source_files([own])}
    everywhere = {*(tokens or ()), *defined_in(folders)}
    problems = []
    for file, text in texts.items():
        publication = file.relative_to(own).parts[0]
        theirs = [measures[publication]] if publication in measures else measures.values()
        known = everywhere.union(*theirs)
        for found in _TOKEN.finditer(text):
            if tokens is not None and found[1] not in known:
                problems.append(_at(_no_token(found[1], known, publication), str(file), text, found.start()))
        for found in _PICTURE.finditer(text):
            if unquote(found[1]).removeprefix(IMAGES) not in pictures:
                missing = _no_picture(found[1], [IMAGES + name for name in pictures], Severity.WARNING)
                problems.append(_at(missing, str(file), text, found.start() + 1))
        for found in _DRAWING.finditer(text):
            if told := gone("drawings", found[1], publication, "mgi:{}"):
                missing = Problem(message=told, hint=SHOWN, kind=Kind.PICTURE_MISSING)
                problems.append(_at(missing, str(file), text, found.start()))
    return problems


def _at(problem: Problem, file: str, text: str, start: int) -> Problem:
    line, column = place_in(text, start)
    return replace(problem, file=file, line=line, column=column)


def _placed(told: Callable[[str], Problem], call: re.Pattern[str], folders: Sequence[Path]) -> Iterator[Problem]:
    """The problem told of a publication, at every place that calls what is missing; once and without a place where none
    can be found.
    """
    for folder in folders:
        found = False
        for file in source_files([folder]):
            text = typed(file)
            for place in call.finditer(text):
                found = True
                yield _at(told(file.relative_to(folder).parts[0]), str(file), text, place.start())
        if found:
            return
    yield told("")


def _anywhere(problem: Problem) -> Callable[[str], Problem]:
    return lambda _: problem


def _no_token(name: str, known: Iterable[str], publication: str) -> Problem:
    if told := gone("measures", name, "" if publication == "shared" else publication, "--{}"):
        return Problem(message=told, hint=SHOWN, kind=Kind.TOKEN_MISSING)
    hint = did_you_mean(name, sorted(known), f"{guide('templates')} tells which there are").replace("“", "“--")
    return Problem(message=f"there is no token {excerpt(f'--{name}')}", hint=hint, kind=Kind.TOKEN_MISSING)


def _addresses(styles: str) -> list[str]:
    return [found[2] for found in _ADDRESS.finditer(styles)]


def refused(address: str, *, is_font: bool = False) -> Problem:
    """Why a page does not read what lies at an address."""
    hint = "pictures lie in assets/images and are called mgi:images/<name>"
    if is_font:
        hint = f"fonts lie in assets/fonts, and assets/theme.yaml names their families ({guide('templates')})"
    return Problem(message=f"{MAY_NOT_READ} {address}", hint=hint, kind=Kind.ADDRESS_REFUSED)


def _no_picture(name: str, known: Iterable[str], severity: Severity = Severity.ERROR) -> Problem:
    there = sorted(item.removeprefix(IMAGES) for item in known if item.startswith(IMAGES) and "." in item)
    name = unquote(name)
    otherwise = f"there are {', '.join(there[:12])}" if there else "put the picture there"
    asked = name.removeprefix(IMAGES)
    same = [item for item in there if item.casefold() == asked.casefold()]
    hint = did_you_mean(asked, same or there, otherwise)
    return Problem(message=f"there is no assets/{name}", hint=hint, severity=severity, kind=Kind.PICTURE_MISSING)
