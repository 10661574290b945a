"""The document of two editions, and the leaf that a snapshot has of them, as finished files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from helpers.cities import sentence, write_yaml
from helpers.command import python
from helpers.editions import CITIES, LETTERS, NEWER, OLDER, two_editions, write_editions
from helpers.order import jumps
from helpers.scripts import invented, prepare
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.succession import succession
from mgi_report.design.editions import SCREEN
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.pdf.reading import attached_json, open_pdf
from mgi_report.pdf.screen import prove
from mgi_report.pdf.tables import read_cells
from mgi_report.press.proof import prove_press
from mgi_report.snapshot.since.compose import Leaf, demand_no_judgement, document_of
from mgi_report.snapshot.since.present import view_since
from mgi_report.snapshot.since.proof import check_states
from mgi_report.snapshot.since.view import SinceView
from mgi_report.studio.studio import Studio
from mgi_report.text.typography import fold
from mgi_report.workspace.places import open_workspace


def compared(root: Path, city: str, language: str, editions: tuple[str, ...] = ()) -> Result:
    pair = f"{city}-{OLDER}", f"{city}-{NEWER}"
    plan = BuildPlan(
        open_workspace(root), root / "reports", pair, (language,), jobs=1, editions=editions, compared=True
    )
    return build(plan)


def since(root: Path, city: str, language: str, **options: object) -> Result:
    plan = BuildPlan(
        open_workspace(root),
        root / "reports",
        (city,),
        (language,),
        jobs=1,
        since=OLDER,
        **options,  # type: ignore[arg-type]
    )
    return build(plan)


def name(city: str, language: str, suffix: str = "") -> str:
    return f"{language}/mgi-editions-{city}-{OLDER}-{NEWER}-{language}{suffix}.pdf"


def leaf(root: Path, city: str, language: str) -> tuple[Leaf, SinceView]:
    """The document of a city as it is planned."""
    workspace = open_workspace(root)
    studio = Studio(workspace, load_framework(workspace.framework))
    from mgi_report.data.yaml_tree import read_tree

    profiles = [
        Profile.model_validate(read_tree(root / "data" / "profiles" / f"{city}-{edition}.yaml").data)
        for edition in (OLDER, NEWER)
    ]
    view = view_since(succession(*profiles, LETTERS), studio.framework, studio.language(language), studio.publisher)
    return document_of(studio, view, SCREEN), view


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_editions(tmp_path_factory.mktemp("editions"), *CITIES)


@pytest.mark.parametrize("language", CITIES)
def test_a_document_is_made_and_proved_in_every_language(root: Path, language: str) -> None:
    city = CITIES[language][0]
    result = compared(root, city, language)
    assert result.problems == []
    assert [file.path for file in result.files] == [name(city, language)]
    assert (result.files[0].city, result.files[0].edition) == (city, NEWER)
    assert "tables" in result.files[0].verdict["passed"]
    assert "findings" in result.files[0].verdict["passed"]
    pdf = root / "reports" / name(city, language)
    proof = prove(pdf.read_bytes())
    assert proof.passed, proof.problems
    assert not any(check.skipped for check in proof.checks if check.name == "findings")
    assert jumps(pdf) == []


def test_every_finding_of_both_editions_stands_in_its_state_under_its_edition(root: Path) -> None:
    compared(root, "vila-aurora", "en")
    pdf = (root / "reports" / name("vila-aurora", "en")).read_bytes()
    document = open_pdf(pdf)
    cells = list(read_cells((number, document) for number in range(len(document))))
    older, newer, changes = two_editions("en")
    texts = [
        {item["id"]: item["text"] for lists in data["findings"].values() for kind in lists.values() for item in kind}
        for data in (older, newer)
    ]
    words = {
        "same-words": "in the same words",
        "other-words": "put differently",
        "other-list": "Now listed",
        "in-doubt": "In doubt",
        "newly-listed": "Newly",
        "no-longer-listed": "No longer",
    }
    for change in changes:
        for local, own, month in ((change.older, texts[0], "May 2019"), (change.newer, texts[1], "October 2023")):
            if local:
                heads = [{fold(head) for head in cell.heads} for cell in cells if fold(own[local]) in fold(cell.words)]
                state = [under for under in heads if any(fold(words[change.state]) in head for head in under)]
                assert len(state) == 1, change
                assert fold(month) in state[0], change


def test_a_file_in_which_a_finding_stands_in_another_state_is_refused(root: Path) -> None:
    compared(root, "vila-aurora", "en")
    pdf = (root / "reports" / name("vila-aurora", "en")).read_bytes()
    found, view = leaf(root, "vila-aurora", "en")
    assert check_states(pdf, found).passed
    first = view.domains[0]
    wrong = tuple(replace(item, words="[No longer listed]") for item in first.standings)
    other = replace(view, domains=(replace(first, standings=wrong), *view.domains[1:]))
    problems = check_states(pdf, replace(found, view=other)).problems
    assert {problem.kind for problem in problems} == {Kind.CELL}
    assert "does not stand under" in problems[0].message
    swapped = replace(
        view, older=replace(view.older, title=view.newer.title), newer=replace(view.newer, title="May 2019")
    )
    assert not check_states(pdf, replace(found, view=swapped)).passed


def test_states_are_words_before_the_finding_and_the_caveat_stands_on_every_page(root: Path) -> None:
    compared(root, "vila-aurora", "en")
    reader = pypdf.PdfReader(root / "reports" / name("vila-aurora", "en"))
    for page in reader.pages:
        assert "What is no longer listed need not have ended; what is newly listed need not be new." in " ".join(
            page.extract_text().split()
        )
    first = " ".join(reader.pages[0].extract_text().split())
    assert first.index("Indicators") < first.index("Migrants’ rights")
    assert first.index("not named in the profile") < first.index("Migrants’ rights")
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Vila Aurora, Norway: two editions of the migration governance profile, May 2019 and October 2023"
    )


def test_both_profiles_and_their_states_travel_inside(root: Path) -> None:
    compared(root, "vila-aurora", "en")
    pdf = root / "reports" / name("vila-aurora", "en")
    (record,) = attached_json(open_pdf(pdf.read_bytes()))
    assert record["schema"] == "mgi-report/editions/1"
    assert [item["edition"] for item in record["editions"]] == [OLDER, NEWER]
    names = set(pypdf.PdfReader(pdf).attachments)
    assert {f"mgi-profile-vila-aurora-{edition}.yaml" for edition in (OLDER, NEWER)} < names


def test_a_press_edition_is_printed_in_four_inks(root: Path) -> None:
    result = compared(root, "rivebelle", "fr", ("press",))
    assert result.problems == []
    assert prove_press((root / "reports" / name("rivebelle", "fr", "-press")).read_bytes()).passed


def test_a_document_is_kept_and_made_anew_where_either_edition_changes(tmp_path: Path) -> None:
    root = write_editions(tmp_path, "en")
    compared(root, "vila-aurora", "en")
    assert compared(root, "vila-aurora", "en").unchanged
    older = two_editions("en")[0]
    older["findings"]["partnerships"]["developed"][0]["text"] += " So it was."
    write_yaml(root / "data" / "profiles" / f"vila-aurora-{OLDER}.yaml", older)
    again = compared(root, "vila-aurora", "en")
    assert [file.fresh for file in again.files] == [True]
    manifest = json.loads((root / "reports" / "manifest.json").read_text(encoding="utf-8"))
    (entry,) = manifest["files"]
    assert [Path(source).name for source in entry["sources"]] == [
        f"vila-aurora-{NEWER}.yaml",
        f"vila-aurora-{OLDER}.yaml",
    ]


@pytest.mark.parametrize("suffix", ["", "-press"])
def test_a_snapshot_has_a_leaf_before_its_last_page(tmp_path: Path, suffix: str) -> None:
    root = write_editions(tmp_path, "en")
    result = since(root, f"vila-aurora-{NEWER}", "en", editions=("press" if suffix else "screen",))
    assert result.problems == []
    made = next(file for file in result.files if file.path.endswith(f"en{suffix}.pdf"))
    pdf = root / "reports" / made.path
    assert made.pages % (4 if suffix else 2) == 0
    if not suffix:
        plain = build(BuildPlan(open_workspace(root), root / "plain", (f"vila-aurora-{NEWER}",), ("en",), jobs=1))
        assert made.pages == plain.files[0].pages + 2
        assert prove(pdf.read_bytes()).passed
        reader = pypdf.PdfReader(pdf)
        titles = [str(item.title) for item in reader.outline[1] if not isinstance(item, list)]  # type: ignore[union-attr]
        assert titles.index("Since the edition of May 2019") == titles.index("Themes in this profile") - 1
        assert "tables" in made.verdict["passed"]
        assert jumps(pdf) == []
        assert sorted(Path(source).name for source in made.sources) == [
            f"vila-aurora-{OLDER}.yaml",
            f"vila-aurora-{NEWER}.yaml",
        ]


def test_a_snapshot_without_an_earlier_edition_is_as_it_was(tmp_path: Path) -> None:
    root = write_editions(tmp_path, "en")
    plans = [BuildPlan(open_workspace(root), root / out, (f"vila-aurora-{NEWER}",), ("en",), jobs=1) for out in "ab"]
    before = build(plans[0]).files[0].sha256
    since(root, f"vila-aurora-{NEWER}", "en")
    assert build(plans[1]).files[0].sha256 == before


def test_a_web_page_has_both_editions_too(tmp_path: Path) -> None:
    root = write_editions(tmp_path, "en")
    result = since(root, "vila-aurora", "en", editions=("html",), html=True)
    assert result.problems == []
    page = (root / "reports" / "en" / f"mgi-snapshot-vila-aurora-{NEWER}-en.html").read_text(encoding="utf-8")
    assert page.count("<section class=since ") == 1
    assert "[No longer listed]" in page
    assert "<del data-quote" in page
    assert "<ins data-quote" in page
    older = (root / "reports" / "en" / f"mgi-snapshot-vila-aurora-{OLDER}-en.html").read_text(encoding="utf-8")
    assert "class=since" not in older


def test_one_list_alone_empty_domains_and_nothing_at_all(tmp_path: Path) -> None:
    older, newer, _ = two_editions("en")
    for domain, lists in older["findings"].items():
        lists["potential"] = []
        if domain != "partnerships":
            lists["developed"] = []
    newer["findings"] = {domain: {"developed": [], "potential": []} for domain in newer["findings"]}
    for data in (older, newer):
        write_yaml(tmp_path / "data" / "profiles" / f"{data['city']}-{data['edition']}.yaml", data)
    result = compared(tmp_path, "vila-aurora", "en")
    assert result.problems == []
    text = " ".join(pypdf.PdfReader(tmp_path / "reports" / name("vila-aurora", "en")).pages[0].extract_text().split())
    assert text.count("Nothing listed in either edition.") >= 4
    assert since(tmp_path, "vila-aurora", "en").problems == []


def test_a_long_comparison_flows_over_as_many_pages_as_it_needs(tmp_path: Path) -> None:
    for edition, key in ((OLDER, "a"), (NEWER, "b")):
        data = two_editions("en")[0] | {"edition": edition, "revised": f"{edition}-21"}
        for number, (domain, letter) in enumerate(LETTERS.items()):
            data["findings"][domain] = {
                kind: [
                    {"text": sentence(f"{key}{number}{side}{n}", 60), "id": f"{letter}{side * 20 + n + 1}"}
                    for n in range(5)
                ]
                for side, kind in enumerate(("developed", "potential"))
            }
        write_yaml(tmp_path / "data" / "profiles" / f"vila-aurora-{edition}.yaml", data)
    result = compared(tmp_path, "vila-aurora", "en", ("screen", "press"))
    assert result.problems == []
    assert all(file.pages > 10 for file in result.files)
    made = since(tmp_path, f"vila-aurora-{NEWER}", "en")
    assert made.problems == []
    assert made.files[0].pages % 2 == 0


def test_lines_that_run_to_the_left(tmp_path: Path) -> None:
    """In a process of its own, as fonts are read once in each."""
    prepare(tmp_path, "ar")
    for edition, word in ((OLDER, "أ"), (NEWER, "ب")):
        data = invented("ar") | {"edition": edition, "revised": f"{edition}-22", "code": "FJR", "city": "al-fajr"}
        data["findings"]["partnerships"]["developed"][0]["text"] += f" {word}."
        write_yaml(tmp_path / "data" / "profiles" / f"al-fajr-{edition}.yaml", data)
    code = "import sys; from helpers.command import run\n"
    code += "for words in sys.argv[1:]:\n    done = run(*words.split(), '--language', 'ar')\n"
    code += "    assert done.returncode == 0, done.stdout + done.stderr"
    compare, since = f"compare al-fajr {OLDER} {NEWER} --format docx", f"build al-fajr-{NEWER} --since {OLDER}"
    python(code, compare, since, cwd=tmp_path)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Access has improved."), ("es", "El acceso ha mejorado."), ("fr", "L'accès a progressé.")],
)
def test_pages_that_speak_of_progress_are_refused(root: Path, language: str, said: str) -> None:
    _, view = leaf(root, CITIES[language][0], language)
    workspace = open_workspace(root)
    quoted = f'<p lang="{language}"><span data-quote>{said}</span></p>'
    demand_no_judgement(workspace, quoted, view, "page")
    with pytest.raises(ReportError, match="ranks") as refused:
        demand_no_judgement(workspace, f'<p lang="{language}">{said}</p>', view, "page")
    assert refused.value.exit_code is ExitCode.TEMPLATE


def test_a_city_may_be_called_progreso(tmp_path: Path) -> None:
    for data in two_editions("es")[:2]:
        data["place"] |= {"name": "Progreso", "official": "Puerto de Progreso"}
        write_yaml(tmp_path / "data" / "profiles" / f"{data['city']}-{data['edition']}.yaml", data)
    assert compared(tmp_path, "puerto-sereno", "es").problems == []
    assert since(tmp_path, "puerto-sereno", "es").problems == []
