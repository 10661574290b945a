"""Theme briefs: a page up to four places, two up to ten; whole, proved, kept, on the web, refused in a sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as raw
import pytest

from helpers.briefs import brief, output, place, write_places
from helpers.cities import write_yaml
from helpers.command import python, run
from helpers.order import jumps
from helpers.scripts import invented, prepare
from mgi_report.build.briefs import all_subjects, subject_meant
from mgi_report.build.merge import merge
from mgi_report.build.outputs import outputs_in, outputs_of, remove_outputs
from mgi_report.build.verify import verify
from mgi_report.data.profile_files import load_framework
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.pdf.screen import prove
from mgi_report.pdf.tables import read_cells
from mgi_report.press.proof import prove_press
from mgi_report.text.units import POINTS_PER_MM
from mgi_report.workspace.clearing import clear_cache
from mgi_report.workspace.places import builtin, open_workspace

FRAMEWORK = load_framework(builtin() / "data" / "framework.yaml")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four places on both sides of a theme, and a brief of it in all editions."""
    root = write_places(tmp_path_factory.mktemp("briefs"), "dpb-")
    result = brief(root, "health", editions=("screen", "press", "html"), html=True)
    assert (result.problems, result.exit_code) == ([], ExitCode.DONE)
    return root


def words_of(file: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split())


def test_it_says_what_a_briefing_needs(root: Path) -> None:
    words = words_of(output(root, "health"))
    for said in (
        *("Health", "THEME BRIEF", "A theme of domain 1, Migrants’ rights.", "no basis for ranking", "May 2021"),
        *("Item BAAd0", "Item BABp0", "Item BACd0", "Item BACp0", "Gist BACp0", "Not mentioned: Haven BAD."),
        *("Who could talk to whom", "Describe experience", "Profile of Haven BAD", "Not a publication of"),
    ):
        assert said in words, said
    assert words.count("no basis for ranking") == 1
    assert not re.search(r"\b(four|4|3) (places|cities|profiles)\b", words)


def test_files_are_proved_again_by_their_edition(root: Path) -> None:
    screen, press = output(root, "health"), output(root, "health", ending="-press.pdf")
    assert prove(screen.read_bytes()).passed
    assert prove_press(press.read_bytes()).passed
    assert jumps(screen) == []
    for file in (screen, press, output(root, "health", ending=".html")):
        assert verify(file, "", open_workspace(root)).passed


@pytest.mark.parametrize(
    ("sides", "pages"),
    [("d", 1), ("dpbd", 1), ("bbbb", 1), ("dpbdp", 1), ("bbbbb", 2), ("bbbbbbbbbb", 2), ("b" * 23, 5)],
)
def test_it_takes_no_more_pages_than_places_give_it(tmp_path: Path, sides: str, pages: int) -> None:
    root = write_places(tmp_path, sides)
    (file,) = brief(root, "health").files
    assert file.pages <= pages
    words = words_of(output(root, "health"))
    assert all(f"Haven BA{chr(65 + number)}" in words for number in range(len(sides)))


@pytest.mark.parametrize(("sides", "pages"), [("dpb-bdp", 2), ("dpbdpb-dpb", 3), ("b" * 14, 5)])
@pytest.mark.parametrize("name", ["Haven", "San Cristóbal de las Casas Altas"])
def test_heads_of_themes_of_a_domain_end_where_the_text_does(tmp_path: Path, sides: str, pages: int, name: str) -> None:
    root = write_places(tmp_path, sides)
    for number, side in enumerate(sides):
        data = place(number, side)
        data["place"]["name"] = f"{name} {data['code']}"
        write_yaml(root / "data" / "profiles" / f"{data['city']}.yaml", data)
    result = brief(root, "1", editions=("screen", "press"))
    assert result.problems == []
    (file,) = (file for file in result.files if "press" not in file.path)
    assert file.pages <= pages
    page = pypdfium2.PdfDocument(output(root, "migrants-rights"))[0]
    text = page.get_textpage()
    turned = [number for number in range(text.count_chars()) if raw.FPDFText_GetCharAngle(text.raw, number) > 0.1]
    assert len(turned) > 100
    assert max(text.get_charbox(number)[2] for number in turned) <= page.get_width() - 15 * POINTS_PER_MM + 1


