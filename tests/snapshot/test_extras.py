"""Gists, key points, dates, and what stands beside the findings, as a reader is given them."""

from __future__ import annotations

import pytest

from helpers.cities import Data, city_data
from mgi_report.data.extras import Publisher
from mgi_report.data.model import Framework, Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.snapshot.attached import snapshot_record
from mgi_report.snapshot.present import view_snapshot
from mgi_report.snapshot.view import FindingView, SnapshotView
from mgi_report.text.languages import load_language
from mgi_report.workspace.places import builtin


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework(builtin() / "data" / "framework.yaml")


def seen(framework: Framework, data: Data, language: str = "en", publisher: Publisher | None = None) -> SnapshotView:
    spoken = load_language(language, (builtin() / "locales",))
    return view_snapshot(Profile.model_validate(data), framework, spoken, publisher)


def first_of(view: SnapshotView) -> FindingView:
    return view.domains[0].lists[0].findings[0]


def with_first(**values: object) -> Data:
    data = city_data(1, 1)
    data["findings"]["migrants-rights"]["developed"][0] |= values
    return data


def test_a_gist_is_that_of_the_readers_language(framework: Framework) -> None:
    data = with_first(gist={"en": "A clinic for all", "fr": "Un dispensaire pour l'ensemble"})
    shown = first_of(seen(framework, data, "fr"))
    assert (shown.gist.plain, shown.gist.foreign, shown.stands_in) == ("Un dispensaire pour l’ensemble", False, False)
    shown = first_of(seen(framework, data, "es"))
    assert (shown.gist.plain, shown.gist.foreign, shown.gist.language) == ("A clinic for all", True, "en")


def test_the_first_theme_stands_in_for_a_gist_and_the_domain_for_a_theme(framework: Framework) -> None:
    shown = first_of(seen(framework, with_first(gist=None), "es"))
    assert (shown.gist.plain, shown.gist.language, shown.stands_in) == ("Salud", "es", True)
    shown = first_of(seen(framework, with_first(gist=None, topics=[])))
    assert (shown.gist.plain, shown.stands_in) == ("Migrants’ rights", True)


def test_the_attached_data_have_a_gist_where_the_profile_has_one(framework: Framework) -> None:
    data = with_first(gist=None)
    record = snapshot_record(Profile.model_validate(data), framework, seen(framework, data))
    gists = [item.get("gist") for item in record["findings"]]
    assert gists[:2] == [None, "What the city does about health"]
    assert None not in gists[1:]


def test_key_points_of_both_lists_stand_with_their_domains(framework: Framework) -> None:
    data = city_data(2, 2)
    data["findings"]["partnerships"]["developed"][1]["key"] = True
    data["findings"]["well-being"]["developed"][0]["key"] = True
    data["findings"]["migrants-rights"]["potential"][0]["key"] = True
    developed, potential = seen(framework, data).keys
    assert (developed.kind, potential.kind) == ("developed", "potential")
    assert [(point.domain.slug, point.finding.local) for point in developed.points] == [
        ("partnerships", "P2"),
        ("well-being", "W1"),
    ]
    assert [(point.domain.slug, point.finding.local) for point in potential.points] == [("migrants-rights", "R3")]


def test_dated_names_stand_by_year_and_each_once(framework: Framework) -> None:
    data = with_first(text="The [Harbour *Plan*]{.plan year=2019 entry=Harbour} (2019) follows the [Act]{.law}.")
    lists = data["findings"]["partnerships"]
    lists["developed"][0]["text"] = "Since 2003, [Casa Aberta]{.programme lang=pt year=2003} helps; see [Act]{.law}."
    lists["potential"][0]["text"] = "The [Harbour Plan]{.plan year=2019} of 2019 could be renewed."
    dates = seen(framework, data).dates
    assert [(item.year, item.name.plain, item.kind, item.finding.local) for item in dates] == [
        (2003, "Casa Aberta", "programme", "P1"),
        (2019, "Harbour Plan", "plan", "R1"),
    ]
    assert dates[0].name.runs[0].language == "pt"


def test_what_stands_beside_the_findings_is_set_for_the_reader(framework: Framework) -> None:
    both = {"en": "Residents' register", "fr": "Registre des habitants"}
    data = city_data(1, 1) | {
        "contact": both,
        "facts": [{"label": both, "value": "12,000", "year": 2020, "source": "Census"}],
        "cover": {"image": "harbour.jpg", "alt": both, "credit": "Example Press"},
        "quote": {"text": both, "speaker": "A. Person", "role": "Mayor", "source": "Example Press"},
    }
    publisher = Publisher.model_validate({"name": both, "logo": "press.svg", "url": "https://example.org"})
    view = seen(framework, data, "fr", publisher)
    assert view.cover
    assert view.quote
    assert view.publisher
    assert view.contact
    (fact,) = view.facts
    names = (view.contact, fact.label, view.cover.alt, view.quote.text, view.publisher.name)
    assert {name.plain for name in names} == {"Registre des habitants"}
    assert (fact.year, fact.value.plain, fact.value.foreign) == (2020, "12,000", True)
    assert (view.cover.image, view.publisher.logo) == ("harbour.jpg", "press.svg")
    assert (view.publisher.url, view.publisher.contact) == ("https://example.org/", None)


def test_a_profile_without_any_of_it_has_nothing_made_up(framework: Framework) -> None:
    view = seen(framework, city_data(1, 1))
    assert (view.facts, view.cover, view.quote, view.contact, view.publisher, view.dates) == ((), *[None] * 4, ())
    assert all(not listing.points for listing in view.keys)
