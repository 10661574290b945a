"""Measures that pages and plans share: one table for each publication, which a workspace overrides value by value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.editions import LETTERS, two_editions
from mgi_report.annex.sheets import AnnexView, SheetMaker
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.compendium import words
from mgi_report.compendium.brief.plan import plans
from mgi_report.compendium.brief.present import Subject, view_brief
from mgi_report.compendium.gatherings import make
from mgi_report.compendium.numbers import PageNumbers, Sources
from mgi_report.compendium.plan.chapter import plan_chapter
from mgi_report.compendium.plan.index import plan_index
from mgi_report.compendium.plan.matter import (
    boxes_by_city,
    gists_told,
    pieces_of_cards,
    pieces_of_cities,
    pieces_of_meetings,
    tall_cards,
)
from mgi_report.compendium.plan.prelims import plan_front
from mgi_report.compendium.present import view_volume
from mgi_report.compendium.view import Reference
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.data.comparison import Comparison, compare
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.region import Region
from mgi_report.data.succession import succession
from mgi_report.data.yaml_tree import read_tree
from mgi_report.design.calls import PAGE_TOKENS, defined_in
from mgi_report.design.editions import SCREEN
from mgi_report.design.measures import TABLE, Measures, Setting, load_measures, publications
from mgi_report.design.theme_file import load_theme
from mgi_report.errors import ExitCode, ReportError
from mgi_report.snapshot.compose import plan_snapshot
from mgi_report.snapshot.make import view_of
from mgi_report.snapshot.since.plan import plan_since
from mgi_report.snapshot.since.present import view_since
from mgi_report.studio.studio import Studio
from mgi_report.text.languages import load_language
from mgi_report.text.widths import metrics
from mgi_report.workspace.places import PACKAGE, builtin, open_workspace, shown

TEMPLATES, LOCALES, FONTS = (builtin() / name for name in ("templates", "locales", "assets/fonts"))
FRAMEWORK = load_framework(builtin() / "data" / "framework.yaml")
TEXT, BOLD = metrics(FONTS / "OpenSans-Regular.ttf", "en"), metrics(FONTS / "OpenSans-Bold.ttf")
MM = 72 / 25.4
PUBLICATIONS = ("annex", "compendium", "snapshot")
FORMULA = re.compile(r"[a-z][\w-]*")


@cache
def table(publication: str) -> Mapping[str, str]:
    """The built-in table as it was typed."""
    data: Mapping[str, str] = read_tree(TEMPLATES / publication / TABLE).data
    return data


def is_formula(value: str) -> bool:
    return not re.fullmatch(r"[\d.]+(mm|pt)?(/[\d.]+(mm|pt)?)?", value)


NAMES = [(publication, name) for publication in PUBLICATIONS for name in table(publication)]


# What a table says


def test_every_publication_that_is_planned_has_a_table() -> None:
    assert publications(TEMPLATES) == list(PUBLICATIONS)


def test_measures_are_points_and_tokens_are_as_they_were_typed() -> None:
    measures = Measures(
        {
            "side": "15mm",
            "note": "8pt/1.5",
            "name": "12pt/5mm",
            "leading": "1.36",
            "all": "(4 * side - 10mm) / 2 + note-line + name-line - name",
            "row": "note * note-leading * leading",
        }
    )
    assert measures.side == pytest.approx(15 * MM)
    assert (measures.note, measures.note.line, measures.leading) == (8, 12, 1.36)
    assert measures.name.line == measures.name_line == pytest.approx(5 * MM)
    assert measures.all == pytest.approx(30 * MM)
    assert measures.row == pytest.approx(12 * 1.36)
    assert measures.tokens == {
        **{"side": "15mm", "note": "8pt", "note-leading": "1.5", "name": "12pt", "name-leading": "5mm"},
        **{"leading": "1.36", "all": "30mm", "row": "5.7573mm"},
    }
    assert measures.note.height(TEXT, "One line", 200) == 12
    with pytest.raises(AttributeError, match="there is no measure sides"):
        _ = measures.sides


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_no_other_token_has_the_name_of_a_measure(publication: str) -> None:
    theme = load_theme(builtin() / "assets" / "theme.yaml")
    others = {*theme.tokens(), *SCREEN.tokens, *PAGE_TOKENS, *defined_in([TEMPLATES])}
    assert load_measures([TEMPLATES], publication).tokens.keys() & others == set()


# Each is on the page and in the plan


def called(publication: str) -> set[str]:
    """What style sheets and templates call, whole measures as well as the leading of a type."""
    files = [file for file in (TEMPLATES / publication).iterdir() if file.suffix in (".css", ".j2")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    names = set(re.findall(r"var\(--([\w-]+)\)", text))
    names |= {name.replace("_", "-") for name in re.findall(r"\bmeasures\.(\w+)", text)}
    return names | set(re.findall(r"'([\w-]+)'", " ".join(re.findall(r"tokens\[([^\]]+)\]", text))))


class Recorder(Measures):
    """Measures that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.asked: set[str] = set()
        super().__init__(values)
        self.asked.clear()

    def __getattr__(self, name: str) -> Any:
        value = super().__getattr__(name)
        self.asked.add(name.replace("_", "-"))
        return value


