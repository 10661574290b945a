"""The parts of a volume, their page numbers and their HTML, before anything is typeset."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pypdfium2
import pytest

from helpers.cities import Data
from helpers.layouts import ONE, Imagined, laid_out
from helpers.project import ROOT
from helpers.volumes import FRAMEWORK, IDENTITIES, NAMES, invented, many, studio_of
from mgi_report.compendium import gatherings
from mgi_report.compendium.gatherings import Gathering
from mgi_report.compendium.parts import parts_of, promises_of
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.design.editions import PRESS, SCREEN, Edition
from mgi_report.errors import ExitCode, ReportError
from mgi_report.neutrality.pages import check_pages
from mgi_report.neutrality.words import load_wordings
from mgi_report.studio.studio import Studio
from mgi_report.text.typography import without_unseen
from mgi_report.workspace.places import open_workspace

WORDINGS = load_wordings([ROOT / "assets" / "wording"])


@pytest.mark.parametrize("front", [6, 7])
@pytest.mark.parametrize("pages", [1, 2, 3])
@pytest.mark.parametrize("edition", [SCREEN, PRESS], ids=lambda edition: edition.name)
def test_parts_follow_one_another_in_one_numbering(pages: int, front: int, edition: Edition) -> None:
    volume = studio_of(edition=edition)
    laid = laid_out(volume, Imagined(pages, front=front))
    parts = parts_of(volume, laid)
    chapters = list(chain.from_iterable((f"opener-{number}", f"chapter-{number}") for number in range(1, 7)))
    cities = [f"city-{identity}" for identity in IDENTITIES]
    names = [part.name.partition("~")[0] for part in parts]
    wanted = ["front", *chapters, "exchange", "meetings", "divider", "cities", *cities, "indexes", "blank", "end"]
    assert list(dict.fromkeys(names)) == [name for name in wanted if name in names or name not in ("divider", "blank")]
    assert len({part.name for part in parts}) == len(parts)
    page = 1
    for part, key in zip(parts, laid.body, strict=True):
        assert part.labels is not None
        assert (part.labels.of(0), part.labels.style) == (str(page), "D"), part.name
        assert part.name == "end" or laid.numbers.starts.get(part.name, page) == page
        page += laid.sources.pages(key)
    assert laid.pages == page - 1
    if edition is PRESS:
        assert laid.pages % 4 == 0
        assert names.count("blank") < 4
        assert names[-1 - names.count("blank") :] == ["blank"] * names.count("blank") + ["end"]
    else:
        assert "blank" not in names
    assert all(laid.numbers.starts[city] % 2 == 0 for city in cities), "spreads face each other"
    before = sum(laid.sources.pages(key) for key in laid.body[: names.index("cities")] if key.name != "divider")
    assert ("divider" in names) == ((before + laid.numbers.sources.made["cities"].pages) % 2 == 0)


@pytest.mark.parametrize("edition", [SCREEN, PRESS], ids=lambda edition: edition.name)
def test_folios_tabs_and_bookmarks_of_parts(edition: Edition) -> None:
    volume = studio_of(edition=edition)
    parts = parts_of(volume, laid_out(volume))
    for part in parts:
        bare = part.name.startswith(ONE)
        assert (part.folio == 0) == bare, part.name
        assert part.folio_outer
        assert part.folio_skip == (part.name == "front"), "the cover has none"
        assert bool(part.tab) == part.name.startswith("chapter")
        top = not bare and part.name != "front" and not part.name.startswith("city-")
        assert part.bookmark == top, part.name
        assert part.under == ("cities" if part.name.startswith("city-") else "")
    tabs = [part.tab for part in parts if part.tab]
    assert [tab.label for tab in tabs] == list("123456")
    assert len({tab.top for tab in tabs}) == len({tab.colour for tab in tabs}) == 6
    assert {len(tab.colour) for tab in tabs} == ({4} if edition is PRESS else {3})
    opens = [part.opens for part in parts if part.opens]
    assert opens == [f"opener-{number}" for number in range(1, 7)]


@pytest.mark.parametrize("front", [6, 7])
def test_whole_snapshots_begin_on_the_right_and_keep_their_own_numbers(front: int) -> None:
    volume = studio_of()
    laid = laid_out(volume, Imagined(front=front), 4, whole=True)
    parts = [part for part in parts_of(volume, laid) if part.name.startswith("city-")]
    assert [(part.folio_outer, laid.numbers.starts[part.name] % 2) for part in parts] == [(False, 1)] * 3


def test_a_finding_is_on_the_page_that_its_chapter_says() -> None:
    volume = studio_of()
    laid = laid_out(volume)
    numbers, promises = laid.numbers, promises_of(volume, laid.numbers)
    for entry in volume.view.entries:
        part = f"chapter-{entry.chapter}"
        page = laid.sources.made[part].anchors[entry.anchor]
        assert numbers.page_of(entry) == str(numbers.starts[part] + page - 1)
    promised = {(part, page, label) for part, page, label, _ in promises}
    names = ["exchange", "meetings", "cities", "indexes", *(place.part for place in volume.view.places)]
    names += [chapter.opener for chapter in volume.view.chapters]
    assert {(name, 1, numbers.label_of(name)) for name in names} <= promised
    themes = sum(len(chapter.themes) for chapter in volume.view.chapters)
    assert len(promises) == len(names) + 1 + themes + len([*volume.view.entries])
    for part, page, label, _ in promises:
        assert numbers.starts[part] + page - 1 == int(label)


def test_references_stand_city_by_city_and_there_by_page_and_none_is_lost() -> None:
    volume = studio_of()
    numbers = laid_out(volume).numbers
    order = [place.code for place in volume.view.places]
    references = sorted(volume.view.entries, key=lambda item: order.index(item.place.code))
    found = numbers.by_city(references)
    assert [code for code, _ in found] == order
    for code, pages in found:
        labels = [int(page) for page, _ in pages]
        assert labels == sorted(set(labels))
        own = [item for _, items in pages for item in items]
        assert sorted(item.full for item in own) == sorted(item.full for item in references if item.place.code == code)
        assert all(numbers.page_of(item) == page for page, items in pages for item in items)


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_no_page_ranks_in_any_language_and_none_is_left_untranslated(code: str) -> None:
    volume, imagined = studio_of(code=code), Imagined()
    laid_out(volume, imagined)
    english = Imagined()
    laid_out(studio_of(), english)
    assert len(imagined.seen) > 17
    for part, gathering in imagined.seen.items():
        assert check_pages(gathering.document.html, IDENTITIES, WORDINGS, part) == []
        if code != "en":
            assert spoken(gathering) & spoken(english.seen[part]) - theirs(volume) == set(), part


def spoken(gathering: Gathering) -> set[str]:
    """Sentences of ours: text of at least three words, outside of quotations."""
    html = re.sub(r'<span lang="[^"]+">(.*?)</span>', r"\1", gathering.document.html)
    html = re.sub(r"<style>.*?</style>|<(\w+)\b[^>]*data-quote.*?</\1>", "", html, flags=re.S)
    texts = re.findall(r">([^<]+)<|title=\"([^\"]+)\"|alt=\"([^\"]+)\"|data-part=\"([^\"]+)\"", html)
    return {
        without_unseen(text).strip() for group in texts for text in group if len(re.findall(r"\b[a-z]{2,}", text)) > 2
    }


def theirs(volume: VolumeStudio) -> set[str]:
    """What is the same in every language: names and texts of the cities."""
    introduction = volume.view.introduction
    assert introduction is not None
    contacts = {place.contact.plain for place in volume.view.places if place.contact}
    return {*NAMES, "Monte Alto &amp; Cía", introduction.plain, *contacts}


def test_a_volume_in_which_nothing_is_listed_has_all_its_parts_but_the_exchange() -> None:
    volume = studio_of({"vila-aurora": invented("vila-aurora", "VAU", (0, 0))})
    imagined = Imagined()
    names = [part.name for part in parts_of(volume, laid_out(volume, imagined))]
    assert {f"chapter-{number}" for number in range(1, 7)} <= set(names)
    assert not {"exchange", "meetings"} & set(names)
    assert volume.findings == ()
    assert "bind:exchange" not in imagined.seen["front"].document.html


@pytest.mark.parametrize("cities", [1, 2, 12, 50])
def test_a_volume_of_any_size_can_be_planned(cities: int) -> None:
    volume, imagined = studio_of(many(cities)), Imagined()
    laid = laid_out(volume, imagined)
    assert len([part for part in laid.body if part.city]) == cities
    for chapter in volume.view.chapters:
        html = imagined.seen[chapter.part].document.html
        assert html.count("<table") == html.count("<thead>") == len(chapter.themes)
        own = [entry.anchor for entry in volume.view.entries if entry.chapter == chapter.number]
        assert re.findall(r'<div class="finding" id="([^"]+)"', html) == own
        rows = [(row.place.identity) for table in chapter.themes for row in table.rows]
        assert re.findall(r'<tr data-place="([^"]+)"', html) == rows
    matrices = imagined.seen["front"].document.html.split('<table class="matrix')[1:]
    heads = [re.findall(r'<th class="city"[^>]*data-place="([^"]+)"', table) for table in matrices]
    assert list(chain.from_iterable(heads)) == [place.identity for place in volume.view.places]
    assert len(matrices) == -(-cities // 40)


@pytest.mark.parametrize("counts", [(1, 0), (4, 0), (0, 1), (0, 9)], ids=str)
def test_an_empty_list_says_so_in_its_own_cell(counts: tuple[int, int]) -> None:
    cities = {f"harbour-{n}": invented(f"harbour-{n}", f"HX{'ABC'[n]}", counts) for n in range(3)}
    volume, imagined = studio_of(cities), Imagined()
    laid_out(volume, imagined)
    for chapter in volume.view.chapters:
        rows = re.findall(r"<tr data-place.*?</tr>", imagined.seen[chapter.part].document.html, re.S)
        assert rows
        for row in rows:
            cells = [re.sub(r"\s*<[^>]+>\s*", "", cell) for cell in re.findall(r"<td>(.*?)</td>", row, re.S)]
            assert [cell == "Not mentioned" for cell in cells] == [not counts[0], not counts[1]]


@pytest.mark.parametrize("cities", [9, 12, 30])
def test_more_than_eight_names_of_a_card_stand_without_gists(cities: int) -> None:
    data = many(cities)
    for city in data.values():
        city["findings"]["migrants-rights"]["developed"][0]["topics"] = ["health"]
    data["harbour-0"]["findings"]["migrants-rights"]["potential"][0]["topics"] = ["health"]
    volume, imagined = studio_of(data), Imagined()
    laid_out(volume, imagined)
    card = next(card for card in volume.view.exchange.cards if card.table.slug == "health")
    assert card.sides[0].brief
    html = imagined.seen["exchange"].document.html
    (table,) = re.findall(
        r'<table class="sides card d1">\s*<thead>\s*<tr><th class="whose" colspan="2"><h2>'
        r'<span class="number" aria-label="[^"]+">1</span> Health<.*?</table>',
        html,
        re.S,
    )
    left, right = table.split("<td")[1:]
    assert 'class="gist"' not in left
    countries = re.findall(r'<p class="country"><strong>([^<]+)</strong>', left)
    assert countries == sorted({place.country for place in volume.view.places})
    assert len(re.findall("<a ", left)) == cities
    assert 'class="gist"' in right or card.sides[1].brief


@pytest.mark.parametrize(("times", "long"), [(1, []), (3, ["1 Health"])])
def test_only_a_card_that_is_long_may_go_on_on_the_next_page(times: int, long: list[str]) -> None:
    data = many(8)
    for city in data.values():
        rights = city["findings"]["migrants-rights"]
        told = {"topics": ["health"], "gist": "Health centres that are open to all who live in the city"}
        rights["developed"] = [finding | told for finding in rights["developed"] * times]
    data["harbour-0"]["findings"]["migrants-rights"]["potential"][0]["topics"] = ["health"]
    imagined = Imagined()
    laid_out(studio_of(data), imagined)
    cards = re.findall(
        r'<table class="sides card ([^"]+)".*?<h2>(.*?)</h2>', imagined.seen["exchange"].document.html, re.S
    )
    tall = [re.sub("<[^>]+>", "", title).strip() for kind, title in cards if kind.endswith(" tall")]
    assert tall == [*long, "Themes of which only one side is described"]
    assert len(cards) > len(tall)


@pytest.mark.parametrize(("code", "continued"), [("en", "(continued)"), ("es", "(continuación)"), ("fr", "(suite)")])
def test_a_column_of_names_that_goes_on_says_of_what(code: str, continued: str) -> None:
    volume, imagined = studio_of(code=code), Imagined()
    (title, (entry, *_)), *_ = volume.view.name_index
    index = ((title, tuple(replace(entry, name=f"Name {n}") for n in range(220))),)
    volume.__dict__["view"] = replace(volume.view, name_index=index)
    laid_out(volume, imagined)
    html = imagined.seen["indexes"].document.html.partition('<section class="end-matter">')[0]
    columns = html.split('<div class="col">')[1:]
    assert len(columns) > 2
    for number, column in enumerate(columns):
        words = re.sub("<[^>]+>", " ", column).split()
        assert " ".join(words).startswith(f"{title} {continued} Name" if number else f"{title} Name")
    assert html.count('<h2 class="kind">') == 1


def test_an_index_without_names_has_the_sources_alone() -> None:
    cities: dict[str, Data] = {"vila-aurora": invented("vila-aurora", "VAU")}
    volume, imagined = studio_of(cities), Imagined()
    laid_out(volume, imagined)
    html = imagined.seen["indexes"].document.html
    assert volume.view.name_index == ()
    assert [re.sub("<[^>]+>", "", head) for head in re.findall("<h1.*?</h1>", html)] == ["Sources and citation"]


@pytest.mark.parametrize("more", [1, 2])
def test_what_takes_other_pages_than_assumed_is_counted(more: int) -> None:
    volume, imagined = studio_of(), Imagined(front=7 + more, cities=1 + more)
    laid = laid_out(volume, imagined)
    assert laid.numbers.starts["opener-1"] == 8 + more
    for place in volume.view.places:
        label = laid.numbers.label_of(place.part)
        for part in ("front", "cities"):
            assert f'page {label}"' in imagined.seen[part].document.html
    assert all(laid.numbers.starts[place.part] % 2 == 0 for place in volume.view.places)


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
    volume, text = changed(tmp_path, "end.html.j2", "{% block body %}", f"{{% block body %}}\n{mistake}")
    with pytest.raises(ReportError) as caught:
        laid_out(volume)
    assert caught.value.exit_code is ExitCode.TEMPLATE
    (problem,) = caught.value.problems
    assert problem.file.endswith("compendium/end.html.j2")
    assert problem.line == 1 + text[: text.index(mistake)].count("\n")


def test_one_block_can_be_changed_and_the_rest_stays(tmp_path: Path) -> None:
    volume, _ = changed(tmp_path, "end.html.j2", "{% block body %}", "{% block body %}<p>Printed in a harbour.</p>")
    imagined = Imagined()
    laid_out(volume, imagined)
    assert "Printed in a harbour." in imagined.seen["end"].document.html
    assert "Printed in a harbour." not in imagined.seen["front"].document.html


def test_a_picture_of_the_workspace_can_be_called(tmp_path: Path) -> None:
    picture = '<img src="mgi:images/logo.svg" alt="Logo">'
    volume, _ = changed(tmp_path, "end.html.j2", "{% block body %}", f"{{% block body %}}{picture}")
    (tmp_path / "assets" / "images").mkdir(parents=True)
    (tmp_path / "assets" / "images" / "logo.svg").write_bytes(b"<svg/>")
    imagined = Imagined()
    laid_out(volume, imagined)
    assert imagined.seen["end"].document.resources["images/logo.svg"] == b"<svg/>"


@pytest.mark.parametrize("over", [1, 2, 4])
def test_the_pages_that_an_index_takes_are_counted(over: int) -> None:
    laid = laid_out(studio_of(), Imagined(indexes=over))
    assert laid.sources.made["indexes"].pages == over


def test_words_of_a_head_hang_below_its_first_ones() -> None:
    run, volume = Imagined(), studio_of(code="fr")
    laid_out(volume, run)
    made = gatherings.make(run.seen["chapter-1"], volume.studio)
    text = pypdfium2.PdfDocument(made.pdf)[0].get_textpage()
    said, (start, _) = text.get_text_range(), text.search("Aspects qui pourraient").get_next()
    assert re.search(r"Aspects qui pourraient être développés\s*\n\s*davantage", said), said
    hung, _ = text.search("davantage").get_next()
    assert text.get_charbox(hung, loose=True)[0] == pytest.approx(text.get_charbox(start, loose=True)[0], abs=0.5)
