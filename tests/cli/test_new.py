"""A profile is begun: the file that new writes, what check says of it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from helpers.cities import Data, MakeWorkspace, second_city, write_yaml
from helpers.json_lines import records
from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.data.profile_files import load_framework

FRAMEWORK = load_framework(ROOT / "data" / "framework.yaml")
BEGUN = ("new", "Ría Clara", "--country", "CL", "--languages", "es,en", "--edition", "2024-11")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(program, ["--workspace", str(root), *arguments])


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data) -> Path:
    return make_workspace(vila_aurora=data)


def file_of(root: Path, identity: str = "ria-clara-2024-11") -> Path:
    return root / "data" / "profiles" / f"{identity}.yaml"


def test_the_file_has_all_domains_with_their_topics_in_the_language_of_the_reader(root: Path) -> None:
    assert run(root, *BEGUN).exit_code == 0
    text = file_of(root).read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    assert (content["city"], content["edition"], content["code"]) == ("ria-clara", "2024-11", "RIA")
    assert content["place"] == {"name": "Ría Clara", "country": "CL"}
    assert content["source"]["language"] == "es"
    assert content["findings"] == {domain.slug: {"developed": [], "potential": []} for domain in FRAMEWORK.domains}
    for domain in FRAMEWORK.domains:
        assert f"{domain.name['es']}. Topics:" in text
        assert all(f"{topic.slug} ({topic.name['es']})" in text for topic in domain.topics)
    assert "gist: {es: …, en: …}" in text
    assert max(map(len, text.splitlines())) <= 120


def test_check_says_what_an_unfinished_profile_lacks_and_then_only_that_it_has_no_findings(root: Path) -> None:
    run(root, *BEGUN)
    begun = run(root, "check", "Ría Clara")
    assert begun.exit_code == 2
    assert "error: expected a text, found nothing (source.title)\n    write it behind the “:”" in begun.stderr
    assert "1 error in 1 file" in begun.stderr
    file = file_of(root)
    file.write_text(file.read_text(encoding="utf-8").replace("  title:\n", "  title: Perfil\n"), encoding="utf-8")
    titled = run(root, "check", "ria-clara-2024-11")
    assert titled.exit_code == 0
    assert "warning: the profile has no findings yet" in titled.stderr
    assert "1 warning in 1 file" in titled.stderr


def test_what_stands_in_comments_can_be_filled_in(root: Path) -> None:
    """Each place for more, without its comment sign and with words, is sound data."""
    run(root, *BEGUN)
    file = file_of(root)
    text = file.read_text(encoding="utf-8").replace("  title:\n", "  title: Perfil\n")
    filled = {
        "# revised: YYYY-MM-DD": "revised: 2025-01-31",
        "# coordinates: [latitude, longitude]": "coordinates: [-39.8, -73.2]",
        "# url: https://…": "url: https://example.org",
        **{f"# {key}:": f"{key}:" for key in ("official", "wording", "introduction", "contact", "facts", "quote")},
        "year: …": "year: 2020",
    }
    for place, words in filled.items():
        assert place in text, place
        text = text.replace(place, words)
    file.write_text(text.replace("es: …, en: …", "es: Uno., en: One.").replace(": …", ": Alguien"), encoding="utf-8")
    checked = run(root, "check", "ria-clara")
    assert "error" not in checked.stderr
    assert checked.exit_code == 0


def test_an_earlier_edition_gives_place_languages_and_publisher_but_no_findings(root: Path, data: Data) -> None:
    told = {"en": "Desk: a, b {c}", "fr": "Bureau: l'un, l'autre"}
    place = data["place"] | {"country": "CL", "official": dict(told)}
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", data | {"contact": told, "place": place})
    out = run(root, "new", "Vila Aurora", "--edition", "2024-11", "--from", "vila-aurora")
    assert out.exit_code == 0, out.stderr
    content = yaml.safe_load(file_of(root, "vila-aurora-2024-11").read_text(encoding="utf-8"))
    assert content["place"] == place
    assert content["source"] == {"title": None, "publisher": "Example Press", "language": "en"}
    assert (content["code"], content["contact"]) == ("VAU", told)
    assert "introduction" not in content
    assert not any(lists["developed"] or lists["potential"] for lists in content["findings"].values())


def test_an_edition_that_is_there_is_not_touched(root: Path) -> None:
    run(root, *BEGUN)
    file_of(root).write_text("city: ria-clara\nedition: 2024-11\n")
    again = run(root, *BEGUN)
    assert again.exit_code == 1
    assert "ria-clara-2024-11 is there already and stays as it is" in again.stderr
    assert file_of(root).read_text() == "city: ria-clara\nedition: 2024-11\n"
    elsewhere = run(root, "new", "vila-aurora", "--from", "vila-aurora", "--edition", "2021-05")
    assert (elsewhere.exit_code, "vila-aurora.yaml: error: vila-aurora-2021-05 is there" in elsewhere.stderr) == (
        1,
        True,
    )
    (record,) = records(run(root, "--json", *BEGUN).stdout)
    assert (record["type"], record["kind"]) == ("problem", "unwritable")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "--country", "Colombia", "--languages", "es"], "“Colombia” is no country code did you mean “CO”?"),
        (["x", "--country", "Columbia", "--languages", "es"], "did you mean “CO”?"),
        (["x", "--country", "CO", "--languages", "Spansh"], "did you mean “es”?"),
        (["x", "--country", "CO", "--languages", "es,it"], "no texts in the language “it” known: en, es, fr"),
        (["x", "--country", "CO", "--languages", "es", "--edition", "2024-9"], "“2024-9” is no edition"),
        (["x", "--languages", "es"], "the country is not named add --country"),
        (["vila-aurora"], "--languages es,en; or --from vila-aurora-2021-05, which has it"),
        (["x", "--from", "vila-arora"], "no such city: “vila-arora” did you mean “vila-aurora”?"),
        (["x", "--from", "vila-aurora"], "--from is for an earlier edition, and vila-aurora-2021-05 is another city"),
        (["…", "--country", "CO", "--languages", "es"], "has no letter or digit for a slug"),
    ],
)
def test_what_cannot_be_meant_is_told(root: Path, arguments: list[str], words: str) -> None:
    before = sorted((root / "data" / "profiles").iterdir())
    out = run(root, "new", *arguments)
    assert out.exit_code == 1
    assert words in " ".join(out.stderr.split())
    assert sorted((root / "data" / "profiles").iterdir()) == before


def test_the_month_of_today_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1731000000")
    out = run(root, *BEGUN[:-2])
    assert "the edition is this month, 2024-11: --edition names another" in out.stdout
    assert "next: fill it in; mgi-report check ria-clara-2024-11 tells what is missing" in out.stdout


def test_regions_that_may_want_the_city_are_named_with_what_to_do(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data, two=second_city())
    regions = {
        "listed": {"cities": ["vila-aurora"]},
        "of-country": {"countries": ["NO"]},
        "other": {"cities": ["port-sereno"]},
        "nations": {"countries": ["NO"], "level": "national"},
        "pinned": {"cities": ["vila-aurora-2021-05"]},
    }
    for name, content in regions.items():
        write_yaml(root / "data" / "regions" / f"{name}.yaml", {"region": name, "title": "T", **content})
    out = run(root, "--json", "new", "vila-aurora", "--from", "vila-aurora", "--edition", "2024-11")
    (record,) = records(out.stdout)
    told = {Path(file).stem: how for file, how in record["regions"].items()}
    assert told.keys() == {"listed", "of-country", "other", "pinned"}
    assert told["other"] == "may want it: add vila-aurora to “cities” there"
    assert told["pinned"].startswith("holds vila-aurora-2021-05")
    assert told["of-country"] == "holds all cities of the country, so this one too"
    assert (record["type"], Path(record["path"]).name) == ("profile", "vila-aurora-2024-11.yaml")