def test_long_findings_stand_by_their_gists_or_on_more_pages(tmp_path: Path) -> None:
    root = write_places(tmp_path, "bbbb", words=70, times=3)
    (file,) = brief(root, "health").files
    words = words_of(output(root, "health"))
    assert file.pages == 1
    assert "Gist BAAd0" in words
    assert "Item BAAd0" not in words
    (file,) = brief(root, "health", whole=True).files
    words = words_of(output(root, "health"))
    assert file.pages > 1
    assert all(f"Item BA{place}{kind}{n}" in words for place in "ABCD" for kind in "dp" for n in range(3))


def test_no_gist_is_hyphenated_and_no_place_parted_from_its_reference(tmp_path: Path) -> None:
    root = write_places(tmp_path, "bbbbbbbb", words=120, times=3)
    for path in (root / "data" / "profiles").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("in a few words", "of intermunicipal administration"), "utf-8")
    brief(root, "health")
    found = pypdfium2.PdfDocument(output(root, "health"))
    lines = [line.strip() for page in found for line in page.get_textpage().get_text_range().splitlines()]
    assert [line for line in lines if "intermuni" in line]
    assert [line for line in lines if "administra" in line and "administration" not in line] == []
    talks = lines[lines.index("Who could talk to whom") : lines.index("Sources")]
    assert any(line.startswith("Haven") for line in talks)
    assert [line for line in talks if re.match(r"[A-Z]\d", line)] == []


def test_a_row_that_fills_a_page_goes_on_and_is_read_back(tmp_path: Path) -> None:
    root = write_places(tmp_path, "bd", words=60, times=12)
    result = brief(root, "health", whole=True, html=True, editions=("screen", "html"))
    assert result.problems == []
    pages = {file.medium: file.pages for file in result.files}
    assert pages["screen"] > 2
    document = pypdfium2.PdfDocument(output(root, "health"))
    found = [cell for page in range(len(document)) for cell in read_cells([(page, document)]) if "Gist" in cell.words]
    assert {cell.page for cell in found} == set(range(1, len(document) + 1))
    for cell in found:
        place = re.findall(r"Gist BA([AB])", cell.words)[0]
        assert any(f"Haven BA{place}" in head for head in cell.heads), "its place is told on each page"
        assert f"Haven BA{place}" in document[cell.page - 1].get_textpage().get_text_range()


@pytest.mark.parametrize("words", [46, 50, 74])
def test_a_tall_row_never_leaves_its_head_alone(tmp_path: Path, words: int) -> None:
    root = write_places(tmp_path, "bb", words=words, times=8)
    assert brief(root, "health", whole=True).problems == []
    edges = set()
    for page in pypdfium2.PdfDocument(output(root, "health")):
        text = page.get_textpage()
        for found in re.finditer(r"Gist BA[AB]d", text.get_text_range()):
            edges.add(round(text.get_charbox(found.start())[0], 1))
    assert len(edges) == 1, "findings of one list have one left edge, also where their row goes on"


def test_a_theme_that_nobody_mentions_is_told_as_that(tmp_path: Path) -> None:
    root = write_places(tmp_path, "dp")
    result = brief(root, "recovery", html=True, editions=("screen", "html"))
    assert result.problems == []
    for words in (words_of(output(root, "recovery")), output(root, "recovery", ending=".html").read_text("utf-8")):
        assert "None of these profiles mentions it. It may still exist." in words
        assert "Who could talk to whom" not in words


def test_a_theme_of_one_side_says_that_nobody_has_whom_to_ask(tmp_path: Path) -> None:
    root = write_places(tmp_path, "dd")
    assert brief(root, "health").problems == []
    assert "Among these profiles none names as an area with potential" in words_of(output(root, "health"))


def test_all_themes_and_domains_are_made_and_proved(tmp_path: Path) -> None:
    root = write_places(tmp_path, "b-")
    result = brief(root, "all", jobs=0)
    assert result.problems == []
    assert {file.city for file in result.files} == set(all_subjects(FRAMEWORK))
    assert len(result.files) == 54
    assert all("tables" in file.verdict["passed"] for file in result.files)
    domain = words_of(output(root, "partnerships"))
    assert "DOMAIN BRIEF" in domain
    assert "International city networks" in domain


