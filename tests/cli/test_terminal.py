"""No text of a file, a name or an argument steers the terminal, by whatever way it is printed."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from types import SimpleNamespace

import click
import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from helpers.briefings import make_pdf
from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.cli.terminal import LINKING, echo, echo_json, link, style

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVIL = "a\x1b]0;owned\x07b\x9b2Jc\u202ed\re"


def test_only_our_own_styles_steer(capsys: pytest.CaptureFixture[str]) -> None:
    echo(f"{style('word', fg='red')} {EVIL}\n\tnext {style(EVIL, bold=True)} \x1b[31mred")
    echo_json({"value": EVIL})
    lines = capsys.readouterr().out.splitlines()
    written_out = "a\\x1b]0;owned\\x07b\\x9b2Jc\\u202ed\\re"
    assert lines[0] == f"word {written_out}"
    assert lines[1] == f"\tnext {written_out} \\x1b[31mred"
    assert not STEERING.search(lines[2])
    assert json.loads(lines[2]) == {"value": EVIL}


def test_a_terminal_gets_the_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("click.echo", lambda text, err: printed.append(text))
    echo(style("word", fg="red"))
    assert printed == ["\x1b[31mword\x1b[0m"]


def test_nothing_is_coloured_where_the_reader_does_not_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, err: printed.append(text))
    monkeypatch.setenv("NO_COLOR", "1")
    echo(style("word", fg="red", bold=True))
    assert printed == ["\x1b[1mword\x1b[0m"]


def test_half_a_character_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    echo("\ud83d")
    assert capsys.readouterr().out == "\\ud83d\n"


def test_every_command_prints_by_this_way() -> None:
    for file in (ROOT / "src" / "mgi_report" / "cli").glob("*.py"):
        called = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Call)
        }
        if file.stem != "terminal":
            assert not called & {"click.echo", "click.secho", "click.style", "print"}, file


def test_what_a_pdf_says_and_what_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def steering(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(EVIL, 0))
        pdf.Root.Outlines.First.Dest = Array([Dictionary(), Name.Fit])
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(EVIL))]))
        pdf.docinfo["/Title"] = EVIL

    odd = make_pdf(tmp_path / "\x1b[2Jodd.pdf", change=steering)
    other = make_pdf(tmp_path / "other.pdf")
    for before in ([], ["--json"]):
        for arguments in (
            ["annex", str(odd), str(other), "-o", "out.pdf"],
            ["annex", str(other), str(odd), "-o", "out.pdf"],
            ["verify", str(odd)],
            ["check", "\x1b[2J.yaml"],
            ["annex", str(other), EVIL, "-o", "out.pdf"],
            ["\x1b[2J"],
        ):
            result = CliRunner().invoke(program, [*before, *arguments])
            assert not STEERING.search(result.output), result.output
            assert result.exit_code != 70


def test_a_path_is_a_link_only_where_the_terminal_is_known_to_show_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed: list[str] = []
    monkeypatch.setattr("click.echo", lambda text, err: printed.append(text))
    for name in LINKING:
        monkeypatch.delenv(name, raising=False)
    for terminal, known in ((True, True), (True, False), (False, True)):
        monkeypatch.setattr("mgi_report.cli.terminal.sys.stdout", SimpleNamespace(isatty=lambda here=terminal: here))
        monkeypatch.setenv("VTE_VERSION", "7600" if known else "")
        echo(link("en/a b\x1b.pdf", tmp_path / "a b.pdf"))
    target = f"{tmp_path.as_uri()}/a%20b.pdf"
    assert printed == [f"\x1b]8;;{target}\x1b\\en/a b\\x1b.pdf\x1b]8;;\x1b\\", *["en/a b\\x1b.pdf"] * 2]


def test_the_help_of_every_command_fits_its_line() -> None:
    told = CliRunner().invoke(program, ["--help"], terminal_width=80).stdout
    commands = told.partition("Commands:")[2].partition("Exit codes")[0]
    assert "..." not in commands
    assert len(re.findall(r"^  \w+ +\S.*\.$", commands, re.M)) == len(program.list_commands(click.Context(program)))
    figures = CliRunner().invoke(program, ["figure", "--help"], terminal_width=80).stdout.partition("Commands:")[2]
    assert "..." not in figures


def test_a_message_of_click_stands_on_one_line() -> None:
    told = CliRunner().invoke(program, ["list"])
    assert [line.strip()[:12] for line in told.stderr.splitlines()] == ["error: a wor", "known: citie"]
