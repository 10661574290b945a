"""The pages of an invented city as the engine sets them, against what was planned."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from helpers.cities import TOPICS, Data, city_data, finding, sentence
from helpers.order import jumps
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.snapshot import compose
from mgi_report.snapshot.make import figures_of, view_of
from mgi_report.snapshot.plan.pages import GAPS, Plan
from mgi_report.studio.studio import Studio
from mgi_report.text.typography import fold
from mgi_report.text.units import POINTS_PER_MM as MM
from mgi_report.typeset import engine as press
from mgi_report.workspace.places import open_workspace

USUAL = ((4, 2), (3, 3), (3, 3), (3, 2), (4, 1), (4, 2))
TRIPLE = tuple((3 * developed, 3 * potential) for developed, potential in USUAL)
Counts = tuple[tuple[int, int], ...]


def city_of(counts: Counts, words: int, **changes: Data) -> Profile:
    data = city_data()
    for number, (topic, lists) in enumerate(zip(TOPICS, data["findings"].values(), strict=True)):
        for kind, count in zip(("developed", "potential"), counts[number], strict=True):
            lists[kind] = [finding(sentence(f"{number}{kind[0]}{i}", words), topic) for i in range(count)]
    return Profile.model_validate(data | changes)


@pytest.fixture(scope="module")
def studio() -> Studio:
    workspace = open_workspace(ROOT)
    made = Studio(workspace, load_framework(workspace.framework))
    made.warm()
    return made


def typeset(studio: Studio, profile: Profile, language: str = "en") -> tuple[Plan, pypdfium2.PdfDocument]:
    view = view_of(studio, profile, language)
    plan = compose.plan_snapshot(view, studio.setting("snapshot", language))
    figures = figures_of(studio, profile, view)
    composed = compose.compose_snapshot(
        studio.composer, view, plan, studio.theme, studio.drawings.icons, figures, "2024-03-01"
    )
    made = press.typeset(composed, lambda pdf: None)
    assert made.problems == ()
    assert jumps(made.pdf) == []
    return plan, pypdfium2.PdfDocument(made.pdf)


def unfilled(document: pypdfium2.PdfDocument) -> list[float]:
    """What is left blank at the foot of each page, in millimetres."""
    blank = []
    for page in document:
        text = page.get_textpage()
        feet = [text.get_rect(index)[1] for index in range(text.count_rects())]
        blank.append(min(foot for foot in feet if foot > 16 * MM) / MM - 17)
    return blank


HUGE = {"text": sentence("huge", 190)[:1399] + ".", "topics": ["academia"]}


@pytest.mark.parametrize(
    ("profile", "language", "pages"),
    [
        (city_of(USUAL, 22), "en", 4),
        (city_of(((0, 0),) * 6, 22), "fr", 4),
        (city_of(((12, 0), (0, 0), *USUAL[2:]), 26), "en", 6),
        (city_of(USUAL, 40), "es", 6),
        (city_of(TRIPLE, 22), "fr", 10),
        (city_of(((12, 12),) * 6, 60), "en", 22),
    ],
    ids=["usual", "nothing", "one-long-one-empty", "longer", "triple", "very-long"],
)
def test_the_pages_are_as_many_and_as_full_as_planned(
    studio: Studio, profile: Profile, language: str, pages: int
) -> None:
    plan, document = typeset(studio, profile, language)
    assert (len(document), plan.total) == (pages, pages)
    if plan.layout == "long":
        assert all(blank > 1 for blank in unfilled(document)[1:-1])
        assert sum(blank > 115 for blank in unfilled(document)[1:-1]) <= 1


def test_a_finding_of_1400_characters_is_set_whole_and_the_rest_around_it(studio: Studio) -> None:
    data = city_of(USUAL, 22).model_dump(by_alias=True, mode="json")
    data["findings"]["partnerships"]["developed"][0] = HUGE
    plan, document = typeset(studio, Profile.model_validate(data))
    assert len(document) == plan.total == 6
    assert sum(fold(HUGE["text"]) in fold(page.get_textpage().get_text_range()) for page in document) == 1
    assert sum(blank > 115 for blank in unfilled(document)) <= 1
    assert all(blank > 1 for blank in unfilled(document)[1:])


def test_the_first_page_stays_one_page_whatever_the_place_is_called(studio: Studio) -> None:
    long = "Sankt Aurora am Großen Fluss und an den Drei Brücken"
    place = {"name": long, "official": f"Freie und Weltoffene Stadtgemeinde {long} mit Umland", "country": "GS"}
    introduction = ("Vila Aurora is an invented city that took part in an assessment. " * 14)[:899]
    plan, document = typeset(studio, city_of(USUAL, 12, place=place, introduction=introduction), "fr")
    assert len(document) == plan.total == 4
    assert unfilled(document)[0] > 1


def themed(studio: Studio, count: int) -> Profile:
    """A city whose findings are about so many themes, several themes to a finding."""
    left, data = count, city_data(2, 1)
    for domain in studio.framework.domains:
        topics = [topic.slug for topic in domain.topics][:left]
        left -= len(topics)
        findings = [item for lists in data["findings"][domain.slug].values() for item in lists]
        for number, item in enumerate(findings):
            item["topics"] = topics[number::3] or topics[:1] or [domain.topics[0].slug]
    return Profile.model_validate(data)


@pytest.mark.parametrize(("count", "explained"), [(6, "themes"), (37, "themes"), (48, "themes")])
def test_the_last_page_holds_all_themes_and_explains_domains_where_there_is_room(
    studio: Studio, count: int, explained: str
) -> None:
    plan, document = typeset(studio, themed(studio, count))
    assert (len(document), plan.total, plan.explained) == (4, 4, explained)
    assert unfilled(document)[-1] > 0


def test_a_spread_with_the_least_white_fits_its_pages(studio: Studio) -> None:
    setting = studio.setting("snapshot", "en")
    profiles = [city_of(USUAL, words) for words in range(26, 40)]
    tight = [p for p in profiles if plan_of(studio, p).layout == "spread" and plan_of(studio, p).gap <= GAPS[-2]]
    assert tight
    for profile in tight:
        plan, document = typeset(studio, profile)
        assert (len(document), plan.total, plan.layout) == (4, 4, "spread")
    assert setting.measures.running_text == 8.8


def plan_of(studio: Studio, profile: Profile) -> Plan:
    return compose.plan_snapshot(view_of(studio, profile, "en"), studio.setting("snapshot", "en"))


def sizes_of(document: pypdfium2.PdfDocument) -> list[set[float]]:
    """The type sizes of each page, in points, to a tenth; the engine sets them in 1/96 inch."""
    return [
        {round(0.75 * pypdfium2.raw.FPDFText_GetFontSize(text, index), 1) for index in range(text.count_chars())}
        - {0.8}  # what has no size, such as a line's end
        for text in (page.get_textpage() for page in document)
    ]


@pytest.mark.parametrize("counts", [((1, 0),) * 6, USUAL, TRIPLE], ids=["short", "usual", "long"])
def test_a_series_has_one_size_of_running_text_and_no_page_more_than_six(studio: Studio, counts: Counts) -> None:
    plan, document = typeset(studio, city_of(counts, 20))
    pages = sizes_of(document)
    assert all(len(sizes) <= 6 for sizes in pages), pages
    assert all(8.8 in sizes for sizes in pages[1 : 1 + len(plan.pages)])


def test_nothing_on_a_page_reads_as_a_score(studio: Studio) -> None:
    _, document = typeset(studio, city_of(USUAL, 22))
    words = [page.get_textpage().get_text_range() for page in document]
    assert not [text for text in words if re.search(r"\d\s*/\s*\d", text)]
    assert not [line for text in words for line in text.splitlines() if line.strip() in ("–", "-", "—")]


def test_lists_keep_to_the_column_of_their_domain(studio: Studio) -> None:
    _, document = typeset(studio, city_of(USUAL, 24))
    measures = studio.setting("snapshot", "en").measures
    for page in list(document)[1:3]:
        text, step = page.get_textpage(), measures.column + measures.gutter
        for left, bottom, right, top in (text.get_rect(index) for index in range(text.count_rects())):
            if bottom > 18 * MM and top < page.get_height() - 22 * MM:
                place = (left - measures.page_side + 0.5) % step
                assert place + right - left <= measures.column + 1.5


def test_a_reference_of_three_characters_stays_beside_its_gist(studio: Studio) -> None:
    _, document = typeset(studio, city_of(TRIPLE, 22))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "W10 What the city does about skills" in " ".join(text.replace("\xa0", " ").split())


def test_the_map_ends_without_a_line_of_another_tone(studio: Studio) -> None:
    place = {"name": "Vila Serena", "country": "NO", "coordinates": [6.24, -75.58]}
    _, document = typeset(studio, city_of(USUAL, 22, city="vila-serena", place=place))
    measures = studio.setting("snapshot", "en").measures
    bleed = (document[0].get_height() - measures.page_height) / 2
    for dots in (60, 72, 90, 100, 110, 150):
        picture = document[0].render(scale=dots / 72, grayscale=True).to_pil()
        foot = round((measures.band + bleed) * dots / 72)
        for x in range(0, picture.width // 2):
            tones = [picture.getpixel((x, y)) for y in range(foot - 5, foot + 5)]
            assert sorted(tones[3:]) == tones[3:], (dots, x, tones)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_last_pages_of_a_short_profile_are_set_larger_and_end_at_the_foot(studio: Studio, language: str) -> None:
    plan, document = typeset(studio, city_of(((1, 0), (0, 1)) * 3, 20), language)
    assert plan.total == 4
    assert plan.large
    inner = [unfilled(document)[number] for number in (2, 3)]
    assert inner[0] < 0.4 * studio.setting("snapshot", language).measures.room / MM
    assert inner[1] < 2, "source and imprint stand at the foot"
    assert sizes_of(document)[2] == {7.6, 8.8, 13.0}, "definitions are no larger than findings"
    usual, _ = typeset(studio, city_of(USUAL, 25), language)
    assert not usual.large


def test_the_rows_of_a_short_profile_share_their_page_evenly(studio: Studio) -> None:
    plan, document = typeset(studio, city_of(((1, 0), (0, 1)) * 3, 20))
    assert plan.layout == "single"
    numerals = {
        round(text.get_charbox(index, loose=True)[3] / MM)
        for text in [document[1].get_textpage()]
        for index in range(text.count_chars())
        if text.get_text_range(index, 1).isdigit() and pypdfium2.raw.FPDFText_GetFontSize(text, index) > 30
    }
    room = studio.setting("snapshot", "en").measures.room / MM
    assert max(numerals) - min(numerals) == pytest.approx(room / 2, abs=1)