def read_with(names: set[str], values: Mapping[str, str]) -> set[str]:
    """Names with those from which they are computed."""
    found, todo = set(), list(names)
    while todo:
        name = todo.pop()
        name = name if name in values else name.removesuffix("-line").removesuffix("-leading")
        if name not in found:
            found.add(name)
            todo += FORMULA.findall(re.sub(r"(?<=\d)(mm|pt)", "", values[name])) if is_formula(values[name]) else ()
    return found


NETWORK = "It belongs to the [Three Rivers Network]{.network}."


def comparison(cities: int, developed: int = 3, language: str = "en") -> Comparison:
    """Cities of which every other one has potential where its neighbours have examples; the first has no place."""
    profiles = []
    for number in range(cities):
        data = city_data(developed, 2) | {"city": f"harbour-{number}", "code": f"H{chr(65 + number)}X"}
        data["place"] = data["place"] | {"name": f"Harbour {number}"}
        for lists in data["findings"].values():
            lists["potential" if number % 2 else "developed"] = []
        if not number:
            del data["place"]["coordinates"]
            data["findings"]["well-being"]["potential"][0]["topics"] = ["skills", "health"]
            data["findings"]["safe-migration"]["potential"][0]["text"] = NETWORK
            data["findings"]["safe-migration"]["potential"][1]["topics"] = ["missing-migrants"]
        profiles.append(Profile.model_validate(data))
    region = Region.model_validate({"region": "coast", "title": "Harbours", "cities": [p.city for p in profiles]})
    return compare(region, profiles, FRAMEWORK, load_language(language, (LOCALES,)))


def plan_volume(setting: Setting, comparison: Comparison) -> None:
    """Plan all that is planned of a volume."""
    volume = view_volume(comparison, FRAMEWORK, load_language(comparison.language, (LOCALES,)), "2024")
    for chapter in volume.chapters:
        plan_chapter(chapter, setting, words.list_titles(volume))
        words.chapter_heading(chapter, setting)
    front = plan_front(volume, setting)
    words.cover_heading(volume, setting, front.title_size)
    gists = gists_told(volume.exchange.meetings, setting, setting.measures.room)
    pieces_of_cards(volume, setting)
    tall_cards(volume, setting, "Who describes what others name.")
    pieces_of_meetings(boxes_by_city(volume.exchange.meetings, setting, gists), setting, 0.0)
    pieces_of_cities(volume.places, setting)
    plan_index(volume, setting, Numbered({}, Sources({}, {})))


def plan_briefs(setting: Setting, comparison: Comparison) -> None:
    """Plan a brief of a theme and one of a domain."""
    volume = view_volume(comparison, FRAMEWORK, load_language(comparison.language, (LOCALES,)), "2024")
    for slug in ("health", "partnerships"):
        view = view_brief(comparison, FRAMEWORK, volume, Subject(slug), setting)
        assert [*plans(view, setting), *plans(view.by_gists, setting)]


class Numbered(PageNumbers):
    """Pages of a volume of which nothing is typeset."""

    def page_of(self, reference: Reference) -> str:
        return "12"


class StopError(Exception):
    """What ends the making of a sheet that is only to be planned."""


class Unset:
    """A typesetter that keeps what it is to typeset."""

    html = ""

    def typeset(self, document: Any, *_: object, **__: object) -> None:
        self.html = document.html
        raise StopError


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    return Studio(open_workspace(tmp_path), FRAMEWORK)


