"""What other programs may use: names, what they cost, their types, and the examples of docs/api.md as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mgi_report
from helpers.briefings import make_pdf
from helpers.cities import city_data, write_yaml
from helpers.project import ROOT
from mgi_report import (
    BuildPlan,
    Part,
    ReportError,
    bind,
    bind_annexes,
    build_reports,
    check,
    open_workspace,
    verify,
)
from mgi_report.annex.volume import annex
from mgi_report.build.build import build
from mgi_report.errors import ExitCode
from mgi_report.workspace.places import VERSION

DOCUMENT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
NAMES = {
    *("AnnexPlan", "BuildPlan", "Part", "ReportError", "bind", "bind_annexes", "build_reports", "check"),
    *("open_workspace", "verify"),
}


def test_the_public_names_are_all_there_and_documented() -> None:
    assert set(mgi_report.__all__) == NAMES | {"__version__"}
    assert mgi_report.__version__ == VERSION
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert (build_reports, bind_annexes) == (build, annex)
    listed = "".join(re.findall(r"^\| (`.*?) \|", DOCUMENT, re.M))
    assert set(re.findall(r"`(\w+)", listed)) == NAMES
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = mgi_report.nothing_like_it  # type: ignore[attr-defined]


@pytest.mark.parametrize("first", ["import mgi_report.build.build, mgi_report.annex.volume", "pass"])
def test_a_name_is_the_same_whatever_was_imported_before_and_costs_nothing_until_then(first: str) -> None:
    code = f"""
import sys, mgi_report
print(sorted(name for name in sys.modules if name.startswith("mgi_report")))
{first}
from mgi_report import bind, bind_annexes, build_reports, check
print(build_reports.__module__, bind.__name__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['mgi_report']", "mgi_report.build.build bind"]


@pytest.mark.slow
def test_type_checkers_know_the_names_and_refuse_others(tmp_path: Path) -> None:
    lines = [f"from mgi_report import {', '.join(sorted(NAMES))}"]
    lines += ["reveal_type(check(open_workspace()).exit_code)", "reveal_type(bind([], title='', language='').pages)"]
    lines += ["reveal_type(build_reports)", "from mgi_report import nothing_like_it"]
    (tmp_path / "use.py").write_text("\n".join(lines))
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml"), "use.py"]
    command += ["--cache-dir", str(ROOT / ".mypy_cache")]
    environment = os.environ | {"MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if line.startswith("use.py:") and "note: Maybe" not in line]
    assert [int(line.split(":")[1]) for line in told] == [2, 3, 4, 5], done.stdout
    assert "ExitCode" in told[0]
    assert re.search(r'"(builtins\.)?int"', told[1])
    assert "BuildPlan" in told[2]
    assert "nothing_like_it" in told[3]


def test_the_examples_of_the_document_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, as a reader would type them, in a workspace with an invented city."""
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", city_data())
    make_pdf(tmp_path / "briefing.pdf", title="On arrivals", language="en")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.M | re.S)
    assert len(examples) == 6
    known: dict[str, object] = {}
    for example in examples:
        exec(compile(example, "docs/api.md", "exec"), known)
    assert known["result"].unchanged is False  # type: ignore[attr-defined]
    assert Path("reports/en/mgi-snapshot-vila-aurora-2021-05-en.pdf").is_file()
    assert known["annexed"].claims == ()  # type: ignore[attr-defined]
    volume = known["volume"]
    assert [part.elements > 0 for part in volume.parts] == [False, True]  # type: ignore[attr-defined]
    assert Path("volume.pdf").read_bytes() == volume.pdf  # type: ignore[attr-defined]


# What is decided for the command


def test_errors_in_data_decide_before_those_of_templates(tmp_path: Path) -> None:
    file = write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", city_data())
    workspace = open_workspace(tmp_path)
    assert check(workspace).exit_code is ExitCode.DONE
    sheet = tmp_path / "templates" / "snapshot" / "cover.html.j2"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("{{ ", encoding="utf-8")
    assert check(workspace).exit_code is ExitCode.TEMPLATE
    assert check(workspace, [file]).exit_code is ExitCode.DONE, "alone, a file is not judged by templates"
    file.write_text("city: vila-aurora\n", encoding="utf-8")
    checked = check(workspace)
    assert checked.exit_code is ExitCode.DATA
    assert {problem.file.rpartition(".")[2] for problem in checked.problems} == {"yaml", "j2"}
    assert (checked.profiles, checked.regions, checked.framework) == (1, 0, False)
    with pytest.raises(ReportError) as caught:
        check(workspace, [tmp_path / "nowhere.yaml"])
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_proof_knows_what_it_comes_to(built: Path, tmp_path: Path) -> None:
    proof = verify(built)
    assert (proof.exit_code, proof.demand()) == (ExitCode.DONE, proof)
    (tmp_path / "no.pdf").write_bytes(b"no PDF")
    damaged = verify(tmp_path / "no.pdf")
    assert damaged.exit_code is ExitCode.DATA
    for_press = verify(built, "press")
    assert for_press.exit_code is ExitCode.PREFLIGHT
    for bad in (damaged, for_press):
        with pytest.raises(ReportError) as caught:
            bad.demand(ExitCode.MISSING)
        assert (caught.value.problems, caught.value.exit_code) == (bad.problems, ExitCode.MISSING)
    for file, edition in ((tmp_path / "nothing.pdf", ""), (built, "prees")):
        with pytest.raises(ReportError) as caught:
            verify(file, edition)
        assert caught.value.exit_code is ExitCode.USAGE


def test_what_nothing_can_be_made_of_is_raised(tmp_path: Path) -> None:
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    with pytest.raises(ReportError) as caught:
        build_reports(BuildPlan(open_workspace(tmp_path), tmp_path / "out", editions=("prees",)))
    assert caught.value.exit_code is ExitCode.USAGE
    with pytest.raises(ValueError, match="PDF"):
        bind([Part(b"no PDF", "One", "one")], title="", language="en")
