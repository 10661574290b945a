"""Comparison figures: everything in its place, nothing on top of anything, nothing that counts."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from helpers.charts import charts, checksums, cities, map_of, matrix, near
from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.command import python
from helpers.comparisons import EVERY, language
from helpers.project import FONTS
from mgi_report.cli import main as program
from mgi_report.data.comparison import State
from mgi_report.data.model import Profile
from mgi_report.errors import ExitCode, Kind, Problem, ReportError
from mgi_report.figures import region
from mgi_report.figures.canvas import FontFiles
from mgi_report.figures.comparison import LEGEND, Charts
from mgi_report.figures.land import Ring
from mgi_report.figures.map.labels import Rect
from mgi_report.figures.map.view import view_of
from mgi_report.figures.shapes import Area, Box, Disc, Sheet, Stroke, Words
from mgi_report.neutrality.pages import check_figure

MM = 25.4 / 72
NUMBERS = (1, 2, 3, 5, 12, 50)
FORMS = {"slide": (338.667, 190.5), "a4": (210.0, 297.0)}


def texts(sheet: Sheet) -> list[Words]:
    return [shape for shape in sheet.shapes if isinstance(shape, Words)]


def rect(words: Words, made: Charts) -> Rect:
    """The place that a line takes, from its ascenders to its descenders."""
    length = made.type.width(words.text, words.size, bold=words.bold) * 0.965
    back = {"left": 0.0, "center": length / 2, "right": length}[words.align]
    up, down = words.size * MM * 0.76, words.size * MM * 0.2
    if words.upright:
        return Rect(words.x - up, words.y - length + back, words.x + down, words.y + back)
    return Rect(words.x - back, words.y - up, words.x - back + length, words.y + down)


def signs(sheet: Sheet) -> dict[tuple[float, float], str]:
    """Where the signs of the matrix stand, above the legend, and which they are."""
    last = max(line.start[1] for line in sheet.shapes if isinstance(line, Stroke) and line.width == 0.15)
    found = {}
    for shape in sheet.shapes:
        if isinstance(shape, Area):
            (left, right), (top, bottom) = extents(shape)
            if bottom < last:
                found[(left + right) / 2, (top + bottom) / 2] = {4: "square", 5: "plate"}[len(shape.rings[0])]
        elif isinstance(shape, Disc) and shape.y < last:
            found[shape.x, shape.y] = "dot"
    return found


def extents(shape: Area) -> tuple[tuple[float, float], tuple[float, float]]:
    """From where to where an area of one ring reaches, across and down."""
    (ring,) = shape.rings
    across, down = zip(*ring, strict=True)
    return (min(across), max(across)), (min(down), max(down))


SIGNS = {
    State.DEVELOPED: ["square"],
    State.POTENTIAL: ["plate"],
    State.BOTH: ["square", "plate"],
    State.NOT_MENTIONED: ["dot"],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("number", "code"), [*((n, "en") for n in NUMBERS), (5, "es"), (12, "fr"), (3, "fr")])
def test_no_words_meet_and_none_leave_the_sheet(number: int, code: str, form: str) -> None:
    made = charts(number, code)
    width, height = FORMS[form]
    for domain in ("", "partnerships"):
        for sheet in matrix(number, domain, form, code):
            assert sheet.width == pytest.approx(width)
            assert sheet.height == pytest.approx(height) if form == "slide" else sheet.height <= height
            rects = [rect(words, made) for words in texts(sheet)]
            assert len(rects) > 9
            inside = Rect(8, 4, sheet.width - 8, sheet.height - 3)
            assert [words.text for words, own in zip(texts(sheet), rects, strict=True) if not own.within(inside)] == []
            meeting = [
                (one.text, other.text)
                for (one, a), (other, b) in combinations(zip(texts(sheet), rects, strict=True), 2)
                if a.meets(b, 0)
            ]
            assert meeting == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", NUMBERS)
def test_every_sign_is_that_of_its_place_and_theme(number: int, form: str) -> None:
    made = charts(number)
    chapters = {chapter.domain.number: chapter for chapter in made.comparison.chapters}
    names = {theme.topic.name["en"]: theme for c in chapters.values() for theme in c.themes if theme.topic}
    seen: Counter[tuple[str, str]] = Counter()
    for sheet in matrix(number, "", form):
        columns = {
            shape.name.removeprefix("place-"): shape.x for shape in texts(sheet) if shape.name.startswith("place-")
        }
        order = [city.identity for city in made.comparison.cities]
        assert [order.index(identity) for identity in columns] == sorted(map(order.index, columns))
        assert list(columns.values()) == sorted(columns.values())
        rows = {words.text: words.y for words in texts(sheet) if words.text in names}
        found = signs(sheet)
        step = min([b - a for a, b in pairwise(columns.values())], default=sheet.width)
        # Where there is room for words, names and signs begin at the left edge of their column.
        wide = any(words.align == "left" and not words.upright for words in texts(sheet) if words.name[:6] == "place-")
        left, right = (-0.1, step - 0.1) if wide else (-step / 2, step / 2)
        for name, y in rows.items():
            for cell in names[name].cells:
                if cell.city.identity in columns:
                    x = columns[cell.city.identity]
                    near = sorted((a, s) for (a, b), s in found.items() if abs(b - y) < 2.6 and left < a - x < right)
                    assert [s for _, s in near] == SIGNS[cell.state], (name, cell.city.label)
                    seen[cell.city.identity, name] += 1
    assert set(seen.values()) == {1}
    assert len(seen) == number * len(EVERY)


@pytest.mark.parametrize("number", [5, 50])
def test_all_signs_have_one_size_and_both_lists_one_weight(number: int) -> None:
    colours = charts(number).colours
    for sheet in matrix(number, "well-being"):
        found = signs(sheet)
        marks: dict[int, set[tuple[float, float, str]]] = {4: set(), 5: set()}
        for shape in sheet.shapes:
            if isinstance(shape, Area):
                (left, right), (top, bottom) = extents(shape)
                if ((left + right) / 2, (top + bottom) / 2) in found:
                    (ring,) = shape.rings
                    marks[len(ring)].add((round(bottom - top, 3), round(area(ring), 3), shape.fill))
        ((edge, ink, fill),), ((height, other, second),) = marks[4], marks[5]
        assert ink == pytest.approx(edge**2, rel=0.01)
        assert (height, other, second) == (edge, pytest.approx(ink, rel=0.05), fill)
        assert fill == colours["deep"]
        dots = {(round(s.radius, 3), s.fill) for s in sheet.shapes if isinstance(s, Disc) and (s.x, s.y) in found}
        ((radius, fill),) = dots
        assert (radius < edge / 4, fill) == (True, colours["soft"])


def area(ring: Ring) -> float:
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairwise([*ring, ring[0]]))) / 2


def test_both_signs_of_a_place_stand_nearer_to_each_other_than_to_those_of_the_next() -> None:
    """Or else narrow columns would read as chains."""
    for sheet in matrix(50, "", "a4"):
        areas = [shape for shape in sheet.shapes if isinstance(shape, Area)]
        rows: dict[float, list[tuple[float, float, int]]] = {}
        for shape in areas:
            (left, right), (_, bottom) = extents(shape)
            rows.setdefault(round(bottom, 2), []).append((left, right, len(shape.rings[0])))
        within, between = [], []
        for row in list(rows.values())[:-1]:
            for (_, end, corners), (start, _, others) in pairwise(sorted(row)):
                (within if (corners, others) == (4, 5) and start - end < 1.2 else between).append(start - end)
        assert within
        assert between
        assert min(between) > 2 * max(within)


def test_what_stands_on_every_sheet() -> None:
    for sheet in matrix(50, "", "a4", "es"):
        said = " ".join(words.text for words in texts(sheet))
        assert "Ciudades del Sur" in said
        for long, _ in LEGEND.values():
            assert language("es").gettext(long) in said
        assert "su número no constituye una puntuación" in said
        assert "no publicado por la Organización Internacional para las Migraciones" in said


def test_wide_columns_say_the_state_in_words() -> None:
    said = Counter(words.text for words in texts(matrix(2, "partnerships")[0]))
    assert said["Example"] + said["Potential"] + said["Example and potential"] + said["Not mentioned"] == 16
    assert "Example" not in Counter(words.text for words in texts(matrix(12, "partnerships")[0]))


def test_the_description_says_the_same_in_words() -> None:
    made = charts(5)
    (sheet,) = matrix(5, "partnerships")
    theme = made.comparison.chapters[2].themes[0]
    for state, (long, _) in LEGEND.items():
        named = [cell.city.label for cell in theme.cells if cell.state is state]
        assert not named or f"{long}: {', '.join(named)}" in sheet.description.split(". ")[0]


@pytest.mark.parametrize(
    ("number", "form", "sheets"), [(5, "slide", 6), (5, "a4", 2), (50, "slide", 12), (50, "a4", 6)]
)
def test_as_many_sheets_as_it_takes(number: int, form: str, sheets: int) -> None:
    found = matrix(number, "", form)
    assert len(found) == sheets
    assert len({sheet.title for sheet in found}) == sheets
    numbers = [words.text for sheet in found for words in texts(sheet) if words.name == "sheet"]
    assert numbers == [f"{n} of {sheets}" for n in range(1, sheets + 1)]


def test_a_count_in_a_figure_is_caught() -> None:
    made = charts(5)
    (sheet,) = matrix(5, "partnerships")
    count = Words(60, 60, "3", 9, "#000000")
    drawn = made.draw(Sheet(sheet.width, sheet.height, (*sheet.shapes, count), "x"))
    order = [city.identity for city in made.comparison.cities]
    words = [words.text for words in texts(sheet) if words.name[:6] not in ("domain", "sheet")]
    assert [problem.value for problem in check_figure(drawn, order, words)] == ["“3”"]


def test_a_figure_that_would_rank_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made = charts(3)
    fault = Problem(message="a number that counts", kind=Kind.RANKS)
    monkeypatch.setattr(region, "check_figure", lambda *_: [fault])
    for draw in (made.matrix, made.map, lambda: made.bare_map(180, 120)):
        with pytest.raises(ReportError, match="a number that counts") as caught:
            draw()
        assert caught.value.exit_code is ExitCode.TEMPLATE


# Maps


def parts(sheet: Sheet) -> tuple[Rect, list[Words], list[Disc], list[Stroke]]:
    sea = next(s for s in sheet.shapes if isinstance(s, Box) and s.fill == charts(1).colours["mist"])
    room = Rect(sea.left, sea.top, sea.left + sea.width, sea.top + sea.height)
    names = [words for words in texts(sheet) if words.name.startswith("place-")]
    discs = [shape for shape in sheet.shapes if isinstance(shape, Disc)]
    return room, names, discs[: len(discs) // 2], leaders(sheet)


def leaders(sheet: Sheet) -> list[Stroke]:
    """The lines of a map that are none of its graticule."""
    return [s for s in sheet.shapes if isinstance(s, Stroke) and s.colour == charts(1).colours["soft"]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", NUMBERS)
def test_names_on_the_map_meet_no_name_no_dot_and_no_line(number: int, form: str) -> None:
    made = charts(number)
    room, names, dots, lines = parts(map_of(number, form))
    assert [words.name for words in names] == [f"place-{city.identity}" for city in made.comparison.cities]
    rects = [rect(words, made) for words in names]
    assert all(own.within(room) for own in rects)
    assert not [(a, b) for a, b in combinations(rects, 2) if a.meets(b, 0)]
    for dot in dots:
        own = Rect(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius)
        assert own.within(room)
        assert not any(name.meets(own, 0) for name in rects)
    for line in lines:
        assert sum(name.cut_by(line.start, line.end) for name in rects) == 0


@pytest.mark.parametrize("number", [5, 12, 50])
def test_a_name_is_beside_its_dot_or_led_to_it(number: int) -> None:
    made = charts(number)
    _, names, dots, lines = parts(map_of(number))
    assert len(names) == len(dots) == number
    for index, words in enumerate(names):
        own = rect(words, made)
        distance = own.distance((dots[index].x, dots[index].y))
        rim = dots[index].radius + 0.01
        led = [
            line
            for line in lines
            if hypot(line.start[0] - dots[index].x, line.start[1] - dots[index].y) < rim
            and own.distance(line.end) < 1.6
        ]
        nearest = min((own.distance((dot.x, dot.y)) for n, dot in enumerate(dots) if n != index), default=99.0)
        assert led or (distance < 5.5 and distance < nearest), words.text


def test_land_keeps_to_the_map_and_has_no_lines() -> None:
    sheet = map_of(5)
    room, _, _, lines = parts(sheet)
    land = [shape for shape in sheet.shapes if isinstance(shape, Area)]
    assert land
    edge = Rect(room.left - 0.01, room.top - 0.01, room.right + 0.01, room.bottom + 0.01)
    assert all(Rect(x, y, x, y).within(edge) for shape in land for ring in shape.rings for x, y in ring)
    assert len(lines) <= 5


def on_land(sheet: Sheet, made: Charts, x: float, y: float) -> bool:
    bare = Sheet(sheet.width, sheet.height, tuple(s for s in sheet.shapes if isinstance(s, (Area, Box))), "")
    image = Image.open(io.BytesIO(made.draw(bare, "png"))).convert("RGB")
    scale = image.width / sheet.width
    colour = made.colours["land"]
    return image.getpixel((round(x * scale), round(y * scale))) == tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


@pytest.mark.parametrize(
    ("coordinates", "land"),
    [
        ([(-15.0, -55.0), (4.0, -60.0), (-38.0, -65.0)], True),  # inland South America
        ([(-20.0, -90.0), (10.0, -40.0), (-40.0, -30.0)], False),  # oceans around it
        ([(66.0, -170.5), (66.5, 175.0), (65.0, -160.0)], True),  # both sides of 180°
        ([(-10.0, 170.0), (-12.0, -170.0)], False),
        ([(60.5, 9.0)], True),
    ],
)
def test_dots_lie_where_their_coordinates_are(coordinates: list[tuple[float, float]], land: bool) -> None:
    profiles = []
    for profile, place in zip(cities(len(coordinates)), coordinates, strict=True):
        data = profile.model_dump(by_alias=True, mode="json")
        data["place"]["coordinates"] = list(place)
        profiles.append(Profile.model_validate(data))
    made = charts(profiles=profiles)
    sheet = made.map()
    _, _, dots, _ = parts(sheet)
    assert [on_land(sheet, made, dot.x, dot.y) for dot in dots] == [land] * len(dots)


def test_places_on_one_spot_are_two_dots() -> None:
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(3)]
    for one in data[:2]:
        one["place"]["coordinates"] = [-34.0, -58.0]
    _, _, dots, _ = parts(charts(profiles=[Profile.model_validate(one) for one in data]).map())
    first, second = dots[:2]
    assert hypot(first.x - second.x, first.y - second.y) > 1.5


def test_findings_without_topics_have_a_row_as_in_the_compendium() -> None:
    data = city_data(1, 1)
    del data["findings"]["partnerships"]["developed"][0]["topics"]
    made = charts(profiles=[*cities(2), Profile.model_validate(data)])
    sheets = made.matrix("partnerships") + made.matrix("well-being")
    assert [[words.text for words in texts(sheet)].count("Other themes") for sheet in sheets] == [1, 0]
    assert "Other themes – Example of a well-developed area: Vila Aurora;" in sheets[0].description


def test_a_place_without_coordinates_is_named() -> None:
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(3)]
    data[0]["place"]["coordinates"] = None
    said = " ".join(charts(profiles=[Profile.model_validate(one) for one in data]).map().words)
    assert "as the profile gives no coordinates: Aurora." in said
    for one in data:
        one["place"]["coordinates"] = None
    with pytest.raises(ReportError) as caught:
        charts(profiles=[Profile.model_validate(one) for one in data]).map()
    assert "no place of this region has coordinates" in str(caught.value)


KEYED = [(6, 0.0), (20, 0.0), (20, 0.05), (50, 0.1)]


@cache
def keyed(number: int, reach: float, form: str) -> tuple[Charts, Sheet]:
    """The map of such cities, of a size of sheet or for a page."""
    made = near(number, reach)
    return made, made.bare_map(180, 120) if form == "page" else made.map(form)


@pytest.mark.parametrize("form", [*FORMS, "page"])
@pytest.mark.parametrize(("number", "reach"), KEYED)
def test_where_names_find_no_room_numbers_lead_to_a_key_in_the_neutral_order(
    number: int, reach: float, form: str
) -> None:
    made, sheet = keyed(number, reach, form)
    order = [city.identity for city in made.comparison.cities]
    said = {words.name: words.text for words in texts(sheet) if words.name}
    numbers = [str(n) for n in range(1, number + 1)]
    assert [said[f"at-{identity}"] for identity in order] == numbers
    assert [said[f"key-{identity}"] for identity in order] == numbers
    assert [said[f"place-{identity}"] for identity in order] == [city.label for city in made.comparison.cities]
    assert [words.name[6:] for words in texts(sheet) if words.name.startswith("place-")] == order
    assert "only link the dots with this list" in " ".join(sheet.words)
    assert "only link the dots with this list" in sheet.description
    rows = {words.name: (words.x, words.y) for words in texts(sheet)}
    for identity in order:
        (x, y), (a, b) = rows[f"key-{identity}"], rows[f"place-{identity}"]
        assert y == b
        assert 0 < a - x < 3


@pytest.mark.parametrize("form", [*FORMS, "page"])
@pytest.mark.parametrize(("number", "reach"), KEYED)
def test_nothing_of_a_numbered_map_meets_and_all_of_it_is_on_the_sheet(number: int, reach: float, form: str) -> None:
    made, sheet = keyed(number, reach, form)
    rects = [rect(words, made) for words in texts(sheet)]
    edge = Rect(-0.1, -0.1, sheet.width + 0.1, sheet.height + 0.1)
    assert all(own.within(edge) for own in rects)
    meeting = [(a, b) for a, b in combinations(range(len(rects)), 2) if rects[a].meets(rects[b], 0)]
    assert [(texts(sheet)[a].text, texts(sheet)[b].text) for a, b in meeting] == []
    rings = [shape for shape in sheet.shapes if isinstance(shape, Disc) and shape.rim]
    assert len(rings) == number
    assert all(hypot(a.x - b.x, a.y - b.y) > a.radius + b.radius for a, b in combinations(rings, 2))
    assert min(words.size for words in texts(sheet)) >= 7
    for ring, words in zip(rings, (w for w in texts(sheet) if w.name.startswith("at-")), strict=True):
        own = rect(words, made)
        corner = max(hypot(x - ring.x, y - ring.y) for x in (own.left, own.right) for y in (words.y, words.y - 1.7))
        assert corner < ring.radius


def test_a_moved_dot_is_led_to_its_true_spot() -> None:
    _, sheet = keyed(20, 0.0, "page")
    rings = [shape for shape in sheet.shapes if isinstance(shape, Disc) and shape.rim]
    spots = [shape for shape in sheet.shapes if isinstance(shape, Disc) and not shape.rim]
    (place,) = {(spot.x, spot.y) for spot in spots}
    assert len(spots) == 2, "its halo and itself"
    lines = leaders(sheet)
    assert {line.start for line in lines} == {place}
    assert {line.end for line in lines} == {(ring.x, ring.y) for ring in rings}
    order = list(sheet.shapes)
    assert max(map(order.index, lines)) < order.index(spots[0]), "lines lie under the dots"


def test_the_key_speaks_the_language_of_the_reader() -> None:
    for code, words in (("es", "ordenada por país"), ("fr", "ordonnée par pays")):
        assert words in " ".join(near(20, 0.0, code).map().words)


def test_more_places_than_a_key_has_room_for_are_dots_and_the_sheet_says_so() -> None:
    small = charts(50).bare_map(40, 30, tallest=30)
    assert texts(small) == []
    assert len([shape for shape in small.shapes if isinstance(shape, Disc)]) == 100
    made = near(140, 0.0)
    sheet = made.map()
    assert "Dots only: so many names find no room on a map of this size." in sheet.words
    assert not [words for words in texts(sheet) if words.name]
    described = sheet.description.replace("\u00a0", " ")
    assert all(city.label in described for city in made.comparison.cities)


def test_a_wrong_number_in_a_key_is_caught() -> None:
    made, sheet = keyed(6, 0.0, "page")
    order = [city.identity for city in made.comparison.cities]
    words = [*(city.label for city in made.comparison.cities), *(word for word in sheet.words if "°" in word)]
    for name in ("key-", "at-"):
        swapped = [
            replace(shape, text="1") if isinstance(shape, Words) and shape.name == f"{name}{order[3]}" else shape
            for shape in sheet.shapes
        ]
        (problem,) = check_figure(made.draw(replace(sheet, shapes=tuple(swapped))), order, words)
        assert problem.message == "a number that is not that of the key"
        assert problem.value == "“1”"
    assert check_figure(made.draw(sheet), order, words) == []


def test_land_that_is_too_thin_to_be_printed_is_left_out() -> None:
    for sheet in (map_of(5), charts(50).bare_map(180, 120)):
        rings = [ring for shape in sheet.shapes if isinstance(shape, Area) for ring in shape.rings]
        assert rings
        for ring in rings:
            assert min(max(axis) - min(axis) for axis in zip(*ring, strict=True)) > 0.09


@pytest.mark.parametrize("number", [2, 20])
def test_places_on_one_meridian_are_shown_in_their_surroundings(number: int) -> None:
    view = view_of([(-34.0 - n / 10, -58.0) for n in range(number)], (180, 120))
    assert view.degrees < 20
    assert view.centre[1] == pytest.approx(-58)


def test_the_bare_map_has_the_size_that_was_asked_for() -> None:
    sheet = charts(5).bare_map(90, 120)
    assert (sheet.width, sheet.height) == (90, 120)
    assert {words.name[:6] for words in texts(sheet) if "°" not in words.text} == {"place-"}


# Files


def test_the_same_comparison_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "86400"}
    other = python("from helpers.charts import checksums; print(*checksums())", cwd=tmp_path, **elsewhere)
    assert len(checksums()) == 12
    assert other.split() == checksums()


def test_words_are_real_text_in_every_format_that_has_text() -> None:
    made = charts(5, "es")
    (sheet,) = made.matrix("partnerships")
    svg = made.draw(sheet).decode()
    page = pypdfium2.PdfDocument(made.draw(sheet, "pdf"))[0].get_textpage().get_text_range()
    for words in ("Alianzas", "Redes internacionales de ciudades", "Ejemplo de área bien desarrollada"):
        assert words in svg
        assert words in page
    assert f"<title>{sheet.title}</title>" in svg
    assert "<desc>3 Alianzas" in svg


@pytest.mark.parametrize("name", ["$x^2$ & <b>", "Москва", "’s-Hertogenbosch"])
def test_any_name_is_drawn_as_it_is(name: str) -> None:
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(2)]
    data[0]["place"]["name"] = name
    made = charts(profiles=[Profile.model_validate(one) for one in data])
    for sheet in (made.matrix("partnerships")[0], made.map()):
        assert any(words.text == name for words in texts(sheet))
        assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in made.draw(sheet).decode()


def test_a_name_in_a_script_that_no_font_has_is_told_and_drawn_with_one_that_has() -> None:
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(2)]
    data[0]["place"]["name"] = "مكة"
    made = charts(profiles=[Profile.model_validate(one) for one in data])
    with pytest.raises(ReportError) as caught:
        made.map()
    assert caught.value.exit_code is ExitCode.MISSING
    assert "“مكة”" in str(caught.value)
    naskh = tuple(FONTS / f"NotoNaskhArabic-{cut}.ttf" for cut in ("Regular", "Bold"))
    able = replace(made, fonts=FontFiles(made.fonts.regular, made.fonts.bold, ((naskh[0], naskh[1]),)))
    assert b"Naskh" in able.draw(able.map(), "pdf")


@pytest.fixture
def south(make_workspace: MakeWorkspace) -> Path:
    root = make_workspace(**{f"city_{n}": p.model_dump(by_alias=True, mode="json") for n, p in enumerate(cities(3))})
    write_yaml(
        root / "data" / "regions" / "south.yaml", {"region": "south", "title": "South", "countries": ["AR", "BO"]}
    )
    return root


def draw(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(program, ["--workspace", str(root), "figure", *arguments])


def test_the_commands_write_files(south: Path, tmp_path: Path) -> None:
    out = draw(south, "matrix", "--region", "south", "--domain", "3", "-o", str(tmp_path / "m.svg"))
    assert out.exit_code == 0, out.output
    assert "3 Partnerships" in (tmp_path / "m.svg").read_text(encoding="utf-8")
    out = draw(south, "matrix", "--region", "south", "--language", "fr", "-o", str(tmp_path / "all.pdf"))
    assert sorted(file.name for file in tmp_path.glob("all*")) == [f"all-{n}.pdf" for n in range(1, 4)]
    assert out.output.count(" written") == 3
    out = draw(south, "map", "--region", "south", "--size", "a4", "-o", str(tmp_path / "map.png"))
    assert out.exit_code == 0
    assert Image.open(tmp_path / "map.png").width == pytest.approx(210 / 25.4 * 200, abs=2)


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_a_map_of_cities_on_one_spot_is_drawn(make_workspace: MakeWorkspace, suffix: str, tmp_path: Path) -> None:
    data = {f"city_{n}": profile.model_dump(by_alias=True, mode="json") for n, profile in enumerate(cities(20))}
    for one in data.values():
        one["place"] |= {"coordinates": [-34.6, -58.4], "country": "AR"}
    root = make_workspace(**data)
    write_yaml(root / "data" / "regions" / "south.yaml", {"region": "south", "title": "South", "countries": ["AR"]})
    out = draw(root, "map", "--region", "south", "-o", str(tmp_path / f"map.{suffix}"))
    assert out.exit_code == 0, out.output
    if suffix == "svg":
        svg = (tmp_path / "map.svg").read_text(encoding="utf-8")
        assert ">20</text>" in svg
        assert "<desc>Map without borders: dots show where " in svg
    elif suffix == "pdf":
        page = pypdfium2.PdfDocument(tmp_path / "map.pdf")[0].get_textpage().get_text_range()
        assert "San Bartolomé de los Llanos" in page
        assert "only link the dots with this list" in page


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("map", "--region", "sauth"), 1, "did you mean “south”?"),
        (("map", "--region", "south", "--language", "pt"), 1, "no texts in the language “pt”"),
        (("matrix", "--region", "south", "--domain", "partnership"), 1, "did you mean “partnerships”?"),
        (("matrix", "--region", "south", "--domain", "7"), 1, "no such domain"),
    ],
)
def test_misuse_is_one_sentence(south: Path, arguments: tuple[str, ...], code: int, words: str, tmp_path: Path) -> None:
    out = draw(south, *arguments, "-o", str(tmp_path / "x.svg"))
    assert out.exit_code == code
    assert words in out.output
    assert not (tmp_path / "x.svg").exists()