def plan_sheet(studio: Studio, measures: Measures) -> str:
    """The HTML of the second divider of a briefing."""
    unset = Unset()
    studio.typesetter = unset  # type: ignore[assignment]
    studio.composer.measures = lambda publication: measures  # type: ignore[method-assign]
    maker = SheetMaker(studio, studio.language("en"), (210.0, 297.0), "An invented briefing")
    with pytest.raises(StopError):
        maker.divider(AnnexView("Harbour", index=1, word="Annex", letter="B"))
    return unset.html


def plan_pages(studio: Studio, setting: Setting) -> None:
    """Plan a spread whose profile has all that one can have, a single page, and a long profile."""
    full = city_data() | {
        "facts": [{"label": "Bridges", "value": "12", "year": 2020, "source": "Bridge office"}],
        "quote": {"text": "A bridge is a start.", "speaker": "A. Nobody", "role": "Ferry", "source": "A speech, 2021"},
    }
    full["findings"]["partnerships"]["developed"][0]["text"] = (
        "The [Act of 2015]{.law year=2015} names [Bridges]{.network}."
    )
    plans = [
        plan_snapshot(view_of(studio, Profile.model_validate(data), "en"), setting)
        for data in (full, city_data(1, 1, 8), city_data(20, 20, 60))
    ]
    assert [plan.layout for plan in plans] == ["spread", "single", "long"]
    editions = [Profile.model_validate(data) for data in two_editions("en")[:2]]
    view = view_since(succession(*editions, LETTERS), FRAMEWORK, studio.language("en"), studio.publisher)
    assert plan_since(view, setting).pages
    assert plan_since(view, setting, leaf=True).pages


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """What the plans of each publication read of their table."""
    root = tmp_path_factory.mktemp("plans")
    for folder in ("data/profiles", "assets/images"):
        (root / folder).mkdir(parents=True)
    (root / "assets" / "images" / "logo.svg").write_bytes(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'
    )
    write_yaml(root / "data" / "publisher.yaml", {"name": "Example Press", "logo": "logo", "contact": "A desk"})
    found = {}
    for publication in PUBLICATIONS:
        studio, measures = Studio(open_workspace(root), FRAMEWORK), Recorder(table(publication))
        setting = Setting(measures, TEXT, BOLD)
        if publication == "annex":
            plan_sheet(studio, measures)
        elif publication == "snapshot":
            plan_pages(studio, setting)
        else:
            plan_volume(setting, comparison(1))
            plan_volume(setting, comparison(2, 9))
            plan_volume(setting, comparison(8, language="es"))
            plan_briefs(setting, comparison(3))
        found[publication] = measures.asked
    return found


@pytest.mark.parametrize(("publication", "name"), NAMES, ids=lambda item: str(item))
def test_a_measure_is_called_by_the_page_and_read_by_the_plan(
    asked: Mapping[str, set[str]], publication: str, name: str
) -> None:
    values = table(publication)
    on_page, planned = called(publication), read_with(asked[publication], values)
    if is_formula(values[name]):
        assert name in on_page | planned, "a formula that nobody needs"
        return
    tokens = {name, f"{name}-leading"} if "/" in values[name] else {name}
    shown = {part for token in on_page & set(values) for part in read_with({token}, values)} | on_page
    assert tokens <= shown, "a measure that no page has"
    assert name in planned, "a measure that no plan counts with"


def test_plans_ask_for_no_measure_that_there_is_not() -> None:
    rooms = {
        "snapshot": [*(PACKAGE / "snapshot" / "plan").glob("*.py")],
        "compendium": [
            *(PACKAGE / "compendium" / "plan").glob("*.py"),
            *(PACKAGE / "compendium" / name for name in ("words.py", "brief/plan.py")),
        ],
        "annex": [PACKAGE / "annex" / "sheets.py"],
    }
    for publication, files in rooms.items():
        there = dir(load_measures([TEMPLATES], publication))
        for file in files:
            names = re.findall(r"\b(?:m|measures)\.([a-z_\d]+)\b(?!\()", file.read_text("utf-8"))
            assert set(names) - {"line"} <= {*there, "height", "tokens"}, file.name


