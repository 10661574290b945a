"""What a compendium says, in what order and with which page numbers, before anything is typeset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from helpers.cities import finding, sentence
from helpers.project import ROOT
from helpers.volumes import (
    COUNTRIES,
    FRAMEWORK,
    IDENTITIES,
    NAMES,
    comparison_view,
    invented,
    many,
    studio_of,
    three_cities,
    view_of,
)
from mgi_report.compendium import gatherings
from mgi_report.compendium.gatherings import Gathering, Run
from mgi_report.compendium.numbers import CitySnapshot
from mgi_report.compendium.parts import LaidOut, lay_out, parts_of, promises_of
from mgi_report.compendium.view import Entry, VolumeView
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.data.model import Profile
from mgi_report.design.editions import PRESS, SCREEN, Edition
from mgi_report.errors import ExitCode, ReportError
from mgi_report.neutrality.pages import check_pages
from mgi_report.neutrality.words import load_wordings
from mgi_report.pdf.xmp import Metadata
from mgi_report.studio.studio import Studio
from mgi_report.studio.typesetter import Typesetter
from mgi_report.text.collation import collated
from mgi_report.typeset.documents import Attached, Composed, Typeset
from mgi_report.workspace.places import open_workspace

WORDINGS = load_wordings([ROOT / "assets" / "wording"])


# Views


def test_places_stand_by_country_and_name_of_the_reader() -> None:
    assert [place.name for place in view_of("en").places] == list(NAMES)
    assert [place.country for place in view_of("en").places] == list(COUNTRIES)
    assert [place.country for place in view_of("fr").places] == ["Brésil", "Norvège", "Portugal"]
    assert [place.part for place in view_of("es").places] == [f"city-{identity}" for identity in IDENTITIES]


def test_a_place_says_when_where_and_at_what_level() -> None:
    monte, aurora, sereno = view_of("fr").places
    assert (aurora.edition, aurora.level, aurora.code) == ("Mai 2021", "Local", "VAU")
    assert aurora.coordinates == "59,90°\u00a0N\u202f; 10,70°\u00a0E"
    assert sereno.coordinates == ""
    assert view_of("fr").unmapped.endswith("Port Sereno.")
    assert monte.bare_name == "Monte Alto & Cía"
    assert monte.url == "https://example.org/monte-alto"


def test_cities_of_one_name_are_told_apart() -> None:
    cities = three_cities()
    cities["port-sereno"]["place"]["name"] = "Vila Aurora"
    names = [(place.name, place.bare_name) for place in comparison_view(cities).places]
    assert names[1:] == [("Vila Aurora (Norway)", "Vila Aurora"), ("Vila Aurora (Portugal)", "Vila Aurora")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "November 2019 – May 2021"),
        ("es", "Noviembre de 2019 – mayo de 2021"),
        ("fr", "Novembre 2019 – mai 2021"),
    ],
)
def test_the_editions_from_the_first_to_the_last(code: str, expected: str) -> None:
    assert view_of(code).editions == expected


def test_one_edition_is_named_once() -> None:
    cities = {name: data | {"edition": "2020-02"} for name, data in three_cities().items()}
    assert comparison_view(cities).editions == "February 2020"


def test_every_finding_stands_in_full_once_and_in_its_own_domain() -> None:
    view = view_of("en")
    found = [entry.reference.full for entry in entries_of(view)]
    expected = [
        item.reference
        for data in three_cities().values()
        for item in Profile.model_validate(data).walk_findings(FRAMEWORK.letters)
    ]
    assert sorted(found) == sorted(expected)
    assert len(set(found)) == len(found) == 2 * 30 + 12
    for chapter in view.chapters:
        for entry in [e for block in chapter.themes for column in block.columns for e in column.entries]:
            assert entry.reference.chapter == chapter.number


def entries_of(view: VolumeView) -> list[Entry]:
    return [
        entry
        for chapter in view.chapters
        for block in chapter.themes
        for column in block.columns
        for entry in column.entries
    ]


def test_a_finding_about_another_theme_is_referred_to_there() -> None:
    rights, _, partnerships, *_ = view_of("en").chapters
    (health,) = [block for block in rights.themes if block.name == "Health"]
    assert [(item.full, item.chapter) for item in health.columns[0].also] == [("VAU-2021-P2", 3)]
    (academia,) = [block for block in partnerships.themes if block.name == "Academia"]
    assert [item.full for item in academia.columns[0].also] == ["VAU-2021-P2"]


def test_findings_without_a_theme_are_other_themes_and_come_last() -> None:
    well_being = view_of("en").chapters[3]
    assert well_being.themes[-1].name == "Other themes"
    assert [entry.reference.full for entry in well_being.themes[-1].columns[1].entries] == ["VAU-2021-W5"]
    assert [chapter.themes[-1].name for chapter in view_of("en").chapters].count("Other themes") == 1


def test_the_matrix_has_every_theme_and_what_is_mentioned_is_not_silent() -> None:
    for chapter, domain in zip(view_of("en").chapters, FRAMEWORK.domains, strict=True):
        (table,) = chapter.tables
        names = [topic.name["en"] for topic in domain.topics]
        assert [row.name.replace("’", "'") for row in table.rows][: len(names)] == names
        assert [place.name for place in table.places] == list(NAMES)
        for row in table.rows:
            assert [cell.place.name for cell in row.cells] == list(NAMES)
            listed = any(cell.developed or cell.potential for cell in row.cells)
            assert listed == (row.name not in chapter.silent)
        assert [block.name for block in chapter.themes] == [
            row.name for row in table.rows if row.name not in chapter.silent
        ]


def test_a_text_in_another_language_says_so() -> None:
    english = {entry.reference.place.code: entry.text for entry in entries_of(view_of("en"))}
    assert {code: (text.language, text.foreign) for code, text in english.items()} == {
        "MAL": ("es", True),
        "VAU": ("en", False),
        "PSE": ("en", False),
    }


def test_findings_in_another_language_are_told_where_they_stand() -> None:
    view = view_of("en")
    assert view.foreign == (("Spanish", "Monte Alto & Cía"),)
    assert {chapter.foreign for chapter in view.chapters} == {("Spanish",)}
    imagined = Imagined()
    laid_out(studio_of(), imagined)
    note = "in italics stands in the language of its source (Spanish)"
    assert all(note in imagined.seen[chapter.part].document.html for chapter in view.chapters)
    reading = imagined.seen["reading"].document.html
    assert "Findings of Monte Alto &amp; Cía stand in Spanish" in reading
    assert note not in reading
    own = comparison_view({"vila-aurora": invented("vila-aurora", "VAU")})
    assert (own.foreign, own.chapters[0].foreign) == ((), ())


def test_occasions_come_in_one_order_and_name_every_theme_once() -> None:
    view = view_of("en")
    items = [(item.chapter.number, item.name) for section in view.exchange for item in section.items]
    rows = [(chapter.number, row.name) for chapter in view.chapters for row in chapter.tables[0].rows]
    assert sorted(items) == sorted(row for row in rows if row[1] != "Other themes")
    for section in view.exchange:
        numbers = [item.chapter.number for item in section.items]
        assert numbers == sorted(numbers)
        for item in section.items:
            names = [place.name for place, _ in item.groups]
            assert names == sorted(names, key=NAMES.index)


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_the_thematic_index_is_collated_and_complete(code: str) -> None:
    view = view_of(code)
    names = [entry.name for entry in view.theme_index]
    assert names == collated(names, code, lambda name: (name,))
    assert len(names) == sum(len(domain.topics) for domain in FRAMEWORK.domains)


def test_a_name_that_two_cities_mention_is_one_entry_of_the_index() -> None:
    index = {
        entry.name: (title, [reference.full for reference in entry.references])
        for title, entries in view_of("en").name_index
        for entry in entries
    }
    assert index["Three Rivers Network"] == ("Networks", ["MAL-2020-G4", "VAU-2021-P1"])
    assert index["Plan Municipal de Acogida"][0] == "Plans and strategies"
    assert index["Ordenanza 12/2019"][0] == "Laws and regulations"
    assert index["Oficina de Llegadas"][0] == "Institutions"
    languages = {entry.name: entry.language for _, entries in view_of("en").name_index for entry in entries}
    assert languages["Casa Aberta"] == "pt"
    assert languages["Three Rivers Network"] == ""


# Page numbers: nothing is typeset, pages and link targets are made up


class Imagined:
    """Stands for the engine: gatherings have the pages that were planned, else a given number.

    Link targets stand on the page that they would have if all were spread evenly.
    """

    def __init__(self, pages: int = 3) -> None:
        self.pages = pages
        self.seen: dict[str, Gathering] = {}

    def __call__(self, wanted: Sequence[Gathering]) -> list[Typeset]:
        return [self.one(gathering) for gathering in wanted]

    def one(self, gathering: Gathering) -> Typeset:
        self.seen[gathering.part] = gathering
        pages = gathering.pages or self.pages
        targets = re.findall(r'<li id="([^"]+)"', gathering.document.html)
        anchors = {name: 1 + index * pages // len(targets) for index, name in enumerate(targets)}
        return Typeset(gathering.part.encode(), pages, (), anchors)


def laid_out(volume: VolumeStudio, run: Run | None = None) -> LaidOut:
    """A volume with snapshots that are made up as well: of 4, 6, 8 … pages."""
    run = run or Imagined()
    cities = [city.identity for city in volume.comparison.cities]
    snapshots = {city: CitySnapshot(city, b"", 4 + 2 * index, 10) for index, city in enumerate(cities)}
    return lay_out(volume, run(volume.first), snapshots, run)


@pytest.mark.parametrize("pages", [1, 2, 3])
@pytest.mark.parametrize("edition", [SCREEN, PRESS], ids=lambda edition: edition.name)
def test_parts_follow_one_another_and_open_on_their_side(pages: int, edition: Edition) -> None:
    volume = studio_of(edition=edition)
    laid = laid_out(volume, Imagined(pages))
    parts = parts_of(volume, laid)
    counts = {key.name: laid.sources.pages(key) for key in (*laid.prelims, *laid.body)}
    names = [part.name for part in parts if "~" not in part.name]
    chapters = [f"chapter-{number}" for number in range(1, 7)]
    cities = [f"city-{identity}" for identity in IDENTITIES]
    assert names == ["front", "reading", *chapters, "exchange", "indexes", "cities", *cities, "back"]
    page, starts, number = 1, {}, 1
    for part in parts:
        starts[part.name] = page
        assert part.labels is not None
        count = counts[part.name]
        roman = part.name.startswith("front") or part.labels.style == "r"
        if not roman:
            assert part.labels.of(0) == str(number), part.name
            assert laid.numbers.starts[part.name] == number
            number += count
        page += count
    lefthand = [*chapters, "exchange", "indexes", "cities"]
    assert {name: starts[name] % 2 for name in lefthand} == dict.fromkeys(lefthand, 0)
    assert starts["reading"] % 2 == starts["back"] % 2 == 1
    assert all(starts[city] % 2 == 1 for city in cities)
    total = page - 1
    assert total % (4 if edition is PRESS else 2) == 0


def test_a_finding_is_on_the_page_that_its_chapter_says() -> None:
    volume = studio_of()
    laid = laid_out(volume)
    numbers, promises = laid.numbers, promises_of(volume, laid.numbers)
    for entry in entries_of(volume.view):
        part = f"chapter-{entry.reference.chapter}"
        page = laid.sources.made[part].anchors[entry.reference.anchor]
        assert numbers.page_of(entry.reference) == str(numbers.starts[part] + page - 1)
    promised = {(part, page, label) for part, page, label, _ in promises}
    assert {("chapter-1", 1, numbers.label_of("chapter-1")), ("reading", 1, "1")} <= promised
    assert len(promises) == 6 + 3 + 5 + len(entries_of(volume.view))


def test_references_by_page_are_in_the_order_of_pages_and_none_is_lost() -> None:
    volume = studio_of()
    page_numbers = laid_out(volume).numbers
    references = [entry.reference for entry in entries_of(volume.view)]
    pages = page_numbers.by_page(references[::-1])
    numbers = [int(page) for page, _ in pages]
    assert numbers == sorted(set(numbers))
    assert sorted(item.full for _, items in pages for item in items) == sorted(item.full for item in references)
    assert all(page_numbers.page_of(item) == page for page, items in pages for item in items)


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_no_page_ranks_in_any_language_and_none_is_left_untranslated(code: str) -> None:
    volume, imagined = studio_of(code=code), Imagined()
    laid_out(volume, imagined)
    english = Imagined()
    laid_out(studio_of(), english)
    assert len(imagined.seen) > 12
    for part, gathering in imagined.seen.items():
        assert check_pages(gathering.document.html, IDENTITIES, WORDINGS, part) == []
        if code != "en":
            assert spoken(gathering) & spoken(english.seen[part]) - theirs(volume) == set(), part


def spoken(gathering: Gathering) -> set[str]:
    """Sentences of ours: text of at least three words, outside of quotations."""
    html = re.sub(r"<style>.*?</style>|<[^>]*data-quote.*?</(?:p|li)>", "", gathering.document.html, flags=re.S)
    texts = re.findall(r">([^<]+)<|title=\"([^\"]+)\"|alt=\"([^\"]+)\"|data-note=\"([^\"]+)\"", html)
    return {text.strip() for group in texts for text in group if len(re.findall(r"\b[a-z]{2,}", text)) > 2}


def theirs(volume: VolumeStudio) -> set[str]:
    """What is the same in every language: names and texts of the cities."""
    introduction = volume.view.introduction
    assert introduction is not None
    return {*NAMES, "Monte Alto &amp; Cía", introduction.plain}


@pytest.mark.parametrize("counts", [(1, 0), (4, 0), (9, 0), (22, 0), (0, 1), (0, 4), (0, 9), (0, 22)], ids=str)
def test_examples_come_first_and_an_empty_list_says_so_once_in_its_place(counts: tuple[int, int]) -> None:
    cities = {f"harbour-{n}": invented(f"harbour-{n}", f"HX{'ABC'[n]}", counts) for n in range(3)}
    volume, imagined = studio_of(cities), Imagined()
    laid_out(volume, imagined)
    for chapter in volume.view.chapters:
        html = imagined.seen[chapter.part].document.html
        html = html[html.index("</table>") :]
        starts = [html.index(f'<h2 id="{block.slug}"') for block in chapter.themes]
        assert starts
        for start, stop in pairwise([*starts, len(html)]):
            pieces = re.findall('<li|(?<=class=")none|(?<=class="mark )(?:developed|potential)', html[start:stop])
            assert pieces.count("none") == 1
            said = [(pieces[at - 1], at) for at, piece in enumerate(pieces) if piece == "none"]
            if counts[0]:
                assert said == [("potential", len(pieces) - 1)], "what is not mentioned ends the theme"
            else:
                assert said == [("developed", 1)], "what is not mentioned begins the theme"


@pytest.mark.parametrize(("code", "continued"), [("en", "(continued)"), ("es", "(continuación)"), ("fr", "(suite)")])
def test_a_column_of_names_that_goes_on_says_of_what(code: str, continued: str) -> None:
    volume, imagined = studio_of(code=code), Imagined()
    (title, (entry, *_)), *_ = volume.view.name_index
    index = ((title, tuple(replace(entry, name=f"Name {n}") for n in range(150))),)
    volume.__dict__["view"] = replace(volume.view, name_index=index)
    laid_out(volume, imagined)
    columns = imagined.seen["indexes"].document.html.split('<div class="col third">')[1:]
    assert len(columns) > 2
    for number, column in enumerate(columns):
        words = re.sub("<[^>]+>", " ", column).split()
        assert " ".join(words).startswith(f"{title} {continued} Name" if number else f"{title} Name")
    assert imagined.seen["indexes"].document.html.count('<h3 class="kind">') == 1


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_the_note_at_the_foot_of_every_page_is_one_line(code: str) -> None:
    volume, imagined = studio_of(code=code), Imagined()
    laid_out(volume, imagined)
    (note,) = {
        found for part in imagined.seen.values() for found in re.findall('data-note="([^"]+)"', part.document.html)
    }
    text, _ = volume.studio.metrics(code)
    assert text.lines(note, 7.6, 140 * 72 / 25.4) == 1


def test_a_volume_in_which_nothing_is_listed_has_all_its_parts() -> None:
    city = invented("vila-aurora", "VAU", (0, 0))
    volume = studio_of({"vila-aurora": city})
    names = [part.name for part in parts_of(volume, laid_out(volume))]
    assert {f"chapter-{number}" for number in range(1, 7)} <= set(names)
    assert volume.findings == ()
    assert [section.occasion.value for section in volume.view.exchange] == ["silence"]


@pytest.mark.parametrize("cities", [1, 2, 12, 50])
def test_a_volume_of_any_size_can_be_planned(cities: int) -> None:
    data = many(cities)
    volume, imagined = studio_of(data), Imagined()
    laid = laid_out(volume, imagined)
    assert len([part for part in laid.body if part.city]) == cities
    for chapter in volume.view.chapters:
        places = [place.identity for table in chapter.tables for place in table.places]
        assert places == [place.identity for place in volume.view.places]
        assert imagined.seen[chapter.part].pages == laid.sources.made[chapter.part].pages
        html = imagined.seen[chapter.part].document.html
        assert html.count("<table") == html.count("<thead>") == len(chapter.tables)
        assert len(re.findall('<li id="', html)) == sum(
            len(column.entries) for block in chapter.themes for column in block.columns
        )


@pytest.mark.parametrize("cities", [12, 20, 30, 45, 50])
def test_small_wheels_stand_on_the_pages_that_were_planned(cities: int) -> None:
    volume, imagined = studio_of(many(cities)), Imagined()
    laid_out(volume, imagined)
    made = gatherings.make(imagined.seen["front"], volume.studio)
    assert made.pages - made.anchors["wheels"] + 1 == volume.front_plan.wheels.pages


def test_lists_that_take_both_columns_have_their_findings_once_in_order_and_say_so() -> None:
    data = many(24)
    for city in data.values():
        lists = city["findings"]["partnerships"]
        lists["potential"] = []
        lists["developed"] = [finding(sentence(f"{city['code']}{n}", 24), "academia") for n in range(2)]
    for slug in ("harbour-1", "harbour-2"):
        data[slug]["findings"]["mobility-crises"]["developed"] = [
            finding(sentence(f"{slug}{n}", 30), "climate") for n in range(12)
        ]
    data["harbour-3"]["findings"]["mobility-crises"]["potential"] = [finding(sentence("harbour-3", 24), "climate")]
    volume, imagined = studio_of(data), Imagined()
    laid_out(volume, imagined)
    for chapter in volume.view.chapters:
        html = imagined.seen[chapter.part].document.html
        for block in chapter.themes:
            wanted = [entry.reference.anchor for column in block.columns for entry in column.entries]
            found = [name for name in re.findall('<li id="([^"]+)"', html) if name in wanted]
            for column in block.columns:
                own = [entry.reference.anchor for entry in column.entries]
                assert [name for name in found if name in own] == own
            assert sorted(found) == sorted(wanted)
    alone = imagined.seen["chapter-3"].document.html
    assert alone.count('<div class="whole">') == 1 + len(re.findall('class="leaf (?:recto|verso)"', alone))
    assert "Not mentioned in these profiles." in alone
    beside = imagined.seen["chapter-5"].document.html
    assert re.search(r'Examples of well-developed areas <span class="cont">\(continued\)', beside)


# Templates


def changed(root: Path, name: str, old: str, new: str) -> tuple[VolumeStudio, str]:
    """A volume of a workspace with a changed template, and its text."""
    text = (ROOT / "templates" / "compendium" / name).read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new)
    file = root / "templates" / "compendium" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    (root / "data" / "profiles").mkdir(parents=True)
    return studio_of(studio=Studio(open_workspace(root), FRAMEWORK)), text


def test_a_mistake_in_a_template_is_told_with_file_and_line(tmp_path: Path) -> None:
    mistake = "{{ volume.nothing_like_it }}"
    volume, text = changed(tmp_path, "back.html.j2", "{% block body %}", f"{{% block body %}}\n{mistake}")
    with pytest.raises(ReportError) as caught:
        laid_out(volume)
    assert caught.value.exit_code is ExitCode.TEMPLATE
    (problem,) = caught.value.problems
    assert problem.file.endswith("compendium/back.html.j2")
    assert problem.line == 1 + text[: text.index(mistake)].count("\n")


def test_one_block_can_be_changed_and_the_rest_stays(tmp_path: Path) -> None:
    volume, _ = changed(tmp_path, "back.html.j2", "{% block body %}", "{% block body %}<p>Printed in a harbour.</p>")
    imagined = Imagined()
    laid_out(volume, imagined)
    assert "Printed in a harbour." in imagined.seen["back"].document.html
    assert "Printed in a harbour." not in imagined.seen["front"].document.html


def test_a_picture_of_the_workspace_can_be_called(tmp_path: Path) -> None:
    picture = '<img src="mgi:images/logo.svg" alt="Logo">'
    volume, _ = changed(tmp_path, "back.html.j2", "{% block body %}", f"{{% block body %}}{picture}")
    (tmp_path / "assets" / "images").mkdir(parents=True)
    (tmp_path / "assets" / "images" / "logo.svg").write_bytes(b"<svg/>")
    imagined = Imagined()
    laid_out(volume, imagined)
    assert imagined.seen["back"].document.resources["images/logo.svg"] == b"<svg/>"


# What is kept


@pytest.fixture
def typesetting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every document that is typeset, by its HTML; nothing is typeset in fact."""
    made: list[str] = []

    def typeset(self: Typesetter, document: Composed, *_: object) -> Typeset:
        made.append(document.html)
        return Typeset(f"%PDF {document.html}".encode(), 2, (), {"a": 1})

    monkeypatch.setattr(Typesetter, "typeset", typeset)
    return made


