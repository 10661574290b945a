"""The shell proposes the cities and regions that there are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from helpers.cities import MakeWorkspace, city_data, second_city
from helpers.volumes import REGION, write_region
from mgi_report.cli import main


def proposed(root: Path, *words: str, begun: str = "") -> list[str]:
    shell = ShellComplete(main, {}, "mgi-report", "_MGI_REPORT_COMPLETE")
    return [item.value for item in shell.get_completions(["--workspace", str(root), *words], begun)]


def test_cities_are_proposed_once(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data(), port_sereno=second_city())
    for command in (["build"], ["annex", "briefing.pdf"], ["figure", "wheel"]):
        assert [name for name in proposed(root, *command) if name] == ["port-sereno", "vila-aurora"]
    assert proposed(root, "build", begun="vi") == ["vila-aurora"]
    assert proposed(root, "build", "vila-aurora") == ["port-sereno"]


def test_editions_are_proposed_where_there_are_several(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data(), two=city_data() | {"edition": "2023-05"})
    assert proposed(root, "build") == ["vila-aurora", "vila-aurora-2021-05", "vila-aurora-2023-05"]


def test_months_of_the_city_that_was_named_are_proposed(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data(), two=city_data() | {"edition": "2023-05"}, three=second_city())
    assert proposed(root, "compare") == ["port-sereno", "vila-aurora", "vila-aurora-2021-05", "vila-aurora-2023-05"]
    assert proposed(root, "compare", "vila-aurora") == ["2021-05", "2023-05"]
    assert proposed(root, "compare", "vila-aurora", "2021-05") == ["2023-05"]
    assert proposed(root, "build", "vila-aurora", "--since", begun="2021") == ["2021-05"]


def test_regions_are_proposed(tmp_path: Path) -> None:
    root = write_region(tmp_path)
    assert proposed(root, "build", "--region", begun="three") == [REGION]
    assert proposed(root, "figure", "map", "--region") == [REGION]


def test_without_a_workspace_nothing_is_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert proposed(tmp_path, "build") == []
    assert "build" in [item.value for item in ShellComplete(main, {}, "mgi-report", "X").get_completions([], "bu")]


def test_cities_and_regions_are_proposed_where_both_are_taken(tmp_path: Path) -> None:
    root = write_region(tmp_path)
    for command in (["check"], ["verify"], ["open"]):
        assert REGION in proposed(root, *command)
        assert REGION in proposed(root, *command, begun="three")


def test_languages_are_proposed_one_behind_another(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    assert proposed(root, "build", "--language") == ["en", "es", "fr"]
    assert proposed(root, "new", "x", "--languages", begun="es,") == ["es,en", "es,fr"]
    assert proposed(root, "list", begun="o") == ["outputs"]


def test_what_files_are_for_is_proposed(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    assert proposed(root, "build", "--edition") == ["all", "archive", "docx", "html", "press", "screen"]
    assert proposed(root, "build", "--edition", begun="screen,") == [
        f"screen,{name}" for name in ("archive", "docx", "html", "press")
    ]


def test_what_is_no_name_of_the_workspace_is_proposed_too(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    assert proposed(root, "build", "--edition", begun="screen,p") == ["screen,press"]
    assert proposed(root, "figure", "matrix", "--domain", begun="p") == ["partnerships"]
    assert proposed(root, "figure", begun="m") == ["map", "matrix"]
    assert proposed(root, "docs", begun="te") == ["templates"]
    assert proposed(root, "verify", "--language", begun="f") == ["fr"]
    assert "--json" in proposed(root, "build", begun="--")
    assert proposed(root, "pack", "--without", begun="html,d") == ["html,data", "html,docx"]
    for command in (["new", "x"], ["import"]):
        assert {"NO", "NZ"} <= {*proposed(root, *command, "--country", begun="n")}
    assert proposed(root, "import", "--language", begun="e") == ["en", "es"]


def test_pdfs_are_proposed_where_they_are_taken(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_workspace(vila_aurora=city_data())
    monkeypatch.chdir(root)
    (root / "sub").mkdir()
    for name in ("briefing.pdf", "brief.txt", "sub/brief.PDF"):
        (root / name).write_bytes(b"")
    for words in (["annex"], ["annex", "x.pdf", "--before"], ["annex", "x.pdf"], ["verify"]):
        assert proposed(root, *words, begun="bri") == ["bri", "briefing.pdf"]  # the first lets the shell add folders
        assert proposed(root, *words, begun="sub/") == ["sub/", "sub/brief.PDF"]


SHELLS = {
    "bash": """source program
COMP_WORDS=(mgi-report build --edition pr); COMP_CWORD=3
_mgi_report_completion mgi-report; echo ${COMPREPLY[@]}
COMP_WORDS=(mgi-report check vi); COMP_CWORD=2; COMPREPLY=()
_mgi_report_completion mgi-report 2>/dev/null; echo ${COMPREPLY[@]}""",
    "zsh": """compdef() { : }; compadd() { echo $completions }; source ./program
words=(mgi-report build --edition pr); CURRENT=4; _mgi_report_completion""",
    "fish": "source program\ncomplete --do-complete 'mgi-report build --edition pr'",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_is_told(shell: str, make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    """The script of the shell is printed, and where the shell is installed it completes."""
    root = make_workspace(vila_aurora=city_data())
    own = tmp_path / "bin"
    own.mkdir()
    (own / "mgi-report").write_text(f"#!{sys.executable}\nfrom mgi_report.__main__ import main\nmain()\n")
    (own / "mgi-report").chmod(0o755)
    environment = os.environ | {"PATH": f"{own}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}

    def run(*words: str | Path, **more: str) -> str:
        done = subprocess.run(words, env=environment | more, cwd=root, capture_output=True, text=True, check=False)
        return done.stdout

    script = run(own / "mgi-report", _MGI_REPORT_COMPLETE=f"{shell}_source")
    assert "_MGI_REPORT_COMPLETE" in script
    (root / "program").write_text(script)
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    told = run(shell, "-c", SHELLS[shell])
    assert "press" in told
    assert shell != "bash" or "vila-aurora" in told  # where files are taken too