BY_CHANCE = {
    "chapter.py": {1.5, 3.6, 9.0},
    "matter.py": {30.0},
    "notes.py": {150.0},
    "tables.py": {9.0},
    "themes.py": {10.0, 24.0, 120.0, 150.0},
}
"""Lengths in mm that a plan decides on, and that something else in a style sheet happens to have too."""


@pytest.mark.parametrize("publication", ["compendium", "snapshot"])
def test_no_length_of_a_style_sheet_stands_in_a_plan_as_well(publication: str) -> None:
    sheets = "\n".join(file.read_text("utf-8") for file in (TEMPLATES / publication).glob("*.css"))
    lengths = {float(number) for number in re.findall(r"(?<![\w#.])(\d*\.?\d+)mm", sheets)}
    for file in (PACKAGE / publication / "plan").glob("*.py"):
        code = file.read_text("utf-8")
        assert "style sheet has" not in code
        planned = {float(number) for number in re.findall(r"(?<![\w.])(\d+(?:\.\d+)?) \* POINTS_PER_MM", code)}
        assert planned & lengths <= BY_CHANCE.get(file.name, set()), file.name


def test_a_snapshot_has_no_type_size_but_those_of_the_table() -> None:
    for file in (TEMPLATES / "snapshot").iterdir():
        assert not re.findall(r"font-size:\s*[\d.]+\w*", file.read_text("utf-8")), file.name
    sizes = {value.partition("/")[0] for value in table("snapshot").values() if "/" in value and not is_formula(value)}
    assert len(sizes) <= 5, "and the name of the place"


# A workspace's own table


def write(root: Path, content: str, publication: str = "snapshot", name: str = TABLE) -> Path:
    file = root / "templates" / publication / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


def checked(root: Path) -> tuple[int, str]:
    result = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    return result.exit_code, result.stderr


@pytest.mark.parametrize("publication", ["snapshot", "compendium"])
def test_a_whole_copy_of_a_table_changes_nothing(tmp_path: Path, publication: str) -> None:
    """With its formulas, which only the built-in one may have otherwise."""
    copy = tmp_path / publication / "measures.yaml"
    copy.parent.mkdir()
    copy.write_bytes((TEMPLATES / publication / "measures.yaml").read_bytes())
    assert load_measures([tmp_path, TEMPLATES], publication).tokens == load_measures([TEMPLATES], publication).tokens


def test_a_table_holds_only_what_differs_and_formulas_follow(tmp_path: Path) -> None:
    write(tmp_path, "gutter: 4.5mm   # narrower\npage-side: 42.5pt\n")
    ours, own = (load_measures(folders, "snapshot") for folders in ([TEMPLATES], [tmp_path / "templates", TEMPLATES]))
    assert (ours.tokens["column"], own.tokens["column"]) == ("56.6mm", "57.0046mm")
    assert own.page_side == 42.5
    changed = {name for name in table("snapshot") if ours.tokens[name] != own.tokens[name]}
    assert {"gutter", "page-side", "measure", "column", "column-head", "long-column"} <= changed
    assert "caveat-text" not in changed
    write(tmp_path, "# nothing yet\n")
    assert load_measures([tmp_path / "templates", TEMPLATES], "snapshot").tokens == ours.tokens


def test_a_computed_length_can_be_said_instead(tmp_path: Path) -> None:
    write(tmp_path, "column-head: 48mm\n")
    own = load_measures([tmp_path / "templates", TEMPLATES], "snapshot")
    assert own.column_head == pytest.approx(48 * MM)


WRONG = [
    ("keys-guter: 4mm\n", ":1:1: error: unknown measure “keys-guter”", "did you mean “keys-gutter”?"),
    (
        "\nnaught: 4mm\n",
        ":2:1: error: unknown measure “naught”",
        "`mgi-report docs templates` tells where the measures stand",
    ),
    ("field-height: 11\n", ":1:15: error: expected a length in mm or pt, more than 0", "the built-in one is 17mm"),
    ("field-height: 1px\n", ":1:15: error: expected a length in mm or pt, more than 0, such as 59mm, found “1px”", ""),
    ("field-height: 0mm\n", ":1:15: error: expected a length", "the built-in one is 17mm"),
    ("field-height: [1mm]\n", ":1:15: error: expected a length", ""),
    ("column: measure / 4\n", ":1:9: error: expected a length", ""),
    ("caption: 8pt\n", ":1:10: error: expected a type size in pt and its leading, such as 8.4pt/1.42", "7.6pt/9.2pt"),
    ("caption: 3mm/1.4\n", ":1:10: error: expected a type size in pt", ""),
    ("band-name-leading: 1.4mm\n", ":1:20: error: expected a number without a unit", "the built-in one is 1.08"),
    ("- 11mm\n", ":1:1: error: expected measures (name: value)", ""),
    ("field-height: 11mm\n x: 3", ":2:", ""),
    ("gutter: 8pt\npage-side: 110mm\n", ":2:12: error: this leaves nothing for “measure”", ""),
    ("page-foot: 300mm\n", ":1:12: error: this leaves nothing for “room”", ""),
    ("long-gutter: 75mm\n", ":1:14: error: this leaves nothing for “long-column”", ""),
]


