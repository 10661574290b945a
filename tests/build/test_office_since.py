"""The leaf of two editions in the Word file of a snapshot: each finding in its state, as in the PDF, nothing judged."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from helpers.command import run
from helpers.editions import CITIES, NEWER, OLDER, two_editions, write_editions
from helpers.office import changed
from mgi_report.typeset.office.lint import lint_word
from mgi_report.typeset.office.reading import TableCell, WordFile, read_word

DOCUMENT = "word/document.xml"
ROW = r"<w:tr>(?:(?!</w:tr>).)*{}.*?</w:tr>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Snapshots of the newer editions of a city in each language, with a leaf of the older one."""
    root = write_editions(tmp_path_factory.mktemp("since"), *CITIES)
    for language, (city, _) in CITIES.items():
        asked = ("--since", OLDER, "--language", language, "--format", "docx")
        done = run("build", f"{city}-{NEWER}", *asked, cwd=root)
        assert done.returncode == 0, done.stderr
    return root / "reports"


def word(built: Path, language: str = "en") -> Path:
    return built / language / f"mgi-snapshot-{CITIES[language][0]}-{NEWER}-{language}.docx"


def states(said: WordFile) -> list[TableCell]:
    return [cell for cell in said.cells if any(head.startswith("[") for head in cell.heads)]


@pytest.mark.parametrize("language", CITIES)
def test_every_finding_stands_under_its_state_and_edition(built: Path, language: str) -> None:
    data = word(built, language).read_bytes()
    assert lint_word(data, "a.docx") == []
    older, newer, changes = two_editions(language)
    cells = states(read_word(data))
    heads = {head for cell in cells for head in cell.heads if not head.startswith("[")}
    assert len(heads) == 2  # the editions
    for profile, edition in ((older, OLDER[:4]), (newer, NEWER[:4])):
        own = [cell for cell in cells if any(head.endswith(edition) for head in cell.heads - stated(cell))]
        texts = {
            item["id"]: item["text"]
            for _, lists in profile["findings"].items()
            for both in lists.values()
            for item in both
        }
        kept = {change.older for change in changes if change.state == "same-words"}
        for local, text in texts.items():
            there = [cell for cell in own if re.search(rf"\b{local}\b", " ".join(cell.paragraphs))]
            assert len(there) == 1, local
            assert (plain(text) in map(plain, there[0].paragraphs)) is (local not in kept)


def stated(cell: TableCell) -> frozenset[str]:
    return frozenset(head for head in cell.heads if head.startswith("["))


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_versions_and_caution_stand_before_it_and_its_source_is_listed(built: Path) -> None:
    said = read_word(word(built).read_bytes())
    leaf = said.paragraphs[said.paragraphs.index("Since the edition of May 2019") :]
    assert leaf.index("How it is listed") > leaf.index("Indicators")
    assert "need not have ended" in leaf[1]
    record = json.loads((built / "manifest.json").read_text())
    (entry,) = [item for item in record["files"] if item["path"].endswith(f"{NEWER}-en.docx")]
    assert {Path(name).name for name in entry["sources"]} >= {f"vila-aurora-{OLDER}.yaml", f"vila-aurora-{NEWER}.yaml"}
    assert run("verify", str(word(built))).returncode == 0


@pytest.mark.parametrize(
    ("pattern", "by", "said"),
    [
        (ROW.format(r"\[Newly listed\]"), "", "more of two editions than this file"),
        (r"(<w:t [^>]*>)\[Newly listed\]", r"\1[No longer listed]", "of two editions"),
        (r"(<w:t [^>]*>)Seasonal workers", r"\1Harbour workers", "of two editions"),
        (r"(<w:t [^>]*>Example · )W16", r"\1W17", "does not say this of two editions: “W17”"),
    ],
)
def test_verify_finds_what_was_changed(built: Path, tmp_path: Path, pattern: str, by: str, said: str) -> None:
    file = tmp_path / word(built).name
    shutil.copy(word(built).with_suffix(".pdf"), tmp_path)

    def change(xml: str) -> str:
        at = xml.index("Since the edition of")
        return xml[:at] + re.sub(pattern, by, xml[at:], count=1, flags=re.S)

    file.write_bytes(changed(word(built).read_bytes(), DOCUMENT, change))
    done = run("verify", str(file))
    assert (done.returncode, said in done.stdout) == (5, True), done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("<p>Housing {{ 'impro' ~ 'ved' }} since.</p>", 4, "improved"),
        ("<p>A sentence of nobody.</p>", 5, "does not say this: “A sentence of nobody.”"),
    ],
)
def test_a_leaf_that_judges_or_adds_stops_the_word_file_alone(
    built: Path, tmp_path: Path, words: str, code: int, said: str
) -> None:
    shutil.copytree(built.parent / "data", tmp_path / "data")
    own = tmp_path / "templates" / "office" / "since-parts.html.j2"
    own.parent.mkdir(parents=True)
    ours = '{% import "builtin/office/since-parts.html.j2" as ours with context %}'
    rows = "{% macro standings(since, domain, leaf) %}{{ ours.standings(since, domain, leaf) }}{% endmacro %}"
    own.write_text(
        f"{ours}{rows}{{% macro versions(since, leaf) %}}{words}{{{{ ours.versions(since, leaf) }}}}{{% endmacro %}}",
        encoding="utf-8",
    )
    done = run("build", f"vila-aurora-{NEWER}", "--since", OLDER, "--language", "en", "--format", "docx", cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert [file.suffix for file in (tmp_path / "reports").rglob("mgi-*")] == [".pdf"]


def test_signs_that_readers_spell_otherwise_are_the_same_in_both_files(tmp_path: Path) -> None:
    root = write_editions(tmp_path, "en")
    file = root / "data" / "profiles" / f"{CITIES['en'][0]}-{NEWER}.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["findings"]["partnerships"]["developed"].append({"text": "Form № 5 asks for ½ hour, the 3º of its rooms."})
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    asked = ("--since", OLDER, "--language", "en", "--format", "docx")
    done = run("build", f"{CITIES['en'][0]}-{NEWER}", *asked, cwd=root)
    assert done.returncode == 0, done.stderr