@pytest.mark.parametrize("language", ["es", "fr"])
def test_it_speaks_the_language_of_its_reader(tmp_path: Path, language: str) -> None:
    root = write_places(tmp_path, "bdp")
    result = brief(
        root, "health", "partnerships", languages=(language,), html=True, editions=("screen", "press", "html")
    )
    assert result.problems == []
    assert len(result.files) == 6
    words = words_of(output(root, "health", language=language))
    assert {"es": "Lo que dicen los perfiles", "fr": "Ce que disent les profils"}[language] in words
    assert "The findings of" not in words
    assert "Findings of" not in words


def test_pages_of_the_right_to_left_are_read_back(tmp_path: Path) -> None:
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", invented("ar"))
    prepare(tmp_path, "ar")
    code = "import sys; from pathlib import Path; from helpers.briefs import brief\n"
    code += "options = {'cities': ('vila-aurora',), 'html': True, 'docx': True, 'editions': ('screen', 'html')}\n"
    code += "result = brief(Path(sys.argv[1]), 'health', languages=('ar',), **options)\n"
    code += "print(result.problems, sorted(file.medium for file in result.files))"
    assert python(code, str(tmp_path)) == "[] ['docx', 'html', 'screen']\n"


def test_places_of_the_right_to_left_have_several_references_each(tmp_path: Path) -> None:
    names = {"fajr": "مدينة الفجر", "bahr": "مدينة البحر", "nahr": "مدينة النهر"}
    for city, name in names.items():
        data = invented("ar") | {"city": city, "code": city[:3].upper()}
        data["place"] |= {"name": name, "official": name}
        write_yaml(tmp_path / "data" / "profiles" / f"{city}.yaml", data)
    prepare(tmp_path, "ar")
    code = "import sys; from pathlib import Path; from helpers.briefs import brief\n"
    code += f"result = brief(Path(sys.argv[1]), 'health', languages=('ar',), cities={tuple(names)})\n"
    code += "print(result.problems, [file.pages for file in result.files])"
    assert python(code, str(tmp_path)) == "[] [1]\n"


def test_a_page_is_equal_to_its_pdf_or_refused(root: Path) -> None:
    page = output(root, "health", ending=".html")
    changed = page.with_name(page.name.replace("health", "changed"))
    changed.with_suffix(".pdf").write_bytes(output(root, "health").read_bytes())
    html = page.read_text("utf-8")
    changed.write_text(html.replace("Gist BAAd0", "Gist BAAd9"), "utf-8")
    proof = verify(changed, "", open_workspace(root))
    (same,) = (check for check in proof.checks if check.name == "web same")
    assert {problem.kind for problem in same.problems} == {Kind.DIFFERS}
    order = re.sub(
        r"(<li data-place=bab-2021>.*?)(<li data-place=bac-2021>.*?)(?=</ul>)", r"\2\1", html, count=1, flags=re.S
    )
    changed.write_text(order, "utf-8")
    assert order == html or not verify(changed, "", open_workspace(root)).passed
    for file in (changed, changed.with_suffix(".pdf")):
        file.unlink()


def test_it_is_kept_listed_and_removed_like_other_publications(tmp_path: Path) -> None:
    root = write_places(tmp_path, "dp")
    first = brief(root, "health").files
    assert [file.path for file in first] == ["en/briefs/mgi-brief-health-havens-en.pdf"]
    assert brief(root, "health").unchanged
    assert not brief(root, "health", "education").files[1].fresh
    (file,) = outputs_of("health", open_workspace(root))
    assert file.path == output(root, "health")
    assert merge([root / "reports"], root / "merged")
    write_yaml(root / "data" / "profiles" / "haven-baa.yaml", place(0, "b"))
    states = {item.path.name: item.state for item in outputs_in(root / "reports")}
    assert set(states.values()) == {"changed"}
    brief(root, "health")
    states = {item.path.name: item.state for item in outputs_in(root / "reports")}
    assert states[output(root, "health").name] == ""
    assert clear_cache(open_workspace(root))[0] > 0
    removed, kept = remove_outputs(root / "reports")
    assert (len(removed), kept) == (2, [])


