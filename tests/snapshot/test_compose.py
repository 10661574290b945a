from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from helpers.cities import Data, city_data, sentence
from helpers.composed import by_class, composed, parsed
from helpers.project import ROOT
from mgi_report.data.model import KINDS
from mgi_report.design.composer import html_of_runs
from mgi_report.text.languages import load_language
from mgi_report.text.markup import parse_markup
from mgi_report.text.typography import fold

HOSTILE = (
    '<img src="file:///etc/passwd"> {{ 7*7 }} {% include "x" %} {# x #} <script>alert(1)</script> '
    "url(http://x) </style></title></p> &lt; &#64; \"quoted\" 'single' <!-- x --> ${x} %(city)s 100 %"
)


def text_of(element: Element) -> str:
    return fold("".join(element.itertext()))


def hostile_city() -> Data:
    data = city_data(developed=1, potential=1)
    data["place"] |= {"name": f"Name {HOSTILE}", "official": f"Official {HOSTILE}"}
    data["source"] |= {"title": f"Title {HOSTILE}", "publisher": f"Publisher {HOSTILE}"}
    data["introduction"] = f"Introduction {HOSTILE}"
    for number, lists in enumerate(data["findings"].values()):
        for kind in lists:
            lists[kind][0]["text"] = f"Finding {number}{kind} {HOSTILE}"
    return data


def test_hostile_text_in_every_field_comes_out_as_words() -> None:
    root = parsed(composed(hostile_city()))
    assert {element.tag for element in root.iter()} & {"script", "iframe", "object", "link", "base", "svg"} == set()
    assert {img.get("src", "").split(":")[0] for img in root.iter("img")} == {"mgi"}
    assert len(list(root.iter("style"))) == 1
    words = text_of(root.find("body"))
    assert words.count(fold(f"Official {HOSTILE}")) == 1
    assert words.count(fold(f"Title {HOSTILE}")) == 2
    assert words.count(fold(f"Publisher {HOSTILE}")) >= 1
    assert words.count(fold(f"Introduction {HOSTILE}")) == 1
    assert words.count(fold(f"Name {HOSTILE}")) >= 2
    for number in range(6):
        for kind in ("developed", "potential"):
            assert words.count(fold(f"Finding {number}{kind} {HOSTILE}")) == 1
    assert fold(f"Name {HOSTILE}") in text_of(root.find("head/title"))


def test_hostile_text_cannot_leave_an_attribute() -> None:
    root = parsed(composed(hostile_city()))
    known = {
        "alt",
        "charset",
        "class",
        "content",
        "aria-label",
        "dir",
        "href",
        "id",
        "lang",
        "name",
        "scope",
        "src",
        "style",
        "title",
    }
    used = {name for element in root.iter() for name in element.keys()}  # noqa: SIM118
    assert {name for name in used if not name.startswith("data-")} <= known
    assert not [element for element in root.iter() if "url(" in element.get("style", "")]
    assert "http://x" not in "".join(style.text or "" for style in root.iter("style"))


def test_each_finding_is_an_item_with_its_reference_and_target() -> None:
    root = parsed(composed(city_data(developed=2, potential=1)))
    items = [element for element in root.iter("li") if element.get("id", "").startswith("vau-")]
    assert len(items) == 18
    assert len({item.get("id") for item in items}) == 18
    said = [fold("R1 What the city does about health"), fold(sentence("1d0", 22))]
    assert [text_of(part) for part in items[0]] == said
    assert [label.text for label in items[0].iter("span") if label.get("data-tag") == "Lbl"] == ["R1\u00a0"]


@pytest.mark.parametrize("words", [20, 70])
def test_both_lists_have_the_same_markup(words: int) -> None:
    root = parsed(composed(city_data(developed=2, potential=2, words=words)))

    def shape(element: Element) -> object:
        kind = element.get("class", "").replace("developed", "").replace("potential", "")
        return element.tag, kind, [shape(child) for child in element]

    assert {domain.get("id") for domain in by_class(root, "domain")} >= {f"domain-{number}" for number in range(1, 7)}
    for domain in by_class(root, "domain"):
        first, second = by_class(domain, "list")
        assert shape(first) == shape(second)
        assert [by_class(part, "mark")[0].get("class") for part in (first, second)] == [
            "mark developed",
            "mark potential",
        ]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_an_empty_list_says_so_under_its_heading(language: str) -> None:
    data = city_data()
    data["findings"]["partnerships"]["potential"] = []
    root = parsed(composed(data, language))
    (empty,) = by_class(root, "none")
    says = load_language(language, (ROOT / "locales",)).gettext("Nothing listed in this profile.")
    assert text_of(empty) == fold(says)
    domain = next(element for element in by_class(root, "domain") if element.get("id") == "domain-3")
    assert empty in list(by_class(domain, "list")[1])


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_where_no_finding_has_a_topic_no_table_says_that_nothing_is_listed(language: str) -> None:
    data = city_data()
    for lists in data["findings"].values():
        for finding in (*lists["developed"], *lists["potential"]):
            del finding["topics"]
    root = parsed(composed(data, language))
    says = load_language(language, (ROOT / "locales",)).gettext
    (back,) = [element for element in root.iter("section") if element.get("id") == "about"]
    assert fold(says("The findings of this profile are not assigned to themes.")) in text_of(back)
    assert fold(says("Nothing listed in this profile.")) not in text_of(back)
    assert not by_class(root, "entry")


