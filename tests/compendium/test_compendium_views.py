"""What a compendium says and in what order, for a reader of each language."""

from __future__ import annotations

import pytest

from helpers.volumes import COUNTRIES, FRAMEWORK, IDENTITIES, NAMES, comparison_view, invented, three_cities, view_of
from mgi_report.compendium import words
from mgi_report.compendium.view import VolumeView
from mgi_report.data.comparison import State
from mgi_report.data.model import KINDS, Profile


def test_places_stand_by_country_and_name_of_the_reader() -> None:
    assert [place.name for place in view_of("en").places] == list(NAMES)
    assert [place.country for place in view_of("en").places] == list(COUNTRIES)
    assert [place.country for place in view_of("fr").places] == ["Brésil", "Norvège", "Portugal"]
    assert [place.part for place in view_of("es").places] == [f"city-{identity}" for identity in IDENTITIES]
    assert {country: [place.name for place in places] for country, places in view_of("en").countries.items()} == {
        country: [name] for country, name in zip(COUNTRIES, NAMES, strict=True)
    }


def test_a_place_says_when_and_where() -> None:
    monte, aurora, sereno = view_of("fr").places
    assert (aurora.edition, aurora.edition_within, aurora.year) == ("Mai 2021", "mai 2021", "2021")
    assert aurora.code == "VAU"
    assert aurora.coordinates == "59,90°\u00a0N\u202f; 10,70°\u00a0E"
    assert sereno.coordinates == ""
    assert view_of("fr").unmapped.endswith("Port Sereno.")
    assert (monte.bare_name, monte.whole.replace("\u00a0", " ")) == ("Monte Alto & Cía", "Monte Alto & Cía")
    assert monte.url == "https://example.org/monte-alto"
    assert aurora.contact
    assert aurora.contact.plain == "Office of Arrivals, arrivals@example.org"
    assert [[point.finding.local for point in keys.points] for keys in aurora.keys] == [["W1"], ["W4"]]
    assert (monte.contact, [keys.points for keys in monte.keys]) == (None, [(), ()])


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


# Tables of the themes


def test_every_finding_stands_in_full_once_in_its_domain_its_row_and_its_list() -> None:
    view = view_of("en")
    found = [entry.full for entry in view.entries]
    expected = {
        item.reference: item
        for data in three_cities().values()
        for item in Profile.model_validate(data).walk_findings(FRAMEWORK.letters)
    }
    assert sorted(found) == sorted(expected)
    assert len(set(found)) == len(found) == 2 * 30 + 12
    for chapter in view.chapters:
        for table in chapter.tables:
            assert table.chapter == chapter.number
            for row in table.rows:
                for listed, kind in zip(row.lists, KINDS, strict=True):
                    assert listed.kind == kind
                    for entry in listed.entries:
                        assert (entry.place, entry.chapter, entry.theme) == (row.place, chapter.number, table.name)
                        finding = expected[entry.full]
                        assert (finding.kind, finding.domain) == (kind, chapter.slug)
                    assert listed.all == listed.entries + listed.also


def test_a_finding_about_another_theme_is_referred_to_there() -> None:
    rights, _, partnerships, *_ = view_of("en").chapters
    also = {
        table.name: [(item.full, item.chapter, item.theme) for row in table.rows for item in row.lists[0].also]
        for chapter in (rights, partnerships)
        for table in chapter.themes
    }
    assert {name: items for name, items in also.items() if items} == {
        "Health": [("VAU-2021-P2", 3, "Diaspora and migrant associations")],
        "Academia": [("VAU-2021-P2", 3, "Diaspora and migrant associations")],
    }


def test_findings_without_a_theme_are_other_themes_and_come_last() -> None:
    well_being = view_of("en").chapters[3]
    *_, last = well_being.themes
    assert last.name == "Other themes"
    assert [entry.full for row in last.rows for entry in row.lists[1].entries] == ["VAU-2021-W5"]
    assert [chapter.themes[-1].name for chapter in view_of("en").chapters].count("Other themes") == 1


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_themes_follow_the_framework_and_rows_the_order_of_cities(code: str) -> None:
    view = view_of(code)
    order = [place.identity for place in view.places]
    for chapter, domain in zip(view.chapters, FRAMEWORK.domains, strict=True):
        slugs = [table.slug for table in chapter.tables]
        assert slugs[: len(domain.topics)] == [topic.slug for topic in domain.topics]
        assert chapter.span == len(slugs)
        for table in chapter.tables:
            rows = [row.place.identity for row in table.rows]
            silent = [place.identity for place in table.silent]
            assert rows == [identity for identity in order if identity in rows]
            assert silent == [identity for identity in order if identity not in rows]
            assert all(row.lists[0].all or row.lists[1].all for row in table.rows)
            assert (table in chapter.themes, table in chapter.silent) == (bool(rows), not rows)
            assert list(table.states) == rows


def test_the_state_of_a_city_says_which_lists_have_anything() -> None:
    health, *_ = view_of("en").chapters[0].themes
    assert list(health.states.values()) == [State.BOTH, State.BOTH, State.DEVELOPED]
    assert [place.name for place, _ in health.side(1)] == list(NAMES[:2])


def test_a_finding_without_a_gist_says_that_another_word_stands_in() -> None:
    view = view_of("en")
    assert [entry.full for entry in view.entries if entry.finding.stands_in] == ["VAU-2021-C2"]


# Languages


def test_a_text_in_another_language_says_so_and_is_told_where_it_stands() -> None:
    view = view_of("en")
    found = {entry.place.code: entry.finding.text for entry in view.entries}
    assert {code: (text.language, text.foreign) for code, text in found.items()} == {
        "MAL": ("es", True),
        "VAU": ("en", False),
        "PSE": ("en", False),
    }
    assert view.foreign == (("Spanish", "Monte Alto & Cía"),)
    assert comparison_view({"vila-aurora": invented("vila-aurora", "VAU")}).foreign == ()


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


def test_places_are_told_apart_when_the_map_is_heard() -> None:
    assert "Monte Alto & Cía, Brazil; Vila Aurora, Norway." in words.map_description(view_of("en"))


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_what_a_volume_says_of_itself_is_in_the_language_of_the_reader(code: str) -> None:
    view, english = view_of(code), view_of("en")

    def said(view: VolumeView) -> list[str]:
        return [
            words.full_title(view), words.exchange_introduction(view),
            words.meetings_introduction(view, view.exchange.meetings),
            words.statement(view), words.map_description(view), *words.contents_in_words(view), *words.imprint(view),
            *words.colophon(view),
        ]  # fmt: skip

    assert view.title in words.full_title(view)
    assert len(words.full_title(view)) > len(view.title) + 20, "it says what it is"
    for own, other in zip(said(view), said(english), strict=True):
        assert (own == other) == (code == "en"), own
