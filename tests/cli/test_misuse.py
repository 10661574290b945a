"""What people type amiss is answered with what to type, and as JSON where JSON is asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from helpers.cities import Data, MakeWorkspace, second_city
from helpers.json_lines import records
from helpers.project import ROOT
from mgi_report.cli import main as program


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of two cities, in which the commands are run."""
    folder = make_workspace(vila_aurora=data, port_sereno=second_city())
    monkeypatch.chdir(folder)
    return folder


def told(*arguments: str) -> Result:
    return CliRunner().invoke(program, arguments)


def lines(result: Result) -> list[dict[str, Any]]:
    return records(result.stdout)


def test_names_that_are_no_utf8_are_names_that_are_not_known(root: Path) -> None:
    for name in ("Vila Aur\udcf3ra", "Vila Auroraf\udcc3\udcad"):
        result = told("build", name)
        assert (result.exit_code, "no such city" in result.stderr) == (1, True), result.stderr
    assert told("build", "--region", "r\udced").exit_code == 1


def test_a_name_that_came_through_ascii_is_understood(root: Path) -> None:
    typed = "Vila Auróra".encode().decode("ascii", "surrogateescape")
    assert told("figure", "wheel", typed, "-o", "wheel.svg").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["build", "--workspace", "../mine", "vila-aurora"], "--workspace ../mine build vila-aurora"),
        (["build", "vila aurora", "--workspace=x"], "--workspace=x build 'vila aurora'"),
        (["figure", "wheel", "x", "--debug", "-o", "w.svg"], "--debug figure wheel x -o w.svg"),
    ],
)
def test_an_option_of_the_program_is_shown_where_it_belongs(arguments: list[str], hint: str) -> None:
    assert told(*arguments).stderr.splitlines()[1].endswith(f" {hint}")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ("brief", "THEME|DOMAIN|all is missing", "brief [OPTIONS] THEME|DOMAIN|all [CITY]..."),
        ("list", "a word behind list is missing", "known: cities, editions, languages, topics, regions, outputs"),
        ("list citys", "“citys” is not known", "did you mean “cities”?"),
        ("list xyz", "“xyz” is not known", "known: cities, editions, languages, topics, regions, outputs"),
        ("preview --edition pres", "“pres” is not known to --edition", "did you mean “press”?"),
        ("preview --port x", "--port takes a whole number from 0 to 65535, not “x”", "--help` tells"),
        ("preview --port 99999", "--port takes a whole number from 0 to 65535, not “99999”", "--help` tells"),
        ("build --jobs -1", "--jobs takes a whole number from 0, not “-1”", "--help` tells"),
        ("preview a --compare 2022-09", "--compare takes 2 values, written behind it", "--help behind the command"),
        ("figure wheel vila-aurora", "-o or --output is missing", "--help` tells"),
        ("doctor now", "“now” is more than the command takes", "doctor [OPTIONS]"),
        ("build --edtion press", "the command has no option --edtion", "did you mean --edition?"),
        ("build --nope", "the command has no option --nope", "build --help` tells how to use it"),
    ],
)
def test_misuse_is_told_in_plain_words(root: Path, arguments: str, message: str, hint: str) -> None:
    result = told(*arguments.split())
    first, second = result.stderr.splitlines()
    assert (result.exit_code, first) == (1, f"error: {message}")
    assert hint in second


@pytest.mark.parametrize("arguments", [("build", "--nonsense"), ("nonsense",), ("verify",), ("build", "--icc")])
def test_misuse_is_a_json_line_where_json_is_asked_for(root: Path, arguments: tuple[str, ...]) -> None:
    result = told("--json", *arguments)
    (line,) = lines(result)
    assert (line["type"], bool(line["message"]), bool(line["hint"])) == ("problem", True, True)
    assert (result.exit_code, result.stderr) == (1, "")


