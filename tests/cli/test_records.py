"""What ``--json`` prints: every record of every command is known to the schema, and nothing else is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from pydantic import ValidationError

from helpers.briefings import make_pdf
from helpers.cities import city_data
from helpers.command import open_nothing
from helpers.editions import write_editions
from helpers.json_lines import records
from helpers.volumes import REGION, write_region
from mgi_report.cli import doctor
from mgi_report.cli import main as program
from mgi_report.cli.record_schema import LINE, RECORDS, schema_of_records

PAGE = "page.html"
COMMANDS = {
    "build": [
        ["build", "vila-aurora", "--force"],
        ["build", "--region", REGION, "--language", "en"],
        ["build", "nowhere"],
    ],
    "pack": [["pack", "vila-aurora", "--language", "en", "--without", "html,docx", "--mail"], ["pack", "nowhere"]],
    "brief": [["brief", "health", "vila-aurora"], ["brief", "nothing", "vila-aurora"]],
    "annex": [["annex", "briefing.pdf", "vila-aurora", "-o", "out.pdf"]],
    "compare": [
        ["--workspace", "two", "compare", "vila-aurora", "2019-05", "2023-10"],
        ["compare", "vila-aurora", "2021-05", "2021-05"],
    ],
    "preview": [["preview", "vila-aurora", "--language", "en"], ["preview", "nowhere"]],
    "new": [["new", "barra", "--country", "NO", "--languages", "en"]],
    "merge": [["merge", "reports", "--out", "merged"], ["merge", "nowhere", "--out", "merged"]],
    "import": [["import", PAGE, "--out", "elsewhere"], ["import", PAGE, "--dry-run"]],
    "check": [["check"], ["check", "unsound.yaml"]],
    "verify": [["verify", "vila-aurora", "--report"], ["verify", "briefing.pdf"]],
    "figure": [["figure", "wheel", "vila-aurora", "-o", "w.svg"], ["figure", "map", "--region", REGION, "-o", "m.svg"]],
    "template": [["template", "snapshot/cover.html.j2"], ["template"]],
    "list": [["list", kind] for kind in ("cities", "editions", "languages", "topics", "regions", "outputs")],
    "open": [["open"]],
    "docs": [["docs"], ["docs", "data"], ["docs", "--man"], ["docs", "nothing"]],
    "schema": [["schema"], ["schema", "records"]],
    "init": [["init", "new"]],
    "doctor": [["doctor"]],
    "clean": [["clean", "--all"]],
}
"""Each command as it is called here, in this order."""


def told(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


@pytest.fixture(scope="module")
def printed(volume: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The records of every command, called one after another in one workspace; its volume is kept already."""
    root = write_region(tmp_path_factory.mktemp("records"))
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(root)
        patched.setattr("shutil.which", lambda name: None)
        patched.setattr(doctor, "try_pages", lambda workspace: {"en": ""})  # takes seconds, and tells nothing else
        patched.setattr("click.launch", open_nothing)
        make_pdf(root / "briefing.pdf")
        write_editions(root / "two", "en")
        Path(PAGE).write_text("<p>nothing</p>", encoding="utf-8")
        Path("unsound.yaml").write_text(json.dumps(city_data() | {"city": "Vila Aurora"}), encoding="utf-8")
        return {
            name: [record for words in calls for record in records(told(*words, "--json").stdout)]
            for name, calls in COMMANDS.items()
        }


def test_every_command_is_called_here() -> None:
    assert set(COMMANDS) == set(program.list_commands(click.Context(program)))


def test_every_record_of_every_command_is_one_of_the_schema(printed: dict[str, list[dict[str, Any]]]) -> None:
    found = {record["type"] for told in printed.values() for record in told}
    known = {
        item["properties"]["type"]["const"]
        for item in schema_of_records()["$defs"].values()
        if "type" in item["properties"]
    }
    assert found == known - {"text", "end"} | {"text"}


def test_paths_begin_at_the_root(printed: dict[str, list[dict[str, Any]]]) -> None:
    keys = ("path", "page", "cache")
    for record in (record for told in printed.values() for record in told if record["type"] != "problem"):
        paths = [record[key] for key in keys if record.get(key)]
        paths += [*record.get("sources", ()), *record.get("removed", ()), *record.get("left", ())]
        paths += [record["file"]] if record.get("file") else []
        assert all(Path(path).is_absolute() and ".." not in path for path in paths), record
    (refused,) = [record for record in printed["build"] if record["type"] == "problem"]
    assert (refused["kind"], refused["file"]) == ("unknown-city", "")
    unsound = {record["file"] for record in printed["check"] if record["type"] == "problem"}
    assert str(Path(printed["init"][0]["path"]).parents[2] / "unsound.yaml") in unsound
    assert all(Path(file).is_file() for file in unsound)


def test_a_proof_is_data(printed: dict[str, list[dict[str, Any]]]) -> None:
    steps = [record for record in printed["build"] if record["type"] == "step"]
    assert (steps[0]["name"], steps[0]["done"], steps[0]["total"]) == (
        "en/mgi-snapshot-vila-aurora-2021-05-en.pdf",
        1,
        1,
    )
    files = [record for record in printed["build"] if record["type"] == "file"]
    assert {record["medium"] for record in files} == {"screen", "data"}
    for record in files:
        assert bool(record["proof"]) == (record["medium"] == "screen")
        assert not record["proof"] or ("findings" in record["proof"]["passed"] and record["proof"]["failed"] == [])
    (volume,) = [record for record in printed["annex"] if record["type"] == "volume"]
    assert "volume pages" in volume["proof"]["passed"]


@pytest.mark.parametrize(
    "words", [["--json", "list", "languages"], ["list", "--json", "languages"], ["list", "languages", "--json"]]
)
def test_json_may_stand_before_and_behind_the_command(words: list[str]) -> None:
    assert records(told(*words).stdout)[0]["language"] == "en"


@pytest.mark.parametrize("words", [["--help", "--json"], ["--json", "--version"], ["figure", "wheel", "-h", "--json"]])
def test_texts_for_people_are_records_too(words: list[str]) -> None:
    (record,) = records(told(*words).stdout)
    assert record["type"] == "text", record
    assert record["text"] == told(*(word for word in words if word != "--json")).stdout.rstrip("\n")


@pytest.mark.parametrize(
    ("words", "command", "code", "ended"),
    [
        (["figure", "wheel", "nowhere", "-o", "w.txt"], "figure wheel", 1, "usage"),
        (["list", "languages"], "list", 0, "done"),
        (["no-such-command"], "", 1, "usage"),
    ],
)
def test_the_last_record_says_how_it_ended(words: list[str], command: str, code: int, ended: str) -> None:
    out = told("--json", *words)
    last = json.loads(out.stdout.splitlines()[-1])
    assert (last["command"], last["exit_code"], last["exit"]) == (command, code, ended)
    assert out.exit_code == code


def test_a_file_of_that_name_is_no_option() -> None:
    assert "--json" in told("check", "--", "--json").stderr


@pytest.mark.parametrize("changes", [{"type": "thing"}, {"more": 1}, {"path": None}])
def test_the_schema_refuses_what_is_none_of_the_records(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LINE.validate_python({"type": "written", "path": "/x"} | changes)


def test_every_record_says_what_it_is() -> None:
    assert all(record.__doc__ and record.__doc__[0] in "`A" for record in RECORDS)
    required = {name: set(item["required"]) for name, item in schema_of_records()["$defs"].items()}
    assert all(set(item["properties"]) == required[name] for name, item in schema_of_records()["$defs"].items())
