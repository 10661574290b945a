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


_DRAWS = frozenset(("m", "l", "c", "v", "y"))
_SILENT = frozenset(("BDC", "BMC", "EMC", "ET", "h", "Td", "Tc", "Tw", "Ts", "J", "j", "M"))
"""Operators that occur often and of which nothing here depends."""
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
        self.across, self.up = list[float](), list[float]()
        self.path: list[Box] = []
        self.points = 0
        self.clips = self.free = False
        self.text = Matrix()
        self.applied: set[str] = set()

    def run(self, stream: Any) -> None:
        """Run all operators."""
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if operator in _DRAWS:  # of which most of a map consists
                # The control points of a curve lie around it: a box that holds them holds the curve.
                values = [*map(float, instruction.operands)]
                self.across += values[::2]
                self.up += values[1::2]
            elif isinstance(instruction, pikepdf.ContentStreamInlineImage):
                image = instruction.iimage.obj
                self._picture(image, image.get("/ColorSpace", image.get("/CS")))
            elif operator not in _SILENT:
                self._step(operator, list(instruction.operands))

    def _step(self, operator: str, operands: list[Any]) -> None:
        if operator == "re":
            x, y, width, height = map(float, operands)
            self.across += (x, x, x + width, x + width)
            self.up += (y, y + height, y, y + height)
        elif operator in _PAINTS:
            self._paint_path(_PAINTS[operator])
        elif operator in ("W", "W*"):
            self.clips = True
        elif operator in ("Tj", "TJ", "'", '"'):
            self._type()
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
            self._place()
            self.state = self.stack.pop()
        elif operator == "cm":
            self._place()
            self.state = replace(self.state, matrix=Matrix(*map(float, operands)) @ self.state.matrix)
        elif operator == "w":
            self.state = replace(self.state, width=float(operands[0]))
        elif operator == "gs":
            self._apply(str(operands[0]))
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

    def _place(self) -> None:
        """Place the points of the path that have none yet: they go by the matrix under which they were drawn."""
        if not self.across:
            return
        m, points = self.state.matrix, [*zip(self.across, self.up, strict=True)]
        turned = m.b or m.c  # else its ends stay its ends
        placed = [m.transform(point) for point in points] if turned else corners(m, around(points))
        self.path.append(around(placed))
        self.points += len(points)
        self.across, self.up = [], []

    def _paint_path(self, how: str) -> None:
        self._place()
        if self.path:
            whole = around([edge for box in self.path for edge in (box[:2], box[2:])])
            box = common(whole, self.state.clip)
            if box[0] <= box[2] and box[1] <= box[3]:
                self.free = self.points > _CORNERS
                self._paint_box(how, box)
                self.free = False
            if self.clips:
                self.state = replace(self.state, clip=box)
        self.path, self.points, self.clips = [], 0, False

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

    def _type(self) -> None:
        if self.state.hidden:
            return
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

    def _apply(self, name: str) -> None:
        """Note what a graphics state asks of the blending of colours, once where that is all it does."""
        if name in self.applied:
            return
        state = self._resource("/ExtGState", name)
        if "/SMask" not in state and "/LW" not in state:
            self.applied.add(name)
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