def test_results_are_json_lines_where_json_is_asked_for(root: Path) -> None:
    assert lines(told("--json", "figure", "wheel", "vila-aurora", "-o", "w.svg")) == [
        {"type": "written", "path": str(root / "w.svg")}
    ]
    *files, last = lines(told("--json", "init", "new"))
    assert {line["type"] for line in files} == {"written"}
    assert last == {"type": "workspace", "path": str(root / "new")}
    counts = {"framework": False, "profiles": 2, "regions": 0, "problems": 0}
    assert lines(told("--json", "check")) == [{"type": "checked", **counts}]
    for arguments in (("verify", "nowhere.pdf"), ("check", "nowhere.yaml"), ("import", "nowhere.txt")):
        assert lines(told("--json", *arguments))[0]["file"] == str(root / arguments[1])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--brief", "helth", "vila-aurora"], "did you mean “health”?"),
        (["--brief", "health", "--region", "rivers", "vila-aurora"], "no such region"),
        (["--brief", "health"], "of which places?"),
        (["--brief", "health", "--compare", "2019-05", "2023-10", "vila-aurora"], "start one for each"),
        (["--whole", "vila-aurora"], "add --brief THEME"),
        (["--compare", "2019-05", "2023-10"], "name it: mgi-report preview CITY"),
        (["vila-aurora", "--compare", "2021-05", "May 2023"], "did you mean “2023-05”?"),
        (["vila-aurora", "--compare", "2021-05", "2023-05"], "there is no profile of this edition"),
        (["vila-aurora", "--since", "2021"], "write year and month"),
        (["vila-aurora", "--since", "2019-05", "--exchange", "vila-aurora"], "call it once with --exchange"),
        (["--exchange", "atlantis"], "no such city"),
    ],
)
def test_what_a_preview_cannot_show_is_told_before_it_begins(arguments: list[str], words: str, root: Path) -> None:
    result = told("preview", "--no-open", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in " ".join(result.stderr.split())


def test_check_says_what_it_looked_at(root: Path) -> None:
    (root / "data" / "framework.yaml").write_bytes((ROOT / "data" / "framework.yaml").read_bytes())
    assert told("check", "data/framework.yaml").stdout == "the framework checked, no problems\n"
    (root / "empty").mkdir()
    assert told("check", "empty").stdout == "no profiles and no regions in empty\n"


def test_an_output_folder_that_is_a_file_is_told(root: Path) -> None:
    (root / "afile").touch()
    for out in ("afile", "afile/deeper"):
        result = told("build", "--out", out)
        assert (result.exit_code, result.stderr) == (
            1,
            f"error: {root / 'afile'} is a file\n    name a folder with --out\n",
        )


@pytest.mark.parametrize("blocked", ["reports/manifest.json", "reports/en/mgi-snapshot-vila-aurora-2021-05-en.pdf"])
def test_a_folder_in_the_place_of_a_file_is_named(root: Path, blocked: str) -> None:
    (root / blocked).mkdir(parents=True)
    result = told("build", "vila-aurora", "--quiet")
    assert (result.exit_code, f"{blocked}: error: cannot read or write it" in result.stderr) == (1, True)
    assert "a folder has this name" in result.stderr
    assert not list(root.rglob("reports/**/.mgi-*"))


@pytest.mark.parametrize("command", [("figure", "wheel", "vila-aurora"), ("annex", "b.pdf", "vila-aurora")])
def test_single_files_replace_none_of_a_build_and_no_folder(root: Path, command: tuple[str, ...]) -> None:
    suffix = "svg" if command[0] == "figure" else "pdf"
    (root / "b.pdf").touch()
    (root / "afile").touch()
    (root / f"folder.{suffix}").mkdir()
    listed = root / "reports" / "en" / f"listed.{suffix}"
    listed.parent.mkdir(parents=True)
    listed.write_bytes(b"kept")
    manifest = {"files": [{"path": f"en/listed.{suffix}"}]}
    (root / "reports" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for out, words in (
        (f"afile/x.{suffix}", "afile is a file"),
        (f"folder.{suffix}", "this is a folder"),
        (f"reports/en/listed.{suffix}", "whose manifest lists it"),
    ):
        result = told(*command, "-o", out)
        assert (result.exit_code, words in result.stderr) == (1, True), result.stderr
        assert "--out" not in result.stderr
    assert listed.read_bytes() == b"kept"


def test_the_folder_of_a_single_file_is_made(root: Path) -> None:
    assert told("figure", "wheel", "vila-aurora", "-o", "no/where/x.svg").exit_code == 0
    assert (root / "no" / "where" / "x.svg").is_file()


def test_import_tells_all_faults_of_its_options(root: Path) -> None:
    (root / "page.txt").touch()
    result = told("import", "page.txt", "--city", "X", "--country", "XX", "--edition", "2022")
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()[::2]] == [
        "--city",
        "--country",
        "--edition",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "vila-aurora-2021-06"), "edition: “vila-aurora-2021-06”\n    there is vila-aurora-2021-05;"),
        (("figure", "wheel", "vila-aurora-2021-06", "-o", "w.svg"), "there is no profile of this edition"),
        (("build", "--edition", "2021-05"), "press and html; the edition of a profile is named with its city"),
        (("build", "--language", "en", "fr"), "no such city: “fr”\n    write languages as --language en,fr"),
        (("build", "--language", "EN"), "in the language “EN”\n    did you mean “en”?"),
        (("build", "vila-aurora,port-sereno"), "write cities with spaces between them: vila-aurora port-sereno"),
        (("build", "NO"), "no such city: “NO”\n    it is a country; its cities: "),
        (("check", "Norway"), "it is a country; its cities: "),
        (("build", "vau"), "it is the code of vila-aurora"),
        (("build", "--language", "english"), "in the language “english”\n    did you mean “en”?"),
        (("figure", "bar"), "there is no command “bar”; known: exchange, map, matrix, theme, wheel"),
        (("build", "--imposition", "book"), "“book” is not known to --imposition\n    did you mean “booklet”?"),
        (
            ("import", "data/profiles/vila-aurora.yaml"),
            "not a page of the portal\n    `mgi-report check data/profiles/vila",
        ),
        (("brief", "helth"), "no such theme or domain: “helth”\n    did you mean “health”?"),
        (("help", "biuld"), "there is no command “biuld”; did you mean “build”?"),
        (("build", "vila-aurora", "2021-05"), "no such city: “2021-05”\n    an edition is named with its city, as "),
        (("build", "--edition", "Screen"), "there is no edition “Screen”\n    did you mean “screen”?"),
        (("new", "X", "--country", "NO", "--languages", "es", "en"), "commas between them: --languages es,en"),
        (("verify", "https://x.org/a.pdf"), "“https://x.org/a.pdf” is an address\n    save what is there as a file"),
        (("annex", "https://x.org/a.pdf", "vau", "-o", "x.pdf"), "“https://x.org/a.pdf” is an address"),
        (("figure", "map", "-o", "x.svg"), "of which region?\n    there is none in data/regions yet"),
        (("figure", "wheal"), "there is no command “wheal”; did you mean “wheel”?"),
    ],
)
def test_what_was_meant_is_proposed(root: Path, arguments: tuple[str, ...], words: str) -> None:
    result = told(*arguments)
    assert (result.exit_code, words in result.stderr) == (1, True), result.stderr