def gathering(html: str = "<p>one</p><img src='mgi:map.svg'>", **changes: object) -> Gathering:
    about = Metadata("Title", "", "", "", ("en",), "x", "", "", "", (), "2024-03-01")
    drawings = {"map.svg": b"<svg/>", "other.svg": b"<svg/>"}
    return replace(Gathering("front", "Front", Composed(html, drawings), about), **changes)  # type: ignore[arg-type]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))
    return Studio(open_workspace(ROOT), FRAMEWORK)


def test_the_same_is_kept_and_another_word_is_made_anew(studio: Studio, typesetting: list[str]) -> None:
    first = gatherings.make(gathering(), studio)
    assert gatherings.make(gathering(), studio) == first
    assert len(typesetting) == 1
    gatherings.make(gathering("<p>two</p>"), studio)
    assert typesetting[1:] == ["<p>two</p>"]
    gatherings.make(gathering(), studio, force=True)
    assert len(typesetting) == 3


def test_a_drawing_counts_only_where_it_is_used(studio: Studio, typesetting: list[str]) -> None:
    gatherings.make(gathering(), studio)
    html = gathering().document.html
    unused = {"map.svg": b"<svg/>", "other.svg": b"<svg id='changed'/>"}
    gatherings.make(gathering(document=Composed(html, unused)), studio)
    assert len(typesetting) == 1
    gatherings.make(gathering(document=Composed(html, unused | {"map.svg": b"<svg id='changed'/>"})), studio)
    assert len(typesetting) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"edition": PRESS},
        {"attachments": (Attached("a.csv", b"1", "Data", "", None),)},  # type: ignore[arg-type]
        {"metadata": replace(gathering().metadata, title="Another")},
    ],
)
def test_what_stands_beside_the_pages_counts_as_well(
    studio: Studio, typesetting: list[str], monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    monkeypatch.setattr(studio, "finisher", lambda *_: None)
    gatherings.make(gathering(), studio)
    gatherings.make(gathering(**changes), studio)
    assert len(typesetting) == 2


def test_another_font_makes_everything_anew(
    studio: Studio, typesetting: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gatherings.make(gathering(), studio)
    font = tmp_path / "OpenSans-Regular.ttf"
    font.write_bytes((ROOT / "assets" / "fonts" / "OpenSans-Bold.ttf").read_bytes())
    monkeypatch.setattr(type(studio.workspace), "font_files", lambda self: [font])
    gatherings.make(gathering(), studio)
    assert len(typesetting) == 2


def test_what_is_damaged_in_the_cache_is_made_anew(studio: Studio, typesetting: list[str]) -> None:
    gatherings.make(gathering(), studio)
    (facts,) = (studio.workspace.cache / "gatherings").glob("*.json")
    for content in ("{", "[]", '{"pages": "x"}'):
        facts.write_text(content)
        gatherings.make(gathering(), studio)
    facts.with_suffix(".pdf").unlink()
    assert gatherings.make(gathering(), studio).pages == 2
    assert len(typesetting) == 5


def test_a_plan_that_does_not_hold_is_made_anew_with_more_room() -> None:
    first, cautions = [gathering(pages=2), gathering(part="back", pages=None)], []

    def anew(part: str, caution: float) -> Gathering:
        assert part == "front"
        cautions.append(caution)
        return gathering(pages=4 if len(cautions) == 2 else 2)

    def run(wanted: Sequence[Gathering]) -> list[Typeset]:
        return [Typeset(b"again", 4, ()) for _ in wanted]

    made = [Typeset(b"one", 3, ()), Typeset(b"two", 5, ())]
    found = gatherings.settle(first, made, anew, run)
    assert found == {"front": Typeset(b"again", 4, ()), "back": made[1]}
    assert cautions == sorted(cautions, reverse=True)
    assert len(cautions) == 2


@pytest.mark.parametrize("more", [1, 2])
def test_what_never_fits_has_the_pages_that_it_takes(more: int) -> None:
    volume, imagined = studio_of(), Imagined()
    one = imagined.one

    def over(wanted: Gathering) -> Typeset:
        made = one(wanted)
        return replace(made, pages=made.pages + more) if wanted.part in ("chapter-2", "indexes") else made

    imagined.one = over  # type: ignore[method-assign]
    laid = laid_out(volume, imagined)
    starts, pages = laid.numbers.starts, laid.sources.made
    assert {starts[part] % 2 for part in ("chapter-2", "chapter-3", "exchange", "indexes", "cities")} == {0}
    assert starts["chapter-3"] == starts["chapter-2"] + pages["chapter-2"].pages + pages["chapter-2"].pages % 2
    assert len(imagined.seen["chapter-2"].document.html) > 1000


@pytest.mark.parametrize("part", ["chapter-2", "indexes"])
def test_what_runs_over_is_planned_anew(part: str) -> None:
    volume, imagined = studio_of(), Imagined()
    one, over = imagined.one, []

    def first_time_over(wanted: Gathering) -> Typeset:
        made = one(wanted)
        if wanted.part == part and not over:
            over.append(wanted)
            return replace(made, pages=made.pages + 1)
        return made

    imagined.one = first_time_over  # type: ignore[method-assign]
    laid = laid_out(volume, imagined)
    (first,) = over
    assert laid.sources.made[part].pages == imagined.seen[part].pages
    assert imagined.seen[part] is not first
