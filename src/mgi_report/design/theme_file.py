"""Theme files → the theme of a workspace: the built-in tokens, and over them what the workspace's own file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..data.explain import did_you_mean, dotted
from ..data.yaml_tree import Path_, Tree, read_tree
from ..errors import ExitCode, Kind, ReportError, excerpt
from ..workspace.places import Workspace, builtin
from .fonts import fontless
from .theme import Fault, Theme
from .themewords import PARTS, in_words, report_commented

_NAME = ("assets", "theme.yaml")
_TEMPLATES = {".j2", ".css"}


def theme_of(workspace: Workspace, *, with_fonts: bool = True) -> Theme:
    """The theme of a workspace: its own file over the built-in one, or that alone.

    Raises :class:`ReportError` (template) as :func:`load_theme` does; not for families without fonts where these are
    left out.
    """
    file, ground = workspace.file(*_NAME), builtin().joinpath(*_NAME)
    if file == ground:
        return load_theme(file)
    return load_theme(file, ground, workspace.root / "templates", workspace.font_files() if with_fonts else None)


def load_theme(
    file: Path, ground: Path | None = None, templates: Path | None = None, fonts: Sequence[Path] | None = None
) -> Theme:
    """Read a theme; with a ``ground`` the file needs to hold only what differs from that one, be it nothing.

    A colour is replaced whole, so that no screen value keeps the recipe of another; accents and fonts key by key.
    A new colour whose name is like a known one, and which neither accents nor the workspace's ``templates`` use, is
    refused as a slip, and a family that none of the ``fonts`` has. Raises :class:`ReportError` (template) with file,
    line and column of all that is wrong.
    """
    tree = read_tree(file)
    if ground and _says_nothing(tree):
        return load_theme(ground)
    report_commented(tree)
    if not tree.problems:
        below = read_tree(ground).data if ground else {}
        try:
            theme = Theme.model_validate(_over(below, tree.data))
        except ValidationError as error:
            found = list(in_words(error.errors(include_url=False), tree))
        else:
            found = [*theme.faults(), *_slips(tree, below, theme, templates)]
            found += fontless(theme.fonts, fonts) if fonts is not None else ()
            if not found:
                return theme
        for fault in found:
            _report(fault, tree)
    raise ReportError(tree.problems, ExitCode.TEMPLATE)


def _says_nothing(tree: Tree) -> bool:
    """Whether a file is empty but for comments."""
    return bool(tree.lines) and not any(line.strip() and not line.lstrip().startswith("#") for line in tree.lines)


def _over(below: Any, own: Any, path: Path_ = ()) -> Any:
    """What a file says over what another one says below it."""
    whole = path[:1] == ("colours",) and len(path) > 1
    if own is None and len(path) == 1 and path[0] in PARTS:
        return below  # a part whose lines are all comments
    if whole or not isinstance(below, dict) or not isinstance(own, dict):
        return own
    return below | {key: _over(below.get(key), value, (*path, key)) for key, value in own.items()}


def _report(fault: Fault, tree: Tree) -> None:
    """Report a fault at the first of its values that stands in this file; the built-in ones agree with each other."""
    path = next((path for path in fault.paths if path in tree.places), fault.paths[0])
    about_key = fault.kind is Kind.UNKNOWN_KEY
    place = tree.key_place(path) if about_key else tree.place(path)
    where = dotted(path[:-1] if about_key else path)
    tree.report(fault.message, place, hint=fault.hint, path=where, kind=fault.kind)


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
            yield Fault(message, (("colours", name),), hint, Kind.UNKNOWN_KEY)


def _called(name: str, templates: Path | None) -> bool:
    """Whether a template or style sheet of the workspace calls a token by name."""
    call = re.compile(rf"--{re.escape(name)}\b|tokens\W+{re.escape(name)}\b")
    return any(call.search(text) for text in _texts(templates))


def _texts(folder: Path | None) -> Iterable[str]:
    files = folder.rglob("*") if folder and folder.is_dir() else ()
    return (file.read_text(encoding="utf-8", errors="replace") for file in files if file.suffix in _TEMPLATES)
