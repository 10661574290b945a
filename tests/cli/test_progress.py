"""What takes its time says what is being done: on a terminal, line by line elsewhere, as records for programs."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from helpers.briefings import make_pdf
from helpers.json_lines import records
from helpers.portal_pages import Shape, known, write_page
from mgi_report.build.verify import verify
from mgi_report.cli import main as program
from mgi_report.cli import progress
from mgi_report.cli.printing import print_proof
from mgi_report.cli.progress import Progress
from mgi_report.cli.running import settings


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setitem(settings, "json", False)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    return screen


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    names = ["en.txt", "es.txt"]
    for name in names:
        Path(name).write_bytes(write_page(known(name[:2]), Shape()))
    make_pdf(tmp_path / "one.pdf")
    make_pdf(tmp_path / "two.pdf")
    return [*names, "one.pdf"]


def test_a_terminal_shows_what_is_being_done_and_nothing_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    with Progress() as told:
        told.begin("folder/first.pdf", 0, 12)
        told("folder/first.pdf", 1, 12)
        told.pause()
        shown = terminal.getvalue()
        assert "0/12" in shown
        assert "first.pdf" in shown
        assert "folder" not in shown
        assert shown.rstrip("\r\n").endswith("\x1b[2K")
        told.begin(f"[bold]{'second' * 20}.pdf", 1, 12)
    rest = terminal.getvalue().removeprefix(shown)
    assert "1/12" in rest
    assert "[bold]second" in rest
    assert "…" in rest
    assert rest.rstrip("\r\n").endswith("\x1b[2K")


def test_before_processes_are_forked_a_line_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    with Progress() as told:
        monkeypatch.setattr(progress, "new_bar", lambda: pytest.fail("a thread was started"))
        told(f"en/{'long' * 30}.pdf", 0, 3)
        assert (terminal.getvalue()[:8], len(terminal.getvalue())) == ("0/3 long", 59)
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_what_is_not_counted_has_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    with Progress() as told:
        told.begin("looking at the machine")
    assert "looking at the machine" in terminal.getvalue()
    assert "0/" not in terminal.getvalue()


def test_who_is_quiet_starts_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "new_bar", lambda: pytest.fail("a bar was started"))
    with Progress(quiet=True) as told:
        told.begin("it")
        told("it", 1, 1)
    assert terminal.getvalue() == ""


def test_pages_are_told_as_they_are_read(pages: list[str]) -> None:
    told = CliRunner().invoke(program, ["import", *pages, "--dry-run"])
    lines = [line for line in told.stderr.splitlines() if line.startswith("[")]
    assert lines == ["[1/1] one.pdf", "[1/2] en.txt", "[2/2] es.txt"]
    alone = CliRunner().invoke(program, ["import", "en.txt", "--dry-run"])
    assert not any(line.startswith("[1/") for line in alone.stderr.splitlines())


def test_programs_are_told_of_pages_files_and_volumes(pages: list[str]) -> None:
    def steps(*words: str) -> list[tuple[str, int, int]]:
        told = records(CliRunner().invoke(program, [*words, "--json"]).stdout)
        return [(item["name"], item["done"], item["total"]) for item in told if item["type"] == "step"]

    assert steps("import", *pages, "--dry-run") == [("one.pdf", 1, 1), ("en.txt", 1, 2), ("es.txt", 2, 2)]
    assert steps("verify", "one.pdf", "nowhere.pdf") == [("one.pdf", 1, 2), ("nowhere.pdf", 2, 2)]
    assert steps("annex", "one.pdf", "two.pdf", "-o", "out.pdf") == [("out.pdf", 1, 1)]


def test_a_proof_tells_itself_where_nobody_watches(pages: list[str]) -> None:
    told = CliRunner().invoke(program, ["verify", "one.pdf", "two.pdf"])
    assert max(map(len, told.stdout.splitlines())) > 80
    assert (told.stdout.count("one.pdf"), told.stdout.count("two.pdf")) == (1, 1)
    assert told.stderr == ""


def test_on_a_terminal_a_proof_has_lines_that_fit(pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    print_proof(verify(Path("one.pdf")), as_json=False)
    lines = [click.unstyle(line) for line in screen.getvalue().splitlines()]
    assert max(map(len, lines)) <= 60
    assert any(re.match(r" {20}\S", line) for line in lines)