def test_files_that_are_named_after_something_else_are_told(root: Path) -> None:
    (root / "data" / "profiles" / "vila-aurora.yaml").rename(root / "data" / "profiles" / "aurora.yaml")
    (root / "data" / "profiles" / "port-sereno.yaml").rename(root / "data" / "profiles" / "port-sereno-2021.yaml")
    (root / "data" / "regions").mkdir()
    (root / "data" / "regions" / "north.yaml").write_text(
        "region: all\ntitle: The North\ncities: [vila-aurora, port-sereno]\n"
    )
    result = told("check")
    assert "aurora.yaml: warning: the file is not named after its city: “vila-aurora”" in result.stderr
    assert "north.yaml: warning: the file is not named after its region: “all”" in result.stderr
    assert "north.yaml:1:9: error: this name is reserved: “all”" in result.stderr
    assert result.stderr.splitlines()[-1] == "2 profiles and 1 region checked: 1 error and 2 warnings in 2 files"


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_help_wraps_at_any_width_and_examples_can_be_copied(columns: int) -> None:
    shown = CliRunner().invoke(program, ["verify", "--help"], terminal_width=columns).stdout.splitlines()
    assert max(map(len, shown)) <= columns
    for command, example in (("build", "  mgi-report build --region"), ("figure matrix", "--domain partnerships -o")):
        shown = CliRunner().invoke(program, [*command.split(), "--help"], terminal_width=60).stdout.splitlines()
        at = next(number for number, line in enumerate(shown) if example in line)
        assert shown[at - 1].startswith("  Example:  mgi-report")


def test_a_pdf_without_pages_is_no_damaged_one(root: Path) -> None:
    with pikepdf.new() as empty:
        empty.save("empty.pdf")
    (root / "broken.pdf").write_bytes((root / "empty.pdf").read_bytes()[:100])
    assert "it has no pages" in told("verify", "empty.pdf").stdout
    assert "it is damaged, or no PDF" in told("verify", "broken.pdf").stdout


def test_a_folder_that_is_gone_is_told_as_that(tmp_path: Path) -> None:
    code = "import os, pathlib; here = pathlib.Path('gone'); here.mkdir(); os.chdir(here); os.rmdir('../gone')\n"
    code += "from mgi_report.cli import main; main(['check'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "error: the current folder is gone\n    go to another one\n")
