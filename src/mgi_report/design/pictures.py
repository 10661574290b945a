"""Pictures of a workspace that would take all time or memory: refused before anything draws them.

An SVG of two kilobytes draws a hundred million squares by calling groups that call groups, and a PNG of a few kilobytes
can be as large as a football field.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from ..errors import Kind, Problem, Severity, excerpt
from ..workspace.pictures import answering
from ..workspace.places import Workspace, shown

MAX_PIXELS = 50_000_000
MAX_ELEMENTS = 20_000
"""Elements of an SVG, those counted again that ``use``, a marker, a mask or a pattern draws again."""

MAX_DEPTH = 60
"""Elements of an SVG within each other, also by way of such calls."""

_RASTER = (".png", ".jpg", ".jpeg")
_CALL = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_NUMBER, _COMMAND = re.compile(r"[\d.]+"), re.compile("[A-Za-z]")
_DATA = re.compile(r"data:(?P<type>[\w/+.-]*)(?P<more>[^,]*),(?P<data>.*)", re.S)


_HEAD = 4096  # bytes in which an SVG begins, behind what may stand before it
_TEXT = re.compile(r"<(?:\w+:)?text\b")
_FAMILY = re.compile(r"""font-family\s*[=:]\s*["']?\s*["']?([^;"'>}]+)""")
_PIECE = 65536  # bytes that are parsed at once
_DEEP = f"the picture has elements more than {MAX_DEPTH} levels deep"


class _BombError(ValueError):
    """Why a picture is refused."""


class Picture(bytes):
    """The bytes of a picture that knows its file in ``assets/images``, whatever pages call it."""

    file: str = ""

    @classmethod
    def of(cls, data: bytes, file: str) -> Picture:
        """The bytes of a file."""
        picture = cls(data)
        picture.file = file
        return picture


def place_of_picture(name: str, data: bytes) -> str:
    """The file of a picture that a document calls by a name, for problems."""
    named = f"assets/{name}" if name.startswith("images/") else name
    return f"assets/images/{data.file}" if isinstance(data, Picture) else named


def pictures_for(images: Mapping[str, bytes], *, for_press: bool) -> dict[str, bytes]:
    """What pages of an edition may call as pictures, by the names of resources: files, and names without a suffix."""
    return {
        f"images/{name}": Picture.of(images[file], file)
        for name, file in answering(images, for_press=for_press).items()
    }


def is_drawing(data: bytes) -> bool:
    """Whether a picture is an SVG, whatever it is called."""
    return b"<svg" in data[:_HEAD]


def lettering(data: bytes, families: Collection[str]) -> tuple[int, str]:
    """The line of the first text in an SVG that is in no family of the theme, and the family; 0 where there is none."""
    source = data.decode("utf-8", "replace") if is_drawing(data) else ""
    text = _TEXT.search(source)
    named = [name.strip() for found in _FAMILY.findall(source) for name in found.split(",")[:1]]
    foreign = next((name for name in named if name not in families), "")
    sound = not text or (named and not foreign)
    return (0, "") if sound or not text else (source.count("\n", 0, text.start()) + 1, foreign)


def lettering_problem(file: str, line: int, family: str, severity: Severity = Severity.ERROR) -> Problem:
    """What is told of it."""
    message, hint = "lettering in a drawing, in no family of the theme", "turn it into paths in the drawing program"
    value, kind = excerpt(family) if family else "", Kind.FOREIGN_FONT
    return Problem(file, line, message=message, value=value, hint=hint, severity=severity, kind=kind)


def check_lettering(workspace: Workspace, families: Collection[str], called: Collection[str] = ()) -> Iterator[Problem]:
    """Drawings in ``assets/images`` of a workspace with lettering that pages cannot show: errors where they are
    ``called``, else warnings."""
    folder = workspace.root / "assets" / "images"
    for file in sorted(folder.glob("*.svg")):
        line, family = lettering(file.read_bytes(), families)
        if line:
            severity = Severity.ERROR if file.name in called else Severity.WARNING
            yield lettering_problem(shown(file, workspace.root), line, family, severity)


def check_pictures(workspace: Workspace) -> list[Problem]:
    """The pictures and icons of a workspace that must not be drawn; those that cannot be read are told when called."""
    folders = (workspace.root / "assets" / "images", workspace.root / "assets" / "icons")
    problems = []
    for file in sorted(file for folder in folders if folder.is_dir() for file in folder.iterdir() if file.is_file()):
        try:
            _check(file.suffix.lower(), file.read_bytes())
        except _BombError as error:
            name, hint = shown(file, workspace.root), "save it anew in a drawing program, with less in it"
            problems.append(Problem(name, message=str(error), hint=hint, kind=Kind.PICTURE_TOO_LARGE))
    return problems


def _check(ending: str, data: bytes, depth: int = 0) -> None:
    if ending in _RASTER:
        _check_raster(data)
    elif ending == ".svg":
        _check_drawing(data, depth)


def _check_raster(data: bytes) -> None:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(data)) as picture:
                pixels = picture.width * picture.height
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise _BombError(f"the picture has more than {MAX_PIXELS:,} pixels") from None
        except Exception:  # whatever is wrong with it; it is told when the picture is called
            return
    if pixels > MAX_PIXELS:
        raise _BombError(f"the picture has {pixels:,} pixels; pictures have at most {MAX_PIXELS:,}")


def _check_drawing(data: bytes, depth: int) -> None:
    if b"<!ENTITY" in data:
        raise _BombError("the picture declares entities (<!ENTITY>)")
    try:
        root = _parsed(data)
    except ElementTree.ParseError:  # told when the picture is called
        return
    drawing = _Drawing(root, depth)
    if (count := drawing.weight(root)[0]) > MAX_ELEMENTS:
        raise _BombError(f"the picture draws {count:,} elements; pictures draw at most {MAX_ELEMENTS:,}")


def _parsed(data: bytes) -> ElementTree.Element:
    """The tree of an SVG; parsing stops where it is too deep."""
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    within: list[ElementTree.Element] = []
    root: ElementTree.Element | None = None
    for start in range(0, len(data), _PIECE):
        parser.feed(data[start : start + _PIECE])
        for event, element in parser.read_events():
            if event == "end":
                root = within.pop()
            elif len(within) < MAX_DEPTH:
                within.append(element)
            else:
                raise _BombError(_DEEP)
    parser.close()
    if root is None:
        raise ElementTree.ParseError
    return root


class _Drawing:
    """How many elements are drawn for each element, itself included, and how many levels of them, asked once."""

    def __init__(self, root: ElementTree.Element, depth: int) -> None:
        self._names = {name: element for element in root.iter() if (name := element.get("id"))}
        self._vertices = sum(map(_vertices, root.iter()))
        self._known: dict[ElementTree.Element, tuple[int, int]] = {}
        self._open: set[ElementTree.Element] = set()
        self._depth = depth

    def weight(self, element: ElementTree.Element) -> tuple[int, int]:
        """Both for one element."""
        if element not in self._known:
            if element in self._open:
                raise _BombError("the picture calls itself")
            if len(self._open) + self._depth >= MAX_DEPTH:
                raise _BombError(_DEEP)
            self._open.add(element)
            parts = [(1, self.weight(child)) for child in element]
            parts += [(times, self.weight(called)) for times, called in self._calls(element)]
            self._open.remove(element)
            levels = 1 + max((depth for _, (_, depth) in parts), default=0)
            if levels + self._depth > MAX_DEPTH:
                raise _BombError(_DEEP)
            self._known[element] = 1 + sum(times * count for times, (count, _) in parts), levels
        return self._known[element]

    def _calls(self, element: ElementTree.Element) -> Iterator[tuple[int, ElementTree.Element]]:
        """The elements that one draws by calling them, and how often; a picture inside is checked as one."""
        for key, value in element.items():
            name = key.rpartition("}")[2]
            if name == "href" and value.startswith("#") and value[1:] in self._names:
                yield 1, self._names[value[1:]]
            elif name == "href" and (inside := _DATA.fullmatch(value.strip())):
                _check(*_inner(inside), len(self._open) + self._depth)
            for called in _CALL.findall(value):
                if called in self._names:
                    yield _vertices(element) if "marker" in f"{name}{value}" else 1, self._names[called]
        if element.tag.rpartition("}")[2] == "style":  # may be of any element
            yield from (
                (self._vertices, self._names[name]) for name in _CALL.findall(element.text or "") if name in self._names
            )


def _vertices(element: ElementTree.Element) -> int:
    """About how many points a line has, one at least."""
    line = element.get("d") or element.get("points") or ""
    return 1 + max(len(_COMMAND.findall(line)), len(_NUMBER.findall(line)) // 2)


def _inner(found: re.Match[str]) -> tuple[str, bytes]:
    """The ending that fits a picture inside of a picture, and its bytes."""
    try:
        raw = unquote_to_bytes(found["data"])
        data = base64.b64decode(raw) if "base64" in found["more"] else raw
    except (binascii.Error, ValueError):
        return "", b""
    return ".svg" if "svg" in found["type"] or b"<svg" in data[:1000] else ".png", data
