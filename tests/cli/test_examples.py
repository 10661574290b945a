"""Every command shows two examples, and what they show works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from helpers.briefings import make_pdf
from helpers.cities import write_yaml
from helpers.command import open_nothing
from helpers.portal_pages import Shape, known, write_page
from helpers.volumes import invented, region_data
from mgi_report.cli import doctor
from mgi_report.cli import main as program
from mgi_report.cli.synopsis import Synopsis, synopses

CITIES = {"medellin": "MDE", "la-palma": "PAL", "quilmes": "QUI"}
"""The cities that examples name; here all that is told of them is invented."""
REGION = "latin-america"


def commands() -> Iterator[Synopsis]:
    """What does something: the program and its groups only lead there."""
    groups = {"mgi-report", "mgi-report figure"}
    return (command for command in synopses(program) if command.name not in groups)


EXAMPLES = [example for command in commands() for example in command.examples]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the cities and files that examples name, in which one city was built."""
    root = tmp_path_factory.mktemp("examples")
    for slug, code in CITIES.items():
        city = invented(slug, code, (1, 1), edition="2022-09")
        write_yaml(root / "data" / "profiles" / f"{slug}.yaml", city)
    write_yaml(root / "data" / "regions" / f"{REGION}.yaml", region_data(["quilmes"], REGION))
    for name in ("briefing", "notes"):
        make_pdf(root / f"{name}.pdf", title=name.title(), language="en")
    (root / "quilmes.html").write_bytes(write_page(known("en"), Shape()))
    (root / "schema").mkdir()
    built = run("mgi-report build medellin --language en --edition screen,press", root)
    assert built.exit_code == 0, built.output
    for part in ("part-1", "part-2"):
        shutil.copytree(root / "reports", root / part)
    return root


def run(example: str, folder: Path) -> Result:
    """An example as a shell would run it in ``folder``: one command after the other, up to where others take over."""
    result = Result(CliRunner(), b"", b"", b"", None, 0, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in re.split(r"[|>]", example.replace("\\\n", ""))[0].split(" && "):
            name, *arguments = shlex.split(line)
            if name == "cd":
                os.chdir(arguments[0])
                continue
            assert name == "mgi-report"
            files = [
                found
                for word in arguments
                for found in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
            ]
            shown = (
                ["--language", "en"] if REGION in files and "build" in files else []
            )  # one volume says as much as three
            result = CliRunner().invoke(program, [*files, *shown])
            assert result.exit_code == 0, result.output
    return result


def test_every_command_has_two_examples() -> None:
    assert [command.name for command in commands() if len(command.examples) < 2] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_works(example: str, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "launch", open_nothing)
    monkeypatch.setattr(doctor, "try_pages", lambda workspace: {"en": ""})  # takes seconds; tests of the doctor do it
    root = tmp_path / "workspace"
    shutil.copytree(made, root)
    if later := re.search(r"compare medellin 2022-09 (\S+)", example):
        second = invented("medellin", CITIES["medellin"], (1, 1), edition=later[1], revised=f"{later[1]}-09")
        write_yaml(root / "data" / "profiles" / "medellin-later.yaml", second)
    result = run(example, root)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output
