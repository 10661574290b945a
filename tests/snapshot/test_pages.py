"""The pages of an invented city as the engine sets them, against what was planned."""

from __future__ import annotations

import pypdfium2
import pytest

from helpers.cities import TOPICS, Data, city_data, finding, sentence
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.snapshot import compose
from mgi_report.snapshot.make import figures_of, view_of
from mgi_report.snapshot.plan.pages import Plan
from mgi_report.snapshot.plan.spread import geometry
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
    return plan, pypdfium2.PdfDocument(made.pdf)


def unfilled(document: pypdfium2.PdfDocument) -> list[float]:
    """What is left blank at the foot of each page, in millimetres."""
    blank = []
    for page in document:
        text = page.get_textpage()
        feet = [text.get_rect(index)[1] for index in range(text.count_rects())]
        blank.append(min(foot for foot in feet if foot > 19 * MM) / MM - 20)
    return blank


HUGE = {"text": sentence("huge", 190)[:1399] + ".", "topics": ["academia"]}


@pytest.mark.parametrize(
    ("profile", "language", "pages"),
    [
        (city_of(USUAL, 22), "en", 4),
        (city_of(((0, 0),) * 6, 22), "fr", 4),
        (city_of(((12, 0), (0, 0), *USUAL[2:]), 26), "en", 6),
        (city_of(USUAL, 40), "es", 6),
        (city_of(TRIPLE, 22), "fr", 8),
        (city_of(((12, 12),) * 6, 60), "en", 20),
    ],
    ids=["usual", "nothing", "one-long-one-empty", "longer", "triple", "very-long"],
)
def test_the_pages_are_as_many_and_as_full_as_planned(
    studio: Studio, profile: Profile, language: str, pages: int
) -> None:
    plan, document = typeset(studio, profile, language)
    assert (len(document), plan.total) == (pages, pages)
    if plan.layout == "wide":
        assert all(1 < blank < 115 for blank in unfilled(document)[1:-1])


def test_a_finding_of_1400_characters_is_set_whole_and_the_rest_around_it(studio: Studio) -> None:
    data = city_of(USUAL, 22).model_dump(by_alias=True, mode="json")
    data["findings"]["partnerships"]["developed"][0] = HUGE
    plan, document = typeset(studio, Profile.model_validate(data))
    assert len(document) == plan.total == 6
    assert sum(fold(HUGE["text"]) in fold(page.get_textpage().get_text_range()) for page in document) == 1
    assert all(1 < blank < 115 for blank in unfilled(document)[1:])


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


@pytest.mark.parametrize(("count", "dense"), [(37, False), (48, True)])
def test_the_table_of_themes_is_small_only_where_one_page_would_not_hold_it(
    studio: Studio, count: int, dense: bool
) -> None:
    plan, document = typeset(studio, themed(studio, count))
    assert (len(document), plan.total, plan.dense) == (4, 4, dense)
    assert unfilled(document)[-1] > 1


def test_a_spread_with_the_least_white_fits_its_pages(studio: Studio) -> None:
    setting = studio.setting("snapshot", "en")
    usual = geometry(setting.measures).gap
    profiles = [city_of(USUAL, words) for words in range(26, 40)]
    tight = [p for p in profiles if compose.plan_snapshot(view_of(studio, p, "en"), setting).gap < usual]
    assert tight
    for profile in tight:
        plan, document = typeset(studio, profile)
        assert (len(document), plan.total, plan.layout) == (4, 4, "spread")
