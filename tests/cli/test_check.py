"""``mgi-report check``: every problem, in words, and nothing written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpers.cities import city_data, write_yaml
from helpers.json_lines import records
from helpers.project import BAD, ROOT
from mgi_report.cli import main as program

FRAMEWORK = ROOT / "data" / "framework.yaml"


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def test_check_prints_every_problem_and_a_sum_on_stderr() -> None:
    result = check("check", BAD / "unknown-keys.yaml", BAD / "norway.yaml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(r"unknown-keys\.yaml:12:1: error: unknown key: “plaec”\n    did you mean “place”\?", result.stderr)
    assert result.stderr.splitlines()[-1] == "2 profiles checked: 7 errors in 1 file"


def test_check_says_that_all_is_well() -> None:
    result = check("check", BAD / "norway.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 profile checked, no problems\n", "")


def test_check_of_a_folder_reads_the_profiles_in_it_and_not_the_framework(tmp_path: Path) -> None:
    write_yaml(tmp_path / "data" / "profiles" / "one.yaml", city_data())
    (tmp_path / "data" / "framework.yaml").write_bytes(FRAMEWORK.read_bytes())
    result = check("--workspace", tmp_path, "check", tmp_path / "data")
    assert (result.exit_code, result.stdout) == (0, "the framework and 1 profile checked, no problems\n")


def test_check_works_on_a_file_outside_any_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mailed.yaml").write_text(
        (BAD / "norway.yaml").read_text(encoding="utf-8").replace("country: NO", "country: UK"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    result = check("check", "mailed.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("mailed.yaml:")


def test_check_as_json_lines() -> None:
    result = check("--json", "check", BAD / "country-by-name.yaml")
    found, last = records(result.stdout)
    assert last == {"type": "checked", "framework": False, "profiles": 1, "regions": 0, "problems": 1}
    assert (found["type"], found["line"], found["column"], found["path"]) == ("problem", 8, 12, "place.country")
    assert result.stderr == ""


BROKEN = {
    "data/profiles/one.yaml": "city: [\n",
    "assets/theme.yaml": "fonts: 3\n",
    "assets/wording/en.yaml": "words: 3\n",
    "locales/es/LC_MESSAGES/mgi_report.po": 'msgid "x\n',
    "templates/snapshot/cover.html.j2": "{% if %}\n",
    "templates/snapshot/snapshot.css": "p { color: var(--inc) }\n",
}


@pytest.mark.parametrize("inside", [True, False])
def test_files_are_named_by_their_place_in_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, inside: bool
) -> None:
    root = tmp_path / "workspace"
    write_yaml(root / "data" / "profiles" / "two.yaml", city_data())
    for name, text in BROKEN.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    elsewhere = root / "data" / "profiles" if inside else tmp_path
    monkeypatch.chdir(elsewhere)
    given = [] if inside else ["--workspace", "workspace"]

    def named(*command: str) -> set[str]:
        lines = check(*given, *command).stderr.splitlines()
        return {line.partition(":")[0] for line in lines if ": error: " in line}

    assert named("check") == BROKEN.keys() - {"templates/snapshot/snapshot.css"}  # no tokens without a theme
    (root / "assets" / "theme.yaml").unlink()
    assert "templates/snapshot/snapshot.css" in named("check")
    profile, cover, sheet = (
        "data/profiles/one.yaml",
        "templates/snapshot/cover.html.j2",
        "templates/snapshot/snapshot.css",
    )
    for mended, told in ((profile, {profile, cover}), (cover, {cover}), (sheet, {sheet})):
        assert named("build", "--jobs", "1") == told
        (root / mended).unlink()