def test_a_page_on_the_web_is_in_the_code_and_findings_lead_to_profiles(root: Path, tmp_path: Path) -> None:
    root = write_places(tmp_path, "dp")
    result = brief(root, "health", html=True, editions=("screen", "html"), base_url="https://example.org/m/")
    assert result.problems == []
    reader = pypdf.PdfReader(output(root, "health"))
    links = {annotation.get_object()["/A"]["/URI"] for page in reader.pages for annotation in page["/Annots"]}
    assert "https://example.org/m/en/mgi-snapshot-haven-baa-2021-05-en.html#baa-2021-r1" in links
    page = output(root, "health", ending=".html").read_text("utf-8")
    assert "https://example.org/m/en/briefs/mgi-brief-health-havens-en.html" in page


def test_briefs_have_the_same_bytes_each_time(root: Path, tmp_path: Path) -> None:
    again = write_places(tmp_path, "dpb-")
    brief(again, "health", force=True)
    assert output(again, "health").read_bytes() == output(root, "health").read_bytes()


# What is asked for


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        *(("health", "health"), ("Health", "health"), ("Salud", "health"), ("Santé", "health"), ("HEALTH", "health")),
        *(("3", "partnerships"), ("Alianzas", "partnerships"), ("partnerships", "partnerships")),
        *(("climate", "climate"), ("remittances", "financial-inclusion")),
    ],
)
def test_a_subject_is_known_by_slug_name_number_and_keyword(asked: str, slug: str) -> None:
    assert subject_meant(asked, FRAMEWORK) == slug


def refused(asked: str) -> Any:
    with pytest.raises(ReportError) as raised:
        subject_meant(asked, FRAMEWORK)
    (problem,) = raised.value.problems
    assert (problem.kind, raised.value.exit_code) == (Kind.UNKNOWN_TOPIC, ExitCode.USAGE)
    return problem


def test_an_unknown_theme_is_refused_with_the_nearest_one() -> None:
    assert "did you mean “health”?" in refused("healht").hint
    assert "mgi-report list topics" in refused("zzzz").hint
    assert "governments, consular-assistance" in refused("consulates").hint


def test_what_cannot_be_meant_is_one_sentence_each_and_writes_nothing(tmp_path: Path) -> None:
    root = write_places(tmp_path, "dpb")
    nation = place(9, "d") | {"level": "national"}
    write_yaml(root / "data" / "profiles" / "haven-baj.yaml", nation)
    write_yaml(
        root / "data" / "profiles" / "later.yaml", place(1, "d") | {"edition": "2024-11", "revised": "2025-01-01"}
    )
    for cities, kind in (
        (("haven-baa", "haven-baj"), Kind.WRONG_LEVEL),
        (("haven-bab-2021-05", "haven-bab-2024-11"), Kind.DUPLICATE),
        (("haven-baa", "atlantis"), Kind.UNKNOWN_CITY),
    ):
        result = brief(root, "health", cities=cities)
        assert [problem.kind for problem in result.problems if problem.severity == "error"] == [kind]
        assert (result.exit_code, result.files) == (ExitCode.USAGE, [])
    assert not (root / "reports").exists()
    result = brief(root, "health", cities=("haven-baa", "haven-bab"))
    assert Kind.AMBIGUOUS_CITY in {problem.kind for problem in result.problems}
    assert [file.path for file in result.files] == [
        "en/briefs/mgi-brief-health-haven-baa-2021-05-haven-bab-2024-11-en.pdf"
    ]


def test_the_command_takes_the_only_region_and_asks_where_it_is_not_clear(tmp_path: Path) -> None:
    root = write_places(tmp_path, "dp")
    done = run("--workspace", str(root), "brief", "salud", "--language", "en", "--json")
    files = [record for line in done.stdout.splitlines() if (record := json.loads(line))["type"] == "file"]
    assert [Path(record["path"]).name for record in files] == ["mgi-brief-health-havens-en.pdf"]
    both = run("--workspace", str(root), "brief", "health", "haven-baa", "--region", "havens")
    assert (both.returncode, "a brief is of cities or of a region" in both.stderr) == (1, True)
    other = (root / "data" / "regions" / "havens.yaml").read_text("utf-8").replace("region: havens", "region: others")
    (root / "data" / "regions" / "others.yaml").write_text(other, "utf-8")
    unclear = run("--workspace", str(root), "brief", "health")
    assert (unclear.returncode, "--region with one of havens, others" in unclear.stderr) == (1, True)
