"""Theme files → the theme of a workspace: the built-in tokens, and over them what the workspace's own file says.

What is wrong with colours, recipes, accents and families is told in their own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..data.explain import Fault, did_you_mean, known_keys, read_as
from ..data.model import DOMAIN_SLUGS
from ..data.tree import Path_, Tree, inside
from ..data.yaml_tree import read_tree
from ..errors import ExitCode, Kind, Problem, ReportError, Severity, excerpt
from ..workspace.crowds import few
from ..workspace.inputs import read
from ..workspace.places import Workspace, builtin
from .fonts import check_fonts, fontless
from .sources import source_files
from .theme import RGB, TONES, Theme, no_domain
from .theme_remedies import remedied, sound_part

_NAME = ("assets", "theme.yaml")
_FONTS = Path("assets", "fonts")
_FORMS = {str: "a text", list: "a list", dict: "a mapping", type(None): "nothing"}
_NO_MAPPING = {"dict_type", "model_type", "model_attributes_type"}
_RECIPE = "cmyk: [C, M, Y, K] in per cent"
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_BEFORE_COMMENT = re.compile(r"[^#\"']*")
_COLOUR = re.compile(r"#[0-9A-Za-z]{3,8}\b")
_KEY = re.compile(r"[\w-]+\Z")
_LONGEST_KEY = 60


def theme_of(workspace: Workspace, *, with_fonts: bool = True) -> Theme:
    """The theme of a workspace: its own file over the built-in one, or that alone.

    Raises :class:`ReportError` (template) as :func:`load_theme` does, and for damaged fonts of the workspace; not for
    fonts, and families that have none, where these are left out.
    """
    own = workspace.root / _FONTS if with_fonts and workspace.root != builtin() else None
    own_fonts = [file for file in workspace.font_files() if file.parent == own] if own else []
    if damaged := check_fonts(own_fonts, workspace.root):
        raise ReportError(damaged, ExitCode.TEMPLATE)
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
    if ground and tree.says_nothing:
        return load_theme(ground)
    _report_commented(tree)
    below = read_tree(ground).data if ground else {}
    was_read = not tree.problems
    theme = read_as(Theme, tree, partial(_worded, tree), _over(below, tree.data)) if was_read else None
    if known := theme or (sound_part(below, tree.data) if was_read else None):
        found = [remedied(fault, known, tree) for fault in known.faults()]
        found += _slips(tree, below, known, templates)
        found += fontless(known.fonts, fonts) if fonts is not None else ()
        tree.problems += [fault.problem(tree) for fault in found]
    if theme is None or tree.problems:
        raise ReportError(few(tree.problems), ExitCode.TEMPLATE)
    return theme


def check_tones(workspace: Workspace) -> Iterator[Problem]:
    """Whether a theme that changes the ground of the first page, which headings have too, leaves the other tones of its
    map, or the colour of small type, as they were.

    Only for a theme that can be read.
    """
    file = workspace.file(*_NAME)
    if file == builtin().joinpath(*_NAME):
        return
    tree = read_tree(file)
    given: dict[str, Any] = inside(tree.data, "colours", default={})
    left = [tone for tone in TONES if tone not in given]
    if TONES[0] in given and left:
        lacking = ", ".join(map(excerpt, left))
        message = f"the map on the first page is drawn in this colour and five more, of which {lacking} are as before"
        hint = f"give them tones of this colour, {TONES[1]} the nearest to it, or take it back"
        yield tree.problem(("colours", TONES[0]), message, hint, severity=Severity.WARNING, kind=Kind.TONES_LEFT)
    if TONES[0] in given and "label" not in given:
        message = "headings have this colour, and the smaller ones “label”, which is as before"
        hint = "give “label” this hue too, for the press in black alone"
        yield tree.problem(("colours", TONES[0]), message, hint, severity=Severity.WARNING, kind=Kind.TONES_LEFT)


def _over(below: Any, own: Any, path: Path_ = ()) -> Any:
    """What a file says over what another one says below it."""
    whole = path[:1] == ("colours",) and len(path) > 1
    if own is None and len(path) == 1 and path[0] in Theme.model_fields:
        return below  # a part whose lines are all comments
    if whole or not isinstance(below, dict) or not isinstance(own, dict):
        return own
    return below | {key: _over(below.get(key), value, (*path, key)) for key, value in own.items()}


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
    files = source_files([templates] if templates else [])
    return any(call.search(read(file).decode("utf-8", "replace")) for file in files)


def _commented(tree: Tree) -> dict[int, tuple[int, str, str]]:
    """Colours that were typed without quotes and so became comments, by line: column, key and colour."""
    found = ((number, _commented_in(line)) for number, line in enumerate(tree.lines, 1))
    return {number: hit for number, hit in found if hit}


def _commented_in(line: str) -> tuple[int, str, str] | None:
    before = _BEFORE_COMMENT.match(line)
    column = before.end() if before else 0
    colour, typed = _COLOUR.match(line, column), line[:column].rstrip()
    if not colour or not typed.endswith(":") or len(typed) == column:
        return None
    key = _KEY.search(typed[:-1].rstrip()[-_LONGEST_KEY:])
    return (column + 1, key[0], colour[0]) if key else None


def _report_commented(tree: Tree) -> None:
    """Say so where reading stopped because of such a colour; what was found behind it only follows from it."""
    lost = {line: colour for line, colour in _commented(tree).items() if colour[1] == "rgb"}
    if lost and tree.problems:
        tree.problems[:] = [problem for problem in tree.problems if problem.line < min(lost)]
        for line, (column, key, colour) in lost.items():
            fault = _lost(key, colour, ())
            tree.report(fault.message, (line, column), hint=fault.hint, kind=fault.kind)


def _lost(key: str, colour: str, path: Path_) -> Fault:
    hint = f'put it into quotes: rgb: "{colour}"'
    if key != "rgb":
        hint = f'write {key}: {{rgb: "{colour}", cmyk: [C, M, Y, K]}}, the colour in quotes'
    message = f"what stands behind “#” is a comment: the colour “{colour}” is lost"
    return Fault(message, (path,), hint, Kind.COMMENT)


def _worded(tree: Tree, path: Path_, detail: Any) -> Fault | None:
    """What a theme file says of an error in its own words."""
    kind, part = detail["type"], path[0] if len(path) > 1 else ""
    if kind == "too_long":
        return None
    if kind == "extra_forbidden":
        known = known_keys(Theme, path[:-1])
        hint = did_you_mean(str(path[-1]), known, f"known here: {', '.join(known)}")
        return Fault(f"unknown key {excerpt(path[-1])}", (path,), hint, Kind.UNKNOWN_KEY)
    lost = _commented(tree).get(tree.key_place(path)[0])
    if lost and detail["input"] is None and path in tree.places:
        return _lost(*lost[1:], path)
    if part == "fonts":
        return _of_family(path, detail)
    if part:
        return _of_colour(tree, path, detail) if part == "colours" else _of_accent(path, detail)
    return Fault("expected a mapping (key: value)", (path,)) if kind in _NO_MAPPING else None


def _of_family(path: Path_, detail: Any) -> Fault | None:
    if detail["type"] == "missing":
        return None
    hint = f"write {path[1]}: Open Sans, or more of them: {path[1]}: [Open Sans, Noto Naskh Arabic]"
    return Fault(f"expected the name of a family, found {_form(detail['input'])}", (path,), hint)


def _of_accent(path: Path_, detail: Any) -> Fault:
    slug, found = str(path[1]), f"found {_form(detail['input'])}"
    if slug not in DOMAIN_SLUGS:
        return no_domain(slug)
    if len(path) == 2:
        return Fault(f"expected an accent, {{fill, on}}, {found}", (path,), f"write {slug}: {{fill: teal, on: label}}")
    if detail["type"] == "missing":
        message = f"the accent of {excerpt(slug)} has no {excerpt(path[2])}"
        return Fault(message, (path[:-1],), f"add {path[2]}: and a colour", Kind.MISSING_KEY)
    return Fault(f"expected the name of a colour, {found}", (path,), "write one that stands under “colours”")


def _of_colour(tree: Tree, path: Path_, detail: Any) -> Fault:
    kind, value, name = detail["type"], detail["input"], str(path[1])
    if len(path) == 2:
        given = _six(value) if isinstance(value, str) else ""
        hint = f'write {name}: {{rgb: "{given or "#RRGGBB"}", cmyk: [C, M, Y, K]}}'
        return Fault(f"expected a colour, {{rgb, cmyk}}, found {_form(value)}", (path,), hint)
    if kind == "missing" and len(path) == 3:
        return _lacking(name, str(path[2]), value, path[:2])
    if path[2] == "rgb":
        more = "" if (*path[:2], "cmyk") in tree.places else f"; it needs a recipe for the press too, {_RECIPE}"
        return Fault(f"expected a colour as “#RRGGBB”, found {_form(value)}", (path,), _rgb_hint(value) + more)
    return _of_recipe(path, detail)


def _lacking(name: str, part: str, given: Any, path: Path_) -> Fault:
    if part == "rgb":
        message = f'the colour {excerpt(name)} has no value for the screen; add rgb: "#RRGGBB"'
        return Fault(message, (path,), kind=Kind.MISSING_KEY)
    if "rgb" in given and not re.fullmatch(RGB, str(given["rgb"])):
        return Fault("", ())  # told with what is wrong there
    message = f"the colour {excerpt(name)} has no recipe for the press; add {_RECIPE}"
    return Fault(message, (path,), kind=Kind.MISSING_KEY)


def _of_recipe(path: Path_, detail: Any) -> Fault:
    kind, value = detail["type"], detail["input"]
    if kind == "ink":
        return Fault(str(detail["msg"]), (path,), "take less of each plate", Kind.TOO_MUCH_INK)
    if len(path) == 4 and kind != "missing":
        message = f"expected a number from 0 to 100, found {_form(value)}"
        return Fault(message, (path,), "write per cent of the plate: 80")
    count = f"{len(value)} of them" if isinstance(value, (list, tuple)) else _form(value)
    hint = "write per cent of cyan, magenta, yellow and black: [100, 80, 0, 5]"
    return Fault(f"expected four numbers, found {count}", (path[:3],), hint)


def _form(value: Any) -> str:
    if value == []:
        return "an empty list"
    return excerpt(value) if isinstance(value, str) and value.strip() else _FORMS.get(type(value), "something else")


def _rgb_hint(value: Any) -> str:
    meant = (_six(value) or _named(value)) if isinstance(value, str) else ""
    return f'write rgb: "{meant}"' if meant else 'write six digits, 0 to 9 and A to F, in quotes: rgb: "#0033A0"'


def _named(value: str) -> str:
    """A colour by its name in CSS as ``#RRGGBB``; nothing for any other word."""
    from PIL import ImageColor

    name = value.strip().lower()
    return "#{:02X}{:02X}{:02X}".format(*ImageColor.getrgb(name)[:3]) if name in ImageColor.colormap else ""


def _six(value: str) -> str:
    """A colour of three or six digits as ``#RRGGBB``; nothing for anything else."""
    hit = _HEX.fullmatch(value.strip())
    return ("#" + (hit[1] if len(hit[1]) == 6 else "".join(2 * digit for digit in hit[1])).upper()) if hit else ""