def test_a_continued_domain_repeats_no_target_and_no_empty_heading() -> None:
    data = city_data(developed=14, potential=1, words=60)
    root = parsed(composed(data))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    continued = [domain for domain in by_class(root, "domain") if not domain.get("id")]
    assert continued
    for domain in continued:
        assert list(domain.iter("h2")) == []
        for listing in by_class(domain, "list"):
            assert bool(by_class(listing, "again")) == bool(list(listing.iter("li")))


def test_runs_in_another_language_say_which() -> None:
    data = city_data()
    data["findings"]["partnerships"]["developed"][0]["text"] = "The [Ponte <b>]{.programme lang=pt} plan"
    root = parsed(composed(data))
    spans = [element for element in root.iter("span") if element.get("lang")]
    assert {(span.get("lang"), span.text) for span in spans} == {("pt", "Ponte <b>")}
    assert len(spans) == 2, "in the finding and among the names of its page"
    assert root.get("lang") == "en"
    assert root.get("dir") == "ltr"


def test_a_fallback_marks_every_foreign_text_and_notes_it() -> None:
    root = parsed(composed(city_data(), "fr"))
    items = [element for element in root.iter("li") if element.get("id", "").startswith("vau-")]
    assert {part.get("lang") for item in items for part in item} == {"en"}
    assert len(by_class(root, "note")) == 1
    assert not by_class(parsed(composed(city_data(), "en")), "note")


def test_a_fallback_is_noted_without_an_introduction_too() -> None:
    data = city_data()
    del data["introduction"]
    assert len(by_class(parsed(composed(data, "es")), "note")) == 1


def test_links_hold_words_only_and_have_a_description() -> None:
    data = city_data()
    data["findings"]["partnerships"]["developed"][0]["text"] = "See *[the **page**](https://example.org/a?b=1&c=2)*."
    root = parsed(composed(data))
    links = list(root.iter("a"))
    assert all(len(link) == 0 and link.get("title") for link in links)
    targets = {element.get("id") for element in root.iter() if element.get("id")}
    inner = {link.get("href", "")[1:] for link in links if link.get("href", "").startswith("#")}
    assert inner <= targets
    assert {f"domain-{number}" for number in range(1, 7)} <= inner
    assert "https://example.org/a?b=1&c=2" in {link.get("href") for link in links}


def test_images_have_words_for_those_who_do_not_see_them() -> None:
    root = parsed(composed(city_data()))
    alternatives = {img.get("src"): img.get("alt") for img in root.iter("img")}
    marks = {f"mgi:mark-{kind}.svg" for kind in KINDS}
    assert set(alternatives) == {"mgi:wheel.svg", "mgi:map.svg", "mgi:qr.svg"} | marks
    assert all(alternatives.values())
    for domain in ("1 Migrants’ rights", "6 Safe, orderly and regular migration"):
        assert domain in (alternatives["mgi:wheel.svg"] or "")


def test_without_coordinates_or_address_there_is_no_map_and_no_link() -> None:
    data = city_data()
    del data["place"]["coordinates"]
    del data["source"]["url"]
    root = parsed(composed(data))
    assert "mgi:map.svg" not in {img.get("src") for img in root.iter("img")}
    assert not by_class(root, "address")


@pytest.mark.parametrize(
    ("marked", "html"),
    [
        ("a < b & \"c\" 'd'", "a &lt; b &amp; &#34;c&#34; &#39;d&#39;"),
        ("*a* **b**", "<em>a</em> <strong>b</strong>"),
        ("[Casa]{lang=es}", '<span lang="es">Casa</span>'),
        ('[x](https://example.org/"><script>)', '<a href="https://example.org/%22%3E%3Cscript%3E" title='),
    ],
)
def test_runs_become_escaped_html(marked: str, html: str) -> None:
    assert str(html_of_runs(parse_markup(marked))).startswith(html)


def test_lists_that_go_on_on_the_next_page_bear_the_name_of_the_one_in_which_they_began() -> None:
    root = parsed(composed(city_data(developed=8, potential=7, words=40)))
    names = [name for element in root.iter("ul") if (name := element.get("data-list"))]
    assert len(names) > len(set(names)) == 6 * 2
    assert {"domain-1-developed", "domain-1-potential"} <= set(names)
