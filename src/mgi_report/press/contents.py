"""Runs the content of a page and notes what it paints.

The operators (ISO 32000-1, 8 and 9) are followed as far as the rules of a print shop ask for it, down into form
XObjects, patterns, soft masks and inline images.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Matrix

from .painting import Colour, Kind, Paint, Painting, around, common, corners, scale
from .pictures import PictureFacts, read_picture
from .sheet import Box
from .spaces import end_colours, space_name

_DEPTH = 24
_SPACES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_PAINTS = {"f": "f", "F": "f", "f*": "f", "B": "fs", "B*": "fs", "b": "fs", "b*": "fs", "S": "s", "s": "s", "n": ""}
_UNSET = Colour()
_EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
_RULE = 5
"""A ground that is so many times longer than it is wide is a rule, however it was drawn."""
_EDGES = (("/Width", "/W"), ("/Height", "/H"))


@dataclass(frozen=True)
class _State:
    matrix: Matrix
    clip: Box
    fill: Colour = _UNSET
    stroke: Colour = _UNSET
    width: float = 1.0
    font_size: float = 0.0
    hidden: bool = False


_CORNERS = 5
"""A path of more points is no rectangle."""


def read_painting(page: Any) -> Painting:
    """Read one page of an open file."""
    painting = Painting()
    media = tuple(float(edge) for edge in page.mediabox)
    state = _State(Matrix(), (media[0], media[1], media[2], media[3]))
    _Reader(painting, state, page.resources, 0).run(page)
    return painting


class _Reader:
    """Runs one content stream."""

    def __init__(self, painting: Painting, state: _State, resources: Any, depth: int) -> None:
        self.painting, self.state, self.resources, self.depth = painting, state, resources, depth
        self.base = state.matrix
        self.stack: list[_State] = []
        self.points: list[tuple[float, float]] = []
        self.clips = self.free = False
        self.text = Matrix()

    def run(self, stream: Any) -> None:
        """Run all operators."""
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                image = instruction.iimage.obj
                self._picture(image, image.get("/ColorSpace", image.get("/CS")))
            else:
                self._step(str(instruction.operator), list(instruction.operands))

    def _step(self, operator: str, operands: list[Any]) -> None:
        if operator in ("m", "l", "c", "v", "y", "re"):
            self._draw(operator, [float(value) for value in operands])
        elif operator in _PAINTS:
            self._paint_path(_PAINTS[operator])
        elif operator in ("W", "W*"):
            self.clips = True
        elif operator in ("Tj", "TJ", "'", '"'):
            self._type(operands)
        elif operator.lower() in ("g", "rg", "k", "cs", "sc", "scn"):
            self._set_colour(operator, operands)
        elif operator in ("BT", "Tm", "Tf", "Tr"):
            self._set_text(operator, operands)
        else:
            self._step_state(operator, operands)

    def _step_state(self, operator: str, operands: list[Any]) -> None:
        if operator == "q":
            self.stack.append(self.state)
        elif operator == "Q" and self.stack:
            self.state = self.stack.pop()
        elif operator == "cm":
            self.state = replace(self.state, matrix=Matrix(*map(float, operands)) @ self.state.matrix)
        elif operator == "w":
            self.state = replace(self.state, width=float(operands[0]))
        elif operator == "gs":
            self._apply(self._resource("/ExtGState", operands[0]))
        elif operator == "sh":
            shading = self._resource("/Shading", operands[0])
            self._add("shading", self._shading_colour(shading), box=self.state.clip)
        elif operator == "Do":
            self._run_object(self._resource("/XObject", operands[0]))

    def _resource(self, kind: str, name: Any) -> Any:
        return self.resources[kind][str(name)]

    def _add(
        self,
        kind: Kind,
        colour: Colour,
        size: float = 0.0,
        box: Box | None = None,
        picture: PictureFacts | None = None,
    ) -> None:
        self.painting.paints.append(Paint(kind, colour, size, box, picture, self.free))

    # Paths

    def _draw(self, operator: str, values: list[float]) -> None:
        if operator == "re":
            x, y, width, height = values
            self.points += corners(self.state.matrix, (x, y, x + width, y + height))
            return
        # The control points of a curve lie around it: a box that holds them holds the curve.
        pairs = zip(values[::2], values[1::2], strict=True)
        self.points += [self.state.matrix.transform(pair) for pair in pairs]

    def _paint_path(self, how: str) -> None:
        if self.points:
            whole = around(self.points)
            box = common(whole, self.state.clip)
            if box[0] <= box[2] and box[1] <= box[3]:
                self.free = len(self.points) > _CORNERS
                self._paint_box(how, box)
                self.free = False
            if self.clips:
                self.state = replace(self.state, clip=box)
        self.points, self.clips = [], False

    def _paint_box(self, how: str, box: Box) -> None:
        if "f" in how:
            thin, long = sorted((box[2] - box[0], box[3] - box[1]))
            self._fill("rule" if long > _RULE * thin else "fill", thin, box)
        if "s" in how:
            self._add("line", self.state.stroke, self.state.width * scale(self.state.matrix), box)

    def _fill(self, kind: Kind, size: float, box: Box | None) -> None:
        colour = self.state.fill
        if colour.space.startswith("Pattern "):
            self._run_pattern(colour.space.removeprefix("Pattern "), box)
        else:
            self._add(kind, colour, size, box)

    # Type

    def _set_text(self, operator: str, operands: list[Any]) -> None:
        if operator == "BT":
            self.text = Matrix()
        elif operator == "Tm":
            self.text = Matrix(*map(float, operands))
        elif operator == "Tf":
            self.state = replace(self.state, font_size=float(operands[1]))
        else:
            self.state = replace(self.state, hidden=int(operands[0]) == 3)

    def _type(self, operands: list[Any]) -> None:
        if self.state.hidden:
            return
        shown = operands[-1] if not isinstance(operands[-1], pikepdf.Array) else list(operands[-1])
        pieces = shown if isinstance(shown, list) else [shown]
        self.painting.characters += sum(len(bytes(piece)) for piece in pieces if isinstance(piece, pikepdf.String))
        matrix = self.text @ self.state.matrix
        height = (matrix.c**2 + matrix.d**2) ** 0.5
        self._fill("type", abs(self.state.font_size) * height, None)

    # Colours

    def _set_colour(self, operator: str, operands: list[Any]) -> None:
        stroke = operator.isupper()
        kind = operator.lower()
        old = self.state.stroke if stroke else self.state.fill
        numbers = tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))
        names = [str(value) for value in operands if isinstance(value, pikepdf.Name)]
        if kind in _SPACES:
            colour = Colour(_SPACES[kind], numbers)
        elif kind == "cs":
            colour = Colour(self._space(operands[0]), ())
        else:
            colour = Colour(f"Pattern {names[0]}", numbers) if names else Colour(old.space, numbers)
        self.state = replace(self.state, stroke=colour) if stroke else replace(self.state, fill=colour)

    def _space(self, given: Any) -> str:
        return space_name(given, self.resources.get("/ColorSpace", {}) if self.resources is not None else {})

    def _shading_colour(self, shading: Any) -> Colour:
        """The colour of a gradient that takes the most ink; the space is that of its numbers, whatever it claims."""
        space, ends = self._space(shading.get("/ColorSpace")), list(end_colours(shading.get("/Function")))
        if space == "DeviceCMYK" and any(len(end) != 4 for end in ends):
            space = f"numbers of {len(ends[0])} inks in DeviceCMYK"
        return Colour(space, max(ends, key=sum, default=()))

    # What is inside

    def _apply(self, state: Any) -> None:
        """Note what a graphics state asks of the blending of colours."""
        for key in ("/ca", "/CA"):
            if float(state.get(key, 1)) < 1:
                self.painting.effects.add("opacity")
        modes = state.get("/BM", "/Normal")
        for mode in modes if isinstance(modes, pikepdf.Array) else [modes]:
            if str(mode) not in ("/Normal", "/Compatible"):
                self.painting.effects.add(f"blend mode {str(mode)[1:]}")
        for key in ("/OP", "/op"):
            if bool(state.get(key, False)):
                self.painting.effects.add("overprint")
        for key in ("/TR", "/TR2", "/HTP"):
            if str(state.get(key, "/Default")) not in ("/Default", "/Identity"):
                self.painting.effects.add("transfer function or halftone")
        mask = state.get("/SMask", "/None")
        if isinstance(mask, pikepdf.Dictionary):
            self.painting.effects.add("soft mask")
            self._run_form(mask["/G"])
        if "/LW" in state:
            self.state = replace(self.state, width=float(state["/LW"]))

    def _run_object(self, item: Any) -> None:
        kind = str(item.get("/Subtype", ""))
        if kind == "/Image":
            self._picture(item, item.get("/ColorSpace"))
        elif kind == "/Form":
            self._run_form(item)
        else:
            self.painting.effects.add(f"XObject {kind[1:]}")

    def _run_form(self, form: Any) -> None:
        group = form.get("/Group", {})
        if str(group.get("/S", "")) == "/Transparency" and "/CS" in group:
            space = self._space(group["/CS"])
            if space != "DeviceCMYK":
                self.painting.effects.add(f"group blended in {space}")
        self._run_inside(form, self.state.matrix, self.state)

    def _run_pattern(self, name: str, box: Box | None) -> None:
        pattern = self.resources["/Pattern"][name]
        if int(pattern.get("/PatternType", 1)) == 2:
            self._add("shading", self._shading_colour(pattern["/Shading"]), box=box)
        else:
            paints = self.painting.paints
            before = len(paints)
            self._run_inside(pattern, self.base, _State(self.base, _EVERYWHERE), repeated=True)
            # A tile may be painted anywhere in the ground, whichever place it has itself.
            where = box or self.state.clip
            paints[before:] = [replace(paint, box=where) for paint in paints[before:]]

    def _run_inside(self, stream: Any, matrix: Matrix, state: _State, *, repeated: bool = False) -> None:
        if self.depth >= _DEPTH:
            self.painting.effects.add("forms nested without end")
            return
        inner = Matrix(*map(float, stream.get("/Matrix", (1, 0, 0, 1, 0, 0)))) @ matrix
        clip = state.clip
        if not repeated:
            clip = common(around(corners(inner, [float(value) for value in stream["/BBox"]])), clip)
        inside, resources = replace(state, matrix=inner, clip=clip), stream.get("/Resources", self.resources)
        _Reader(self.painting, inside, resources, self.depth + 1).run(stream)

    def _picture(self, image: Any, space: Any) -> None:
        width, height = (float(image.get(long, image.get(short, 1))) for long, short in _EDGES)
        a, b, c, d, _, _ = self.state.matrix.shorthand
        inches = max((a * a + b * b) ** 0.5, 1e-6) / 72, max((c * c + d * d) ** 0.5, 1e-6) / 72
        box = common(around(corners(self.state.matrix, (0, 0, 1, 1))), self.state.clip)
        stencil = bool(image.get("/ImageMask", image.get("/IM", False)))
        colour = self.state.fill if stencil else Colour(self._space(space) if space else "unknown", ())
        resolution = min(width / inches[0], height / inches[1])
        self._add("picture", colour, resolution, box, read_picture(image, colour.space))
        if "/SMask" in image:
            self.painting.effects.add("soft mask")
