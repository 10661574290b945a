"""Figures of one theme: the card of an exchange and the table, of equal weight for both lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.charts import charts, cities
from helpers.comparisons import TOPICS
from mgi_report.cli import main as program
from mgi_report.data.comparison import Theme
from mgi_report.data.model import Profile
from mgi_report.figures.comparison import Charts
from mgi_report.figures.frame import FORMATS
from mgi_report.figures.shapes import Area, Box, Sheet, Words

FORMS = ["slide", "a4"]
SLUG = TOPICS["well-being"][0]


def theme(made: Charts, slug: str = SLUG) -> Theme:
    return next(t for chapter in made.comparison.chapters for t in chapter.sections if t.slug == slug)


def texts(sheet: Sheet) -> Iterator[Words]:
    return (shape for shape in sheet.shapes if isinstance(shape, Words))


def sides(sheet: Sheet, made: Charts) -> list[Box]:
    return [s for s in sheet.shapes if isinstance(s, Box) and s.fill == made.colours["mist"]]


def within(box: Box, sheet: Sheet) -> list[str]:
    """The lines in one side of a card."""
    return [
        w.text
        for w in texts(sheet)
        if w.align == "left" and box.left <= w.x <= box.left + box.width and box.top < w.y <= box.top + box.height
    ]


def talkative(number: int, long: int = 1) -> Charts:
    """Cities that all have a gist, a figure in their text and a theme in both lists."""
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(number)]
    for one in data:
        text = " ".join(["Act 27 of 2012 opens 3 offices."] * long)
        finding = {"text": text, "gist": "Offices that are open to all 24 hours", "topics": [SLUG]}
        one["findings"]["well-being"] = {"developed": [finding], "potential": [finding]}
    return charts(profiles=[Profile.model_validate(one) for one in data])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [1, 5, 12, 40])
def test_both_sides_of_a_card_have_one_size_and_one_type(number: int, form: str) -> None:
    made = charts(number)
    sheet = made.exchange(theme(made), form)
    left, right = sides(sheet, made)
    assert (left.width, left.height, left.top) == (right.width, right.height, right.top)
    assert left.left + left.width < right.left
    head = next(w for w in texts(sheet) if w.text == "Describes experience")
    low = left.top + left.height
    sizes = [
        {w.size for w in texts(sheet) if head.y < w.y < low and (w.x < right.left) == own} for own in (True, False)
    ]
    assert sizes[0] == sizes[1]
    assert len(sizes[0]) == 1
    marks = [s for s in sheet.shapes if isinstance(s, Area)]
    assert len(marks) == 2


@pytest.mark.parametrize("number", [5, 40])
def test_a_city_stands_on_the_side_of_its_list(number: int) -> None:
    made = charts(number)
    own = theme(made)
    sheet = made.exchange(own)
    for box, kind in zip(sides(sheet, made), ("developed", "potential"), strict=True):
        lines = " ".join(within(box, sheet)) + " "
        for cell in own.cells:
            listed = getattr(cell, kind)
            name = cell.city.label + (", " if number == 40 else " ")
            assert (name in lines) == bool(listed), (cell.city.label, kind)


def test_up_to_eight_cities_have_gist_and_reference_and_more_stand_by_country() -> None:
    few, many = talkative(8), talkative(9)
    said = " ".join(few.exchange(theme(few)).words)
    assert said.count("Offices that are open") == 16
    assert all(mention.reference in said for mention in theme(few).mentions)
    said = " ".join(many.exchange(theme(many)).words)
    assert "Offices that are open" not in said
    assert "Aurora, 2021" in said
    assert "Argentina" in said


def test_those_who_do_not_mention_the_theme_are_named_without_a_verdict() -> None:
    made = charts(5)
    own = theme(made)
    silent = [cell.city.label for cell in own.cells if not cell.mentions]
    assert silent
    for sheet in (made.exchange(own), made.theme(own)[-1]):
        said = " ".join(sheet.words).replace("\u00a0", " ")
        assert "Not mentioned: " in said
        assert "It may still exist." in said
        assert all(label in said[said.index("Not mentioned: ") :] for label in silent)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_holds_every_finding_in_its_row_and_its_column(form: str) -> None:
    made = charts(12)
    own = theme(made)
    found = []
    for sheet in made.theme(own, form):
        words = list(texts(sheet))
        heads = [next(w for w in words if w.text.startswith(head)) for head in ("Example of", "Area with")]
        places = [w for w in words if w.name.startswith("place-")]
        for w in words:
            if w.text.startswith("C") and "-2021-" in w.text:
                row = max((p for p in places if p.y <= w.y), key=lambda p: p.y)
                kind = "developed" if w.x < heads[1].x - 8 else "potential"
                found.append((row.name.removeprefix("place-"), kind, w.text))
    wanted = [
        (cell.city.identity, kind, mention.reference)
        for cell in own.cells
        for kind in ("developed", "potential")
        for mention in getattr(cell, kind)
    ]
    assert sorted(found) == sorted(wanted)
    order = [city.identity for city in made.comparison.cities]
    assert [order.index(identity) for identity, _, _ in found] == sorted(order.index(i) for i, _, _ in found)


@pytest.mark.parametrize("form", FORMS)
def test_a_row_higher_than_a_sheet_goes_on_under_its_name(form: str) -> None:
    made = talkative(2, long=25)
    data = [city.profile.model_dump(by_alias=True, mode="json") for city in made.comparison.cities]
    for one in data:
        one["findings"]["well-being"]["developed"] *= 8
    made = charts(profiles=[Profile.model_validate(one) for one in data])
    sheets = made.theme(theme(made), form)
    assert len(sheets) > 2
    for sheet in sheets:
        assert "Example of a well-developed area" in sheet.words
        assert max(w.y for w in texts(sheet)) < sheet.height
        notes = min(w.y for w in texts(sheet) if w.size == FORMATS[form].small)
        assert max(w.y for w in texts(sheet) if w.size != FORMATS[form].small) < notes, "nothing runs into the notes"
    assert sum(" ".join(sheet.words).count("Offices that are open") for sheet in sheets) == 18


def test_a_theme_that_nobody_mentions_says_so_on_both_sides() -> None:
    data = [profile.model_dump(by_alias=True, mode="json") for profile in cities(2)]
    for one in data:
        one["findings"]["well-being"] = {"developed": [], "potential": []}
    made = charts(profiles=[Profile.model_validate(one) for one in data])
    assert made.exchange(theme(made)).words.count("Not mentioned in these profiles.") == 2
    (sheet,) = made.theme(theme(made))
    assert "It may still exist." in " ".join(sheet.words)


def test_figures_have_title_caveat_source_and_imprint() -> None:
    made = charts(5)
    for sheet in (made.exchange(theme(made)), *made.theme(theme(made)), *made.matrix("partnerships")):
        said = " ".join(sheet.words)
        assert sheet.words[0] == "Cities of the South"
        assert "their number is no score" in said
        assert "Source: MGI profiles of the places shown, in the editions shown." in said
        assert "Derived summary by mgi_report." in said
    said = " ".join(made.map().words)
    assert "land from Natural Earth" in said
    assert "Derived summary by mgi_report." in said


@pytest.fixture
def south(make_workspace: Any) -> Path:
    root: Path = make_workspace(
        **{f"city_{n}": p.model_dump(by_alias=True, mode="json") for n, p in enumerate(cities(3))}
    )
    region = "{region: south, title: South, countries: [AR, BO]}\n"
    (root / "data" / "regions").mkdir(parents=True, exist_ok=True)
    (root / "data" / "regions" / "south.yaml").write_text(region, encoding="utf-8")
    return root


def draw(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(program, ["--workspace", str(root), "figure", *arguments])


def test_the_commands_write_card_and_table(south: Path, tmp_path: Path) -> None:
    out = draw(south, "exchange", "--region", "south", "--theme", SLUG, "-o", str(tmp_path / "e.svg"))
    assert out.exit_code == 0, out.output
    assert "Describes experience" in (tmp_path / "e.svg").read_text(encoding="utf-8")
    name = charts(3).name_of(theme(charts(3)))
    out = draw(south, "theme", "--region", "south", "--theme", name, "--size", "a4", "-o", str(tmp_path / "t.svg"))
    assert out.exit_code == 0, out.output
    assert "Area with potential" in (tmp_path / "t.svg").read_text(encoding="utf-8")


def test_other_themes_without_a_finding_are_told_and_are_no_unknown_theme(south: Path, tmp_path: Path) -> None:
    empty = next(chapter.domain.slug for chapter in charts(3).comparison.chapters if chapter.other is None)
    for command in ("exchange", "theme"):
        out = draw(south, command, "--region", "south", "--theme", f"{empty}/other", "-o", str(tmp_path / "x.svg"))
        assert out.exit_code == 2
        assert f"no finding of this region is under “{empty}/other”" in out.output
        assert not (tmp_path / "x.svg").exists()


def test_an_unknown_theme_is_told_with_the_nearest(south: Path, tmp_path: Path) -> None:
    for command in ("exchange", "theme"):
        out = draw(south, command, "--region", "south", "--theme", f"{SLUG}s", "-o", str(tmp_path / "x.svg"))
        assert out.exit_code == 1
        assert "no such theme" in out.output
        assert f"did you mean “{SLUG}”?" in out.output
        assert not (tmp_path / "x.svg").exists()
