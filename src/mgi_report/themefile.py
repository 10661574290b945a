"""Theme files → the theme of a workspace: the built-in tokens, and over them what the workspace's own file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from .errors import ExitCode, ReportError, excerpt
from .explain import did_you_mean, dotted
from .theme import Accent, Colour, Fault, Fonts, Theme
from .workspace import Workspace, builtin
from .yamltree import Path_, Tree, read_tree

_NAME = ("assets", "theme.yaml")
_PARTS: Mapping[str, type[BaseModel]] = {"colours": Colour, "domains": Accent, "fonts": Fonts}
_NO_MAPPING = {"dict_type", "model_type", "model_attributes_type"}
_TEMPLATES = {".j2", ".css"}


def theme_of(workspace: Workspace) -> Theme:
    """The theme of a workspace: its own file over the built-in one, or that alone.

    Raises :class:`ReportError` (template) as :func:`load_theme` does.
    """
    file, ground = workspace.file(*_NAME), builtin().joinpath(*_NAME)
    if file == ground:
        return load_theme(file)
    return load_theme(file, ground, workspace.root / "templates")


def load_theme(file: Path, ground: Path | None = None, templates: Path | None = None) -> Theme:
    """Read a theme; with a ``ground`` the file needs to hold only what differs from that one.

    A colour is replaced whole, so that no screen value keeps the recipe of another; accents and fonts key by key.
    A new colour whose name is like a known one, and which neither accents nor the workspace's ``templates`` use, is
    refused as a slip. Raises :class:`ReportError` (template) with file, line and column of all that is wrong.
    """
    tree = read_tree(file)
    if not tree.problems:
        below = read_tree(ground).data if ground else {}
        try:
            theme = Theme.model_validate(_over(below, tree.data))
        except ValidationError as error:
            found = [_in_words(detail) for detail in error.errors(include_url=False)]
        else:
            found = [*theme.faults(), *_slips(tree, below, theme, templates)]
            if not found:
                return theme
        for fault in found:
            _report(fault, tree)
    raise ReportError(tree.problems, ExitCode.TEMPLATE)


def _over(below: Any, own: Any, path: Path_ = ()) -> Any:
    """What a file says over what another one says below it."""
    whole = path[:1] == ("colours",) and len(path) > 1
    if whole or not isinstance(below, dict) or not isinstance(own, dict):
        return own
    return below | {key: _over(below.get(key), value, (*path, key)) for key, value in own.items()}


def _report(fault: Fault, tree: Tree) -> None:
    """Report a fault at the first of its values that stands in this file; the built-in ones agree with each other."""
    path = next((path for path in fault.paths if path in tree.places), fault.paths[0])
    about_key = fault.message.startswith("unknown key")
    place = tree.key_place(path) if about_key else tree.place(path)
    tree.report(fault.message, place, hint=fault.hint, path=dotted(path[:-1] if about_key else path))


def _in_words(detail: Any) -> Fault:
    path: Path_ = tuple(detail["loc"])
    if detail["type"] == "extra_forbidden":
        part = _PARTS.get(str(path[0])) if len(path) > 1 else Theme
        known = list((part or Theme).model_fields)
        hint = did_you_mean(str(path[-1]), known, f"known here: {', '.join(known)}")
        return Fault(f"unknown key {excerpt(path[-1])}", (path,), hint)
    if detail["type"] == "missing" and path[-1] == "cmyk":
        message = f"the colour {excerpt(path[-2])} has no recipe for the press; add cmyk: [C, M, Y, K] in per cent"
        return Fault(message, (path[:-1],))
    message = "expected a mapping (key: value)" if detail["type"] in _NO_MAPPING else str(detail["msg"])
    return Fault(message[:1].lower() + message[1:], (path,))


def _slips(tree: Tree, below: Any, theme: Theme, templates: Path | None) -> Iterator[Fault]:
    """New colours that nothing uses and that are called almost like a known one."""
    known = list((below or {}).get("colours", {}))
    used = {name for accent in theme.domains.values() for name in (accent.fill, accent.on)}
    for name in theme.colours:
        if not known or name in known or name in used:
            continue
        hint = did_you_mean(name, known, "")
        if hint and not _called(name, templates):
            message = f"unknown key {excerpt(name)}: no accent and no template uses such a colour"
            yield Fault(message, (("colours", name),), hint)


def _called(name: str, templates: Path | None) -> bool:
    """Whether a template or style sheet of the workspace calls a token by name."""
    call = re.compile(rf"--{re.escape(name)}\b|tokens\W+{re.escape(name)}\b")
    return any(call.search(text) for text in _texts(templates))


def _texts(folder: Path | None) -> Iterable[str]:
    files = folder.rglob("*") if folder and folder.is_dir() else ()
    return (file.read_text(encoding="utf-8", errors="replace") for file in files if file.suffix in _TEMPLATES)