@pytest.mark.parametrize(("content", "says", "hint"), WRONG)
def test_what_is_wrong_with_a_table_is_told_with_its_place(
    make_workspace: MakeWorkspace, content: str, says: str, hint: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, content)
    code, found = checked(root)
    assert code == ExitCode.TEMPLATE, found
    assert found.startswith(f"templates/snapshot/{TABLE}{says}"), found
    assert hint in found
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert result.exit_code == ExitCode.TEMPLATE
    assert {shown(Path(problem.file), root) for problem in result.problems} == {f"templates/snapshot/{TABLE}"}
    assert all(problem.message in found for problem in result.problems)


def test_several_slips_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "keys-guter: 4mm\nfield-height: 3\n")
    with pytest.raises(ReportError) as caught:
        load_measures([tmp_path / "templates", TEMPLATES], "snapshot")
    assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_a_table_of_no_publication_is_told(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, "field-height: 3mm\n", "snapshots")
    code, found = checked(root)
    assert code == ExitCode.DONE
    assert "templates/snapshots/measures.yaml: warning: this file overrides nothing" in found
    assert f"did you mean “snapshot/{TABLE}”?" in found


def test_a_style_sheet_that_calls_a_measure_no_more_is_told(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    sheet = (TEMPLATES / "snapshot" / "snapshot.css").read_text("utf-8")
    write(root, sheet, name="snapshot.css")
    assert checked(root) == (ExitCode.DONE, "")
    own = sheet.replace("var(--field-height)", "9mm").replace("var(--panel-term)", "30mm")
    write(root, own, name="snapshot.css")
    code, found = checked(root)
    assert code == ExitCode.DONE
    says = "warning: measures by which pages are planned are called nowhere any more: “--field-height”, “--panel-term”"
    assert f"templates/snapshot/snapshot.css: {says}" in found
    write(root, '<p style="height: {{ measures.field_height|mm }}; width: var(--panel-term)"></p>', name="mark.html.j2")
    assert "nowhere any more" not in checked(root)[1]


def test_a_measure_of_another_publication_is_no_token(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    sheet = (TEMPLATES / "snapshot" / "snapshot.css").read_text("utf-8")
    write(root, f".z {{ height: var(--toc-padding) }}\n{sheet}", name="snapshot.css")
    code, found = checked(root)
    assert code == ExitCode.TEMPLATE
    assert "templates/snapshot/snapshot.css:1:14: error: there is no token “--toc-padding”" in found


def test_templates_are_told_the_nearest_measure(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    cover = (TEMPLATES / "snapshot" / "cover.html.j2").read_text("utf-8")
    write(root, f"{{{{ measures.field_hight }}}}\n{cover}", name="cover.html.j2")
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert [problem.hint for problem in result.problems] == ["did you mean “field_height”?"]


def test_what_the_documentation_says_of_measures_is_so(tmp_path: Path) -> None:
    text = (builtin() / "docs" / "templates.md").read_text("utf-8")
    section = text.partition("## Measures")[2].partition("\n## ")[0]
    values = dict(item for publication in PUBLICATIONS for item in table(publication).items())
    rows = re.findall(r"^\| `([\w-]+): ([^`]+)` \| .* \| (.*) \| (.*) \|$", section, re.M)
    assert len(rows) == 4
    for name, value, in_sheet, in_template in rows:
        assert values[name] == value
        assert f"var(--{name})" in in_sheet
        assert f"measures.{name.replace('-', '_')}" in in_template
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.S)
    write(tmp_path, f"{example}column-head: 45mm\n")
    assert load_measures([tmp_path / "templates", TEMPLATES], "snapshot").tokens["column"] == "56mm"
    assert re.findall(r"`([\w-]+: [\d.]+mm)`", section)[-1] == "column-head: 45mm"


def test_a_page_that_takes_more_than_was_planned_is_told_and_not_written(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    sheet = (TEMPLATES / "snapshot" / "snapshot.css").read_text("utf-8")
    write(root, sheet.replace("var(--field-height)", "160mm"), name="snapshot.css")
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert result.exit_code == ExitCode.PREFLIGHT
    (missed,) = (problem for problem in result.problems if "pages instead of the planned" in problem.message)
    assert "build --draft keeps the file" in missed.hint
    assert not [*root.glob("reports/**/*.pdf")]
    write(root, "field-height: 160mm\n")
    assert not build(BuildPlan(open_workspace(root), root / "reports", jobs=1)).problems, "the plan knows of it"


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_plans_are_made_whatever_the_measures_are(data: st.DataObject) -> None:
    publication = data.draw(st.sampled_from(["snapshot", "compendium"]))
    values = dict(table(publication))
    plain = [name for name, value in values.items() if not is_formula(value)]
    for name in data.draw(st.lists(st.sampled_from(plain), min_size=1, max_size=4, unique=True)):
        factor = data.draw(st.sampled_from([0.1, 0.5, 0.9, 1.3, 2.0]))
        number = re.match(r"[\d.]+", values[name])
        assert number
        values[name] = f"{float(number[0]) * factor:.3f}{values[name][number.end() :]}"
    measures = Measures(values)
    if min(getattr(measures, name.replace("-", "_")) for name in values) <= 0:
        return  # told as such
    setting = Setting(measures, TEXT, BOLD)
    if publication == "compendium":
        plan_volume(setting, comparison(2, 5))
    else:
        view = view_of(Studio(open_workspace(builtin()), FRAMEWORK), Profile.model_validate(city_data(5, 4, 30)), "en")
        plan = plan_snapshot(view, setting)
        found = [(chunk.domain, chunk.developed, chunk.potential) for page in plan.pages for chunk in page.chunks]
        assert sum(len(range(*developed)) for _, developed, _ in found) == 30


# Changed measures on paper


def pages_of(root: Path, own: str = "", **changes: Any) -> pypdfium2.PdfDocument:
    """The snapshot of a city built and proved with a table of its workspace."""
    data = city_data(**{key: changes.pop(key) for key in ("developed", "potential", "words") if key in changes})
    data |= {key: changes.pop(key) for key in ("introduction",) if key in changes}
    data["place"] |= changes
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", data)
    if own:
        write(root, own)
    result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert [str(problem) for problem in result.problems] == []
    (file,) = (root / "reports" / "en").glob("*.pdf")
    return pypdfium2.PdfDocument(file.read_bytes())


def place(document: pypdfium2.PdfDocument, page: int, said: str) -> tuple[float, float, float]:
    """Left edge and distance of words from the top of a page in mm, and their type size in points."""
    text = document[page].get_textpage()
    found = text.search(said, match_case=True).get_next()
    assert found, said
    left, _, _, top = text.get_charbox(found[0], loose=True)
    size = 0.75 * raw.FPDFText_GetFontSize(text.raw, found[0])  # pages are scaled from CSS pixels
    return left / MM, 297 - top / MM, size


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    return pages_of(tmp_path_factory.mktemp("usual"))


def test_a_wider_gutter_moves_the_columns_of_a_spread(usual: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    own = pages_of(tmp_path, "gutter: 8.1mm\n")
    for said, moved in (("Migrants", 0), ("Whole", 1), ("Partnerships", 2)):
        assert place(own, 1, said)[0] - place(usual, 1, said)[0] == pytest.approx(moved, abs=0.02), said


def test_higher_fields_and_smaller_captions_move_what_stands_below(
    usual: pypdfium2.PdfDocument, tmp_path: Path
) -> None:
    own = pages_of(tmp_path, "field-height: 22mm\ncaption: 7pt/8pt\n")
    (_, old, large), (_, new, small) = (place(document, 1, "Examples of") for document in (usual, own))
    assert new - old == pytest.approx(5, abs=0.5)
    assert (large, small) == pytest.approx((7.6, 7), abs=0.01)
    assert place(own, 1, "Migrants")[1] == pytest.approx(place(usual, 1, "Migrants")[1], abs=0.02)


def test_fields_are_as_high_as_the_longest_name_needs(usual: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    own = pages_of(tmp_path, "field-name: 13pt/22pt\n")  # three lines and more
    text = own[1].get_textpage()
    found, heads = text.search("Examples of well"), []
    while hit := found.get_next():
        heads.append(297 - text.get_charbox(hit[0], loose=True)[3] / MM)
    assert heads == pytest.approx(heads[:1] * 3, abs=0.02)
    assert heads[0] - place(usual, 1, "Examples of well")[1] == pytest.approx(2.4 + 0.8 + 3 * 22 / MM - 17, abs=0.05)


def test_a_wider_gutter_moves_the_lists_of_a_long_profile(tmp_path: Path) -> None:
    usual, own = (
        pages_of(tmp_path / name, own, developed=8, potential=8, words=40)
        for name, own in (("usual", ""), ("own", "long-gutter: 12mm\n"))
    )
    for said, moved in (("Migrants", 0), ("Examples of well", 7), ("Areas with potential", 7)):
        assert place(own, 1, said)[0] - place(usual, 1, said)[0] == pytest.approx(moved, abs=0.02)
    assert len(own) >= len(usual)


def test_a_lower_band_moves_the_name_and_leaves_it_less_room(tmp_path: Path) -> None:
    name = {"name": "Sankt Aurora am Großen Fluss und an den Brücken"}
    usual, own = (
        pages_of(tmp_path / folder, own, **name) for folder, own in (("usual", ""), ("own", "band-foot: 50mm\n"))
    )
    (_, old, large), (_, new, small) = (place(document, 0, "Sankt Aurora am") for document in (usual, own))
    assert small < large
    assert new < old - 10
    dates = [place(document, 0, "May 2021")[1] for document in (usual, own)]
    assert dates[0] - dates[1] == pytest.approx(42, abs=0.02)


def test_a_long_introduction_is_as_large_as_running_text_with_a_leading_of_its_own(tmp_path: Path) -> None:
    words = " ".join(f"bridge{number}" for number in range(100))
    for folder, own, size, leading in (("usual", "", 8.8, 8.8 * 1.46), ("own", "lead: 9.6pt/1.3\n", 9.6, 9.6 * 1.3)):
        document = pages_of(tmp_path / folder, own, introduction=words)
        text = document[0].get_textpage()
        found = [place(document, 0, f"bridge{number} ") for number in range(90)]
        tops = sorted({round(top, 1) for _, top, _ in found})
        assert {round(type_, 2) for _, _, type_ in found} == {size}
        assert (tops[-1] - tops[0]) / (len(tops) - 1) * MM == pytest.approx(leading, abs=0.2), text.get_text_range()


def test_a_wider_side_head_moves_the_lists_of_a_chapter(tmp_path: Path) -> None:
    found = []
    for folder, own in (("usual", ""), ("own", "side-head: 46mm\n")):
        (tmp_path / folder / "data" / "profiles").mkdir(parents=True)
        if own:
            write(tmp_path / folder, own, "compendium")
        studio = Studio(open_workspace(tmp_path / folder), FRAMEWORK)
        chapter = VolumeStudio(studio, comparison(2), {}, {}).first[0]
        document = pypdfium2.PdfDocument(make(chapter, studio).pdf)
        found.append([place(document, 0, said)[0] for said in ("Examples of", "Areas with potential")])
    (examples, potential), (moved, after) = found
    assert (moved - examples, after - potential) == pytest.approx((10, 5), abs=0.05)


def test_a_longer_tab_of_a_divider_stands_in_the_room_there_is(studio: Studio) -> None:
    heights = {}
    for tall in ("16mm", "38mm"):
        html = plan_sheet(studio, Measures(table("annex") | {"tab-height": tall}))
        assert f"height: {tall}" in html
        top = re.search(r"margin-top: ([\d.]+)mm \} \}", html)
        assert top
        heights[tall] = float(top[1])
    assert heights["16mm"] == pytest.approx(22 + (297 - 60) / 11, abs=0.01)
    assert heights["16mm"] - heights["38mm"] == pytest.approx(22 / 11, abs=0.01)
