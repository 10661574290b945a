"""Data files → checked data, or every problem of every file at once.

The folder ``bad/`` holds broken profiles; each says in its first lines what must be reported, and nothing else may be:
``# expect: LINE:COLUMN message | hint``.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.cities import Data, MakeWorkspace, city_data, write_yaml
from helpers.project import BAD, ROOT
from mgi_report.data.meant import coordinates_hint
from mgi_report.data.profile_files import Loaded, load, load_framework
from mgi_report.errors import ReportError, errors_of
from mgi_report.text.markup import plain_text

FRAMEWORK = ROOT / "data" / "framework.yaml"
FILES = sorted(BAD.glob("*.yaml"))
SOUND = (BAD / "norway.yaml").read_text(encoding="utf-8")

_EXPECT = re.compile(r"# expect: (\d+):(\d+) (.+?)(?: \| (.+))?")


def expected(file: Path) -> list[tuple[int, int, str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [_EXPECT.fullmatch(line) for line in lines if line.startswith("# expect")]
    return [(int(m[1]), int(m[2]), m[3], m[4] or "") for m in found if m]


def load_text(folder: Path, *texts: str) -> Loaded:
    files = [folder / f"{number}.yaml" for number, _ in enumerate(texts, start=1)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return load(FRAMEWORK, files, folder)


def changed(old: str, new: str, text: str = SOUND) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_problem_of_a_bad_file_is_reported_at_its_place_and_no_other(file: Path) -> None:
    loaded = load(FRAMEWORK, [file])
    wanted = expected(file)
    assert [(problem.line, problem.column) for problem in loaded.problems] == sorted(item[:2] for item in wanted)
    for line, column, message, hint in wanted:
        here = [str(problem) for problem in loaded.problems if (problem.line, problem.column) == (line, column)]
        assert any(message in text and hint in text for text in here), here
    assert list(loaded.profiles) == ([] if wanted else [file])


def test_the_bad_files_are_found_and_each_says_what_is_expected() -> None:
    assert len(FILES) > 30
    assert [file.stem for file in FILES if not expected(file)] == ["literal-tags", "norway"]


@pytest.mark.parametrize(
    ("typed", "column", "message"),
    [
        ("[91, 0]", 17, "expected a number of at most 90: “91”"),
        ("[-91, 0]", 17, "expected a number of at least -90: “-91”"),
        ("[0, 180.5]", 20, "expected a number of at most 180: “180.5”"),
        ("[nan, 0]", 17, "expected a number of at most 90: “nan”"),
        ("[59,9, 10,7]", 16, "expected two numbers, found 4"),
        ("[59.9]", 16, "expected two numbers, found 1"),
        ("[]", 16, "expected two numbers, found 0"),
        ("[north, 10.7]", 17, "expected a number, found a text: “north”"),
        ("[59.9, ]", 16, "expected two numbers, found 1"),
        ("[59.9, −10.7]", 23, "expected a number, found a text"),
        ("[59.9, [10.7]]", 23, "expected a number, found a list"),
        ("59.9 10.7", 16, "expected two numbers, [latitude, longitude], found a text"),
        ("{lat: 59.9, lon: 10.7}", 16, "expected two numbers, [latitude, longitude], found a mapping"),
    ],
)
def test_coordinates_are_explained_with_an_example(tmp_path: Path, typed: str, column: int, message: str) -> None:
    loaded = load_text(tmp_path, changed("  country: NO\n", f"  country: NO\n  coordinates: {typed}\n"))
    (problem,) = loaded.problems
    assert problem.column == column
    assert message in str(problem)
    assert problem.hint == coordinates_hint(yaml.load(typed, yaml.BaseLoader))


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://", "javascript:alert(1)", "no-link"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    loaded = load_text(tmp_path, changed("  language: en\n", f"  language: en\n  url: {url}\n"))
    (problem,) = loaded.problems
    assert problem.message == "expected a web address"
    assert url in problem.value
    assert "https://example.org/page" in problem.hint


@pytest.mark.parametrize(("typed", "hint"), [("lokal", "did you mean “local”?"), ("city", "write one of them")])
def test_an_unknown_level_has_a_hint(tmp_path: Path, typed: str, hint: str) -> None:
    (problem,) = load_text(tmp_path, changed("level: local", f"level: {typed}")).problems
    assert hint in problem.hint


def test_a_text_has_a_sane_length(tmp_path: Path) -> None:
    block = "{developed: [{text: %s, topics: [health]}], potential: []}"
    text = changed("migrants-rights: {developed: [], potential: []}", f"migrants-rights: {block}")
    assert load_text(tmp_path, text % ("x" * 1500)).problems == []
    (problem,) = load_text(tmp_path, text % ("x" * 1501)).problems
    assert "1,501 characters; at most 1,500 fit" in problem.message
    assert len(str(problem)) < 250


@pytest.mark.parametrize(
    ("keys", "limit"),
    [
        (("introduction",), 1100),
        (("place", "name"), 60),
        (("place", "official"), 120),
        (("source", "title"), 300),
        (("source", "publisher"), 80),
    ],
)
def test_texts_of_the_first_page_have_the_length_that_fits(
    tmp_path: Path, data: Data, keys: tuple[str, ...], limit: int
) -> None:
    target = data if len(keys) == 1 else data[keys[0]]
    for length, wanted in ((limit, []), (limit + 1, [f"here at most {limit:,} fit on the page"])):
        words = f"{'x ' * length}"[: length - 1] + "x"
        for text in (words, {"en": words}) if keys[0] != "source" else (words,):
            target[keys[-1]] = text
            problems = load(FRAMEWORK, [write_yaml(tmp_path / "one.yaml", data)]).problems
            assert [problem.message.split("; ")[1] for problem in problems] == wanted
            assert all(problem.line > 1 for problem in problems)


def test_values_come_out_as_typed_and_the_country_no_is_norway(tmp_path: Path) -> None:
    (profile,) = load_text(tmp_path, changed("name: Vila Aurora", "name: Vila Medelli\u0301n")).profiles.values()
    assert (profile.place.country, profile.edition, profile.place.name) == ("NO", "2021-05", "Vila Medell\u00edn")


def test_a_control_character_in_a_value_is_one_problem_and_not_two(tmp_path: Path) -> None:
    text = changed("city: vila-aurora", "city: vila\x07aurora", changed("code: VAU", "code: VA\ufffd"))
    loaded = load_text(tmp_path, text.replace("country: NO", "country: ZZ"))
    assert [(problem.line, problem.column) for problem in loaded.problems] == [(2, 11), (4, 9), (8, 12)]


@pytest.mark.parametrize(("text", "found"), [("- one\n", "a list"), ("one\n", "a text"), ("[]", "a list")])
def test_a_file_that_is_no_mapping_is_one_problem(tmp_path: Path, text: str, found: str) -> None:
    (problem,) = load_text(tmp_path, text).problems
    assert problem.message == f"expected a mapping (key: value), found {found}"
    assert "“city: …”, “edition: …”" in problem.hint


def test_two_files_of_one_city_and_edition_are_reported_even_if_one_has_other_problems(tmp_path: Path) -> None:
    broken = changed("level: local", "level: lokal")
    loaded = load_text(tmp_path, broken, SOUND, SOUND)
    assert [(p.file, p.message) for p in loaded.problems if p.path == "edition"] == [
        ("1.yaml", "this city and edition stand in two files"),
        ("3.yaml", "this city and edition stand in two files"),
    ]
    assert all("the other is 2.yaml" in p.hint for p in loaded.problems if p.path == "edition")
    assert [file.name for file in loaded.profiles] == ["2.yaml"], "the sound one stays"


def test_two_cities_or_two_editions_of_a_year_cannot_share_a_code(tmp_path: Path) -> None:
    other_city = changed("city: vila-aurora", "city: vila-boreal")
    later = changed("edition: 2021-05", "edition: 2021-11")
    next_year = changed("edition: 2021-05", "edition: 2022-05")
    loaded = load_text(tmp_path, SOUND, other_city, later, next_year)
    assert [(p.file, p.path, p.message) for p in loaded.problems] == [
        ("2.yaml", "code", "the code is taken by “vila-aurora”"),
        ("3.yaml", "code", "two editions of one year have the same code"),
    ]
    assert all("1.yaml" in problem.hint for problem in loaded.problems)
    assert [file.name for file in loaded.profiles] == ["1.yaml", "4.yaml"]


def test_the_newcomer_is_to_blame_for_a_clash(tmp_path: Path) -> None:
    later = changed("edition: 2021-05", "edition: 2021-11")
    files = {"vila-aurora.yaml": SOUND, "ilha.yaml": changed("city: vila-aurora", "city: ilha")}
    for name, text in (files | {"vila-aurora-2021.yaml": later}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = load(FRAMEWORK, sorted(tmp_path.glob("*.yaml")), tmp_path)
    assert [problem.file for problem in loaded.problems] == ["ilha.yaml", "vila-aurora-2021.yaml"]
    assert [file.name for file in loaded.profiles] == ["vila-aurora.yaml"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(SOUND, encoding="utf-8")
    loaded = load(FRAMEWORK, [file, tmp_path / ".." / tmp_path.name / "one.yaml"])
    assert (len(loaded.profiles), loaded.problems) == (1, [])


def test_a_broken_framework_is_reported_with_the_profiles(tmp_path: Path) -> None:
    framework = tmp_path / "framework.yaml"
    text = FRAMEWORK.read_text(encoding="utf-8")
    text = changed("    letter: G", "    letter: Gov", changed("caveat:", "cavaet:", text))
    framework.write_text(text, encoding="utf-8")
    profile = tmp_path / "one.yaml"
    profile.write_text(changed("country: NO", "country: ZZ"), encoding="utf-8")
    loaded = load(framework, [profile], tmp_path)
    assert loaded.framework is None
    found = [(p.file, p.path, p.message) for p in loaded.problems]
    assert ("framework.yaml", "", "unknown key") in found
    assert ("framework.yaml", "domains[2].letter") in [item[:2] for item in found]
    assert ("one.yaml", "place.country", "“ZZ” is no country code") in found
    with pytest.raises(ReportError, match="cavaet"):
        load_framework(framework)


def test_very_many_problems_are_cut_short(tmp_path: Path) -> None:
    loaded = load_text(tmp_path, "".join(f"zz{number}: 1\n" for number in range(5000)) + SOUND)
    assert len(loaded.problems) <= 102
    assert any("4,900 more" in problem.message for problem in loaded.problems)


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, item in inner for deeper in paths_in(item, (*path, key)))]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEYS = WORDS | st.sampled_from(
    ["[key]", "plain", "by-language", "text", "topics", "id", "en", "es", "city", "developed"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | WORDS
    | st.sampled_from(["NO", "R1", "health"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.integers(), inner, max_size=3)
)


@settings(deadline=None, max_examples=150)
@given(st.binary() | WORDS.map(str.encode) | st.text("ab: \n-[]{}&*!|>'\"#%@`,?\\").map(str.encode))
def test_any_bytes_as_a_file_give_problems(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "any.yaml"
    file.write_bytes(raw)
    loaded = load(FRAMEWORK, [file])
    assert loaded.problems
    assert not loaded.profiles


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_value_in_any_place_gives_a_profile_or_problems(
    tmp_path_factory: pytest.TempPathFactory, draw: Any
) -> None:
    content: Data = {"content": city_data(1, 1, 5)}
    path = draw.draw(st.sampled_from(paths_in(content["content"])))
    place: Any = content
    *parents, last = ("content", *path)
    for part in parents:
        place = place[part]
    if isinstance(place, dict) and draw.draw(st.booleans()):
        place[draw.draw(KEYS)] = draw.draw(VALUES)
    else:
        place[last] = draw.draw(VALUES)
    file = write_yaml(tmp_path_factory.mktemp("any") / "any.yaml", content["content"])
    loaded = load(FRAMEWORK, [file])
    assert bool(loaded.profiles) != bool(errors_of(loaded.problems))
    lines = file.read_text(encoding="utf-8").split("\n")
    for problem in loaded.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert "\x1b" not in str(problem)


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("ab1 *[](){}.=\\<>%#:-&!'\"\n"))
def test_any_text_as_a_finding_is_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    content = city_data(1, 1, 5)
    content["findings"]["partnerships"]["developed"][0]["text"] = text
    file = write_yaml(tmp_path_factory.mktemp("any") / "any.yaml", content)
    loaded = load(FRAMEWORK, [file])
    for profile in loaded.profiles.values():
        kept = profile.findings["partnerships"].developed[0].text
        assert isinstance(kept, str)
        assert plain_text(kept)
        if not set(text) & set("*[]{\\"):
            assert plain_text(kept) == " ".join(unicodedata.normalize("NFC", text).split())
    assert bool(loaded.profiles) != bool(errors_of(loaded.problems))
    assert all(problem.line and problem.hint for problem in loaded.problems)


def test_a_mark_of_proposed_topics_is_true_or_absent(make_workspace: MakeWorkspace, data: Data) -> None:
    finding = data["findings"]["partnerships"]["developed"][0]
    finding["topics_proposed"] = "maybe"
    root = make_workspace(one=data)
    (problem,) = load(ROOT / "data" / "framework.yaml", [root / "data" / "profiles" / "one.yaml"]).problems
    assert problem.message == "expected “true” or “false”, found a text"
    assert problem.value == "“maybe”"
