"""Problems as values: their kinds and exit codes, what is said of them in docs/errors.md, and in the source."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import city_data, write_yaml
from helpers.json_lines import records
from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, Kind, Problem, ReportError
from mgi_report.workspace.places import PACKAGE
from mgi_report.workspace.unforeseen import known

DOCUMENT = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


def test_every_kind_is_described_once_and_nothing_else() -> None:
    described = re.findall(r"^\| `([a-z-]+)` \| \S", DOCUMENT, re.M)
    assert sorted(described) == sorted(Kind)
    assert described == list(Kind), "in the same order, so that both are easy to keep"


def test_every_exit_code_is_described() -> None:
    described = re.findall(r"^\| (\d+) \| `([A-Z]+)` \| \S", DOCUMENT, re.M)
    assert {name: int(code) for code, name in described} == {code.name: int(code) for code in ExitCode}


def test_kinds_are_their_names() -> None:
    assert all(kind.value == kind.name.lower().replace("_", "-") for kind in Kind)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", kind) for kind in Kind)


def sources() -> Iterator[ast.AST]:
    for file in PACKAGE.rglob("*.py"):
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def test_every_kind_is_used_and_every_problem_has_one() -> None:
    used = {node.attr for node in sources() if isinstance(node, ast.Attribute) and node.attr in Kind.__members__}
    assert used == set(Kind.__members__)
    made = [node for node in sources() if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"]
    assert len(made) > 80
    assert [ast.unparse(node) for node in made if "kind" not in {item.arg for item in node.keywords}] == []
    with pytest.raises(TypeError, match="kind"):
        Problem(message="of no kind")  # type: ignore[call-arg]


def test_no_code_asks_how_a_message_begins() -> None:
    asked = [
        ast.unparse(node)
        for node in sources()
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "startswith"
        and ast.unparse(node.func).endswith(".message.startswith")
    ]
    assert asked == []


def test_json_says_the_kind(tmp_path: Path) -> None:
    data = city_data() | {"city": "Vila Aurora", "revised": "2024-02-30", "nmae": "Vila", "level": "regional"}
    del data["source"]["title"]
    data["source"]["url"] = "nowhere"
    data["findings"]["partnerships"]["developed"][0]["topics"] = ["no-such-topic"]
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", data)
    result = CliRunner().invoke(program, ["--workspace", str(tmp_path), "--json", "check"])
    lines = records(result.stdout)
    problems = [line for line in lines if line["type"] == "problem"]
    assert {(line["path"], line["kind"]) for line in problems if line["severity"] == "error"} == {
        ("city", "not-a-slug"),
        ("revised", "not-a-date"),
        ("", "unknown-key"),
        ("level", "not-a-choice"),
        ("source", "missing-key"),
        ("source.url", "not-an-address"),
        ("findings.partnerships.developed[1].topics", "unknown-topic"),
    }


def test_the_files_of_a_workspace_have_kinds_of_their_own(tmp_path: Path) -> None:
    """Gists and key points, who publishes, languages and measures."""
    data = city_data()
    first, second = data["findings"]["partnerships"]["developed"][:2]
    first |= {"text": "The city has a clinic.", "gist": "The city has a clinic"}
    second["gist"] = "*A clinic*"
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", data)
    del first["gist"], second["gist"]
    first["key"] = "true"
    write_yaml(tmp_path / "data" / "profiles" / "vila-nova.yaml", data | {"city": "vila-nova", "code": "VNV"})
    write_yaml(tmp_path / "data" / "publisher.yaml", {"name": "Vila", "logo": "logo.png"})
    write_yaml(tmp_path / "assets" / "languages" / "es.yaml", {"countries": {"XX": "Nowhere"}, "letters": {"ñ": "nn"}})
    write_yaml(tmp_path / "templates" / "snapshot" / "measures.yaml", {"tab-hieght": "59mm"})
    result = CliRunner().invoke(program, ["--workspace", str(tmp_path), "--json", "check"])
    lines = records(result.stdout)
    found = {(Path(line["file"]).name, line["kind"]) for line in lines if line["type"] == "problem"}
    assert found >= {
        ("vila-aurora.yaml", "markup"),
        ("vila-aurora.yaml", "gist"),
        ("vila-nova.yaml", "key-points"),
        ("publisher.yaml", "picture-missing"),
        ("es.yaml", "not-a-country"),
        ("es.yaml", "wrong-form"),
        ("measures.yaml", "unknown-key"),
    }


def test_what_is_unforeseen_is_told_as_json_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mgi_report.build.check.check", lambda *_: 1 / 0)
    result = CliRunner().invoke(program, ["--json", "check", str(ROOT / "data")])
    assert result.exit_code == ExitCode.BUG
    (told,) = records(result.stdout)
    assert (told["type"], told["kind"]) == ("problem", "bug")
    assert "ZeroDivisionError" in told["message"]


def test_a_known_problem_stays_what_it_is_and_anything_else_is_a_bug() -> None:
    foreseen = ReportError("a file is missing", ExitCode.MISSING, kind=Kind.FILE_MISSING)
    assert known(foreseen, "en/x.pdf") is foreseen
    bug = known(ValueError("odd"), "en/x.pdf")
    assert bug.exit_code is ExitCode.BUG
    (problem,) = bug.problems
    assert (problem.file, problem.kind) == ("en/x.pdf", Kind.BUG)
    assert "ValueError: odd" in problem.message
    assert "ValueError: odd" in problem.trace


def test_an_error_that_another_process_raised_says_the_same() -> None:
    error = ReportError([Problem("x", message="m", kind=Kind.LINK)], ExitCode.PREFLIGHT)
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, again.exit_code) == (error.problems, error.exit_code)
